"""Units of measure and the powers of ten printed in front of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

__all__ = [
    "CURRENCIES",
    "CURRENCY_BEFORE",
    "PERCENT",
    "POINTS",
    "SHORT_SCALES",
    "TIMES",
    "Unit",
    "UnitError",
    "is_known",
    "parse_unit",
    "shift",
]

PERCENT = "%"
POINTS = "pp"
TIMES = "times"


class UnitError(ValueError):
    """Two units that do not convert into one another."""


class Unit(NamedTuple):
    """A unit as printed: power of ten, and base unit (None when only a scale was printed)."""

    text: str
    exponent: int
    base: str | None


_SCALES = {
    "chục": 1,
    "trăm": 2,
    "nghìn": 3,
    "ngàn": 3,
    "thousand": 3,
    "vạn": 4,
    "lakh": 5,
    "triệu": 6,
    "million": 6,
    "mn": 6,
    "crore": 7,
    "tỷ": 9,
    "tỉ": 9,
    "billion": 9,
    "bn": 9,
    "trillion": 12,
    "quadrillion": 15,
    "thousands": 3,
    "lakhs": 5,
    "millions": 6,
    "crores": 7,
    "billions": 9,
    "trillions": 12,
    "milliers": 3,
    "milliards": 9,
    "mrd.": 9,
    "mio.": 6,
}

CURRENCIES = {
    "₫": "VND",
    "vnđ": "VND",
    "$": "USD",
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "hk$": "HKD",
    "nt$": "TWD",
    "nz$": "NZD",
    "r$": "BRL",
    "s$": "SGD",
    "sg$": "SGD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₩": "KRW",
    "฿": "THB",
    "₱": "PHP",
    "₹": "INR",
    "rs": "INR",
    "rs.": "INR",
    "rm": "MYR",
    "rmb": "CNY",
    "₦": "NGN",
    "₽": "RUB",
    "rp": "IDR",
    "tk": "BDT",
    "gh¢": "GHS",
    "gh₵": "GHS",
    "ksh": "KES",
    "ksh.": "KES",
    "kshs": "KES",
    "sh": "SH",
    "sh.": "SH",
} | {
    code.casefold(): code
    for code in (
        *("VND", "USD", "EUR", "GBP", "JPY", "CNY", "KRW", "INR", "THB", "MYR", "IDR", "PHP"),
        *("SGD", "AUD", "CAD", "CHF", "BRL", "ZAR", "KES", "UGX", "TZS", "NGN", "BDT", "HKD"),
        *("TWD", "NZD", "LAK", "KHR", "MMK", "GHS", "PKR", "LKR", "NPR", "SEK", "NOK", "DKK"),
        *("CZK", "HUF", "PLN", "RUB", "MXN", "AED", "SAR", "QAR", "EGP", "ETB", "RWF", "ZMW"),
        *("ISK", "UAH", "KZT", "RON", "BGN", "ILS", "TRY", "CLP", "ARS", "MNT", "BND", "GEL"),
    )
}
"""Currencies as they stand before or behind a number, in lower case, and their codes."""

_SHORT_CODE = r"(?=\s|[0-9]*[.,]|[0-9]+\s*[^\W\d])"
CURRENCY_BEFORE = "|".join(
    re.escape(spelling) + (_SHORT_CODE if spelling.isalpha() and len(spelling) == 2 else "")
    for spelling in sorted(CURRENCIES, key=len, reverse=True)
)
"""A pattern of currencies before a number; RM12 alone may as well be the code of something."""

# Spellings of one base unit; the first element is the power of ten against the base.
_BASES: dict[str, tuple[int, str]] = {
    **{spelling: (0, code) for spelling, code in CURRENCIES.items()},
    "đồng": (0, "VND"),
    "đồng việt nam": (0, "VND"),
    "dong": (0, "VND"),
    "đô la mỹ": (0, "USD"),
    "đô la": (0, "USD"),
    "dollars": (0, "USD"),
    "us dollars": (0, "USD"),
    "swiss francs": (0, "CHF"),
    "canadian dollars": (0, "CAD"),
    "australian dollars": (0, "AUD"),
    "new zealand dollars": (0, "NZD"),
    "singapore dollars": (0, "SGD"),
    "hong kong dollars": (0, "HKD"),
    "euro": (0, "EUR"),
    "euros": (0, "EUR"),
    "%": (0, PERCENT),
    "percent change": (0, PERCENT),
    "% change": (0, PERCENT),
    "annual percent change": (0, PERCENT),
    "prozent": (0, PERCENT),
    "phần trăm": (0, PERCENT),
    "percent": (0, PERCENT),
    "per cent": (0, PERCENT),
    "%/năm": (0, PERCENT),
    "% mỗi năm": (0, PERCENT),
    "% a year": (0, PERCENT),
    "% per year": (0, PERCENT),
    "pct": (0, PERCENT),
    "percentage": (0, PERCENT),
    "(%)": (0, PERCENT),
    "annual %": (0, PERCENT),
    "% annual": (0, PERCENT),
    "tỷ lệ %": (0, PERCENT),
    "tỉ lệ %": (0, PERCENT),
    "‰": (-1, PERCENT),
    "phần nghìn": (-1, PERCENT),
    "per mille": (-1, PERCENT),
    "điểm %": (0, POINTS),
    "điểm phần trăm": (0, POINTS),
    "% điểm": (0, POINTS),
    "pp": (0, POINTS),
    "percentage points": (0, POINTS),
    "percentage point": (0, POINTS),
    "points": (0, POINTS),
    "lần": (0, TIMES),
    "times": (0, TIMES),
    "-fold": (0, TIMES),
    "fold": (0, TIMES),
    "lượt": (0, "visits"),
    "lượt khách": (0, "visits"),
    "lượt người": (0, "visits"),
    "người": (0, "people"),
    "people": (0, "people"),
    "persons": (0, "people"),
    "u.s. dollars": (0, "USD"),
    "u.s. dollar": (0, "USD"),
    "dongs": (0, "VND"),
    "giường": (0, "beds"),
    "beds": (0, "beds"),
    "hộ": (0, "households"),
    "households": (0, "households"),
    "ha": (0, "ha"),
    "kg": (0, "kg"),
    "yến": (1, "kg"),
    "tạ": (2, "kg"),
    "tấn": (3, "kg"),
    "tonnes": (3, "kg"),
    "tons": (3, "kg"),
    "kilos": (0, "kg"),
}


_PER_CENT_OF = re.compile(r"(?:annual )?(?:%|percent|per cent|pct|percentage)(?: of |,| \()")
_CODE_OF_PER_CENT = re.compile(r"PT|PC|PT_(?!PREV_Y)[A-Z0-9_]+")


_FIRST_AND_SCALE = re.compile(r"([^\W\d]{0,3}\.?[$£€¥₹₫₩฿₱]?) ?([^\W\d]+)")
SHORT_SCALES = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "mm": "million",
    "b": "billion",
    "bn": "billion",
    "tn": "trillion",
    "trn": "trillion",
}
"""What is a power of ten only beside a currency: £5m, $1.3bn."""


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit:
    """Read a unit such as "nghìn tỷ đồng" into a power of ten and a base unit.

    A text that names no scale and no known base is its own base, so that any unit works.

    >>> parse_unit("nghìn tỷ đồng")
    Unit(text='nghìn tỷ đồng', exponent=12, base='VND')
    >>> parse_unit("nghìn tỷ").base is None
    True
    >>> parse_unit("USD million")[1:], parse_unit("£m")[1:]
    ((6, 'USD'), (6, 'GBP'))
    """
    words = normalize("NFC", text).casefold().split()
    exponent = 0
    turned = _FIRST_AND_SCALE.fullmatch(" ".join(words))
    if turned is not None and turned[0] not in _BASES:  # RMB is no RM b
        currency, scale = turned.groups()  # $ million, EUR m
        if currency in CURRENCIES:
            exponent = _SCALES.get(SHORT_SCALES.get(scale, scale), 0)
            words = [currency] if exponent else words
    while words and words[0] in _SCALES:
        exponent += _SCALES[words.pop(0)]
    if exponent and words[:1] == ["of"]:
        del words[0]
    rest = " ".join(words)
    if not rest:
        return Unit(text, exponent, None)
    more, base = _BASES.get(rest, (0, rest))
    if base == rest and (_PER_CENT_OF.match(rest) or _CODE_OF_PER_CENT.fullmatch(text.strip())):
        base = PERCENT
    return Unit(text, exponent + more, base)


def is_known(unit: Unit) -> bool:
    """Tell whether the base unit is one whose spellings are known.

    >>> is_known(parse_unit("nghìn tấn")), is_known(parse_unit("giá so sánh"))
    (True, False)
    """
    return any(unit.base == base for _, base in _BASES.values())


def shift(printed: Unit, into: Unit) -> int:
    """Return the power of ten that turns a number in `printed` into the unit `into`.

    A printed text without any unit is already in that unit; a scale without a base unit
    ("56 nghìn tỷ") has the base of `into`. Raises `UnitError` for two different bases.

    >>> shift(parse_unit("nghìn tỷ đồng"), parse_unit("tỷ đồng"))
    3
    """
    if printed.base is None and printed.exponent == 0:
        return 0
    if printed.base is not None and into.base is not None and printed.base != into.base:
        raise UnitError(printed.text)
    return printed.exponent - into.exponent
