"""A topic of the help on a terminal or in a pipe: headings, lists, tables and code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vpcli.writers.display import Style
from vpcli.writers.table import console_for, printed
from vpcli.writers.topic_blocks import Block, blocks_of
from vpcli.writers.widths import width_of

__all__ = ["rows_text", "topic_text"]

_WIDEST = 100
"""Longer lines are hard to read, however wide a terminal is."""
_NARROW = 80
_LONGEST_WHOLE = 40
"""A piece of code that is not longer is not broken between its words."""
_BLANK_IN_CODE = "\ue000"
_PIECES = re.compile(r"`([^`]+)`")
_CODE = "cyan"


def topic_text(markdown: str, style: Style) -> str:
    """Return a topic at the width and in the colours of the style; without colour, plain text."""
    return _drawn(blocks_of(markdown), style)


def rows_text(title: str, rows: Sequence[tuple[str, ...]], style: Style) -> str:
    """Return some rows of a topic's table below its title."""
    blank = ("",) * len(rows[0])
    return _drawn([Block("title", (title,)), Block("table", rows=(blank, *rows))], style)


def _drawn(blocks: Iterable[Block], style: Style) -> str:
    width = min(style.width or _NARROW, _WIDEST)
    style = style._replace(width=width)
    console, out = console_for(style)
    before = ""
    for block in blocks:
        if before and before != "heading":
            console.print()
        _print(block, style, console)
        before = block.kind
    return printed(out).replace(_BLANK_IN_CODE, " ")


def _print(block: Block, style: Style, console: Console) -> None:
    if block.kind in ("title", "heading"):
        _print_heading(block, style, console)
    elif block.kind == "code":
        for line in block.lines:
            text = Text(f"    {line}", style=_CODE if style.colour else "")
            console.print(text, no_wrap=True, crop=False, overflow="ignore")
    elif block.kind == "table":
        console.print(_table(block, style))
    elif block.kind == "list":
        for item in block.lines:
            grid = Table.grid(padding=(0, 1, 0, 0))
            grid.add_row("-", _worded(item, style))
            console.print(Padding(grid, (0, 0, 0, 2)))
    else:
        console.print(_worded(block.lines[0], style))


def _print_heading(block: Block, style: Style, console: Console) -> None:
    words = block.lines[0]
    if style.colour:
        look = "bold underline" if block.kind == "title" else "bold"
        console.print(Text(words.replace("`", ""), style=look))
        return
    text = _worded(words, style)
    console.print(text)
    line = "═" if block.kind == "title" else "─"
    console.print(Text(line * min(text.cell_len, style.width or 0)))


def _worded(words: str, style: Style, *, marked: bool = True) -> Text:
    """Words with their code in colour; where there is none, between backticks if marked."""
    text = Text()
    for at, piece in enumerate(_PIECES.split(words)):
        if not at % 2:
            text.append(piece)
            continue
        is_whole = len(piece) <= min(_LONGEST_WHOLE, (style.width or 0) // 2)
        code = piece.replace(" ", _BLANK_IN_CODE) if is_whole else piece
        mark = "`" if marked and not style.colour else ""
        text.append(f"{mark}{code}{mark}", style=_CODE if style.colour else "")
    return text


def _table(block: Block, style: Style) -> Table:
    headings, *rows = block.rows
    has_head = any(headings)
    table = Table(
        box=box.SIMPLE_HEAD if has_head else None,
        show_header=has_head,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1 if has_head else 2, 0, 0),  # with the divider: two blanks
        header_style="",  # below the heading of the section, which is bold
    )
    worded = [[_worded(cell, style, marked=at > 0) for at, cell in enumerate(row)] for row in rows]
    for at, heading in enumerate(heading.replace("`", "") for heading in headings):
        is_last = at == len(headings) - 1
        width = None if is_last else _width_of(at, heading, worded, style)
        table.add_column(Text(heading), width=width, overflow="fold")
    for row in worded:
        table.add_row(*row)
    return table


def _width_of(at: int, heading: str, rows: Sequence[Sequence[Text]], style: Style) -> int:
    """The width of a column before the last: what its longest cell takes, at most a third.

    No word is broken, and a heading takes several lines rather than width.
    """
    cells = [row[at].plain for row in rows]
    word = max(width_of(word) for cell in (heading, *cells) for word in cell.split(" "))
    return max(word, min((style.width or 0) // 3, max(map(width_of, cells))))
