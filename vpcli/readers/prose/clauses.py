"""The clauses of a text, figure by figure: each becomes a claim, or is left with its reason."""

from __future__ import annotations

from vpcli.core.model import Measure
from vpcli.i18n.vocabulary import Vocabulary, folded
from vpcli.readers.prose.bases import Trail, base_of, trail_behind
from vpcli.readers.prose.claims import Base, Claim, Context, Left, Name
from vpcli.readers.prose.figures import Printed, Sort
from vpcli.readers.prose.measures import Case, Decision, decide
from vpcli.readers.prose.kinds import EDGE, START
from vpcli.readers.prose.names import Zone, find_zone, name_in, names_listed
from vpcli.readers.prose.sentences import Sentence
from vpcli.readers.prose.survey import Lead, cue_of, survey
from vpcli.readers.prose.tokens import Token, tokens_of

__all__ = ["ClauseReader"]

_DOWN = {"vi": "giảm ", "en": "down "}
_REACHED = {"vi": "bằng ", "en": "reached "}
_BOUNDS = frozenset({"trên", "dưới", "từ", "từ trên", "above", "below", "under", "over"})
_UNKNOWN = frozenset({"no-name", "no-verb", "no-unit"})
_ARTICLES = frozenset({"the", "its", "their", "a", "an"})
AT_LEAST = {"vi": "trở lên", "en": "or more"}
_CANDIDATE = "figure"


def _reported(written: tuple[int, int] | None) -> int | None:
    """The year that a text reports on where it names none: the one just ended, or ending."""
    if written is None or not written[1]:
        return None
    if written[1] <= 2:
        return written[0] - 1
    return written[0] if written[1] >= 11 else None


