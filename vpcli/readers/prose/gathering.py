"""What stands around a figure, gathered before anything is decided."""

from __future__ import annotations

from itertools import pairwise

from vpcli.readers.prose.bases import Trail, trail_behind
from vpcli.readers.prose.behind import (
    begins_total,
    ends_what_a_rate_is_of,
    is_share,
    object_in,
    total_in,
    trail_of_level,
    up_to_a_stop,
    year_in,
)
from vpcli.readers.prose.claims import Base
from vpcli.readers.prose.figures import Sort
from vpcli.readers.prose.joining import has, has_any, says
from vpcli.readers.prose.kinds import CUES, EDGE, START
from vpcli.readers.prose.refusing import Refusing
from vpcli.readers.prose.state import Point
from vpcli.readers.prose.survey import Lead, cue_of, survey
from vpcli.readers.prose.tokens import Token
from vpcli.readers.prose.zones import Zone, find_zone

__all__ = ["Gathering", "topic_before"]

_RAISES = frozenset({"raise", "boost", "lift", "expand", "increase", "raising", "boosting"})
_BUT = frozenset({"but", "though", "although", "nhưng", "song", "tuy nhiên"})
_OPENS = frozenset({",", ";", ":", "and", "parts", "but", "group", "."})
_MAKES = frozenset({"làm", "giúp", "khiến"})
_PAST = frozenset(
    {"rose", "fell", "grew", "was", "were", "stood", "stood at", "stands at", "stand at", "reached"}
    | {"climbed", "dropped", "declined", "increased", "decreased", "totalled", "totaled", "shrank"}
    | {"increased by", "decreased by", "rose by", "fell by", "grew by", "was at", "were at"}
)
_INCLUDES = frozenset({"bao gồm", "bao gồm cả", "gồm cả"})
_TO_COME = frozenset({"will", "sẽ"})
_SILENT = frozenset({";", ",", ".", "qualifier", "and"})
_OBJECT = frozenset({"count", "people", "founded"})
_DATES = frozenset({"year", "years", "span", "part", "to-date", "this-year", "previous", "against"})
_ENDS_OF_NAMES = _DATES | CUES | {"qualifier"}
_MOVES = frozenset({"up", "down"})
_REACHED = ("level", "")
"""Verbs, or none, before an amount that is a level."""
_BELONG = frozenset({"to", "for", "went", "in", "on", "towards"})
"""What begins words that belong to the figure before: "£8.2 million to skills"."""


