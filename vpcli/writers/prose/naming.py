"""Names as a sentence says them: as they are, or in quotation marks with their unit."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize

from vpcli.core.facts.model import Kind, Series
from vpcli.core.facts.units import PERCENT
from vpcli.i18n import has, say, say_unit
from vpcli.i18n.vocabulary import PIECE, folded, vocabulary
from vpcli.writers.display import clean, unit_text, unmarked

__all__ = ["Told", "is_inflation", "told_of"]

_BEGINS = frozenset({"head", "rate-noun", "sector", "compound"})
_WITHIN = _BEGINS | {"measured", "and", "no-name", "word", "people"}
"""What words of a name may mean that mean nothing else in a sentence."""
_UNITS = frozenset({"scale", "unit"})
_INDICES = ("chỉ số sản xuất công nghiệp", "chỉ số giá", "index of", "consumer price index")
"""What a name begins with that is known to be an index with the previous year = 100."""
_SHORT = re.compile(r" \(([A-ZĐ]{2,8})\)$")
_PRODUCTS = ("GDP", "GRDP", "GSDP", "GNI")
"""Short names that are taken for the whole name."""
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
    name = unmarked(clean(indicator.name.in_language(lang)))
    is_rate = indicator.kind is Kind.RATE
    has_plain_unit = _is_plain_unit(series, lang, name, is_rate=is_rate)
    price = _price(indicator.price_basis, lang)
    if has_plain_unit and _is_plain(name, lang, is_rate=is_rate):
        within = _uncapitalised(name) + (f" ({price})" if price else "")
        if lang == "en" and is_rate:
            within = f"the {within}"
        return Told(within, lang == "en" and _is_plural(name), has_unit=False)
    unit = "" if has_plain_unit else unit_text(series, lang).translate(_BRACKETS)
    unit = f" ({unit})" if unit else ""
    quoted = say(lang, "prose.quoted", name=name.translate(_QUOTES), unit=unit)
    quoted += f" ({price})" if price else ""
    return Told(quoted, is_plural=False, has_unit=bool(unit))


def is_inflation(series: Series) -> bool:
    """Tell whether an indicator is named as the growth of prices that it is."""
    named = tuple(name.casefold() for name in series.indicator.name)
    return any(name.startswith(("inflation", "lạm phát")) for name in named)


def _price(basis: str, lang: str) -> str:
    """The price basis in words, where there are words for it."""
    kind, _, year = basis.partition(":")
    key = f"prose.price.{kind}" + ("-of" if year else "")
    return say(lang, key, year=year) if kind and has(lang, key) else ""


def _is_plain(name: str, lang: str, *, is_rate: bool) -> bool:
    words = vocabulary(lang)
    short = _SHORT.search(name)
    if short is not None and short[1] not in _PRODUCTS:  # "… (IIP)"
        name = name[: short.start()]
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


def _is_plain_unit(series: Series, lang: str, name: str, *, is_rate: bool) -> bool:
    """Whether a unit can stand behind every figure."""
    unit = series.indicator.unit
    if series.indicator.kind is Kind.CHAIN_INDEX:
        return is_inflation(series) or name.casefold().startswith(_INDICES)
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
