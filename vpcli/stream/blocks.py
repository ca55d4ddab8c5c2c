"""Delimited text in blocks of whole series, as columns of cells where the rows are even."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, compress, islice, pairwise
from operator import ne
from typing import NamedTuple, TypeVar
from unicodedata import is_normalized, normalize

__all__ = ["CHUNK", "Block", "Row", "Shape", "after", "blocks", "composed", "from_line", "split"]

CHUNK = 1 << 17
_LONGEST_CELL = 1 << 24

_Item = TypeVar("_Item")
Row = tuple[int, list[str]]
Read = Callable[[int], str]


class Shape(NamedTuple):
    """How the rows of a table are made: delimiter, width, and where the series is named."""

    file: str
    delimiter: str
    columns: dict[str, int]
    """Position by column name."""
    width: int

    def series_of(self, row: Sequence[str]) -> tuple[str, str]:
        """Return area and indicator of a row."""
        area = self.columns.get("area")
        return "" if area is None else row[area], row[self.columns["indicator"]]


class Block(NamedTuple):
    """Rows of whole series: their lines, and their cells by column where all are as wide."""

    lines: Sequence[int]
    columns: Sequence[Sequence[str]]
    uneven: Sequence[list[str]]
    """The rows, where they are not all as wide."""
    groups: list[tuple[tuple[str, str], int, int]]
    """Area and indicator of each series, its first row and the row after its last."""
    is_plain: bool
    """Whether every cell is as the file has it, and no row is a remark."""

    def only(self, chosen: Callable[[str, str], bool]) -> Block:
        """Return the block with some of its series alone."""
        groups = [group for group in self.groups if chosen(*group[0])]
        if len(groups) == len(self.groups):
            return self

        def kept(column: Sequence[_Item]) -> list[_Item]:
            return [item for _, start, stop in groups for item in column[start:stop]]

        ends = [*accumulate(stop - start for _, start, stop in groups)]
        moved = [
            (series, end - stop + start, end)
            for (series, start, stop), end in zip(groups, ends, strict=True)
        ]
        columns = [kept(column) for column in self.columns]
        return Block(kept(self.lines), columns, kept(self.uneven), moved, self.is_plain)

    def until(self, start: int) -> Block:
        """Return the block without its last series."""
        columns = [column[:start] for column in self.columns]
        groups = self.groups[:-1]
        return Block(self.lines[:start], columns, self.uneven[:start], groups, self.is_plain)

    def rows(self, start: int, stop: int) -> Iterator[Row]:
        """Yield rows as the readers want them, with the lines they stand on."""
        cells = self.uneven[start:stop] or zip(
            *(column[start:stop] for column in self.columns), strict=True
        )
        for line, row in zip(self.lines[start:stop], cells, strict=True):
            stripped = [cell.strip() for cell in row]
            if any(stripped) and not stripped[0].startswith("#"):
                yield line, stripped


def blocks(read: Read, line: int, shape: Shape) -> Iterator[Block]:
    """Yield blocks from a text as it is read; its first line has a number.

    A series ends where another begins, so the last one of a block waits for the next.
    """
    text = ""
    wanted = CHUNK
    while True:
        more = read(wanted)
        text += more
        end = text.rfind("\n") + 1 if more else len(text)
        wanted = CHUNK
        if more and (not end or (text.count('"', 0, end) % 2 and len(text) < _LONGEST_CELL)):
            continue
        lines, text = composed(text[:end]), text[end:]
        block = split(lines, line, shape)
        if not more:
            if block.groups:
                yield block
            return
        if not block.groups:
            line += lines.count("\n")
            continue
        start = block.groups[-1][1]
        if not start:
            wanted = max(CHUNK, len(lines))
        text = from_line(lines, block.lines[start] - line) + text
        line = block.lines[start]
        if start:
            yield block.until(start)


def composed(text: str) -> str:
    """Return a text with one form of every accented letter, and of every line end."""
    text = text.replace("\r\n", "\n")
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def split(text: str, line: int, shape: Shape) -> Block:
    """Split whole lines, the first of which has a number, into one block."""
    return _even(text, line, shape) or _any(text, line, shape)


def after(text: str, rest: Read) -> Read:
    """Return what reads a text first and then the rest."""
    pieces = (text[start : start + CHUNK] for start in range(0, len(text), CHUNK))
    return lambda size: next(pieces, None) or rest(size)


def from_line(text: str, count: int) -> str:
    """Return the text after so many lines."""
    if "\r" in text:  # a line end too, for the csv module
        return "".join(islice(io.StringIO(text, newline=""), count, None))
    total = text.count("\n")
    if count > total:
        return ""
    if 2 * count > total:
        end = len(text)
        for _ in range(total - count + 1):
            end = text.rfind("\n", 0, end)
        return text[end + 1 :]
    end = 0
    for _ in range(count):
        end = text.find("\n", end) + 1
    return text[end:]


def _even(text: str, line: int, shape: Shape) -> Block | None:
    """Split lines without quotes, all as wide as the header; None for any others."""
    width, delimiter = shape.width, shape.delimiter
    if '"' in text or "\r" in text or "\0" in text:
        return None
    if not text.endswith("\n"):
        text += "\n"
    count = text.count("\n")
    cells = text.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)
    cells.pop()
    if len(cells) != count * (width + 1) or cells[width :: width + 1].count("\n") != count:
        return None
    columns = [cells[position :: width + 1] for position in range(width)]
    return _block(range(line, line + count), columns, shape)


def _any(text: str, line: int, shape: Shape) -> Block:
    """Split any lines by the csv module."""
    from vpcli.readers.delimited import read_rows

    rows = [*read_rows(text, shape.file, shape.delimiter, line)]
    lines, cells = [line for line, _ in rows], [row for _, row in rows]
    if all(len(row) == shape.width for row in cells):
        return _block(lines, [*zip(*cells, strict=True)], shape)
    series = [*_series_of_uneven(cells, shape)]
    groups = _groups([area for area, _ in series], [indicator for _, indicator in series])
    return Block(lines, (), cells, groups, is_plain=False)


def _block(lines: Sequence[int], columns: Sequence[Sequence[str]], shape: Shape) -> Block:
    if not columns:
        return Block((), (), (), [], is_plain=True)
    area = shape.columns.get("area")
    areas = [""] * len(lines) if area is None else columns[area]
    groups = _groups(areas, columns[shape.columns["indicator"]])
    if 0 in (area, shape.columns["indicator"]):
        leads = {columns[0][start] for _, start, _ in groups}
    else:
        leads = {*columns[0]}
    return Block(lines, columns, (), groups, is_plain=not any(map(_is_remark, leads)))


def _groups(
    areas: Sequence[str], indicators: Sequence[str]
) -> list[tuple[tuple[str, str], int, int]]:
    """Put rows of one series that follow one another together."""
    count = len(areas)
    starts = {0, count}
    for column in (areas, indicators):
        starts.update(compress(range(1, count), map(ne, column, column[1:])))
    return [
        ((areas[start], indicators[start]), start, stop) for start, stop in pairwise(sorted(starts))
    ]


def _series_of_uneven(rows: Iterable[list[str]], shape: Shape) -> Iterator[tuple[str, str]]:
    """The series of each row; one that is too short belongs to the row before it."""
    series = "", ""
    for row in rows:
        if len(row) >= shape.width:
            series = shape.series_of(row)
        yield series


def _is_remark(cell: str) -> bool:
    """Whether a first cell may make its row a remark for the readers."""
    if cell[:1] in ("#", "(", "*"):
        return True
    if ":" not in cell:
        return False
    from vpcli.readers.table import REMARK

    return REMARK.match(cell) is not None