class ClauseReader:
    """Reads sentences one after the other; each takes over what the one before it said."""

    def __init__(self, lang: str, words: Vocabulary, written: tuple[int, int] | None) -> None:
        """Begin without a context; `written` is the year and month of the text, if known."""
        self.lang, self.words, self.written = lang, words, written
        self.context = Context(year=_reported(written))
        self.claims: list[Claim] = []
        self.left: list[Left] = []
        self.sentence = Sentence("", 0, True)
        self.provinces: dict[str, str] = {}
        self.parts = False
        self.in_sentence: Claim | None = None

    def read(self, sentence: Sentence) -> None:
        """Read one sentence."""
        self.sentence = sentence
        context = self.context
        context.area, context.span, context.share, context.spanned = "", None, False, False
        context.planned, context.overall, self.blocked = self.plan_heading, "", False
        if len(self.dated_here) > 1:
            context.year = max(self.dated_here)
        elif self.foretold:
            context.year = self.whole
        self.dated_here, self.foretold, self.pending = [], False, None
        context.year_here = False
        if context.part == "to-date" and self.whole is not None:
            context.part, context.year = "", self.whole
        if not context.part and not self.ahead(context.year or 0):
            self.whole = context.year
        self.in_sentence, self.began, self.header, self.last_cue = None, False, "", ""
        tokens = tokens_of(sentence.text, self.words)
        self.parts = any("parts" in token or "toward-growth" in token for token in tokens[:4])
        for token in _all(tokens):
            if "province" in token:
                self.provinces.setdefault(folded(token.text), token.text)
        figures = any("figure" in token and not token.reason for token in _all(tokens))
        years = [token.years[0] for token in tokens if "year" in token]
        if years and not self.ahead(years[0]):
            self.plan_heading = context.planned = False
        self.aims = any(token.any_of(_AIMS) for token in _all(tokens))
        if not figures and self.aims and years and self.ahead(years[0]):
            self.plan_heading = True
        clause: list[Token] = []
        for token in [*tokens, None]:
            if token is not None:
                clause.append(token)
            if token is None or ";" in token:
                self.clause(clause)
                clause = []

    def clause(self, tokens: list[Token]) -> None:
        """Read what stands between semicolons."""
        if any("respectively" in token for token in tokens) and self.listed(tokens):
            return
        self.walk(tokens)

    def walk(self, tokens: list[Token]) -> None:
        """Go from figure to figure."""
        begin = at = 0
        while at < len(tokens):
            token = tokens[at]
            if "group" in token:
                begin = self.group(tokens, begin, at)
                at += 1
            elif ":" in token and not self.began:
                self.heads(tokens[begin:at])
                at += 1
            elif _CANDIDATE in token and not token.reason:
                trail = self.trail(tokens, at + 1)
                behind = tokens[at + 1 + trail.length : at + 9 + trail.length]
                self.figure(token, tokens[begin:at], trail, behind)
                self.drop(tokens[at + 1 : at + 1 + trail.length])
                at += 1 + trail.length
                begin = at
            else:
                self.drop([token])
                at += 1
        survey(tokens[begin:], self.context, self.written, figure=False)

    def heads(self, tokens: list[Token]) -> None:
        """Take what stands before a colon as said of every figure of the list behind it."""
        zone = find_zone(tokens)
        cue, _, _ = cue_of(zone)
        grows = any("growth-noun" in t for t in (*zone.tokens, *zone.predicate))
        if cue in ("up", "down") or grows:
            self.header = cue if cue in ("up", "down") else "up"
            self.averaged = any("average" in t for t in tokens)
            self.named(zone, Trail())

    def trail(self, tokens: list[Token], at: int) -> Trail:
        """What stands behind a figure; a year may stand behind a bracket."""
        trail = trail_behind(tokens, at, self.context.year)
        behind = at + trail.length
        if behind < len(tokens) and "group" in tokens[behind] and trail.year is None:
            more = trail_behind(tokens, behind + 1, self.context.year)
            trail.year = more.year
        return trail

    def drop(self, tokens: list[Token]) -> None:
        """Note the numbers that are no figures at all: dates, ranks, counts."""
        for token in tokens:
            if token.reason and any(letter.isdigit() for letter in token.text):
                self.leave(token, token.reason)

    def leave(self, token: Token, reason: str, readings: tuple[str, ...] = ()) -> None:
        """Note a figure that is no fact."""
        self.blocked = self.blocked or reason in _UNKNOWN
        self.left.append(Left(token.text, token.begin, token.end, reason, self.sentence, readings))

    def group(self, tokens: list[Token], begin: int, at: int) -> int:
        """Read a bracket; return where the words before the next figure begin."""
        inside = tokens[at].inside
        figures = [token for token in inside if _CANDIDATE in token and not token.reason]
        if not figures:
            self.drop(inside)
            return begin
        alone = len(figures) == 1 and all(
            token.any_of(frozenset({"figure", "qualifier", "down", "level", "filler"}))
            for token in inside
        )
        outer = tokens[begin:at]
        if alone and not outer and self.began:
            self.of_base(figures[0], inside)
            return begin
        if alone and outer:
            self.bracketed(figures[0], inside, outer)
            return at + 1
        held, held_last = self.context, self.in_sentence
        self.context = held.copy()
        parts, self.parts = self.parts, True
        self.walk(inside)
        self.parts = parts
        self.context, self.in_sentence = held, held_last
        return begin

    def of_base(self, token: Token, inside: list[Token]) -> None:
        """A figure alone in a bracket right behind another: that of the base, or a conversion."""
        last, base = self.in_sentence, self.base
        printed = token.printed
        assert printed is not None
        if self.last_left and (base is None or base.kind != "plan"):
            self.leave(token, self.context.part or "bracket")
            return
        if base is None:
            changed = (
                printed.sort is Sort.AMOUNT
                and last is not None
                and (last.printed.sort is Sort.AMOUNT)
            )
            self.leave(token, "conversion" if changed else "bracket")
            return
        self.base_value(token, base, inside[: inside.index(token)])

    def bracketed(self, token: Token, inside: list[Token], outer: list[Token]) -> None:
        """A figure alone in a bracket behind words: "Bắc Ninh (21,5 tỷ USD)"."""
        zone = find_zone(outer)
        near = outer[-4:]
        if (
            any("plan" in t or "fulfilled" in t for t in near)
            and self.in_sentence is not None
            and not zone.tokens
        ):
            base = base_of(near, self.context.year)
            self.base_value(token, base, inside[: inside.index(token)])
            return
        self.figure(token, [*outer, *inside[: inside.index(token)]], Trail())

    def base_value(self, token: Token, base: Base, before: list[Token]) -> None:
        """The figure of what another is compared with: another year's level, or the plan."""
        printed, context = token.printed, self.context
        assert printed is not None
        year = base.year if base.kind in ("year", "previous") else (base.year or context.year)
        name = context.name
        wanted = base.kind in ("year", "previous", "plan")
        if name is None or year is None or not wanted:
            self.leave(token, "other-base")
            return
        planned = base.kind == "plan"
        rate = printed.sort is Sort.PERCENT
        if context.part and not planned:
            self.leave(token, context.part)
            return
        if printed.sort not in (Sort.PERCENT, Sort.AMOUNT, Sort.PEOPLE):
            self.leave(token, "unclear")
            return
        measure = Measure.PLAN if planned else Measure.ACTUAL
        if rate and name.sort not in ("rate",):
            measure = Measure.PLANNED_GROWTH if planned else Measure.GROWTH
            if name.sort == "share":
                self.leave(token, "points")
                return
        _, _, qualifier = cue_of(Zone([], before))
        made = Decision(measure)
        down = rate and any("down" in t for t in before)
        made.down = down
        self.claim(token, made, name, year, qualifier, plan_by=base.giver, status="")

    def figure(
        self,
        token: Token,
        lead_tokens: list[Token],
        trail: Trail,
        behind: list[Token] | None = None,
    ) -> None:
        """Decide what one figure is."""
        context, printed = self.context, token.printed
        assert printed is not None
        figured, self.began = self.began, True
        pending, self.pending = self.pending, None
        if pending is not None and not any(not t.any_of(EDGE) for t in lead_tokens):
            self.last_left = True
            self.compared_with(token, pending, lead_tokens, trail)
            return
        self.pending = _with_own_figure(printed, trail, behind or [])
        self.last_left, self.base = True, trail.base if trail.open_base else None
        lead = survey(lead_tokens, context, self.written, figure=True, figured=figured)
        zone = find_zone(_behind_object(lead_tokens) if figured else lead_tokens)
        cue, from_, qualifier = cue_of(zone)
        alone = not any(not t.any_of(EDGE) for t in zone.tokens)
        if not cue and alone and self.in_sentence is not None:
            cue = self.last_cue  # "tăng 7 % so với năm 2021 và 3,7 % theo kế hoạch"
        cue = cue or self.header
        self.last_cue = cue
        if trail.base is None and trail.year is not None and cue in ("multiple", "equal"):
            trail.base, trail.year = Base("year", trail.year), None  # "gấp 1,6 lần năm 2015"
        behind = behind or []
        if printed.sort is Sort.PERCENT and not trail.subject:
            trail.subject = _object_in(behind, zone)
        if trail.year is None and printed.sort is Sort.PERCENT:
            trail.year = _year_of_level(behind, context.year)
        if cue == "share":
            trail.total = _up_to_a_stop(behind)
        counted = any(t.reason == "count" for t in lead_tokens)
        planned = context.planned or lead.planned
        if (trail.at_least and not planned) or (
            counted
            and qualifier
            and any(t.text.casefold() in ("có", "were", "are") for t in lead_tokens)
        ):
            self.named(zone, trail)
            self.leave(token, "threshold")
            return
        article = bool(lead_tokens) and lead_tokens[-1].text.casefold() in _ARTICLES
        if article and trail.base is not None and trail.base.kind == "plan":
            self.base_value(token, Base("plan"), [])  # "below the 4 % target"
            return
        if lead.of_base and lead.base is not None:
            self.value_of_base(token, lead, zone, cue, qualifier, trail)
            return
        if cue == "over" and any("plan" in t for t in zone.predicate) and trail.base is None:
            self.over_plan(token, zone, qualifier, trail)
            return
        if printed.sort is Sort.PEOPLE and not self.counts(token, zone, cue, behind):
            self.blocked = True
            self.leave(token, "count")
            return
        if behind and (behind[0].text.casefold() == "về" or _in_terms(behind)):
            self.leave(token, "unclear")
            return
        before, self.from_ = context.name, from_
        name = self.named(zone, trail, lead_tokens)
        if _is_momentary(zone) and not self.context.year_here:
            self.leave(token, "unclear")
            self.blocked = True
            return
        deed = any("deed" in t for t in zone.tokens)
        if (name is before or deed) and self.blocked:
            self.leave(token, context.part or "no-name")
            return
        self.blocked = False
        several = self.several if name is None and lead.each and context.name else []
        if lead.estimate:
            context.status = lead.estimate
            self.foretold = self.foretold or lead.estimate == "F"
        if name is None and not several:
            self.leave(token, "no-name")
            return
        for area in several or [context.area]:
            context.area = area
            own = name or context.name
            assert own is not None
            level = printed.sort is Sort.AMOUNT or cue in ("up", "down")
            if own is before and own.sort == "growth" and level:
                own = Name(own.text, "level", own.head)  # "mức tăng 12 %" of what grew before
            decision = decide(self.case(token, cue, from_, own, lead, trail, planned, zone))
            self.settle(token, decision, own, lead, trail, qualifier, planned)

    def counts(self, token: Token, zone: Zone, cue: str, behind: list[Token]) -> bool:
        """Whether a count is of an indicator: one named before it, or of what was founded."""
        if behind and "founded" in behind[0]:
            unit = token.printed.base if token.printed else ""
            zone.tokens = [Token({"head": ""}, f"Số {unit} {behind[0].text}", 0, 0)]
            if self.lang == "en":
                zone.tokens[0].text = f"{behind[0].text} {unit}"
            return True
        named, _, _ = name_in(zone.tokens, self.lang == "en")
        if named is not None and not named.this:
            return True
        if self.yearly and self.context.name is not None:
            return True
        last = self.in_sentence
        same = last is not None and token.printed is not None
        return same and cue in ("up", "down") and last.printed.base == token.printed.base  # type: ignore[union-attr]

    def compared_with(self, token: Token, base: Base, before: list[Token], trail: Trail) -> None:
        """The second figure of "6,5 % so với 8 % năm 2022", "12 % so với kế hoạch 11 %"."""
        if trail.year is not None and base.kind != "plan":
            base = Base("year", trail.year)
        elif trail.base is not None and trail.base.kind == "previous":
            base = trail.base
        self.base_value(token, base, before)

    def value_of_base(
        self, token: Token, lead: Lead, zone: Zone, cue: str, qualifier: str, trail: Trail
    ) -> None:
        """ "thấp hơn mức tăng 8,52 % của năm 2022", "below the target of 6 to 7 per cent"."""
        base = lead.base
        assert base is not None
        if any(t.any_of(START) for t in zone.tokens):
            self.named(zone, Trail())
        if trail.year is not None and base.kind in ("growth", "unknown"):
            base = Base("year", trail.year)
        elif base.kind == "unknown" and trail.base is not None and trail.base.kind == "previous":
            base = trail.base
        self.base_value(token, base, [t for t in zone.predicate[-3:] if "qualifier" in t])
        self.last_left = True

    def over_plan(self, token: Token, zone: Zone, qualifier: str, trail: Trail) -> None:
        """ "vượt mục tiêu 42 tỷ USD" gives the plan; "vượt kế hoạch 5 %" the excess."""
        name = self.named(zone, trail)
        printed = token.printed
        assert printed is not None
        if name is None or self.context.part and printed.sort is Sort.PERCENT:
            self.leave(token, self.context.part or "no-name")
        elif printed.sort is Sort.AMOUNT:
            self.base_value(
                token, Base("plan"), [t for t in zone.predicate[-2:] if "qualifier" in t]
            )
        elif name.sort == "growth" or (
            self.in_sentence is not None and self.in_sentence.measure is Measure.GROWTH
        ):
            self.base_value(token, Base("plan"), [])
        else:
            self.leave(token, "two-readings", ("over-plan", "planned-growth"))

    def case(
        self,
        token: Token,
        cue: str,
        from_: bool,
        name: Name,
        lead: Lead,
        trail: Trail,
        planned: bool,
        zone: Zone,
    ) -> Case:
        context = self.context
        base = trail.base or lead.base
        assert token.printed is not None
        if any("each-year" in t for t in zone.predicate):
            trail.yearly = True
        averaged = (
            lead.averaged
            or (self.averaged and bool(self.header))
            or token.printed.yearly
            or trail.yearly
        )
        listed = self.in_sentence is not None or ":" in self.sentence.text
        return Case(
            token.printed,
            cue,
            name,
            base,
            trail,
            planned,
            averaged,
            context.span is not None and trail.year is None,
            context.share,
            self.in_sentence,
            from_,
            any(t.text.casefold() in _BOUNDS for t in zone.predicate),
            _is_verb(name, self.words)
            and not any("place" in t or "province" in t for t in zone.tokens),
            listed,
        )

    def named(self, zone: Zone, trail: Trail, lead: list[Token] | None = None) -> Name | None:
        """The name that a figure has, of its own or taken over, with its area."""
        context = self.context
        english = self.lang == "en"
        name, provinces, price = name_in(zone.tokens, english)
        _, more, price_behind = name_in(zone.predicate, english)
        if trail.subject:
            behind, also, _ = name_in(trail.subject, english)
            name, provinces = behind or name, provinces + also
        provinces = provinces or [t.text for t in lead or zone.predicate if "province" in t]
        if len(provinces) == 1:
            context.area = provinces[0]
        elif len(provinces) > 1:
            context.area, self.several = "", provinces
            return None
        elif any("place" in t for t in (*zone.tokens, *zone.predicate)):
            context.area = ""
        if price or price_behind:
            context.price = price or price_behind
        near = self.in_sentence is not None or _is_economy(context.name)
        if name is not None and name.this and name.sort == "growth" and context.name and near:
            return Name(context.name.text, "growth", context.name.head)
        if name is None or (name.this and context.name and name.sort != "growth"):
            return context.name
        return self.renamed(name, price or price_behind)

    def renamed(self, name: Name, price: str) -> Name:
        """Take a new name; a part shares the head of the name before it."""
        context = self.context
        before = context.name
        inherits = self.parts or name.sort == "sector"
        if before is None or folded(before.text) != folded(name.text):
            if not inherits:
                context.status = ""
            if not (inherits and before is not None):
                context.price = price
            context.base = "" if not inherits and name.sort != "weak" else context.base
        self.share_of = ""
        if name.sort == "share" and " trong " in name.text:
            name.text, _, self.share_of = name.text.partition(" trong ")
        if name.sort in ("rate", "share", "growth", "index", "level"):
            context.share = name.sort == "share"
        if name.head and self.in_sentence is not None and _is_bare_head(name, self.words):
            name = _completed(name, before)
        if before is not None and name.sort in ("weak", "sector") and before.head:
            name.head = before.head
        context.name = name
        return name

    def settle(
        self,
        token: Token,
        decision: Decision,
        name: Name,
        lead: Lead,
        trail: Trail,
        qualifier: str,
        planned: bool,
    ) -> None:
        """Make the claim that was decided, unless its year is not a whole one or not known."""
        context = self.context
        if decision.measure is None:
            reason = decision.reason
            if context.part and reason == "two-readings":
                reason, decision.readings = context.part, ()
            self.leave(token, reason, decision.readings)
            return
        if trail.part:
            context.part = trail.part
            self.leave(token, trail.part)
            return
        if trail.this_year and self.written:
            context.year, context.part, context.span = self.written[0], "", None
        year = trail.year or lead.year or context.year
        if trail.year is not None and not (trail.base and trail.base.kind == "year"):
            year = trail.year
            if not self.from_:
                context.year, context.part, context.span = trail.year, "", None
            self.dated_here.append(year)
        if context.part and not (
            planned and decision.measure in (Measure.PLAN, Measure.PLANNED_GROWTH)
        ):
            self.leave(token, context.part)
            return
        self.dated(token, decision, name, lead, trail, qualifier, year)

    def dated(
        self,
        token: Token,
        decision: Decision,
        name: Name,
        lead: Lead,
        trail: Trail,
        qualifier: str,
        year: int | None,
    ) -> None:
        context, base = self.context, trail.base or lead.base
        measure = decision.measure
        assert measure is not None
        since = None
        if context.span is not None and measure.is_average:
            first, year = context.span
            since = first if context.term else first - 1
        if year is None and base is not None and base.kind == "year" and base.year:
            year = base.year + 1  # "tăng 8 % so với năm 2018" is of 2019
        if year is None:
            self.leave(token, "no-year")
            return
        if base is not None and base.kind == "year" and base.year is not None:
            if base.year >= year and self.written and not self.dated_here:
                year = base.year + 1 if base.year + 1 >= self.written[0] - 1 else year
            if base.year >= year:
                self.leave(token, "other-base")
                return
            if base.year != year - 1:
                since = base.year
                if decision.index:
                    decision.index, measure = False, Measure.MULTIPLE
                    decision.measure = measure
        if measure is Measure.ATTAINMENT and base is not None:
            if context.spanned and any(
                w in base.text.casefold() for w in ("nghị quyết", "nhiệm kỳ", "giai đoạn")
            ):
                self.leave(token, "period")
                return
        if lead.from_ or (base is None and trail.year):
            context.spanned = True
        plan_by = base.giver if base is not None and base.kind == "plan" else ""
        status = "" if measure.is_planned or lead.year else context.status or context.overall
        if measure is Measure.SHARE and not lead.estimate:
            status = context.overall
        self.base = base if trail.open_base else None
        self.last_left = False
        self.claim(
            token,
            decision,
            name,
            year,
            qualifier,
            since=since,
            plan_by=plan_by,
            status=status,
            total=self.total(decision, trail),
            at_least=trail.at_least,
            planned=self.context.planned or lead.planned,
        )

    def total(self, decision: Decision, trail: Trail) -> str:
        """The name of the total that a share is of."""
        if not decision.of_total:
            return ""
        name = self.context.name
        found, _, _ = name_in(trail.total, self.lang == "en")
        if self.share_of:
            return self.share_of
        last = self.in_sentence
        if found is None and last is not None and last.total:
            return last.total
        if found is not None:
            return found.text
        del name
        return "total"

    def claim(
        self,
        token: Token,
        decision: Decision,
        name: Name,
        year: int,
        qualifier: str,
        *,
        since: int | None = None,
        plan_by: str = "",
        status: str = "",
        total: str = "",
        at_least: bool = False,
        planned: bool = False,
    ) -> None:
        """Note a fact."""
        context, printed = self.context, token.printed
        assert printed is not None
        assert decision.measure is not None
        measure = decision.measure
        ahead = self.ahead(year) and status != "F"
        if ahead and measure in (Measure.ACTUAL, Measure.GROWTH, Measure.AVERAGE_GROWTH):
            measure = {
                Measure.ACTUAL: Measure.PLAN,
                Measure.GROWTH: Measure.PLANNED_GROWTH,
                Measure.AVERAGE_GROWTH: Measure.PLANNED_AVERAGE_GROWTH,
            }[measure]
            status = ""
            named = self.dated_here or self.context.year_here
            if not (named or planned or self.aims or self.plan_heading):
                self.leave(token, "two-readings", ("actual", "plan"))
                return
        elif self.ahead(year) and not measure.is_planned and status != "F":
            self.leave(token, "intention")
            return
        sign = _DOWN[self.lang] if decision.down and printed.sign != "-" else ""
        if decision.index:
            sign = _REACHED[self.lang]
        behind = f" {AT_LEAST[self.lang]}" if at_least else ""
        words = f"{sign}{qualifier} {printed.sign}{printed.text}{behind}".strip().replace("  ", " ")
        name = self.composed(name, printed.sort, printed.base)
        if printed.sort in (Sort.AMOUNT, Sort.PEOPLE):
            context.base = printed.base or context.base
        made = Claim(
            measure,
            year,
            printed,
            words,
            name,
            context.area,
            self.sentence,
            since,
            status,
            context.price,
            plan_by,
            total,
            decision.over,
            context.base,
            context.fiscal,
        )
        self.claims.append(made)
        self.in_sentence = context.last = made

    def ahead(self, year: int) -> bool:
        """Whether nobody could know a result of a year when the text was written."""
        if self.written is None:
            return False
        begun = year == self.written[0] and 1 <= self.written[1] <= 2
        return year > self.written[0] or begun

    def composed(self, name: Name, sort: Sort, base: str) -> Name:
        """A part with a level is named with the head it shares: sản lượng … nuôi trồng."""
        level = sort in (Sort.AMOUNT, Sort.PEOPLE)
        if (level and base != self.context.base) or not (level or self.parts):
            return name
        if name.sort not in ("weak", "sector") or not name.head:
            return name
        if not level and name.sort == "sector" and not name.this:
            return name
        if folded(name.text).startswith(folded(name.head)):
            return name
        text = f"{name.head} {name.text[:1].lower()}{name.text[1:]}"
        whole = Name(text[:1].upper() + text[1:], "level", name.head)
        self.context.name = whole
        return whole

    def listed(self, tokens: list[Token]) -> bool:
        """Names and figures "lần lượt": pair them where their numbers agree, else leave all."""
        figures = [at for at, t in enumerate(tokens) if _CANDIDATE in t and not t.reason]
        if not figures:
            return False
        zone = find_zone(tokens[: figures[0]])
        names: list[Name | None] = list(names_listed(zone.tokens, self.lang == "en"))
        areas = [t.text for t in (*zone.tokens, *tokens[: figures[0]]) if "province" in t]
        areas = list(dict.fromkeys(areas))
        if len(areas) > 1 and len(names) <= 1:
            names = [None] * len(areas)
        if len(names) != len(figures):
            apart = names_listed(zone.tokens, self.lang == "en", apart=True)
            names = list(apart) if len(apart) == len(figures) else names
        count = len(names)
        lead = [t for t in tokens[: figures[0]] if "years" in t]
        if count < 2 and len(lead) == 1 and len(lead[0].years) == len(figures):
            self.by_year(tokens, figures, lead[0].years)
            return True
        if count < 2 or lead or len(figures) % count:
            if count < 2 and not lead:
                return False
            for at in figures:
                self.leave(tokens[at], "respectively")
            return True
        self.pairs(tokens, figures, names, areas)
        return True

    def by_year(self, tokens: list[Token], figures: list[int], years: tuple[int, ...]) -> None:
        """One name with a figure for each of several years."""
        begin = 0
        for at, year in zip(figures, years, strict=True):
            trail = self.trail(tokens, at + 1)
            trail.year = year
            self.last_cue = self.last_cue or "level"
            self.figure(tokens[at], tokens[begin:at], trail)
            self.yearly = True
            begin = at + 1 + trail.length
        self.yearly = False

    def pairs(
        self, tokens: list[Token], figures: list[int], names: list[Name | None], areas: list[str]
    ) -> None:
        """Give each name its figures: one after the other, or in as many lots."""
        each = len(figures) // len(names)
        sorts = [tokens[at].printed.sort for at in figures]  # type: ignore[union-attr]
        lots = all(sorts[at] == sorts[at % each] for at in range(len(sorts)))
        rows = (
            each > 1
            and all(
                len(set(sorts[row * len(names) : (row + 1) * len(names)])) == 1
                for row in range(each)
            )
            and len(set(sorts)) > 1
        )
        if each > 1 and not (lots and len(set(sorts)) > 1) and not rows:
            for at in figures:
                self.leave(tokens[at], "respectively")
            return
        first = survey(tokens[: figures[0]], self.context, self.written, figure=True)
        zone = find_zone(tokens[: figures[0]])
        cue, _, _ = cue_of(zone)
        if first.estimate:
            self.context.status = first.estimate
        begin = figures[0]
        held = self.context.name
        for number, at in enumerate(figures):
            which = number % len(names) if rows or each == 1 else number // each
            lead_tokens = tokens[begin:at] if number else tokens[figures[0] - 1 : at]
            own, _, qualifier = cue_of(Zone([], [t for t in lead_tokens if t.any_of(_SAID)]))
            trail = self.trail(tokens, at + 1)
            self.drop(tokens[begin:at])
            name = names[which] or held
            if areas and names[which] is None:
                self.context.area = areas[which]
            if name is None:
                self.leave(tokens[at], "no-name")
            else:
                self.context.name = name
                lead = Lead(
                    estimate=first.estimate, planned=first.planned, year=first.year, base=first.base
                )
                planned = self.context.planned or lead.planned
                decision = decide(
                    self.case(tokens[at], own or cue, False, name, lead, trail, planned, zone)
                )
                self.settle(tokens[at], decision, name, lead, trail, qualifier, planned)
            begin = at + 1 + trail.length

    base: Base | None = None
    last_left = True
    pending: Base | None = None
    """What the figure before was compared with, where a figure of it follows."""
    share_of = ""
    blocked = False
    """Whether what is spoken of is not known since a figure of it was left."""
    plan_heading = False
    """Whether a heading has said that what follows is planned."""
    from_ = False
    yearly = False
    """Whether one name has a figure for each of several years."""
    foretold = False
    """Whether the sentence has forecast something: its year is that of nothing else."""
    dated_here: list[int] = []  # noqa: RUF012
    """The years that the sentence has named so far."""
    whole: int | None = None
    """The last whole year that was spoken of."""
    began = False
    """Whether a figure has stood in the sentence."""
    header = ""
    """The verb before a colon, for the list behind it."""
    averaged = False
    several: list[str] = []  # noqa: RUF012
    """The areas that one figure is said of."""
    last_cue = ""


