"""The classical analysis of a yearly series: chain and fixed base, and the averages.

Formulas as in the Vietnamese handbooks of statistics: lượng tăng tuyệt đối liên hoàn và định
gốc, tốc độ phát triển và tốc độ tăng liên hoàn và định gốc, giá trị tuyệt đối của 1 % tăng, and
their averages; the average development index is the geometric mean of the chain indices.
"""

from __future__ import annotations

from decimal import Decimal

from vpcli.core.arithmetic import HUNDRED
from vpcli.core.digits import level_decimals, rate_decimals
from vpcli.core.model import Dataset, Kind, Measure, Series, Status
from vpcli.core.projection import average_growth
from vpcli.core.quantities import divided, less, mean, plus, scaled_ratio, times
from vpcli.core.report import Cell, Column, Picture, Report, Row, Shape, Type, number
from vpcli.core.rows import SERIES_COLUMNS, series_cells, source_ids
from vpcli.core.solve import Quantity
from vpcli.core.views import Known, View, views_of

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
    Column("basis", Type.CODE),
    Column("status", Type.CODE),
    Column("reason", Type.CODE),
    Column("source", Type.TEXT),
)


def analysis(
    dataset: Dataset,
    first: int | None = None,
    last: int | None = None,
    *,
    base: int | None = None,
    rebase: Decimal = HUNDRED,
) -> Report:
    """Return one row for every year that has a level, and one with the averages.

    Levels and changes are in the indicator's unit, indices are `rebase` (100) at their base,
    growth is in per cent; the fixed base is the year `base`, else the first. The value of 1 %
    of growth is a hundredth of the previous level. For an indicator that is itself a rate only
    levels and changes mean anything.
    """
    rows: list[Row] = []
    for series, view in views_of(dataset):
        rows += _Analysed(series, view, first, last, base, rebase).rows()
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
        self,
        series: Series,
        view: View,
        first: int | None,
        last: int | None,
        base: int | None,
        rebase: Decimal,
    ) -> None:
        self.series, self.view, self.rebase = series, view, rebase
        self.kind = series.indicator.kind
        self.years = [
            year
            for year in view.years_known(Measure.ACTUAL)
            if (first is None or year >= first) and (last is None or year <= last)
        ]
        self.base_year = base if base is not None else (self.years[0] if self.years else 0)
        self.base = self.known(self.base_year).get(Measure.ACTUAL, self.base_year)

    def rows(self) -> list[Row]:
        made = [self.row(year) for year in self.years]
        return [*made, self.averages()] if len(made) > 1 else made

    def known(self, year: int) -> Known:
        """What the source knows that answers for a year, in its row as in base and averages."""
        return self.view.solution_for(year, Measure.ACTUAL, Measure.GROWTH)

    def row(self, year: int) -> Row:
        known = self.known(year)
        value = known.get(Measure.ACTUAL, year)
        before = known.get(Measure.ACTUAL, year - 1)
        growth, change = self.chain(known, year)
        grows = self.kind in (Kind.LEVEL, Kind.FIXED_INDEX)
        found: dict[str, Quantity | None] = {
            "value": value,
            "change": change,
            "change_from_base": less(value, self.base) if year != self.base_year else None,
            "index_pct": plus(growth, HUNDRED) if self.kind is not Kind.RATE else None,
            "index_from_base": scaled_ratio(value, self.base, self.rebase) if grows else None,
            "growth_pct": growth,
            "one_percent": times(before, Decimal("0.01")) if grows else None,
        }
        if grows and year != self.base_year:
            index = scaled_ratio(value, self.base)
            found["growth_from_base"] = plus(index, HUNDRED.copy_negate())
        reason = "" if growth else "first-year" if year == self.years[0] else "no-base-year"
        return self.made(year, "year", found, reason)

    def chain(self, known: Known, year: int) -> tuple[Quantity | None, Quantity | None]:
        """Growth and change on the year before; nothing before the first year asked for."""
        if year == self.years[0]:
            return None, None
        return known.get(Measure.GROWTH, year), known.derived(Measure.CHANGE, year)

    def averages(self) -> Row:
        """Average level, change, development index and growth; blank across a gap."""
        levels = [self.known(year).get(Measure.ACTUAL, year) for year in self.years]
        known = [level for level in levels if level is not None and level.point is not None]
        years = self.years[-1] - self.years[0]
        found: dict[str, Quantity | None] = {}
        complete = len(known) == years + 1
        if complete:
            found["value"] = mean(known)
            found["change"] = divided(less(known[-1], known[0]), Decimal(years))
        if complete and self.kind in (Kind.LEVEL, Kind.FIXED_INDEX):
            growth = average_growth(known[0], known[-1], years)
            found["growth_pct"] = growth
            found["index_pct"] = plus(growth, HUNDRED)
        return self.made(self.years[-1], "average", found, "" if complete else "gap-in-years")

    def made(self, year: int, role: str, found: dict[str, Quantity | None], reason: str) -> Row:
        cells: dict[str, Cell] = {}
        for column in COLUMNS:
            if column.type in (Type.LEVEL, Type.CHANGE):
                quantity = found.get(column.name)
                cells[column.name] = number(quantity, self.decimals(column.name, quantity))
            elif column.type in (Type.INDEX, Type.RATE):
                quantity = found.get(column.name)
                cells[column.name] = number(quantity, rate_decimals(quantity))
        shown = [quantity for quantity in found.values() if quantity]
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
                "reason": reason,
                "source": source_ids(*shown),
            },
            label="average" if role == "average" else "",
        )

    def decimals(self, column: str, quantity: Quantity | None) -> int:
        if column == "value":
            return level_decimals(quantity, self.series)
        decimals = level_decimals(self.base, self.series)
        if column == "one_percent":
            return decimals + 2
        return decimals
