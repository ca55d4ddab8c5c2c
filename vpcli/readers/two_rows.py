"""Headings as annexes have them: in two rows, a year above plan and result, columns numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from vpcli.readers.columns import Header, Layout, read_header
from vpcli.readers.fields import MEASURE_COLUMNS

__all__ = ["joined_header", "numbers_columns"]

_NUMBER = re.compile(r"\(?([A-Z]|[1-9][0-9]?)(?:\s*[=:].*)?\)?")
_WORD_OR_YEAR = re.compile(r"[^\W\d_]|(?<![0-9])[12][0-9]{3}(?![0-9])")


def joined_header(upper: Sequence[str], lower: Sequence[str], line: int) -> Header | None:
    """Return the header that two rows make together; None where the second is no headings.

    A merged cell holds its text in its first column, and stands for those to the right of it
    that have a heading below. What names an indicator has nothing below it.

    >>> rows = ["Chỉ tiêu", "Năm 2020", ""], ["", "Kế hoạch", "Thực hiện"]
    >>> [(year.year, year.measure) for year in joined_header(*rows, 2).years]
    [(2020, 'plan'), (2020, 'actual')]
    """
    above = read_header(upper, line - 1)
    below = {at for at, cell in enumerate(lower) if cell}
    names = {at for name, at in above.columns.items() if name not in MEASURE_COLUMNS}
    if not names or not below or names & below:
        return None
    if not all(_WORD_OR_YEAR.search(lower[at]) for at in below):
        return None
    joined, over = [], ""
    for first, second in zip_longest(upper, lower, fillvalue=""):
        over = first or over
        joined.append(f"{over} {second}" if second else first)
    header = read_header(joined, line)
    if header.layout is not Layout.WIDE or not below & {year.position for year in header.years}:
        return None
    return header


def numbers_columns(cells: Sequence[str]) -> bool:
    """Tell whether the row below the headings only numbers the columns: A, B, 1, 2, 3 = 2/1.

    >>> numbers_columns(["A", "B", "(1)", "2", "3=2/1"]), numbers_columns(["A", "t", "1", "2"])
    (True, False)
    """
    found = [_NUMBER.fullmatch(cell) for cell in cells if cell]
    marks = [match[1] if match else "" for match in found]
    letters = sum(mark.isalpha() for mark in marks)
    numbers = range(1, len(marks) - letters + 1)
    counted = [*(chr(ord("A") + at) for at in range(letters)), *map(str, numbers)]
    return len(numbers) > 1 and marks in (counted, list(map(str, range(1, len(marks) + 1))))
