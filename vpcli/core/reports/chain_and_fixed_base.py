"""The classical analysis of a yearly series: chain and fixed base, and the averages.

Formulas as in the Vietnamese handbooks of statistics: lượng tăng tuyệt đối liên hoàn và định
gốc, tốc độ phát triển và tốc độ tăng liên hoàn và định gốc, giá trị tuyệt đối của 1 % tăng, and
their averages; the average development index is the geometric mean of the chain indices.

One row for every year with a level. Chain figures are of the edition that answers for the year,
those on a fixed base of the latest that knows both ends; a row of both says `other-edition`.
A chain index has no levels to subtract or average: on a fixed base it is the product of its years.
"""

from __future__ import annotations

from decimal import Decimal

from vpcli.core.facts.arithmetic import HUNDRED
from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import Dataset, Kind, Measure, Status
from vpcli.core.measures.arithmetic_of_quantities import divided, less, mean, plus, ratio
from vpcli.core.measures.cagr_and_averages import LevelsOf
from vpcli.core.measures.digits import level_decimals
from vpcli.core.reports.cells import Cell, number
from vpcli.core.reports.columns import END_COLUMNS, Column, Type
from vpcli.core.reports.growth import base_before, mark_of_editions
from vpcli.core.reports.rows import SERIES_COLUMNS, marked, rate_cell, series_cells, source_ids
from vpcli.core.reports.table import Picture, Report, Row, Shape
from vpcli.core.reports.years import is_asked
from vpcli.core.solver.quantity import Found, Unknown, exact, first_unknown
from vpcli.core.solver.series_in_editions import Known, View, views_of

__all__ = ["analysis"]

COLUMNS = (
    *SERIES_COLUMNS,
    Column("year", Type.YEAR),
    Column("role", Type.CODE),
    Column("base_year", Type.YEAR),
    Column("value", Type.LEVEL),
    Column("change", Type.CHANGE),
    Column("change_from_base", Type.CHANGE),
    Column("index_pct", Type.INDEX),
    Column("index_from_base", Type.INDEX),
    Column("growth_pct", Type.RATE),
    Column("growth_from_base", Type.RATE),
    Column("one_percent", Type.LEVEL),
    *END_COLUMNS,
)


def analysis(
    dataset: Dataset,
    first: int | None = None,
    last: int | None = None,
    *,
    base: int | None = None,
    rebase: Decimal = HUNDRED,
    link: bool = False,
) -> Report:
    """Return one row for every year that has a level, and one with the averages.

    Levels and changes are in the indicator's unit, indices are `rebase` (100) at their base,
    growth is in per cent; the fixed base is the year `base`, else the first. The value of 1 %
    of growth is a hundredth of the previous level. For an indicator that is itself a rate only
    levels and changes mean anything. With `link`, levels of editions that differ are joined.
    """
    rows: list[Row] = []
    for _, view in views_of(dataset, link=link):
        rows += _Analysed(view, first, last, base, rebase).rows()
    return Report(
        "analysis",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=(
            "year",
            "value",
            "change",
            "change_from_base",
            "index_pct",
            "index_from_base",
            "growth_pct",
            "growth_from_base",
            "one_percent",
        ),
        optional=("one_percent", "growth_from_base", "change_from_base", "index_pct"),
        yielding=("index_from_base", "change", "value"),
        explained="growth_pct",
        picture=Picture(Shape.SPARK, ("growth_pct",)),
    )


