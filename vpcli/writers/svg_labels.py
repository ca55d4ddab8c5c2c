"""Where the numbers beside the marks of a drawing stand, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

__all__ = ["Labels", "Place"]

Place = tuple[Decimal, Decimal]
"""Across and down."""
_Box = tuple[Decimal, Decimal, Decimal, Decimal]
"""Left, top, right and bottom of what is taken."""
_BESIDE = 5
_PLACES = ((0, -10), (0, 20), (-1, -8), (1, 18), (1, -8), (-1, 18), (-1, _BESIDE), (1, _BESIDE))
"""Best first: to the left or the right of a mark or neither, and how far down."""
_STEP = 6


class Labels:
    """What labels must not cover: marks and one another, and lines where there is another place."""

    def __init__(self, field: _Box) -> None:
        """Begin with an empty field."""
        self.field = field
        self._marks: list[_Box] = []
        self._lines: list[_Box] = []

    def avoid_mark(self, mark: Place) -> None:
        """Let no label cover a mark."""
        self._marks.append(_around(mark, 5, 6))

    def avoid_line(self, first: Place, last: Place) -> None:
        """Let no label cover a line, if there is another place."""
        self._lines += [_around(place, 2, 2) for place in _along(first, last)]

    def place(self, mark: Place, wide: Decimal) -> Place | None:
        """Return the middle of a label beside a mark; None where it would cover something."""
        half = wide / 2
        left, top, right, bottom = self.field
        for avoided in ([*self._marks, *self._lines], self._marks):
            for side, down in _PLACES:
                x = mark[0] + side * (half + (10 if down == _BESIDE else 4))
                x = x if side else max(left + half, min(x, right - half))
                y = mark[1] + down
                own = (x - half, y - 13, x + half, y + 3)
                inside = own[0] >= left and own[1] >= top and own[2] <= right and own[3] <= bottom
                if inside and not any(_meet(own, other) for other in avoided):
                    self._marks.append(own)
                    return x, y
        return None


def _around(place: Place, across: int, down: int) -> _Box:
    x, y = place
    return x - across, y - down, x + across, y + down


def _along(first: Place, last: Place) -> Iterator[Place]:
    """Places on a straight line, some units apart."""
    run, rise = last[0] - first[0], last[1] - first[1]
    steps = max(1, int(max(abs(run), abs(rise)) / _STEP))
    for step in range(steps + 1):
        share = Decimal(step) / steps
        yield first[0] + run * share, first[1] + rise * share


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
