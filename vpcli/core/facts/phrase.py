"""Printed phrases: words, numerals and unit of one published number, in either language.

"gần 51 nghìn tỷ đồng", "tăng 13,43 %", "6,6–6,8", "dưới 4", "28 tỷ 500 triệu đồng" are
taken apart here without deciding what a comma means; `figure_of` decides that, once the
number format of the whole file is known.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from itertools import pairwise, repeat
from typing import NamedTuple
from unicodedata import normalize

from vpcli.core.facts.arithmetic import EXACT, HUNDRED
from vpcli.core.facts.model import Measure
from vpcli.core.facts.number import (
    Figure,
    NumberFormat,
    NumeralError,
    Qualifier,
    between,
    bound,
    figure,
    read_numeral,
)
from vpcli.core.facts.units import (
    CURRENCIES,
    CURRENCY_BEFORE,
    PERCENT,
    POINTS,
    SHORT_SCALES,
    TIMES,
    Unit,
    UnitError,
    is_known,
    parse_unit,
    shift,
)

__all__ = ["Phrase", "figure_of", "numerals_of", "parse_phrase"]


class _Word(StrEnum):
    NEARLY = "nearly"
    MORE_THAN = "more-than"
    ABOUT = "about"
    ABOVE = "above"
    BELOW = "below"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    UP = "up"
    DOWN = "down"
    EXCEEDED = "exceeded"
    REACHED = "reached"
    ESTIMATED = "estimated"
    FROM = "from"
    MULTIPLE = "multiple"
    AVERAGE = "average"
    INDEX = "index"
    GREATER = "greater"
    NO_LESS = "no-less"


_WORDS = {
    "gần": _Word.NEARLY,
    "nearly": _Word.NEARLY,
    "almost": _Word.NEARLY,
    "hơn": _Word.MORE_THAN,
    "more than": _Word.MORE_THAN,
    "trên": _Word.ABOVE,
    "over": _Word.ABOVE,
    "above": _Word.ABOVE,
    "at least": _Word.AT_LEAST,
    "ít nhất": _Word.AT_LEAST,
    "tối thiểu": _Word.AT_LEAST,
    "từ trên": _Word.ABOVE,
    "≥": _Word.NO_LESS,
    ">=": _Word.NO_LESS,
    ">": _Word.GREATER,
    "dưới": _Word.BELOW,
    "below": _Word.BELOW,
    "under": _Word.BELOW,
    "less than": _Word.BELOW,
    "at most": _Word.AT_MOST,
    "không thấp hơn": _Word.AT_LEAST,
    "không dưới": _Word.AT_LEAST,
    "không quá": _Word.AT_MOST,
    "không vượt quá": _Word.AT_MOST,
    "không cao hơn": _Word.AT_MOST,
    "tối đa": _Word.AT_MOST,
    "≤": _Word.AT_MOST,
    "<=": _Word.AT_MOST,
    "<": _Word.BELOW,
    "khoảng": _Word.ABOUT,
    "xấp xỉ": _Word.ABOUT,
    "about": _Word.ABOUT,
    "around": _Word.ABOUT,
    "approximately": _Word.ABOUT,
    "~": _Word.ABOUT,
    "≈": _Word.ABOUT,
    "tăng": _Word.UP,
    "up": _Word.UP,
    "giảm": _Word.DOWN,
    "down": _Word.DOWN,
    "vượt": _Word.EXCEEDED,
    "exceeded by": _Word.EXCEEDED,
    "reached": _Word.REACHED,
    "đạt": _Word.REACHED,
    "bằng": _Word.REACHED,
    "ước": _Word.ESTIMATED,
    "ước đạt": _Word.ESTIMATED,
    "estimated": _Word.ESTIMATED,
    "chiếm": _Word.REACHED,
    "index": _Word.INDEX,
    "chỉ số": _Word.INDEX,
    "đóng góp": _Word.REACHED,
    "gấp": _Word.MULTIPLE,
    "bình quân": _Word.AVERAGE,
    "trung bình": _Word.AVERAGE,
    "average": _Word.AVERAGE,
    "on average": _Word.AVERAGE,
    "từ": _Word.FROM,
    "from": _Word.FROM,
}
_LEAD = re.compile(
    "|".join(
        re.escape(word) + (r"(?![^\W\d_])" if word[-1].isalpha() else "")
        for word in sorted(_WORDS, key=len, reverse=True)
    )
)
_NUMERAL = re.compile(
    r"(?:[0-9]|[.,](?=[0-9]))(?:[0-9]|[.,](?=[0-9])|[ \u00a0\u2009\u202f](?=[0-9]{3}(?![0-9])))*"
    r"(?:e[+-]?[0-9]+(?![^\W_]))?"
)
_RANGE = re.compile(r"\s*%?\s*(?:–|—|-|−|÷|đến|tới|to(?=\s))\s*(?=[0-9])")
_COMPARED = re.compile(r"\s+(?:so với|compared (?:with|to)|on|over)\s+(?P<base>\D.*|\d{4})$")
_BASES = {
    "plan": re.compile(
        r"(?:kế hoạch|kh|dự toán|mục tiêu|chỉ tiêu|nghị quyết"
        r"|(?:the )?(?:annual )?(?:plan|target))\b.*"
    ),
    "previous": re.compile(
        r"(?:cùng kỳ(?: năm (?:trước|ngoái))?|năm (?:trước|ngoái|liền trước)|last year"
        r"|the (?:year before|(?:previous|last) year|same period(?: (?:of )?last year)?))"
    ),
    "year": re.compile(r"(?:cùng kỳ |thực hiện |ước thực hiện )?(?:năm )?(?P<year>[12]\d{3})"),
}
"""What a number can be compared with: the plan, the year before, a year that is named."""
_LEAST_INDEX = Decimal(50)
"""Per cent of a base; below it "8 % so với năm trước" may as well be a growth."""
_BEHIND = {" trở lên": _Word.AT_LEAST, " trở xuống": _Word.AT_MOST}
_A_YEAR = re.compile(r"(?<=%)\s*(?:/\s*năm|(?:một|mỗi|hằng) năm|/\s*year|(?:a|per) year)$")
_BARE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_CURRENCY_CODES = {**CURRENCIES, "p": "PHP"}
_CURRENCY = re.compile(rf"(?P<code>{CURRENCY_BEFORE}|p)\s*(?=[0-9])")
"""A currency may stand before its number: US$336.25 billion, VND 60 million."""
_SIGNS = {"-": True, "−": True, "–": True, "+": False}
_MAX_PIECES = 4
_MAX_LENGTH = 400


class Phrase(NamedTuple):
    """A printed phrase taken apart: leading words, sign, numerals, and the unit behind each."""

    text: str
    words: tuple[str, ...]
    negative: bool
    numerals: tuple[str, ...]
    units: tuple[str, ...]
    is_range: bool
    compared: str = ""
    """What it is compared with: "plan", "previous" (the year before), "year"; "" is nothing."""
    since: int | None = None
    """The year it is compared with, where that is named."""
    has_sign: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it is a number alone."""
        return self.units == ("",) and not self.words and not self.negative

    @property
    def is_estimate(self) -> bool:
        """Whether the phrase itself says that it is an estimate ("ước")."""
        return _Word.ESTIMATED in self.words

    @property
    def is_average(self) -> bool:
        """Whether the phrase itself says that it is an average over years ("bình quân")."""
        return _Word.AVERAGE in self.words

    @property
    def says_excess(self) -> bool:
        """Whether the phrase itself says that it is an excess over the plan ("vượt", "tăng")."""
        return bool({_Word.EXCEEDED, _Word.UP, _Word.DOWN} & set(self.words))


