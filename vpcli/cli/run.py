"""From the options of a command to its result: read, answer, order, write."""

from __future__ import annotations

import sys
from collections.abc import Callable

from click import get_current_context
from click.exceptions import Exit

from vpcli.answers import answer, arranged, known_columns
from vpcli.cli.conditions import tell_conditions
from vpcli.cli.data import settle_data
from vpcli.cli.language import in_usage, language
from vpcli.cli.output import format_of, warn_of_language, write_texts
from vpcli.cli.parameters import Options, named_columns, selection_of
from vpcli.cli.progress import reading, working
from vpcli.cli.short import FROM, written_series
from vpcli.cli.streams import report_problems
from vpcli.cli.terminal import colour_wanted, is_plain, width_of
from vpcli.core.facts.model import Dataset
from vpcli.core.reports.table import Report
from vpcli.inputs import declared, typed_figures
from vpcli.questions import Question
from vpcli.readers import ReadOptions, load
from vpcli.writers import render
from vpcli.writers.display import Style

__all__ = ["read_options", "run", "write"]


def run(
    ask: Callable[[], Question], options: Options, default: str = "", *, short: str = ""
) -> None:
    """Run one command from its data, or a bundled data set, to its written result.

    `short` is the command that may make the rows of plain series the short way.
    """
    with in_usage():
        question = ask()
    report_format = format_of(options)
    settle_data(options, default)
    dataset = _load(options)
    figures = sum(len(series.facts) for series in dataset.series)
    if short and figures >= FROM and written_series(short, question, dataset, options):
        return
    kind = "checking" if get_current_context().info_name == "check" else "solving"
    with working(kind, figures, language(options["lang"]), quiet=options["quiet"]):
        report = answer(question, dataset, selection_of(options), options["first"], options["last"])
    write(report, options, report_format)
    tell_conditions(report.conditions, options)
    if report.failed:
        sys.stdout.flush()
        raise Exit(1)


def _load(options: Options) -> Dataset:
    """Read the data a command names, and say what it should be warned of."""
    lang = language(options["lang"])
    how = read_options(options)
    try:
        with in_usage():
            dataset = typed_figures(
                options["values"], options["plans"], options["unit"], options["data"], how
            )
        if dataset is None:
            names = list(options["data"])
            with reading(names, lang, quiet=options["quiet"]):
                dataset = load(names, how, options.get("stdin"))
    finally:
        if options["verbose"]:
            report_problems(how.found, lang, "found")
    if not options["quiet"]:
        report_problems(dataset.warnings, lang, "warning")
    return dataset


def read_options(options: Options) -> ReadOptions:
    """Return how the input is to be read."""
    names = "numbers delimiter encoding null_value precision input_format sheet skip_lines"
    return declared(
        **{name: options[name] for name in names.split()},
        columns=options.get("named_columns") or (),
        stored=bool(options.get("stored")),
        day_first=language(options.get("lang")) == "vi",
    )


def write(report: Report, options: Options, report_format: str | None = None) -> None:
    """Order the rows, choose the columns, and write the report where it was asked for."""
    report_format = report_format or format_of(options)
    warn_of_language(options)
    report = arranged(
        report,
        sort=named_columns(options.get("sort")),
        reverse=bool(options.get("reverse")),
        top=options.get("top"),
    )
    to_stdout = options["output"] in (None, "-")
    style = Style(
        lang=language(options["lang"]),
        digits=options["digits"],
        bounds=options["bounds"],
        width=width_of(sys.stdout) if to_stdout else None,
        colour=to_stdout and colour_wanted(sys.stdout, no_color=options["no_color"]),
        columns=tuple(known_columns(report, named_columns(options.get("columns")))),
        chart=bool(options.get("chart")),
        plain=to_stdout and report_format == "table" and is_plain(),
        excel=bool(options.get("excel")),
        clean=options["clean"],
    )
    with working("writing", len(report.rows), style.lang, quiet=options["quiet"]):
        made = render(report, report_format, style)
    write_texts([made], options, report_format)
