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
        before = self._seen(hash(series) & _MASK or 1, last)
        if before:
            fields = {"series": " / ".join(map(wide, filter(None, series))), "before": before}
            raise DataError(Problem("rows-apart", fields, Place(self.file, line)))

    def _seen(self, key: int, line: int) -> int:
        """Put a hash into the table; return the line it was seen on, or 0."""
        size = len(self._hashes)
        if 3 * self._count > 2 * size:
            old = zip(self._hashes, self._lines, strict=True)
            self._hashes, self._lines = array("Q", bytes(16 * size)), array("I", bytes(8 * size))
            size *= 2
            for one, at in old:
                if one:
                    slot = self._slot(one)
                    self._hashes[slot], self._lines[slot] = one, at
        slot = self._slot(key)
        if self._hashes[slot]:
            return self._lines[slot]
        self._hashes[slot], self._lines[slot] = key, line & 0xFFFFFFFF
        self._count += 1
        return 0

    def _slot(self, key: int) -> int:
        """Where a hash stands in the table, or the free place where it belongs."""
        hashes, mask = self._hashes, len(self._hashes) - 1
        slot = key & mask
        while hashes[slot] not in (0, key):
            slot = (slot + 1) & mask
        return slot
