"""Names and figures listed one after the other, "lần lượt", "respectively"."""

from __future__ import annotations

from vpcli.readers.prose.bases import Trail, trail_behind
from vpcli.readers.prose.behind import is_pair
from vpcli.readers.prose.claims import Name
from vpcli.readers.prose.deciding import Deciding
from vpcli.readers.prose.joining import says
from vpcli.readers.prose.measures import decide
from vpcli.readers.prose.names import names_listed
from vpcli.readers.prose.state import Point
from vpcli.readers.prose.survey import Lead, cue_of, survey
from vpcli.readers.prose.tokens import Token
from vpcli.readers.prose.zones import Zone, find_zone

__all__ = ["Lists"]

_PAIR = 2
_DRIVEN = frozenset({"covered", "driven", "led", "supported", "underpinned", "dominated"})
"""What makes a sentence say why: "A and B were driven by manufacturing"."""

_SAID = frozenset(
    {"up", "down", "level", "equal", "qualifier", "share", "multiple", "contribution"}
)


class Lists(Deciding):
    """Pairs the names of a list with its figures."""

    def trail(self, tokens: list[Token], at: int) -> Trail:
        """What stands behind a figure; a year may stand behind a bracket."""
        year = self.context.year
        trail = trail_behind(tokens, at, year)
        behind = at + trail.length
        if behind < len(tokens) and "group" in tokens[behind] and trail.year is None:
            inside = [t for t in tokens[behind].inside if t.word not in ("năm", "in")]
            if len(inside) == 1 and "year" in inside[0]:
                trail.year = inside[0].years[0]  # "lên 14 triệu đồng (năm 2012)"
                return trail
            if not trail.part and any("part" in t and t.years for t in tokens[behind].inside):
                trail.part = "part"  # "giảm 4,6 % (tháng 11/2023: -5,3 %)"
            beyond = trail_behind(tokens, behind + 1, year)
            trail.year, trail.part = beyond.year, trail.part or beyond.part
            if trail.base is None and tokens[behind + 1 : behind + 2] and beyond.base is not None:
                trail.base = beyond.base  # "giảm 2,7 % (167 ha) so với năm 2017"
        return trail

    def listed(self, tokens: list[Token]) -> bool:
        """Pair names and figures where their numbers agree, or leave all; tell if it is a list."""
        figures = [at for at, t in enumerate(tokens) if "figure" in t and not t.reason]
        if not figures:
            return False
        head = tokens[: figures[0]]
        zone = find_zone(head)
        english = self.lang == "en"
        names: list[Name | None] = list(names_listed(zone.tokens, english))
        areas = list(dict.fromkeys(t.text for t in (*zone.tokens, *head) if "province" in t))
        if len(areas) > 1 and len(names) <= 1:
            names = [None] * len(areas)
        elif len(names) != len(figures):
            apart = names_listed(zone.tokens, english, apart=True)
            names = list(apart) if len(apart) == len(figures) else names
        years = [t.years for t in head if "years" in t]
        if len(names) < 2 and len(years) == 1 and len(years[0]) == len(figures):
            self.by_year(tokens, figures, years[0])
            return True
        if len(names) < 2 and not years:
            return self.unpaired(tokens, figures)
        said = says(zone.tokens, _DRIVEN)
        if len(names) < 2 or years or said or len(figures) % len(names):
            self.leave_all(tokens, figures)
            return True
        self.pairs(tokens, figures, names, areas)
        return True

    def end_of_list(self, tokens: list[Token]) -> int:
        """Where a list ends: "A and B rose by 7 % and 9 % respectively, while C fell by 4 %"."""
        said = next((at for at, t in enumerate(tokens) if "respectively" in t), 0)
        before = any("figure" in t and not t.reason for t in tokens[:said])
        return said + 1 if self.lang == "en" and before else len(tokens)

    def unpaired(self, tokens: list[Token], figures: list[int]) -> bool:
        """Leave two rates that stand together, of who knows which two; tell whether they do."""
        pairs = [at for at in figures if is_pair(tokens[at + 1 : at + 3])]
        if len(figures) != _PAIR or not pairs:
            return False
        self.leave_all(tokens, figures)
        self.drop(tokens)
        return True

    def leave_all(self, tokens: list[Token], figures: list[int]) -> None:
        """Leave figures that cannot be paired."""
        for at in figures:
            self.leave(tokens[at], "respectively")

    def by_year(self, tokens: list[Token], figures: list[int], years: tuple[int, ...]) -> None:
        """One name with a figure for each of several years."""
        begin, self.by_years = 0, True
        for at, year in zip(figures, years, strict=True):
            trail = self.trail(tokens, at + 1)
            trail.year = year
            self.last_cue = self.last_cue or "level"
            self.figure(tokens[at], tokens[begin:at], trail, [])
            self.yearly = True
            begin = at + 1 + trail.length
        self.yearly = self.by_years = False

    def pairs(
        self, tokens: list[Token], figures: list[int], names: list[Name | None], areas: list[str]
    ) -> None:
        """Give each name its figures: one after the other, or in as many lots."""
        count = len(names)
        each = len(figures) // count
        sorts = [printed.sort for at in figures if (printed := tokens[at].printed) is not None]
        mixed = len(set(sorts)) > 1
        lots = mixed and all(sorts[at] is sorts[at % each] for at in range(len(sorts)))
        rows = mixed and all(
            len(set(sorts[row * count : (row + 1) * count])) == 1 for row in range(each)
        )
        if each > 1 and not lots and not rows:
            self.leave_all(tokens, figures)
            return
        head = tokens[: figures[0]]
        lead = survey(head, self.context, self.written, figure=True)
        cue, _, _ = cue_of(find_zone(head))
        self.context.status = lead.estimate or self.context.status
        begin, held = figures[0], self.context.name
        shared = self.trail(tokens, figures[-1] + 1).base if each == 1 else None
        for number, at in enumerate(figures):
            which = number % count if each == 1 or rows else number // each
            before = tokens[begin:at] if number else tokens[figures[0] - 1 : at]
            if areas and names[which] is None:
                self.context.area = areas[which]
            point = self.paired(tokens, at, before, lead, cue)
            point.trail.base = point.trail.base or shared  # "12 lần và 20 lần so với năm 2004"
            self.drop(tokens[begin:at])
            begin = at + 1 + point.trail.length
            name = names[which] or held
            if name is None:
                self.leave(tokens[at], "no-name")
                continue
            self.context.name = name
            self.settle(point, decide(self.case(point, name)), name)

    def paired(
        self, tokens: list[Token], at: int, before: list[Token], lead: Lead, cue: str
    ) -> Point:
        """One figure of a list, with the verb before it or that of the list."""
        own, _, qualifier = cue_of(Zone([], [t for t in before if t.any_of(_SAID)]))
        printed, trail = tokens[at].printed, self.trail(tokens, at + 1)
        assert printed is not None
        said = Lead(estimate=lead.estimate, planned=lead.planned, year=lead.year, base=lead.base)
        planned = self.context.planned or lead.planned
        zone = Zone([], before)
        return Point(
            tokens[at],
            printed,
            before,
            trail,
            [],
            said,
            zone,
            own or cue,
            False,
            qualifier,
            planned,
            True,
        )
