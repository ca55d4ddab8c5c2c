"""A file that is read twice: first for what only the whole of it tells, then for its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from vpcli.stream.blocks import CHUNK, Form, Read

__all__ = ["Again", "Settling", "lines_of"]

Again = Callable[[], AbstractContextManager["Read | None"]]
"""Begins to read from the first byte; nothing where that cannot be."""


class Settling(Form, Protocol):
    """A form that depends on the whole file."""

    def settle(self, again: Again) -> bool:
        """Look through the file; False unless its series can be read one by one."""


def lines_of(read: Read) -> Iterator[str]:
    """Yield the lines of a text as it is read, each with its end."""
    rest = ""
    while more := read(CHUNK):
        lines = (rest + more).split("\n")
        rest = lines.pop()
        yield from [f"{line}\n" for line in lines]
    if rest:
        yield rest
