"""From the cells of one row, by column name, to an entry; the same for every format of rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from vpcli.core.facts.model import (
    Area,
    Dataset,
    Direction,
    GrowthMethod,
    Indicator,
    Kind,
    Measure,
    Parts,
    Source,
    Status,
    Words,
)
from vpcli.core.facts.number import NumberFormat
from vpcli.core.facts.units import PERCENT, parse_unit
from vpcli.errors import DataError, Place, Problem
from vpcli.limits import check_figures
from vpcli.readers.breakdowns import Breakdown
from vpcli.readers.build import Builder, Entry
from vpcli.readers.fields import (
    IN_UNIT_COLUMNS,
    MEASURE_COLUMNS,
    PlainNumber,
    parse_base_year,
    parse_date,
    parse_natural_limit,
    parse_precision,
    parse_since,
    parse_status,
    parse_year,
    said_yes,
)
from vpcli.readers.options import ReadOptions
from vpcli.readers.tables.units import is_index_base
from vpcli.readers.tables.years import Year, plain, read_year
from vpcli.readers.units_in_words import in_brackets

__all__ = ["RecordReader", "Settled"]

_MOST_REMARKS = 10
_FIRST_OR_LAST_DAY = re.compile(r"([12][0-9]{3})-(12-31|01-01)(?:T00:00:00(?:Z|\.0+)?)?")
_Choice = TypeVar("_Choice", bound=StrEnum)
_BREAKDOWN_NUMBER = re.compile(r"#[0-9]+$")
_CHOICES: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "direction": Direction,
    "growth_method": GrowthMethod,
}
_CHECKED: Mapping[str, Callable[[str, Place], object]] = {
    "base_year": parse_base_year,
    "natural_limit": parse_natural_limit,
    "plans_add_up": said_yes,
}
"""Columns that describe an indicator by a word of a list, or by a number."""
_TIES = ("part_of", "some_part_of")
_DESCRIBING = ("name", "unit", *_CHOICES, "price_basis", *_CHECKED, *_TIES, "source")
"""Columns that describe an indicator, each in any of its rows; parts also by their source."""


class Settled(NamedTuple):
    """Areas and sources by id, as rows that are already written have them."""

    areas: dict[str, Area]
    sources: dict[str, Source]


class _Described:
    """What the rows of an indicator say of it."""

    def __init__(self) -> None:
        self.last: tuple[str | None, ...] = ()
        """Its describing cells in the last row."""
        self.texts: dict[str, tuple[str, Place]] = {}
        """By column, with the place that says it first."""

        self.numbers: dict[str, Any] = {}
        """What is no text, by column."""

    def text(self, column: str) -> str:
        return self.texts[column][0] if column in self.texts else ""

    def number(self, column: str) -> Any:
        return self.numbers.get(column)


def _who_say_the_same(
    said: Mapping[tuple[str, str], dict[str, Place]],
) -> Iterator[tuple[tuple[str, str | None], dict[str, Place]]]:
    """The parts that each area has; by source only where its sources list other ones.

    An area or a source that names some of the parts another one has, and no others, does not
    list fewer: it has no figures of the rest.
    """
    lists = _longest(said.values())
    by_area: dict[str, dict[str, dict[str, Place]]] = {}
    for (area, source), parts in said.items():
        whole = next(one for one in lists if parts.keys() <= one.keys())
        by_area.setdefault(area, {})[source] = whole
    for area, by_source in by_area.items():
        first, *others = by_source.values()
        if all(one is first for one in others):
            yield (area, None), first
            continue
        for source, parts in by_source.items():
            yield (area, source), parts


def _longest(listed: Iterable[dict[str, Place]]) -> list[dict[str, Place]]:
    """The lists that no other one contains."""
    found: list[dict[str, Place]] = []
    for parts in sorted(listed, key=len, reverse=True):
        if not any(parts.keys() <= others.keys() for others in found):
            found.append(parts)
    return found


def _with_scale(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells with their power of ten in words (millions) as part of their unit."""
    scale = cells["scale"].strip()
    if plain(scale) in ("unit", "units", "unités"):
        return {**cells}
    return {**cells, "unit": f"{scale} {cells.get('unit', '')}".strip()}


