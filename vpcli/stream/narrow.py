"""Narrow text: UTF-8, each byte of which is a character.

In a stream it takes the place of text, so that letters with accents cost no more than others, and
what goes from the input to the output as it is need not be decoded.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["narrow", "wide"]

_LONGEST_NAME = 200


def wide(text: str) -> str:
    """Return a narrow text as what it says; raises `UnicodeDecodeError`.

    >>> wide("H\xc3\xa0 N\xe1\xbb\x99i")
    'Hà Nội'
    """
    if text.isascii():
        return text
    return _wide_name(text) if len(text) < _LONGEST_NAME else text.encode("latin-1").decode()


@lru_cache(1 << 12)
def _wide_name(text: str) -> str:
    """The same, kept for names and units, which come again and again."""
    return text.encode("latin-1").decode()


def narrow(text: str) -> str:
    """Return a text as one with a character for each byte of it."""
    return text if text.isascii() else text.encode(errors="replace").decode("latin-1")
