"""Shapes and texts of a drawing, and the figures that a page or a file of its own is made of.

Measures are units of the view box. Texts are laid out for the size they have on a narrow page,
where they are larger; colours and dashes are classes, which the look of the page or file fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from typing import NamedTuple

from vpcli.core.facts.arithmetic import ONE, rounded
from vpcli.writers.widths import width_of

__all__ = [
    "LINE",
    "WIDE",
    "Drawing",
    "Entry",
    "box",
    "dot",
    "line",
    "path",
    "picture",
    "shape",
    "text",
    "text_width",
]

WIDE = 480
"""Units across a drawing."""
LINE = 20
"""Units from one line of text to the next."""
_CHARACTER = 9


class Entry(NamedTuple):
    """A line of a legend: what is drawn in front of it, and what it says."""

    swatch: str
    text: str


class Drawing(NamedTuple):
    """One drawing with what is told above and below it, and in words what it shows."""

    heading: str
    unit: str
    body: str
    width: int
    height: int
    told: str
    legend: Sequence[Entry] = ()
    notes: Sequence[str] = ()


def text_width(words: str) -> Decimal:
    """Return the units that a text takes at most."""
    return Decimal(_CHARACTER * width_of(words))


def _n(value: Decimal | int) -> str:
    """A coordinate, without zeros that say nothing."""
    told = f"{rounded(Decimal(value), 1):f}"
    return told.removesuffix(".0")


def picture(drawing: Drawing, look: str = "") -> str:
    """Return a drawing as a picture that a screen reader tells."""
    title = ", ".join(filter(None, [drawing.heading, drawing.unit]))
    size = f'viewBox="0 0 {drawing.width} {drawing.height}"'
    return (
        f'<svg class="c-svg{look}" {size} role="img">'
        f"<title>{escape(title)}</title><desc>{escape(drawing.told)}</desc>{drawing.body}</svg>"
    )


def box(
    x: Decimal | int, y: Decimal | int, width: Decimal | int, height: Decimal | int, look: str
) -> str:
    """Return a rectangle that is seen, however narrow."""
    wide, tall = (max(Decimal(one), Decimal(1)) for one in (width, height))
    return f'<rect class="{look}" x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="{_n(tall)}"/>'


def line(
    x1: Decimal | int, y1: Decimal | int, x2: Decimal | int, y2: Decimal | int, look: str
) -> str:
    """Return a straight line."""
    return f'<line class="{look}" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"/>'


def path(points: Iterable[tuple[Decimal, Decimal]], look: str, *, closed: bool = False) -> str:
    """Return a line through points, or the surface that they bound."""
    way = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return f'<{"polygon" if closed else "polyline"} class="{look}" points="{way}"/>'


def dot(x: Decimal, y: Decimal, look: str, size: Decimal = ONE) -> str:
    """Return a round mark, of the usual size or smaller."""
    return f'<circle class="{look}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(4 * size)}"/>'


_CORNERS = {
    "diamond": ((0, -6), (6, 0), (0, 6), (-6, 0)),
    "triangle": ((0, -5), (5, 4), (-5, 4)),
    "square": ((-4, -4), (4, -4), (4, 4), (-4, 4)),
    "down": ((0, 5), (5, -4), (-5, -4)),
}


def shape(name: str, x: Decimal, y: Decimal, look: str, size: Decimal = ONE) -> str:
    """Return a mark with corners: diamond, triangle, square, down."""
    corners = [(x + dx * size, y + dy * size) for dx, dy in _CORNERS[name]]
    return path(corners, look, closed=True)


def text(
    x: Decimal | int, y: Decimal | int, words: str, look: str = "", anchor: str = "start"
) -> str:
    """Return a text that begins, ends or has its middle at a place."""
    named = f' class="{look}"' if look else ""
    if "c-label" in look:  # its outline under it, so that it can be read across a line
        named += ' paint-order="stroke"'
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text{named} x="{_n(x)}" y="{_n(y)}"{placed}>{escape(words)}</text>'
