r"""Eurostat's TSV: dimensions joined by commas, `geo\TIME_PERIOD`, flags behind the figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vpcli.core.facts.model import Dataset
from vpcli.errors import Place
from vpcli.limits import check_columns
from vpcli.readers.fields import PlainNumber, parse_status
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader

__all__ = ["is_eurostat", "read_eurostat"]

_HEADER = re.compile(r"(?P<names>[^\t\n]*\\(?:TIME_PERIOD|time))[ ]*\t", re.IGNORECASE)
_AREAS = ("geo", "ref_area", "c_resid")
_UNITS = {"PC": "%", "PT": "%", "THS": "thousand", "MIO_EUR": "million EUR", "EUR": "EUR"}


def is_eurostat(start: str) -> bool:
    """Tell whether a text begins as these files do."""
    return _HEADER.match(start) is not None


def read_eurostat(text: str, file: str, options: ReadOptions) -> Dataset:
    """Read annual series; raise `DataError` with every problem found."""
    lines = text.splitlines()
    reader = RecordReader(file, options)
    first = lines[0].split("\t")
    check_columns(len(first), Place(file, 1))
    names = [name.strip().casefold() for name in first[0].split("\\")[0].split(",")]
    years = [cell.strip() for cell in first[1:]]
    varying = _varying(lines[1:], len(names))
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        place = Place(file, number)
        cells = line.split("\t")
        key = [part.strip() for part in cells[0].split(",")]
        if len(key) != len(names) or len(cells) != len(first):
            reader.problem("ragged-row", place, found=len(cells), expected=len(first))
            continue
        about = dict(zip(names, key, strict=True))
        if about.get("freq", "A").upper() != "A":
            text = f"{about['freq']} {years[0] if years else ''}"
            reader.problem("not-a-whole-year", place.at("freq"), text=text)
            continue
        _add_row(
            about,
            [n for n, at in zip(names, varying, strict=True) if at],
            years,
            cells,
            reader,
            place,
        )
    return reader.dataset()


def _varying(lines: Sequence[str], count: int) -> list[bool]:
    """Which of the dimensions have more than one category."""
    keys = [line.split("\t")[0].split(",") for line in lines if line.strip()]
    whole = [key for key in keys if len(key) == count]
    return [len({key[at].strip() for key in whole}) > 1 for at in range(count)]


def _add_row(
    about: dict[str, str],
    varying: Sequence[str],
    years: Sequence[str],
    cells: Sequence[str],
    reader: RecordReader,
    place: Place,
) -> None:
    area = next((about[name] for name in _AREAS if name in about), "")
    parts = [about[name] for name in varying if name not in (*_AREAS, "freq")]
    unit = about.get("unit", "")
    kind = (
        "chain-index" if unit.upper() == "PT_PREV_Y" or unit.upper().startswith("PCH_PRE_I") else ""
    )
    row = {
        "area": area,
        "indicator": ".".join(parts) or reader.file.rpartition("/")[2].partition(".")[0],
        "unit": "" if kind else _UNITS.get(unit.upper(), unit),
        "kind": kind,
    }
    for year, cell in zip(years, cells[1:], strict=True):
        value, _, flags = cell.strip().partition(" ")
        found = parse_status(flags) if flags.strip() else (None, "")
        if found is None:
            reader.problem("unknown-status", place.at(year), text=flags.strip())
            continue
        if value in ("", ":") and not flags:
            continue
        status, note = found
        hidden = value in ("", ":")
        row |= {"year": year, "note": note, "actual": "" if hidden else PlainNumber(value)}
        row["status"] = "O" if hidden else status.value if status else ""
        reader.add(row, place, measures={"actual": place.at(year)})
