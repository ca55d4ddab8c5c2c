"""Names as a sentence says them: as they are, or in quotation marks with their unit."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import normalize

from vpcli.core.facts.model import Kind, Series
from vpcli.core.facts.units import PERCENT
from vpcli.i18n import say, say_unit
from vpcli.i18n.vocabulary import PIECE, folded, vocabulary
from vpcli.writers.display import clean, unit_text

__all__ = ["Told", "told_of"]

_BEGINS = frozenset({"head", "rate-noun", "sector", "compound"})
_WITHIN = _BEGINS | {"measured", "and", "no-name", "word", "people"}
"""What words of a name may mean that mean nothing else in a sentence."""
_UNITS = frozenset({"scale", "unit"})
_QUOTES = str.maketrans({"“": "'", "”": "'", '"': "'"})
_BRACKETS = str.maketrans({"(": "[", ")": "]"})


class Told(NamedTuple):
    """How sentences name an indicator."""

    name: str
    """Within a sentence."""
    is_plural: bool
    has_unit: bool
    """Whether the unit stands with the name, and not with every figure."""


def told_of(series: Series, lang: str) -> Told:
    """Return how an indicator is named.

    A name stands as it is where every word of it can only be part of a name; what could be taken
    for something else stands in quotation marks, with its unit in a bracket behind it.
    """
    indicator = series.indicator
    name = clean(indicator.name.in_language(lang)).strip()
    is_rate = indicator.kind is Kind.RATE
    has_plain_unit = _is_plain_unit(series, lang, is_rate=is_rate)
    if has_plain_unit and _is_plain(name, lang, is_rate=is_rate):
        within = _uncapitalised(name)
        if lang == "en" and is_rate:
            within = f"the {within}"
        return Told(within, lang == "en" and _is_plural(name), has_unit=False)
    unit = "" if has_plain_unit else unit_text(series, lang).translate(_BRACKETS)
    unit = f" ({unit})" if unit else ""
    quoted = say(lang, "prose.quoted", name=name.translate(_QUOTES), unit=unit)
    return Told(quoted, is_plural=False, has_unit=bool(unit))


def _is_plain(name: str, lang: str, *, is_rate: bool) -> bool:
    words = vocabulary(lang)
    pieces = [folded(piece) for piece in PIECE.findall(normalize("NFC", name))]
    if not pieces or not all(piece.isalpha() for piece in pieces):
        return False
    at = 0
    while at < len(pieces):
        length, entry = words.match(pieces, at)
        kinds = set(entry.kinds) if entry else set()
        if not at and not kinds & _BEGINS:
            return False
        if "and" in kinds:
            kinds.discard("drop")
        if kinds - _WITHIN or ("rate-noun" in kinds) != (is_rate and not at):
            return False
        at += length or 1
    return True


def _is_plain_unit(series: Series, lang: str, *, is_rate: bool) -> bool:
    """Whether a unit can stand behind every figure."""
    unit = series.indicator.unit
    if is_rate or series.indicator.kind is not Kind.LEVEL:
        return is_rate and unit.base == PERCENT and unit.exponent == 0
    words = vocabulary(lang)
    pieces = [folded(piece) for piece in PIECE.findall(normalize("NFC", say_unit(unit, lang)))]
    at = 0
    while at < len(pieces):
        length, entry = words.match(pieces, at)
        if entry is None or not _UNITS & set(entry.kinds):
            return False
        at += length
    return bool(pieces)


def _is_plural(name: str) -> bool:
    head = name.partition(" of ")[0].split()[-1]
    return head.endswith("s") and not head.endswith("ss")


def _uncapitalised(name: str) -> str:
    first = name.split(maxsplit=1)[0]
    return name if first[1:] != first[1:].lower() else name[:1].lower() + name[1:]
