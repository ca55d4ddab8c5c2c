"""The order that a stream of rows must keep: the rows of a series together, its years ascending."""

from __future__ import annotations

from array import array

from vpcli.errors import DataError, Place, Problem
from vpcli.stream.narrow import wide

__all__ = ["Order"]

_MASK = (1 << 64) - 1


class Order:
    """Checks series as they pass; of each it keeps a hash and a line number, 12 bytes."""

    def __init__(self, file: str) -> None:
        """Start with no series seen."""
        self.file = file
        self._count = 0
        self._hashes = array("Q", bytes(8 * 1024))
        self._lines = array("I", bytes(4 * 1024))

    def check(self, series: tuple[str, str], line: int, last: int) -> None:
        """Take the next series with its first and last line; raise `DataError` if it was there."""
        key = hash(series) & _MASK or 1
        slot = self._slot(key)
        if self._hashes[slot]:
            named = " / ".join(map(wide, filter(None, series)))
            fields = {"series": named, "before": self._lines[slot]}
            raise DataError(Problem("rows-apart", fields, Place(self.file, line)))
        self._hashes[slot], self._lines[slot] = key, last & 0xFFFFFFFF
        self._count += 1
        if 3 * self._count > 2 * len(self._hashes):
            self._grow()

    def is_new(self, series: str) -> bool:
        """Take the next series; tell whether it was not there before."""
        try:
            self.check((series, ""), 0, 0)
        except DataError:
            return False
        return True

    def _slot(self, key: int) -> int:
        """Where a hash stands in the table, or the free place where it belongs."""
        hashes, mask = self._hashes, len(self._hashes) - 1
        slot = key & mask
        while hashes[slot] and hashes[slot] != key:
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        """Make the table twice as large."""
        size = 2 * len(self._hashes)
        old = zip(self._hashes, self._lines, strict=True)
        self._hashes, self._lines = array("Q", bytes(8 * size)), array("I", bytes(4 * size))
        for key, line in old:
            if key:
                slot = self._slot(key)
                self._hashes[slot], self._lines[slot] = key, line
