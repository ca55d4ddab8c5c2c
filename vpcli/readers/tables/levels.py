"""Whether figures compared with a year are indices (107.2) or growth rates (7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from vpcli.core.facts.number import NumeralError, readings
from vpcli.readers.tables.cells import Line
from vpcli.readers.tables.column import Column
from vpcli.readers.tables.figures import looks_like_a_figure, read_figure

__all__ = ["index_or_growth", "told_by_levels"]

_LEVELS = {"growth": ("actual", "actual"), "planned_growth": ("plan", "actual")}
_NEAR = Decimal("0.011")


def told_by_levels(column: Column, columns: Sequence[Column], body: Sequence[Line]) -> bool | None:
    """Tell by the levels beside a comparison what it is; None where they do not tell.

    True is an index. Most of the rows must agree.
    """
    meaning = column.meaning
    if meaning.year is None or meaning.measure not in _LEVELS:
        return None
    wanted = zip(
        _LEVELS[meaning.measure], (meaning.year, meaning.since or meaning.year - 1), strict=True
    )
    beside = [_column_of(columns, measure, year, meaning.label) for measure, year in wanted]
    if None in beside:
        return None
    votes = [_vote(line, column, *(one for one in beside if one is not None)) for line in body]
    for_index, for_growth = votes.count(True), votes.count(False)
    rows = sum(1 for line in body if line.cell(column.position))
    return for_index > for_growth if max(for_index, for_growth) * 2 > rows else None


def _column_of(columns: Sequence[Column], measure: str, year: int, label: str) -> Column | None:
    found = [
        c
        for c in columns
        if c.role == "figures"
        and (c.meaning.measure or "actual", c.meaning.year, c.meaning.label)
        == (measure, year, label)
    ]
    return found[0] if len(found) == 1 else None


def _vote(line: Line, column: Column, level: Column, base: Column) -> bool | None:
    """What one row tells: an index, a growth, or nothing."""
    told, now, before = (_values(line.cell(c.position)) for c in (column, level, base))
    as_index = as_growth = False
    for value in told:
        for above, below in ((a, b) for a in now for b in before if b):
            ratio = above / below
            as_index = as_index or abs(value / 100 - ratio) <= _NEAR * ratio
            as_growth = as_growth or abs(1 + value / 100 - ratio) <= _NEAR * ratio
    return as_index if as_index != as_growth else None


def _values(cell: str) -> list[Decimal]:
    """The values that a cell may have, with their sign."""
    try:
        phrase = read_figure(cell).phrase if looks_like_a_figure(cell) else None
        found = {*readings(phrase.numerals[0]).values()} if phrase else set()
    except NumeralError:
        return []
    return [-value if phrase is not None and phrase.negative else value for value in found]


def index_or_growth(cells: Sequence[str]) -> bool | None:
    """Tell whether figures compared with a year are indices; None where either can be.

    A negative figure is a growth. "On the year before (%)" without a word of growth is an
    index, unless all figures are too small for one.

    >>> index_or_growth(["107.2", "98.1"]), index_or_growth(["7.2", "-1.9"])
    (True, False)
    """
    values = []
    for cell in cells:
        try:
            phrase = read_figure(cell).phrase if looks_like_a_figure(cell) else None
            found = readings(phrase.numerals[0]) if phrase else {}
        except NumeralError:
            continue
        if phrase is None or not found:
            continue
        if phrase.negative or phrase.says_excess:
            return False
        values.append(min(abs(value) for value in found.values()))
    if not values:
        return True
    near = sum(value >= 50 for value in values)
    if near * 2 >= len(values):
        return True
    few = len(values) < 3 and max(values) >= 15
    return False if max(values) < 50 and not few else None
