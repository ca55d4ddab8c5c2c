"""A file that is read twice: first for what only the whole of it tells, then for its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from vpcli.stream.blocks import CHUNK, Form, Read

__all__ = ["Again", "OwnNotation", "Settling", "lines_of"]

Again = Callable[[], AbstractContextManager["Read | None"]]
"""Begins to read from the first byte; nothing where that cannot be."""


class Settling(Form, Protocol):
    """A form that depends on the whole file."""

    def settle(self, again: Again) -> bool:
        """Look through the file; False unless its series can be read one by one."""


class OwnNotation:
    """The part of a form whose figures have a notation of their own, whatever is declared."""

    @staticmethod
    def mark(_numbers: str | None) -> str:
        """Return the decimal mark."""
        return "."

    @staticmethod
    def figures(_rows: Iterable[Sequence[str]]) -> list[str]:
        """Return no figure to find the notation from."""
        return []


def lines_of(read: Read) -> Iterator[str]:
    """Yield the lines of a text as it is read, each with its end."""
    rest = ""
    while more := read(CHUNK):
        lines = (rest + more).split("\n")
        rest = lines.pop()
        yield from [f"{line}\n" for line in lines]
    if rest:
        yield rest