_AIMS = frozenset({"aim", "plan", "expected"})
_OPENS = frozenset({",", ";", ":", "and", "parts", "but", "group", "."})
_OBJECT = frozenset({"count", "people"})
_SAID = frozenset(
    {"up", "down", "level", "equal", "qualifier", "share", "multiple", "contribution"}
)


def _in_terms(behind: list[Token]) -> bool:
    """ "up 13 % in volume": of something else than the name."""
    return behind[0].text.casefold() == "in" and any(
        token.text.casefold() in ("volume", "value", "quantity", "terms", "nominal", "real")
        for token in behind[1:3]
    )


def _is_bare_head(name: Name, words: Vocabulary) -> bool:
    """Whether a name is a single word that needs the name before: "sản lượng"."""
    entry = words.phrases.get(tuple(folded(word) for word in name.text.split()))
    return entry is not None and "bare" in entry.kinds


def _completed(name: Name, before: Name | None) -> Name:
    if before is None or not before.head or folded(name.text) == folded(before.text):
        return name
    rest = before.text[len(before.head) :] if before.text.startswith(before.head) else ""
    return Name(name.text + rest, name.sort, name.head)


def _is_verb(name: Name, words: Vocabulary) -> bool:
    entry = words.phrases.get(tuple(folded(word) for word in name.text.split()))
    return entry is not None and "verbal" in entry.kinds


