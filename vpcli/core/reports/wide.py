"""Years across: one row for every series, one column for every year."""

from __future__ import annotations

from vpcli.core.reports.cells import Cell
from vpcli.core.reports.columns import Column
from vpcli.core.reports.rows import SERIES_COLUMNS, series_cells
from vpcli.core.reports.table import Report, Row

__all__ = ["wide"]


def wide(report: Report, name: str) -> Report:
    """Return a report with one numeric column turned so that its years stand side by side.

    A blank is explained where the long report explains it.
    """
    column = next(column for column in report.columns if column.name == name)
    years = sorted({year for row in report.rows if isinstance(year := row.cells["year"], int)})
    gathered: dict[tuple[str, str], Row] = {}
    for row in report.rows:
        if row.series is None:
            continue
        key = row.series.area.id, row.series.indicator.id
        before = gathered.get(key) or Row(
            row.series, series_cells(row.series) | dict.fromkeys(map(str, years))
        )
        year = str(row.cells["year"])
        cells: dict[str, Cell] = {**before.cells, year: row.cells[name]}
        tones = dict(before.tones)
        if name in row.tones:
            tones[year] = row.tones[name]
        gathered[key] = before._replace(cells=cells, tones=tones)
    columns = tuple(Column(str(year), column.type) for year in years)
    return report._replace(
        columns=(*SERIES_COLUMNS, *columns),
        rows=list(gathered.values()),
        screen=tuple(str(year) for year in years),
        optional=(),
        yielding=tuple(str(year) for year in years[:-1]),
        explained="",
        picture=None,
        headings={str(year): ("heading.one-year", {"year": year}) for year in years},
        notes=[*report.notes, *([] if name == "growth_pct" else [(f"wide-{name}", {})])],
    )
