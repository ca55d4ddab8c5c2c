"""Why is this number blank? The reason is the one that its table gives."""

from __future__ import annotations

from collections.abc import Callable

from vpcli.core.attainment import attainment
from vpcli.core.contribution import contribution
from vpcli.core.growth import growth
from vpcli.core.model import Dataset, Measure, Series
from vpcli.core.projection import projection
from vpcli.core.report import Report

__all__ = ["reason_of_blank"]


_Table = Callable[[Dataset, int, int], Report]
_PLACES: dict[Measure, tuple[tuple[_Table, str, int], ...]] = {
    Measure.ACTUAL: ((growth, "value", 0), (growth, "base", 1)),
    Measure.GROWTH: ((growth, "growth_pct", 0),),
    Measure.CHANGE: ((growth, "change", 0),),
    Measure.PLAN: ((attainment, "plan", 0), (projection, "target", 0)),
    Measure.ATTAINMENT: ((attainment, "attainment_pct", 0),),
    Measure.GAP: ((attainment, "gap", 0),),
    Measure.PLANNED_GROWTH: (
        (attainment, "planned_growth_pct", 0),
        (projection, "planned_growth_pct", 0),
    ),
    Measure.REQUIRED_GROWTH: ((projection, "required_growth_pct", 0),),
    Measure.PLANNED_CHANGE: ((projection, "change", 0),),
    Measure.SHARE: ((contribution, "share_pct", 0),),
    Measure.CONTRIBUTION: ((contribution, "contribution_pp", 0),),
    Measure.SHARE_OF_GROWTH: ((contribution, "share_of_growth_pct", 0),),
}
"""Where a measure is shown: table, column, and by how many years the row is ahead of it."""
_OF_ITSELF = {
    Measure.ACTUAL: "no-actual",
    Measure.PLAN: "no-plan",
    Measure.PLANNED_GROWTH: "no-planned-growth",
}
"""The reason of what only a source can say; the table gives that of what it computes."""


def reason_of_blank(dataset: Dataset, series: Series, measure: Measure, year: int) -> str | None:
    """Return the code of why a measure is blank in its table; None where it has no place there."""
    for table, column, ahead in _PLACES.get(measure, ()):
        at = year + ahead
        for row in table(dataset, at, at).rows:
            if row.series is series and row.cells["year"] == at and row.cells[column] is None:
                return _OF_ITSELF.get(measure) or str(row.cells["reason"])
    return None
