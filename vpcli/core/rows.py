"""What the rows of several reports share: who they are about, sources, tones."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from vpcli.core.columns import SERIES_COLUMNS
from vpcli.core.model import Direction, Kind, Measure, Series, Status
from vpcli.core.report import Cell, Row, Tone
from vpcli.core.solve import Quantity

__all__ = [
    "OTHER_EDITION",
    "SERIES_COLUMNS",
    "marked",
    "notes_of_editions",
    "point_unit",
    "row_status",
    "series_cells",
    "source_ids",
    "tone",
    "tones",
    "years_of",
]


def series_cells(series: Series) -> dict[str, Cell]:
    """Return the cells that say what a row is about."""
    indicator = series.indicator
    return {
        "area": series.area.id,
        "indicator": indicator.id,
        "name": indicator.name,
        "unit": indicator.unit.text,
    }


def years_of(series: Series, *measures: Measure, figures_only: bool = False) -> list[int]:
    """Return the years in which one of the measures is printed, in order."""
    return sorted(
        {
            fact.year
            for fact in series.facts
            if fact.measure in measures and (fact.figure is not None or not figures_only)
        }
    )


def source_ids(*quantities: Quantity | None) -> str:
    """Return the ids of the sources that quantities rest on, each once, joined by ";"."""
    facts = (fact for quantity in quantities if quantity for fact in quantity.facts)
    return ";".join(dict.fromkeys(fact.source for fact in facts if fact.source))


def marked(*quantities: Quantity | None) -> str:
    """Return the code of a contradiction, where a figure of a row is part of one."""
    return "conflict" if any(quantity.conflict for quantity in quantities if quantity) else ""


OTHER_EDITION = "other-edition"
"""The reason of a row whose rate was printed beside another level than the one shown."""


def notes_of_editions(rows: Iterable[Row]) -> list[tuple[str, dict[str, object]]]:
    """Say of which indicators and years the rate does not follow from the levels beside it."""
    years: dict[tuple[str, str], list[int]] = {}
    names = {}
    for row in rows:
        year = row.cells["year"]
        if row.cells["reason"] == OTHER_EDITION and row.series and isinstance(year, int):
            key = row.series.area.id, row.series.indicator.id
            names[key] = row.series.indicator.name
            years.setdefault(key, []).append(year)
    return [
        ("other-edition", {"name": names[key], "years": ", ".join(map(str, those))})
        for key, those in years.items()
    ]


def row_status(series: Series, year: int | None, *quantities: Quantity | None) -> Status:
    """Return the status of a row: of what is shown, or of the missing figure it is about."""
    known = [quantity.status for quantity in quantities if quantity]
    if known:
        return Status.combine(known)
    missing = [fact.status for fact in series.of_year(year or 0) if fact.figure is None]
    return missing[0] if missing else Status.NORMAL


def point_unit(kind: Kind) -> str:
    """Return the unit of a change in the indicator: % of a level, points of a rate."""
    return "pp" if kind is Kind.RATE else "%"


def tone(value: Decimal | None, direction: Direction) -> Tone | None:
    """Tell whether a change is good or bad news in the indicator's direction."""
    if not value or direction is Direction.NONE:
        return None
    return Tone.BETTER if value.is_signed() == (direction is Direction.DOWN) else Tone.WORSE


def tones(pairs: Iterable[tuple[str, Tone | None]]) -> dict[str, Tone]:
    """Keep the tones there are."""
    return {name: value for name, value in pairs if value is not None}
