"""All of it on one page to hand in: what each command answers, where it has an answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from vpcli.core.facts.model import Dataset, Words
from vpcli.core.reports.attainment import attainment
from vpcli.core.reports.check import check
from vpcli.core.reports.contribution import contribution
from vpcli.core.reports.growth import growth
from vpcli.core.reports.projection import projection
from vpcli.core.reports.statements import statements
from vpcli.core.reports.summary import summary
from vpcli.core.reports.table import NOTES_ON_COMMANDS, Report, Row

__all__ = ["SECTIONS", "page"]

_Answer = Callable[[Dataset, int | None, int | None], Report]

_LEVELS = "actual previous plan next_plan"
SECTIONS: dict[str, tuple[_Answer, str]] = {
    "text": (statements, ""),
    "summary": (summary, f"{_LEVELS} actual_to_previous actual_to_plan next_plan_to_actual"),
    "growth": (growth, "growth_pct"),
    "attainment": (attainment, "verdict"),
    "targets": (projection, "target planned_growth_pct"),
    "contribution": (contribution, "contribution_pp"),
    "check": (check, ""),
}
"""The sections in the order of the page, each with the columns of which a row must fill one."""


def page(
    dataset: Dataset,
    first: int | None = None,
    last: int | None = None,
    *,
    sections: Collection[str] = (),
) -> Report:
    """Return the sections that have something to say, or those of them that are asked for."""
    made = [
        section
        for name, (answer, needed) in SECTIONS.items()
        if not sections or name in sections
        for section in _section(answer(dataset, first, last), needed)
    ]
    sources = tuple(dataset.sources.values())
    return Report(
        "report", dataset.title, (), (), sources, screen=(), sections=made, empty="no-section"
    )


def _section(report: Report, needed: str) -> Iterator[Report]:
    """A section with the rows that say something, without what the page says once for all."""
    rows = [row for row in report.rows if not needed or _says(row, needed)]
    if rows and report.command == "summary":
        rows = [*report.rows]  # its notes count all of them
    if report.command == "contribution" and not any(row.cells["role"] == "part" for row in rows):
        return
    if not rows and (needed or not report.lead):
        return
    notes = [note for note in report.notes if note[0] not in NOTES_ON_COMMANDS]
    lead = [
        (code, {**fields, "all": len(rows)} if "all" in fields else fields)
        for code, fields in report.lead
    ]
    yield report._replace(rows=rows, notes=notes, lead=lead, sources=(), title=Words())


def _says(row: Row, needed: str) -> bool:
    """Whether one of the columns that are needed is filled."""
    return any(row.cells[name] not in (None, "") for name in needed.split())
