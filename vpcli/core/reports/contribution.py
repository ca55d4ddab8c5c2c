"""Which parts made the growth? `c_i = (y_i,t − y_i,t-1) / Y_{t-1}`, in percentage points.

One block for every total, breakdown and year with a figure: the total, its parts by contribution,
their sum, and what is left. The latest edition that knows the growth of the total answers for all
of a block. Blank where a level is missing or no single value, and across a break.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vpcli.core.facts.arithmetic import CEILING, EXACT, FLOOR, HUNDRED, ONE, ZERO, rounded
from vpcli.core.facts.codes import Basis, Reason, Status
from vpcli.core.facts.model import Dataset, Measure, Parts, Series
from vpcli.core.facts.quantity_keys import Key
from vpcli.core.reports.cells import Cell, Number, Tone, number
from vpcli.core.reports.columns import END_COLUMNS, Column, Type
from vpcli.core.reports.rows import (
    level_cell,
    marked,
    rate_cell,
    rate_cells,
    row_status,
    source_ids,
    tone,
    tones,
)
from vpcli.core.reports.table import Picture, Report, Row, Shape
from vpcli.core.reports.years import is_asked
from vpcli.core.solver.quantity import Found, Unknown, exact
from vpcli.core.solver.series_in_editions import View, views_of
from vpcli.limits import check_rows

__all__ = ["contribution"]

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
    *END_COLUMNS,
)
_PRINTED = (
    Measure.ACTUAL,
    Measure.GROWTH,
    Measure.SHARE,
    Measure.CHANGE,
    Measure.CONTRIBUTION,
    Measure.SHARE_OF_GROWTH,
)
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
    bounded = first is not None or last is not None
    groups: dict[int, tuple[dict[str, Series], dict[str, list[Parts]]]] = {}
    for series, view in views_of(everything):
        group = view.editions.group
        if id(group) not in groups:
            groups[id(group)] = {one.indicator.id: one for one in group.series}, {}
            for breakdown in group.parts:
                groups[id(group)][1].setdefault(breakdown.total, []).append(breakdown)
        members, breakdowns = groups[id(group)]
        for breakdown in breakdowns.get(series.indicator.id, ()):
            for year in _years(breakdown, members):
                if is_asked(year, first, last):
                    block = _Block(view, breakdown, members, year)
                    if not block.holds:
                        continue
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
        empty="nothing-selected" if rows or (dataset.parts and bounded) else "no-breakdown",
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
        self.answering = view.answering(year, Measure.GROWTH, Measure.ACTUAL)
        self.solved, sources = self.answering.solved, self.answering.edition.sources
        self.holds = breakdown.source is None or breakdown.source in sources
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

    def known(self, measure: Measure, id_: str, total: str = "") -> Found:
        return self.solved.get(Key(measure, self.year, id_, total))

    def part(self, id_: str) -> Row:
        series, total = self.members[id_], self.breakdown.total
        share = self.known(Measure.SHARE, id_, total)
        points = self.known(Measure.CONTRIBUTION, id_, total)
        of_growth = self.known(Measure.SHARE_OF_GROWTH, id_, total)
        value, growth = self.known(Measure.ACTUAL, id_), self.known(Measure.GROWTH, id_)
        cells = self.cells(series, (value, growth), share, points, of_growth)
        mood = tone(points.point if points else None, self.total.indicator.direction)
        return self.row(series, "part", cells, (points, value, growth, share, of_growth), mood)

    def whole(self) -> Row:
        id_ = self.breakdown.total
        value, growth = self.known(Measure.ACTUAL, id_), self.known(Measure.GROWTH, id_)
        hundred = exact(HUNDRED)
        cells = self.cells(self.total, (value, growth), hundred, growth, hundred)
        cells |= {
            "share_pct": number(hundred if value else None, 0),
            "share_of_growth_pct": number(hundred if growth else None, 0),
        }
        row = self.row(self.total, "total", cells, (growth, value), None)
        return row._replace(cells={**row.cells, "bar": None})

    @staticmethod
    def cells(
        series: Series, found: tuple[Found, Found], share: Found, points: Found, of_growth: Found
    ) -> dict[str, Cell]:
        value, growth = found
        return {
            "value": level_cell(value, series),
            "share_pct": rate_cell(share),
            "growth_pct": rate_cell(growth),
            **rate_cells("contribution", points, "pp"),
            "share_of_growth_pct": rate_cell(of_growth),
        }

    def row(
        self,
        series: Series,
        role: str,
        cells: dict[str, Cell],
        found: tuple[Found, ...],
        mood: Tone | None,
    ) -> Row:
        points, value, *_ = found
        shown = [points, value]
        reason = points.reason if isinstance(points, Unknown) else marked(points, value)
        keys = [
            Key(one, self.year, series.indicator.id) for one in (Measure.ACTUAL, Measure.GROWTH)
        ]
        if reason is Reason.NONE and self.answering.is_beside(keys, found):
            reason = Reason.OTHER_EDITION
        if points and points.point is None:
            reason = Reason.NOT_A_SINGLE_VALUE
        return Row(
            series,
            self.heading(series, role)
            | cells
            | {
                "bar": cells["contribution_pp"],
                "basis": points.basis.value if points else "",
                "status": row_status(series, self.year, *shown).value,
                "reason": reason.value,
                "source": source_ids(*found),
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
            known = [one for one in (whole, parts) if isinstance(one, Number)]
            single = len(known) == 2 and all(one.value is not None for one in known)
            cells[name] = _combined(known[:1], less=known[1:]) if single else None
        if not any(_shows(cells[name]) for name in ("value", "contribution_pp")):
            return None
        return self.label_row("residual", cells)

    def label_row(self, role: str, cells: dict[str, Number | None]) -> Row:
        points = cells["contribution_pp"]
        bases = [str(row.cells["basis"]) for row in self.parts]
        sources = sorted(one for row in self.parts for one in str(row.cells["source"]).split(";"))
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
                "reason": Reason.NONE.value,
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
