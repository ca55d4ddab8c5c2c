"""How wide the columns of a table for office programs must be, and are best."""

from __future__ import annotations

from collections.abc import Sequence

from vpcli.writers.office import OfficeCell, OfficeColumn, OfficeTable
from vpcli.writers.typeset import longest_word, text_width

__all__ = ["INDENT", "needs"]

INDENT = 9.0
"""Points that a name is moved in by, a step."""
_WIDEST_NAME, _WIDEST_TEXT, _LEAST_NAME = 22, 16, 10
"""Widths of texts that are wrapped, in sizes of their letters."""


def needs(
    table: OfficeTable, size: float, *, padding: float, short: float = 0.0
) -> tuple[list[float], list[float]]:
    """Return the least width of each column in points, and the one that it is best in.

    Numbers stay whole, words are wrapped between them, headings take a few lines; texts up to
    the width `short` stay whole as well. `padding` is what stands beside them.
    """
    columns = [*zip(*table.rows, strict=True)]
    both = [_need(*one, size, short) for one in zip(table.columns, columns, strict=True)]
    return [least + padding for least, _ in both], [wanted + padding for _, wanted in both]


def _need(
    column: OfficeColumn, cells: Sequence[OfficeCell], size: float, short: float
) -> tuple[float, float]:
    lines = [
        (line, cell.depth * INDENT)
        for cell in cells
        if cell.tail is None
        for line in cell.text.split("\n")
    ]
    unbroken = max((longest_word(line, size) + depth for line, depth in lines), default=0)
    longest = max((text_width(line, size) + depth for line, depth in lines), default=0)
    ranges = max((text_width(cell.below, size - 2) for cell in cells), default=0)
    heading = longest_word(f"{column.heading} {column.group}", size, bold=True)
    half = text_width(column.heading, size, bold=True) / 2
    widest = (_WIDEST_NAME if column.is_name else _WIDEST_TEXT) * size
    kept = min(longest, _LEAST_NAME * size) if column.is_name else 0
    kept = longest if longest <= short or not column.wraps else kept
    least = max(_of_numbers(cells, size), ranges, unbroken, heading, kept)
    return least, max(least, min(longest, widest), min(half, widest / 2))


def _of_numbers(cells: Sequence[OfficeCell], size: float) -> float:
    """The widest whole part with the widest rest, since the decimal marks are aligned."""
    tails = [cell.tail for cell in cells if cell.tail is not None]
    heads = [
        cell.text[: len(cell.text) - len(cell.tail)] for cell in cells if cell.tail is not None
    ]
    return max((text_width(head, size) for head in heads), default=0) + max(
        (text_width(tail, size) for tail in tails), default=0
    )
