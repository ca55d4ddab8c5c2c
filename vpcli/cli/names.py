"""Globs for the ids and names of indicators and areas."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from unicodedata import normalize

__all__ = ["matches"]


def matches(glob: str, names: Iterable[str]) -> bool:
    """Tell whether one of the names matches a glob."""
    plain = normalize("NFC", glob).casefold()
    return any(fnmatchcase(name.casefold(), plain) for name in names)
