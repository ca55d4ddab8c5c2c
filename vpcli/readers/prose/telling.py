"""From a decision to a claim: its year, base year, status, whose plan, its total."""

from __future__ import annotations

import re

from vpcli.core.facts.model import Measure
from vpcli.readers.prose.bases import Trail, begins_economy
from vpcli.readers.prose.claims import Base, Claim, Name
from vpcli.readers.prose.doubts import doubt_of
from vpcli.readers.prose.figures import Sort
from vpcli.readers.prose.joining import has
from vpcli.readers.prose.measures import Decision
from vpcli.readers.prose.names import name_in
from vpcli.readers.prose.naming import Naming, is_economy
from vpcli.readers.prose.state import Point
from vpcli.readers.prose.survey import cue_of
from vpcli.readers.prose.tokens import Token
from vpcli.readers.prose.zones import Zone

__all__ = ["Telling"]

_DOWN = {"vi": "giảm ", "en": "down "}
_REACHED = {"vi": "bằng ", "en": "reached "}
_AT_LEAST = {"vi": " trở lên", "en": " or more"}
_TERMS = ("nghị quyết", "nhiệm kỳ", "giai đoạn")
_SIZE = "quy mô"
_NEAR = 4
"""Claims before that may say what was estimated."""
_STRUCTURE = "cơ cấu"
_SAME_PERIOD = ("cùng kỳ", "cùng kỳ năm trước", "cùng kỳ năm ngoái")
_EARLY = 2
"""Months in which a text still reports on the year before, and aims at its own."""
_OF_ALL = frozenset({"country", "nation", "cả nước", "toàn quốc"})
_OF_ALL_SAID = {"vi": "cả nước", "en": "of the country"}
"""Whose total it is, where that is not what the text is about."""
_RISE_OVER = re.compile(
    r"\b(?:rise|increase|growth|gain|improvement|drop|fall|decline|decrease) over (?:the )?$"
)
_TO_COME = re.compile(r"^[\w ]+ to (?:earn|reach|hit|grow|rise|increase|exceed|top|export|bring)\b")
_FISCAL = "fiscal-year"
_AIMED = (" target", " mục tiêu")
_NO_TOTALS = ("rate", "growth", "share", "index")
_OF_GROWTH = (Measure.CONTRIBUTION, Measure.SHARE_OF_GROWTH)
_AHEAD = {
    Measure.ACTUAL: Measure.PLAN,
    Measure.GROWTH: Measure.PLANNED_GROWTH,
    Measure.AVERAGE_GROWTH: Measure.PLANNED_AVERAGE_GROWTH,
}


