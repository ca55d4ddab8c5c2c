"""What the rows of several reports share: who they are about, growth, bounds, sources, tones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import Dataset, Direction, Kind, Measure, Series, Status
from vpcli.core.measures.digits import level_decimals, rate_decimals
from vpcli.core.reports.cells import Cell, Tone, number
from vpcli.core.reports.columns import SERIES_COLUMNS
from vpcli.core.reports.table import Row
from vpcli.core.reports.years import is_asked
from vpcli.core.solver.quantity import Found, Quantity, Unknown
from vpcli.core.solver.series_in_editions import View, views_of

__all__ = [
    "SERIES_COLUMNS",
    "growth_row",
    "level_cell",
    "marked",
    "notes_of_editions",
    "point_unit",
    "rate_cell",
    "rate_cells",
    "row_status",
    "rows_by_year",
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


def level_cell(quantity: Found | None, series: Series) -> Cell:
    """Return a level as a cell, with the decimals that it deserves."""
    return number(quantity, level_decimals(quantity, series))


def rate_cell(quantity: Found | None) -> Cell:
    """Return a rate as a cell, with the decimals that it deserves."""
    return number(quantity, rate_decimals(quantity))


def rate_cells(name: str, quantity: Found | None, unit: str = "pct") -> dict[str, Cell]:
    """Return a rate as three cells: its value, and its bounds."""
    return {
        f"{name}_{unit}": rate_cell(quantity),
        f"{name}_low": quantity.low if quantity else None,
        f"{name}_high": quantity.high if quantity else None,
    }


def growth_row(
    series: Series,
    years: tuple[int | None, int | None],
    levels: tuple[Found | None, Found | None],
    change: Found | None,
    rate: Found,
    *,
    method: str,
    mark: Reason = Reason.NONE,
    unit: str = "",
) -> Row:
    """Return the row of a growth from a base year to a year, with the levels it joins.

    The reason is why the growth is blank, or `mark`, or that a figure of it is in conflict.
    """
    (base_year, year), (base, value) = years, levels
    decimals = max(level_decimals(value, series), level_decimals(base, series))
    shown = [rate] if rate else [value, base] if value else []
    blank = rate.reason if isinstance(rate, Unknown) else Reason.NONE
    if rate and rate.point is None:
        blank = Reason.NOT_A_SINGLE_VALUE
    reason = blank or marked(rate, value, base) or mark
    return Row(
        series,
        series_cells(series)
        | {
            "year": year,
            "base_year": base_year,
            "base": level_cell(base, series),
            "value": level_cell(value, series),
            "change": number(change, decimals),
        }
        | rate_cells("growth", rate)
        | {
            "growth_unit": unit or point_unit(series.indicator.kind),
            "method": method,
            "basis": rate.basis.value if rate else "",
            "status": row_status(series, year, *shown).value,
            "reason": reason.value,
            "source": source_ids(rate, value, base, change),
        },
        tones([("growth_pct", tone(rate.point if rate else None, series.indicator.direction))]),
    )


def years_of(series: Series, *measures: Measure, figures_only: bool = False) -> list[int]:
    """Return the years in which one of the measures is printed, in order."""
    return sorted(
        {
            fact.year
            for fact in series.facts
            if fact.measure in measures and (fact.figure is not None or not figures_only)
        }
    )


def source_ids(*quantities: Found | None) -> str:
    """Return the ids of the sources that quantities rest on, each once, joined by ";"."""
    facts = (fact for quantity in quantities if quantity for fact in quantity.facts)
    return ";".join(dict.fromkeys(fact.source for fact in facts if fact.source))


def marked(*quantities: Found | None) -> Reason:
    """Return the code of a contradiction, where a figure of a row is part of one."""
    in_doubt = any(quantity.conflict for quantity in quantities if quantity)
    return Reason.CONFLICT if in_doubt else Reason.NONE


def notes_of_editions(rows: Iterable[Row]) -> list[tuple[str, dict[str, object]]]:
    """Say of which indicators and years the numbers beside one another are of several editions."""
    years: dict[tuple[str, str], list[int]] = {}
    names = {}
    for row in rows:
        year = row.cells["year"]
        if row.cells["reason"] == Reason.OTHER_EDITION and row.series and isinstance(year, int):
            key = row.series.area.id, row.series.indicator.id
            names[key] = row.series.indicator.name
            years.setdefault(key, []).append(year)
    return [
        ("other-edition", {"name": names[key], "years": ", ".join(map(str, those))})
        for key, those in years.items()
    ]


def row_status(series: Series, year: int | None, *quantities: Found | None) -> Status:
    """Return the status of a row: of what is shown, or of the missing figure it is about."""
    known = [quantity.status for quantity in quantities if isinstance(quantity, Quantity)]
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


def rows_by_year(
    dataset: Dataset,
    years: Callable[[Series], list[int]],
    row: Callable[[Series, View, int], Row],
    first: int | None,
    last: int | None,
    *,
    link: bool = False,
) -> list[Row]:
    """Return one row for every series and each of its years that lies between two years."""
    return [
        row(series, view, year)
        for series, view in views_of(dataset, link=link)
        for year in years(series)
        if is_asked(year, first, last)
    ]
