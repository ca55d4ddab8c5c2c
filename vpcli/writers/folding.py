"""Rows that say only that there is no year before them, told in a line below the table."""

from __future__ import annotations

from collections.abc import Iterator

from vpcli.core.facts.codes import Reason
from vpcli.core.reports.cells import Cell, Number
from vpcli.core.reports.table import Report, Row
from vpcli.writers.display import Style, clean, with_area

__all__ = ["folded"]

_MOST_YEARS = 3
"""Years that have a line each; more of them share one."""


def folded(report: Report, style: Style) -> Report:
    """Return the report as a person is shown it: such rows are gone, and a note says so.

    The level of such a row stands beside the year after it, as the level that it grew from.
    Nothing is folded where the columns are chosen.
    """
    if style.columns or report.explained in ("", "value") or "base" not in report.screen:
        return report
    if not {"base_year", "value"} <= {column.name for column in report.columns}:
        return report
    bases = {
        (id(row.series), row.cells["base_year"])
        for row in report.rows
        if row.cells["base"] is not None
    }
    gone = [row for row in report.rows if _says_nothing(row, report, bases)]
    if not gone:
        return report
    left_out = set(map(id, gone))
    rows = [row for row in report.rows if id(row) not in left_out]
    return report._replace(rows=rows, notes=[*_notes(gone, report, style), *report.notes])


def _says_nothing(row: Row, report: Report, bases: set[tuple[int, Cell]]) -> bool:
    shown = [row.cells[name] for name in report.screen if name not in ("year", "value")]
    return (
        row.cells["reason"] == Reason.NO_BASE_YEAR.value
        and not any(isinstance(cell, Number) for cell in shown)
        and (id(row.series), row.cells["year"]) in bases
    )


def _notes(
    gone: list[Row], report: Report, style: Style
) -> Iterator[tuple[str, dict[str, object]]]:
    """One line a year, or one for all of many years."""
    several = len({row.series.area.id for row in report.rows if row.series}) > 1
    years = sorted({year for row in gone if isinstance(year := row.cells["year"], int)})
    for year in years if len(years) <= _MOST_YEARS else [None]:
        those = [row for row in gone if year in (None, row.cells["year"])]
        series = {id(row.series): row.series for row in those if row.series}
        fields: dict[str, object] = {
            "year": f"{years[0]}–{years[-1]}" if year is None else year,
            "reason": Reason.NO_BASE_YEAR.value,
            "count": len(series),
        }
        if len(series) > 1:
            yield "folded-series" if several else "folded", fields
        for one in series.values() if len(series) == 1 else ():
            name = clean(one.indicator.name.in_language(style.lang))
            name = with_area(name, one, style.lang, several=several)
            yield "folded-one", {**fields, "name": name}
