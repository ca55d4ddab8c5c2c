"""The long way of a large table: what its rows are read, computed and written with."""

from __future__ import annotations

from collections.abc import Callable

from vpcli.answers import known_columns
from vpcli.cli.language import language
from vpcli.cli.parameters import Options
from vpcli.cli.run import named_columns, read_options
from vpcli.cli.streams import report_problems
from vpcli.core.facts.model import Dataset
from vpcli.core.reports.table import Report
from vpcli.core.select import Passing, years_of
from vpcli.errors import DataError, Problem
from vpcli.questions import Compute
from vpcli.readers.columns import Layout, read_header
from vpcli.readers.delimited import read_rows, sniff_delimiter
from vpcli.readers.fields import MEASURE_COLUMNS
from vpcli.readers.table import find_header
from vpcli.stream.blocks import Form, Shape
from vpcli.stream.engine import JSON, is_json
from vpcli.stream.narrow import wide
from vpcli.stream.solved import Solved
from vpcli.writers.display import Style

__all__ = ["form_of", "solver"]

_TIED = frozenset({"part_of", "some_part_of", "of"})
"""Columns that tie one series to others, so that it cannot be computed alone."""
_FIGURES = frozenset({*MEASURE_COLUMNS, "printed"}) - {"verdict"}
_SAMPLE = 1 << 16


def form_of(text: str, label: str, options: Options) -> Form | None:
    """Return how the rows of a text are made, if its series can be computed one by one."""
    if is_json(text, options["input_format"]):
        return _form_of_records(text, label)
    if options["input_format"] in JSON:
        return None
    text = text[: text.rfind("\n") + 1] or text  # which may end within a letter
    sample = wide(text[: text.find("\n", _SAMPLE) + 1] or text)
    try:
        delimiter = options["delimiter"] or sniff_delimiter(sample)
        before, header = find_header(read_rows(sample, label, delimiter))
    except DataError:
        return None
    if header is None or header.layout not in (Layout.TIDY, Layout.LONG) or len(before) > 1:
        return None
    if header.unused_at:  # which of them tell rows apart is known once all rows are read
        return None
    columns = dict(header.columns)
    if _TIED & columns.keys() or "\n" in "".join(before[0][1]):
        return None
    if "area" not in columns and "area_name" in columns:
        columns["area"] = columns["area_name"]
    measures = [name for name in header.columns if name in _FIGURES]
    return Shape(label, delimiter, columns, header.width, before[0], measures)


def _form_of_records(text: str, label: str) -> Form | None:
    from vpcli.stream.records import Records, first_record

    first = first_record(wide(text[: text.find("\n") + 1]), label)
    names = [*(first or {})]
    header = read_header(names, 1)
    if header.layout not in (Layout.TIDY, Layout.LONG) or header.repeated or header.unused_at:
        return None
    columns = {column: names[at] for column, at in header.columns.items()}
    if _TIED & columns.keys():
        return None
    if "area" not in columns and "area_name" in columns:
        columns["area"] = columns["area_name"]
    return Records(label, columns, [columns[name] for name in columns if name in _FIGURES])


def solver(
    form: Form,
    options: Options,
    format_name: str,
    passing: Passing,
    compute: Compute,
    years_read: set[int],
) -> Solved:
    """Return what makes rows of the report from rows of cells, and notes the years of figures."""

    def computed(dataset: Dataset) -> Report:
        narrowed = passing.narrowed(dataset)
        years_read.update(years_of(narrowed))
        report = compute(narrowed, options["first"], options["last"])
        known_columns(report, columns)
        return report

    columns = named_columns(options["columns"])
    style = Style(language(options["lang"]), options["digits"], columns=columns)
    return Solved(form, read_options(options), computed, format_name, style, _warn(options))


def _warn(options: Options) -> Callable[[list[Problem]], None]:
    lang = language(options["lang"])

    def warn(problems: list[Problem]) -> None:
        if not options["quiet"]:
            report_problems(problems, lang, "warning")

    return warn
