"""Writing: a report as text, by the writer of its format, to a stream or whole into a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from vpcli.errors import InvocationError, Problem

if TYPE_CHECKING:  # a stream of plain rows needs neither
    from vpcli.core.reports.table import Report
    from vpcli.writers.display import Style

__all__ = ["EXTENSIONS", "FORMATS", "PAGE_FORMATS", "format_of_file", "render", "row_texts"]

FORMATS = {
    "table": ("vpcli.writers.table", "write_table"),
    "csv": ("vpcli.writers.machine", "write_csv"),
    "tsv": ("vpcli.writers.machine", "write_tsv"),
    "json": ("vpcli.writers.machine", "write_json"),
    "jsonl": ("vpcli.writers.machine", "write_jsonl"),
    "md": ("vpcli.writers.markdown", "write_markdown"),
    "html": ("vpcli.writers.html", "write_html"),
    "svg": ("vpcli.writers.chart_svg", "write_svg"),
    "xlsx": ("vpcli.writers.xlsx", "write_xlsx"),
    "docx": ("vpcli.writers.docx", "write_docx"),
    "sdmx-csv": ("vpcli.writers.sdmx_csv", "write_sdmx_csv"),
    "yaml": ("vpcli.writers.yaml_dataset", "write_yaml"),
    "text": ("vpcli.writers.prose.text", "write_text"),
}
_OF_TREES = {
    "table": ("vpcli.writers.tree", "write_tree"),
    "json": ("vpcli.writers.tree_json", "tree_as_json"),
    "jsonl": ("vpcli.writers.tree_json", "tree_as_jsonl"),
    "md": ("vpcli.writers.tree_markdown", "tree_as_markdown"),
}
"""Formats in which derivations are nested; in the others each number is a row."""
PAGE_FORMATS = ("table", "md", "html", "docx")
"""Formats that a page of several sections can be written in."""
_OF_FACTS = ("sdmx-csv", "yaml", "text")
EXTENSIONS = {
    ".txt": "table",
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".svg": "svg",
    ".xlsx": "xlsx",
    ".docx": "docx",
    ".yaml": "yaml",
    ".yml": "yaml",
}


def format_of_file(name: str) -> str:
    """Return the format that the extension of a file names; raise `unknown-format` for others."""
    suffix = os.path.splitext(name)[1].casefold()
    if suffix not in EXTENSIONS:
        fields = {"text": name, "known": ", ".join(FORMATS)}
        raise InvocationError(Problem("unknown-format", fields))
    return EXTENSIONS[suffix]


def render(report: Report, format_name: str, style: Style) -> str | bytes:
    """Return a report in a format, as text or, where the format is no text, as bytes.

    Raises `InvocationError`: `no-chart` where one is asked for and there is none, and
    `no-chart-for-svg`,
    `excel-is-csv` for a spreadsheet's CSV in another format,
    `facts-only` for a format of facts and a report of anything else, `fixed-columns` where
    columns are chosen in a format that has its own.
    """
    fields = {"format": format_name}
    if style.excel and format_name not in ("csv", "tsv"):
        raise InvocationError(Problem("excel-is-csv", fields))
    if report.picture is None and (style.chart or format_name == "svg") and not report.sections:
        raise InvocationError(Problem("no-chart-for-svg" if format_name == "svg" else "no-chart"))
    if report.sections:
        if format_name not in PAGE_FORMATS:
            raise InvocationError(
                Problem("pages-only", {**fields, "known": ", ".join(PAGE_FORMATS)})
            )
    elif format_name in _OF_FACTS:
        if not all(row.fact for row in report.rows):
            raise InvocationError(Problem("facts-only", fields))
        if style.columns:
            raise InvocationError(Problem("fixed-columns", fields))
    nested = _OF_TREES.get(format_name) if report.trees is not None else None
    module, name = nested or FORMATS[format_name]
    writer: Callable[[Report, Style], str | bytes] = getattr(import_module(module), name)
    return writer(report, style)


def row_texts(report: Report, format_name: str, style: Style) -> Iterator[str]:
    """Yield the header (of JSON Lines an empty text) and each row in CSV, TSV or JSON Lines."""
    from vpcli.writers.machine import delimited_lines, json_objects, machine_columns

    columns = machine_columns(report, style)
    if format_name == "jsonl":
        yield ""
        yield from (f"{text}\n" for text in json_objects(report.rows, columns, style))
        return
    delimiter = "\t" if format_name == "tsv" else ","
    yield from delimited_lines(report.rows, columns, style, delimiter)
