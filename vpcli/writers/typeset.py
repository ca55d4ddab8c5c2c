"""How wide texts are in Times New Roman, and what each column of a table gets of a page.

Widths decide where words wrap, and no printed digit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import combining, east_asian_width, normalize

__all__ = ["breaking", "height_in_lines", "longest_word", "shared_out", "text_width"]

_BEFORE_A_YEAR = re.compile(r" (?=\d{4}\b)")
_EM = 1000
_WIDTHS = {
    250: " \u00a0.,",
    278: "/:;ijlt",
    333: "()-frI'!",
    389: "sJ",
    444: "acez?",
    500: "0123456789bdghknopquvxy#$*–đ",
    556: "PFS",
    564: "+−=<>≈~",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYwĐ",
    778: "m",
    833: "%&",
    889: "M",
    944: "W",
    1000: "…—←→",
}
"""Advance widths in thousandths of the size; letters without their accents."""
_BOLD_WIDTHS = {
    250: " \u00a0.,",
    278: "/il'",
    333: "()-fjt:;!",
    389: "sI",
    444: "cerz",
    500: "0123456789agovxyJ#$*–?",
    556: "bdhknpquđS",
    570: "+−=<>≈~",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYwĐ",
    778: "GHKOQ",
    833: "m&",
    944: "M",
    1000: "%W…—←→",
}
_ADVANCE = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_BOLD_ADVANCE = {letter: width for width, letters in _BOLD_WIDTHS.items() for letter in letters}
_OTHER = 600


@lru_cache(maxsize=4096)
def _advance(letter: str, *, bold: bool) -> int:
    base = normalize("NFD", letter)[0]
    if combining(base):
        return 0
    if east_asian_width(base) in "WF":
        return _EM
    return (_BOLD_ADVANCE if bold else _ADVANCE).get(base, _OTHER)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line in points; at most a little more than it takes.

    >>> text_width("244.794", 10), text_width("Tỷ", 10)
    (32.5, 11.11)
    """
    return sum(_advance(letter, bold=bold) for letter in text) * size / _EM


def breaking(heading: str, between: str) -> str:
    """Return a heading that breaks behind a slash, by what is put there, and never before a year.

    >>> breaking("Result 2019/plan 2019", " ").split(" ")
    ['Result\\xa02019/', 'plan\\xa02019']
    """
    return _BEFORE_A_YEAR.sub("\u00a0", heading).replace("/", f"/{between}")


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of the widest word, which is not to be broken."""
    return max((text_width(word, size, bold=bold) for word in text.split(" ")), default=0)


def height_in_lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a column, broken between words."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        one = text_width(word, size, bold=bold)
        space = text_width(" ", size, bold=bold) if used else 0
        if used and used + space + one > width:
            lines, used = lines + 1, one
        else:
            used += space + one
    return lines


def shared_out(least: Sequence[float], wanted: Sequence[float], room: float) -> list[float]:
    """Return the width of each column: what it wants, or its least and a part of what is left.

    What nobody wants is shared in proportion; where not even the least fits, that is what
    each gets.

    >>> shared_out([20, 30], [40, 30], 60), shared_out([20, 30], [20, 30], 100)
    ([30.0, 30.0], [40.0, 60.0])
    """
    if sum(wanted) <= room:
        factor = room / sum(wanted) if sum(wanted) else 1
        return [one * factor for one in wanted]
    asked = [max(0, more - few) for few, more in zip(least, wanted, strict=True)]
    spare = max(0.0, room - sum(least))
    part = min(1.0, spare / sum(asked)) if sum(asked) else 0.0
    return [few + more * part for few, more in zip(least, asked, strict=True)]
