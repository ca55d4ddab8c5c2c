"""The long way of a large table: what its rows are read, computed and written with."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from vpcli.answers import known_columns
from vpcli.beginnings import is_eurostat, is_sdmx_csv
from vpcli.cli.language import language
from vpcli.cli.parameters import Options, named_columns
from vpcli.cli.run import read_options
from vpcli.cli.streams import report_problems
from vpcli.core.facts.model import Dataset
from vpcli.core.reports.table import Report
from vpcli.core.select import Passing, years_of
from vpcli.errors import DataError, Place, Problem
from vpcli.questions import Compute
from vpcli.readers.columns import Layout, read_header
from vpcli.readers.delimited import read_rows, sniff_delimiter
from vpcli.readers.eurostat_tsv import Header
from vpcli.readers.fields import MEASURE_COLUMNS
from vpcli.readers.record import RecordReader
from vpcli.readers.registry import read
from vpcli.readers.table import find_header, warn_of_unused
from vpcli.stream.again import Settling
from vpcli.stream.blocks import Form, Shape
from vpcli.stream.engine import JSON, PUBLISHED, is_json
from vpcli.stream.eurostat_rows import EurostatRows
from vpcli.stream.narrow import wide
from vpcli.stream.observations import Observations
from vpcli.stream.solved import Solved
from vpcli.stream.wide_rows import WideRows
from vpcli.writers.display import Style

__all__ = [
    "Tabled",
    "form_of",
    "solver",
    "tell_how_it_is_read",
    "unused_columns",
    "warner",
]

_TIED = frozenset({"part_of", "some_part_of", "of"})
"""Columns that tie one series to others, so that it cannot be computed alone."""
_FIGURES = frozenset({*MEASURE_COLUMNS, "printed"}) - {"verdict"}
_SAMPLE = 1 << 16
_LEVELS = frozenset({"actual", "plan"})


class Tabled(NamedTuple):
    """How the rows of a table are made, and whether most of them may be plain."""

    form: Form
    is_plain: bool = False
    settles: Settling | None = None
    """The form, where the whole file is to be looked through; its figures have one notation."""


def form_of(text: str, label: str, options: Options) -> Tabled | None:
    """Return how the rows of a text are made, if its series can be computed one by one.

    Columns that are not known may tell rows of one year apart: see `Shape.unused`.
    """
    if is_json(text, options["input_format"]):
        made = _form_of_records(text, label)
        return Tabled(made) if made else None
    if options["input_format"] in JSON:
        return None
    sample = _sample(text)
    settling = _settling(sample, label, options)
    if settling:
        return Tabled(settling, is_plain=True, settles=settling)
    if options["input_format"] in PUBLISHED:
        return None
    try:
        delimiter = options["delimiter"] or sniff_delimiter(sample)
        before, header = find_header(read_rows(sample, label, delimiter))
    except DataError:
        return None
    if header is not None and header.layout is Layout.WORLD_BANK and WideRows.takes(header):
        reader = RecordReader(label, read_options(options))
        return Tabled(WideRows(label, delimiter, header, before[:-1], reader), is_plain=True)
    if header is None or header.layout not in (Layout.TIDY, Layout.LONG) or len(before) > 1:
        return None
    columns = dict(header.columns)
    if _TIED & columns.keys() or "\n" in "".join(before[0][1]):
        return None
    measures = [name for name in columns if name in _FIGURES]
    is_plain = header.layout is Layout.TIDY and {*measures} <= _LEVELS
    is_plain = is_plain and {"indicator", "actual"} <= columns.keys()
    if "area" not in columns and "area_name" in columns:
        columns["area"], is_plain = columns["area_name"], False
    noted = [columns["note"]] if "note" in columns else []  # which changes no result
    loose = frozenset((*noted, *header.unused_at))
    width, unused = header.width, header.unused
    shape = Shape(label, delimiter, columns, width, before[0], measures, loose, unused)
    return Tabled(shape, is_plain and not header.repeated)


def _sample(text: str) -> str:
    """The first lines of a narrow text, which may end within a letter."""
    text = text[: text.rfind("\n") + 1] or text
    return wide(text[: text.find("\n", _SAMPLE) + 1] or text)


def _settling(sample: str, label: str, options: Options) -> Settling | None:
    """The form of what statistics offices publish, by what a text begins with."""
    said = options["input_format"]
    reader = RecordReader(label, read_options(options))
    if said in (None, "sdmx-csv") and is_sdmx_csv(sample):
        return Observations.of(sample, label, options["delimiter"], reader)
    if said in (None, "eurostat-tsv") and is_eurostat(sample):
        return EurostatRows(label, Header(sample[: sample.find("\n")], label), reader)
    return None


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


def tell_how_it_is_read(text: str, label: str, options: Options) -> None:
    """Say of the first rows how they are read, as of those of a whole table."""
    how, lang = read_options(options), language(options["lang"])
    with suppress(DataError):
        read(_sample(text).encode(how.encoding or "utf-8"), label, Path(label).suffix, how)
    report_problems(how.found, lang, "found")


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
    return Solved(form, read_options(options), computed, format_name, style, warner(options))


def unused_columns(form: Shape | WideRows, options: Options) -> list[Problem]:
    """Return the warning of columns that are not known."""
    reader = RecordReader(form.file, read_options(options))
    if form.unused:
        warn_of_unused(form.unused, Place(form.file, form.first_line - 1), reader)
    return reader.build.warnings


def warner(options: Options) -> Callable[[list[Problem]], None]:
    """Return what says warnings, unless there is to be none."""
    lang = language(options["lang"])

    def warn(problems: list[Problem]) -> None:
        if not options["quiet"]:
            report_problems(problems, lang, "warning")

    return warn
