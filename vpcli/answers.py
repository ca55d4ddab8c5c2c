"""From a data set and a question to the report, and its rows and columns as they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from operator import itemgetter

from vpcli.core.facts.model import Dataset, Words
from vpcli.core.reports.cells import Cell, Number
from vpcli.core.reports.table import Report, Row
from vpcli.core.select import Selection, empty, is_beside, narrowed, years_of
from vpcli.errors import InvocationError, Problem, nearest
from vpcli.questions import Question

__all__ = ["answer", "arranged", "known_columns"]

_MOST_KNOWN = 20


def answer(
    question: Question,
    dataset: Dataset,
    selection: Selection,
    first: int | None = None,
    last: int | None = None,
) -> Report:
    """Select from a data set, see that there are figures of the years, and compute the report.

    Raises `InvocationError` for what is asked for and not there, and for an empty answer.
    """
    if question.reference is not None:
        selection = selection._replace(reference=question.reference)
    dataset = narrowed(dataset, selection)
    if question.alone:
        _see_one_indicator(dataset)
    years = years_of(dataset)
    if is_beside(years, first, last):
        raise empty("nothing-selected", years, first, last)
    report = question.compute(dataset, first, last)
    if not report.rows and not report.lead and not report.sections:
        raise empty(report.empty, years, first, last)
    areas = {series.area.name for series in dataset.series}
    return report._replace(area=areas.pop()) if len(areas) == 1 else report


def _see_one_indicator(dataset: Dataset) -> None:
    known = list(dict.fromkeys(series.indicator.id for series in dataset.series))
    if len(known) > 1:
        raise InvocationError(Problem("one-indicator", {"known": ", ".join(known[:_MOST_KNOWN])}))


def arranged(
    report: Report, *, sort: Sequence[str] = (), reverse: bool = False, top: int | None = None
) -> Report:
    """Return a report with its rows sorted by columns, the first one first, and then the top ones.

    Blanks come last. Raises `InvocationError` (`unknown-column-name`).
    """
    rows = list(report.rows)
    for column in reversed(known_columns(report, sort)):  # sorting is stable
        keyed = [(_sortable(row, column), row) for row in rows]
        filled = [one for one in keyed if one[0][0]]
        filled.sort(key=itemgetter(0), reverse=reverse)
        rows = [row for _, row in filled] + [row for key, row in keyed if not key[0]]
    if reverse and not sort:
        rows.reverse()
    return report._replace(rows=rows[:top])


def known_columns(report: Report, asked: Sequence[str]) -> Sequence[str]:
    """Return the columns asked for; raise `unknown-column-name` for one the report has not."""
    known = [column.name for column in report.columns]
    problems = [
        Problem(
            "unknown-column-name",
            {"text": name, "known": ", ".join(known), "hint": nearest(name, known)},
        )
        for name in asked
        if name not in known
    ]
    if problems:
        raise InvocationError(problems)
    return asked


def _sortable(row: Row, column: str) -> tuple[bool, Decimal, str]:
    """Whether a cell is filled, then its number or its text, so that a column compares."""
    value: Cell = row.cells[column]
    if isinstance(value, Number):
        value = value.value
    if isinstance(value, Words):
        value = value.en or value.vi
    if isinstance(value, str):
        return value != "", Decimal(0), value
    return value is not None, Decimal(value or 0), ""