def _is_momentary(zone: Zone) -> bool:
    return any("momentary" in token for token in zone.tokens)


def _is_economy(name: Name | None) -> bool:
    """Whether a name is that of which "growth" alone is said."""
    words = ("gdp", "grdp", "tổng sản phẩm", "kinh tế", "economy", "gross", "tăng trưởng")
    return name is not None and any(word in name.text.casefold() for word in words)


def _object_in(behind: list[Token], zone: Zone) -> list[Token]:
    """The name behind "growth of 15 per cent in …", where none stands before it."""
    named = any(t.any_of(START - {"growth-noun"}) for t in zone.tokens)
    if named or not behind or behind[0].text.casefold() != "in":
        return []
    found = _up_to_a_stop(behind[1:]) + [t for t in behind[1:] if "group" in t][:1]
    return found if any(t.any_of(START) for t in found) else []


def _year_of_level(behind: list[Token], year: int | None) -> int | None:
    """The year behind the level that a rate leads to: "rose 5 % to 12 billion in 2017"."""
    if not behind or behind[0].text.casefold() not in ("to", "lên", "xuống", "còn"):
        return None
    at = next((at for at, token in enumerate(behind[:4]) if "figure" in token), None)
    return None if at is None else trail_behind(behind, at + 1, year).year


