"""JSON and JSON Lines: one object for each row, read by the layouts of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vpcli.core.model import Dataset
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.columns import read_header
from vpcli.readers.encoding import composed
from vpcli.readers.fields import PlainNumber
from vpcli.readers.json_text import JsonText
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader
from vpcli.readers.table import AddRow, missing_column, row_adder

__all__ = ["list_in", "read_json", "read_records"]

_LISTS = ("data", "rows", "records", "facts")


def read_json(text: str, file: str, options: ReadOptions) -> Dataset:
    """Read a list of objects, one under "data", or objects one after the other.

    Raises `DataError` with every problem found.
    """
    reader = RecordReader(file, options)
    read_records(_records(JsonText(text, file)), reader)
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


def _records(text: JsonText) -> Iterator[tuple[int, object]]:
    if text.begins_list:
        yield from text.items()
        return
    for number, (line, value) in enumerate(text.values()):
        listed = list_in(value) if number == 0 else None
        if listed is None:
            yield line, value
            continue
        text.rewind()
        text.enter(listed)
        yield from text.items()
        return


def list_in(value: object) -> str | None:
    """Return the key of an object under which its rows stand, if it has one."""
    if not isinstance(value, dict):
        return None
    return next((key for key in _LISTS if isinstance(value.get(key), list)), None)


def _adder(keys: tuple[str, ...], line: int, reader: RecordReader) -> AddRow | None:
    """What reads the rows of objects with these keys; None where they cannot be read."""
    header = read_header([composed(key, Place(reader.file, line)) for key in keys], line)
    if header.layout is None:
        reader.build.problems.append(missing_column([(line, list(keys))], reader.file))
        return None
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