class Gathering(Refusing):
    """Gathers what stands around figures."""

    def point(
        self,
        token: Token,
        before: list[Token],
        trail: Trail,
        behind: list[Token],
        *,
        figured: bool,
    ) -> Point:
        """Gather what stands around a figure."""
        printed, context = token.printed, self.context
        assert printed is not None
        lead = survey(before, context, self.written, figure=True, figured=self.in_clause)
        zone = find_zone(self.behind_object(before) if figured else before)
        zone.tokens = _before_inclusion(before, zone) or zone.tokens
        cue, from_, qualifier = cue_of(zone)
        if self.in_sentence is None and all(t.any_of(EDGE) for t in zone.tokens):
            zone.tokens = _before_but(before) or zone.tokens
        zone.tokens = _topic(before, zone) or zone.tokens
        zone.tokens = _behind_cause(zone.tokens)
        if has(before[-2:], "negative"):
            printed.sign = "-"
        moved = _moved_by(zone)
        cue = moved if moved and cue == "level" else cue
        self.last_cue = cue = cue or moved or self.cue_before(zone, trail, printed.sort)
        if trail.base is None and trail.year is not None and cue in ("multiple", "equal"):
            trail.base, trail.year = Base("year", trail.year), None  # "gấp 1,6 lần năm 2015"
        if printed.sort is Sort.AMOUNT and (found := _named_by_what_follows(behind, cue)):
            trail.subject, trail.taken, cue = found, len(found), "level"
            trail.year = trail.year or trail_behind(behind, trail.taken, context.year).year
        elif not trail.subject:
            self.find_subject(before, behind, zone, cue, trail)
        if has(up_to_a_stop(behind), "to-date") and not trail.part:
            trail.part = "to-date"  # "718 million from pepper exports so far"
        self.named_behind = bool(trail.subject)
        if printed.sort is Sort.PERCENT and not from_:
            level = trail_of_level(behind, context.year)
            if level is not None and not (trail.year or trail.part):
                trail.year, trail.part = level.year, level.part
        by = any(t.word == "by" for t in before[-2:])
        if by and lead.of_base and lead.base is not None and lead.base.kind == "plan":
            lead.of_base, cue, trail.base = False, "over", lead.base  # "exceeding its target by"
        shared = has(zone.tokens, "share-noun") and not cue
        if shared and begins_total(behind):
            trail.total = up_to_a_stop(behind)
        if has(up_to_a_stop(behind)[:4], "at-least"):
            trail.at_least = True  # "95 % dân số trở lên"
        if cue == "share" or is_share(printed.sort, cue, trail, behind):
            cue, trail.total = "share", total_in(behind)
            trail.year = trail.year or year_in(behind)
        if trail.span is not None:
            context.span, context.part = trail.span, ""
        beyond = cue in ("mark", "over") and printed.sort in (Sort.AMOUNT, Sort.PEOPLE)
        if beyond and trail.base is None and not qualifier:
            qualifier = "trên" if self.lang == "vi" else "over"
        planned = self.is_planned(lead, zone) and not _is_before_plan(behind)
        goes_on = all(t.any_of(EDGE) for t in before) and (not before or has(before, "and"))
        self.was_planned = planned = planned or (goes_on and self.was_planned)
        return Point(
            token,
            printed,
            before,
            trail,
            behind,
            lead,
            zone,
            cue,
            from_,
            qualifier,
            planned,
            figured,
        )

    def is_planned(self, lead: Lead, zone: Zone) -> bool:
        """Whether a figure is aimed at; what is said to have been ends what a heading aims at."""
        if self.lang == "en" and _is_past(zone) and not self.aims:
            self.plan_heading = self.context.planned = False
            return False
        planned = self.context.planned or lead.planned or self.is_where_an_aim_leads(zone)
        if self.written is None:  # else the year tells what nobody could know yet
            planned = planned or _is_yet_to_come(zone)
        return planned

    def is_where_an_aim_leads(self, zone: Zone) -> bool:
        """Whether a figure is what one left as planned leads to: "sẽ tăng 0,5 % lên 56 %"."""
        last = self.left[-1] if self.left else None
        aimed = last is not None and last.reason == "intention" and last.sentence is self.sentence
        return aimed and all(token.any_of(EDGE) for token in zone.tokens)

    def find_subject(
        self, before: list[Token], behind: list[Token], zone: Zone, cue: str, trail: Trail
    ) -> None:
        """Find a name behind a figure, where none that fits stands before it."""
        if found := object_in(behind, zone, cue):
            trail.subject, trail.taken = found, len(found) + 1
            if trail.year is None:
                trail.year = trail_behind(behind, trail.taken, self.context.year).year
        elif found := self.name_behind(before, behind, zone, cue):
            trail.subject, trail.taken = found, len(found)

    def cue_before(self, zone: Zone, trail: Trail, sort: Sort) -> str:
        """The verb that a figure without one of its own takes over: of the last, of a heading."""
        alone = all(t.any_of(EDGE) for t in zone.tokens)
        if alone and self.in_sentence is not None:
            bare = trail.base is not None and trail.base.kind == "plan" and trail.base.bare
            cue = "" if bare else self.last_cue  # "tăng 7 % … và 3,7 % theo kế hoạch"
            moved = sort in (Sort.AMOUNT, Sort.PEOPLE) and cue in ("up", "down")
            if cue and not moved:  # no level: "tăng 26 % và 1.472 tỷ đồng lợi nhuận"
                return cue
        return self.header if sort is not Sort.AMOUNT else ""

    def is_between(self, before: list[Token]) -> bool:
        """Whether a figure is an end of "between 5 % and 6 %"."""
        second = self.began_between and all("and" in token for token in before)
        self.began_between = bool(before) and before[-1].word == "between"
        return self.began_between or second

    def behind_object(self, lead: list[Token]) -> list[Token]:
        """Without the words that still belong to the figure before: "520 ha rừng, đạt 104 %".

        Behind a percentage that is any name up to a comma: "93,6 % dân số, vượt 0,6 %".
        """
        first = lead[0].word if lead else ""
        if first == "of" and self.after_rate:  # "from 5.1 % of GDP in 2013 to 4.9 %"
            ends = (at for at, t in enumerate(lead) if ends_what_a_rate_is_of(t))
            return lead[next(ends, 0) :]
        if self.after_bare and self.lang == "en" and not has_any(lead[:1], CUES):
            ends = (at for at, t in enumerate(lead) if "," in t or "and" in t)
            return lead[next(ends, 0) :]  # "7.5 million foreign visitors and 29 million"
        counted = self.after_people and self.lang == "vi"
        rate = (self.after_rate or counted) and (first == "of" or not has_any(lead[:1], CUES))
        of_amount = first == "of" and not self.after_rate
        if self.lang == "en" and (first in _BELONG or of_amount):
            return next((lead[at:] for at, t in enumerate(lead) if "," in t or "and" in t), lead)
        for at, token in enumerate(lead):
            if counted and "and" in token and not _names_anew(lead[at + 1 : at + 2]):
                continue  # "17,5 triệu người làm việc ở nông nghiệp và thủy sản, giảm 7 %"
            if token.any_of(_OPENS):
                return lead[at:] if "," in token or "and" in token or not rate else lead
            loose = rate and (not token.any_of(CUES) or at == 0)
            is_object = token.kinds.keys() <= _OBJECT or "founded" in token
            if not is_object and not loose:
                return lead
        return lead

    def name_behind(
        self, before: list[Token], behind: list[Token], zone: Zone, cue: str
    ) -> list[Token]:
        """The name behind an amount of a list: "gồm 3,1 triệu tấn thủy sản khai thác và …".

        Also behind the first verb of somebody who has no name of an indicator.
        """
        if self.lang != "vi" or not behind or behind[0].any_of(CUES):
            return []
        found = up_to_a_stop(behind)
        if has(found, "and"):
            found = found[: next(at for at, t in enumerate(found) if "and" in t)]
        if not found or has_any(found, CUES):
            return []
        loose = [t for t in before if not t.any_of(_SILENT)]
        listed = bool(loose) and all("parts" in t or t.word == "có" for t in loose)
        again = self.named_behind and not loose
        deed = cue == "level" and found[0].any_of(START) and not has_any(zone.tokens, START)
        return found if (listed or again or deed) and has_any(found, START) else []