def _all(tokens: list[Token]) -> list[Token]:
    return [one for token in tokens for one in (token, *token.inside)]


def _behind_object(lead: list[Token]) -> list[Token]:
    """Without the words that still belong to the figure before: "520 ha rừng, đạt 104 %"."""
    for at, token in enumerate(lead):
        if token.any_of(_OPENS):
            return lead[at:]
        if not (token.kinds.keys() <= _OBJECT):
            return lead
    return lead


def _with_own_figure(printed: Printed, trail: Trail, behind: list[Token]) -> Base | None:
    """What a figure is compared with, where the figure of that follows at once.

    Then the first one is no rate on it, unless it is a rate on a level.
    """
    base = trail.base
    if base is None or not trail.open_base or not behind or "figure" not in behind[0]:
        return None
    second = behind[0].printed
    same = second is not None and second.sort is printed.sort
    if (base.kind == "plan" and same) or (base.kind == "unknown" and not base.text):
        trail.base, trail.open_base = None, False
    return base


def _up_to_a_stop(tokens: list[Token]) -> list[Token]:
    """The tokens before the next comma, bracket or figure."""
    found = []
    for token in tokens:
        if token.any_of(frozenset({",", ";", ":", "group", "figure", "."})):
            break
        found.append(token)
    return found
