"""Wide tables: one row for each indicator, one column for each year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vpcli.core.model import Source, Words
from vpcli.errors import DataError, Place
from vpcli.readers.columns import Header, Layout
from vpcli.readers.fields import parse_date
from vpcli.readers.record import RecordReader
from vpcli.readers.table import Row

__all__ = ["WideRows", "read_preamble"]

_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
_CONSTANT = re.compile(r"constant (\d{4})? ?(.*)")


class WideRows:
    """Gives every cell under a year to the reader as a row of its own."""

    def __init__(self, header: Header, reader: RecordReader, source: str) -> None:
        """Take the header, whose years are columns, and the source that the file names."""
        self._described = tuple(header.columns.items())
        self._years = header.years
        self._of_world_bank = header.layout is Layout.WORLD_BANK
        self._reader = reader
        self._source = source

    def __call__(self, line: int, cells: Sequence[str]) -> None:
        """Read one row."""
        row = {name: cells[position] for name, position in self._described}
        row["indicator"] = row.get("indicator") or row.get("name", "")
        if self._of_world_bank:
            row = _described_by_name(row) | {"source": self._source}
        place = Place(self._reader.file, line)
        measure = self._reader.measure(row["measure"], place) if row.get("measure") else ""
        if measure is None:
            return
        for column in self._years:
            text = cells[column.position]
            if not text:
                continue
            name = measure or column.measure
            fact = {**row, "year": str(column.year), name: text}
            if column.status is not None and not row.get("status"):
                fact["status"] = column.status.value
            self._reader.add(fact, place, measures={name: place.at(column.heading)})


def read_preamble(rows: Iterable[Row], reader: RecordReader) -> str:
    """Return the source that the lines above a World Bank header name; its date is kept."""
    source = ""
    for line, cells in rows:
        what, said = cells[0].casefold(), cells[1] if len(cells) > 1 else ""
        if what == "data source" and said:
            source = said
            reader.sources[source] = Source(source, Words(source, source))
        elif what == "last updated date" and source:
            try:
                when = parse_date(said, Place(reader.file, line, cells[0]))
            except DataError:
                continue  # a date in another notation dates nothing, and harms nothing
            reader.sources[source] = Source(source, Words(source, source), date=when)
    return source


def _described_by_name(row: dict[str, str]) -> dict[str, str]:
    """The unit that a World Bank name ends with: (constant 2015 US$), (annual %), (% of GDP)."""
    found = _IN_BRACKETS.search(row.get("name", ""))
    if found is None or row.get("unit"):
        return row
    unit, basis = found[1], ""
    if unit.startswith("%") or unit.endswith("%"):
        unit = "%"
    elif unit.startswith("current "):
        unit, basis = unit.removeprefix("current "), "current"
    elif match := _CONSTANT.fullmatch(unit):
        unit, basis = match[2], f"constant:{match[1]}" if match[1] else "constant"
    return {**row, "unit": unit, "price_basis": row.get("price_basis") or basis}
