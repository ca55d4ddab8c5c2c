"""JSON and JSON Lines: one object for each row, read by the layouts of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vpcli.core.facts.model import Dataset
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.columns import read_header
from vpcli.readers.encoding import composed
from vpcli.readers.fields import PlainNumber
from vpcli.readers.json_text import JsonText
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader
from vpcli.readers.table import AddRow, missing_column, row_adder, warn_of_unused

__all__ = ["lists_in", "read_json", "read_records"]

_LISTS = ("data", "rows", "records", "facts")


def read_json(text: str, file: str, options: ReadOptions) -> Dataset:
    """Read objects, lists of them, and objects with a list under "data", one after the other.

    Raises `DataError` with every problem found.
    """
    reader = RecordReader(file, options)
    read_records(_records(JsonText(text, file), reader), reader)
    return reader.dataset()


def read_records(records: Iterable[tuple[int, object]], reader: RecordReader) -> None:
    """Give objects, each with the line it begins on, to a reader."""
    file = reader.file
    adders: dict[tuple[str, ...], AddRow | None] = {}
    for line, record in records:
        if not isinstance(record, dict):
            valid = "an object for each row"
            reader.problem("not-a-mapping", Place(file, line), valid=valid)
            continue
        keys = tuple(record)
        if keys not in adders:
            adders[keys] = _adder(keys, line, reader)
        add = adders[keys]
        if add is not None:
            add(line, [_cell(key, value, line, reader) for key, value in record.items()])


def _records(text: JsonText, reader: RecordReader) -> Iterator[tuple[int, object]]:
    """The rows of lists and objects that stand one after the other."""
    while text.follows:
        if text.begins_list:
            yield from text.items()
            continue
        start = text.mark
        line, value = text.line, text.value()
        lists = lists_in(value)
        if not lists:
            yield line, value
            continue
        assert isinstance(value, dict)
        place = Place(reader.file, line)
        if len(lists) > 1:
            reader.problem("json-lists", place, first=lists[0], second=lists[1])
        unused = [key for key in value if key not in lists]
        if unused:
            warn_of_unused(unused, place, reader)
        end = text.mark
        text.mark = start
        text.enter(lists[0])
        yield from text.items()
        text.mark = end


def lists_in(value: object) -> list[str]:
    """Return the keys of an object under which its rows stand; a row itself has none."""
    if not isinstance(value, dict) or "year" in value:
        return []
    return [key for key in _LISTS if isinstance(value.get(key), list)]


def _adder(keys: tuple[str, ...], line: int, reader: RecordReader) -> AddRow | None:
    """What reads the rows of objects with these keys; None where they cannot be read."""
    header = read_header([composed(key, Place(reader.file, line)) for key in keys], line)
    if header.layout is None:
        reader.build.problems.append(missing_column([(line, list(keys))], reader.file))
        return None
    if header.nameless:
        warn_of_unused(['""'], Place(reader.file, line), reader)
    try:
        return row_adder(header, reader)
    except DataError as error:
        reader.build.problems.extend(error.problems)
        return None


def _cell(key: str, value: object, line: int, reader: RecordReader) -> str:
    """A value as the text of a cell; a number stays marked as one."""
    if value is None:
        return ""
    if isinstance(value, PlainNumber):
        return value
    if isinstance(value, str):
        return composed(value.strip(), Place(reader.file, line, key))
    if isinstance(value, bool):
        return str(value).casefold()
    reader.build.problems.append(Problem("not-a-text", {}, Place(reader.file, line, key)))
    return ""
