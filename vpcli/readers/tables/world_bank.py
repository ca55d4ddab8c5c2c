"""The World Bank's tables: codes and names of country and indicator, then one column a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from vpcli.core.facts.model import Source, Words
from vpcli.errors import DataError, Place
from vpcli.readers.columns import Header
from vpcli.readers.fields import parse_date
from vpcli.readers.record import RecordReader
from vpcli.readers.units_in_words import in_brackets

__all__ = ["WorldBankRows", "described_row", "read_preamble"]

_CONSTANT = re.compile(r"constant (\d{4})? ?(.*)")


class WorldBankRows:
    """Gives every cell under a year to the reader as a row of its own."""

    def __init__(self, header: Header, reader: RecordReader, common: Mapping[str, str]) -> None:
        """Take the header, whose years are columns, and what the lines above it say."""
        self._names, self._positions = header.columns.keys(), [*header.columns.values()]
        self._years = header.years
        self._reader = reader
        self._common = common

    def __call__(self, line: int, cells: Sequence[str]) -> None:
        """Read one row."""
        said = [cells[position] for position in self._positions]
        row = described_row(self._names, said, self._common)
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


def described_row(
    names: Iterable[str], cells: Iterable[str], common: Mapping[str, str]
) -> dict[str, str]:
    """Return what a row is about, by column name: its cells, and what the lines above it say."""
    row = dict(common)
    for name, cell in zip(names, cells, strict=True):
        row[name] = " ".join(cell.split())  # long names are broken into lines
    row["indicator"] = row.get("indicator") or row.get("name", "")
    return _described_by_name(row)


def read_preamble(rows: Iterable[tuple[int, list[str]]], reader: RecordReader) -> dict[str, str]:
    """Return what the lines above a header say of all rows: their source, with its date."""
    common: dict[str, str] = {}
    for line, cells in rows:
        what, said = cells[0].casefold(), cells[1] if len(cells) > 1 else ""
        if what == "data source" and said:
            common["source"] = said
            reader.sources[said] = Source(said, Words(said, said))
        elif what == "last updated date" and "source" in common:
            try:
                when = parse_date(said, Place(reader.file, line, cells[0]))
            except DataError:
                continue  # a date in another notation dates nothing, and harms nothing
            source = common["source"]
            reader.sources[source] = Source(source, Words(source, source), date=when)
    return common


def _described_by_name(row: dict[str, str]) -> dict[str, str]:
    """The unit that a World Bank name ends with: (constant 2015 US$), (annual %), (% of GDP)."""
    unit, basis = in_brackets(row.get("name", "")), ""
    if not unit or row.get("unit"):
        return row
    if unit.startswith("%") or unit.endswith("%"):
        unit = "%"
    elif unit.startswith("current "):
        unit, basis = unit.removeprefix("current "), "current"
    elif match := _CONSTANT.fullmatch(unit):
        unit, basis = match[2], f"constant:{match[1]}" if match[1] else "constant"
    return {**row, "unit": unit, "price_basis": row.get("price_basis") or basis}
