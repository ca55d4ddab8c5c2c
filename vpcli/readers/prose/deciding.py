"""One figure after the other: what stands around it is gathered, then it is decided."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from vpcli.core.facts.model import Measure
from vpcli.i18n.vocabulary import folded
from vpcli.readers.prose.bases import ECONOMIES, Trail, begins_economy, trail_behind
from vpcli.readers.prose.claims import Base, Name
from vpcli.readers.prose.comparing import Comparing, with_own_figure
from vpcli.readers.prose.figures import Sort
from vpcli.readers.prose.kinds import CUES, EDGE, START
from vpcli.readers.prose.measures import Case, Decision, decide
from vpcli.readers.prose.state import Point
from vpcli.readers.prose.survey import cue_of, survey
from vpcli.readers.prose.tokens import Token
from vpcli.readers.prose.zones import Zone, find_zone

__all__ = ["Deciding"]

_ARTICLES = frozenset({"the", "its", "their", "a", "an"})
_BOUNDS = frozenset({"trên", "dưới", "từ", "từ trên", "above", "below", "under", "over"})
_MOST_OF_A_RATE = 5
_BEFORE_A_RATE = frozenset({"up", "down", "level", "equal", "over", "qualifier", "filler"})
_GROUPS = ("khu vực", "nam", "nữ", "thành thị", "nông thôn")
_BUT = frozenset({"but", "though", "although", "nhưng", "song", "tuy nhiên"})
_REACHING = frozenset({"lên", "xuống", "còn", "đến", "tới", "to"})
_SPREADS = frozenset({"dao động"})
_EACH_YEAR = frozenset({"hàng năm", "hằng năm", "mỗi năm"})
_MOVES = frozenset({"up", "down"})
_MORE = frozenset({"more", "less", "fewer", "more than", "less than", "fewer than", "short of"})
_MOST_OF_A_COUNT = 3
_SOME_OF_ALL = re.compile(r"\b\d+ (?:out )?of (?:the |all )?\d+\b")
_THERE_ARE = frozenset({"có", "were", "are"})
_OPENS = frozenset({",", ";", ":", "and", "parts", "but", "group", "."})
_SILENT = frozenset({";", ",", ".", "qualifier", "and"})
_OBJECT = frozenset({"count", "people", "founded"})
_BELONG = frozenset({"to", "for", "went", "in", "on", "towards"})
"""What begins words that belong to the figure before: "£8.2 million to skills"."""
_MOST_OF_A_COUNTRY = 4
_SUPERLATIVES = frozenset({"largest", "biggest", "highest", "fastest", "hardest"})
_NO_NAMES = frozenset({"xếp", "that", "those", "we", "he", "she", "ông", "bà", "said"})
"""What begins a sentence about somebody, and no name of an indicator."""
_NO_NAMES_ALONE = frozenset(
    {"cả", "nam", "nữ", "men", "women", "group", "company", "fye", "số", "mức", "sector"}
    | {
        "tổng số xã",
        "năm gốc",
        "tổng số",
        "sectoral",
        "region",
        "regions",
        "unit",
        "units",
        "khu vực cũ",
        "khu vực này",
        "khu vực đó",
    }
)
_RANKED = ("nhất", "largest", "biggest", "main")
_TRADE = frozenset({"xuất khẩu", "nhập khẩu", "exports", "imports", "kim ngạch"})
_MARKETS = ("thị trường", "market")
_STOPS = frozenset({",", ";", ":", "group", "figure", "."})
_MEANWHILE = frozenset({"while", "whereas", "trong khi"})
_OTHER_TERMS = frozenset({"volume", "value", "quantity", "terms", "nominal", "real"})


class Deciding(Comparing):
    """Decides figures."""

    def figure(self, token: Token, before: list[Token], trail: Trail, behind: list[Token]) -> None:
        """Decide what one figure is."""
        printed, figured = token.printed, self.began
        assert printed is not None
        pending, self.pending, self.began = self.pending, None, True
        self.clause_began, self.in_clause = True, self.clause_began
        if self.supposes or self.is_between(before):
            self.leave(token, "unclear")  # "grow by between 5 % and 6 %"
            return
        if pending is not None and all(t.any_of(EDGE) for t in before):
            point = self.lone(token, before)
            point.trail = trail
            self.compared_with(point, pending)
            return
        self.pending = with_own_figure(printed, trail, behind)
        self.before_left = self.last_left and figured
        self.last_left, self.base = True, trail.base if trail.open_base else None
        point = self.point(token, before, trail, behind, figured=figured)
        self.after_rate = printed.sort is Sort.PERCENT
        self.after_bare = printed.sort is Sort.AMOUNT and not printed.base
        self.after_people = printed.sort is Sort.PEOPLE
        if not self.is_elsewhere(point) and not self.is_no_fact(point):
            self.decide(point)

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
        cue, from_, qualifier = cue_of(zone)
        if self.in_sentence is None and all(t.any_of(EDGE) for t in zone.tokens):
            zone.tokens = _before_but(before) or zone.tokens
        zone.tokens = _topic(before, zone) or zone.tokens
        if any("negative" in t for t in before[-2:]):
            printed.sign = "-"
        self.last_cue = cue = cue or self.cue_before(zone, trail, printed.sort)
        if trail.base is None and trail.year is not None and cue in ("multiple", "equal"):
            trail.base, trail.year = Base("year", trail.year), None  # "gấp 1,6 lần năm 2015"
        if not trail.subject and (found := _object_in(behind, zone, cue)):
            trail.subject, trail.taken = found, len(found) + 1
            if trail.year is None:
                trail.year = trail_behind(behind, trail.taken, context.year).year
        elif not trail.subject and (found := self.name_behind(before, behind, zone, cue)):
            trail.subject, trail.taken = found, len(found)
        self.named_behind = bool(trail.subject)
        if printed.sort is Sort.PERCENT:
            trail.year = trail.year or _year_of_level(behind, context.year)
        by = any(t.text.casefold() == "by" for t in before[-2:])
        if by and lead.of_base and lead.base is not None and lead.base.kind == "plan":
            lead.of_base, cue, trail.base = False, "over", lead.base  # "exceeding its target by"
        shared = any("share-noun" in t for t in zone.tokens) and not cue
        if shared and _begins_total(behind):
            trail.total = _up_to_a_stop(behind)
        if any("at-least" in t for t in _up_to_a_stop(behind)[:4]):
            trail.at_least = True  # "95 % dân số trở lên"
        if cue == "share" or _is_share(printed.sort, cue, trail, behind):
            cue, trail.total = "share", _total_in(behind)
            trail.year = trail.year or _year_in(behind)
        if trail.span is not None:
            context.span, context.part = trail.span, ""
        passed = cue in ("mark", "over") and trail.base is None and not qualifier
        if passed and printed.sort in (Sort.AMOUNT, Sort.PEOPLE):
            qualifier = "trên" if self.lang == "vi" else "over"
        planned = context.planned or lead.planned
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

    def cue_before(self, zone: Zone, trail: Trail, sort: Sort) -> str:
        """The verb that a figure without one of its own takes over: of the last, of a heading."""
        alone = all(t.any_of(EDGE) for t in zone.tokens)
        if alone and self.in_sentence is not None:
            bare = trail.base is not None and trail.base.kind == "plan" and trail.base.bare
            cue = "" if bare else self.last_cue  # "tăng 7 % … và 3,7 % theo kế hoạch"
            moved = sort is Sort.AMOUNT and cue in ("up", "down")
            if cue and not moved:  # no level: "tăng 26 % và 1.472 tỷ đồng lợi nhuận"
                return cue
        return self.header if sort is not Sort.AMOUNT else ""

    def is_between(self, before: list[Token]) -> bool:
        """Whether a figure is an end of "between 5 % and 6 %"."""
        second = self.began_between and all("and" in token for token in before)
        self.began_between = bool(before) and before[-1].text.casefold() == "between"
        return self.began_between or second

    def behind_object(self, lead: list[Token]) -> list[Token]:
        """Without the words that still belong to the figure before: "520 ha rừng, đạt 104 %".

        Behind a percentage that is any name up to a comma: "93,6 % dân số, vượt 0,6 %".
        """
        first = lead[0].text.casefold() if lead else ""
        if first == "of" and self.after_rate:  # "from 5.1 % of GDP in 2013 to 4.9 %"
            ends = (at for at, t in enumerate(lead) if _ends_what_a_rate_is_of(t))
            return lead[next(ends, 0) :]
        if self.after_bare and self.lang == "en" and not any(t.any_of(CUES) for t in lead[:1]):
            ends = (at for at, t in enumerate(lead) if "," in t or "and" in t)
            return lead[next(ends, 0) :]  # "7.5 million foreign visitors and 29 million"
        counted = self.after_people and self.lang == "vi"
        rate = (self.after_rate or counted) and (
            first == "of" or not any(t.any_of(CUES) for t in lead[:1])
        )
        of_amount = first == "of" and not self.after_rate
        if self.lang == "en" and (first in _BELONG or of_amount):
            return next((lead[at:] for at, t in enumerate(lead) if "," in t or "and" in t), lead)
        for at, token in enumerate(lead):
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
        found = _up_to_a_stop(behind)
        if any("and" in t for t in found):
            found = found[: next(at for at, t in enumerate(found) if "and" in t)]
        if not found or any(t.any_of(CUES) for t in found):
            return []
        loose = [t for t in before if not t.any_of(_SILENT)]
        listed = bool(loose) and all("parts" in t or t.text.casefold() == "có" for t in loose)
        again = self.named_behind and not loose
        deed = (
            cue == "level"
            and found[0].any_of(START)
            and not any(t.any_of(START) for t in zone.tokens)
        )
        return found if (listed or again or deed) and any(t.any_of(START) for t in found) else []

    def is_elsewhere(self, point: Point) -> bool:
        """Read the figure of what something else is compared with; tell whether it is one."""
        trail, lead, zone = point.trail, point.lead, point.zone
        article = bool(point.before) and point.before[-1].text.casefold() in _ARTICLES
        if article and trail.base is not None and trail.base.kind == "plan":
            self.base_value(point, Base("plan"), [])  # "below the 4 % target"
            return True
        last = self.in_sentence
        grown = last is not None and last.measure is Measure.GROWTH and trail.base is None
        if grown and point.from_ and trail.year is not None and _is_up_from(point):
            self.base_value(point, Base("year", trail.year), [])
            return True  # "grew by 5.8 per cent in 2016, up from 5.7 per cent in 2015"
        previous = trail.base is not None and trail.base.kind == "previous"
        if (
            point.from_
            and previous
            and trail.base is not None
            and self.named(zone, trail, point.before)
        ):
            self.base_value(point, trail.base, [])  # "down from 73 billion a year earlier"
            return True
        if lead.of_base and lead.base is not None:
            self.value_of_base(point, lead.base)
            return True
        if point.cue == "over" and trail.base is None and point.qualifier in ("trên", "over"):
            point.qualifier = (
                cue_of(zone)[2] if any("plan" in t for t in zone.predicate) else (point.qualifier)
            )
        if point.cue == "over" and trail.base is None and any("plan" in t for t in zone.predicate):
            self.over_plan(point)
            return True
        return False

    def is_no_fact(self, point: Point) -> bool:
        """Leave thresholds, counts, and figures of something else than the name."""
        before, behind = point.before, point.behind
        counted = any(t.reason == "count" for t in before) and point.qualifier
        bound = counted and any(t.text.casefold() in _THERE_ARE for t in before)
        if (point.trail.at_least and not point.planned) or bound:
            self.named(point.zone, point.trail)
            self.leave(point.token, "threshold")
            return True
        if point.printed.sort is Sort.PEOPLE and not self.counts(point):
            self.leave(point.token, "count")
            return True
        bare = point.printed.sort is Sort.PERCENT and not point.cue and not point.trail.subject
        bare = bare and not any("share-noun" in t for t in point.zone.tokens)
        if bare and behind and behind[0].any_of(START) and not behind[0].any_of(CUES):
            self.leave(point.token, "no-verb")
            return True  # "chia cổ tức tối thiểu 80 % lợi nhuận sau thuế"
        by = before[-1:] and before[-1].text.casefold() == "by"
        both = point.lead.each and point.printed.sort is Sort.PERCENT and _is_pair(behind)
        if both or (by and point.printed.sort is Sort.AMOUNT and point.cue in ("level", "")):
            self.leave(point.token, self.context.part or "unclear")
            return True  # "expand the area by 1,500 ha", "both fell, by 20 % and 21 %"
        if self.is_excess(point) or self.is_one_of_two(point):
            return True
        if self.is_difference(point) or self.is_other_count(point):
            return True
        words = [token.text.casefold() for token in before]
        if self.lang == "en" and words[:1] == ["of"] and words[-1] in ("worth", "valued"):
            self.leave(point.token, self.context.part or "no-name")
            self.blocked = True  # "exported 6 million tonnes of rice worth 3 billion"
            return True
        if behind and behind[0].text.casefold() in ("each", "mỗi"):
            self.leave(point.token, self.context.part or "threshold")
            return True  # "eleven goods earned over 1 billion USD each"
        spread = any(t.text.casefold() in _SPREADS for t in before)
        if spread or (
            point.printed.sort is Sort.AMOUNT
            and any(t.text.casefold() in _EACH_YEAR for t in before)
        ):
            self.leave(point.token, self.context.part or "unclear")
            return True  # "dao động từ 5,8 % đến 11,9 %", "hàng năm đạt 20 triệu tấn"
        shared = any("contribution" in t for t in before) and point.cue in ("up", "down", "level")
        if shared and point.printed.sort is Sort.PERCENT:
            self.leave(point.token, self.context.part or "unclear")
            return True  # "its contribution to the GDP increased to 11 %"
        about = behind and (behind[0].text.casefold() == "về" or _in_terms(behind))
        if about or point.lead.excepted:
            self.leave(point.token, self.context.part or "unclear")
            return True
        return False

    def is_excess(self, point: Point) -> bool:
        """Leave "vượt 1,2 triệu tấn" behind a level: by how much more than what was planned."""
        last, sort = self.in_sentence, point.printed.sort
        beyond = point.cue in ("over", "mark") and sort in (Sort.AMOUNT, Sort.PEOPLE)
        if not beyond or point.trail.base is not None or last is None or last.printed.sort != sort:
            return False
        self.leave(point.token, self.context.part or "gap")
        return True

    def is_one_of_two(self, point: Point) -> bool:
        """Leave both of "46,8 ha/50 ha", and the rate behind: a result and a plan, or what not."""
        behind, before = point.behind, point.before
        first = len(behind) > 1 and behind[0].text == "/" and "figure" in behind[1]
        second = [token.text for token in before] == ["/"]
        if not (first or second):
            return False
        self.leave(point.token, self.context.part or "ratio")
        self.blocked = True
        return True

    def is_difference(self, point: Point) -> bool:
        """Leave "3.21 million more than targeted", and "giảm 0,35 % hộ nghèo" of who knows what."""
        behind, sort = point.behind, point.printed.sort
        first = behind[0] if behind else None
        word = first.text.casefold() if first is not None else ""
        if sort in (Sort.AMOUNT, Sort.PEOPLE) and word in _MORE:
            self.leave(point.token, self.context.part or "gap")
            return True
        moved = sort is Sort.PERCENT and point.cue in ("up", "down") and self.lang == "vi"
        silent = all(t.any_of(EDGE) for t in point.zone.tokens) and not point.trail.subject
        if moved and silent and first is not None and "people" in first and "head" in first:
            self.leave(point.token, "two-readings", ("growth", "change"))
            return True
        return False

    def is_other_count(self, point: Point) -> bool:
        """Leave "29 million domestic tourists", which says itself what it counts."""
        bare = point.printed.sort is Sort.AMOUNT and not point.printed.base
        named = any(t.any_of(START) for t in point.zone.tokens)
        near = _up_to_a_stop(point.behind)[:_MOST_OF_A_COUNT]
        if not bare or named or not any(map(_is_who, near)):
            return False
        if self.received(point):
            end = next(at for at, t in enumerate(near) if _is_who(t))
            text = " ".join(token.text for token in near[: end + 1])
            point.zone.tokens = [Token({"head": ""}, text[:1].upper() + text[1:], 0, 0)]
            return False
        self.leave(point.token, self.context.part or "count")
        return True

    def decide(self, point: Point) -> None:
        """Find the name, decide the measure, make the claim."""
        context, before, zone = self.context, self.context.name, point.zone
        self.from_ = point.from_
        name = self.named(zone, point.trail, point.before)
        if any("momentary" in token for token in zone.tokens) and not context.year_here:
            self.leave(point.token, "unclear")
            self.blocked = True
            return
        placed = any("province" in t for t in (*zone.tokens, *zone.predicate))
        if name is not None and name is not before and self.is_no_name(name, zone):
            self.leave(point.token, context.part or "no-name")
            self.blocked, context.name = True, before
            return
        ranked = name is not None and name.text.casefold().endswith(_RANKED)
        if (
            name is not None
            and (name is before or ranked or name.sort == "share" or _is_trade(name))
            and _is_of_a_market(zone, name)
        ):
            traded = name if _is_trade(name) else before
            found = _on_a_market(point.before, traded, english=self.lang == "en")
            if found is not None and name.sort == "share":
                found.sort = "share"
            name, context.name = found, found or before
            if name is None:
                self.leave(point.token, context.part or "no-name")
                self.blocked = True
                return
        if name is not None and name is not before and self.is_verb(name, point):
            self.leave(point.token, context.part or "no-name")
            self.blocked, context.name = True, before
            return
        deed = any("deed" in t for t in zone.tokens)
        if (name is before or deed) and self.blocked and not placed:
            self.leave(point.token, context.part or "no-name")
            return
        silent = not point.cue and all(t.any_of(_SILENT) for t in point.before)
        silent = silent and point.trail.base is None
        if name is before and silent and not placed and not self.header:
            self.leave(point.token, context.part or "no-verb")
            return
        self.blocked = False
        several = self.several if name is None and point.lead.each and context.name else []
        if point.behind[:1] and point.behind[0].text.casefold() == "forecast":
            point.lead.estimate = "F"  # "the 0.1 % forecast"
        if point.lead.estimate:
            context.status = point.lead.estimate
            self.foretold = self.foretold or point.lead.estimate == "F"
        own = name or (context.name if several else None)
        if own is None:
            self.leave(point.token, "no-name")
            return
        own = self.as_meant(point, own, inherited=own is before)
        told = len(self.claims)
        decision = decide(self.case(point, own))
        if decision.measure is Measure.ATTAINMENT and _SOME_OF_ALL.search(self.sentence.text):
            decision = Decision(reason="unclear")  # "15 of 18 revenues reached 100 % of the plan"
        for area in several or [context.area]:
            context.area = area
            self.settle(point, replace(decision), own)
        if len(self.claims) == told and own.sort == "weak" and own is not before:
            context.name = before

    def is_no_name(self, name: Name, zone: Zone) -> bool:
        """Whether a name names nothing, and is not that of a market: "thị trường số 1"."""
        numbered = name.text == "Số" and _is_of_a_market(zone, name)
        return not numbered and (_names_nothing(name) or self.begins_with_verb(name))

    def begins_with_verb(self, name: Name) -> bool:
        """Whether a name begins with what is said of one: "giữ vững", "achieved"."""
        if name.sort != "weak":
            return False
        _, entry = self.words.match([folded(word) for word in name.text.split()], 0)
        return entry is not None and "cut" in entry.kinds

    def is_verb(self, name: Name, point: Point) -> bool:
        """Whether a name is nothing but an English verb, or a sentence that ends in one.

        "Jobs were created, equal to …", "plans to invest …", "existing projects added …".
        """
        if self.lang != "en" or name.sort != "weak":
            return False
        alone = " " not in name.text
        if alone and point.cue:
            return name.text.endswith("ed")
        said = self.is_word(name, "cut") if alone else name.text.endswith("ed")
        return said and point.printed.sort is Sort.AMOUNT

    def as_meant(self, point: Point, name: Name, *, inherited: bool) -> Name:
        """A name as this figure means it: what grew has a level, a part of a rate is a rate."""
        last, sort = self.in_sentence, point.printed.sort
        level = sort is Sort.AMOUNT or point.cue in ("up", "down")
        if inherited and name.sort == "growth" and level:
            return Name(name.text, "level", name.head)
        again = last is not None and last.name.sort == "growth" and last.name.text == name.text
        if inherited and again and point.cue in ("level", "") and sort is Sort.PERCENT:
            return Name(name.text, "growth", name.head)
        grouped = name.sort == "sector" or name.text.casefold().startswith(_GROUPS)
        alike = last is not None and _is_alike(last.name.text, name.text)
        listed = not point.cue or (
            point.cue == "level" and (alike or (self.clause_lists and grouped))
        )
        part = name.sort in ("sector", "weak") and listed and sort is Sort.PERCENT
        if part and last is not None and last.name.sort == "rate":
            rate = last.name.text.removesuffix(" chung")
            whole = "Tỷ lệ" if alike else self.rate_head or rate
            self.rate_head = whole
            made = Name(f"{whole} {name.raw or name.text}", "rate")
            self.context.name = made
            return made
        self.rate_head = ""
        return name

    rate_head = ""
    """The rate that a list of its parts began with."""

    def case(self, point: Point, name: Name) -> Case:
        """Put together what a decision looks at."""
        context, trail, zone = self.context, point.trail, point.zone
        if any("each-year" in t for t in zone.predicate):
            trail.yearly = True
        averaged = point.lead.averaged or point.printed.yearly or trail.yearly
        prices = any(word in name.text.casefold() for word in ("cpi", "price", "inflation"))
        if point.lead.averaged and self.lang == "en" and name.sort == "growth" and not prices:
            trail.yearly = True  # "an average growth rate of 7 %", of whatever years
        placed = any("place" in t or "province" in t for t in zone.tokens)
        return Case(
            point.printed,
            point.cue,
            name,
            trail.base or point.lead.base,
            trail,
            point.planned,
            averaged or (self.averaged and bool(self.header)),
            context.span is not None and trail.year is None,
            context.share,
            self.in_sentence,
            point.from_,
            any(t.text.casefold() in _BOUNDS for t in zone.predicate),
            self.is_word(name, "verbal")
            and not placed
            and not (name.head and name.sort in ("sector", "weak")),
            self.whole_of(name) != "",
            context.last is not None and context.last.words.startswith(("bằng", "reached")),
            self.in_sentence is not None or ":" in self.sentence.text,
            _is_rated(point.behind),
            any(one.measure is Measure.ATTAINMENT for one in self.claims_here),
            _is_moved(zone),
        )


def _before_but(lead: list[Token]) -> list[Token]:
    """The name in "the export market fared better, though still shrank by 1 %"."""
    ends = [at for at, t in enumerate(lead) if t.text.casefold() in _BUT]
    found = find_zone(lead[: ends[-1]]).tokens if ends else []
    return found if any(t.any_of(START) for t in found) else []


def _is_pair(behind: list[Token]) -> bool:
    """Whether "and" and another figure follow at once."""
    return len(behind) > 1 and "and" in behind[0] and "figure" in behind[1]


def _is_moved(zone: Zone) -> bool:
    """Whether it is said how a figure moves before "là": "giảm trong năm là 0,5 %"."""
    said = [*zone.tokens, *zone.predicate]
    before = any(a.any_of(_MOVES) and b.any_of(START) for a, b in pairwise(zone.tokens))
    reaches = any(t.text.casefold() in _REACHING for t in zone.predicate)
    if before and not zone.cues and not reaches:
        return True  # "giảm tỷ lệ hộ nghèo 1 %"
    moves = any(
        token.any_of(_MOVES) and following.text.casefold() in ("trong", "là", "bình quân")
        for token, following in pairwise(said)
    )
    return moves and any(t.text.casefold() == "là" for t in zone.predicate)


def _is_up_from(point: Point) -> bool:
    """Whether a rate stands behind "up from", or "from", and nothing else."""
    rate = point.printed.sort is Sort.PERCENT and point.cue in ("up", "down", "level", "")
    return rate and all(t.any_of(EDGE) for t in point.zone.tokens)


def _topic(lead: list[Token], zone: Zone) -> list[Token]:
    """What a sentence says first that it is about: "Về khai thác dầu, công ty đạt …"."""
    commas = [at for at, t in enumerate(zone.tokens) if "," in t]
    named = any(t.any_of(START) for t in zone.tokens[commas[-1] + 1 if commas else 0 :])
    if named or not lead or lead[0].text.casefold() not in ("về", "đối với"):
        return []
    end = next((at for at, t in enumerate(lead) if "," in t), 0)
    found = find_zone(lead[1:end]).tokens if end else []
    return found if any(t.any_of(START) for t in found) else []


def _is_alike(rate: str, name: str) -> bool:
    """Whether a name goes on with what a rate is of: "tỷ lệ hộ nghèo …, hộ cận nghèo …"."""
    head, _, rest = rate.casefold().partition("tỷ lệ ")
    return not head and bool(rest) and rest.split()[0] == name.casefold().split()[0]


def _is_who(token: Token) -> bool:
    """Whether a word says who is counted: tourists, "foreign visitors"."""
    return "people" in token or token.text.casefold().endswith(("visitors", "tourists", "arrivals"))


def _is_rated(behind: list[Token]) -> bool:
    """Whether ", tăng 5 %" or ", đạt 98 % kế hoạch" follows at once."""
    if len(behind) < _MOST_OF_A_RATE or not behind[0].any_of(frozenset({",", "group"})):
        return False
    for at, token in enumerate(behind[1:_MOST_OF_A_RATE], 1):
        if token.printed is not None:
            return at > 1 and token.printed.sort is Sort.PERCENT
        if not token.any_of(_BEFORE_A_RATE):
            return False
    return False


def _is_trade(name: Name) -> bool:
    """Whether a name is that of all exports, or all imports."""
    return name.text.casefold().removeprefix("kim ngạch ") in _TRADE


def _is_of_a_market(zone: Zone, name: Name) -> bool:
    """Whether a figure is of one market of many: "Hoa Kỳ là thị trường lớn nhất với 2,3 tỷ USD"."""
    said = " ".join(token.text.casefold() for token in (*zone.tokens, *zone.predicate))
    return any(word in said and word not in name.text.casefold() for word in _MARKETS)


def _names_nothing(name: Name) -> bool:
    """Whether a name names no indicator: it says what is the most, "Meridia's largest market".

    Or it breaks off where a clause about it begins: "loans that require attention".
    """
    said = name.text.casefold().split()
    if not said:
        return True
    if said[0] in ("this", "these", "those"):
        return True
    if said[:2] in (["along", "with"], ["phần", "lớn"], ["hầu", "hết"]):
        return True
    mostly = said[:2] == ["chủ", "yếu"] or said[0] in _NO_NAMES or said[-1] == "that"
    alone = (len(said) == 1 and len(said[0]) == 1) or " ".join(said) in _NO_NAMES_ALONE
    clause = any(word in said[1:] for word in ("that", "which", "it"))
    most = any(word in said for word in _SUPERLATIVES)
    return mostly or alone or clause or most or said == ["growth", "of"]


def _on_a_market(lead: list[Token], traded: Name | None, *, english: bool) -> Name | None:
    """The trade with the country that stands first: exports to it, imports from it."""
    country: list[Token] = []
    for token in lead:
        if token.any_of(_OPENS):
            country = []
        elif token.any_of(CUES):
            break
        elif "drop" not in token:
            country.append(token)
    whole = " ".join(token.text for token in country)
    plain = all(token.text[:1].isupper() and not token.any_of(START) for token in country)
    if traded is None or not plain or not 0 < len(country) <= _MOST_OF_A_COUNTRY:
        return None
    said = traded.text.casefold()
    if "nhập" not in said and "xuất" not in said and "port" not in said:
        around = " ".join(token.text.casefold() for token in lead)
        trade = next((word for word in ("xuất khẩu", "nhập khẩu") if word in around), "")
        traded, said = Name(f"{traded.text} {trade}".strip(), traded.sort, traded.head), trade
    if "nhập" in said or "import" in said:
        link = "from" if english else "từ"
    elif "xuất" in said or "export" in said:
        link = "to" if english else "sang"
    else:
        return None
    return Name(f"{traded.text} {link} {whole}", traded.sort, traded.head)


def _object_in(behind: list[Token], zone: Zone, cue: str) -> list[Token]:
    """The name behind "growth of 15 per cent in …", where none stands before it."""
    named = any(t.any_of(START - {"growth-noun"}) for t in zone.tokens)
    word = behind[0].text.casefold() if behind else ""
    earned = cue == "level" or any("cut" in t for t in (*zone.tokens, *zone.predicate))
    if (named and cue) or not (word == "in" or (word in ("from", "for") and earned and not named)):
        return []
    found = _up_to_a_stop(behind[1:]) + [t for t in behind[1:] if "group" in t][:1]
    while found and found[-1].any_of(CUES) and not found[-1].any_of(START):
        found.pop()  # "an increase of 1.3 % in production at 106 million tonnes"
    return found if any(t.any_of(START) for t in found) else []


def _year_of_level(behind: list[Token], year: int | None) -> int | None:
    """The year behind the level that a rate leads to: "rose 5 % to 12 billion in 2017"."""
    if not behind or behind[0].text.casefold() not in ("to", "lên", "xuống", "còn", "from", "từ"):
        return None
    for at, token in enumerate(behind):
        reached = at and any(
            t.text.casefold() in ("to", "lên", "xuống", "còn") for t in behind[:at]
        )
        if token.any_of(frozenset({",", ";", "."})):
            return None
        if reached and "figure" in token:
            return trail_behind(behind, at + 1, year).year
    return None


def _begins_total(behind: list[Token]) -> bool:
    """Whether a total is named behind "bằng x %": "bằng 79 % tổng thu"."""
    return bool(behind) and behind[0].text.casefold().startswith("tổng") and "head" in behind[0]


def _is_share(sort: Sort, cue: str, trail: Trail, behind: list[Token]) -> bool:
    """Whether the words behind make a share of a figure."""
    if cue == "equal" and _begins_total(behind):
        return True
    if sort is not Sort.PERCENT:
        return False
    if cue == "contribution":  # "contributed 17.6 per cent of the GDP"
        return not trail.toward_growth and _is_of_a_level(behind)
    return cue in ("level", "equal") and begins_economy(behind)  # "was 5.7 % of GDP"


def _total_in(behind: list[Token]) -> list[Token]:
    """The words that name what a percentage is of."""
    total = _up_to_a_stop(behind)
    if begins_economy(behind):
        at = next(at for at, t in enumerate(total) if t.text.casefold() in ECONOMIES)
        return total[: at + 1]
    return total


def _year_in(behind: list[Token]) -> int | None:
    """The year that stands with what a percentage is of: "5.7 % of GDP in 2014"."""
    return next((t.years[0] for t in _up_to_a_stop(behind) if "year" in t), None)


def _is_of_a_level(behind: list[Token]) -> bool:
    """Whether the words behind a percentage name a total, and not its growth."""
    if not behind:
        return False
    linked = behind[0].text.casefold() in ("of", "trong", "vào", "cho", "to")
    total = _up_to_a_stop(behind[1:] if linked else behind)
    grows = any("growth-noun" in t or t.any_of(frozenset({"up", "down"})) for t in total)
    named = total if linked else total[:1]
    return any(t.any_of(START | {"place"}) for t in named) and not grows


def _ends_what_a_rate_is_of(token: Token) -> bool:
    return "," in token or "and" in token or token.text.casefold() in ("to", "at")


def _in_terms(behind: list[Token]) -> bool:
    """ "up 13 % in volume": of something else than the name."""
    return behind[0].text.casefold() == "in" and any(
        token.text.casefold() in _OTHER_TERMS for token in behind[1:3]
    )


def _up_to_a_stop(tokens: list[Token]) -> list[Token]:
    """The tokens before the next comma, bracket or figure, or an "and" that a verb follows."""
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        joins = "and" in token and following is not None and following.any_of(CUES)
        if token.any_of(_STOPS) or joins or token.text.casefold() in _MEANWHILE:
            return tokens[:at]
    return tokens
