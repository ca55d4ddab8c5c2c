"""What stands behind a figure: what it is compared with, its year, whose plan, its total."""

from __future__ import annotations

from dataclasses import dataclass, field

from vpcli.readers.prose.claims import Base
from vpcli.readers.prose.joining import has, says
from vpcli.readers.prose.tokens import Token

__all__ = ["ECONOMIES", "Trail", "base_of", "begins_economy", "trail_behind"]

ECONOMIES = frozenset({"gdp", "grdp", "gsdp", "gni"})

_STOPS = frozenset({",", ".", ";", ":", "figure", "group", "parts", "and", "but"})
_SAYING = frozenset({"up", "down", "over", "share", "contribution", "multiple", "equivalent"})
_ENDS = _STOPS | _SAYING
_ENDS_OF_PLANS = _ENDS | {"level"}
_PARTS = frozenset({"part", "to-date", "each-part"})
_PAST = frozenset({"past", "last", "previous", "recent", "latest", "qua"})
_SEEN_BEHIND = 10
_LEADS_ON = frozenset({"giúp", "khiến"})
_LOOSE = frozenset({"filler", "drop", "actor", "place", "level"})


@dataclass
class Trail:
    """What is said behind a figure, and how many tokens it takes."""

    base: Base | None = None
    year: int | None = None
    word: str = ""
    """A noun behind the figure that says what it is: up, down, higher, lower (English)."""
    subject: list[Token] = field(default_factory=list)
    """A name behind the figure: "a 7 % rise in exports"."""
    total: list[Token] = field(default_factory=list)
    toward_growth: bool = False
    growth_noun: bool = False
    at_least: bool = False
    yearly: bool = False
    open_base: bool = False
    """Whether the base is followed at once by a figure or a bracket."""
    price: str = ""
    taken: int = 0
    """Tokens behind those that name what the figure is of: "25 trillion in revenue"."""
    this_year: bool = False
    next_year: bool = False
    same: bool = False
    """Whether "the same period last year" stands behind it, as the time."""
    last_year: bool = False
    """Whether "last year" stands behind it, as the time and not as what it is compared with."""
    span: tuple[int, int] | None = None
    part: str = ""
    """The part of the year that the figure is of: "8 % in the first nine months"."""
    passing: bool = False
    """Whether that part is of this figure alone: "2 billion on a monthly basis"."""
    length: int = 0


_LEADING = (["ghi"], ["là"], ["đạt"], ["to"], ["lên"], ["xuống"], ["còn"])


def base_of(tokens: list[Token], year: int | None) -> Base:
    """Say what a comparison is with."""
    text = " ".join(token.text for token in tokens)
    giver = next((token.kinds["giver"] for token in tokens if "giver" in token), "")
    named = next((token.years[0] for token in tokens if "year" in token), None)
    ends = (token.text for token in tokens if token.reason == "date")
    named = named or next((int(day[-4:]) for day in ends if day.startswith("31/12/")), None)
    if any("plan" in token or "giver" in token or "fulfilled" in token for token in tokens):
        return Base("plan", named, giver, text)
    if any("part" in token or "each-part" in token for token in tokens):
        return Base("part", named, "", text)
    if any("growth-noun" in token or "up" in token for token in tokens):
        return Base("growth", named, "", text)
    if named is not None:
        return Base("year", named, "", text)
    if has(tokens, "previous") or "đầu năm" in text.casefold():
        return Base("previous", year - 1 if year else None, "", text)
    return Base("unknown", None, "", text)


def trail_behind(tokens: list[Token], at: int, year: int | None) -> Trail:
    """Read what stands behind the figure whose next token is at a place."""
    trail = Trail()
    begin = at
    at += _is_set_off(tokens, at)
    while at < len(tokens):
        after = _step(tokens, at, trail, year)
        if after == at:
            break
        at = after
    trail.length = at - begin
    if not trail.part and trail.year is None and trail.span is None:
        _look_for_part(tokens, at, trail)
    elif not trail.part and at < len(tokens) and tokens[at].any_of(_PARTS):
        _take(tokens[at], trail)  # "during the 2023 New Year holiday"
    return trail


def _is_set_off(tokens: list[Token], at: int) -> bool:
    """Whether a comma stands before the base of a figure: "26,6 %, so với năm 2020, …"."""
    if not (has(tokens[at : at + 1], ",") and has(tokens[at + 1 : at + 2], "against")):
        return False
    year = next(
        (end for end in range(at + 2, min(at + 5, len(tokens))) if "year" in tokens[end]), 0
    )
    return year > 0 and has(tokens[year + 1 : year + 2] or [tokens[at]], ",")