def parse_phrase(text: str) -> Phrase:
    """Take a printed phrase apart.

    Raises `NumeralError` (`not-a-number`) when no number can be found in it.

    >>> p = parse_phrase("gần 51 nghìn tỷ đồng")
    >>> [str(word) for word in p.words], p.numerals, p.units
    (['nearly'], ('51',), ('nghìn tỷ đồng',))
    >>> parse_phrase("6,6–6,8").numerals
    ('6,6', '6,8')
    """
    if len(text) > _MAX_LENGTH:
        raise NumeralError("number-too-long")
    if _BARE.fullmatch(text):  # by far the most frequent case
        return Phrase(text, (), False, (text,), ("",), False)
    rest, compared, since = _comparison(" ".join(normalize("NFC", text).casefold().split()))
    words: list[str] = []
    for ending, word in _BEHIND.items():
        if rest.endswith(ending):
            words.append(word)
            rest = rest.removesuffix(ending)
    rest = _A_YEAR.sub("", rest)
    while match := _LEAD.match(rest):
        words.append(_WORDS[match[0]])
        rest = rest[match.end() :].lstrip()
    negative = False
    has_sign = rest[:1] in _SIGNS
    if has_sign:
        negative = _SIGNS[rest[0]]
        rest = rest[1:].lstrip()
    currency = _CURRENCY.match(rest)
    numerals, units, is_range = _pieces(rest[currency.end() :] if currency else rest)
    if currency and units:
        code = _CURRENCY_CODES[currency["code"]]
        scale = SHORT_SCALES.get(units[-1], units[-1])
        units = (*units[:-1], f"{scale} {code.casefold()}".strip())
    twice = negative and _Word.DOWN in words  # "giảm -3 %" says the sign twice
    if not numerals or twice or len(set(words)) != len(words):
        raise NumeralError("not-a-number")
    return Phrase(
        text, tuple(words), negative, numerals, units, is_range, compared, since, has_sign
    )


