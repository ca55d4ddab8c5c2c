"""The formats that are read, found by content first and by extension second."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vpcli.core.model import Dataset
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.encoding import decode
from vpcli.readers.options import ReadOptions

__all__ = ["FORMATS", "SUFFIXES", "read"]

FORMATS = (
    "yaml",
    "csv",
    "tsv",
    "wide",
    "world-bank",
    "json",
    "jsonl",
    "json-stat",
    "sdmx-csv",
    "xlsx",
    "prose",
)
SUFFIXES = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".txt": "prose",
    ".md": "prose",
    ".html": "prose",
    ".htm": "prose",
    ".docx": "prose",
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""The latter holds nothing."""
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAMPLE = 1 << 16
_SDMX = r'"?(?:DATAFLOW|STRUCTURE)\b[^\n]*\bOBS_VALUE\b'
_YAML = r"(?m)^(?:indicators|sources):"
_YAML_KEYS = r'"indicators"\s*:'
_JSON_STAT = r'"class"\s*:\s*"dataset"'


def read(raw: bytes, file: str, suffix: str, options: ReadOptions) -> Dataset:
    """Read one input by the reader of its format.

    Raises `DataError` with every problem found.
    """
    if raw.startswith(_OLD_EXCEL):
        raise DataError(Problem("old-excel", {}, Place(file)))
    if raw.startswith(_ZIP) and options.input_format in (None, "prose") and _is_word(raw):
        _tell(options, file, "format", format="prose")
        return _read_text("prose", _prose_of(raw, file, options), file, options)
    if raw.startswith(_ZIP) or options.input_format == "xlsx":
        from vpcli.readers.xlsx import read_xlsx

        _tell(options, file, "format", format="xlsx")
        return read_xlsx(raw, file, options)
    text, encoding = decode(raw, file, options.encoding)
    if not text.strip():
        raise DataError(Problem("empty-file", {}, Place(file)))
    text = _without_first_lines(text, options.skip_lines)
    if not text.strip():
        raise DataError(Problem("all-skipped", {"count": options.skip_lines}, Place(file)))
    name = options.input_format or _format_of(text, suffix.casefold())
    _tell(options, file, "format", format=name)
    _tell(options, file, "encoding", encoding=encoding)
    if name == "prose":
        text = _prose_of(raw, file, options)
    return _read_text(name, text, file, options)


def _read_text(name: str, text: str, file: str, options: ReadOptions) -> Dataset:
    """Call the reader of a format of text; only that one is imported."""
    if name == "yaml":
        from vpcli.readers.yaml_dataset import read_yaml

        return read_yaml(text, file, options)
    if name == "prose":
        from vpcli.readers.prose.dataset import read_prose

        return read_prose(text, file, options)
    if name in ("json", "jsonl"):
        from vpcli.readers.json_records import read_json

        return read_json(text, file, options)
    if name == "json-stat":
        from vpcli.readers.json_stat import read_json_stat

        return read_json_stat(text, file, options)
    if name == "sdmx-csv":
        from vpcli.readers.sdmx_csv import read_sdmx_csv

        return read_sdmx_csv(text, file, options)
    from vpcli.readers.delimited import read_csv

    return read_csv(text, file, options, name)


def _format_of(text: str, suffix: str) -> str:
    """What the text begins with decides; where it could be several, the extension does."""
    start = text[:_SAMPLE].lstrip()
    by_suffix = SUFFIXES.get(suffix, "")
    if by_suffix == "yaml":
        return by_suffix
    if start.startswith(("{", "[")):
        return _json_format(start)
    if re.match(_SDMX, start):
        return "sdmx-csv"
    if by_suffix not in ("csv", "tsv") and re.search(_YAML, text[:_SAMPLE]):
        return "yaml"
    if by_suffix in ("", "prose"):
        from vpcli.readers.prose.finding import is_prose

        if is_prose(start):
            return "prose"
    return "tsv" if by_suffix == "tsv" else "csv"


def _json_format(start: str) -> str:
    if re.search(_JSON_STAT, start):
        return "json-stat"
    if re.search(_YAML_KEYS, start):
        return "yaml"  # a data set written as JSON is YAML as well
    lines: Sequence[str] = start.split("\n", 2)[:2]
    return "jsonl" if len(lines) == 2 and all(line.startswith("{") for line in lines) else "json"


def _without_first_lines(text: str, count: int) -> str:
    """Empty the first lines, so that those that follow keep their numbers."""
    end = 0
    for skipped in range(count):
        end = text.find("\n", end) + 1
        if not end:
            return "\n" * skipped
    return "\n" * count + text[end:]


def _is_word(raw: bytes) -> bool:
    from vpcli.readers.prose.word import is_word

    return is_word(raw)


def _prose_of(raw: bytes, file: str, options: ReadOptions) -> str:
    from vpcli.readers.prose.opening import prose_of

    text = prose_of(raw, file, options.encoding)
    return _without_first_lines(text, options.skip_lines)


def _tell(options: ReadOptions, file: str, code: str, **fields: object) -> None:
    options.found.append(Problem(code, fields, Place(file)))
