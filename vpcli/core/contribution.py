"""Which parts made the growth? `c_i = (y_i,t − y_i,t-1) / Y_{t-1}`, in percentage points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vpcli.core.arithmetic import CEILING, EXACT, FLOOR, HUNDRED, ONE, ZERO, rounded
from vpcli.core.digits import level_decimals, rate_decimals
from vpcli.core.keys import Key
from vpcli.core.model import Dataset, Measure, Parts, Series, Status
from vpcli.core.projection import exact
from vpcli.core.report import Cell, Column, Number, Picture, Report, Row, Shape, Tone, Type, number
from vpcli.core.rows import marked, row_status, source_ids, tone, tones
from vpcli.core.solve import Basis, Quantities, Quantity
from vpcli.core.views import View, views_of
from vpcli.limits import check_rows

__all__ = ["WANTED", "contribution"]

COLUMNS = (
    Column("area", Type.TEXT),
    Column("total", Type.TEXT),
    Column("indicator", Type.TEXT),
    Column("name", Type.NAME),
    Column("unit", Type.TEXT),
    Column("year", Type.YEAR),
    Column("role", Type.CODE),
    Column("value", Type.LEVEL),
    Column("share_pct", Type.SHARE),
    Column("growth_pct", Type.RATE),
    Column("contribution_pp", Type.POINTS),
    Column("contribution_low", Type.POINTS),
    Column("contribution_high", Type.POINTS),
    Column("bar", Type.BAR),
    Column("share_of_growth_pct", Type.SHARE),
    Column("basis", Type.CODE),
    Column("status", Type.CODE),
    Column("reason", Type.CODE),
    Column("source", Type.TEXT),
)
WANTED = (Measure.SHARE, Measure.CHANGE, Measure.CONTRIBUTION, Measure.SHARE_OF_GROWTH)
_PRINTED = (Measure.ACTUAL, Measure.GROWTH, *WANTED)
_BEYOND_NOISE = 60  # decimals; divisions are carried to 80 digits
_SUMMED = ("value", "share_pct", "contribution_pp", "share_of_growth_pct")


def contribution(dataset: Dataset, first: int | None = None, last: int | None = None) -> Report:
    """Return for every total and year its parts by contribution, their sum, and what is left.

    Levels are in the unit of each indicator, shares and shares of growth in per cent,
    contributions in percentage points of the growth of the total. The residual is the total
    less the sum of its parts: zero but for rounding where the breakdown is complete. Raises
    `InvocationError` for too many parts in too many years.
    """
    shown = {(series.area.id, series.indicator.id) for series in dataset.series}
    everything = dataset._replace(series=(*dataset.series, *dataset.hidden), hidden=())
    rows: list[Row] = []
    groups: dict[int, tuple[dict[str, Series], dict[str, list[Parts]]]] = {}
    for series, view in views_of(everything, WANTED):
        group = view.views.group
        if id(group) not in groups:
            groups[id(group)] = {one.indicator.id: one for one in group.series}, {}
            for breakdown in group.parts:
                groups[id(group)][1].setdefault(breakdown.total, []).append(breakdown)
        members, breakdowns = groups[id(group)]
        for breakdown in breakdowns.get(series.indicator.id, ()):
            for year in _years(breakdown, members):
                if (first is None or year >= first) and (last is None or year <= last):
                    block = _Block(view, breakdown, members, year)
                    whole = (series.area.id, series.indicator.id) in shown
                    rows += block.rows(None if whole else shown)
                    check_rows(len(rows))
    return Report(
        "contribution",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=(
            "year",
            "contribution_pp",
            "bar",
            "share_of_growth_pct",
            "growth_pct",
            "value",
            "share_pct",
        ),
        optional=("share_pct", "value", "bar"),
        yielding=("growth_pct", "share_of_growth_pct"),
        explained="contribution_pp",
        picture=Picture(Shape.BARS, ("contribution_pp",)),
        empty="nothing-selected" if rows or dataset.parts else "no-breakdown",
    )


def _years(breakdown: Parts, members: dict[str, Series]) -> list[int]:
    """The years that the total or a part has a figure of."""
    return sorted(
        {
            fact.year
            for id_ in (breakdown.total, *breakdown.parts)
            for fact in members[id_].facts
            if fact.measure in _PRINTED and fact.figure is not None
        }
    )


class _Block:
    """One total in one year: itself, its parts, their sum, and the residual."""

    def __init__(self, view: View, breakdown: Parts, members: dict[str, Series], year: int) -> None:
        self.view, self.breakdown, self.members, self.year = view, breakdown, members, year
        self.total = members[breakdown.total]
        known = view.solution_for(year, *_PRINTED)
        self.solution: Quantities = known.solution
        self.parts = [self.part(id_) for id_ in breakdown.parts]

    def rows(self, shown: set[tuple[str, str]] | None) -> Iterator[Row]:
        """Total, parts by contribution, sum and residual; of a total not shown, only its parts."""
        ordered = sorted(self.parts, key=_by_contribution)
        if shown is not None:
            area = self.total.area.id
            yield from (r for r in ordered if (area, str(r.cells["indicator"])) in shown)
            return
        total = self.whole()
        yield total
        yield from ordered
        summed = self.sum_row()
        yield summed
        if self.breakdown.complete:
            residual = self.residual_row(total, summed)
            if residual is not None:
                yield residual

    def part(self, id_: str) -> Row:
        total = self.breakdown.total
        share, points, of_growth = (
            self.solution.get(Key(measure, self.year, id_, total))
            for measure in (Measure.SHARE, Measure.CONTRIBUTION, Measure.SHARE_OF_GROWTH)
        )
        series = self.members[id_]
        value = self.solution.get(Key(Measure.ACTUAL, self.year, id_))
        growth = self.solution.get(Key(Measure.GROWTH, self.year, id_))
        cells: dict[str, Cell] = {
            "value": number(value, level_decimals(value, series)),
            "share_pct": number(share, rate_decimals(share)),
            "growth_pct": number(growth, rate_decimals(growth)),
            "contribution_pp": number(points, rate_decimals(points)),
            "contribution_low": points.low if points else None,
            "contribution_high": points.high if points else None,
            "share_of_growth_pct": number(of_growth, rate_decimals(of_growth)),
        }
        mood = tone(points.point if points else None, self.total.indicator.direction)
        return self.row(series, "part", cells, points, value, mood)

    def whole(self) -> Row:
        id_ = self.breakdown.total
        value = self.solution.get(Key(Measure.ACTUAL, self.year, id_))
        growth = self.solution.get(Key(Measure.GROWTH, self.year, id_))
        hundred = exact(HUNDRED)
        cells: dict[str, Cell] = {
            "value": number(value, level_decimals(value, self.total)),
            "share_pct": number(hundred if value else None, 0),
            "growth_pct": number(growth, rate_decimals(growth)),
            "contribution_pp": number(growth, rate_decimals(growth)),
            "contribution_low": growth.low if growth else None,
            "contribution_high": growth.high if growth else None,
            "share_of_growth_pct": number(hundred if growth else None, 0),
        }
        row = self.row(self.total, "total", cells, growth, value, None)
        return row._replace(cells={**row.cells, "bar": None})

    def row(
        self,
        series: Series,
        role: str,
        cells: dict[str, Cell],
        points: Quantity | None,
        value: Quantity | None,
        mood: Tone | None,
    ) -> Row:
        shown = [quantity for quantity in (points, value) if quantity]
        return Row(
            series,
            self.heading(series, role)
            | cells
            | {
                "bar": cells["contribution_pp"],
                "basis": points.basis.value if points else "",
                "status": row_status(series, self.year, *shown).value,
                "reason": marked(points, value) if points else self.reason(value),
                "source": source_ids(*shown),
            },
            tones([("contribution_pp", mood), ("bar", mood)]),
        )

    def heading(self, series: Series, role: str) -> dict[str, Cell]:
        return {
            "area": series.area.id,
            "total": self.breakdown.total,
            "indicator": series.indicator.id,
            "name": series.indicator.name,
            "unit": series.indicator.unit.text,
            "year": self.year,
            "role": role,
        }

    def reason(self, value: Quantity | None) -> str:
        base = self.solution.get(Key(Measure.ACTUAL, self.year - 1, self.breakdown.total))
        if value is None:
            return "no-actual"
        if base is None or base.point is None:
            return "no-base-year"
        if base.point <= 0:
            return "zero-base" if base.point == 0 else "negative-base"
        return "no-base-year"

    def sum_row(self) -> Row:
        sums = {name: self.sum_of(name) for name in _SUMMED}
        return self.label_row("sum", sums)

    def sum_of(self, name: str) -> Number | None:
        """The sum of a column over all parts; None where a part is not known."""
        cells = [
            self.in_unit_of_total(row) if name == "value" else row.cells[name] for row in self.parts
        ]
        numbers = [cell for cell in cells if isinstance(cell, Number) and cell.value is not None]
        if len(numbers) < len(cells):
            return None
        return _combined(numbers)

    def in_unit_of_total(self, row: Row) -> Number | None:
        cell = row.cells["value"]
        if not isinstance(cell, Number) or cell.value is None:
            return None
        unit = self.members[str(row.cells["indicator"])].indicator.unit
        exponent = unit.exponent - self.total.indicator.unit.exponent
        low, high = (
            None if end is None else EXACT.scaleb(end, exponent) for end in (cell.low, cell.high)
        )
        decimals = max(0, cell.decimals - exponent)
        value = EXACT.scaleb(cell.value, exponent)
        return cell._replace(value=value, low=low, high=high, decimals=decimals)

    def residual_row(self, total: Row, summed: Row) -> Row | None:
        """Total less sum; None where nothing is left."""
        cells: dict[str, Number | None] = {}
        for name in _SUMMED:
            whole, parts = total.cells[name], summed.cells[name]
            known = isinstance(whole, Number) and isinstance(parts, Number)
            cells[name] = _combined([whole], less=[parts]) if known else None  # type: ignore[list-item] # both are numbers when known
        if not any(_shows(cells[name]) for name in ("value", "contribution_pp")):
            return None
        return self.label_row("residual", cells)

    def label_row(self, role: str, cells: dict[str, Number | None]) -> Row:
        points = cells["contribution_pp"]
        bases = [str(row.cells["basis"]) for row in self.parts]
        sources = [one for row in self.parts for one in str(row.cells["source"]).split(";")]
        basis = max(bases, key=[*Basis].index) if points else ""
        return Row(
            self.total,
            self.heading(self.total, role)
            | cells
            | {
                "growth_pct": None,
                "contribution_low": points.low if points else None,
                "contribution_high": points.high if points else None,
                "bar": None,
                "basis": basis,
                "status": Status.combine(
                    [Status(str(row.cells["status"])) for row in self.parts]
                ).value,
                "reason": "",
                "source": ";".join(dict.fromkeys(filter(None, sources))),
            },
            label=role,
        )


def _by_contribution(row: Row) -> tuple[bool, Decimal]:
    cell = row.cells["contribution_pp"]
    if isinstance(cell, Number) and cell.value is not None:
        return False, cell.value.copy_negate()
    return True, ZERO


def _combined(added: Sequence[Number], less: Sequence[Number] = ()) -> Number:
    """A sum of numbers less others, as precise as the finest that was summed shows."""
    numbers = [*added, *(_negated(cell) for cell in less)]
    value, low, high = ZERO, ZERO, ZERO
    for cell in numbers:
        assert cell.value is not None
        value = EXACT.add(value, cell.value)
        if cell.low is not None and cell.high is not None:
            low, high = FLOOR.add(low, cell.low), CEILING.add(high, cell.high)
    bounded = all(cell.low is not None and cell.high is not None for cell in numbers)
    published = all(cell.basis is not Basis.IMPLIED for cell in numbers)
    return Number(
        rounded(value, _BEYOND_NOISE),
        low if bounded else None,
        high if bounded else None,
        Basis.COMPUTED if published else Basis.IMPLIED,
        Status.combine([cell.status for cell in numbers]),
        max(cell.decimals for cell in numbers),
    )


def _negated(cell: Number) -> Number:
    assert cell.value is not None
    low, high = (None if end is None else end.copy_negate() for end in (cell.high, cell.low))
    return cell._replace(value=cell.value.copy_negate(), low=low, high=high)


def _shows(cell: Number | None) -> bool:
    """Whether a residual is more than nothing at the digits shown."""
    if cell is None or cell.value is None:
        return False
    return abs(cell.value) * 2 >= ONE.scaleb(-cell.decimals)
