"""The formats that are read, found by content first and by extension second."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from vpcli.beginnings import is_eurostat, is_sdmx_csv
from vpcli.core.facts.model import Dataset
from vpcli.errors import DataError, Place, Problem, said_by_system
from vpcli.limits import check_size
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
    "xls",
    "docx",
    "html",
    "px",
    "cube-json",
    "eurostat-tsv",
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
    ".xls": "xls",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".px": "px",
    ".txt": "prose",
    ".md": "prose",
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""The latter holds nothing."""
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAMPLE = 1 << 16
_PX = r"(?:CHARSET|AXIS-VERSION|CODEPAGE|MATRIX|SUBJECT-AREA|LANGUAGE|CREATION-DATE)\s*="
_HTML = r"(?i)<(?:!doctype html|html|head|body|table|meta|!--)"
_CUBE_JSON = r"\[\s*\{[^{}\[\]]*\"page\"|\{\s*\"columns\""
_CUBES = ("px", "eurostat-tsv", "html", "cube-json")
_YAML = r"(?m)^(?:indicators|sources):"
_YAML_KEYS = r'"indicators"\s*:'
_JSON_STAT = r'"class"\s*:\s*"dataset"'


def read(raw: bytes, file: str, suffix: str, options: ReadOptions) -> Dataset:
    """Read one input by the reader of its format.

    Raises `DataError` with every problem found.
    """
    office = _office_format(raw, options)
    if office == "docx":
        if carried := _carried(raw, file, options):
            _tell(options, file, "format", format="docx")
            _tell(options, file, "carried")
            return _read_text("csv", carried, file, options)
        return _read_page(
            office, raw, file, options, lambda: _read_office(office, raw, file, options)
        )
    if office:
        _tell(options, file, "format", format=office)
        return _read_office(office, raw, file, options)
    if raw.startswith(_ZIP):
        _tell(options, file, "format", format="prose")
        return _read_text("prose", _prose_of(raw, file, options), file, options)
    text, encoding = decode(raw, file, options.encoding or _told_encoding(raw))
    if not text.strip():
        raise DataError(Problem("empty-file", {}, Place(file)))
    text = _without_first_lines(text, options.skip_lines)
    if not text.strip():
        raise DataError(Problem("all-skipped", {"count": options.skip_lines}, Place(file)))
    name = options.input_format or _format_of(text, suffix.casefold())
    if name == "html":
        _tell(options, file, "encoding", encoding=encoding)
        return _read_page(name, raw, file, options, lambda: _read_text(name, text, file, options))
    _tell(options, file, "format", format=name)
    _tell(options, file, "encoding", encoding=encoding)
    if name == "prose":
        text = _prose_of(raw, file, options)
    return _read_text(name, text, file, options)


def read_file(name: str, options: ReadOptions) -> Dataset:
    """Read a file that a data set names; raise `DataError` for one that cannot be read."""
    path = Path(name)
    try:
        check_size(path.stat().st_size, name)
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        fields: dict[str, object] = {"detail": said_by_system(error)}
        raise DataError(Problem("cannot-read", fields, Place(name))) from None
    if path.suffix in (".yaml", ".yml"):
        raise DataError(Problem("no-table", {}, Place(name)))  # a circle of files ends nowhere
    return read(raw, name, path.suffix, options)


def _read_page(
    name: str, raw: bytes, file: str, options: ReadOptions, read_tables: Callable[[], Dataset]
) -> Dataset:
    """Read the tables of a document or a web page; its text, where no table of it is read."""
    from vpcli.readers.prose.finding import is_prose

    if options.input_format == name:
        _tell(options, file, "format", format=name)
        return read_tables()
    try:
        prose = _prose_of(raw, file, options)
    except DataError:  # there is nothing but tables
        prose = ""
    has_text = is_prose(prose)
    try:
        dataset = read_tables()
    except DataError as error:
        if not has_text:
            raise
        _tell(options, file, "format", format="prose")
        dataset = _read_text("prose", prose, file, options)
        if _has_tables(error, raw):
            return _without(dataset, "tables-of-text", file, name)
        return dataset
    _tell(options, file, "format", format=name)
    return _without(dataset, "text-not-read", file, "prose") if has_text else dataset


def _carried(raw: bytes, file: str, options: ReadOptions) -> str:
    """The facts that a document of ours carries as CSV, where no table of it is asked for."""
    if options.sheet is not None:
        return ""
    from vpcli.readers.unpacking import DAMAGED
    from vpcli.readers.word import carried_facts

    try:
        return carried_facts(raw, file)
    except DAMAGED:
        return ""  # which the reader of the document says


