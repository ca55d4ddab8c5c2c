"""What the words behind a figure say of it: its total, its year, what it is of."""

from __future__ import annotations

from vpcli.readers.prose.bases import ECONOMIES, Trail, begins_economy, trail_behind
from vpcli.readers.prose.figures import Sort
from vpcli.readers.prose.joining import has, has_any, says
from vpcli.readers.prose.kinds import CUES, START
from vpcli.readers.prose.tokens import Token
from vpcli.readers.prose.zones import Zone

__all__ = [
    "begins_total",
    "ends_what_a_rate_is_of",
    "in_terms",
    "is_of_a_level",
    "is_pair",
    "is_rated",
    "is_share",
    "object_in",
    "total_in",
    "trail_of_level",
    "up_to_a_stop",
    "year_in",
]

_MOST_OF_A_RATE = 5
_BEFORE_A_RATE = frozenset({"up", "down", "level", "equal", "over", "qualifier", "filler"})
_STOPS = frozenset({",", ";", ":", "group", "figure", ".", "/"})
_SAYING = frozenset({"cho", "chứng tỏ", "cho thấy", "thể hiện", "showing"})
_MEANWHILE = frozenset({"while", "whereas", "trong khi"})
_OTHER_TERMS = frozenset({"volume", "value", "quantity", "terms", "nominal", "real"})


def up_to_a_stop(tokens: list[Token]) -> list[Token]:
    """The tokens before the next comma, bracket or figure, or an "and" that a verb follows."""
    for at, token in enumerate(tokens):
        if token.any_of(_STOPS) or token.word in _MEANWHILE:
            return tokens[:at]
        if "and" in token and has_any(tokens[at + 1 : at + 2], CUES):
            return tokens[:at]
    return tokens


def begins_total(behind: list[Token]) -> bool:
    """Tell whether a total is named behind "bằng x %": "bằng 79 % tổng thu"."""
    return bool(behind) and behind[0].word.startswith("tổng") and "head" in behind[0]


def object_in(behind: list[Token], zone: Zone, cue: str) -> list[Token]:
    """The name behind "growth of 15 per cent in …", where none stands before it."""
    word = behind[0].word if behind else ""
    if word not in ("in", "from", "for"):
        return []
    named = has_any(zone.tokens, START - {"growth-noun"})
    earned = cue == "level" or has((*zone.tokens, *zone.predicate), "cut")
    if (named and cue) or not (word == "in" or (word in ("from", "for") and earned and not named)):
        return []
    found = _before_a_verb(up_to_a_stop(behind[1:])) + [t for t in behind[1:] if "group" in t][:1]
    while found and found[-1].any_of(CUES) and not found[-1].any_of(START):
        found.pop()  # "an increase of 1.3 % in production at 106 million tonnes"
    return found if has_any(found, START) else []


def _before_a_verb(tokens: list[Token]) -> list[Token]:
    """Without what is said of a name: "transport services boosted mainly by …"."""
    said = next((at for at, t in enumerate(tokens) if at and "cut" in t), len(tokens))
    return tokens[:said]


def trail_of_level(behind: list[Token], year: int | None) -> Trail | None:
    """Return what stands behind the level a rate leads to: "rose 5 % to 12 billion in 2017"."""
    if not behind or behind[0].word not in ("to", "lên", "xuống", "còn", "from", "từ"):
        return None
    for at, token in enumerate(behind):
        reached = at and says(behind[:at], ("to", "lên", "xuống", "còn"))
        if token.any_of(frozenset({",", ";", "."})):
            return None
        if reached and "figure" in token:
            return trail_behind(behind, at + 1, year)
    return None


def is_share(sort: Sort, cue: str, trail: Trail, behind: list[Token]) -> bool:
    """Tell whether the words behind make a share of a figure."""
    if cue == "equal" and begins_total(behind):
        return True
    if sort is not Sort.PERCENT:
        return False
    if cue == "contribution":  # "contributed 17.6 per cent of the GDP"
        return not trail.toward_growth and is_of_a_level(behind)
    return cue in ("level", "equal") and begins_economy(behind)  # "was 5.7 % of GDP"


def total_in(behind: list[Token]) -> list[Token]:
    """The words that name what a percentage is of."""
    if behind and (behind[0].text in "-–" or "and" in behind[0]):
        return []  # "chiếm 63,7 % - Thương mại chiếm 21,3 %"
    total = up_to_a_stop(behind)
    if len(total) < len(behind) and "figure" in behind[len(total)] and has(total[-1:], "qualifier"):
        total = total[:-1]  # "chiếm 13 % với gần 1,5 tỷ USD"
    total = total[: next((at for at, t in enumerate(total) if t.word in _SAYING), len(total))]
    if begins_economy(behind):
        named = (at for at, t in enumerate(total) if t.word in ECONOMIES)
        return total[: next(named, len(total)) + 1]
    return total


def year_in(behind: list[Token]) -> int | None:
    """The year that stands with what a percentage is of: "5.7 % of GDP in 2014"."""
    return next((t.years[0] for t in up_to_a_stop(behind) if "year" in t), None)


def is_of_a_level(behind: list[Token]) -> bool:
    """Tell whether the words behind a percentage name a total, and not its growth."""
    if not behind:
        return False
    linked = behind[0].word in ("of", "trong", "vào", "cho", "to")
    total = up_to_a_stop(behind[1:] if linked else behind)
    grows = any("growth-noun" in t or t.any_of(frozenset({"up", "down"})) for t in total)
    named = total if linked else total[:1]
    return has_any(named, START | {"place"}) and not grows


def in_terms(behind: list[Token]) -> bool:
    """ "up 13 % in volume": of something else than the name."""
    return behind[0].word == "in" and says(behind[1:3], _OTHER_TERMS)


def is_pair(behind: list[Token]) -> bool:
    """Tell whether "and" and another figure follow at once."""
    return len(behind) > 1 and "and" in behind[0] and "figure" in behind[1]


def is_rated(behind: list[Token]) -> bool:
    """Tell whether ", tăng 5 %" or ", đạt 98 % kế hoạch" follows at once."""
    if len(behind) < _MOST_OF_A_RATE or not behind[0].any_of(frozenset({",", "group"})):
        return False
    for at, token in enumerate(behind[1:_MOST_OF_A_RATE], 1):
        if token.printed is not None:
            return at > 1 and token.printed.sort is Sort.PERCENT
        if not token.any_of(_BEFORE_A_RATE):
            return False
    return False


def ends_what_a_rate_is_of(token: Token) -> bool:
    """Tell whether a word ends what a percentage is of."""
    return "," in token or "and" in token or token.word in ("to", "at")
