"""Which rows of a grid are title, units, heading, sections, figures and notes.

The head of a table is decided first: rows with words over the columns of figures. The rows
below it are looked at one by one; a row with words over several columns begins another table.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from vpcli.readers.columns import KNOWN_COLUMNS, column_name
from vpcli.readers.fields import NO_FIGURE
from vpcli.readers.tables.cells import Grid, Line
from vpcli.readers.tables.figures import looks_like_a_figure
from vpcli.readers.tables.headings import understand
from vpcli.readers.tables.remarks import REMARK
from vpcli.readers.tables.units import unit_above
from vpcli.readers.tables.years import is_part_of_a_year, plain, read_year

__all__ = ["Block", "blocks", "is_figure", "numbers_columns"]

_COLUMN_NUMBER = re.compile(r"\(?([A-Z]|[1-9][0-9]?)(?:\s*[=:].*)?\)?")
_YEARS = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
_SPAN = re.compile(r"[12][0-9]{3}\s*[-–—]\s*[12][0-9]{3}")
_DIGITS = re.compile(r"[0-9]+")
_MOST_ABOVE = 100


class Block(NamedTuple):
    """One table of a grid."""

    title: list[Line]
    """Rows above the heading with words of the whole table."""
    units: list[str]
    """What a line above says figures are in, in the order of the columns it is about."""
    head: list[Line]
    body: list[Line]
    first: int
    """The first column with a heading that is not over the names, or 0."""


def is_figure(cell: str, nulls: frozenset[str] = NO_FIGURE) -> bool:
    """Tell whether a cell of the body is a figure or stands for none."""
    return cell in nulls or looks_like_a_figure(cell)


def numbers_columns(cells: list[str]) -> bool:
    """Tell whether a row only numbers the columns: A, B, 1, 2, 3 = 2/1.

    >>> numbers_columns(["A", "B", "(1)", "2", "3=2/1"]), numbers_columns(["A", "t", "1", "2"])
    (True, False)
    """
    found = [_COLUMN_NUMBER.fullmatch(cell) for cell in cells if cell]
    marks = [match[1] if match else "" for match in found]
    letters = sum(mark.isalpha() for mark in marks)
    numbers = range(1, len(marks) - letters + 1)
    counted = [*(chr(ord("A") + at) for at in range(letters)), *map(str, numbers)]
    return len(numbers) > 1 and marks in (counted, list(map(str, range(1, len(marks) + 1))))


def blocks(grid: Grid, named: Collection[str] = ()) -> Iterator[Block]:
    """Yield the tables of a grid, one below the other.

    `named` are headings that a person has named: the row that holds one is a heading.
    """
    lines = grid.lines
    start = 0
    said = {plain(heading) for heading in named}
    while start < len(lines):
        head = _named_head(grid, start, said) if said else None
        head = head or _head(grid, start)
        if head is None and named and not start:
            head = next(((at, at + 1) for at, row in enumerate(lines) if len(row.filled) > 1), None)
        if head is None:
            return
        first, last = head
        end = _next_head(grid, last)
        above = lines[start:first]
        units = _units(above, grid)
        of_units = {line.number for line, _ in units}
        yield Block(
            [line for line in above if line.number not in of_units],
            [unit for _, found in units for unit in found],
            lines[first:last],
            lines[last:end],
            _first_column(lines[first:last]),
        )
        start = end


def _head(grid: Grid, start: int) -> tuple[int, int] | None:
    """Return where the next heading begins and where its body does; None where none is left."""
    lines = grid.lines
    for at in range(start, min(len(lines), start + _MOST_ABOVE)):
        if not _begins_head(grid, at):
            continue
        end = at + 1
        names = _name_columns(lines[at])
        first = at
        while first > start and _belongs_above(grid, first, names):
            first -= 1
            names = min(names, _name_columns(lines[first]))
        while end < len(lines) and _goes_on(grid, end, first, names):
            end += 1
            names = min(names, _name_columns(lines[end - 1]))
        if end < len(lines):
            return first, end
    return None


def _named_head(grid: Grid, start: int, said: set[str]) -> tuple[int, int] | None:
    """The rows from the first one that holds a heading named by a person."""
    lines = grid.lines
    for at in range(start, min(len(lines), start + _MOST_ABOVE)):
        if len(lines[at].filled) > 1 and any(
            plain(lines[at].cells[p]) in said for p in lines[at].filled
        ):
            end = at + 1
            while end < len(lines) and _goes_on(grid, end, at, _name_columns(lines[at])):
                end += 1
            return (at, end) if end < len(lines) else None
    return None


def _belongs_above(grid: Grid, at: int, names: int) -> bool:
    """Whether the row above the first one that is understood is a heading too."""
    line, below = grid.lines[at - 1], grid.lines[at]
    filled = line.filled
    return (
        bool(names and filled)
        and line.number == below.number - 1
        and filled[0] >= names
        and (len(filled) > 1 or grid.span(line, filled[0]).columns > 1)
        and not _is_unit_line(line, grid)
        and not any(looks_like_a_figure(line.cells[p]) for p in filled)
    )


def _name_columns(line: Line) -> int:
    """How many columns on the left have nothing in a row of headings."""
    filled = line.filled
    return filled[0] if filled else len(line.cells)


def _begins_head(grid: Grid, at: int) -> bool:
    line = grid.lines[at]
    filled = line.filled
    if not filled or REMARK.match(line.cells[filled[0]]) or _is_unit_line(line, grid):
        return False
    if len(filled) == 1:
        position = filled[0]
        wide = grid.span(line, position).columns > 1 and position > 0
        alone = _is_heading(line.cells[position]) and position > 0
        return (wide or alone) and not unit_above(line.cells[position])
    texts = [line.cells[position] for position in filled]
    if any(map(_is_number, texts)):
        return False
    return any(map(_is_heading, texts)) or (filled[0] > 0 and all(map(_may_head, texts)))


def _is_heading(cell: str, *, alone: bool = False) -> bool:
    """Whether a cell has words that belong over a column: a year, a measure, a known name.

    A name with its unit is one only where it does not stand `alone`, in a row of its own.
    """
    if column_name(cell) in KNOWN_COLUMNS or is_part_of_a_year(cell):
        return True
    meaning = understand(cell)
    return meaning is not None and (not meaning.is_vague or (bool(meaning.unit) and not alone))


def _is_unit_line(line: Line, grid: Grid) -> bool:
    filled = line.filled
    return (
        len(filled) <= 2
        and bool(unit_above(line.cells[filled[-1]]))
        and not (len(filled) == 1 and grid.span(line, filled[0]).columns > 2 and filled[0] > 0)
    )


def _goes_on(grid: Grid, at: int, first: int, names: int) -> bool:
    """Whether a row below the beginning of a heading still belongs to it."""
    line = grid.lines[at]
    before = grid.lines[at - 1]
    filled = [p for p in line.filled if (line.number, p) not in grid.carried]
    if grid.has_layout and line.number > before.number + 1:
        return False
    if numbers_columns(list(line.cells)):
        return True
    figures = [p for p in filled if _is_number(line.cells[p])]
    if figures or not filled or at - first > 12:
        return False
    if names and filled[0] < names:
        return False
    if names:
        return True
    if len(filled) == 1 and not _is_heading(line.cells[filled[0]]):
        return False  # a section
    if filled[0] > 0 and column_name(grid.lines[first].cells[0]) not in ("year",):
        return all(_may_head(line.cells[p]) for p in filled)
    return len(filled) > 1 and all(_is_heading(line.cells[p], alone=True) for p in filled)


def _is_number(cell: str) -> bool:
    """Whether a cell can only be a figure: no year, and no words with years in them."""
    if not looks_like_a_figure(cell) or read_year(cell) or _SPAN.fullmatch(cell):
        return False
    years = _YEARS.findall(cell)
    return not years or years != _DIGITS.findall(cell) or not any(map(str.isalpha, cell))


def _may_head(cell: str) -> bool:
    if any(map(str.isalpha, cell)) or read_year(cell) is not None or _SPAN.fullmatch(cell):
        return True
    return cell.startswith("(") or understand(cell) is not None


def _next_head(grid: Grid, start: int) -> int:
    """Return where the next table begins, its title included, or the end."""
    lines = grid.lines
    for at in range(start + 1, len(lines)):
        line = lines[at]
        filled = line.filled
        if len(filled) < 2 or filled[0] == 0 or not grid.has_layout:
            continue
        if any(_is_number(line.cells[p]) for p in filled):
            continue
        if not _begins_head(grid, at) or numbers_columns(list(line.cells)):
            continue
        first = at
        while first > start and not any(
            p and looks_like_a_figure(lines[first - 1].cells[p]) for p in lines[first - 1].filled
        ):
            first -= 1
        return first
    return len(lines)


def _units(above: list[Line], grid: Grid) -> list[tuple[Line, list[str]]]:
    """The lines above a heading that say a unit, the last one that does."""
    for line in reversed(above):
        for position in reversed(line.filled):
            cell = line.cells[position]
            found = unit_above(cell)
            if not found and position > 0 and len(line.filled) == 1 and _is_short(cell):
                found = [cell]  # a word alone over the last columns
            if found:
                return [(line, found)]
    return []


def _is_short(cell: str) -> bool:
    return len(cell.split()) <= 3 and not any(map(str.isdigit, cell)) and not _is_heading(cell)


def _first_column(head: list[Line]) -> int:
    return min((line.filled[0] for line in head if line.filled), default=0)
