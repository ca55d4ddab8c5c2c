"""One figure after the other: what stands around it is gathered, then it is decided."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from vpcli.core.facts.model import Measure
from vpcli.core.facts.units import parse_unit
from vpcli.i18n.vocabulary import folded
from vpcli.readers.prose.bases import Trail
from vpcli.readers.prose.behind import is_pair, is_rated
from vpcli.readers.prose.claims import Base, Claim, Name
from vpcli.readers.prose.comparing import with_own_figure
from vpcli.readers.prose.doubts import doubt_of
from vpcli.readers.prose.figures import Sort
from vpcli.readers.prose.gathering import Gathering, topic_before
from vpcli.readers.prose.joining import has, has_any, says
from vpcli.readers.prose.kinds import CUES, EDGE, START
from vpcli.readers.prose.markets import is_of_a_market, is_trade, on_a_market
from vpcli.readers.prose.measures import Case, Decision, decide
from vpcli.readers.prose.nameless import cannot_have, names_nothing, without_unfit_head
from vpcli.readers.prose.names import name_in
from vpcli.readers.prose.state import Point
from vpcli.readers.prose.survey import cue_of
from vpcli.readers.prose.tokens import Token
from vpcli.readers.prose.zones import Zone

__all__ = ["Deciding"]

_ARTICLES = frozenset({"the", "its", "their", "a", "an"})
_BOUNDS = frozenset({"trên", "dưới", "từ", "từ trên", "above", "below", "under", "over"})
_PLACES = ("thành thị", "nông thôn", "khu vực thành thị", "khu vực nông thôn")
_MARKET_SHARE = "Thị phần"
_PLACE_BEHIND = re.compile(rf" (?:ở |tại |của )?(?:{'|'.join(_PLACES)})$", re.IGNORECASE)
_PLACED = frozenset({"place", "province"})
_PRICES = ("cpi", "price", "inflation")
_GROUPS = ("khu vực", "nam", "nữ", "thành thị", "nông thôn")
_REACHING = frozenset({"lên", "xuống", "còn", "đến", "tới", "to"})
_MOVES = frozenset({"up", "down"})
_OF_A_RATE = re.compile(
    r"\btrong (?:mức |số )?\d[\d.,]* ?%(?: điểm phần trăm)? (?:mức )?(?:tăng|tăng trưởng)\b"
)
"""What a contribution is to, in points: "Trong 10,7 % tăng trưởng, dịch vụ đóng góp 6,55 %"."""
_PARTS = frozenset({"months", "month", "quarter", "part", "to-date"})
_SUPPOSED = re.compile(r"\bnếu\b")
_SEEN = 80
_WITH_AN_AIM = re.compile(r"\bvới (?:mục tiêu|kế hoạch|chỉ tiêu)[^,;.]*$")
_SHARES = ("chiếm", "tỷ lệ")
_PASSED = ("vượt chỉ tiêu", "vượt kế hoạch", "vượt mục tiêu")
_SOME_OF_ALL = re.compile(r"\b\d+ (?:out )?of (?:the |all )?\d+\b")
_SILENT = frozenset({";", ",", ".", "qualifier", "and"})
_GROWTH = ("growth", "tăng trưởng", "mức tăng", "tốc độ tăng")
_WHO = ("người", " người", "hộ", "lao động")
_LEVELS = ("level", "")
_NEAR_VERB = 4
_POSSIBLE = frozenset({"could", "may", "might", "would"})
_NEAR = 6
"""Claims before that may say what a contribution is to."""
_COMPARED = ("cao hơn", "thấp hơn", "higher than", "lower than")
_NOTHING = Name("")
_ASIDE = frozenset({"conversion", "bracket"})
"""Why a figure in a bracket is left that says nothing of what goes on."""
_THINGS = START | {"goods"}
_RATES = frozenset({"growth-noun", "rate-noun", "index-noun", "share-noun"})
_STATUSES = {"estimate": "E", "provisional": "P", "forecast": "F"}
_RANKED = ("nhất", "largest", "biggest", "main")


class Deciding(Gathering):
    """Decides figures."""

    rate_head = ""
    """The rate that a list of its parts began with."""

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
        self.to_plan = trail.base is not None and trail.base.kind == "plan"
        point = self.point(token, before, trail, behind, figured=figured)
        self.behind_people, self.after_rate = self.after_people, printed.sort is Sort.PERCENT
        self.after_bare = printed.sort is Sort.AMOUNT and not printed.base
        self.after_people = printed.sort is Sort.PEOPLE
        left, held = len(self.left), self.context.name
        if not self.is_elsewhere(point) and not self.is_no_fact(point):
            self.decide(point)
        is_left, self.context.part_here = len(self.left) > left, False
        self.pair_left = is_left and is_pair(behind)
        aside = is_left and self.left[-1].reason in _ASIDE
        if is_left and not aside and self.context.name is held and _names_any(point.zone):
            self.blocked = True  # what is spoken of has a name that was not heeded
        if is_left and self.left[-1].reason in _PARTS:
            self.part_left = self.left[-1].reason
        if is_left and trail.part and not trail.passing:
            self.context.part = trail.part  # "trong mức tăng 0,3 % của CPI tháng 12, …"

    def is_elsewhere(self, point: Point) -> bool:
        """Read the figure of what something else is compared with; tell whether it is one."""
        trail, lead, zone = point.trail, point.lead, point.zone
        passed = says(point.before[-1:], _PASSED) and point.printed.sort is Sort.AMOUNT
        if passed and self.in_sentence is None:
            self.leave(point.token, self.context.part or "no-name")
            return True
        if passed:
            self.base_value(point, Base("plan"), [])  # "vượt chỉ tiêu 5 tỷ USD Thủ tướng giao"
            return True
        near = point.before[-2:]
        raised = has(near[:1], "plan") and has(near[1:], "up") and self.in_sentence is not None
        if raised and point.printed.sort is Sort.PERCENT and trail.base is None:
            self.base_value(point, Base("plan"), [])  # "cao hơn so với mục tiêu tăng 3,8 %"
            return True
        article = bool(point.before) and point.before[-1].word in _ARTICLES
        if article and trail.base is not None and trail.base.kind == "plan":
            self.base_value(point, Base("plan"), [])  # "below the 4 % target"
            return True
        last = self.in_sentence
        grown = last is not None and last.measure is Measure.GROWTH and trail.base is None
        if grown and point.from_ and trail.year is not None and _is_up_from(point):
            self.base_value(point, Base("year", trail.year), [])
            return True  # "grew by 5.8 per cent in 2016, up from 5.7 per cent in 2015"
        shared = last is not None and last.measure is Measure.SHARE and trail.base is None
        if shared and last is not None and point.from_ and trail.year and _is_up_from(point):
            share = Decision(Measure.SHARE, of_total=True)
            self.claim(point, share, last.name, trail.year, total=last.total)
            return True
        previous = trail.base is not None and trail.base.kind == "previous"
        if (
            point.from_
            and previous
            and trail.base is not None
            and self.named(zone, trail, point.before)
        ):
            found, _, _ = name_in(zone.tokens, self.lang == "en")
            if found is not None and names_nothing(found):
                self.leave(point.token, self.context.part or "no-name")
                return True
            self.base_value(point, trail.base, [])  # "down from 73 billion a year earlier"
            return True
        if lead.of_base and lead.base is not None:
            found, _, _ = name_in(zone.tokens, self.lang == "en")
            new = found is not None and not found.this and found.sort != "weak"
            if new and found is not None and self.is_nameless(point, found):
                self.leave(point.token, self.context.part or "no-name")
                return True
            self.value_of_base(point, lead.base)
            return True
        if point.cue == "over" and trail.base is None and point.qualifier in ("trên", "over"):
            point.qualifier = cue_of(zone)[2] if has(zone.predicate, "plan") else (point.qualifier)
        if point.cue == "over" and trail.base is None and has(zone.predicate, "plan"):
            self.over_plan(point)
            return True
        return False

    def decide(self, point: Point) -> None:
        """Find the name, decide the measure, make the claim."""
        self.foretell(point)
        context, before = self.context, self.context.name
        if point.lead.estimate and not point.lead.is_aside:
            context.status = point.lead.estimate
        self.from_ = point.from_
        name = self.named(point.zone, point.trail, point.before)
        topic = topic_before(point.before)
        if topic and name is not None and name.sort in ("sector", "weak"):
            whole = " ".join(token.text for token in topic)
            name = context.name = Name(f"{whole[0].upper()}{whole[1:]} {name.raw or name.text}")
        if name is not None and self.is_second_of_a_count(point, name):
            name = context.name = before
        if _is_traded(name, before, point.zone):
            name = self.name_on_market(point, name, before)
        elif name is not None and name is not before and self.is_nameless(point, name):
            self.blocked, context.name = True, before
            self.leave(point.token, context.part or "no-name")
            return
        if self.is_told_of_another(point, name, before):
            return
        said = self.behind_object(point.before) if point.figured else point.before
        if name is not None and name is before and _names_another(said, point.zone, name):
            self.blocked = True
            self.leave(point.token, context.part or "no-name")
            return
        self.blocked = False
        several = self.several if name is None and point.lead.each and context.name else []
        point.lead.estimate = point.lead.estimate or _status_behind(point.behind)
        if point.lead.estimate:
            context.status = point.lead.estimate
            self.foretold = self.foretold or point.lead.estimate == "F"
        own = self.of_each(point, name or (context.name if several else None))
        if own is not None and own.unit is not None and any("quoted" in t for t in point.before):
            in_unit_of(point, own)
        if own is None or cannot_have(own, point.printed):
            self.leave(point.token, context.part or "no-name" if own else "no-name")
            return
        own = without_unfit_head(own, point.printed)
        own = self.as_meant(point, own, inherited=own is before)
        if own is None:
            self.leave(point.token, context.part or "no-name")
            return
        told = len(self.claims)
        decision = self.undoubted(point, decide(self.case(point, own)))
        for area in several or [context.area]:
            context.area = area
            self.settle(point, replace(decision) if several else decision, own)
        if len(self.claims) == told and own.sort == "weak" and own is not before:
            context.name = before

    def foretell(self, point: Point) -> None:
        """Note that a figure is said to come: "exports could rise 7 percent", "sẽ tăng 17 %"."""
        if self.lang == "en" and says(point.before[-_NEAR_VERB:], _POSSIBLE):
            point.lead.estimate = point.lead.estimate or "F"
        year = point.trail.year or point.lead.year or self.context.year
        known = year is not None and not self.ahead(year) and not point.planned
        near = point.before[-_NEAR_VERB:] if self.lang == "en" else point.before
        if known and _will_be(near) and not _SUPPOSED.search(self.said):
            point.lead.estimate = "F"  # whatever that year brought
            self.is_to_come = True

    def undoubted(self, point: Point, decision: Decision) -> Decision:
        """A decision, or why what the sentence says besides leaves it open."""
        measure = decision.measure
        doubt = doubt_of(self.said, point.token.begin, point.token.end, measure) if measure else ""
        if doubt:
            return Decision(reason=doubt)
        if measure is Measure.ATTAINMENT and _SOME_OF_ALL.search(self.sentence.text):
            return Decision(reason="unclear")  # "15 of 18 revenues reached 100 % of the plan"
        of_rate = measure is Measure.CHANGE and point.printed.sort is Sort.PERCENT
        if of_rate and self.before_left:
            return Decision(reason="unclear")  # "tỷ lệ vốn so với GDP là 40 %, tăng 19,8 %"
        if measure is Measure.SHARE_OF_GROWTH and not self.is_of_growth(point):
            return Decision(reason="two-readings", readings=("share", "share-of-growth"))
        if measure is Measure.SHARE_OF_GROWTH and _OF_A_RATE.search(self.said):
            return Decision(reason="two-readings", readings=("share-of-growth", "contribution"))
        contributed = bool(self.left) and "contribution" in self.left[-1].readings
        if measure is Measure.GROWTH and self.before_left and contributed and not point.cue:
            return Decision(reason="two-readings", readings=("growth", "share"))
        if self.is_allotted and measure in (Measure.ACTUAL, Measure.ATTAINMENT):
            return Decision(reason="two-readings", readings=("actual", "plan"))
        said = self.said[max(0, point.token.begin - _SEEN) : point.token.begin]
        if measure is Measure.ACTUAL and _WITH_AN_AIM.search(said):
            return Decision(reason="two-readings", readings=("actual", "plan"))
        apart = decision.over and point.cue in ("higher", "lower")
        if apart and any(one in self.said for one in _SHARES):
            return Decision(reason="points")  # "chiếm 35,1 %, thấp hơn 0,4 % so với chỉ tiêu"
        if measure is Measure.ACTUAL and _is_by_how_much(point):
            return Decision(reason="two-readings", readings=("actual", "change"))
        unsure = self.context.unsure
        unsure = unsure and not any(one.measure.is_planned for one in self.claims_here)
        if unsure and measure is Measure.ACTUAL and _is_bare(point):
            return Decision(reason="two-readings", readings=("actual", "plan"))
        return decision

    def is_of_growth(self, point: Point) -> bool:
        """Whether it is said that what "contributed 24 %" is a share of is growth."""
        said = (Measure.SHARE_OF_GROWTH, Measure.CONTRIBUTION)
        if point.trail.toward_growth or any(one.measure in said for one in self.claims[-_NEAR:]):
            return True
        return any(word in self.said for word in _GROWTH)

    def of_each(self, point: Point, name: Name | None) -> Name | None:
        """Name the mean of each: "GRDP bình quân ước đạt 51 triệu đồng/người"."""
        mean = next((t for t in point.zone.predicate if t.word == "bình quân"), None)
        unit = point.printed.unit
        if name is None or mean is None or not any(f"/{who}" in unit for who in _WHO):
            return name
        if "bình quân" in name.text.casefold() or point.printed.sort is not Sort.AMOUNT:
            return name
        self.context.name = Name(f"{name.text} bình quân", name.sort, name.head, name.raw)
        return self.context.name

    def name_on_market(self, point: Point, name: Name | None, before: Name | None) -> Name | None:
        """Name what is traded with one market; None, and blocked, where that is not known."""
        assert name is not None
        traded = name if is_trade(name) else before
        found = on_a_market(point.before, traded, english=self.lang == "en")
        if found is not None and name.sort == "share":
            found.sort = "share"
        self.context.name = found or before
        self.blocked = self.blocked or found is None
        return found

    def is_told_of_another(self, point: Point, name: Name | None, before: Name | None) -> bool:
        """Leave what is of something that is not known, or of a day; tell whether it is."""
        context, zone = self.context, point.zone
        if has(zone.tokens, "momentary") and not context.year_here:
            self.leave(point.token, "unclear")
            self.blocked = True
            return True
        listed = self.after_list and not (point.figured or self.parts)
        if name is before and listed and has(point.before, "full-year"):
            self.leave(point.token, "no-name")  # "…, thủy sản đạt 320 tỷ. Ước cả năm đạt …"
            self.blocked = True
            return True
        placed = has((*zone.tokens, *zone.predicate), "province")
        unnamed = name is before or name is None or has(zone.tokens, "deed")
        if self.blocked and unnamed and not placed:
            self.leave(point.token, context.part or "no-name")
            return True
        higher = any(words in self.said for words in _COMPARED)
        if name is before and placed and self.before_left and not point.cue and higher:
            self.leave(point.token, context.part or "other-base")
            return True  # "cao hơn Hải Dương (90 triệu đồng), Hải Phòng (95 triệu đồng)"
        silent = not point.cue and point.trail.base is None
        silent = silent and all(t.any_of(_SILENT) for t in point.before)
        if name is before and silent and not placed and not self.header:
            self.leave(point.token, context.part or "no-verb")
            return True
        return False

    def as_meant(self, point: Point, name: Name, *, inherited: bool) -> Name | None:
        """A name as this figure means it: what grew has a level, a part of a rate is a rate.

        None where it is that of some part of another rate.
        """
        last, sort = self.in_sentence, point.printed.sort
        level = sort is Sort.AMOUNT or point.cue in ("up", "down")
        if inherited and name.sort == "growth" and level:
            return Name(name.text, "level", name.head)
        again = last is not None and last.name.sort == "growth" and last.name.text == name.text
        if inherited and again and point.cue in ("level", "") and sort is Sort.PERCENT:
            return Name(name.text, "growth", name.head)
        if last is not None and last.name.sort == "index" and name.text.casefold() in _PLACES:
            whole = last.name.head or last.name.text
            return Name(f"{whole} {name.raw or name.text.casefold()}", "index", whole)
        grouped = name.sort == "sector" or name.text.casefold().startswith(_GROUPS)
        alike = last is not None and _is_alike(last.name.text, name.text)
        listed = not point.cue or (
            point.cue == "level" and (alike or (self.clause_lists and grouped))
        )
        part = name.sort in ("sector", "weak") and listed and sort is Sort.PERCENT
        if part and last is not None and last.name.sort == "rate":
            rate = last.name.text.removesuffix(" chung")
            if name.text.casefold() in _PLACES:  # "ở thành thị là 3,61 % và nông thôn là 1,59 %"
                rate = _PLACE_BEHIND.sub("", rate)
            if rate.startswith(_MARKET_SHARE):  # "thị phần của thép đạt 23,8 % và ống thép 27,5 %"
                rate = _MARKET_SHARE
            whole = "Tỷ lệ" if alike else self.rate_head or rate
            self.rate_head = whole
            if has_any(point.before, _RATES):
                return None  # "Tỷ lệ khu công nghiệp, khu chế xuất có hệ thống … 82 %"
            made = Name(f"{whole} {name.raw or name.text}", "rate")
            self.context.name = made
            return made
        self.rate_head = ""
        return name

    def case(self, point: Point, name: Name) -> Case:
        """Put together what a decision looks at."""
        context, trail, zone = self.context, point.trail, point.zone
        if has(zone.predicate, "each-year"):
            trail.yearly = True
        averaged = point.lead.averaged or point.printed.yearly or trail.yearly
        mean = point.lead.averaged and self.lang == "en" and name.sort == "growth"
        if mean and not any(word in name.text.casefold() for word in _PRICES):
            trail.yearly = True  # "an average growth rate of 7 %", of whatever years
        if point.lead.averaged and any(t.reason == "period" for t in point.before):
            trail.yearly = True  # "tốc độ tăng bình quân 5 năm đạt 3,3 %"
        far = self.written is not None and (trail.year or context.year or 0) > self.written[0] + 1
        if far and any(t.word.endswith(("annual", "annually")) for t in point.before):
            trail.yearly = True  # "an annual rate of 4 % by 2025", of each year until then
        placed = has_any(zone.tokens, _PLACED)
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
            says(zone.predicate, _BOUNDS) and not point.lead.estimate,
            self.is_word(name, "verbal")
            and not placed
            and not (name.head and name.sort in ("sector", "weak")),
            self.whole_of(name) != "",
            context.last is not None and context.last.words.startswith(("bằng", "reached")),
            self.in_sentence is not None or ":" in self.sentence.text,
            is_rated(point.behind),
            any(_is_of_the_whole(one) for one in self.claims_here),
            _is_moved(zone),
        )


def _will_be(before: list[Token]) -> bool:
    """Whether "sẽ" or "will" stands before a figure, in the same part of the clause."""
    for token in reversed(before):
        if "," in token:
            return False
        if token.word in ("sẽ", "will"):
            return True
    return False


def _is_by_how_much(point: Point) -> bool:
    """Whether an amount may be an increase: "tăng cao đạt 5 tấn so với năm trước", "thêm 5"."""
    if point.printed.sort is not Sort.AMOUNT:
        return False
    if says(point.before[-2:], ("thêm",)):
        return True
    base, behind = point.trail.base, point.behind
    ends = not behind or behind[0].any_of(_SILENT)
    compared = base is not None and base.kind in ("previous", "year") and not point.trail.open_base
    moved = has_any((*point.zone.tokens, *point.zone.predicate), _MOVES)
    return compared and moved and ends and point.cue == "level" and not point.from_


def _names_any(zone: Zone) -> bool:
    """Whether a zone names an indicator."""
    return _names_another(zone.tokens, Zone([], []), _NOTHING)


def _names_another(before: list[Token], zone: Zone, name: Name) -> bool:
    """Whether words before a figure name another indicator than that of the sentence before."""
    said, seen = folded(name.text), {id(token) for token in zone.tokens}
    return any(
        token.any_of(_THINGS)
        and not token.any_of(_RATES | CUES)
        and (id(token) not in seen or "goods" in token)
        and folded(token.text).removeprefix("tổng ") not in said
        for token in before
    )


def _status_behind(behind: list[Token]) -> str:
    """The status in "the 0.1 % forecast", or in a bracket of one word: "50 tỷ đồng (sơ bộ)"."""
    if not behind:
        return ""
    if behind[0].word == "forecast":
        return "F"
    inside = behind[0].inside if "group" in behind[0] else []
    alone = inside[0].kinds if len(inside) == 1 else {}
    return next((status for kind, status in _STATUSES.items() if kind in alone), "")


def _is_bare(point: Point) -> bool:
    """Whether no verb but "là" says that a level was reached."""
    return not point.cue or says(point.zone.predicate, ("là",))


def in_unit_of(point: Point, name: Name) -> None:
    """Give a figure without a unit that of the bracket behind its name.

    Where there is none, a level in per cent, or a change in points, shows that it is a rate.
    """
    printed, unit = point.printed, name.unit or ""
    level = printed.sort is Sort.PERCENT and point.cue in _LEVELS and point.trail.base is None
    if not unit and name.sort == "level" and (level or printed.sort is Sort.POINTS):
        name.sort = "rate"
    if printed.sort is Sort.BARE or (printed.sort is Sort.AMOUNT and not printed.base):
        printed.sort, printed.unit = Sort.AMOUNT, unit
        printed.base = parse_unit(unit).base or ""


def _is_of_the_whole(claim: Claim) -> bool:
    """Whether a claim is on a plan or on the year before, as "bằng x %" of a part may be too."""
    growth = claim.measure is Measure.GROWTH and claim.words.startswith("bằng")
    return growth or claim.measure is Measure.ATTAINMENT


def _is_traded(name: Name | None, before: Name | None, zone: Zone) -> bool:
    """Whether a figure is of the trade with one market of many."""
    if name is None:
        return False
    ranked = name.text.casefold().endswith(_RANKED)
    traded = name is before or ranked or name.sort == "share" or is_trade(name)
    return traded and is_of_a_market(zone, name)


def _is_moved(zone: Zone) -> bool:
    """Whether it is said how a figure moves before "là": "giảm trong năm là 0,5 %"."""
    before = any(a.any_of(_MOVES) and b.any_of(START) for a, b in pairwise(zone.tokens))
    if before and not zone.cues and not says(zone.predicate, _REACHING):
        return True  # "giảm tỷ lệ hộ nghèo 1 %"
    return says(zone.predicate, ("là",)) and any(
        token.any_of(_MOVES) and following.word in ("trong", "là", "bình quân")
        for token, following in pairwise([*zone.tokens, *zone.predicate])
    )


def _is_up_from(point: Point) -> bool:
    """Whether a rate stands behind "up from", or "from", and nothing else."""
    rate = point.printed.sort is Sort.PERCENT and point.cue in ("up", "down", "level", "")
    return rate and all(t.any_of(EDGE) for t in point.zone.tokens)


def _is_alike(rate: str, name: str) -> bool:
    """Whether a name goes on with what a rate is of: "tỷ lệ hộ nghèo …, hộ cận nghèo …"."""
    head, _, rest = rate.casefold().partition("tỷ lệ ")
    return not head and bool(rest) and rest.split()[0] == name.casefold().split()[0]
