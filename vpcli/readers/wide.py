"""Wide tables: one row for each indicator, one column for each year."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vpcli.core.model import Source, Words
from vpcli.errors import DataError, Place
from vpcli.readers.columns import MEASURE_COLUMNS, Header, Layout
from vpcli.readers.fields import parse_date
from vpcli.readers.record import RecordReader

__all__ = ["read_wide"]

_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
_CONSTANT = re.compile(r"constant (\d{4})? ?(.*)")


def read_wide(rows: Iterable[tuple[int, list[str]]], header: Header, reader: RecordReader) -> None:
    """Give every cell under a year to the reader as a row of its own."""
    described = tuple(header.columns.items())
    of_world_bank = header.layout is Layout.WORLD_BANK
    source = ""
    for line, cells in rows:
        if line < header.line:
            source = _preamble(cells, source, reader, line) if of_world_bank else ""
            continue
        row = {name: cells[position] for name, position in described}
        row["indicator"] = row.get("indicator") or row.get("name", "")
        if of_world_bank:
            row = _described_by_name(row) | {"source": source}
        place = Place(reader.file, line)
        measure = row.get("measure", "").casefold().replace("-", "_")
        if measure and measure not in MEASURE_COLUMNS:
            valid = ", ".join(name.replace("_", "-") for name in MEASURE_COLUMNS)
            reader.problem("not-a-choice", place.at("measure"), text=measure, valid=valid)
            continue
        for column in header.years:
            text = cells[column.position]
            if not text:
                continue
            name = measure or column.measure
            fact = {**row, "year": str(column.year), name: text}
            if column.status is not None and not row.get("status"):
                fact["status"] = column.status.value
            reader.add(fact, place, measures={name: place.at(column.heading)})


def _preamble(cells: list[str], source: str, reader: RecordReader, line: int) -> str:
    """The lines above the header of a World Bank file name its source and its date."""
    what, said = cells[0].casefold(), cells[1] if len(cells) > 1 else ""
    if what == "data source" and said:
        reader.sources[said] = Source(said, Words(said, said))
        return said
    if what == "last updated date" and source:
        try:
            when = parse_date(said, Place(reader.file, line, cells[0]))
        except DataError:
            return source  # a date in another notation dates nothing, and harms nothing
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
