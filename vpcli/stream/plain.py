"""Series that need no solving: plain levels, whose growth and attainment are one quotient a year.

With levels alone the identity `level = base × factor` gives the factor at once: growth is the
factor less one, attainment the factor itself. `Plain.rows` returns the text that the solver and
the writers would return, or None for a series that is theirs: whatever is not a whole year or
not a number such as 1234.5, a unit of per cent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from math import isnan
from operator import eq, not_

from vpcli.core.facts.codes import Basis, Reason, Status, Verdict
from vpcli.core.facts.units import PERCENT, parse_unit
from vpcli.core.reports.columns import ATTAINMENT_COLUMNS, GROWTH_COLUMNS, SERIES_COLUMNS
from vpcli.stream.blocks import Block, Group
from vpcli.stream.figures import Figures, Reader, Size
from vpcli.stream.narrow import wide
from vpcli.stream.quotients import ANY_SIGN, DIFFERENCE, POSITIVE, Quotients
from vpcli.stream.rows import Rows
from vpcli.stream.statuses import combined, plain_status
from vpcli.stream.text import Layout

__all__ = ["COLUMNS", "Plain"]

COLUMNS = {
    "growth": [column.name for column in GROWTH_COLUMNS],
    "attainment": [column.name for column in ATTAINMENT_COLUMNS],
}
_NEXT = {str(year): str(year + 1) for year in range(1000, 3000)}
_BEFORE = {year: str(int(year) - 1) for year in _NEXT}
_SAME = 1 << 12
"""Cells and units whose text and meaning are kept."""


_ZERO, _NEGATIVE = DIFFERENCE, DIFFERENCE - 1
"""Cases of rows with a difference but no quotient: a base of zero, or below zero."""
_NO_ACTUAL, _NO_BASE = DIFFERENCE + 1, DIFFERENCE + 2
"""Cases of rows with neither: no figure, and no base."""
_SERIES = [column.name for column in SERIES_COLUMNS]
_COMPUTED = {POSITIVE: Basis.COMPUTED.value, ANY_SIGN: Basis.COMPUTED.value}
_REASONS = {
    "growth": {
        _NO_ACTUAL: Reason.NO_ACTUAL,
        _NO_BASE: Reason.NO_BASE_YEAR,
        _ZERO: Reason.ZERO_BASE,
        _NEGATIVE: Reason.NEGATIVE_BASE,
    },
    "attainment": {
        _NO_ACTUAL: Reason.NO_ACTUAL,
        _NO_BASE: Reason.NO_PLAN,
        _ZERO: Reason.ZERO_PLAN,
        _NEGATIVE: Reason.NEGATIVE_PLAN,
    },
}
Makers = Mapping[str, Callable[[], Sequence[str]]]
"""What makes a column, if it is asked for."""


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
        self.layout = Layout(format_name, list(columns) or COLUMNS[command])
        self.reader = Reader(digits)
        self._digits = digits
        self.is_growth = command == "growth"
        self._between = str(years[0] or ""), str(years[1] or "9")
        self._all_years = years == (None, None)
        self.years_read: set[str] = set()
        """Of all rows, where only some years are asked for."""
        cells = self._cells_of_cases(command)
        self._rows = Rows(self.layout, _SERIES, cells)
        without = {case: {**of_case} for case, of_case in cells.items()}
        for of_case in without.values():
            del of_case["status"]
        self._rows_with_status = Rows(self.layout, _SERIES, without)
        self._quotients: dict[tuple[int, Size], Quotients] = {}
        self._cell = lru_cache(_SAME)(self._text)
        self._unit = lru_cache(_SAME)(self._text_of_unit)

    def rows(self, block: Block) -> str | None:
        """Return the rows of the report, or None unless every series is plain."""
        names = ("actual",) if self.is_growth else ("actual", "plan")
        reading = self.reader.read("".join(block.bodies), block.body, names)
        if reading is None:
            return None
        years = reading.years
        try:
            expected: list[str | None] = [None, *map(_NEXT.__getitem__, years)]
        except KeyError:
            return None
        expected.pop()
        starts = {group.start for group in block.groups}
        for start in starts:
            expected[start] = None
        follows = [*map(eq, expected, years)]
        breaks = [*compress(range(len(years)), map(not_, follows))]
        if any(years[row - 1] >= years[row] for row in breaks if row not in starts):
            return None
        texts = reading.columns[0].texts
        statuses = self._statuses(block.statuses, texts)
        if statuses is None:
            return None
        heads = self._heads(block.groups)
        if heads is None:
            return None
        key = reading.places, reading.size
        if key not in self._quotients:
            places, size = key
            blank = self.layout.blank
            self._quotients[key] = Quotients(self._digits, places, blank, size)
        kept: Sequence[bool] = ()
        if self.is_growth:
            rows_before = years, follows, breaks
            of, groups = self._quotients[key], block.groups
            cases, makers = self._growth(of, groups, *rows_before, *reading.columns)
        else:
            cases, makers = self._attainment(self._quotients[key], follows, *reading.columns)
            kept = _with_result(block.groups, *(figures.texts for figures in reading.columns))
        made = self._rows
        if statuses:
            made = self._rows_with_status
            text = self.layout.text
            makers = {**makers, "status": lambda: [*combined(statuses, follows, texts, text)]}
        columns = {name: makers[name]() for name in made.columns if name != "year"}
        rows = made.texts(heads, cases, {**columns, "year": years})
        if not self._all_years:
            first, last = self._between
            self.years_read.update(years)
            kept = [
                keep and first <= year <= last
                for keep, year in zip(kept or [True] * len(years), years, strict=True)
            ]
        found = compress(rows, kept) if kept else rows
        if self.layout.alone:  # an empty line would be no row to those who read it
            found = (row or self.layout.alone for row in found)
        lines = "\n".join(found)
        return lines and f"{lines}\n"

    def _statuses(self, said: Sequence[str], texts: Sequence[str]) -> Sequence[Status] | None:
        """The status of each row, if any has one; None unless rows without a figure have none."""
        if any(status and not text for status, text in zip(said, texts, strict=False)):
            return None
        found = {cell: plain_status(cell) for cell in {*said}}
        if {*found.values()} <= {Status.NORMAL}:
            return ()
        if None in found.values() or not self.is_growth:
            return None
        return [found[cell] or Status.NORMAL for cell in said]

    def _cells_of_cases(self, command: str) -> dict[int, dict[str, str]]:
        """The cells of the columns that the case of a row tells."""
        text, is_growth = self.layout.text, self.is_growth
        found = {}
        for case in range(POSITIVE, _NO_BASE + 1):
            is_missing = is_growth and case == _NO_ACTUAL
            cells = {
                "basis": _COMPUTED.get(case, ""),
                "status": (Status.MISSING if is_missing else Status.NORMAL).value,
                "reason": _REASONS[command].get(case, ""),
            }
            if is_growth:
                cells |= {"growth_unit": PERCENT, "method": "yoy"}
            else:
                cells |= {"plan_from": "", "plan_to": "", "plan_source": "", "plan_by": ""}
                cells |= {"source": ""}
            found[case] = {name: text(cell) for name, cell in cells.items()}
        return found

    def _heads(self, groups: Sequence[Group]) -> list[list[str]] | None:
        """The parts of rows that are one for a series; None unless they are plain."""
        columns: list[list[str]] = []
        for group in groups:
            area, indicator = self._cell(group.area), self._cell(group.indicator)
            unit = self._unit(group.unit)
            name = self._cell(group.name) if group.name else indicator
            tells = not group.unit and ("%" in group.indicator or _says_unit(group.name))
            if tells and not group.is_settled:
                return None  # the name may say that it is a rate, or its unit
            if area is None or unit is None or indicator is None or name is None:
                return None
            if not group.indicator or (group.source and not self._is_cited(group.source)):
                return None
            cells = {"area": area, "indicator": indicator, "name": name, "unit": unit}
            heads = self._rows.heads(cells)
            columns = columns or [[] for _ in heads]
            for column, head in zip(columns, heads, strict=True):
                column.extend([head] * (group.stop - group.start))
        return columns

    def _is_cited(self, source: str) -> bool:
        """Whether rows name their source as it stands here."""
        return self.is_growth and self._cell(source) is not None

    def _text(self, cell: str) -> str | None:
        """A cell as it is written; None unless the readers and writers leave it as it is."""
        said = wide(cell)
        return self.layout.text(cell) if said == said.strip() and said.isprintable() else None

    def _text_of_unit(self, unit: str) -> str | None:
        """A unit as it is written; None of a rate's, and of an index's (2015=100)."""
        if "100" in unit or "PREV_Y" in unit or parse_unit(wide(unit)).base == PERCENT:
            return None
        return self._cell(unit)

    def _filled(self, texts: Sequence[str]) -> Sequence[str]:
        """Cells of figures, some of which may be missing."""
        blank = self.layout.blank
        return [text or blank for text in texts] if blank else texts

    def _growth(
        self,
        of: Quotients,
        groups: Sequence[Group],
        years: Sequence[str],
        follows: Sequence[bool],
        breaks: Sequence[int],
        actuals: Figures,
    ) -> tuple[Sequence[int], Makers]:
        """Growth on the year before, but after a break: cases, and columns."""
        texts, values, units = actuals
        before, bases, base_units = _shifted(actuals)
        before_years = ["", *years[:-1]]
        for row in breaks:
            before[row], before_years[row] = "", _BEFORE[years[row]]
        cases = _cases(follows, values, bases)
        bounds = cases, values, units, bases, base_units, 1
        return cases, {
            "base_year": lambda: before_years,
            "base": lambda: self._filled(before),
            "value": lambda: self._filled(texts),
            "change": lambda: of.differences(cases, values, bases),
            "growth_pct": lambda: of.near(cases, values, bases, 1),
            "growth_low": lambda: of.below(*bounds),
            "growth_high": lambda: of.above(*bounds),
            "source": lambda: self._sources(groups, texts, before),
        }

    def _sources(
        self, groups: Sequence[Group], texts: Sequence[str], before: Sequence[str]
    ) -> Sequence[str]:
        """The source of each row that has a figure of its own or of the year before."""
        nothing = self._cell("") or ""
        if not any(group.source for group in groups):
            return [nothing] * len(texts)
        own: list[str] = []
        for group in groups:
            own += [self._cell(group.source) or nothing] * (group.stop - group.start)
        return [
            source if text or base else nothing
            for source, text, base in zip(own, texts, before, strict=True)
        ]

    def _attainment(
        self, of: Quotients, follows: Sequence[bool], actuals: Figures, plans: Figures
    ) -> tuple[Sequence[int], Makers]:
        """Attainment of the plan, of which more is better: cases, and columns."""
        texts, values, units = actuals
        goal_texts, goals, goal_units = plans
        cases = _cases([True] * len(texts), values, goals)
        bounds = cases, values, units, goals, goal_units, 0
        more, less, met = map(
            self.layout.text, (Verdict.EXCEEDED.value, Verdict.NOT_MET.value, Verdict.MET.value)
        )
        blank = self.layout.blank

        def growth(numbers: Sequence[float]) -> list[str]:
            _, bases, _ = _shifted(actuals)
            return of.near(_cases(follows, numbers, bases), numbers, bases, 1)

        return cases, {
            "plan": lambda: self._filled(goal_texts),
            "actual": lambda: self._filled(texts),
            "gap": lambda: of.differences(cases, values, goals),
            "attainment_pct": lambda: of.near(cases, values, goals, 0),
            "attainment_low": lambda: of.below(*bounds),
            "attainment_high": lambda: of.above(*bounds),
            "verdict": lambda: [
                more if v > p else less if v < p else met if v == p else blank
                for v, p in zip(values, goals, strict=True)
            ],
            "planned_growth_pct": lambda: growth(goals),
            "growth_pct": lambda: growth(values),
        }


def _says_unit(name: str) -> bool:
    """Whether a name may tell a unit."""
    return any(sign in name for sign in "%(,;:")


def _cases(
    follows: Sequence[bool], values: Sequence[float], bases: Sequence[float]
) -> Sequence[int]:
    """The cases of rows, whose base counts if it follows; nothing compares with no number."""
    return [
        POSITIVE if follow and b > 0 and v > 0 else _case(v, b, follows=follow)
        for follow, v, b in zip(follows, values, bases, strict=True)
    ]


def _case(value: float, base: float, *, follows: bool) -> int:
    if isnan(value):
        return _NO_ACTUAL
    if not follows or isnan(base):
        return _NO_BASE
    if base > 0:
        return ANY_SIGN
    return _NEGATIVE if base else _ZERO


def _shifted(figures: Figures) -> tuple[list[str], list[float], list[float]]:
    """The texts, values and units of the row before."""
    texts, values, units = figures
    return ["", *texts[:-1]], [0, *values[:-1]], [1, *units[:-1]]


def _with_result(
    groups: Sequence[Group], actuals: Sequence[str], plans: Sequence[str]
) -> list[bool]:
    """Tell which rows have a result, or a plan before the last one; else every plan."""
    kept = [bool(actual or plan) for actual, plan in zip(actuals, plans, strict=True)]
    for group in groups:
        row = group.stop
        while row > group.start and not actuals[row - 1]:
            row -= 1
        if row > group.start:
            kept[row : group.stop] = [False] * (group.stop - row)
    return kept
