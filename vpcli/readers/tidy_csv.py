"""Tidy CSV: one row for each indicator and year, measures in columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar
from unicodedata import normalize

from vpcli.core.model import (
    Area,
    Dataset,
    Direction,
    Indicator,
    Kind,
    Measure,
    Parts,
    Source,
    Words,
)
from vpcli.core.units import parse_unit
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.breakdowns import Breakdown
from vpcli.readers.build import Builder, Entry
from vpcli.readers.fields import STATUSES, parse_date, parse_precision, parse_since, parse_year
from vpcli.readers.options import ReadOptions

__all__ = ["read_csv"]

MEASURE_COLUMNS = {
    "actual": Measure.ACTUAL,
    "plan": Measure.PLAN,
    "growth": Measure.GROWTH,
    "planned_growth": Measure.PLANNED_GROWTH,
    "attainment": Measure.ATTAINMENT,
    "over_plan": Measure.ATTAINMENT,
    "change": Measure.CHANGE,
    "multiple": Measure.MULTIPLE,
    "average_growth": Measure.AVERAGE_GROWTH,
    "share": Measure.SHARE,
    "contribution": Measure.CONTRIBUTION,
    "share_of_growth": Measure.SHARE_OF_GROWTH,
    "verdict": Measure.VERDICT,
}
IN_UNIT_KEYS = tuple(key for key, measure in MEASURE_COLUMNS.items() if measure.is_in_unit)
COLUMNS = (
    "area",
    "indicator",
    "name",
    "unit",
    "kind",
    "direction",
    "price_basis",
    "part_of",
    "some_part_of",
    "year",
    *MEASURE_COLUMNS,
    "since",
    "of",
    "precision",
    "status",
    "source",
    "source_date",
    "note",
)
_Choice = TypeVar("_Choice", bound=StrEnum)
_MOST_NAMED = 12
_DELIMITERS = ",;\t|"


def read_csv(text: str, file: str, options: ReadOptions) -> Dataset:
    """Read a tidy CSV file; raise `DataError` with every problem found."""
    return _Reader(file, options).dataset(text)


class _Reader:
    def __init__(self, file: str, options: ReadOptions) -> None:
        self.build = Builder(options.numbers, file, options.null_values, options.precision)
        self.file = file
        self.delimiter = options.delimiter
        self.sources: dict[str, Source] = {}
        self.indicators: dict[tuple[str, str], Indicator] = {}
        self.parts: dict[tuple[str, bool], dict[str, Place]] = {}
        """Parts with the place that names them, by total and whether they are all of it."""

    def dataset(self, text: str) -> Dataset:
        rows = self.rows(text)
        header_line, header = next(rows, (1, []))
        columns = self.header(header, header_line)
        for line, row in rows:
            if len(row) != len(header):
                fields: dict[str, object] = {"found": len(row), "expected": len(header)}
                self.build.problems.append(Problem("ragged-row", fields, Place(self.file, line)))
                continue
            cells = {name: row[position].strip() for name, position in columns.items()}
            self.row(cells, Place(self.file, line))
        for (total, complete), parts in self.parts.items():
            breakdown = Parts(total, tuple(parts), complete)
            self.build.breakdowns.append(Breakdown(breakdown, next(iter(parts.values()))))
        return self.build.dataset(Words(), self.sources)

    def rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """The rows that are not empty, with the line each begins on."""
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise DataError(Problem("nul-byte", {}, Place(self.file, line)))
        delimiter = self.delimiter or _delimiter(text)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        line = 1
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                fields: dict[str, object] = {"detail": str(error)}
                raise DataError(Problem("csv-syntax", fields, Place(self.file, line))) from None
            if row is None:
                return
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1

    def header(self, header: list[str], line: int) -> dict[str, int]:
        place = Place(self.file, line)
        if not header:
            raise DataError(Problem("empty-file", {}, Place(self.file)))
        columns: dict[str, int] = {}
        unused: list[str] = []
        for position, cell in enumerate(header):
            name = cell.strip().casefold().replace("-", "_").replace(" ", "_")
            if name in columns:
                raise DataError(Problem("duplicate-column", {"column": name}, place))
            if name in COLUMNS:
                columns[name] = position
            else:
                unused.append(cell.strip())
        fields: dict[str, object]
        if unused:
            more = ", …" if len(unused) > _MOST_NAMED else ""
            fields = {
                "columns": ", ".join(unused[:_MOST_NAMED]) + more,
                "known": ", ".join(COLUMNS),
            }
            self.build.warnings.append(Problem("unknown-column", fields, place))
        missing = [name for name in ("indicator", "year") if name not in columns]
        if missing or not any(name in columns for name in MEASURE_COLUMNS):
            fields = {
                "missing": ", ".join(missing) or "/".join(MEASURE_COLUMNS),
                "found": ", ".join(cell.strip() for cell in header[:12]),
            }
            raise DataError(Problem("missing-column", fields, place))
        return columns

    def row(self, cells: dict[str, str], place: Place) -> None:
        since = None
        precision: dict[str, Decimal] = {}
        try:
            year = parse_year(cells["year"], place.at("year"))
            if cells.get("since"):
                since = parse_since(cells["since"], year, place.at("since"))
            if cells.get("precision"):
                known_to = parse_precision(cells["precision"], place.at("precision"))
                precision = dict.fromkeys(IN_UNIT_KEYS, known_to)
        except DataError as error:
            self.build.problems.extend(error.problems)
            return
        status_word = cells.get("status", "")
        status = STATUSES.get(status_word.casefold())
        if status_word and status is None:
            fields: dict[str, object] = {"text": status_word}
            self.build.problems.append(Problem("unknown-status", fields, place.at("status")))
        source = cells.get("source", "")
        if source and source not in self.sources:
            when = ""
            try:
                if cells.get("source_date"):
                    when = parse_date(cells["source_date"], place.at("source_date"))
            except DataError as error:
                self.build.problems.extend(error.problems)
            self.sources[source] = Source(source, Words(source, source), date=when)
        area = normalize("NFC", cells.get("area", ""))
        indicator = self.indicator(area, cells, place)
        self.build.add(
            Entry(
                Area(area, Words(area, area)),
                indicator,
                parse_unit(cells.get("unit", "")),
                year,
                tuple(
                    (name.replace("_", "-"), measure, cells[name], place.at(name))
                    for name, measure in MEASURE_COLUMNS.items()
                    if name in cells
                ),
                status,
                source,
                place,
                cells.get("note", ""),
                precision,
                since=since,
                total=normalize("NFC", cells.get("of", "")),
            )
        )

    def indicator(self, area: str, cells: dict[str, str], place: Place) -> Indicator:
        """The indicator of a row, as its first row describes it."""
        id_ = normalize("NFC", cells["indicator"])
        if not id_:
            self.build.problems.append(Problem("no-indicator", {}, place.at("indicator")))
        known = self.indicators.get((area, id_))
        if known is not None:
            return known
        unit = parse_unit(cells.get("unit", ""))
        name = cells.get("name") or id_
        kind = self.choice(cells.get("kind", ""), Kind, place.at("kind"))
        direction = self.choice(cells.get("direction", ""), Direction, place.at("direction"))
        basis = cells.get("price_basis", "")
        made = Indicator.described(id_, Words(name, name), unit, kind, direction, basis)
        self.indicators[area, id_] = made
        for column in ("part_of", "some_part_of"):
            total = normalize("NFC", cells.get(column, ""))
            if total:
                parts = self.parts.setdefault((total, column == "part_of"), {})
                parts.setdefault(id_, place.at(column))
        return made

    def choice(self, text: str, choices: type[_Choice], place: Place) -> _Choice | None:
        try:
            return choices(text) if text else None
        except ValueError:
            fields: dict[str, object] = {"text": text, "valid": ", ".join(choices)}
            self.build.problems.append(Problem("not-a-choice", fields, place))
            return None


def _delimiter(text: str) -> str:
    """The delimiter that occurs most in the first line that is not empty, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    unquoted = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=unquoted.count)
