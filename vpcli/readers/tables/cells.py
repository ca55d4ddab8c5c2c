"""The cells of a table as displayed: text by row and column, with indents and merged cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Grid", "Line", "Span", "grid_of", "letters"]


class Line(NamedTuple):
    """One row that is not empty: its number in the file, its cells, and their indents."""

    number: int
    cells: list[str]
    indents: Sequence[float] = ()

    def cell(self, position: int) -> str:
        """Return the text at a position, "" where the row ends before it."""
        return self.cells[position] if position < len(self.cells) else ""

    def indent(self, position: int) -> float:
        """Return how far the text at a position is moved in, 0 for not at all."""
        return self.indents[position] if position < len(self.indents) else 0

    @property
    def filled(self) -> list[int]:
        """The positions that hold a text."""
        return [at for at, cell in enumerate(self.cells) if cell]


class Span(NamedTuple):
    """How many rows and columns a merged cell takes."""

    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of a table, or of a sheet that may hold several."""

    lines: list[Line]
    spans: Mapping[tuple[int, int], Span] = field(default_factory=dict)
    """By row number and position of the cell that holds the text."""
    hidden: frozenset[int] = frozenset()
    """Positions of columns that are not shown."""
    has_layout: bool = False
    """Whether the format tells merged cells and rows that end with their last cell."""
    carried: frozenset[tuple[int, int]] = frozenset()
    """By row number and position: cells that hold the text of one merged over them."""

    @property
    def width(self) -> int:
        """The cells of the longest row."""
        return max((len(line.cells) for line in self.lines), default=0)

    def span(self, line: Line, position: int) -> Span:
        """Return what the cell takes; 1 by 1 where it is not merged."""
        return self.spans.get((line.number, position), Span(1, 1))


def letters(position: int) -> str:
    """Return the name of a column in a spreadsheet.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def grid_of(rows: Iterable[tuple[int, Sequence[str]]]) -> Grid:
    """Make a grid of rows of plain text; leading blanks would be indents, if any were kept."""
    return Grid([Line(number, list(cells)) for number, cells in rows])
