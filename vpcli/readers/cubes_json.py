"""JSON of statistics offices beside JSON-stat 2.0: its version 1, PX-Web, the World Bank."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vpcli.core.facts.model import Dataset, Words
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.fields import PlainNumber
from vpcli.readers.json_stat import read_cube
from vpcli.readers.json_text import JsonText
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader
from vpcli.readers.tables.years import read_year
from vpcli.readers.units_in_words import unit_in_brackets

__all__ = ["PX_WEB", "VERSION_1", "WORLD_BANK_API", "read_cube_json"]

PX_WEB = re.compile(r'\s*\{\s*"columns"\s*:\s*\[\s*\{[^\[\]]*"(?:code|type)"\s*:')
WORLD_BANK_API = re.compile(r'\s*\[\s*\{[^{}\[\]]*"page"\s*:[^{}\[\]]*\}\s*,\s*(?:\[|null)')
VERSION_1 = re.compile(
    r'\s*\{\s*"[^"]*"\s*:\s*\{(?:(?!"class").){0,4000}?"dimension"\s*:', re.DOTALL
)
_ROLES = ("time", "geo", "metric")


def read_cube_json(text: str, file: str, options: ReadOptions) -> Dataset:
    """Read one of these documents; raise `DataError` with every problem found."""
    document = JsonText(text, file).only()
    if isinstance(document, list):
        return _world_bank(document, file, options)
    if isinstance(document, dict) and "columns" in document:
        return _px_web(document, file, options)
    return _version_1(document, file, options)


def _invalid(member: str, file: str) -> DataError:
    return DataError(Problem("bad-json-stat", {"member": member}, Place(file)))


def _version_1(document: object, file: str, options: ReadOptions) -> Dataset:
    """A bundle of version 1: the first of its data sets; id, size and role are in dimension."""
    if not isinstance(document, dict) or not document:
        raise _invalid("dataset", file)
    name, first = next(iter(document.items()))
    dimension = first.get("dimension") if isinstance(first, dict) else None
    if not isinstance(first, dict) or not isinstance(dimension, dict):
        raise _invalid(str(name), file)
    made = {**first, "class": "dataset"}
    for member in ("id", "size", "role"):
        if member in dimension:
            made[member] = dimension[member]
    made["dimension"] = {k: v for k, v in dimension.items() if k not in ("id", "size", "role")}
    if len(document) > 1:
        raise DataError(
            Problem("several-datasets", {"known": ", ".join(map(str, document))}, Place(file))
        )
    return read_cube(made, file, options)


def _px_web(document: Mapping[str, object], file: str, options: ReadOptions) -> Dataset:
    """Columns of dimensions (d), one of time (t) and of figures (c); rows of keys and values."""
    columns, data = document.get("columns"), document.get("data")
    if not isinstance(columns, list) or not isinstance(data, list):
        raise _invalid("data", file)
    if not all(isinstance(column, dict) for column in columns):
        raise _invalid("columns", file)
    keys = [column for column in columns if column.get("type") != "c"]
    figures = [column for column in columns if column.get("type") == "c"]
    reader = RecordReader(file, options)
    for at, row in enumerate(data):
        key = row.get("key") if isinstance(row, dict) else None
        values = row.get("values") if isinstance(row, dict) else None
        if not isinstance(key, list) or not isinstance(values, list):
            raise _invalid(f"data.{at}", file)
        if len(key) != len(keys) or len(values) != len(figures):
            raise _invalid(f"data.{at}", file)
        _px_web_row(keys, figures, key, values, reader, Place(file, None, f"data {at}"))
    return reader.dataset()


def _px_web_row(
    keys: Sequence[Mapping[str, object]],
    figures: Sequence[Mapping[str, object]],
    key: Sequence[object],
    values: Sequence[object],
    reader: RecordReader,
    place: Place,
) -> None:
    about: list[str] = []
    year, area, status = "", "", ""
    for column, told in zip(keys, key, strict=True):
        text = str(told)
        name = f"{column.get('code')} {column.get('text')}".casefold()
        if column.get("type") == "t":
            found = read_year(text)
            year = str(found.year) if found else text
            status = found.status.value if found and found.status else ""
        elif any(word in name for word in ("region", "area", "tỉnh", "địa phương", "geo")):
            area = text
        else:
            about.append(text)
    for column, value in zip(figures, values, strict=True):
        label = str(column.get("text") or column.get("code") or "")
        name = ", ".join(filter(None, (label, *about)))
        text = str(value).strip()
        figure = PlainNumber(text) if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text) else text
        cells = {"area": area, "indicator": name, "name": name, "year": year, "actual": figure}
        cells |= {"unit": str(column.get("unit") or "") or unit_in_brackets(label)}
        cells |= {"status": status}
        reader.add(cells, place)


def _world_bank(document: list[object], file: str, options: ReadOptions) -> Dataset:
    """Two parts: about the pages, and a list of observations; one page must be all of them."""
    about = document[0] if document else None
    rows = document[1] if len(document) > 1 else None
    if not isinstance(about, dict) or not isinstance(rows, list):
        raise _invalid("1", file)
    if str(about.get("pages", "1")) not in ("1", "0"):
        fields: dict[str, object] = {"page": about.get("page"), "pages": about.get("pages")}
        raise DataError(Problem("one-page-of-several", fields, Place(file)))
    reader = RecordReader(file, options)
    for at, row in enumerate(rows):
        place = Place(file, None, f"value {at}")
        if not isinstance(row, dict):
            raise _invalid(f"1.{at}", file)
        indicator, country = row.get("indicator"), row.get("country")
        if not isinstance(indicator, dict) or not isinstance(country, dict):
            raise _invalid(f"1.{at}", file)
        value = row.get("value")
        name = str(indicator.get("value") or "")
        reader.add(
            {
                "area": str(row.get("countryiso3code") or country.get("id") or ""),
                "area_name": str(country.get("value") or ""),
                "indicator": str(indicator.get("id") or name),
                "name": name,
                "unit": str(row.get("unit") or "") or unit_in_brackets(name),
                "year": str(row.get("date") or "").removeprefix("YR"),
                "status": str(row.get("obs_status") or ""),
                "actual": value if isinstance(value, PlainNumber) else "",
            },
            place,
            measures={"actual": place},
        )
    return reader.dataset(Words())
