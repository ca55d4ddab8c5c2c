"""What did later editions change? Every quantity that moved, with the growth rates it moved."""

from __future__ import annotations

from vpcli.core.facts.arithmetic import EXACT, HUNDRED, POINT
from vpcli.core.facts.model import Dataset, Kind, Measure, Series
from vpcli.core.facts.quantity_keys import Key
from vpcli.core.measures.digits import rate_decimals
from vpcli.core.reports.cells import number
from vpcli.core.reports.columns import Column, Type
from vpcli.core.reports.disagreements import Checked
from vpcli.core.reports.findings import FindingKind
from vpcli.core.reports.revisions import is_anew, revisions
from vpcli.core.reports.rows import SERIES_COLUMNS, series_cells, source_ids
from vpcli.core.reports.step import cell_of
from vpcli.core.reports.table import Report, Row
from vpcli.core.reports.years import is_asked
from vpcli.core.solver.agreement import meet
from vpcli.core.solver.editions import Edition, Editions
from vpcli.core.solver.quantity import Quantity, exact

__all__ = ["revision_table"]

COLUMNS = (
    *SERIES_COLUMNS,
    Column("year", Type.YEAR),
    Column("measure", Type.CODE),
    Column("earlier", Type.MEASURE),
    Column("later", Type.MEASURE),
    Column("difference", Type.MEASURE),
    Column("revision_pct", Type.RATE),
    Column("growth_moved", Type.TEXT),
    Column("earlier_edition", Type.TEXT),
    Column("later_edition", Type.TEXT),
    Column("earlier_source", Type.TEXT),
    Column("later_source", Type.TEXT),
)
_COMPARED = (Measure.ACTUAL, Measure.PLAN, Measure.GROWTH)


def revision_table(dataset: Dataset, first: int | None = None, last: int | None = None) -> Report:
    """Return one row for every level, plan and growth rate that a later edition changed.

    Levels are in the indicator's unit, growth in per cent (or points of a rate); the revision
    in per cent of the earlier level, blank for a rate. `growth_moved` lists the years whose
    growth moved between the same two editions.
    """
    rows: list[Row] = []
    count = 0
    shown = {(series.area.id, series.indicator.id) for series in dataset.series}
    for group in dataset.groups():
        editions = Editions(group, dataset.sources).listed
        count += sum(
            finding.kind is FindingKind.REVISION
            and finding.implied is None
            and (finding.series.area.id, finding.series.indicator.id) in shown
            and _within(finding.fact.year, first, last)
            for finding in revisions([Checked(one) for one in editions])
        )
        for series in group.series:
            if (series.area.id, series.indicator.id) not in shown:
                continue
            rows += _rows(series, editions)
    rows = [row for row in rows if _within(row.cells["year"], first, last)]
    return Report(
        "revisions",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=(
            "year",
            "measure",
            "earlier",
            "later",
            "difference",
            "revision_pct",
            "growth_moved",
            "earlier_edition",
            "later_edition",
        ),
        optional=("revision_pct", "earlier_edition", "later_edition"),
        lead=[("lead.moved" if rows or count else "lead.nothing-moved", {"count": count})],
    )


def _within(year: object, first: int | None, last: int | None) -> bool:
    assert isinstance(year, int)
    return is_asked(year, first, last)


def _rows(series: Series, editions: list[Edition]) -> list[Row]:
    """What each edition knows, against the next one that knows it too; `editions` latest first."""
    moved: list[tuple[Key, tuple[Quantity, str], tuple[Quantity, str]]] = []
    later: dict[Key, tuple[Quantity, str]] = {}
    for edition in editions:
        own = {
            key: (quantity, edition.when)
            for key in _known(edition, series)
            if (quantity := edition.get(key))
        }
        for key, (before, when) in own.items():
            after = later.get(key)
            if after is None or before.interval is None or after[0].interval is None:
                continue
            figure = before.published.figure if before.published else None
            if (
                is_anew(figure, after[0])
                if figure
                else not meet(before.interval, after[0].interval)
            ):
                moved.append((key, (before, when), after))
        later |= own
    growths: dict[tuple[str, str], set[int]] = {}
    for key, (_, earlier), (_, when) in moved:
        if key.measure is Measure.GROWTH:
            growths.setdefault((earlier, when), set()).add(key.year)
    return [
        _row(series, key, before, after, sorted(growths.get((before[1], after[1]), ())))
        for key, before, after in sorted(
            moved, key=lambda one: (one[0].year, one[0].measure, one[0].against, one[1][1])
        )
    ]


def _known(edition: Edition, series: Series) -> list[Key]:
    """The quantities of a series that an edition may know, each once."""
    id_ = series.indicator.id
    years = {key.year for key in edition.quantities if key.indicator == id_}
    keys = [key for key in edition.quantities if key.indicator == id_ and key.measure in _COMPARED]
    return [*dict.fromkeys([*keys, *(Key(Measure.GROWTH, year, id_) for year in sorted(years))])]


def _row(
    series: Series,
    key: Key,
    earlier: tuple[Quantity, str],
    later: tuple[Quantity, str],
    growths: list[int],
) -> Row:
    about = {key.indicator: series}
    before, after = earlier[0], later[0]
    assert key.measure is not None
    change = percent = None
    if before.point is not None and after.point is not None:
        point = EXACT.subtract(after.point, before.point)
        change = exact(point)
        in_points = series.indicator.kind is Kind.RATE  # never a per cent of a per cent
        if key.measure.is_level and before.point > 0 and not in_points:
            percent = exact(POINT.multiply(POINT.divide(point, before.point), HUNDRED))
    cells = cell_of(key, before, about), cell_of(key, after, about)
    own = [year for year in growths if year in (key.year, key.year + 1)]
    return Row(
        series,
        series_cells(series)
        | {
            "year": key.year,
            "measure": key.measure.value,
            "earlier": cells[0],
            "later": cells[1],
            "difference": number(change, max(cells[0].decimals, cells[1].decimals)),
            "revision_pct": number(percent, rate_decimals(percent)),
            "growth_moved": ", ".join(map(str, own)) if key.measure.is_level else "",
            "earlier_edition": earlier[1],
            "later_edition": later[1],
            "earlier_source": source_ids(before),
            "later_source": source_ids(after),
        },
    )
