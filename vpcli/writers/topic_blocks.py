"""The blocks that a topic of the help is written in: a small part of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Block", "blocks_of", "codes_in", "rows_about"]

_FENCE = "```"
_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|(-+\|)+")
_CODE = re.compile(r"`([^`]+)`")


class Block(NamedTuple):
    """One block: its kind, its lines or items, and the cells of a table with its heading first.

    `kind` is title, heading, text, list, table or code; `info` what stands behind the fence.
    """

    kind: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    info: str = ""


def blocks_of(markdown: str) -> Iterator[Block]:
    """Yield the blocks of a topic; remarks (`<!-- … -->`) are left out."""
    waiting: list[str] = []
    lines = iter(markdown.splitlines())
    for line in lines:
        if line.startswith(_FENCE):
            yield from _gathered(waiting)
            inside = iter(lines.__next__, _FENCE)
            yield Block("code", tuple(inside), info=line.removeprefix(_FENCE))
        elif line.startswith("#"):
            yield from _gathered(waiting)
            marks, _, words = line.partition(" ")
            yield Block("title" if marks == "#" else "heading", (words,))
        elif not line.strip() or line.startswith("<!--"):
            yield from _gathered(waiting)
        else:
            waiting.append(line)
    yield from _gathered(waiting)


def _gathered(waiting: list[str]) -> Iterator[Block]:
    """Yield the block that lines make which stand together, and forget them."""
    lines = waiting.copy()
    waiting.clear()
    if not lines:
        return
    if lines[0].startswith("|"):
        yield Block(
            "table", rows=tuple(_cells(line) for line in lines if not _RULE.fullmatch(line))
        )
    elif lines[0].startswith("- "):
        items: list[str] = []
        for line in lines:
            if line.startswith("- "):
                items.append(line.removeprefix("- "))
            else:
                items[-1] += f" {line.strip()}"
        yield Block("list", tuple(items))
    else:
        yield Block("text", (" ".join(line.strip() for line in lines),))


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip().replace("\\|", "|") for cell in _CELL.split(inner))


def codes_in(text: str) -> list[str]:
    """Return what stands between backticks.

    >>> codes_in("`zero-base`, `negative-base`: no rate")
    ['zero-base', 'negative-base']
    """
    return _CODE.findall(text)


def rows_about(markdown: str, term: str) -> dict[str, list[tuple[str, ...]]]:
    """Return, by heading, the rows of a topic's tables that say what a word means."""
    found: dict[str, list[tuple[str, ...]]] = {}
    heading = ""
    for block in blocks_of(markdown):
        if block.kind == "heading":
            heading = block.lines[0]
        for row in block.rows[1:]:
            if term in codes_in(row[0]):
                found.setdefault(heading, []).append(row)
    return found
