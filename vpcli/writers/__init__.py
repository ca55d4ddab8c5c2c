"""Writing: a report as text, by the writer of its format, to a stream or whole into a file."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from vpcli.core.report import Report
from vpcli.writers.display import Style
from vpcli.writers.file import write_file

__all__ = ["EXTENSIONS", "FORMATS", "Style", "render", "write_file"]

FORMATS = {
    "table": ("vpcli.writers.table", "write_table"),
    "csv": ("vpcli.writers.machine", "write_csv"),
    "tsv": ("vpcli.writers.machine", "write_tsv"),
    "json": ("vpcli.writers.machine", "write_json"),
    "jsonl": ("vpcli.writers.machine", "write_jsonl"),
    "md": ("vpcli.writers.markdown", "write_markdown"),
    "html": ("vpcli.writers.html", "write_html"),
}
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
}


def render(report: Report, format_name: str, style: Style) -> str:
    """Return a report as text in a format."""
    module, name = FORMATS[format_name]
    writer: Callable[[Report, Style], str] = getattr(import_module(module), name)
    return writer(report, style)
