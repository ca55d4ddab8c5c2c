"""Globs for the ids and names of indicators and areas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from unicodedata import combining, normalize

from vpcli.errors import nearest

__all__ = ["matches", "suggested"]

_MOST_SUGGESTED = 3


def matches(glob: str, names: Iterable[str]) -> bool:
    """Tell whether one of the names matches a glob."""
    plain = normalize("NFC", glob).casefold()
    return any(fnmatchcase(name.casefold(), plain) for name in names)


def suggested(glob: str, named: Iterable[Sequence[str]]) -> str:
    """Return what was probably meant, of things by their id and names; empty for nothing alike.

    First what has the same letters without their marks, then what has them in it, then the
    nearest id or name.

    >>> suggested("san-luong-lua", [("1.1", "Rice", "Sản lượng lúa"), ("1.2", "Maize", "Ngô")])
    'Sản lượng lúa'
    """
    listed = [[name for name in names if name] for names in named]
    asked = _letters(glob)
    for alike in (asked.__eq__, lambda name: len(asked) > 1 and asked in name):
        found = [
            hit
            for names in listed
            if (hit := next((name for name in names if alike(_letters(name))), ""))
        ]
        if found:
            return ", ".join(dict.fromkeys(found[:_MOST_SUGGESTED]))
    return nearest(glob, dict.fromkeys(name for names in listed for name in names))


def _letters(text: str) -> str:
    """Letters and digits alone, without marks, words apart by one blank."""
    plain = normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(char for char in plain if not combining(char))
    return re.sub(r"[\W_]+", " ", plain).strip()