class _Analysed:
    """One series from its first year to its last."""

    def __init__(
        self, view: View, first: int | None, last: int | None, base: int | None, rebase: Decimal
    ) -> None:
        self.view, self.series, self.rebase = view, view.series, rebase
        self.kind = view.series.indicator.kind
        self.grows = self.kind in (Kind.LEVEL, Kind.FIXED_INDEX)
        self.years = [
            year for year in view.years_known(Measure.ACTUAL) if is_asked(year, first, last)
        ]
        self.base_year = base if base is not None else (self.years[0] if self.years else 0)

    def rows(self) -> list[Row]:
        made = [self.row(year) for year in self.years]
        return [*made, self.averages()] if len(made) > 1 else made

    def row(self, year: int) -> Row:
        known = self.view.answering(year, Measure.GROWTH, Measure.ACTUAL)
        growth, change = known.get(Measure.GROWTH, year), known.get(Measure.CHANGE, year)
        if year == self.years[0]:
            is_broken = not growth and growth.reason is Reason.SERIES_BREAK
            growth = change = Unknown(Reason.SERIES_BREAK if is_broken else Reason.FIRST_YEAR)
        found: dict[str, Found] = {
            "value": known.get(Measure.ACTUAL, year),
            "change": change,
            "growth_pct": growth,
        }
        if self.kind is not Kind.RATE:
            found["index_pct"] = plus(growth, HUNDRED)
        if self.grows:
            found["one_percent"] = divided(base_before(known, year), HUNDRED)
        spanning = self.view.spanning(self.base_year, year)
        found |= self.from_base(spanning, year)
        blank = next((one.reason for one in found.values() if not one and one is not growth), None)
        reason = growth.reason if not growth else blank or self.mark(known, spanning, year)
        return self.made(year, "year", found, reason or marked(*found.values()))

    def mark(self, known: Known, spanning: Known, year: int) -> Reason:
        if spanning.edition is not known.edition and year != self.base_year:
            agree = self.view.editions.agree(self.view.id, spanning.edition, known.edition)
            return Reason.NONE if agree else Reason.OTHER_EDITION
        return mark_of_editions(known, year)

    def from_base(self, known: Known, year: int) -> dict[str, Found]:
        """Change, index and growth on the fixed base; in the base year itself by definition."""
        if year == self.base_year:
            has_index = self.kind is not Kind.RATE and known.get(Measure.ACTUAL, year)
            return {"index_from_base": exact(self.rebase)} if has_index else {}
        if year < self.base_year:
            return self.before_base(LevelsOf(known, year, self.base_year))
        levels = LevelsOf(known, self.base_year, year)
        change = {} if self.kind is Kind.CHAIN_INDEX else {"change_from_base": levels.change}
        if self.kind is Kind.RATE:
            return change
        growth = levels.growth
        index = _times(plus(growth, HUNDRED), self.rebase)
        return change | {"index_from_base": index, "growth_from_base": growth}

    def before_base(self, levels: LevelsOf) -> dict[str, Found]:
        """The same of a year before the fixed base, which nothing printed is measured like."""
        why = levels.why_not_joined()
        value, base = levels.get(levels.first), levels.get(levels.last)
        change: Found = less(value, base) if why is None else why
        found: dict[str, Found] = {"change_from_base": change}
        if self.kind is Kind.CHAIN_INDEX:
            found = {}
        if self.kind is not Kind.RATE:
            index: Found = ratio(value, base) if why is None else why
            found["index_from_base"] = _times(index, self.rebase)
            found["growth_from_base"] = plus(index, HUNDRED.copy_negate())
        return found

    def averages(self) -> Row:
        """Average level, change, development index and growth; no average level across a gap."""
        first, last = self.years[0], self.years[-1]
        levels = LevelsOf(self.view.spanning(first, last), first, last)
        why = levels.why_not_joined()
        if why is not None:
            return self.made(last, "average", {}, why.reason)
        known = [levels.get(year) for year in range(first, last + 1)]
        found: dict[str, Found] = {}
        reason = Reason.NONE
        if self.kind is not Kind.CHAIN_INDEX:
            found["change"] = divided(levels.change, Decimal(last - first))
            reason = Reason.NONE if first_unknown(*known) is None else Reason.GAP_IN_YEARS
            if not reason:
                found["value"] = mean([level for level in known if level])
        if self.kind is not Kind.RATE:
            found["growth_pct"] = levels.growth_a_year
            found["index_pct"] = plus(levels.growth_a_year, HUNDRED)
        blank = next((one.reason for one in found.values() if not one), reason)
        return self.made(last, "average", found, blank or levels.mark(*found.values()))

    def made(self, year: int, role: str, found: dict[str, Found], reason: Reason) -> Row:
        cells: dict[str, Cell] = {}
        for column in COLUMNS:
            quantity = found.get(column.name)
            if column.type in (Type.LEVEL, Type.CHANGE):
                cells[column.name] = number(quantity, self.decimals(column.name, quantity))
            elif column.type in (Type.INDEX, Type.RATE):
                cells[column.name] = rate_cell(quantity)
        value = found.get("value")
        main = found.get("growth_pct") or value
        return Row(
            self.series,
            series_cells(self.series)
            | {"year": year, "role": role, "base_year": self.base_year}
            | cells
            | {
                "basis": main.basis.value if main else "",
                "status": Status.combine([value.status] if value else []).value,
                "reason": reason.value,
                "source": source_ids(*found.values()),
            },
            label="average" if role == "average" else "",
        )

    def decimals(self, column: str, quantity: Found | None) -> int:
        if column == "value":
            return level_decimals(quantity, self.series)
        base = self.view.spanning(self.base_year, self.base_year)
        decimals = level_decimals(base.get(Measure.ACTUAL, self.base_year), self.series)
        return decimals + 2 if column == "one_percent" else decimals


def _times(index: Found, base: Decimal) -> Found:
    """An index of 100 as one of another base."""
    if not index or base == HUNDRED:
        return index
    return ratio(index, exact(HUNDRED), base)