def _look_for_part(tokens: list[Token], at: int, trail: Trail) -> None:
    """Find the part of a year, or the years, that words behind name before the next stop."""
    for end in range(at, min(at + _SEEN_BEHIND, len(tokens))):
        token = tokens[end]
        if not token.kinds:
            continue  # a word that says nothing by itself, as most do
        if "year" in token and tokens[end - 1].word in ("in", "during"):
            trail.year = token.years[0]  # "25 million tonnes of rice in 2015"
            return
        if "span" in token and says(tokens[max(at, end - 2) : end], ("in",)):
            trail.span = (token.years[0], token.years[1])
            return  # "13 billion in FDI in the 2016-2018 period"
        if token.reason == "date" and tokens[end - 1].word == "ngày":
            trail.part = "to-date"  # "đạt mốc 300 triệu tấn dầu vào ngày 2-9-2009"
            return
        if token.any_of(_ENDS) or "year" in token or "against" in token:
            return
        if token.any_of(_PARTS):
            _take(token, trail)
            return
        if token.reason == "period" and tokens[end - 1].word in _PAST:
            trail.part, trail.passing = "period", True
            return


def _take(token: Token, trail: Trail) -> None:
    """Take a part of a year; what is of each month or day says nothing of the next figure."""
    trail.part = token.reason or ("to-date" if "to-date" in token else "part")
    trail.passing = "each-part" in token


def _step(tokens: list[Token], at: int, trail: Trail, year: int | None) -> int:
    """Take one thing behind a figure; return the place behind it, or the same where none is."""
    token = tokens[at]
    if "toward-growth" in token:
        trail.toward_growth = True
        return _beyond(tokens, at + 1)
    if "plan" in token and trail.base is None:
        return _base(tokens, at, trail, year)
    if _is_price(tokens, at):
        priced = tokens[at] if "price" in tokens[at] else tokens[at + 1]
        trail.price = priced.kinds["price"]
        return tokens.index(priced, at) + 1
    if (end := _from_to(tokens, at, trail)) > at:
        return end
    if token.word == "last year" and trail.base is None and not _owner(tokens, at):
        trail.last_year = True
        return at + 1
    if "previous" in token and trail.base is None and not _owner(tokens, at):
        end = at + 1 + [t.word for t in tokens[at + 1 : at + 2]].count("năm")
        end = end + 1 if end < len(tokens) and "year" in tokens[end] else at + 1
        trail.base = base_of(tokens[at:end], year)
        return end
    if ("against" in token and trail.base is None) or _with_a_year(tokens, at, trail):
        return _compared(tokens, at, trail, year)
    if token.word == "by" and has(tokens[at + 1 : at + 4], "plan") and trail.base is None:
        return _compared(tokens, at, trail, year)  # "up 20 percent by the annual plan"
    if "at-least" in token:
        trail.at_least = True
        return at + 1
    dated = at + 1 < len(tokens) and "year" in tokens[at + 1]
    if dated and token.word == "growth in" and not trail.word:
        trail.word, trail.year = "up", tokens[at + 1].years[0]
        return at + 2  # "a 5.9 percent growth in 2015"
    if "growth-noun" in token and not trail.word and "up" not in token:
        trail.growth_noun = True
        return at + 1
    if "each-year" in token:
        trail.yearly = True
        return at + 1
    if token.any_of(frozenset({"up", "down", "higher", "lower"})) and not trail.word:
        return _noun(tokens, at, trail, year)
    return _dated(tokens, at, trail, year)


def _with_a_year(tokens: list[Token], at: int, trail: Trail) -> bool:
    """ "tăng 7 % với năm 2021", where "so" was left out."""
    near = [t for t in tokens[at + 1 : at + 3] if t.word != "năm"]
    word = tokens[at].word
    return trail.base is None and word == "với" and bool(near) and "year" in near[0]


def _owner(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].text in "’'"


def _dated(tokens: list[Token], at: int, trail: Trail, year: int | None) -> int:
    """A year behind a figure, with the words before it: "vào cuối năm 2018", "in 2022"."""
    end = at
    while end < len(tokens) and end - at < 6 and _is_link(tokens[end]):
        end += 1
    if end >= len(tokens) or trail.year is not None:
        return at
    token = tokens[end]
    by_end = token.word == "by the end of" and end + 1 < len(tokens)
    if by_end and "year" in tokens[end + 1]:
        trail.year = tokens[end + 1].years[0]
        return end + 2
    if token.any_of(_PARTS):
        _take(token, trail)
        return end + 1
    if "year" in token:
        trail.year = token.years[0]
        return end + 1
    if "span" in token:
        trail.span = (token.years[0], token.years[1])
        return end + 1
    if "this-year" in token:
        trail.this_year = True
        return end + 1
    if "next-year" in token:
        trail.next_year = True
        return end + 1
    trail.same = "same period" in token.word and end > at
    if "previous" in token and end > at and year is not None and trail.base is None:
        trail.year = year - 1
        return end + 1
    return at


