"""From the options of a command to its result: read, select, compute, order, write."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from operator import itemgetter

from click.exceptions import Exit

from vpcli.cli.language import language, wrong_usage
from vpcli.cli.options import (
    Options,
    colour_wanted,
    is_plain,
    report_problems,
    selection_of,
    width_of,
)
from vpcli.cli.output import format_of, warn_of_language, write_texts
from vpcli.cli.progress import reading
from vpcli.cli.streams import tell
from vpcli.core.model import Dataset, Measure, Words
from vpcli.core.number import NumberFormat
from vpcli.core.report import Cell, Number, Report, Row
from vpcli.core.select import empty, is_beside, narrowed, years_of
from vpcli.errors import DataError, InvocationError, Problem, nearest
from vpcli.readers import DEFAULT, ReadOptions, load
from vpcli.readers.fields import NO_FIGURE
from vpcli.writers import render
from vpcli.writers.display import Style

__all__ = [
    "Compute",
    "columns_of",
    "load_data",
    "measure_named",
    "read_options",
    "run",
    "write",
]

Compute = Callable[[Dataset, int | None, int | None], Report]


def run(compute: Compute, options: Options, default: str = DEFAULT, *, alone: bool = False) -> None:
    """Run one command from its data, or a bundled data set, to its written result.

    `alone` is for what is typed for one indicator: several are then wrong usage.
    """
    report_format = format_of(options)
    dataset = load_data(options, default)
    if alone:
        _one_indicator(dataset)
    first, last = options["first"], options["last"]
    if is_beside(years_of(dataset), first, last):
        raise empty("nothing-selected", years_of(dataset), first, last)
    report = compute(dataset, first, last)
    if not report.rows and not report.lead:
        raise empty(report.empty, years_of(dataset), first, last)
    write(report, options, report_format)
    if report.failed:
        sys.stdout.flush()
        raise Exit(1)


def _one_indicator(dataset: Dataset) -> None:
    known = list(dict.fromkeys(series.indicator.id for series in dataset.series))
    if len(known) > 1:
        raise InvocationError(Problem("one-indicator", {"known": ", ".join(known[:20])}))


def load_data(options: Options, default: str = DEFAULT) -> Dataset:
    """Read the data a command names, say what it should be warned of, and select from it."""
    lang = language(options["lang"])
    how = read_options(options)
    try:
        dataset = _typed(options, how)
        if dataset is None:
            names = _named(options, default, lang)
            with reading(names, lang, quiet=options["quiet"]):
                dataset = load(names, how, options.get("stdin"))
    finally:
        if options["verbose"]:
            report_problems(how.found, lang, "found")
    if not options["quiet"]:
        report_problems(dataset.warnings, lang, "warning")
    return narrowed(dataset, selection_of(options))


def _typed(options: Options, how: ReadOptions) -> Dataset | None:
    """The data set of the figures typed, if any are."""
    typed = {"value": options["values"], "plan": options["plans"]}
    if not any(typed.values()):
        if options["unit"]:
            raise wrong_usage("unit-of-typed")
        return None
    if options["data"]:
        raise wrong_usage("typed-or-data")
    from vpcli.readers.typed import read_typed

    try:
        return read_typed(typed, options["unit"], how)
    except DataError as error:  # what was typed, not what a file holds
        raise InvocationError(error.problems) from None


def _named(options: Options, default: str, lang: str) -> list[str]:
    """The data that a command names, or VPCLI_DATA, or a bundled data set, which is said."""
    named = list(options["data"]) or [os.environ.get("VPCLI_DATA") or default]
    if not options["data"] and not os.environ.get("VPCLI_DATA") and not options["quiet"]:
        from vpcli.i18n import say

        tell(say(lang, "note.default-data", name=default))
    return named


def measure_named(name: str | None, known: Sequence[Measure]) -> Measure | None:
    """Return the measure that was typed; the nearest one is offered for any other word."""
    if name is None:
        return None
    plain = name.casefold().replace("_", "-").removesuffix("-pct").removesuffix("-pp")
    listed = [measure.value for measure in known]
    if plain not in listed:
        near = nearest(plain, listed)
        fields = {"text": name, "known": ", ".join(listed), "hint": near}
        raise InvocationError(Problem("unknown-measure", fields))
    return Measure(plain)


def read_options(options: Options) -> ReadOptions:
    """Return how the input is to be read."""
    numbers = NumberFormat(options["numbers"]) if options["numbers"] else None
    nulls = NO_FIGURE | set(options["null_value"])
    return ReadOptions(
        numbers,
        options["delimiter"],
        options["encoding"],
        frozenset(nulls),
        options["precision"],
        options["input_format"],
        options["sheet"],
        options["skip_lines"],
    )


def write(report: Report, options: Options, report_format: str | None = None) -> None:
    """Order the rows, choose the columns, and write the report where it was asked for."""
    report_format = report_format or format_of(options)
    warn_of_language(options)
    report = _ordered(report, options["sort"], reverse=options["reverse"])
    if options["top"]:
        report = report._replace(rows=list(report.rows)[: options["top"]])
    to_stdout = options["output"] in (None, "-")
    style = Style(
        lang=language(options["lang"]),
        digits=options["digits"],
        bounds=options["bounds"],
        width=width_of(sys.stdout) if to_stdout else None,
        colour=to_stdout and colour_wanted(sys.stdout, no_color=options["no_color"]),
        columns=tuple(columns_of(report, options["columns"])),
        chart=bool(options.get("chart")),
        plain=to_stdout and report_format == "table" and is_plain(),
        excel=options["excel"],
    )
    if style.chart and report.picture is None:
        raise InvocationError(Problem("no-chart"))
    write_texts([render(report, report_format, style)], options, report_format)


def columns_of(report: Report | None, asked: str | None) -> list[str]:
    """Return the columns asked for; one that the report does not have is wrong usage."""
    names = [name.strip() for name in asked.split(",")] if asked else []
    known = [column.name for column in report.columns] if report else names
    problems = []
    for name in names:
        if name not in known:
            near = nearest(name, known)
            fields = {"text": name, "known": ", ".join(known), "hint": near}
            problems.append(Problem("unknown-column-name", fields))
    if problems:
        raise InvocationError(problems)
    return names


def _ordered(report: Report, asked: str | None, *, reverse: bool) -> Report:
    """Sort by columns, the first one first; sorting is stable, so the last one is done first."""
    rows = list(report.rows)
    for column in reversed(columns_of(report, asked)):
        keyed = [(_sortable(row, column), row) for row in rows]
        filled = [one for one in keyed if one[0][0]]
        filled.sort(key=itemgetter(0), reverse=reverse)
        rows = [row for _, row in filled] + [row for key, row in keyed if not key[0]]
    if reverse and not asked:
        rows.reverse()
    return report._replace(rows=rows)


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
