"""Writing: a report as text, by the writer of its format, to a stream or whole into a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from vpcli.core.report import Report
from vpcli.errors import DataError, Place, Problem
from vpcli.writers.display import Style

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


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all: beside it first, then in its place.

    Raises `DataError` (`cannot-write`); the old file then stands as it was.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_text(text, encoding="utf-8", newline="")  # a device or a FIFO
            return
        target = path.resolve()
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with open(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(name, mode)
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        fields = {"detail": error.strerror or str(error)}
        raise DataError(Problem("cannot-write", fields, Place(str(path)))) from None


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
