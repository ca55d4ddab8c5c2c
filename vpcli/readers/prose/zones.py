"""Where a clause names and where it says something: the words before a figure in two parts."""

from __future__ import annotations

from vpcli.readers.prose.joining import has, has_any
from vpcli.readers.prose.kinds import BOUNDARY, CUES, NAMING, PREDICATE, START
from vpcli.readers.prose.tokens import Token

__all__ = ["Zone", "find_zone", "is_abbreviation", "is_exception", "is_weak"]

_AIMS = frozenset({"plan", "aim"})
_SAYING = frozenset({"up", "down", "over", "share", "contribution", "multiple", "equal"})


class Zone:
    """The part of a clause that names, and the verbs between it and the figure."""

    def __init__(self, tokens: list[Token], predicate: list[Token]) -> None:
        """Hold both, in the order of the text."""
        self.tokens, self.predicate = tokens, predicate

    @property
    def cues(self) -> list[Token]:
        """The verbs, the nearest to the figure last."""
        return [token for token in self.predicate if token.any_of(CUES)]


def find_zone(lead: list[Token]) -> Zone:
    """Split what stands before a figure into its name and what is said of it."""
    at = len(lead)
    found_cue = aimed = False
    while at:
        token = lead[at - 1]
        if not token.kinds:
            break  # a word that says nothing by itself names something
        aimed = aimed or "aim" in token
        if aimed and "," in token:
            return Zone([], lead[at:])
        if _is_aimed_growth(lead, at):
            break
        if ";" in token or (":" in token and has_any(lead[at:], _SAYING)):
            return Zone([], lead[at:])
        if ":" in token:  # "Tỷ lệ hộ nghèo: 3,2 %"
            at -= 1
            found_cue = True
            continue
        naming = token.any_of(NAMING) or _is_new(lead, at)
        aside = "group" in token and not is_abbreviation(token) and not is_exception(token)
        saying = token.any_of(PREDICATE) or aside
        named = not saying or (naming and (found_cue or not token.any_of(CUES)))
        if named and not (naming and saying and _is_word_between(lead, at)):
            break
        found_cue = found_cue or (token.any_of(CUES) and not is_weak(token))
        at -= 1
    begin = _beginning(lead, at)
    if begin and lead[begin - 1].word == "do" and begin < at and "actor" in lead[begin]:
        first = _beginning(lead, begin - 1)
        if has_any(lead[first : begin - 1], START):
            begin, at = first, begin - 1  # "thu nội địa do Cục Thuế quản lý"
    grown = at + 1 < len(lead) and "growth-noun" in lead[at] and "cut" in lead[at + 1]
    if begin < at and grown:  # "GDP growth slowed to 3.6 %"
        at += 1
    return Zone(lead[begin:at], lead[at:])


def _is_new(lead: list[Token], at: int) -> bool:
    """Whether "mới" says "new" and belongs to the name: "số dự án mới tăng 2,2 lần"."""
    following = lead[at] if at < len(lead) else None
    if lead[at - 1].word != "mới" or following is None:
        return False
    new = following.word == "là" or following.any_of(frozenset({"up", "down"}))
    if new:
        lead[at - 1].kinds = {}
    return new


def _beginning(lead: list[Token], at: int) -> int:
    """Where the words before a place begin that may be one name."""
    while at and BOUNDARY.isdisjoint(lead[at - 1].kinds):
        if lead[at - 1].inside and has(lead[at - 1].inside, "figure"):
            break
        at -= 1
    return at


def _is_aimed_growth(lead: list[Token], at: int) -> bool:
    """Whether "growth" stands for that of the economy: "đặt mục tiêu tăng trưởng 8 %"."""
    token = lead[at - 1]
    growth = "growth-noun" in token and "up" in token
    return growth and at > 1 and lead[at - 2].any_of(_AIMS)


def is_weak(token: Token) -> bool:
    """Whether a word may be a preposition as well as a verb."""
    return token.word in ("of", "at", "to", "total", "or", "on", "with", "với", "cho")


def _is_word_between(lead: list[Token], at: int) -> bool:
    """Whether a word that could name something only links the verb and the figure."""
    token = lead[at - 1]
    return "level" in token or "unit" in token


def is_exception(token: Token) -> bool:
    """Tell whether a bracket says what a name leaves out: "(trừ dầu thô)"."""
    first = token.inside[0] if token.inside else None
    said = first is not None and ("except" in first or first.word == "trừ")
    return said and not has(token.inside, "figure")


def is_abbreviation(token: Token) -> bool:
    """Tell whether a bracket holds nothing but a short name: "(IIP)"."""
    return 0 < len(token.inside) <= 2 and all(t.text.isupper() for t in token.inside)
