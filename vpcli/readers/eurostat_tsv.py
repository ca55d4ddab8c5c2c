r"""Eurostat's TSV: dimensions joined by commas, `geo\TIME_PERIOD`, flags behind the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vpcli.core.facts.model import Dataset
from vpcli.errors import Place
from vpcli.limits import check_columns
from vpcli.readers.fields import PlainNumber, parse_status
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader

__all__ = [
    "HIDDEN",
    "Header",
    "add_figure",
    "add_series",
    "described",
    "read_eurostat",
]

_AREAS = ("geo", "ref_area", "c_resid")
HIDDEN = ("", ":")
"""Cells without a figure; if they have no flag either they say nothing."""
_UNITS = {"PC": "%", "PT": "%", "THS": "thousand", "MIO_EUR": "million EUR", "EUR": "EUR"}


def read_eurostat(text: str, file: str, options: ReadOptions) -> Dataset:
    """Read annual series; raise `DataError` with every problem found."""
    lines = text.splitlines()
    reader = RecordReader(file, options)
    header = Header(lines[0], file)
    header.find_dimensions(line for line in lines[1:] if line.strip())
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            add_series(header, line, Place(file, number), reader)
    return reader.dataset()


class Header:
    """The dimensions by name, the years, and which of the dimensions tell series apart."""

    def __init__(self, line: str, file: str) -> None:
        """Take the first line; raise `DataError` for far too many years."""
        first = line.split("\t")
        self.width = len(first)
        check_columns(self.width, Place(file, 1))
        self.names = [name.strip().casefold() for name in first[0].split("\\")[0].split(",")]
        self.years = [cell.strip() for cell in first[1:]]
        self.varying: list[str] = []

    def key(self, line: str) -> list[str]:
        """Return the codes that a line begins with."""
        return [part.strip() for part in line.split("\t", 1)[0].split(",")]

    def find_dimensions(self, lines: Iterable[str]) -> None:
        """Take every dimension with more than one code, but area and frequency."""
        codes: list[set[str]] = [set() for _ in self.names]
        for line in lines:
            key = self.key(line)
            if len(key) == len(self.names):
                for found, code in zip(codes, key, strict=True):
                    found.add(code)
        self.varying = [
            name
            for name, found in zip(self.names, codes, strict=True)
            if len(found) > 1 and name not in (*_AREAS, "freq")
        ]


def add_series(header: Header, line: str, place: Place, reader: RecordReader) -> None:
    """Give the figures of a line to a reader."""
    cells = line.split("\t")
    key = header.key(line)
    if len(key) != len(header.names) or len(cells) != header.width:
        reader.problem("ragged-row", place, found=len(cells), expected=header.width)
        return
    row = described(header, key, place, reader)
    if row is not None:
        for year, cell in zip(header.years, cells[1:], strict=True):
            add_figure(row, year, cell, place, reader)


def described(
    header: Header, key: Sequence[str], place: Place, reader: RecordReader
) -> dict[str, str] | None:
    """Return what a line is about by the names of our columns; None where it is no year's."""
    about = dict(zip(header.names, key, strict=True))
    if about.get("freq", "A").upper() != "A":
        text = f"{about['freq']} {header.years[0] if header.years else ''}"
        reader.problem("not-a-whole-year", place.at("freq"), text=text)
        return None
    unit = about.get("unit", "")
    is_index = unit.upper() == "PT_PREV_Y" or unit.upper().startswith("PCH_PRE_I")
    parts = [about[name] for name in header.varying]
    return {
        "area": next((about[name] for name in _AREAS if name in about), ""),
        "indicator": ".".join(parts) or reader.file.rpartition("/")[2].partition(".")[0],
        "unit": "" if is_index else _UNITS.get(unit.upper(), unit),
        "kind": "chain-index" if is_index else "",
    }


def add_figure(
    row: Mapping[str, str], year: str, cell: str, place: Place, reader: RecordReader
) -> None:
    """Give one figure, with its flags, to a reader; a blank without a flag says nothing."""
    value, _, flags = cell.strip().partition(" ")
    found = parse_status(flags) if flags.strip() else (None, "")
    if found is None:
        reader.problem("unknown-status", place.at(year), text=flags.strip())
        return
    if value in HIDDEN and not flags:
        return
    status, note = found
    hidden = value in HIDDEN
    actual = "" if hidden else PlainNumber(value)
    said = "O" if hidden else status.value if status else ""
    cells = {**row, "year": year, "note": note, "actual": actual, "status": said}
    reader.add(cells, place, measures={"actual": place.at(year)})
