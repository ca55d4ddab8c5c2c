"""Figures of what others are compared with, and those alone in brackets."""

from __future__ import annotations

from vpcli.core.facts.model import Measure
from vpcli.readers.prose.bases import Trail, base_of
from vpcli.readers.prose.claims import Base
from vpcli.readers.prose.figures import Printed, Sort
from vpcli.readers.prose.joining import has, has_any, says
from vpcli.readers.prose.kinds import START
from vpcli.readers.prose.state import Point
from vpcli.readers.prose.survey import Lead
from vpcli.readers.prose.telling import Telling
from vpcli.readers.prose.tokens import Token
from vpcli.readers.prose.zones import Zone

_APART = frozenset({"lower", "higher"})
_AGAIN = frozenset({"production", "output", "earnings", "exports", "imports", "revenue", "growth"})
_ITS = frozenset({"its", "their"})
_MOST_OF_AGAIN = 8
_LEVELS = frozenset({"mức", "con số"})
_THAT_OF = ("", "mức", "con số", "mức của")
"""What stands between "so với" and the level that is compared with."""
_COMPARED = frozenset({"higher", "lower"})
_NAMING_THE_PLAN = frozenset({"là", "mức", "ở mức", "mục tiêu"})

__all__ = ["Comparing", "is_again", "with_own_figure"]


class Comparing(Telling):
    """Reads the second figures of comparisons."""

    def lone(self, token: Token, before: list[Token]) -> Point:
        """A figure of which nothing but what stands before it is known."""
        printed = token.printed
        assert printed is not None
        zone = Zone([], before)
        return Point(token, printed, before, Trail(), [], Lead(), zone, "", False, "", False, True)

    def of_base(self, token: Token, inside: list[Token]) -> None:
        """A figure alone in a bracket right behind another: that of the base, or a conversion."""
        last, base = self.in_sentence, self.base
        if self.last_left and (base is None or base.kind != "plan"):
            self.leave(token, self.context.part or "bracket")
            return
        point = self.lone(token, inside[: inside.index(token)])
        if base is None:
            amounts = (
                point.printed.sort is Sort.AMOUNT
                and last is not None
                and (last.printed.sort is Sort.AMOUNT)
            )
            self.leave(token, "conversion" if amounts else "bracket")
            return
        self.base_value(point, base, point.before)

    def of_plan(self, token: Token, inside: list[Token], outer: list[Token]) -> None:
        """A figure alone in a bracket behind a plan: "chưa đạt chỉ tiêu (3,7 triệu tấn)"."""
        point = self.lone(token, inside[: inside.index(token)])
        self.base_value(point, base_of(outer, self.context.year), point.before)

    def compared_with(self, point: Point, base: Base) -> None:
        """The second figure of "6,5 % so với 8 % năm 2022", "12 % so với kế hoạch 11 %"."""
        self.last_left = True
        trail = point.trail
        if trail.year is not None and base.kind != "plan":
            base = Base("year", trail.year)
        elif trail.base is not None and trail.base.kind == "previous":
            base = trail.base
        self.base_value(point, base, point.before)

    def value_of_base(self, point: Point, base: Base) -> None:
        """ "thấp hơn mức tăng 8,52 % của năm 2022", "below the target of 6 to 7 per cent"."""
        trail, zone = point.trail, point.zone
        below = has(zone.predicate, "lower") and self.lang == "vi"
        named = says(point.before[-3:], _NAMING_THE_PLAN)
        if base.kind == "plan" and point.printed.sort is Sort.PERCENT and below and not named:
            self.leave(point.token, "two-readings", ("over-plan", "plan"))
            return  # "thấp hơn kế hoạch gần 2 %"
        apart = self.lang == "vi" and has_any(point.before, _APART)
        level = says(point.before[-4:], _LEVELS)
        if apart and point.printed.sort is Sort.AMOUNT and not level:
            self.leave(point.token, self.context.part or "gap")
            return  # "cao hơn năm 2009 khoảng 13 tỷ USD", "kém mục tiêu 1 tỷ USD"
        first = self.in_sentence is None and not self.in_clause
        if base.kind == "plan" and first and not has_any(point.before, START):
            self.supposes = True  # "Compared to the target of 5 t, output will be 4 % lower"
            self.leave(point.token, "no-name")
            return
        if self.lang == "en" and any(t.word == "by" for t in point.before[-3:]):
            self.leave(point.token, self.context.part or "gap")
            return  # "short of last year's figure by over 170 million"
        again = base.kind != "plan" and is_again(point.before, zone.tokens)
        compared = self.name_before(point.before, _COMPARED) if self.in_sentence is None else None
        if compared is not None and self.lang == "vi":
            self.context.name = self.renamed(compared, "")  # "Tăng trưởng GDP thấp hơn mức …"
        elif self.context.name is not None and again:
            pass  # "lower than the previous year's production of 17 million tonnes"
        elif has_any(zone.tokens, START):
            self.named(zone, Trail())
        elif self.in_sentence is None and (found := self.planned_name(point.before)):
            self.renamed(found, "")  # "Tổng thu theo chỉ tiêu Trung ương giao 11 tỷ"
        if trail.year is not None and base.kind in ("growth", "unknown"):
            base = Base("year", trail.year)
        elif base.kind == "unknown" and trail.base is not None and trail.base.kind == "previous":
            base = trail.base
        self.base_value(point, base, [t for t in zone.predicate[-3:] if "qualifier" in t])
        self.last_left = True

    def over_plan(self, point: Point) -> None:
        """ "vượt mục tiêu 42 tỷ USD" gives the plan; "vượt kế hoạch 5 %" may be the excess."""
        name = self.named(point.zone, point.trail)
        printed, last = point.printed, self.in_sentence
        qualifiers = [t for t in point.zone.predicate[-2:] if "qualifier" in t]
        grew = last is not None and last.measure is Measure.GROWTH
        if name is None or (self.context.part and printed.sort is Sort.PERCENT):
            self.leave(point.token, self.context.part or "no-name")
        elif printed.sort is Sort.AMOUNT or name.sort == "growth" or grew:
            self.base_value(point, Base("plan"), qualifiers)
        else:
            self.leave(point.token, "two-readings", ("over-plan", "planned-growth"))


def is_again(before: list[Token], zone: list[Token]) -> bool:
    """Tell whether only a word like "production" stands for what is compared, and no new name."""
    heads = [token for token in zone if token.any_of(START)]
    alone = len(heads) == 1 and heads[0].word in _AGAIN and len(zone) <= _MOST_OF_AGAIN
    return alone and (says(before, _ITS) or has(before, "previous"))


def with_own_figure(printed: Printed, trail: Trail, behind: list[Token]) -> Base | None:
    """Return what a figure is compared with, where the figure of that follows at once.

    Then the first one is no rate on it, unless it is a rate on a level.
    """
    base = trail.base
    at = int(says(behind[:1], ("là",)))  # "so với kế hoạch là 15 triệu tấn"
    opens = trail.open_base or (at and base is not None and base.kind == "plan")
    if base is None or not opens or not has(behind[at : at + 1], "figure"):
        return None
    second = behind[at].printed
    same = second is not None and second.sort is printed.sort
    if (base.kind == "plan" and same) or (
        base.kind == "growth" or (base.kind == "unknown" and base.text.casefold() in _THAT_OF)
    ):
        trail.base, trail.open_base = None, False
    return base
