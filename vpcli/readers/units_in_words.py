"""Units that formats give in their own ways, in words that are read as units."""

from __future__ import annotations

import re

from vpcli.core.facts.units import is_known, parse_unit

__all__ = ["in_brackets", "scaled_unit", "unit_in_brackets"]

_IN_BRACKETS = re.compile(r"\(([^()]*)\)$")

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


def in_brackets(name: str) -> str:
    """Return what stands in brackets at the end of a name, "" where nothing does."""
    found = _IN_BRACKETS.search(name)
    return found[1].strip() if found else ""


def unit_in_brackets(name: str) -> str:
    """Return the unit that a name ends with, "" where the brackets hold something else.

    >>> unit_in_brackets("Lao động (nghìn người)"), unit_in_brackets("GRDP (giá so sánh)")
    ('nghìn người', '')
    """
    unit = in_brackets(name)
    return unit if unit and is_known(parse_unit(unit)) else ""