def _as_rate(cells: Mapping[str, str]) -> Mapping[str, str]:
    """A name that ends in (% of GDP), (annual %) or (%) is that of a rate."""
    unit = in_brackets(cells.get("name") or cells.get("indicator", ""))
    if not unit or parse_unit(unit).base != PERCENT or cells.get("kind"):
        return cells
    return {**cells, "unit": unit}


def _as_index(cells: Mapping[str, str]) -> Mapping[str, str]:
    """A unit such as "previous year = 100" or "2015=100" makes an index, which has no unit."""
    kind, base_year = is_index_base(cells["unit"])
    if not kind or cells.get("kind"):
        return cells
    return {**cells, "kind": kind, "base_year": str(base_year or ""), "unit": ""}


@lru_cache(maxsize=64)
def _measured(names: tuple[str, ...]) -> list[tuple[str, str, Measure]]:
    """The columns among some that hold figures, each with its key and its measure."""
    return [
        (name, name.replace("_", "-"), measure)
        for name, measure in MEASURE_COLUMNS.items()
        if name in names
    ]


class RecordReader:
    """Takes rows as cells by column name; what is wrong is collected, and reading goes on."""

    def __init__(self, file: str, options: ReadOptions, settled: Settled | None = None) -> None:
        """Begin with no rows, and with what rows before them have settled."""
        self.build = Builder(
            options.numbers, file, options.null_values, options.precision, found=options.found
        )
        self.file = file
        self.options = options
        self._settled = settled or Settled({}, {})
        self.sources: dict[str, Source] = {}
        self._areas: dict[str, Area] = {}
        self._remarks = 0
        self._days: set[str] = set()
        """The days that stand for years, which must be one: 12-31 or 01-01."""
        self._described: dict[tuple[str, str], _Described] = {}
        self._parts: dict[tuple[str, bool], dict[tuple[str, str], dict[str, Place]]] = {}
        """Parts with the place that names them, by total and whether they are all of it, then by
        the area and the source that say so."""

    def dataset(self, title: Words | None = None) -> Dataset:
        """Return the data set; raise `DataError` with every problem found."""
        for (named, complete), said in self._parts.items():
            total = _BREAKDOWN_NUMBER.sub("", named)
            for (area, source), parts in _who_say_the_same(said):
                breakdown = Parts(total, tuple(parts), complete, area, source)
                self.build.breakdowns.append(Breakdown(breakdown, next(iter(parts.values()))))
        self.build.areas = self._areas
        dataset = self.build.dataset(title or Words(), self.sources)
        self._settled.areas.update(self._areas)
        self._settled.sources.update(self.sources)
        return dataset

    def add_fact(self, cells: Mapping[str, str], place: Place, field: str = "printed") -> None:
        """Take a row that is one fact: its measure, and its text as printed or else its value.

        `field` is where the text stands, for a person to find.
        """
        measure = self.measure(cells["measure"], place)
        if measure is None:
            return
        text = cells.get("printed", "")
        if not text and cells.get("value"):
            text, field = PlainNumber(cells["value"]), "value"
        self.add({**cells, measure: text}, place, measures={measure: place.at(field)})

    def measure(self, text: str, place: Place) -> str | None:
        """Return the column of a measure that a cell names; anything else is a problem."""
        measure = text.casefold().replace("-", "_")
        if measure in MEASURE_COLUMNS:
            return measure
        valid = ", ".join(name.replace("_", "-") for name in MEASURE_COLUMNS)
        self.problem("not-a-choice", place.at("measure"), text=text, valid=valid)
        return None

    def add(
        self,
        cells: Mapping[str, str],
        place: Place,
        *,
        measures: Mapping[str, Place] | None = None,
    ) -> None:
        """Take a row of an indicator in a year; `measures` says which, if not all columns."""
        if cells.get("scale"):
            cells = _with_scale(cells)
        if self.options.unit and not cells.get("unit"):
            cells = {**cells, "unit": self.options.unit}
        if not cells.get("unit") and (
            "%" in cells.get("name", "") or "%" in cells.get("indicator", "")
        ):
            cells = _as_rate(cells)
        if "100" in cells.get("unit", "") or "PREV_Y" in cells.get("unit", ""):
            cells = _as_index(cells)
        try:
            year, since, said = self._years(cells, place)
            precision = self._precision(cells, place, measures or IN_UNIT_COLUMNS)
        except DataError as error:
            self.build.problems.extend(error.problems)
            check_figures(0, self.build.problems, place)
            return
        texts = [
            (key, measure, cells[name], (measures and measures[name]) or place.at(name))
            for name, key, measure in _measured(tuple(measures or cells))
            if name in cells
        ]
        area = self._area(cells, place)
        numbers = cells.get("numbers")
        self.build.add(
            Entry(
                area,
                self._indicator(area.id, cells, place),
                parse_unit(cells.get("unit", "")),
                year,
                tuple(texts),
                self._status(cells.get("status"), place) or (said.status if said else None),
                self._source(cells, place),
                place,
                cells.get("note", ""),
                precision,
                self._choice(numbers, NumberFormat, place.at("numbers")) if numbers else None,
                since,
                cells.get("of", ""),
                cells.get("plan_by", ""),
            )
        )

    def _years(self, cells: Mapping[str, str], place: Place) -> tuple[int, int | None, Year | None]:
        """The year, the base year, and what is said beside the year."""
        text = cells["year"]
        said = None
        if len(text) == 4 and text.isdecimal():
            year = parse_year(text, place.at("year"))
        else:
            said = self._year_as_written(text, place.at("year"))
            year = said.year
        since = cells.get("since")
        return year, parse_since(since, year, place.at("since")) if since else None, said

    def _year_as_written(self, text: str, place: Place) -> Year:
        """A year with words or letters beside it; or the day that it ends, or begins, with."""
        found = read_year(text)
        day = _FIRST_OR_LAST_DAY.fullmatch(text.strip())
        if day is not None:
            self._days.add(day[2])
            if len(self._days) == 1:
                return Year(int(day[1]))
        if found is None or found.measure != "actual":
            raise DataError(Problem("not-a-whole-year", {"text": text.strip()}, place))
        return found

    @staticmethod
    def _precision(
        cells: Mapping[str, str], place: Place, measures: Mapping[str, Place] | tuple[str, ...]
    ) -> dict[str, Decimal]:
        if not cells.get("precision"):
            return {}
        known_to = parse_precision(cells["precision"], place.at("precision"))
        return {name.replace("_", "-"): known_to for name in measures}

    def _status(self, word: str | None, place: Place) -> Status | None:
        if not word:
            return None
        found = parse_status(word)
        if found is None:
            self.problem("unknown-status", place.at("status"), text=word)
        return found[0] if found else None

    def _source(self, cells: Mapping[str, str], place: Place) -> str:
        """The source of a row; its date and title may stand in any of its rows."""
        id_ = cells.get("source", "")
        when = cells.get("source_date", "")
        try:
            day_first = self.options.day_first or self.build.day_first
            when = when and parse_date(when, place.at("source_date"), day_first=day_first)
        except DataError as error:
            self.build.problems.extend(error.problems)
            when = ""
        if not id_:
            return id_
        title = cells.get("source_title", "")
        known = self.sources.get(id_) or self._settled.sources.get(id_)
        if known is None:
            self.sources[id_] = Source(id_, Words(title or id_, title or id_), date=when)
            return id_
        if when and when != known.date:
            if known.date or id_ in self._settled.sources:
                fields = {"source": id_, "first": known.date or "–", "second": when}
                self.problem("two-dates", place.at("source_date"), **fields)
            else:
                known = known._replace(date=when)
        if title and title != known.title.en:
            if known.title.en != id_ or id_ in self._settled.sources:
                self._differs(id_, title, known.title.en, place.at("source_title"))
            else:
                known = known._replace(title=Words(title, title))
        self.sources[id_] = known
        return id_

    def _area(self, cells: Mapping[str, str], place: Place) -> Area:
        """The area of a row; its name may stand in any of its rows."""
        name = cells.get("area_name", "")
        id_ = cells.get("area") or name
        known = self._areas.get(id_) or self._settled.areas.get(id_)
        if known is None or (name and name != known.name.en):
            if known is None or (known.name.en == id_ and id_ not in self._settled.areas):
                known = Area(id_, Words(name or id_, name or id_))
            else:
                self._differs(id_, name, known.name.en, place.at("area_name"))
        self._areas[id_] = known
        return known

    def _indicator(self, area: str, cells: Mapping[str, str], place: Place) -> Indicator:
        """The indicator of a row, as the rows so far describe it."""
        id_ = cells.get("indicator", "")
        if not id_:
            self.problem("no-indicator", place.at("indicator"))
        key = (area, id_)
        said = tuple(map(cells.get, _DESCRIBING))
        described = self._described.get(key)
        if described is None:
            described = self._described[key] = _Described()
        elif said == described.last:
            return self.build.indicators[key]
        described.last = said
        for column, text in zip(_DESCRIBING, said, strict=True):
            if text and column in _TIES:
                self._tie(text, column == "part_of", id_, (area, cells.get("source", "")), place)
            elif text and column != "source":
                self._describe(described, id_, column, text, place.at(column))
        name = described.text("name") or id_
        made = self.build.indicators[key] = Indicator.described(
            id_,
            Words(name, name),
            parse_unit(described.text("unit")),
            Kind(described.text("kind")) if "kind" in described.texts else None,
            Direction(described.text("direction")) if "direction" in described.texts else None,
            described.text("price_basis"),
            growth_method=GrowthMethod(described.text("growth_method") or GrowthMethod.RATIO),
            base_year=described.number("base_year"),
            natural_limit=described.number("natural_limit"),
            plans_add_up=bool(described.number("plans_add_up")),
        )
        return made

    def _describe(
        self, described: _Described, id_: str, column: str, text: str, place: Place
    ) -> None:
        """Take what a row says of its indicator."""
        if column in _CHOICES and self._choice(text, _CHOICES[column], place) is None:
            return
        if column in _CHECKED:
            try:
                described.numbers[column] = _CHECKED[column](text, place)
            except DataError as error:
                self.build.problems.extend(error.problems)
                return
        first, where = described.texts.setdefault(column, (text, place))
        if first != text and column != "unit":  # a unit comes in several scales
            self._differs(id_, text, first, place, where.line)

    def _tie(
        self, text: str, complete: bool, id_: str, said_by: tuple[str, str], place: Place
    ) -> None:
        """Take what a row says its indicator is a part of: totals joined by ";".

        "total#2" is a second breakdown of the same total.
        """
        where = place.at("part_of" if complete else "some_part_of")
        for total in filter(None, map(str.strip, text.split(";"))):
            by = self._parts.setdefault((total, complete), {})
            by.setdefault(said_by, {}).setdefault(id_, where)

    def _differs(
        self, id_: str, text: str, first: str, place: Place, line: int | None = None
    ) -> None:
        """Rows contradict one another in what they say of something."""
        code = "described-twice" if line is None else "described-differently"
        self.problem(code, place, id=id_, text=text, first=first, line=line)

    def _choice(self, text: str | None, choices: type[_Choice], place: Place) -> _Choice | None:
        try:
            return choices(text) if text else None
        except ValueError:
            self.problem("not-a-choice", place, text=text, valid=", ".join(choices))
            return None

    def problem(self, code: str, place: Place, **fields: object) -> None:
        """Keep a problem; reading goes on, until there are too many."""
        self.build.problems.append(Problem(code, fields, place))
        check_figures(0, self.build.problems, place)

    def warn(self, code: str, place: Place, **fields: object) -> None:
        """Keep a warning."""
        self.build.warnings.append(Problem(code, fields, place))

    def tell(self, code: str, line: int | None = None, **fields: object) -> None:
        """Keep what was found, for a person who asks; of remarks only the first ones."""
        if code == "remark":
            self._remarks += 1
        if code != "remark" or self._remarks <= _MOST_REMARKS:
            self.build.found.append(Problem(code, fields, Place(self.file, line)))
