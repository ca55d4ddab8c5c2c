"""Tokens, and those that belong together: a part of a year and its year, a price and its base."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from vpcli.readers.prose.figures import Printed, Sort

__all__ = ["Token", "has", "has_any", "joined", "kinds_of", "says"]

_INTO_PARTS = frozenset({"năm", "đầu", "cuối", "của", "of", "in", "the", "nay", "/"})
_PLACES = (
    "tỉnh",
    "huyện",
    "thành phố",
    "thị xã",
    "xã",
    "quận",
    "phường",
    "province",
    "city",
    "district",
)


@dataclass(slots=True)
class Token:
    """A token: its kinds with their values, its text, and what it holds."""

    kinds: dict[str, str]
    text: str
    begin: int
    end: int
    printed: Printed | None = None
    years: tuple[int, ...] = ()
    reason: str = ""
    """Why a number in it is no yearly fact: a month, a date …"""
    inside: list[Token] = field(default_factory=list)
    """Of a bracket: what stands in it."""
    word: str = field(init=False)
    """Its text in lower case."""

    def __post_init__(self) -> None:
        """Put it in lower case once: it is asked for again and again."""
        self.word = self.text.casefold()

    def __contains__(self, kind: str) -> bool:
        """Whether it may be of a kind."""
        return kind in self.kinds

    def any_of(self, kinds: frozenset[str]) -> bool:
        """Whether it may be of one of some kinds."""
        return not kinds.isdisjoint(self.kinds)


def kinds_of(tokens: list[Token]) -> set[str]:
    """Return all that some tokens may be."""
    return set().union(*[token.kinds for token in tokens])


def has(tokens: Iterable[Token], kind: str) -> bool:
    """Whether one of some tokens may be of a kind."""
    for token in tokens:  # noqa: SIM110 (asked of all words of a text: any() takes twice as long)
        if kind in token.kinds:
            return True
    return False


def has_any(tokens: Iterable[Token], kinds: frozenset[str]) -> bool:
    """Whether one of some tokens may be of one of some kinds."""
    for token in tokens:  # noqa: SIM110 (as above)
        if not kinds.isdisjoint(token.kinds):
            return True
    return False


def says(tokens: Iterable[Token], words: Container[str]) -> bool:
    """Whether one of some tokens is one of some words."""
    for token in tokens:  # noqa: SIM110 (as above)
        if token.word in words:
            return True
    return False


def _is_of_one(printed: Printed, before: Token) -> bool:
    """Whether "1 ha" only says for how much something is: "giá trị trên 1 ha"."""
    one = printed.numerals == ("1",) and printed.unit.casefold() in ("ha", "hecta", "héc ta")
    return one and before.word in ("trên", "mỗi", "per", "giá trị")


def _is_of_an_age(printed: Printed, before: list[Token]) -> bool:
    """Whether an age says who is meant, and is not how long people live: "trẻ em 6 tuổi"."""
    aged = printed.unit.casefold() == "tuổi"
    return aged and not any(token.word.endswith("tuổi thọ") for token in before)


def _shares_unit(token: Token, behind: list[Token]) -> None:
    """Give the first figure of "3.450/KH 3.400 triệu kWh" the unit of the second one."""
    if len(behind) < 3 or behind[0].text != "/" or "plan" not in behind[1]:
        return
    first, second = token.printed, behind[2].printed
    if first is not None and second is not None and second.sort is not Sort.BARE:
        first.sort, first.unit, first.base = second.sort, second.unit, second.base
        first.text = f"{first.text} {second.unit}"


def _is_dated(token: Token, behind: list[Token]) -> bool:
    """Whether the year of a day and a month follows: "6/12 năm 2014"."""
    day = token.reason == "date" and token.text.count("/") == 1
    return day and len(behind) > 1 and behind[0].word == "năm" and "year" in behind[1]


def _is_no_figure(token: Token, found: list[Token]) -> None:
    """Make what is part of a name no figure: "trên 1 ha đất", "trẻ em 6 tuổi"."""
    printed = token.printed
    assert printed is not None
    if found and _is_of_one(printed, found[-1]):
        token.kinds, token.printed, found[-1].kinds = {}, None, {}
    elif _is_of_an_age(printed, found):
        token.kinds, token.printed = {}, None


def _is_day(found: list[Token]) -> bool:
    """Whether a day stands last, with or without the word for one."""
    until = len(found) > 1 and "to-date" in found[-2] and found[-1].reason == "ratio"
    return found[-1].reason == "date" or until


def joined(flat: list[Token]) -> list[Token]:
    """A part of a year takes the year behind it: "9 tháng đầu năm 2019", "quý IV/2024"."""
    found: list[Token] = []
    at = 0
    while at < len(flat):
        token = flat[at]
        at += 1
        if not token.kinds and len(token.text) > 1:
            pass  # a word that says nothing by itself, as most do
        elif "part" in token or "part-year" in token:
            end = at
            while end < len(flat) and end - at < 4 and flat[end].word in _INTO_PARTS:
                end += 1
            if end < len(flat) and "year" in flat[end] and not token.years:
                token.years, token.end, at = flat[end].years, flat[end].end, end + 1
            elif end < len(flat) and "this-year" in flat[end]:
                token.end, at = flat[end].end, end + 1
            token.kinds["part"] = ""
            token.reason = token.reason or "part"
        elif (
            found
            and len(token.text) == 1
            and token.text.isupper()
            and (found[-1].word.endswith(_PLACES))
        ):
            token.kinds, found[-1].kinds = {"place": ""}, {"place": ""}
        elif token.kinds.get("price") == "constant":
            linked = at < len(flat) and flat[at].word in ("năm", "in", "of")
            end = at + 1 if linked else at
            bare = token.word.startswith(("constant", "comparative", "fixed"))
            if found and bare and "year" in found[-1]:  # "at 1994 constant prices in 2010"
                token.years, token.begin = found[-1].years, found[-1].begin
                found.pop()
            elif end < len(flat) and "year" in flat[end]:
                token.years, token.end, at = flat[end].years, flat[end].end, end + 1
        elif _is_dated(token, flat[at : at + 2]):
            token.end, at = flat[at + 1].end, at + 2  # "6/12 năm 2014"
        elif "this-year" in token and found and _is_day(found):
            continue  # "tính đến 21/12 năm nay"
        elif "to-date" in token:
            day = next((t for t in flat[at : at + 2] if t.reason == "date"), token)
            if day.text.startswith("31/12/"):
                token.kinds, token.years = {"year": "end"}, (int(day.text[-4:]),)
        elif "figure" in token and token.printed:
            _is_no_figure(token, found)
            if token.printed and token.printed.sort is Sort.BARE:
                _shares_unit(token, flat[at : at + 3])
        found.append(token)
    return found
