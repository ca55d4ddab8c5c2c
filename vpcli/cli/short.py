"""Reports of plain series, whose rows are made the short way: when that can be."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from click.exceptions import Exit

from vpcli.cli.language import language
from vpcli.cli.output import STREAMED, format_of, warn_of_language, write_texts
from vpcli.cli.parameters import Options, named_columns, selection_of

if TYPE_CHECKING:
    from vpcli.core.facts.model import Dataset
    from vpcli.core.reports.table import Report
    from vpcli.questions import Question
    from vpcli.stream.plain import Plain

__all__ = ["FROM", "ORDERED", "plain_of", "written_series"]

FROM = 1_000
"""Figures of series that were read, from which on the short way pays."""
ORDERED = ("sort", "reverse", "top", "chart", "excel")
"""Options for which all rows must be there at once."""


def plain_of(command: str, options: Options) -> Plain | None:
    """Return what makes rows the short way; None where the command, or a column, has none."""
    from vpcli.stream.plain import COLUMNS, Plain

    asked = [column for column in named_columns(options["columns"]) if column]
    if command not in COLUMNS or not {*asked} <= {*COLUMNS[command]}:
        return None
    years = options["first"], options["last"]
    return Plain(command, format_of(options), options["digits"], asked, years)


def _texts(
    dataset: Dataset,
    options: Options,
    texts_of: Callable[[Dataset], Iterator[str]],
    reports: Sequence[Report],
) -> Iterator[str]:
    """The rows for all series; of many, made by as many processes as may work."""
    from vpcli.stream.shared_out import MANY, texts_shared_out
    from vpcli.stream.workers import workers

    jobs = workers(options.get("jobs"))
    if jobs == 1 or sum(len(series.facts) for series in dataset.series) < MANY:
        return texts_of(dataset)

    def is_silent() -> bool:
        return not any(report.failed or report.conditions for report in reports)

    return texts_shared_out(dataset, jobs, texts_of, is_silent)


def written_series(short: str, question: Question, dataset: Dataset, options: Options) -> bool:
    """Write the rows of many series, those of levels alone the short way; False if not possible."""
    if format_of(options) not in STREAMED or any(options.get(one) for one in ORDERED):
        return False
    from vpcli.core.select import narrowed

    dataset = narrowed(dataset, selection_of(options))
    plain = plain_of(short, options)
    if plain is None or dataset.parts or question.alone or question.reference is not None:
        return False
    from vpcli.cli.conditions import tell_conditions
    from vpcli.core.reports.conditions import joined
    from vpcli.stream.read_series import texts_of_series
    from vpcli.writers import row_texts
    from vpcli.writers.display import Style

    first, last = options["first"], options["last"]
    style = Style(
        language(options["lang"]), options["digits"], columns=named_columns(options["columns"])
    )
    reports: list[Report] = []

    def compute(some: Dataset) -> Iterator[str]:
        report = question.compute(some, first, last)
        reports.append(report)
        texts = row_texts(report, format_of(options), style)
        next(texts)
        return texts

    def texts_of(some: Dataset) -> Iterator[str]:
        return texts_of_series(some, plain, compute, style.lang)

    rows = _texts(dataset, options, texts_of, reports)
    begun = next(rows, None)
    if begun is None:
        return False
    warn_of_language(options)
    write_texts(chain([plain.layout.header, begun], rows), options, format_of(options))
    tell_conditions(joined([one for report in reports for one in report.conditions]), options)
    if any(report.failed for report in reports):
        sys.stdout.flush()
        raise Exit(1)
    return True
