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

__all__ = ["EXTENSIONS", "FORMATS", "format_of_file", "render", "row_texts"]

FORMATS = {
    "table": ("vpcli.writers.table", "write_table"),
    "csv": ("vpcli.writers.machine", "write_csv"),
    "tsv": ("vpcli.writers.machine", "write_tsv"),
    "json": ("vpcli.writers.machine", "write_json"),
    "jsonl": ("vpcli.writers.machine", "write_jsonl"),
    "md": ("vpcli.writers.markdown", "write_markdown"),
    "html": ("vpcli.writers.html", "write_html"),
    "xlsx": ("vpcli.writers.xlsx", "write_xlsx"),
    "docx": ("vpcli.writers.docx", "write_docx"),
    "sdmx-csv": ("vpcli.writers.sdmx_csv", "write_sdmx_csv"),
    "yaml": ("vpcli.writers.yaml_dataset", "write_yaml"),
}
_OF_TREES = {
    "table": ("vpcli.writers.tree", "tree_as_text"),
    "json": ("vpcli.writers.tree_json", "tree_as_json"),
    "jsonl": ("vpcli.writers.tree_json", "tree_as_jsonl"),
    "md": ("vpcli.writers.tree_markdown", "tree_as_markdown"),
}
"""Formats in which derivations are nested; in the others each number is a row."""
_OF_FACTS = ("sdmx-csv", "yaml")
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

    Raises `InvocationError`: `no-chart` where one is asked for and there is none,
    `excel-is-csv` for a spreadsheet's CSV in another format,
    `facts-only` for a format of facts and a report of anything else, `fixed-columns` where
    columns are chosen in a format that has its own.
    """
    fields = {"format": format_name}
    if style.chart and report.picture is None:
        raise InvocationError(Problem("no-chart"))
    if style.excel and format_name not in ("csv", "tsv"):
        raise InvocationError(Problem("excel-is-csv", fields))
    if format_name in _OF_FACTS:
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
