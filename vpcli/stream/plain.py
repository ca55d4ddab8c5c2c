"""Series that need no solving: plain levels, whose growth and attainment are one quotient a year.

With levels alone the identity `level = base × factor` gives the factor at once: growth is the
factor less one, attainment the factor itself. `Plain.rows` returns the text that the solver and
the writers would return, or None for a series that is theirs: whatever is not a whole year or
not a number such as 1234.5, a level that is not above zero, a unit of per cent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import compress, pairwise, repeat
from operator import eq, ne, not_, sub
from typing import NamedTuple

from vpcli.core.units import PERCENT, parse_unit
from vpcli.stream.text import Layout, Levels, Percents

__all__ = ["COLUMNS", "Plain", "Table", "says_mark"]

COLUMNS = {
    "growth": [
        "area",
        "indicator",
        "name",
        "unit",
        "year",
        "base_year",
        "base",
        "value",
        "change",
        "growth_pct",
        "growth_low",
        "growth_high",
        "growth_unit",
        "method",
        "basis",
        "status",
        "reason",
        "source",
    ],
    "attainment": [
        "area",
        "indicator",
        "name",
        "unit",
        "year",
        "plan",
        "plan_from",
        "plan_to",
        "actual",
        "gap",
        "attainment_pct",
        "attainment_low",
        "attainment_high",
        "verdict",
        "planned_growth_pct",
        "growth_pct",
        "plan_source",
        "basis",
        "status",
        "reason",
        "source",
    ],
}
"""The columns of the reports; kept here because the reports load the solver."""

Column = Callable[[], Sequence[str] | str]
"""Makes the cells of a column, or the one cell that stands in every row."""

_WORDS = [
    "computed",
    "A",
    "O",
    "yoy",
    "%",
    "exceeded",
    "met",
    "not-met",
    "no-actual",
    "no-base-year",
    "no-plan",
]
_NUMBER = r"(?:0|[1-9][0-9]{0,19})(?:\.[0-9]{1,20})?"
_NUMBERS = re.compile(rf"(?:{_NUMBER})?(?:\n(?:{_NUMBER})?)*")
_SAYS_MARK = re.compile(r"(?:^|\n)(?:0|[0-9]{4,})\.|\.(?:[0-9]{1,2}|[0-9]{4,})(?:\n|$)")
_NEXT = {str(year): str(year + 1) for year in range(1000, 3000)}
_BEFORE = {year: str(int(year) - 1) for year in _NEXT}


def says_mark(numbers: str) -> bool | None:
    """Tell whether plain numbers, one a line, show that a point is the decimal mark.

    None where there is anything else than plain numbers.
    """
    return bool(_SAYS_MARK.search(numbers)) if _NUMBERS.fullmatch(numbers) else None


class _Levels(NamedTuple):
    """Levels of many rows: texts, whole numbers of one last place, and units of printed places."""

    texts: Sequence[str]
    numbers: Sequence[int]
    """0 where there is no figure."""
    units: Sequence[int]
    """One unit of the last place that is printed, in those numbers."""

    def part(self, start: int, stop: int) -> _Levels:
        """Return some rows."""
        return _Levels(self.texts[start:stop], self.numbers[start:stop], self.units[start:stop])

    def where(self, known: Iterable[object]) -> _Levels:
        """Return the numbers and units of some rows, without their texts."""
        known = [*known]
        return _Levels((), [*compress(self.numbers, known)], [*compress(self.units, known)])


class Table(NamedTuple):
    """Columns of cells; `starts` are the rows that a series begins with."""

    areas: Sequence[str]
    indicators: Sequence[str]
    units: Sequence[str]
    years: Sequence[str]
    actuals: Sequence[str]
    plans: Sequence[str]
    starts: Sequence[int]

    def part(self, position: int) -> Table:
        """Return one series alone."""
        start, stop = (*self.starts, len(self.years))[position : position + 2]
        return Table(
            self.areas[start:stop],
            self.indicators[start:stop],
            self.units[start:stop],
            self.years[start:stop],
            self.actuals[start:stop],
            self.plans[start:stop],
            (0,),
        )


class Plain:
    """One report of plain levels, as text."""

    def __init__(
        self,
        command: str,
        format_name: str,
        digits: int | None,
        columns: Sequence[str] = (),
        years: tuple[int | None, int | None] = (None, None),
    ) -> None:
        """Take what was asked for; the columns are known ones, or all where there are none."""
        known = COLUMNS[command]
        self.layout = Layout(format_name, list(columns) or known)
        self._wants = frozenset(self.layout.columns)
        self.digits = digits
        self.mark = "."
        """The decimal mark, or nothing as long as numbers with a mark cannot be read."""
        self.marks: set[bool] = set()
        """For every text with a point, whether points can be nothing but decimal points."""
        self._first, self._last = str(years[0] or ""), str(years[1] or "9")
        self._made = self._growth if command == "growth" else self._attainment
        self._percents, self._levels = Percents(digits), Levels(digits)
        self._word = {word: self.layout.text(word) for word in _WORDS} | {"": self.layout.blank}

    def rows(self, table: Table) -> list[str] | None:
        """Return the rows of the report, or None unless every series is plain."""
        years = table.years
        following = [*map(_NEXT.get, years)]
        if None in following:
            return None
        follows = [False, *map(eq, following, years[1:])]
        for start in table.starts:
            follows[start] = False
            if not _is_plain(table.areas[start], table.indicators[start], table.units[start]):
                return None
        rows = range(len(years))
        changes = {*compress(rows[1:], map(ne, table.units, table.units[1:]))}
        gaps = {*compress(rows, map(not_, follows))}.difference(table.starts)
        if changes.difference(table.starts) or any(years[row - 1] >= years[row] for row in gaps):
            return None
        found = self._made(table, follows)
        if found is None:
            return None
        made, kept = found
        made |= {
            "area": lambda: self._same(table.areas, table.starts),
            "indicator": lambda: self._same(table.indicators, table.starts),
            "name": lambda: self._same(table.indicators, table.starts),
            "unit": lambda: self._same(table.units, table.starts),
            "year": lambda: years,
            "source": lambda: self.layout.blank,
        }
        cells = {name: made[name]() for name in self._wants}
        texts = self.layout.rows(cells, len(years))
        if self._first or self._last != "9":
            first, last = self._first, self._last
            kept = [keep and first <= year <= last for keep, year in zip(kept, years, strict=True)]
        return [*compress(texts, kept)]

    def _growth(
        self, table: Table, follows: Sequence[bool]
    ) -> tuple[dict[str, Column], Sequence[bool]] | None:
        """Growth on the year before: cells by column, and which rows there are."""
        read = self._read(table.actuals)
        if read is None or self._joined(table.plans) is None:
            return None
        actuals, places = read
        texts, numbers, _ = actuals
        before = _shifted(actuals)
        known = [f and n and b for f, n, b in zip(follows, numbers, before.numbers, strict=True)]
        values, bases = actuals.where(known), before.where(known)
        blank, word = self.layout.blank, self._word
        no_base, no_actual = word["no-base-year"], word["no-actual"]
        return {
            "base_year": lambda: [*map(_BEFORE.__getitem__, table.years)],
            "base": lambda: [
                (f and text) or blank for f, text in zip(follows, before.texts, strict=True)
            ],
            "value": lambda: [text or blank for text in texts],
            "change": lambda: self._spread(known, self._differences(values, bases, places)),
            "growth_pct": lambda: self._spread(known, self._nearest(values, bases, less=1)),
            "growth_low": lambda: self._spread(known, self._below(values, bases, less=1)),
            "growth_high": lambda: self._spread(known, self._above(values, bases, less=1)),
            "growth_unit": lambda: word["%"],
            "method": lambda: word["yoy"],
            "basis": lambda: [word["computed"] if k else blank for k in known],
            "status": lambda: [word["A"] if n else word["O"] for n in numbers],
            "reason": lambda: [
                blank if k else no_base if n else no_actual
                for k, n in zip(known, numbers, strict=True)
            ],
        }, [True] * len(numbers)

    def _attainment(
        self, table: Table, follows: Sequence[bool]
    ) -> tuple[dict[str, Column], Sequence[bool]] | None:
        """Attainment of the plan, of which more is better."""
        read = self._read([*table.actuals, *table.plans])
        if read is None:
            return None
        levels, places = read
        count = len(table.actuals)
        actuals, plans = levels.part(0, count), levels.part(count, 2 * count)
        before = _shifted(actuals)
        known = [a and p for a, p in zip(actuals.numbers, plans.numbers, strict=True)]
        values, goals = actuals.where(known), plans.where(known)
        blank, word = self.layout.blank, self._word
        more, met, less = word["exceeded"], word["met"], word["not-met"]
        no_plan, no_actual = word["no-plan"], word["no-actual"]

        def growth(levels: _Levels) -> list[str]:
            numbers = zip(follows, levels.numbers, before.numbers, strict=True)
            both = [f and n and b for f, n, b in numbers]
            rates = self._nearest(levels.where(both), before.where(both), less=1)
            return self._spread(both, rates)

        return {
            "plan": lambda: [text or blank for text in plans.texts],
            "plan_from": lambda: blank,
            "plan_to": lambda: blank,
            "actual": lambda: [text or blank for text in actuals.texts],
            "gap": lambda: self._spread(known, self._differences(values, goals, places)),
            "attainment_pct": lambda: self._spread(known, self._nearest(values, goals)),
            "attainment_low": lambda: self._spread(known, self._below(values, goals)),
            "attainment_high": lambda: self._spread(known, self._above(values, goals)),
            "verdict": lambda: [
                (more if a > p else less if a < p else met) if a and p else blank
                for a, p in zip(actuals.numbers, plans.numbers, strict=True)
            ],
            "planned_growth_pct": lambda: growth(plans),
            "growth_pct": lambda: growth(actuals),
            "plan_source": lambda: blank,
            "basis": lambda: [word["computed"] if k else blank for k in known],
            "status": lambda: word["A"],
            "reason": lambda: [
                blank if k else no_plan if a else no_actual
                for k, a in zip(known, actuals.numbers, strict=True)
            ],
        }, _with_result(table.starts, actuals.numbers, plans.numbers)

    def _differences(self, values: _Levels, bases: _Levels, places: int) -> list[str]:
        return self._levels.texts(map(sub, values.numbers, bases.numbers), places)

    def _nearest(self, values: _Levels, bases: _Levels, less: int = 0) -> list[str]:
        """Return `value / base − less` in per cent."""
        tops = [v - less * base for v, base in zip(values.numbers, bases.numbers, strict=True)]
        return self._percents.nearest(tops, bases.numbers)

    def _below(self, values: _Levels, bases: _Levels, less: int = 0) -> list[str]:
        """Return the lower bound, where each is off by half a unit of its last place."""
        bottoms = [2 * base + unit for base, unit in zip(bases.numbers, bases.units, strict=True)]
        pairs = zip(values.numbers, values.units, bottoms, strict=True)
        return self._percents.below([2 * n - unit - less * b for n, unit, b in pairs], bottoms)

    def _above(self, values: _Levels, bases: _Levels, less: int = 0) -> list[str]:
        """Return the upper bound."""
        bottoms = [2 * base - unit for base, unit in zip(bases.numbers, bases.units, strict=True)]
        pairs = zip(values.numbers, values.units, bottoms, strict=True)
        return self._percents.above([2 * n + unit - less * b for n, unit, b in pairs], bottoms)

    def _same(self, texts: Sequence[str], starts: Sequence[int]) -> list[str]:
        """The cells of a column that is the same in all rows of a series."""
        cells: list[str] = []
        for start, stop in pairwise((*starts, len(texts))):
            cells += [self.layout.text(texts[start])] * (stop - start)
        return cells

    def _spread(self, known: Iterable[object], texts: Iterable[str]) -> list[str]:
        """Put texts where something is known, and blanks elsewhere."""
        following, blank = iter(texts), self.layout.blank
        return [next(following) if is_known else blank for is_known in known]

    def _joined(self, texts: Sequence[str]) -> str | None:
        """Return numbers one a line, with a point as their mark; None unless all are plain."""
        joined = "\n".join(texts)
        if self.mark != ".":
            if "." in joined or ("," in joined and not self.mark):
                return None
            joined = joined.replace(",", ".")
        if not _NUMBERS.fullmatch(joined):
            return None
        if "." in joined:
            self.marks.add(_SAYS_MARK.search(joined) is not None)
        return joined

    def _read(self, texts: Sequence[str]) -> tuple[_Levels, int] | None:
        """Read levels, with the decimals of the finest; None unless all are plain and above 0."""
        joined = self._joined(texts)
        if joined is None:
            return None
        texts = joined.split("\n") if self.mark == "," else texts
        numbers = [int(text or 0) for text in joined.replace(".", "").split("\n")]
        if numbers.count(0) != texts.count(""):
            return None
        places = 0
        units = [1] * len(texts)
        if "." in joined:
            from_end = [*map(str.find, joined[::-1].split("\n"), repeat("."))]
            places = max(from_end)
            if min(from_end) < places:
                unit_of = [10 ** (places - own) for own in range(places + 1)]
                unit_of.append(unit_of[0])  # -1: no point
                units = [unit_of[own] for own in reversed(from_end)]
                numbers = [number * unit for number, unit in zip(numbers, units, strict=True)]
        if self.digits is not None and places > self.digits:
            shown = self._levels.texts(numbers, places)
            longest = 10 ** (places - self.digits)
            texts = [
                new if text and unit < longest else text
                for text, new, unit in zip(texts, shown, units, strict=True)
            ]
        return _Levels(texts, numbers, units), places


def _shifted(levels: _Levels) -> _Levels:
    """The levels of the row before."""
    texts, numbers, units = levels
    return _Levels(["", *texts[:-1]], [0, *numbers[:-1]], [1, *units[:-1]])


def _with_result(starts: Sequence[int], actuals: Sequence[int], plans: Sequence[int]) -> list[bool]:
    """Tell which rows have a result, or a plan before the last one; else every plan."""
    kept = [bool(actual or plan) for actual, plan in zip(actuals, plans, strict=True)]
    for start, stop in pairwise((*starts, len(kept))):
        row = stop
        while row > start and not actuals[row - 1]:
            row -= 1
        if row > start:
            kept[row:stop] = repeat(False, stop - row)
    return kept


def _is_plain(area: str, indicator: str, unit: str) -> bool:
    """Whether cells are as the readers leave them, and the indicator is a level."""
    return (
        bool(indicator)
        and all(cell == cell.strip() for cell in (area, indicator, unit))
        and parse_unit(unit).base != PERCENT
    )
