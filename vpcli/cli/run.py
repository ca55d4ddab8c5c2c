"""From the options of a command to its result: read, select, compute, order, write."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING

from click.exceptions import Exit

from vpcli.cli.language import language, wrong_usage
from vpcli.cli.names import matches, suggested
from vpcli.cli.options import (
    Options,
    colour_wanted,
    is_plain,
    report_problems,
    width_of,
)
from vpcli.cli.output import format_of, warn_of_language, write_texts
from vpcli.cli.progress import reading
from vpcli.cli.streams import tell
from vpcli.cli.years import empty, is_beside, years_of
from vpcli.core.model import Dataset, Measure, Series, Source, Words
from vpcli.core.number import NumberFormat
from vpcli.core.report import Cell, Number, Report, Row
from vpcli.errors import DataError, InvocationError, Problem, nearest
from vpcli.readers import DEFAULT, ReadOptions, load
from vpcli.readers.fields import NO_FIGURE
from vpcli.writers import render
from vpcli.writers.display import Style

if TYPE_CHECKING:
    from vpcli.readers.tables.naming import Naming

__all__ = [
    "Compute",
    "columns_of",
    "is_named",
    "load_data",
    "measure_named",
    "names_of",
    "narrowed",
    "planning",
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
    return narrowed(dataset, options)


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


def planning(dataset: Dataset, names: Sequence[str]) -> Dataset:
    """Return the data set if it has the scenarios named; else the nearest ones are offered."""
    known = list(dataset.scenarios)
    problems = []
    for name in names:
        if name not in known:
            near = nearest(name, known)
            fields = {"text": name, "known": ", ".join(known) or "–", "hint": near}
            problems.append(Problem("no-such-scenario", fields))
    if problems:
        raise InvocationError(problems)
    return dataset


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
    named: tuple[Naming, ...] = ()
    if options.get("named_columns"):
        from vpcli.readers.tables.naming import parse_naming

        named = tuple(map(parse_naming, options["named_columns"]))
    return ReadOptions(
        numbers,
        options["delimiter"],
        options["encoding"],
        frozenset(nulls),
        options["precision"],
        options["input_format"],
        options["sheet"],
        options["skip_lines"],
        named,
        stored=bool(options.get("stored")),
    )


def narrowed(dataset: Dataset, options: Options) -> Dataset:
    """Keep the sources, indicators and areas asked for; what a breakdown ties to them is hidden."""
    dataset = _of_sources(dataset, options["source"], options["as_of"])
    series = _selected(
        dataset.series, options["indicator"], "unknown-indicator", lambda one: one.indicator
    )
    series = _selected(series, options["area"], "unknown-area", lambda one: one.area)
    chosen = {id(one) for one in series}
    hidden = [
        one
        for group in (dataset.groups() if dataset.parts else ())
        if any(id(one) in chosen for one in group.series)
        for one in group.series
        if id(one) not in chosen
    ]
    hidden += _references(dataset, options, chosen.union(id(one) for one in hidden))
    if options.get("computed"):
        from vpcli.core.views import levels_only

        series = [reduced for one in series if (reduced := levels_only(one)).facts]
        hidden = [reduced for one in hidden if (reduced := levels_only(one)).facts]
    used = {fact.source for one in (*series, *hidden) for fact in one.facts}
    sources = {id_: source for id_, source in dataset.sources.items() if id_ in used}
    return dataset._replace(series=tuple(series), hidden=tuple(hidden), sources=sources)


def _references(dataset: Dataset, options: Options, there: set[int]) -> list[Series]:
    """The series that growth is measured against; they need not be asked for."""
    if options.get("reference") is None:
        return []
    name, areas = options["reference"]
    found = [series for series in dataset.series if is_named(series, name, areas=areas)]
    if not found:
        named = [names_of(one.indicator) for one in dataset.series]
        named += [names_of(one.area) for one in dataset.series] if areas else []
        code = "unknown-reference" if areas else "unknown-indicator"
        raise InvocationError(_unknown(code, name, named))
    return [series for series in found if id(series) not in there]


def _of_sources(dataset: Dataset, globs: tuple[str, ...], as_of: str | None) -> Dataset:
    """Keep the facts of the sources asked for, and of those up to a date."""
    if not globs and as_of is None:
        return dataset
    known = list(dict.fromkeys(fact.source for one in dataset.series for fact in one.facts))
    problems = []
    for glob in globs:
        if not any(matches(glob, [id_]) for id_ in known):
            near = nearest(glob, known)
            fields = {"text": glob, "known": ", ".join(known[:20]), "hint": near}
            problems.append(Problem("no-such-source", fields))
    if problems:
        raise InvocationError(problems)
    kept = {
        id_
        for id_ in known
        if (not globs or any(matches(glob, [id_]) for glob in globs))
        and (as_of is None or _is_up_to(dataset.sources.get(id_), as_of))
    }
    if not kept:
        dates = sorted({source.date for source in dataset.sources.values() if source.date})
        raise InvocationError(Problem("nothing-as-of", {"date": as_of, "known": ", ".join(dates)}))
    series = [
        one._replace(facts=facts)
        for one in dataset.series
        if (facts := tuple(fact for fact in one.facts if fact.source in kept))
    ]
    return dataset._replace(series=tuple(series))


def _is_up_to(source: Source | None, as_of: str) -> bool:
    """Whether a source was there on a date; one without a date cannot be told to be later."""
    return source is None or not source.date or source.date[: len(as_of)] <= as_of


def _selected(
    series: Iterable[Series], globs: tuple[str, ...], code: str, named: Callable[[Series], object]
) -> list[Series]:
    """Keep the series whose id or name matches one of the globs; none matching is an error."""
    series = list(series)
    if not globs:
        return series
    names = {id(one): names_of(named(one)) for one in series}
    problems = []
    for glob in globs:
        if not any(matches(glob, names[id(one)]) for one in series):
            problems.append(_unknown(code, glob, [names[id(one)] for one in series]))
    if problems:
        raise InvocationError(problems)
    return [one for one in series if any(matches(glob, names[id(one)]) for glob in globs)]


def _unknown(code: str, glob: str, named: Sequence[Sequence[str]]) -> Problem:
    """What is said of a glob that names nothing: what there is, and what is like it."""
    known = list(dict.fromkeys(names[0] for names in named if names[0]))
    hint = suggested(glob, named)
    return Problem(code, {"text": glob, "known": ", ".join(known[:20]), "hint": hint})


def names_of(named: object) -> list[str]:
    """Return the id and the names of an indicator or an area."""
    words = getattr(named, "name", Words())
    return [getattr(named, "id", ""), words.en, words.vi]


def is_named(series: Series, glob: str, *, areas: bool) -> bool:
    """Tell whether a glob names the indicator of a series, or its area where that counts."""
    named = [names_of(series.indicator)] + ([names_of(series.area)] if areas else [])
    return any(matches(glob, names) for names in named)


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