def _before_inclusion(lead: list[Token], zone: Zone) -> list[Token]:
    """The name in "doanh thu bao gồm cả lữ hành, khách sạn ước đạt 5 tỷ", and not what it holds."""
    at = next((at for at, t in enumerate(lead) if t.word in _INCLUDES), 0)
    if not at or not zone.cues or not has_any(lead[:at], START):
        return []
    return find_zone(lead[:at]).tokens


def _behind_cause(named: list[Token]) -> list[Token]:
    """The name in "tăng trưởng chậm đã làm tỷ trọng …", "… giúp xuất khẩu tôm …"."""
    at = next((at for at in range(len(named) - 1, -1, -1) if named[at].word in _MAKES), -1)
    return named[at + 1 :] if at >= 0 and has_any(named[at + 1 :], START) else named


def _is_past(zone: Zone) -> bool:
    """Whether the verb says that something was: "turnover rose 2.7 %" is no target."""
    return says(zone.predicate, _PAST)


def _is_before_plan(behind: list[Token]) -> bool:
    """Whether the plan follows a stroke: "50.754 tấn/KH 52.663 tấn"."""
    return len(behind) > 1 and behind[0].text == "/" and "plan" in behind[1]


def _named_by_what_follows(behind: list[Token], cue: str) -> list[Token]:
    """The name right behind an amount: "ghi nhận 120 tỷ đồng doanh thu và 7 tỷ đồng lợi nhuận"."""
    if cue not in _REACHED or not has(behind[:1], "follows"):
        return []
    found = up_to_a_stop(behind)
    ends = (at for at, t in enumerate(found) if at and t.any_of(_ENDS_OF_NAMES))
    return found[: next(ends, len(found))]


def _names_anew(tokens: list[Token]) -> bool:
    """Whether a word begins a name, and is no branch of the economy in a list of them."""
    return has(tokens, "head") and not has(tokens, "sector")


def _is_yet_to_come(zone: Zone) -> bool:
    """Whether the verb says that it will be so: "exports will reach 9 billion"."""
    return says((*zone.tokens[-1:], *zone.predicate), _TO_COME)


def _moved_by(zone: Zone) -> str:
    """The verb in "plans to raise exports by 10 percent", which stands before the name."""
    if zone.predicate and zone.predicate[-1].word == "of":
        nouns = [a for a, b in pairwise(zone.tokens) if b.word == "in" and a.any_of(_MOVES)]
        return next((kind for kind in ("up", "down") if has(nouns[-1:], kind)), "")
    if not zone.predicate or zone.predicate[-1].word != "by":
        return ""
    for token in zone.tokens:
        if token.word in _RAISES or "up" in token:
            return "up"
        if "down" in token:
            return "down"
    return ""


def _before_but(lead: list[Token]) -> list[Token]:
    """The name in "the export market fared better, though still shrank by 1 %"."""
    ends = [at for at, t in enumerate(lead) if t.word in _BUT]
    found = find_zone(lead[: ends[-1]]).tokens if ends else []
    return found if has_any(found, START) else []


def _topic(lead: list[Token], zone: Zone) -> list[Token]:
    """What a sentence says first that it is about: "Về khai thác dầu, công ty đạt …"."""
    if not lead or lead[0].word not in ("về", "đối với"):
        return []
    commas = [at for at, t in enumerate(zone.tokens) if "," in t]
    if has_any(zone.tokens[commas[-1] + 1 if commas else 0 :], START):
        return []
    end = next((at for at, t in enumerate(lead) if "," in t), 0)
    found = find_zone(lead[1:end]).tokens if end else []
    return found if has_any(found, START) else []


def topic_before(lead: list[Token]) -> list[Token]:
    """The head that a sentence says first that it is about: "Về xuất khẩu, khu vực FDI đạt …"."""
    if not lead or lead[0].word != "về":
        return []
    end = next((at for at, t in enumerate(lead) if "," in t), 0)
    found = lead[1:end]
    known = bool(found) and "measured" in found[0] and all(t.any_of(START) for t in found)
    return found if known and has(lead[end + 1 : end + 2], "sector") else []
