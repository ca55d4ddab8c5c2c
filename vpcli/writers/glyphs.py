"""Bars, columns and paths made of characters, for a terminal that has them and one that has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.facts.arithmetic import EXACT, POINT, ZERO, rounded

__all__ = ["ASCII", "BLOCK", "UNICODE", "Grid", "Scale", "bar", "cells_to", "columns_of"]


class Glyphs(NamedTuple):
    """The characters that one kind of terminal draws with."""

    block: str
    axis: str
    corner: str
    rule: str
    rising: str
    """Columns that stand on the zero line, from the lowest to a whole cell."""
    hanging: str
    """Columns that hang from it."""
    gap: str
    beside: str
    """The block of a bar that another one is held against."""
    limit: str
    level: str
    """A limit that lies across."""
    beyond: str
    """The ends of bars that go on to the left and to the right."""
    band: str
    reached: str
    missed: str
    planned: str
    target: str
    marks: str
    """Of forecasts and scenarios."""
    trails: tuple[str, str, str, str]
    """What joins results, forecasts, a path that is required, and a straight way."""


BLOCK = "█"
UNICODE = Glyphs(
    BLOCK,
    "│",
    "└",
    "─",
    "▁▂▃▄▅▆▇█",
    "▔▔▀▀▀▀██",
    "·",
    beside="▒",
    limit="┊",
    level="┄",
    beyond="◂▸",
    band="░",
    reached="●",
    missed="○",
    planned="◆",
    target="◇",
    marks="▲△■□★☆▼▽",
    trails=("•", "∘", "-", "·"),
)
ASCII = Glyphs(
    "#",
    "|",
    "+",
    "-",
    ".:-=+*#",
    ".:-=+*#",
    "?",
    beside="=",
    limit=":",
    level="_",
    beyond="<>",
    band=":",
    reached="*",
    missed="o",
    planned="x",
    target="@",
    marks="abcdefgh",
    trails=("*", "~", "-", "."),
)


class Scale(NamedTuple):
    """A stretch of values laid onto so many cells."""

    low: Decimal
    high: Decimal
    cells: int

    @staticmethod
    def from_zero(values: Iterable[Decimal], cells: int) -> Scale:
        """Return a scale that holds all values and zero, whose line is part of the picture."""
        listed = [ZERO, *values]
        return Scale(min(listed), max(listed), cells)

    def length(self, value: Decimal) -> Decimal:
        """The cells that a distance takes."""
        width = EXACT.subtract(self.high, self.low)
        if not width:
            return ZERO
        return POINT.divide(POINT.multiply(value.copy_abs(), Decimal(self.cells)), width)

    def place(self, value: Decimal) -> int:
        """The cell of a value, the first being that of `low`."""
        if self.high == self.low:
            return self.cells // 2
        last = Decimal(self.cells - 1)
        part = POINT.divide(EXACT.subtract(value, self.low), EXACT.subtract(self.high, self.low))
        return int(rounded(POINT.multiply(part, last), 0))

    def value(self, cell: int) -> Decimal:
        """The value in the middle of a cell; the inverse of `place`."""
        if self.cells < 2:
            return self.low
        part = POINT.divide(Decimal(cell), Decimal(self.cells - 1))
        return POINT.add(self.low, POINT.multiply(part, EXACT.subtract(self.high, self.low)))


def bar(value: Decimal, scale: Scale, glyphs: Glyphs) -> str:
    """A bar to the right of the zero line, or to its left; what is not zero is seen."""
    own = glyphs.block * _cells(scale.length(value), bool(value))
    left = _cells(scale.length(scale.low), scale.low < 0)
    if value < 0:
        return f"{own:>{left}}{glyphs.axis}"
    return f"{'':>{left}}{glyphs.axis}{own}"


def cells_to(value: Decimal, scale: Scale) -> int:
    """The cell of a bar's picture in which a value lies; what is not zero is not on its line."""
    left = _cells(scale.length(scale.low), scale.low < 0)
    away = _cells(scale.length(value), bool(value))
    return left - away if value < 0 else left + away


def _cells(length: Decimal, seen: bool) -> int:
    return max(1, int(rounded(length, 0))) if seen else 0


def columns_of(values: Sequence[Decimal | None], glyphs: Glyphs) -> list[str]:
    """One column for every value: a line of them, and below it those that hang from zero.

    Both lines have one scale. A gap is a gap in the first line.
    """
    known = [value for value in values if value is not None]
    most = max((abs(value) for value in known), default=ZERO)
    lines = ["".join(_column(value, most, glyphs.rising, glyphs) for value in values)]
    if any(value < 0 for value in known):
        below = (
            " "
            if value is None or value >= 0
            else _column(value.copy_abs(), most, glyphs.hanging, glyphs)
            for value in values
        )
        lines.append("".join(below))
    return lines


def _column(value: Decimal | None, most: Decimal, steps: str, glyphs: Glyphs) -> str:
    if value is None:
        return glyphs.gap
    if value < 0:
        return " "
    if not value:
        return glyphs.rule
    height = rounded(POINT.multiply(POINT.divide(value, most), Decimal(len(steps))), 0)
    return steps[max(1, int(height)) - 1]


class Grid:
    """Cells to draw paths in; a mark is never covered."""

    def __init__(self, width: int, height: int) -> None:
        """Make it blank."""
        self.width, self.height = width, height
        self._cells: dict[tuple[int, int], tuple[str, str]] = {}
        self._marks: set[tuple[int, int]] = set()

    def is_free(self, column: int, row: int) -> bool:
        """Whether a mark may be put there."""
        return 0 <= column < self.width and (column, row) not in self._marks

    def mark(self, column: int, row: int, char: str, look: str = "") -> None:
        """Put a mark, unless one stands there."""
        if (column, row) not in self._marks:
            self._cells[column, row] = char, look
            self._marks.add((column, row))

    def trail(
        self,
        first: tuple[int, int],
        last: tuple[int, int],
        char: str,
        look: str = "",
        *,
        every: int = 1,
    ) -> None:
        """Join two marks, with a sign in every cell or in every second or third one."""
        for column, row in _between(first, last):
            if not (column - first[0]) % every:
                self._cells.setdefault((column, row), (char, look))

    def fill(self, low: tuple[int, int, int], high: tuple[int, int, int], char: str) -> None:
        """Fill what is free between two columns: each the column, its lowest and highest cell."""
        bottoms = dict(_between(low[:2], high[:2])) | {low[0]: low[1], high[0]: high[1]}
        tops = dict(_between(low[::2], high[::2])) | {low[0]: low[2], high[0]: high[2]}
        for column, bottom in bottoms.items():
            for row in range(bottom, tops[column] + 1):
                self._cells.setdefault((column, row), (char, "dim"))

    def lines(self) -> list[str]:
        """The rows from top to bottom; row 0 is the lowest."""
        return ["".join(char for char, _ in row).rstrip() for row in self.cells()]

    def cells(self) -> Iterator[list[tuple[str, str]]]:
        """The characters of every row, and how each looks."""
        for row in reversed(range(self.height)):
            yield [self._cells.get((column, row), (" ", "")) for column in range(self.width)]


def _between(first: tuple[int, int], last: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The cells of a straight line between two others, one for every column."""
    run, rise = last[0] - first[0], last[1] - first[1]
    for step in range(1, run):
        yield first[0] + step, first[1] + round(rise * step / run)
