"""Units that formats give as a base unit and a power of ten, in words that are read as units."""

from __future__ import annotations

__all__ = ["scaled_unit"]

_SCALES = {12: "trillion", 9: "billion", 6: "million", 3: "thousand", 2: "trăm", 1: "chục"}
_MOST = 18


def scaled_unit(base: str, exponent: str) -> str | None:
    """Return a unit in words; None for a power of ten that has none.

    >>> scaled_unit("VND", "9"), scaled_unit("VND", "0"), scaled_unit("VND", "-3")
    ('billion VND', 'VND', None)
    """
    if not (exponent.isascii() and exponent.isdecimal() and len(exponent) <= 2):
        return None
    rest = int(exponent)
    if rest > _MOST:
        return None
    words = []
    for power, word in _SCALES.items():
        while rest >= power:
            words.append(word)
            rest -= power
    return " ".join([*words, base]).strip()