class Telling(Naming):
    """Makes claims."""

    def settle(self, point: Point, decision: Decision, name: Name) -> None:
        """Make the claim that was decided, unless its year is not a whole one or not known."""
        context, trail = self.context, point.trail
        if decision.measure is None:
            reason, readings = decision.reason, decision.readings
            if context.part and reason in ("two-readings", "no-verb"):
                reason, readings = context.part, ()
            self.leave(point.token, reason, readings)
            return
        if decision.measure is Measure.GROWTH and not decision.index:
            self.of_what_is_said(decision, name, trail.year or context.year or 0)
            if decision.measure is None:
                self.leave(point.token, decision.reason, decision.readings)
                return
        if trail.price:
            self.price_behind(trail.price, name)
        if self.is_of_a_part(point, name):
            return
        self.relative_year(trail)
        before = context.year is not None and trail.year == context.year - 1
        grown = decision.measure is Measure.GROWTH and trail.base is None
        if grown and before and context.year_here and self.lang == "vi":
            readings = (str(context.year), str(trail.year))  # "tăng 2,7 % năm 2021"
            self.leave(point.token, "two-readings", readings)
            return
        if trail.year is not None:
            self.dated_behind(point, name, trail.year)
        reason, readings = self.why_not_of_the_year(point, decision)
        if reason:
            self.leave(point.token, reason, readings)
            return
        if point.lead.is_aside:
            self.aside_year = point.lead.year
        self.dated(point, decision, name)

    def is_of_a_part(self, point: Point, name: Name) -> bool:
        """Leave what is of a part of a year, as the words behind it say; tell whether it is."""
        context, trail = self.context, point.trail
        same = trail.base is not None and "same period" in trail.base.text.casefold()
        again = trail.same or same
        if again and context.part:
            self.leave(point.token, context.part)  # "a 1 % drop in the same period in 2022"
        elif again and self.lang == "en" and not (context.year_here or trail.year):
            self.forget(name)  # what it earned is of a part of the year too
            self.leave(point.token, "no-year")
        elif trail.part:
            context.part = context.part if trail.passing else trail.part
            self.leave(point.token, trail.part)
        else:
            return False
        return True

    def dated_behind(self, point: Point, name: Name, year: int) -> None:
        """Take a year that stands behind a figure: of it alone, or of what follows too."""
        context, trail = self.context, point.trail
        self.date_before(point, name, year)
        self.dated_here.append(year)
        known = context.year if context.explicit else None
        about = known is not None and any(one.year == known for one in self.claims_here)
        if about and known is not None and year < known:
            self.aside_year = year  # that of this figure alone
        elif not self.from_ and not (trail.base and trail.base.kind == "year"):
            context.year, context.part, context.span = year, "", None

    def why_not_of_the_year(self, point: Point, decision: Decision) -> tuple[str, tuple[str, ...]]:
        """Why a figure is not of the year at hand; nothing where it is."""
        context, trail = self.context, point.trail
        levels = (Measure.ACTUAL, Measure.PLAN, Measure.SHARE)
        level = decision.measure in levels and not point.printed.is_range
        if self.from_ and level and trail.year is None:
            return "no-year", ()  # "rose to 5 billion from 4 billion"
        if self.is_of_no_year(point, decision):
            return "no-year", ()
        if context.part and not self.is_planned_for(point, decision):
            return context.part, ()
        if point.lead.each_part:
            return "part", ()
        compared = trail.base is not None and trail.base.kind in ("year", "plan")
        own = trail.year or point.lead.year
        if self.aside_year is not None and own is None and not compared and not self.from_:
            return "two-readings", (str(self.aside_year), str(context.year))
        return "", ()

    def is_planned_for(self, point: Point, decision: Decision) -> bool:
        """Whether a figure is planned for the year, though the text is of a part of it."""
        context = self.context
        planned = decision.measure in (Measure.PLAN, Measure.PLANNED_GROWTH)
        own = context.planned and not (context.expected or self.has_part)
        told = point.lead.planned or own
        foreseen = self.written is not None and (context.year or 0) > self.written[0]
        dated = context.year_here or point.trail.year is not None
        if (foreseen and not dated) or context.part == _FISCAL:
            return False
        zone = point.zone
        if context.part_here and has((*zone.tokens, *zone.predicate), "part"):
            return False  # "phấn đấu sản lượng 3 tháng cuối năm đạt 13 tỷ kWh"
        base = point.trail.base
        if base is not None and base.kind == "previous" and base.text.casefold() in _SAME_PERIOD:
            return False  # "6 tháng …, theo nghị quyết, tăng 19 % so với cùng kỳ"
        return planned and told and (self.lang == "vi" or _says_yearly(self.said))

    def forget(self, name: Name) -> None:
        """Leave what the sentence has told of a name: of a part of a year, as it turns out."""
        for claim in [one for one in self.claims_here if one.name.text == name.text]:
            self.claims.remove(claim)
            self.claims_here.remove(claim)
            self.left.append(claim.left("no-year"))

    def relative_year(self, trail: Trail) -> None:
        """Take the year that "last year", "this year" or "next year" behind a figure means."""
        moved = [(trail.last_year, -1), (trail.this_year, 0), (trail.next_year, 1)]
        for is_said, years in moved:
            if is_said and self.written:
                self.context.year = self.written[0] + years
                self.context.part, self.context.span = "", None
                self.context.year_here = self.context.year_here or years > 0

    def date_before(self, point: Point, name: Name, year: int) -> None:
        """A year that ends a clause is that of all it says: "a rise of 1 % to 5 t in 2022"."""
        last, context = self.in_sentence, self.context
        silent = not self.dated_here and not context.year_here and self.lang == "en"
        if last is None or not silent or last.name.text != name.text:
            return
        words = {token.word for token in point.before}
        if last.year == context.year and words & {"to", "at"} and not words & {",", "from"}:
            last.year = year

    def of_what_is_said(self, decision: Decision, name: Name, year: int) -> None:
        """A growth behind a plan is planned; one behind a share may be that of the share.

        "Chỉ tiêu doanh thu 1.710 tỷ đồng, tăng 22 %"; "dịch vụ chiếm 29,4 %, giảm 2,9 %".
        """
        last = self.in_sentence
        whole = name.text.casefold().startswith(_STRUCTURE)
        moved = _STRUCTURE in self.said and (whole or name.sort in ("sector", "weak"))
        aimed = name.text.casefold().endswith(_AIMED) and not self.ahead(year)
        if moved or aimed:  # "cơ cấu chuyển dịch, công nghiệp tăng 2,5 %"
            decision.measure, decision.reason = None, "two-readings" if moved else "no-name"
            decision.readings = ("growth", "change") if moved else ()
            return
        if last is None or last.name.text != name.text:
            return
        told = {one.measure for one in self.claims_here if one.name.text == name.text}
        if Measure.ACTUAL in told:
            return
        compared = last.compared and not _is_planned_here(self.claims_here)
        if last.measure is Measure.PLAN and last.printed.sort is not Sort.PERCENT and not compared:
            decision.measure = Measure.PLANNED_GROWTH
        elif last.measure is Measure.SHARE:
            decision.measure, decision.reason = None, "two-readings"
            decision.readings = ("growth", "change")

    def is_of_another_year(self, year: int) -> bool:
        """Whether the result before, in another sentence, was of another year than this one."""
        results = (one for one in reversed(self.claims[-_NEAR:]) if not one.measure.is_planned)
        before = next(results, None)
        if before is None or before.sentence is self.sentence:
            return False
        return before.year != year

    def price_of(self, measure: Measure) -> str:
        """The price basis of a figure, where it is said or taken over.

        A structure is of constant prices, and growth of current ones, only where it says so.
        """
        price = self.context.price
        if self.priced or not price:
            return price
        silent = {Measure.SHARE: "constant", Measure.GROWTH: "current"}.get(measure)
        return "" if silent and price.startswith(silent) else price

    def price_behind(self, price: str, name: Name) -> None:
        """Take a price basis that stands behind the figures of a name."""
        self.context.price, self.priced = price, True
        for claim in reversed(self.claims):
            if claim.sentence is not self.sentence or claim.name.text != name.text or claim.price:
                return
            claim.price = price

    def is_of_no_year(self, point: Point, decision: Decision) -> bool:
        """Whether a headline aims, around the turn of a year, and names none: which is it of?"""
        if self.claims or self.sentence.line > 1 or self.sentence.text.endswith("."):
            return False
        named = self.context.explicit or self.context.year_here or point.trail.year
        planned = decision.measure is not None and decision.measure.is_planned
        if _TO_COME.search(self.said):
            return True  # "Textile industry to earn 20 billion"
        planned = planned or has(point.before, "expected")
        turning = self.written is not None and self.written[1] in (1, 2, 11, 12)
        return planned and turning and not named and point.lead.year is None

    def dated(self, point: Point, decision: Decision, name: Name) -> None:
        """Make a claim with its year and the year it is compared with."""
        context, trail, lead = self.context, point.trail, point.lead
        base, measure = trail.base or lead.base, decision.measure
        assert measure is not None
        year, since = trail.year or lead.year or context.year, None
        if context.span is not None and measure.is_average:
            first, year = context.span
            since = first if context.term else first - 1
        if base is not None and base.kind == "year" and base.year is not None:
            if "đầu năm" in base.text.casefold():
                self.leave(point.token, "other-base")  # "so với số đầu năm 2022"
                return
            year = self.after(base.year, year)
            if measure is Measure.MULTIPLE and not (context.year or trail.year or lead.year):
                self.leave(point.token, "no-year")
                return  # "tăng gấp 2,58 lần so năm 2015"
            if year <= base.year:
                self.leave(point.token, "other-base")
                return
            lasting = "since" in base.text.casefold() or point.cue == "level"
            if base.year != year - 1 and measure is Measure.GROWTH and lasting:
                self.leave(point.token, "other-base")  # "has reached over 7 % since 2011"
                return
            if base.year != year - 1:
                since = base.year
                if decision.index:
                    decision.index, decision.measure = False, Measure.MULTIPLE
        if measure.is_level:
            since = None  # "compared to 2002, exports reached 225 billion"
        if year is None or self.is_aimed_at_no_year(point, year):
            self.leave(point.token, "no-year")
            return
        of_term = base is not None and any(word in base.text.casefold() for word in _TERMS)
        if measure is Measure.ATTAINMENT and context.spanned and of_term:
            self.leave(point.token, "period")
            return
        if base is None and trail.year:
            context.spanned = True
        if context.status and not lead.estimate and self.is_of_another_year(year):
            context.status = ""
        status = "" if measure.is_planned or lead.year else context.status or context.overall
        if measure is Measure.SHARE and not lead.estimate:
            status = context.overall
        self.base, self.last_left = base if trail.open_base else None, False
        plan_by = base.giver if base is not None and base.kind == "plan" else ""
        if decision.measure is not None and decision.measure.is_planned:
            plan_by = plan_by or lead.giver
        total = self.total(decision, trail)
        self.claim(
            point, decision, name, year, since=since, plan_by=plan_by, status=status, total=total
        )

    def is_aimed_at_no_year(self, point: Point, year: int) -> bool:
        """Whether, early in a year, an aim without a year would be that of the year before."""
        early = self.written is not None and 1 <= self.written[1] <= _EARLY
        dated = self.context.year_here or point.trail.year or point.lead.year or self.dated_here
        if not early or dated or self.written is None or year != self.written[0] - 1:
            return False
        return has(point.before, "aim")

    def after(self, base: int, year: int | None) -> int:
        """The year that is compared with a base: the one after, where none is named."""
        if year is None:
            return base + 1
        inherited = self.written is not None and not self.dated_here
        if base >= year and inherited and self.written and base + 1 >= self.written[0] - 1:
            return base + 1
        return year

    def total(self, decision: Decision, trail: Trail) -> str:
        """The name of the total that a share is of."""
        if not decision.of_total:
            return ""
        if self.share_of:
            return self.share_of
        if decision.measure in _OF_GROWTH and (grown := self.growth_shared()):
            return grown
        found, _, _ = name_in(trail.total, self.lang == "en")
        if found is not None:
            of_all = any(t.word.removeprefix("the ") in _OF_ALL for t in trail.total)
            return f"{found.text} {_OF_ALL_SAID[self.lang]}" if of_all else found.text
        last, whole = self.in_sentence, self.whole_of(self.context.name)
        if whole and (last is None or not last.total):
            return whole
        return last.total if last is not None and last.total else "total"

    def growth_shared(self) -> str:
        """The name of that whose growth a contribution is to: the one before it, the economy."""
        if self.grown != "total":
            return self.grown
        here = (
            one.name for one in self.claims_here if is_economy(one.name) and not _is_mean(one.name)
        )
        return next((one.text for one in here if not _is_of_a_part(one)), "")

    def whole_of(self, name: Name | None) -> str:
        """The name of the total whose parts the sentence lists, for one of them."""
        levels = (one for one in self.claims_here if one.measure is Measure.ACTUAL)
        first = next((one for one in levels if one.name.sort not in _NO_TOTALS), None)
        if self.begins_with_parts:
            return self.economy_before()
        if first is None or name is None or not self.lists_parts or first.name.text == name.text:
            return ""
        return first.name.text

    def economy_before(self) -> str:
        """The name of the economy, where it was the last thing with a level or a growth."""
        last = self.level_before()
        if last is None or _is_mean(last.name) or not is_economy(last.name):
            return ""
        return last.name.text

    def level_before(self) -> Claim | None:
        """The last claim of a level or a growth before the sentence."""
        for at in range(len(self.claims) - len(self.claims_here) - 1, -1, -1):
            if self.claims[at].measure in (Measure.ACTUAL, Measure.GROWTH):
                return self.claims[at]
        return None

    def listed_in(self, name: Name) -> str:
        """The name of what a level is listed as a part of: in the sentence, or before it."""
        if self.begins_with_parts:
            last = self.level_before()
            return last.name.text if last is not None else ""
        return self.whole_of(name) or self.listing

    def claim(
        self,
        point: Point,
        decision: Decision,
        name: Name,
        year: int,
        *,
        since: int | None = None,
        plan_by: str = "",
        status: str = "",
        total: str = "",
    ) -> None:
        """Note a fact; of a year that nobody could know yet, only what is planned."""
        context, printed, measure = self.context, point.printed, decision.measure
        assert measure is not None
        first = self.claims_here[0] if self.claims_here else None
        if measure is Measure.ACTUAL and self.lists_parts and first and first.year == year:
            measure = Measure.PLAN if first.measure is Measure.PLAN else measure
        if measure is Measure.ACTUAL and not (point.cue or status) and self.claims_here:
            planned = all(one.measure.is_planned for one in self.claims_here)
            measure = Measure.PLAN if planned else measure  # "chỉ tiêu A 5 tỷ; B 2 tỷ"
        if self.ahead(year) and context.outside:
            status = "F"  # "IMF cảnh báo, tăng trưởng năm tới chỉ còn 2,7 %"
        if self.ahead(year) and status != "F" and not measure.is_planned:
            told = self.dated_here or context.year_here or point.planned or self.aims
            if measure not in _AHEAD or not (told or self.plan_heading):
                readings = ("actual", "plan") if measure in _AHEAD else ()
                self.leave(point.token, "two-readings" if readings else "intention", readings)
                return
            measure, status = _AHEAD[measure], ""
        if measure is Measure.PLAN and point.from_ and self.written and year < self.written[0]:
            measure = Measure.ACTUAL  # "to grow from 5 million in 2015 to 7 million in 2021"
        if self.goes_on(year) and not status and measure in _AHEAD and not context.fiscal:
            self.leave(point.token, "to-date")
            return
        sign = _DOWN[self.lang] if decision.down and printed.sign != "-" else ""
        sign = _REACHED[self.lang] if decision.index else sign
        behind = _AT_LEAST[self.lang] if point.trail.at_least else ""
        over = point.qualifier == "over" and _RISE_OVER.search(self.said[: point.token.begin])
        qualifier = "" if over else point.qualifier
        figure = f"{qualifier} {printed.sign}{printed.text}".strip()
        name = self.composed(name, printed, point.token.begin)
        if printed.sort in (Sort.AMOUNT, Sort.PEOPLE):
            context.base = printed.base or context.base
        made = Claim(
            measure,
            year,
            printed,
            f"{sign}{figure}{behind}",
            name,
            context.area,
            self.sentence,
            since,
            status,
            self.price_of(measure),
            plan_by,
            total,
            decision.over,
            context.base,
            context.fiscal,
            self.listed_in(name) if measure is Measure.ACTUAL else "",
        )
        if measure is Measure.ACTUAL and not made.price and _is_size(point, name):
            made.price = "current"
        if measure in _OF_GROWTH:
            self.grown = total
        self.claims.append(made)
        self.claims_here.append(made)
        self.in_sentence = context.last = made

    def base_value(self, point: Point, base: Base, before: list[Token]) -> None:
        """The figure of what another is compared with: another year's level, or the plan."""
        context, printed, name = self.context, point.printed, self.context.name
        planned = base.kind == "plan"
        doubtful = self.before_left and self.in_sentence is None and not planned
        if self.blocked or (doubtful and printed.sort is Sort.PERCENT):
            self.leave(point.token, "no-name")
            return
        year = base.year or context.year if planned else base.year
        kind = Measure.PLAN if planned else Measure.GROWTH
        doubt = doubt_of(self.said, point.token.begin, point.token.end, kind)
        if doubt and (planned or printed.sort is Sort.PERCENT):
            self.leave(point.token, doubt)
            return
        if name is None or year is None or base.kind not in ("year", "previous", "plan"):
            self.leave(point.token, "other-base")
            return
        yearly = self.lang == "vi" or "year" in base.text or "annual" in base.text
        if context.part and (not planned or context.part == _FISCAL or not yearly):
            self.leave(point.token, context.part)
            return
        rate = printed.sort is Sort.PERCENT
        if rate and begins_economy(point.behind):
            self.leave(point.token, "unclear")  # "against a deficit of 6 % of GDP"
            return
        last = self.in_sentence
        shared = rate and last is not None and last.measure is Measure.SHARE
        shared = shared or (rate and planned and "chiếm" in self.said)
        if (
            shared
            or printed.sort not in (Sort.PERCENT, Sort.AMOUNT, Sort.PEOPLE)
            or (rate and name.sort == "share")
        ):
            self.leave(point.token, "unclear")
            return
        measure = Measure.PLAN if planned else Measure.ACTUAL
        if rate and name.sort != "rate":
            measure = Measure.PLANNED_GROWTH if planned else Measure.GROWTH
        _, _, point.qualifier = cue_of(Zone([], before))
        falls = point.trail.word == "down" or has(before, "down")
        decision = Decision(measure, down=rate and falls)
        told = len(self.claims)
        self.claim(point, decision, name, year, plan_by=base.giver)
        for claim in self.claims[told:]:
            claim.compared = True


def _says_yearly(said: str) -> bool:
    """Whether a sentence speaks of a year, or of what is yearly."""
    return "year" in said or "annual" in said


def _is_planned_here(claims: list[Claim]) -> bool:
    """Whether all that a sentence has told is planned, and not compared with."""
    return all(claim.measure.is_planned and not claim.compared for claim in claims)


def _is_of_a_part(name: Name) -> bool:
    """Whether a name of the economy is that of one sector: "GRDP khu vực dịch vụ"."""
    return any(word in name.text.casefold() for word in ("khu vực", "ngành", "sector"))


def _is_mean(name: Name) -> bool:
    """Whether a name is that of the product of each person."""
    return any(word in name.text.casefold() for word in ("bình quân", "per capita", "per head"))


def _is_size(point: Point, name: Name) -> bool:
    """Whether a level is the size of an economy, which is told at current prices."""
    return is_economy(name) and any(_SIZE in t.word for t in point.zone.tokens)