def _comparison(text: str) -> tuple[str, str, int | None]:
    """A phrase without what it is compared with; that, and the year that it names.

    Raises `NumeralError` (`comparison-unclear`) for words that are not understood.

    >>> _comparison("tăng 8 % so với năm 2018")
    ('tăng 8 %', 'year', 2018)
    """
    match = _COMPARED.search(text)
    if match is None:
        return text, "", None
    for compared, pattern in _BASES.items():
        base = pattern.fullmatch(match["base"])
        if base is not None:
            year = int(base["year"]) if compared == "year" else None
            return text[: match.start()], compared, year
    raise NumeralError("comparison-unclear")


def numerals_of(text: str) -> tuple[str, ...]:
    """Return the numerals of a printed phrase; none where it is no phrase with a number."""
    try:
        return parse_phrase(text).numerals
    except NumeralError:
        return ()


def _pieces(rest: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Split "28 tỷ 500 triệu đồng" into numerals and what stands behind each."""
    numerals: list[str] = []
    units: list[str] = []
    is_range = False
    while rest:
        match = _NUMERAL.match(rest)
        if match is None or len(numerals) == _MAX_PIECES:
            raise NumeralError("not-a-number")
        numerals.append(match[0])
        rest = rest[match.end() :]
        dash = _RANGE.match(rest) if not is_range and len(numerals) == 1 else None
        if dash:
            is_range = True
            units.append("")
            rest = rest[dash.end() :]
            continue
        following = re.search(r"(?<![^\W\d_])[0-9]", rest)
        until = following.start() if following and not is_range else len(rest)
        units.append(rest[:until].strip())
        rest = rest[until:]
    return tuple(numerals), tuple(units), is_range


def figure_of(
    phrase: Phrase,
    measure: Measure,
    number_format: NumberFormat | None,
    unit: Unit,
    precision: Decimal | None = None,
    *,
    column_unit: Unit | None = None,
) -> tuple[Figure, bool]:
    """Turn a phrase into the figure of a measure.

    Levels come out in the indicator's `unit`, growth and planned growth in per cent (or
    percentage points where the indicator is itself a rate), attainment as an index of the
    plan in per cent, a change in the unit, a share in per cent, a contribution in percentage
    points. A bare level is in `column_unit`, if that is given.
    Also returns whether a numeral goes against the number format.
    Raises `UnitError`, or `NumeralError`: `change-not-level` for "giảm 5" where a level
    belongs, `multiple-unclear` for "tăng 2 lần", `percent-not-points` and
    `points-not-percent` where a contribution and a share of growth are mixed up.

    >>> unit = parse_unit("tỷ đồng")
    >>> figure_of(parse_phrase("gần 51 nghìn tỷ"), Measure.ACTUAL, None, unit)[0].low
    Decimal('5.0E+4')
    >>> figure_of(parse_phrase("vượt 9,9 %"), Measure.ATTAINMENT, None, unit)[0].value
    Decimal('109.9')
    """
    _refuse_comparison(phrase, measure)
    if phrase.is_bare:
        value, flag = read_numeral(phrase.numerals[0], number_format)
        default = shift(column_unit, unit) if column_unit and measure.is_in_unit else 0
        value = EXACT.scaleb(value, default) if default else value
        return figure(value, unit=precision, text=phrase.text, numbers=number_format), flag
    if any(map(_is_stray, phrase.numerals, phrase.units, repeat(phrase), repeat(unit))):
        raise NumeralError("not-a-number")
    read = [read_numeral(numeral, number_format) for numeral in phrase.numerals]
    values = [value for value, _ in read]
    against = any(flag for _, flag in read)
    if measure.is_level and phrase.says_excess:
        raise NumeralError("change-not-level")
    if measure is Measure.MULTIPLE and phrase.says_excess and _Word.MULTIPLE not in phrase.words:
        raise NumeralError("multiple-unclear")
    default = shift(column_unit, unit) if column_unit and measure.is_in_unit else 0
    exponents = [_exponent(text, measure, unit, default) for text in phrase.units]
    if phrase.is_range:
        made = _range(phrase, values, precision, exponents[1])
    else:
        exponents = _stacked(phrase.units, exponents)
        if any(fine >= coarse for coarse, fine in pairwise(exponents)):
            raise NumeralError("not-a-number")
        pieces = list(map(EXACT.scaleb, values, exponents))
        total = EXACT.quantize(reduce(EXACT.add, pieces), pieces[-1])
        made = _single(phrase, total, measure, precision, unit)
    return _as_measure(made, phrase, measure).with_text(phrase.text, number_format), against


_MOST_STACKED = 4
"""Of a scale that stands on another one: hundreds, thousands and ten thousands of it."""


def _stacked(units: tuple[str, ...], exponents: list[int]) -> list[int]:
    """In "81 nghìn 200 tỷ" the first scale stands on the second one: 81 200 tỷ."""
    if len(units) != 2 or exponents[0] >= exponents[1]:
        return exponents
    first = parse_unit(units[0])
    if first.base is not None or first.exponent > _MOST_STACKED:
        return exponents
    return [exponents[1] + first.exponent, exponents[1]]


def _refuse_comparison(phrase: Phrase, measure: Measure) -> None:
    """Raise `NumeralError` where what a number is compared with is not what its measure is of."""
    of_plan = measure is Measure.ATTAINMENT
    if phrase.compared == "plan" and not of_plan:
        raise NumeralError("compared-with-plan")
    if phrase.compared in ("previous", "year") and (of_plan or measure.is_level):
        raise NumeralError("compared-with-year")


def _is_stray(numeral: str, behind: str, phrase: Phrase, unit: Unit) -> bool:
    """Whether what is written right behind the digits is no unit: "8.4OO", "56.100*"."""
    if not behind or f"{numeral}{behind}" not in phrase.text.casefold():
        return False
    printed = parse_unit(behind)
    return printed.base not in (None, unit.base) and not is_known(printed)


def is_numerator(printed: str, measure: Measure, unit: str) -> bool:
    """Whether a change or a plan is in the unit over the bar of the levels' `unit`.

    >>> is_numerator("triệu đồng", Measure.CHANGE, "triệu đồng/người")  # "tăng 5 triệu đồng"
    True
    """
    beside = measure in (Measure.CHANGE, Measure.PLAN)
    return beside and unit.casefold().startswith(f"{printed.casefold()}/")


def _exponent(text: str, measure: Measure, unit: Unit, default: int) -> int:
    """The power of ten from the printed unit into that of the measure."""
    if not text:
        return default
    printed = parse_unit(text)
    if measure is Measure.CONTRIBUTION and printed.base == PERCENT:
        raise NumeralError("percent-not-points")
    if measure in (Measure.SHARE, Measure.SHARE_OF_GROWTH) and printed.base == POINTS:
        raise NumeralError("points-not-percent")
    if measure.is_in_unit:
        if is_numerator(printed.text, measure, unit.text):
            return 0
        in_points = not measure.is_level and {printed.base, unit.base} == {POINTS, PERCENT}
        return 0 if in_points else shift(printed, unit)
    if printed.base == POINTS and measure is not Measure.MULTIPLE:
        return 0
    if measure is Measure.ATTAINMENT and printed.base == TIMES:
        return 2  # "gấp 1,9 lần kế hoạch"
    if measure is Measure.MULTIPLE and printed.base == PERCENT:
        return -2  # "bằng 181 % so với năm 2015"
    if shift(printed, parse_unit(TIMES if measure is Measure.MULTIPLE else PERCENT)):
        raise UnitError(text)
    return 0


def _range(
    phrase: Phrase, values: list[Decimal], precision: Decimal | None, exponent: int
) -> Figure:
    if set(phrase.words) - _BEFORE_RANGES:
        raise NumeralError("not-a-number")
    low, high = (EXACT.scaleb(value, exponent) for value in values)
    if phrase.negative or _Word.DOWN in phrase.words:
        low, high = high.copy_negate(), low.copy_negate()
    made = between(low, high, unit=precision)
    if _Word.ABOUT not in phrase.words:
        return made
    first, last = (figure(end, Qualifier.ABOUT) for end in (low, high))
    return made._replace(qualifier=Qualifier.ABOUT, low=first.low, high=last.high)


_BEFORE_RANGES = frozenset(
    {
        _Word.FROM,
        _Word.ESTIMATED,
        _Word.UP,
        _Word.DOWN,
        _Word.REACHED,
        _Word.AVERAGE,
        _Word.ABOUT,
    }
)


def _single(
    phrase: Phrase, value: Decimal, measure: Measure, precision: Decimal | None, unit: Unit
) -> Figure:
    if phrase.negative != (_Word.DOWN in phrase.words):
        value = value.copy_negate()
    for word in phrase.words:
        if word in _BOUNDS and (measure.is_planned or (measure.is_level and word in _OF_RESULTS)):
            upper, strict = _BOUNDS[word]
            made = bound(value, upper=upper, strict=strict, unit=precision)
            is_count = not measure.is_planned and unit.base != PERCENT and value > 0
            if upper and is_count:  # what is counted or measured is never less than nothing
                made = made._replace(low=Decimal(0), low_face=Decimal(0))
            return made
    qualifiers = [_QUALIFIERS[word] for word in phrase.words if word in _QUALIFIERS]
    if len(qualifiers) > 1:
        raise NumeralError("not-a-number")
    return figure(value, qualifiers[0] if qualifiers else Qualifier.NONE, unit=precision)


_BOUNDS: dict[str, tuple[bool, bool]] = {
    _Word.ABOVE: (False, True),
    _Word.BELOW: (True, True),
    _Word.AT_LEAST: (False, False),
    _Word.AT_MOST: (True, False),
    _Word.GREATER: (False, True),
    _Word.NO_LESS: (False, False),
}
"""Whether it is bounded above, and whether the bound itself is outside."""
_OF_RESULTS = frozenset({_Word.BELOW, _Word.AT_MOST, _Word.GREATER, _Word.NO_LESS})
"""Bounds of a result too: "<5"; "trên 5" is what reports write for a little more than 5."""

_QUALIFIERS: dict[str, Qualifier] = {
    _Word.NEARLY: Qualifier.NEARLY,
    _Word.BELOW: Qualifier.NEARLY,
    _Word.AT_MOST: Qualifier.NEARLY,
    _Word.MORE_THAN: Qualifier.MORE_THAN,
    _Word.ABOVE: Qualifier.MORE_THAN,
    _Word.AT_LEAST: Qualifier.MORE_THAN,
    _Word.GREATER: Qualifier.MORE_THAN,
    _Word.NO_LESS: Qualifier.MORE_THAN,
    _Word.ABOUT: Qualifier.ABOUT,
}


def _as_measure(made: Figure, phrase: Phrase, measure: Measure) -> Figure:
    """Heed words that say against what a rate is measured (100 or 0)."""
    words = set(phrase.words)
    if _Word.INDEX in words and measure.is_growth:
        return made.shifted(-HUNDRED)
    if measure is Measure.ATTAINMENT and phrase.says_excess:
        return made.shifted(HUNDRED)
    if measure is Measure.PLANNED_GROWTH and _Word.REACHED in words:
        return made.shifted(-HUNDRED) if made.low_face >= _LEAST_INDEX else made
    if measure is not Measure.GROWTH or words & {_Word.UP, _Word.DOWN} or phrase.has_sign:
        return made
    if _Word.REACHED in words:
        return made.shifted(-HUNDRED)
    if phrase.compared:  # "109,48 % so với cùng kỳ", without a verb, is of the base
        if made.low_face < _LEAST_INDEX:
            raise NumeralError("index-or-growth")
        return made.shifted(-HUNDRED)
    return made