def _is_link(token: Token) -> bool:
    return "many-years" in token or token.word in (
        "the year",
        "year",
        "fiscal year",
        "financial year",
        "fiscal",
        "fy",
        "vào",
        "cuối",
        "của",
        "trong",
        "năm",
        "ở",
        "in",
        "of",
        "for",
        "at",
        "the",
        "end",
        "during",
        "by",
        "figure",
        "level",
        "con số",
        "con",
        "số",
        "mức",
    )


def _compared(tokens: list[Token], at: int, trail: Trail, year: int | None) -> int:
    """ "so với năm 2018", "theo kế hoạch", "on the year before", "of the estimate"."""
    word = tokens[at].word
    end = at + 1
    while end < len(tokens) and not tokens[end].any_of(_STOPS):
        if tokens[end].any_of(_SAYING) and not tokens[end].any_of(frozenset({"level", "higher"})):
            break
        if tokens[end].word.split()[:1] in _LEADING or tokens[end].word in _LEADS_ON:
            break
        end += 1
    found = base_of(tokens[at + 1 : end], year)
    if found.kind == "unknown" and word in ("theo", "on", "of", "over", "from"):
        return at
    if found.kind == "year" and word == "of":
        return at
    if found.kind == "growth" and word in ("of", "on", "from", "over"):
        return at
    trail.base = found
    found.bare = word == "of"
    if found.kind == "plan":
        _take_part(tokens[at + 1 : end], trail)
    trail.open_base = end < len(tokens) and tokens[end].any_of(frozenset({"figure", "group"}))
    return end


def _base(tokens: list[Token], at: int, trail: Trail, year: int | None) -> int:
    """A plan right behind a figure: "72 % kế hoạch đề ra của năm 2019", "165 % KH tỉnh giao"."""
    end = at
    while end < len(tokens) and (
        not tokens[end].any_of(_ENDS_OF_PLANS) or tokens[end].word == "được"
    ):
        if tokens[end].text in "/":
            break
        end += 1
    trail.base = base_of(tokens[at:end], year)
    trail.base.bare = True
    _take_part(tokens[at:end], trail)
    of_value = [token.word for token in tokens[end : end + 1]] == ["of"]
    if of_value and end + 1 < len(tokens) and "figure" in tokens[end + 1]:
        trail.open_base = True  # "above the plan of VND18 trillion"
        return end + 1
    named = tokens[end - 1].word.endswith(" of")  # "above the budget of 1,242"
    following = tokens[end] if end < len(tokens) else None
    trail.open_base = following is not None and (
        "group" in following or (named and "figure" in following)
    )
    return end


def _is_price(tokens: list[Token], at: int) -> bool:
    """A price basis behind the figures that it is of: "8 % in 2022 at constant prices"."""
    if "price" in tokens[at]:
        return True
    link = tokens[at].word in (",", "at", "in", "theo")
    return link and at + 1 < len(tokens) and "price" in tokens[at + 1] and (tokens[at].text != ",")


def _from_to(tokens: list[Token], at: int, trail: Trail) -> int:
    """ "from 2012-13 to 2020-21" behind an average."""
    four = tokens[at : at + 4]
    if len(four) < 4 or four[0].word not in ("from", "từ"):
        return at
    if "year" not in four[1] or "year" not in four[3]:
        return at
    if four[2].word not in ("to", "đến"):
        return at
    trail.span = (four[1].years[0], four[3].years[0])
    return at + 4


def _take_part(tokens: list[Token], trail: Trail) -> None:
    """ "72 % of the plan in the first eleven months" is of no whole year."""
    part = next((t for t in tokens if "part" in t or "to-date" in t), None)
    if part is not None:
        trail.part = part.reason or "to-date"


def _beyond(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and not tokens[at].any_of(_ENDS):
        at += 1
    return at


def _noun(tokens: list[Token], at: int, trail: Trail, year: int | None) -> int:
    """ "4.8 per cent increase", "a 7 % rise in exports", "8 % higher than in 2020"."""
    token = tokens[at]
    if not token.text.isascii():
        return at
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    for kind in ("higher", "lower"):
        if kind not in token:
            continue
        trail.word = "up" if kind == "higher" else "down"
        return _compared(tokens, at, trail, year) if "than" in token.word else at + 1
    if token.word in ("up", "down", "growing", "rising", "falling"):
        return at
    trail.word = "up" if "up" in token else "down"
    if following is not None and following.word in ("in", "of"):
        end = at + 2
        while (
            end < len(tokens)
            and not tokens[end].any_of(_STOPS - {"and"})
            and "year" not in tokens[end]
        ):
            if tokens[end].any_of(frozenset({"level", "up", "down"})):
                break
            end += 1
        trail.subject = tokens[at + 2 : end]
        return end
    return at + 1


def begins_economy(behind: list[Token]) -> bool:
    """Tell whether the economy is what a percentage is of: "5.7 % of the GDP"."""
    near = [token.word for token in behind[:3]]
    linked = near[:1] == ["of"] and any(word in ECONOMIES for word in near[1:])
    return linked or near[0:1] in ([word] for word in ECONOMIES)
