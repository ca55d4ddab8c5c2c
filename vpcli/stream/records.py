"""JSON Lines in blocks of whole series: one object a line, each a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from vpcli.errors import DataError
from vpcli.readers.fields import PlainNumber
from vpcli.readers.json_records import lists_in, read_records
from vpcli.readers.json_text import JsonText, at_once
from vpcli.stream.blocks import BODY, NOT_PLAIN, Block, Row, are_alike, groups_of
from vpcli.stream.narrow import narrow, wide

if TYPE_CHECKING:
    from vpcli.readers.record import RecordReader

__all__ = ["Records", "first_record"]


class Records(NamedTuple):
    """How the objects of a file are made: the keys of the first one."""

    file: str
    keys: Mapping[str, str]
    """By column name."""
    measures: Sequence[str] = ()
    """The keys of figures."""
    first_line: int = 1
    delimiter: str = ""
    """A line is no row of cells."""

    def names_of(self, row: Sequence[str]) -> Sequence[str]:
        """Return area and indicator of a row."""
        (names,) = self._names(self._records([1], row))
        return names[:2]

    @staticmethod
    def goes_on(_text: str, _end: int) -> bool:
        """Whether what ends at a line end is no whole object; a line always is one."""
        return False

    def split(self, text: str, line: int) -> Block:
        """Read lines, the first of which has a number, into one block."""
        said = zip(wide(text).split("\n"), text.split("\n"), strict=True)
        rows = [(at, row, cell) for at, (row, cell) in enumerate(said, line) if row.strip()]
        lines = [at for at, _, _ in rows]
        records = self._records(lines, [row for _, row, _ in rows])
        names = [*self._names(records)]
        groups = [*groups_of(names)]
        bodies = [*self._bodies(records)]
        return Block(
            lines,
            groups,
            are_alike(groups, names),
            BODY,
            ["".join(bodies[group.start : group.stop]) for group in groups],
            cells=[[cell] for _, _, cell in rows],
        )

    def year(self, row: Sequence[str]) -> str:
        """Return the year of a row."""
        (record,) = self._records([1], row)
        return str(record.get(self.keys["year"]))

    @staticmethod
    def mark(_numbers: str | None) -> str:
        """Return the decimal mark of numbers, whatever that of texts is."""
        return "."

    def figures(self, rows: Iterable[Sequence[str]]) -> list[str]:
        """Return the figures of rows that are texts: a number has one form only."""
        texts = [row[0] for row in rows]
        records = self._records([1] * len(texts), texts)
        values = (record.get(key) for record in records for key in self.measures)
        return [one for one in values if isinstance(one, str) and not isinstance(one, PlainNumber)]

    def take(self, rows: Iterable[Row], reader: RecordReader) -> None:
        """Give rows to a reader of the long way."""
        texts = (JsonText(row[0], self.file, line) for line, row in rows)
        read_records(((text.line, text.only()) for text in texts), reader)

    def _records(self, lines: Iterable[int], rows: Sequence[str]) -> Sequence[Mapping[str, object]]:
        """The objects of rows that stand on lines; an empty one where there is another value."""
        made = at_once(rows)
        if made is not None:
            return made
        values = [
            JsonText(row, self.file, line).only() for line, row in zip(lines, rows, strict=True)
        ]
        return [value if isinstance(value, dict) else {} for value in values]

    def _names(self, records: Iterable[Mapping[str, object]]) -> Iterator[Sequence[str]]:
        """The names of the series of each record; what names none belongs to the one before."""
        area, indicator, unit = (self.keys.get(name, "") for name in ("area", "indicator", "unit"))
        before: tuple[object, ...] = ()
        named: Sequence[str] = ("",) * 6
        for record in records:
            values = record.get(area), record.get(indicator), record.get(unit)
            if values != before and indicator in record:
                before, named = values, [*map(_name, values), "", "", ""]
            yield named

    def _bodies(self, records: Iterable[Mapping[str, object]]) -> Iterator[str]:
        """The cells of records that differ from row to row; where keys differ none is plain."""
        keys = frozenset(self.keys.values())
        year, actual, plan = (self.keys.get(name, "") for name in BODY.columns)
        for record in records:
            if record.keys() != keys:
                yield f"{NOT_PLAIN}\n"
                continue
            cells = record.get(year), record.get(actual), record.get(plan)
            yield "\t".join([x if type(x) is PlainNumber else _cell(x) for x in cells]) + "\n"


def first_record(text: str, file: str) -> Mapping[str, object] | None:
    """Return the object in the first line of a text; None where it holds anything else.

    An object that holds a list of rows is something else too.
    """
    line, end, _ = text.partition("\n")
    try:
        made = JsonText(line, file).only() if end else None
    except DataError:
        return None
    return made if isinstance(made, dict) and not lists_in(made) else None


def _name(value: object) -> str:
    """A name as the readers know it."""
    return narrow(normalize("NFC", value.strip())) if isinstance(value, str) else ""


def _cell(value: object) -> str:
    """A number as it is; a text may be of a number format, if it has a mark at all."""
    if value is None:
        return ""
    is_plain = isinstance(value, PlainNumber) or (isinstance(value, str) and value.isdecimal())
    return str(value) if is_plain else NOT_PLAIN
