"""CSV and JSON: stable columns, decimal point, no grouping, no language but in `name`."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from io import StringIO

from vpcli.core.arithmetic import EXACT, rounded, significant, significant_down, significant_up
from vpcli.core.model import Words
from vpcli.core.report import Cell, Column, Number, Report, Row, Type
from vpcli.core.solve import Basis
from vpcli.writers.display import Style

__all__ = ["number_value", "write_csv", "write_json"]

_Plain = str | int | Decimal | None


def write_csv(report: Report, style: Style) -> str:
    """Return the report as CSV with a header."""
    columns = _columns(report, style)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for row in report.rows:
        writer.writerow([_text(_plain(row, column, style)) for column in columns])
    return out.getvalue()


def write_json(report: Report, style: Style) -> str:
    """Return the report as a JSON array with one object a row; numbers keep every digit."""
    if report.trees is not None:
        from vpcli.writers.tree import tree_as_json

        return tree_as_json(report, style)
    columns = _columns(report, style)
    rows = []
    for row in report.rows:
        members = (
            f"{json.dumps(column.name)}: {_json(_plain(row, column, style))}" for column in columns
        )
        rows.append("  {" + ", ".join(members) + "}")
    return "[\n" + ",\n".join(rows) + "\n]\n" if rows else "[]\n"


def _columns(report: Report, style: Style) -> Sequence[Column]:
    if not style.columns:
        return [column for column in report.columns if column.type not in (Type.DISPLAY, Type.BAR)]
    return [next(c for c in report.columns if c.name == name) for name in style.columns]


def _plain(row: Row, column: Column, style: Style) -> _Plain:
    """A cell as a plain value; published numbers as printed, others to 12 digits or `digits`."""
    value: Cell = row.cells[column.name]
    if isinstance(value, Words):
        return value.in_language(style.lang)
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
        return _printed(number.value, digits)
    if digits is None:
        return EXACT.normalize(significant(number.value))
    return rounded(number.value, digits)


def _printed(value: Decimal, digits: int | None) -> Decimal:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return value if digits is None or -exponent <= digits else rounded(value, digits)


def _bound(value: Decimal, digits: int | None, *, lower: bool) -> Decimal:
    """A bound is rounded outward, so that the interval still contains the true value."""
    if digits is None:
        return EXACT.normalize(significant_down(value) if lower else significant_up(value))
    return rounded(value, digits, ROUND_FLOOR if lower else ROUND_CEILING)


def _decimal_text(value: Decimal) -> str:
    text = f"{value:f}"
    return text[1:] if text.startswith("-") and not value else text


def _text(value: _Plain) -> str:
    if isinstance(value, Decimal):
        return _decimal_text(value)
    return "" if value is None else str(value)


def _json(value: _Plain) -> str:
    if isinstance(value, Decimal):
        return _decimal_text(value)
    return json.dumps(None if value == "" else value, ensure_ascii=False)
