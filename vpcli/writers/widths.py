"""How many columns of a screen a text takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich.cells import cell_len

__all__ = ["longest_word", "width_of", "wrapped", "wrapped_width"]

_NARROW = re.compile("[ -~\u00a0-\u02ff\u1e00-\u1eff–—−≈…│]*")
"""Characters that take one column each, as all of Vietnamese and most of English are."""


def width_of(text: str) -> int:
    """Return how many columns a line of text takes on a screen.

    >>> width_of("Vĩnh Phúc"), width_of("工业")
    (9, 4)
    """
    return len(text) if _NARROW.fullmatch(text) else cell_len(text)


def longest_word(text: str) -> int:
    """Return how many columns the longest word of a text takes."""
    return max((width_of(word) for word in text.split()), default=0)


@lru_cache(maxsize=1024)
def wrapped_width(text: str, lines: int = 2) -> int:
    """Return the least columns in which a text stands on so many lines, no word broken.

    >>> wrapped_width("no previous year"), wrapped_width("Tốc độ tăng cần đạt", 3)
    (11, 7)
    """
    words = text.split()
    least, most = longest_word(text), width_of(text)
    return next((width for width in range(least, most) if _lines(words, width) <= lines), most)


def _lines(words: Sequence[str], width: int) -> int:
    """How many lines words take, each line filled before the next."""
    lines, taken = 1, -1
    for word in words:
        taken += 1 + width_of(word)
        if taken > width:
            lines, taken = lines + 1, width_of(word)
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of a width, at least one; only a longer word is broken.

    >>> wrapped("Index of industrial production", 12)
    ['Index of', 'industrial', 'production']
    """
    lines = [""]
    for word in (piece for one in text.split(" ") for piece in _pieces(one, width)):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width_of(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word, or what of it fits into lines of a width."""
    while width_of(word) > width:
        ends = (end for end in range(len(word) - 1, 0, -1) if width_of(word[:end]) <= width)
        end = next(ends, 1)
        yield word[:end]
        word = word[end:]
    yield word
