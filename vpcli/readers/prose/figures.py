"""One printed figure among the pieces of a sentence: its numerals, its sign and its unit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vpcli.core.facts.units import CURRENCIES, SHORT_SCALES, parse_unit
from vpcli.i18n.vocabulary import Vocabulary
from vpcli.readers.prose.raws import Raw, longest, longest_of

__all__ = ["Printed", "Sort", "is_hyphened", "is_year", "money_of", "printed_at", "sort_at"]


_MONEY = frozenset(CURRENCIES.values())
_OF_A_CODE = 3


class Sort(StrEnum):
    """What a figure is in, as far as its unit tells."""

    PERCENT = "percent"
    POINTS = "points"
    TIMES = "times"
    AMOUNT = "amount"
    PEOPLE = "people"
    COUNT = "count"
    MONTHS = "months"
    DAYS = "days"
    PERIOD = "period"
    BARE = "bare"


@dataclass(slots=True)
class Printed:
    """A figure as it is printed: `text` without sign and qualifier, `unit` without numerals."""

    text: str
    numerals: tuple[str, ...]
    sort: Sort
    unit: str
    base: str
    """The unit without its power of ten, in lower case."""
    begin: int
    end: int
    is_range: bool = False
    sign: str = ""
    yearly: bool = False
    """Whether it is said to be so much a year (%/năm)."""


_DASHES = frozenset("-–—−÷")
_TO = frozenset({"đến", "tới", "to"})
_RATES = {
    "điểm": ((Sort.POINTS, ("điểm", "%")), (Sort.POINTS, ("điểm", "phần", "trăm"))),
    "%": ((Sort.POINTS, ("%", "điểm")), (Sort.PERCENT, ("%",))),
    "percentage": (
        (Sort.POINTS, ("percentage", "points")),
        (Sort.POINTS, ("percentage", "point")),
    ),
    "pp": ((Sort.POINTS, ("pp",)),),
    "percent": ((Sort.PERCENT, ("percent",)),),
    "per": ((Sort.PERCENT, ("per", "cent")),),
    "pct": ((Sort.PERCENT, ("pct",)),),
    "phần": ((Sort.PERCENT, ("phần", "trăm")),),
    "lần": ((Sort.TIMES, ("lần",)),),
    "times": ((Sort.TIMES, ("times",)),),
    "-": ((Sort.TIMES, ("-", "fold")),),
    "fold": ((Sort.TIMES, ("fold",)),),
}
"""Units of rates by their first piece, those first that are looked for first."""
_NO_TIMES = frozenset({"lượt", "đầu", "thứ", "này", "nữa"})
_YEARS = frozenset({"năm", "year", "annum"})
_DAYS = frozenset({"days", "day", "weeks", "week", "tuần"})
_BEFORE_RANGES = frozenset({"of", "between", "be", "at", "is", "was"})


def money_of(printed: Printed) -> str:
    """Return the code of the currency that a figure is in; nothing where it is in none."""
    base = parse_unit(printed.unit).base
    return base if base in _MONEY and "/" not in printed.unit else ""


def is_year(raw: Raw) -> bool:
    """Whether a piece can be a year: four digits from 1900 to 2100."""
    text = raw.text
    return raw.kind == "number" and len(text) == 4 and text.isdecimal() and "1900" <= text <= "2100"


def sort_at(words: Vocabulary, raws: list[Raw], pieces: list[str], at: int) -> Sort:
    """What the numeral at a place is in, whatever numeral follows."""
    sort = _unit(words, raws, pieces, at + 1)[1]
    return Sort.AMOUNT if sort is Sort.BARE and _currency(raws, at) else sort


def printed_at(
    words: Vocabulary, raws: list[Raw], pieces: list[str], at: int
) -> tuple[Printed, int]:
    """Read the figure whose first numeral stands at a place; also return the place behind it."""
    after, sort, unit, base, yearly = _unit(words, raws, pieces, at + 1)
    numerals = [raws[at].text]
    end = _range_end(raws, pieces, at, after, sort)
    if sort is Sort.AMOUNT and not base and _scales_again(raws, pieces, at, after):
        end = after + 1
    is_range = end > 0
    if is_range:
        numerals.append(raws[end].text)
        after, sort, unit, base, yearly = _unit(words, raws, pieces, end + 1)
    elif sort in (Sort.AMOUNT, Sort.BARE):
        second = _second_level(words, raws, pieces, at, after)
        if second:
            numerals.append(raws[after].text)
            after, sort, unit, base, yearly = _unit(words, raws, pieces, after + 1)
    begin = raws[at].begin
    if sort in (Sort.BARE, Sort.AMOUNT) and (before := _currency(raws, at)):
        begin, currency = before
        if sort is Sort.BARE and _is_short_scale(raws, after):
            unit, after = SHORT_SCALES[raws[after].folded], after + 1
        if not base:
            sort, base = Sort.AMOUNT, currency.casefold()
            unit = f"{unit} {currency}".strip()
    made = Printed("", tuple(numerals), sort, unit, base, begin, raws[after - 1].end, is_range)
    made.yearly = yearly
    return made, after


def _is_short_scale(raws: list[Raw], at: int) -> bool:
    """Whether a letter right behind a number is its power of ten: £5m, $1.3bn."""
    return at < len(raws) and not raws[at].spaced and raws[at].folded in SHORT_SCALES


def _currency(raws: list[Raw], at: int) -> tuple[int, str] | None:
    """Where a currency before a numeral begins, and what it is: US$, VND, ₹."""
    if not at:
        return None
    before, spaced = raws[at - 1], raws[at].spaced
    if before.kind == "word" and before.text != before.folded and before.folded in CURRENCIES:
        return before.begin, before.text
    if before.text == "P" and not spaced:
        return before.begin, "PHP"
    front = raws[at - 2] if at > 1 and raws[at - 2].kind == "word" and not before.spaced else None
    whole = f"{front.folded if front else ''}{before.text}"
    if before.kind != "sign" or (before.text not in CURRENCIES and whole not in CURRENCIES):
        return None
    if front is not None and (code := CURRENCIES.get(f"{front.folded}{before.text}")):
        return front.begin, code
    if front is not None and front.folded != "usd" and front.text.isupper():
        return None  # a dollar of some other country
    if before.text not in CURRENCIES:
        return None
    return (front or before).begin, CURRENCIES[before.text]


def _unit(
    words: Vocabulary, raws: list[Raw], pieces: list[str], at: int
) -> tuple[int, Sort, str, str, bool]:
    """The unit that begins at a place: the place behind it, its sort, text, base, and if yearly."""
    if is_hyphened(raws, at):  # "a 2.7-percent growth", "the 9-month period"
        found = _unit(words, raws, pieces, at + 1)
        if found[1] in (Sort.PERCENT, Sort.MONTHS, Sort.DAYS, Sort.PERIOD):
            return found
    if _is_per_mille(raws, at):  # "0,12%0"
        return at + 2, Sort.BARE, "", "", False
    for sort, spelling in _RATES.get(pieces[at], ()) if at < len(pieces) else ():
        after = at + len(spelling)
        following = pieces[after] if after < len(pieces) else ""
        counts = sort is Sort.TIMES and following in _NO_TIMES
        if tuple(pieces[at:after]) == spelling and not counts:
            behind = _per(words, raws, pieces, after)
            yearly = behind > after and pieces[behind - 1] in _YEARS
            text = " ".join(pieces[at:after])
            return (behind if yearly else after), sort, text, sort.value, yearly
    after = at
    phrases = words.beginning(pieces, after)
    while longest_of(phrases, "scale") and not _is_rate(pieces, after):
        after += 1
        phrases = words.beginning(pieces, after)
    begin = after
    length = longest_of(phrases, "unit") or (begin > at and _is_code(raws, after))
    if length and length >= longest_of(phrases, "parts"):
        after = _per(words, raws, pieces, after + length)
        sort = Sort.AMOUNT
    elif length := longest_of(phrases, "people", "count"):
        people = longest_of(phrases, "people") == length
        after = _per(words, raws, pieces, after + length)
        sort = Sort.PEOPLE if people else Sort.COUNT
    elif begin > at:
        each = _per(words, raws, pieces, after)  # "4,8 triệu/người"
        base = _text(raws, begin, each).casefold() if each > after else ""
        return each, Sort.AMOUNT, _text(raws, at, each), base, False
    else:
        return after, *_time(raws, pieces, after)
    return after, sort, _text(raws, at, after), _text(raws, begin, after).casefold(), False


def _is_code(raws: list[Raw], at: int) -> bool:
    """Whether the code of a currency stands at a place: "260 billion ISK"."""
    text = raws[at].text if at < len(raws) else ""
    return text.isupper() and len(text) == _OF_A_CODE and text.casefold() in CURRENCIES


def _is_per_mille(raws: list[Raw], at: int) -> bool:
    """Whether per mille is spelled with a zero, or the letter, behind the sign of per cent."""
    two = raws[at : at + 2]
    return [raw.text for raw in two] in (["%", "0"], ["%", "o"]) and not two[1].spaced


def is_hyphened(raws: list[Raw], at: int) -> bool:
    """Tell whether a hyphen joins a number and the word behind it."""
    joined = at + 1 < len(raws) and raws[at].text == "-" and raws[at + 1].kind == "word"
    return joined and not raws[at].spaced and not raws[at + 1].spaced


def _is_rate(pieces: list[str], at: int) -> bool:
    """Whether "tỷ" begins "tỷ lệ" and the like, and is no billion."""
    following = pieces[at + 1] if at + 1 < len(pieces) else ""
    return pieces[at] in ("tỷ", "tỉ") and following in ("lệ", "trọng", "suất", "giá", "số", "phú")


def _time(raws: list[Raw], pieces: list[str], at: int) -> tuple[Sort, str, str, bool]:
    """Months and years behind a numeral, or nothing."""
    word = pieces[at] if at < len(pieces) else ""
    if word in ("tháng", "months", "month"):
        return Sort.MONTHS, "", "", False
    if word in _DAYS:
        return Sort.DAYS, "", "", False
    dated = at + 1 < len(raws) and is_year(raws[at + 1])
    if word in ("năm", "years", "year", "nhiệm", "decades") and not dated:
        return Sort.PERIOD, "", "", False
    return Sort.BARE, "", "", False


def _per(words: Vocabulary, raws: list[Raw], pieces: list[str], at: int) -> int:
    """The place behind "/người/tháng" and the like."""
    while at + 1 < len(raws) and raws[at].text == "/" and raws[at + 1].kind == "word":
        if longest(words, pieces, at + 1, "plan"):
            break
        at += 1 + max(1, longest(words, pieces, at + 1, "unit", "people", "count"))
    return at


def _range_end(raws: list[Raw], pieces: list[str], at: int, after: int, sort: Sort) -> int:
    """The place of the second numeral of a range that begins here; 0 is none."""
    dash = after if sort in (Sort.BARE, Sort.PERCENT) else at + 1
    if dash + 1 >= len(raws) or raws[dash + 1].kind != "number":
        return 0
    joined = pieces[dash] in _DASHES and raws[dash].spaced == raws[dash + 1].spaced
    loose = pieces[dash] in _DASHES and not (raws[dash].spaced and not raws[dash + 1].spaced)
    in_words = pieces[dash] in _TO and (pieces[dash] != "to" or sort is Sort.BARE)
    if in_words and at and pieces[at - 1] == "from" and pieces[dash] == "to":
        in_words = sort is Sort.BARE
    if pieces[dash] == "to" and sort is Sort.PERCENT and at:
        in_words = pieces[at - 1] in _BEFORE_RANGES  # "growth of 6.5 % to 7 %"
    return dash + 1 if joined or loose or in_words else 0


def _scales_again(raws: list[Raw], pieces: list[str], at: int, after: int) -> bool:
    """Whether a range goes on that says its scale twice: "71 million to 73 million tonnes"."""
    moved = at > 0 and pieces[at - 1] in ("from", "từ")
    ranged = after + 1 < len(raws) and pieces[after] in _DASHES | _TO
    if moved or not ranged or raws[after + 1].kind != "number":
        return False
    return pieces[after + 2 : after + 1 + after - at] == pieces[at + 1 : after]


def _second_level(
    words: Vocabulary, raws: list[Raw], pieces: list[str], at: int, after: int
) -> bool:
    """Whether a second, smaller numeral goes on: 28 tỷ 500 triệu đồng, 81 nghìn 200 tỷ."""
    if after == at + 1 or after + 1 >= len(raws) or raws[after].kind != "number":
        return False
    whole = raws[after].text.isdecimal() and len(raws[after].text) <= 3
    return whole and longest(words, pieces, after + 1, "scale") > 0


def _text(raws: list[Raw], begin: int, end: int) -> str:
    """The pieces joined as they are spaced."""
    return "".join(
        (" " if raw.spaced and at else "") + raw.text for at, raw in enumerate(raws[begin:end])
    )
