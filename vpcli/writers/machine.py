"""CSV, TSV, JSON and JSON Lines: stable columns, decimal point, no language but in `name`.

Each is made of one text for a row, so that rows can be written as they come.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from vpcli.core.facts.arithmetic import (
    EXACT,
    rounded,
    significant,
    significant_down,
    significant_up,
)
from vpcli.core.facts.codes import Basis
from vpcli.core.facts.model import Words
from vpcli.core.reports.cells import Cell, Number
from vpcli.core.reports.columns import Column, Type
from vpcli.core.reports.table import Report, Row
from vpcli.writers.display import Style, harmless

__all__ = [
    "cell_text",
    "delimited_lines",
    "json_array",
    "json_objects",
    "machine_columns",
    "number_value",
    "plain",
    "quoted",
    "write_csv",
    "write_json",
    "write_jsonl",
    "write_tsv",
]

_Plain = str | int | Decimal | None


def write_csv(report: Report, style: Style) -> str:
    """Return the report as CSV with a header."""
    delimiter = ";" if style.excel and style.lang == "vi" else ","
    return "".join(delimited_lines(report.rows, machine_columns(report, style), style, delimiter))


def write_tsv(report: Report, style: Style) -> str:
    """Return the report as CSV is, with tabs between the cells."""
    return "".join(delimited_lines(report.rows, machine_columns(report, style), style, "\t"))


def write_json(report: Report, style: Style) -> str:
    """Return the report as a JSON array with one object a row; numbers keep every digit."""
    return json_array(json_objects(report.rows, machine_columns(report, style), style))


def json_array(made: Iterable[str]) -> str:
    """Return JSON objects as an array, one a line."""
    objects = list(made)
    return "[\n  " + ",\n  ".join(objects) + "\n]\n" if objects else "[]\n"


def write_jsonl(report: Report, style: Style) -> str:
    """Return the report as JSON Lines: the objects of the JSON array, one a line."""
    objects = json_objects(report.rows, machine_columns(report, style), style)
    return "".join(f"{one}\n" for one in objects)


def delimited_lines(
    rows: Iterable[Row], columns: Sequence[Column], style: Style, delimiter: str
) -> Iterator[str]:
    """Make the header and then one text for each row.

    For Excel a byte order mark says that it is UTF-8, and numbers have the language's mark.
    """
    line_end, text = ("\r\n", _excel_text) if style.excel else ("\n", cell_text)
    made = csv.writer(_Line(), delimiter=delimiter, lineterminator=line_end).writerow
    yield ("\ufeff" if style.excel else "") + made([column.name for column in columns])
    named = [(column.name, column) for column in columns]
    for row in rows:
        cells = row.cells
        yield made(
            ["" if cells[name] is None else text(row, column, style) for name, column in named]
        )


class _Line:
    """What the csv module writes a row to: it hands the text of the row back."""

    @staticmethod
    def write(text: str) -> str:
        return text


def json_objects(rows: Iterable[Row], columns: Sequence[Column], style: Style) -> Iterator[str]:
    """Make one JSON object for each row, on one line."""
    keys = [f"{json.dumps(column.name)}: " for column in columns]
    for row in rows:
        values = (_json(plain(row, column, style)) for column in columns)
        members = (key + value for key, value in zip(keys, values, strict=True))
        yield "{" + ", ".join(members) + "}"


def machine_columns(report: Report, style: Style) -> Sequence[Column]:
    """Return the columns asked for, or all but those for a person only."""
    if not style.columns:
        return [column for column in report.columns if column.type not in (Type.DISPLAY, Type.BAR)]
    return [next(c for c in report.columns if c.name == name) for name in style.columns]


def plain(row: Row, column: Column, style: Style) -> _Plain:
    """Return a cell as a plain value; others than published numbers to 12 digits or `digits`."""
    value: Cell = row.cells[column.name]
    if value is None:
        return None
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, Words):
        return harmless(value.in_language(style.lang))
    if isinstance(value, Number):
        return number_value(value, style.digits)
    if isinstance(value, Decimal):
        return _bound(value, style.digits, lower=column.name.endswith("low"))
    return value


def number_value(number: Number, digits: int | None, end: str = "") -> Decimal | None:
    """Return a number, or its `low` or `high` end, as machine formats give it."""
    if end:
        bound = number.low if end == "low" else number.high
        return None if bound is None else _bound(bound, digits, lower=end == "low")
    if number.value is None:
        return None
    if number.basis is Basis.PUBLISHED:
        return number.value
    if digits is None:
        return EXACT.normalize(significant(number.value))
    return rounded(number.value, digits)


def _bound(value: Decimal, digits: int | None, *, lower: bool) -> Decimal:
    """A bound is rounded outward, so that the interval still contains the true value."""
    if digits is None:
        return EXACT.normalize(significant_down(value) if lower else significant_up(value))
    return rounded(value, digits, ROUND_FLOOR if lower else ROUND_CEILING)


def _decimal_text(value: Decimal) -> str:
    text = f"{value:f}"
    return text[1:] if text.startswith("-") and not value else text


def cell_text(row: Row, column: Column, style: Style) -> str:
    """Return a cell as text: numbers with a decimal point, nothing for a blank."""
    value = plain(row, column, style)
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return _decimal_text(value)
    return "" if value is None else str(value)


def _excel_text(row: Row, column: Column, style: Style) -> str:
    """A cell for a spreadsheet: numbers in the language's way, texts that stay texts."""
    value = plain(row, column, style)
    text = cell_text(row, column, style)
    if isinstance(value, Decimal):
        return text.replace(".", ",") if style.lang == "vi" else text
    return f"'{text}" if _RUN.match(text) and not _SIGNED.fullmatch(text) else text


_RUN = re.compile("[\t\r\n]|\\s*[=+@＝＋－＠-]")
"""What a spreadsheet would run as a formula."""
_SIGNED = re.compile(r"[+-][0-9][0-9.,]*(?:\s?%)?")


def quoted(value: str | int | None) -> str:
    """Return harmless text as JSON; a number, or None, as JSON has it."""
    return json.dumps(harmless(value) if isinstance(value, str) else value, ensure_ascii=False)


def _json(value: _Plain) -> str:
    if isinstance(value, Decimal):
        return _decimal_text(value)
    return json.dumps(None if value == "" else value, ensure_ascii=False)