def _without(dataset: Dataset, code: str, file: str, other: str) -> Dataset:
    """The data set with a warning of what is left, and the format by which it is read."""
    left = Problem(code, {"format": other}, Place(file))
    return dataset._replace(warnings=(*dataset.warnings, left))


def _has_tables(error: DataError, raw: bytes) -> bool:
    """Whether there are tables, of which none could be read."""
    codes = {problem.code for problem in error.problems}
    if codes == {"no-xlsx-package"}:
        from vpcli.readers.word import has_tables

        return has_tables(raw)
    return codes != {"no-table"}


def _office_format(raw: bytes, options: ReadOptions) -> str:
    """The format of an office file, by its first bytes; "" for text."""
    if raw.startswith(_OLD_EXCEL):
        return "xls"
    if raw.startswith(_ZIP) and options.input_format != "prose":
        from vpcli.readers.word import is_word

        return "docx" if is_word(raw) else "xlsx"
    return options.input_format if options.input_format in ("xlsx", "xls", "docx") else ""


def _read_office(name: str, raw: bytes, file: str, options: ReadOptions) -> Dataset:
    """Call the reader of a format of office programs."""
    if name == "xls":
        from vpcli.readers.xls import read_xls

        return read_xls(raw, file, options)
    if name == "docx":
        from vpcli.readers.word import read_word

        return read_word(raw, file, options)
    from vpcli.readers.xlsx import read_xlsx

    return read_xlsx(raw, file, options)


def _told_encoding(raw: bytes) -> str | None:
    """The encoding that a PC-Axis file names."""
    if b"CODEPAGE" not in raw[:_SAMPLE]:
        return None
    from vpcli.readers.px import codepage_of

    return codepage_of(raw)


def _read_text(name: str, text: str, file: str, options: ReadOptions) -> Dataset:
    """Call the reader of a format of text; only that one is imported."""
    if name == "yaml":
        from vpcli.readers.yaml_dataset import read_yaml

        return read_yaml(text, file, options, read_file)
    if name == "prose":
        from vpcli.readers.prose.dataset import read_prose

        return read_prose(text, file, options)
    if name in ("json", "jsonl"):
        from vpcli.readers.json_records import read_json

        return read_json(text, file, options)
    if name == "json-stat":
        from vpcli.readers.json_stat import read_json_stat

        return read_json_stat(text, file, options)
    if name in _CUBES:
        return _read_cube(name, text, file, options)
    if name == "sdmx-csv":
        from vpcli.readers.sdmx_csv import read_sdmx_csv

        return read_sdmx_csv(text, file, options)
    from vpcli.readers.delimited import read_csv

    return read_csv(text, file, options, name)


def _read_cube(name: str, text: str, file: str, options: ReadOptions) -> Dataset:
    """Call the reader of a format that statistics offices publish."""
    if name == "px":
        from vpcli.readers.px import read_px

        return read_px(text, file, options)
    if name == "eurostat-tsv":
        from vpcli.readers.eurostat_tsv import read_eurostat

        return read_eurostat(text, file, options)
    if name == "html":
        from vpcli.readers.html import read_html

        return read_html(text, file, options)
    from vpcli.readers.cubes_json import read_cube_json

    return read_cube_json(text, file, options)


def _format_of(text: str, suffix: str) -> str:
    """What the text begins with decides; where it could be several, the extension does."""
    start = text[:_SAMPLE].lstrip()
    by_suffix = SUFFIXES.get(suffix, "")
    if by_suffix == "yaml":
        return by_suffix
    if start.startswith(("{", "[")):
        return _json_format(start)
    if re.match(_PX, start):
        return "px"
    if is_eurostat(start):
        return "eurostat-tsv"
    if start.startswith("<") and (by_suffix == "html" or re.match(_HTML, start)):
        return "html"
    if is_sdmx_csv(start):
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
    if '"dimension"' in start or re.match(_CUBE_JSON, start):
        from vpcli.readers.cubes_json import PX_WEB, VERSION_1, WORLD_BANK_API

        if any(form.match(start) for form in (PX_WEB, WORLD_BANK_API, VERSION_1)):
            return "cube-json"
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


def _prose_of(raw: bytes, file: str, options: ReadOptions) -> str:
    from vpcli.readers.prose.opening import prose_of

    text = prose_of(raw, file, options.encoding)
    return _without_first_lines(text, options.skip_lines)


def _tell(options: ReadOptions, file: str, code: str, **fields: object) -> None:
    options.found.append(Problem(code, fields, Place(file)))
