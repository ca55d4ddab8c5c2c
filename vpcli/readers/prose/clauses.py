"""The sentences of a text, clause by clause: each figure becomes a claim or is left."""

from __future__ import annotations

import re
from itertools import pairwise

from vpcli.core.facts.model import Measure
from vpcli.i18n.vocabulary import folded
from vpcli.readers.prose.bases import Trail
from vpcli.readers.prose.claims import Context
from vpcli.readers.prose.comparing import is_again
from vpcli.readers.prose.figures import Sort
from vpcli.readers.prose.joining import has, has_any, kinds_of, says
from vpcli.readers.prose.kinds import START
from vpcli.readers.prose.lists import Lists
from vpcli.readers.prose.sentences import Sentence
from vpcli.readers.prose.state import all_of
from vpcli.readers.prose.survey import cue_of, survey
from vpcli.readers.prose.tokens import Token, tokens_of
from vpcli.readers.prose.zones import find_zone

__all__ = ["ClauseReader"]

_AIMS = frozenset({"aim", "plan", "expected"})
_ALONE = frozenset({"figure", "qualifier", "down", "level", "filler"})
_PLANS = frozenset({"plan", "fulfilled"})
_SEEN_BEFORE = 60
"""Tokens before a colon or a bracket that are looked at."""
_OF_PARTS = frozenset({"parts", "toward-growth"})
_MEETING = re.compile(
    r"(?:sáng |chiều )?ngày [\d/ -]+, tại "
    r"|.*\b(?:meeting|conference|workshop|seminar|ceremony)s? (?:was |were )?(?:held )?in "
)
"""Where and when something was said: "Ngày 24-3, tại Đà Nẵng, …"."""
_OUTSIDERS = re.compile(
    r"\b(?:world bank|imf|international monetary fund|adb|asian development bank|oecd|hsbc|fitch"
    r"|moody's|standard chartered|analysts?|economists?"
    r"|quỹ tiền tệ quốc tế|ngân hàng thế giới|ngân hàng phát triển châu á)\b"
)
"""Who expects what others plan."""
_PLAN_HEADING = re.compile(
    r"(?:[\divx.)]+ )?(?:các )?(?:chỉ tiêu|mục tiêu)(?! .*(?:thực hiện|kết quả|hoàn thành))"
)
_TARGETS = "chỉ tiêu"
_STRUCTURES = ("cơ cấu", "structure")
_ENDS = frozenset({",", ";", "."})
_OF_A_PART = frozenset({"part", "to-date"})
_TIMES = frozenset({"part", "to-date", "full-year", "year", "this-year", "span", "next-year"})
_PART_BY_THE_WAY = re.compile(r", (?:trong đó|riêng|tính riêng)(?: trong)? (?:quý|tháng) ")
_UNTIL_DAY = re.compile(r"(?:tại|đến) (?:hết )?(?:ngày |thời điểm )?\d{1,2}[/-]\d{1,2}")
"""A day in the year, which the next sentence goes on with."""
_MOST_OF_A_TOTAL = 6
_LEAST_INSERTED = 2
_DASHES = frozenset({"-", "–", "—"})
_IS = frozenset({"was", "were", "is", "are", "has", "have", "rose", "fell", "grew"})
_OF_THE_PLACE = re.compile(r"\b(?:của|trên địa bàn|toàn) (?:thành phố|tỉnh|tp|địa phương)\b")
"""A place that the sentence before has named."""
_WHOLE_COUNTRY = re.compile(r"\b(?:cả nước|toàn quốc|việt nam)\b")
_COUNTS = frozenset({"count", "ratio"})
_YEARLY = frozenset({"full-year", "year"})
_MONTHS = frozenset({"months", "month", "quarter"})
_WHOLES = frozenset({"cả nước", "toàn quốc", "toàn ngành", "toàn tỉnh"})
_ALLOTTED = re.compile(r"(?:điều chỉnh|phân bổ) (?:bổ sung )?dự toán")
"""What a plan is made of, and not what was carried out."""
_REVISED = re.compile(r"báo cáo [^.]*sửa đổi|điều chỉnh sau kiểm toán|hồi tố|số liệu điều chỉnh")
_LINKS = frozenset({"và", ",", "-", "–", "cùng với"})
_REVIEWED = re.compile(r"kết quả|đánh giá|tổng kết|báo cáo|tình hình|kiểm điểm|sơ kết")
"""What a document looks back on, before it names the tasks of the next year."""
_RELATIVES = frozenset({"which", "who", "whose", "where", "when"})
_MOST_BEFORE_A_MONTH = 3
_MOST_BEHIND_SAYING = 3
_MOST_BEFORE_ASIDE = 2
_PAIR_OF_YEARS = 3
_FISCAL = frozenset({"fy", "fiscal", "fiscal year", "financial year"})
_SAID = frozenset({"said", "announced", "cho biết", "công bố"})
_INCLUDING = ("including", "bao gồm")
_GOING_ON = ("Bên cạnh đó", "Ngoài ra", "Đồng thời", "Trong đó", "Cụ thể")
_OF_THESE = ("Trong đó", "Trong số này", "Trong số đó", "Of this", "Of these", "Of which")
_MOVES = frozenset({"up", "down"})
_RESULTS = frozenset({"th", "thực hiện"})
"""What a plan is put beside: the result of the year before."""
_COMPARING = frozenset({"against", "higher", "lower"})
_MOST_HEADINGS = 8
_LAST_YEAR = ("last year,", "năm ngoái,", "năm trước,")
_LAST_MONTHS = 11
"""Months from which on a text may report on the whole of its year."""
_FIRST_MONTHS = 2
"""Months in which a text still reports on the year before."""
_SEEN = 14
"""Tokens behind a figure that are looked at."""


def _is_signed(figure: Token, inside: list[Token]) -> bool:
    """Whether a bracket holds a change: (+13,3 %)."""
    printed = figure.printed
    signed = printed is not None and (printed.sign or any(t.text in "+-−–" for t in inside))
    return bool(signed)


def _before_comparison(outer: list[Token]) -> list[Token]:
    """The words before "so với cùng kỳ", which the change in the bracket is on too."""
    at = next((at for at, token in enumerate(outer) if "against" in token), len(outer))
    return outer[:at]


def _year_named(tokens: list[Token]) -> int | None:
    """The first year that is not one to compare with."""
    for at, token in enumerate(tokens):
        if "year" in token and not has(tokens[max(0, at - 3) : at], "against"):
            return token.years[0]
    return None


def _is_compared_with(before: list[Token]) -> bool:
    """Whether words before a year compare with it: "so với năm 2014", "bằng 98,6 % TH 2014"."""
    return has_any(before, _COMPARING) or says(before, _RESULTS)


def _has_figure(tokens: list[Token]) -> bool:
    """Whether one of some tokens is a figure that may be a fact."""
    return any("figure" in token and not token.reason for token in tokens)


def _last_named(outer: list[Token]) -> list[Token]:
    """The last thing named: "supported by export volumes, which …"."""
    begin = next((at for at in range(len(outer) - 1, -1, -1) if outer[at].any_of(START)), 0)
    while begin and not outer[begin - 1].kinds:
        begin -= 1
    return outer[begin:]


def _is_unknown_short(inside: list[Token]) -> bool:
    """Whether a bracket begins with an abbreviation that is not known: (DT: 1.400 tỷ đồng)."""
    colon = len(inside) > 1 and ":" in inside[1]
    return colon and not inside[0].kinds and inside[0].text.isupper()


def _names_another(lead: list[Token]) -> bool:
    """Whether a count has a name and a verb of its own before it."""
    zone = find_zone(lead[-_SEEN_BEFORE:])
    return bool(zone.cues) and has_any(zone.tokens, START)


def _is_aside(said: str) -> bool:
    """Whether a sentence is of a part of the year by the way: "Riêng tháng 12", "in May alone"."""
    return (
        said.startswith(("riêng ", "tính riêng "))
        or " riêng tháng" in said
        or " alone," in said[:_SEEN_BEFORE]
    )


def _begins_aside(tokens: list[Token]) -> bool:
    """Whether a clause is only of a part of the year, by the way."""
    words = [token.word for token in tokens[:_MOST_BEFORE_ASIDE]]
    return any(word.startswith("riêng") for word in words)


def _without_day_of_saying(tokens: list[Token]) -> list[Token]:
    """Without the month in which something was said: "In December 2018, the office said that …"."""
    if not has(tokens[:_MOST_BEFORE_A_MONTH], "part"):
        return _without_month_behind(tokens)
    for at, token in enumerate(tokens[:_SEEN]):
        if "figure" in token:
            break
        if token.word in _SAID:
            return tokens[at + 1 :]
    return tokens


def _doubt_fiscal_years(tokens: list[Token]) -> None:
    """Make FY 2016 no year, beside fiscal years named by both: is it 2015-16 or 2016-17?"""
    for at, token in enumerate(tokens[1:], 1):
        single = token.kinds.get("year", "fiscal") != "fiscal"
        if single and tokens[at - 1].word in _FISCAL:
            token.kinds, token.years, token.reason = {"part": ""}, (), "fiscal-year"


def _without_year_compared(tokens: list[Token]) -> list[Token]:
    """Without the second year of "Comparing 2014 with 2013, exports rose by 5 %"."""
    for at, token in enumerate(tokens[:_MOST_BEFORE_A_MONTH]):
        near = tokens[at + 1 : at + 4]
        if token.word != "comparing" or len(near) < _PAIR_OF_YEARS:
            continue
        if "year" in near[0] and "year" in near[2]:
            return [*tokens[: at + 2], *tokens[at + 4 :]]
    return tokens


def _without_total(tokens: list[Token]) -> list[Token]:
    """Without "Of the total," before what is said of its parts."""
    first = [token.word for token in tokens[:_MOST_OF_A_TOTAL]]
    if first[:1] != ["of"] or "," not in first or not {"total", "the total"} & {*first}:
        return tokens
    return tokens[first.index(",") + 1 :]


def _without_insertion(tokens: list[Token]) -> list[Token]:
    """Without "- a measure of farming -" between a name and its verb."""
    dashes = [at for at, token in enumerate(tokens) if token.text in _DASHES]
    for begin, end in pairwise(dashes):
        follows = tokens[end + 1].word if end + 1 < len(tokens) else ""
        verb = follows.split(" ", 1)[0] in _IS and begin and not has(tokens[: end + 1], "figure")
        if verb and end - begin > _LEAST_INSERTED:
            return [*tokens[:begin], *tokens[end + 1 :]]
    return tokens


def _is_mixed(tokens: list[Token]) -> bool:
    """Whether a sentence tells of months and then of the whole year."""
    every = all_of(tokens)
    part = next((at for at, t in enumerate(every) if t.any_of(_OF_A_PART)), len(every))
    return has(every[part:], "full-year") and not has(every[:part], "full-year")


def _without_asides(tokens: list[Token], said: str) -> list[Token]:
    """Without what dates something else than the figures of a sentence."""
    tokens = _without_year_compared(_without_day_of_saying(tokens))
    return _without_next_task(tokens, said)


def _without_next_task(tokens: list[Token], said: str) -> list[Token]:
    """Without "và nhiệm vụ năm 2018" in "Báo cáo tình hình năm 2017 và nhiệm vụ năm 2018, …"."""
    for at, token in enumerate(tokens):
        if "figure" in token:
            break
        if "year" not in token:
            continue
        begin = at
        for place in range(at - 1, max(-1, at - _SEEN), -1):
            first = tokens[place + 1]
            tasks = "plan" in first or first.word.startswith("triển")
            if tokens[place].word in _LINKS and tasks:
                begin = place
        if begin < at and _REVIEWED.search(said, 0, tokens[begin].begin):
            return [*tokens[:begin], *tokens[at + 1 :]]
    return tokens


def _without_month_behind(tokens: list[Token]) -> list[Token]:
    """Without the month in "the chairwoman said in early December that …"."""
    said = next((at for at, t in enumerate(tokens[:_SEEN]) if t.word in _SAID), None)
    if said is None:
        return tokens
    for at in range(said + 1, min(said + 1 + _MOST_BEHIND_SAYING, len(tokens))):
        if "part" in tokens[at] and tokens[at].reason == "month":
            return [*tokens[: said + 1], *tokens[at + 1 :]]
    return tokens


class ClauseReader(Lists):
    """Reads sentences one after the other; each takes over what the one before it said."""

    def read(self, sentence: Sentence) -> None:
        """Read one sentence."""
        context = self.context
        if len(self.dated_here) > 1:
            context.year = max(self.dated_here)
        elif self.foretold:
            context.year = self.whole
        self.begin_sentence(sentence)
        self.goes_on_from(sentence)
        context.area, context.span = self.area_carried, None
        context.share, context.spanned = False, False
        context.planned, context.overall, context.year_here = self.plan_heading, "", False
        context.expected, context.unsure = False, False
        context.part_here, context.part_year = False, None
        context.outside = _OUTSIDERS.search(self.said) is not None
        tokens = _without_asides(tokens_of(sentence.text, self.words), self.said)
        if self.has_spans:
            _doubt_fiscal_years(all_of(tokens))
        self.new_paragraph(sentence, has(tokens, "part") or sentence.text.startswith(_OF_THESE))
        lasts = self.aside and not sentence.opens and not has_any(tokens, _TIMES)
        aside, self.aside = self.aside, _is_aside(self.said) or lasts
        goes_on = sentence.text.startswith(_GOING_ON)
        if self.by_last_year:
            context.year, self.by_last_year = None, False  # of which year is what follows?
        reported = any(claim.year == self.whole for claim in self.claims)
        reported = reported or self.lang == "vi"
        reported = self.goes_on_with_a_part(sentence, tokens, goes_on=goes_on) and reported
        over = (context.part == "to-date" and reported) or (aside and sentence.opens)
        if over and self.whole is not None and not goes_on:
            context.part, context.year = "", self.whole
        if not context.part and not self.ahead(context.year or 0):
            self.whole = context.year
        main, part = context.year, context.part
        self.look_over(tokens)
        clause: list[Token] = []
        for token in tokens:
            clause.append(token)
            if ";" in token:
                self.clause(clause)
                clause = []
        self.clause(clause)
        if self.said.startswith(_LAST_YEAR) and self.written and main == self.written[0]:
            self.by_last_year = True  # an aside in a text of this year
        if not self.began and context.year_here and context.part in ("month", "quarter"):
            context.part = ""  # "Năm 2010, nhà máy hoàn thành vào tháng 12"
            if context.part_year is not None and self.ahead(context.part_year):
                context.year = self.whole  # "… đến quý IV/2023 mới phục hồi"
        self.lists_below(tokens)
        self.ends(main, part)

    def ends(self, main: int | None, part: str) -> None:
        """End a sentence: what it told by the way does not last, and what it aims at does.

        `main` and `part` are the year and the part of it that held before.
        """
        context = self.context
        by_the_way = _PART_BY_THE_WAY.search(self.said) is not None
        if self.claims_here and by_the_way and context.part in _MONTHS and not part:
            context.part, context.year = "", main  # "…, tăng 13 %, trong đó quý IV tăng 14 %"
        if self.aimed_year is not None:
            context.year = self.aimed_year  # "trên cơ sở năm 2022, mục tiêu năm 2023 như sau:"

    def goes_on_from(self, sentence: Sentence) -> None:
        """Take over from the sentence before what lasts in a paragraph, and nothing else."""
        if self.is_to_come:
            self.context.status, self.is_to_come = "", False
        goes_on = sentence.text.startswith(_GOING_ON) or _OF_THE_PLACE.search(self.said)
        kept = self.context.area if goes_on and not sentence.opens else ""
        self.area_carried = "" if _WHOLE_COUNTRY.search(self.said) else kept
        allotted = _ALLOTTED.search(self.said) is not None
        self.is_allotted = allotted or (self.is_allotted and not sentence.opens)
        revised = _REVISED.search(self.said) is not None
        self.is_revised = revised or (self.is_revised and not sentence.opens)

    def goes_on_with_a_part(
        self, sentence: Sentence, tokens: list[Token], *, goes_on: bool
    ) -> bool:
        """Go on with part of a year where the sentence before was of one, and this names none.

        False where it was told up to a day, of which this sentence still speaks.
        """
        part_left, self.part_left = self.part_left, ""
        mixed, self.mixed = self.mixed and not sentence.opens, _is_mixed(tokens)
        of_these = sentence.text.startswith(_OF_THESE) and not sentence.opens
        text_of_part = self.is_of_part and sentence.opens
        if ((part_left and (mixed or of_these)) or text_of_part) and not has_any(tokens, _TIMES):
            self.context.part = (
                part_left or "part"
            )  # "9 tháng đạt 8,83 %; ước cả năm 8 %. Dịch vụ đạt 9 %"
        if not self.titled and any(t.reason in _MONTHS for t in tokens):
            self.is_of_part = not (has_any(tokens, _YEARLY) or _has_figure(all_of(tokens)))
        self.titled = True
        lasting = self.ends_on_a_day and (not sentence.opens or goes_on)
        self.ends_on_a_day = lasting or _UNTIL_DAY.search(self.said) is not None
        return not lasting

    def new_paragraph(self, sentence: Sentence, of_a_part: bool) -> None:
        """Return to the year of the text where a paragraph was about one long past.

        One that begins with part of a year, or with parts of what was told, goes on with it.
        """
        year, written = self.context.year, self.written
        main, begins = self.main_year, sentence.line != self.line
        self.line = sentence.line
        returns = begins and not of_a_part and self.context.part in ("month", "quarter")
        over = written is None or (self.whole or 0) < written[0] or written[1] >= _LAST_MONTHS
        if returns and over and any(claim.year == self.whole for claim in self.claims):
            self.context.part, self.context.year = "", self.whole
        if begins and year and main and written and year < min(written[0] - 1, main):
            self.context.year = main
        now = self.context.year
        if now is not None and written is not None and now in (written[0], written[0] - 1):
            self.main_year = now

    def lists_below(self, tokens: list[Token]) -> None:
        """Note whose parts stand in the lines below: "…, trong đó:"."""
        last = next((one for one in self.claims_here if one.measure is Measure.ACTUAL), None)
        if has(tokens[-3:], "parts") and ":" in tokens[-1]:
            self.listing = last.name.text if last is not None else ""
        elif not self.claims_here:
            self.listing = ""

    def look_over(self, tokens: list[Token]) -> None:
        """Note what holds for a whole sentence: whether it aims, heads a plan, names parts."""
        every = all_of(tokens)
        kinds = kinds_of(every)
        if "province" in kinds:
            for token in every:
                if "province" in token and not _MEETING.match(self.said):
                    self.provinces.setdefault(folded(token.text), token.text)
        self.parts = has_any(tokens[:4], _OF_PARTS)
        self.begins_with_parts = self.parts
        self.lists_parts = "parts" in kinds
        self.aims = bool(kinds & _AIMS) or any(token.text.endswith(" target") for token in every)
        years = [
            token.years[0]
            for at, token in enumerate(tokens)
            if "year" in token and not _is_compared_with(tokens[max(0, at - 3) : at])
        ]
        this_year = self.aims and "this-year" in kinds
        if this_year and self.written and 0 < self.written[1] <= _FIRST_MONTHS:
            self.context.year, self.context.part = self.written[0], ""
        self.has_part = has(tokens, "part")
        if self.has_part:
            self.plan_heading = self.context.planned = False
        heads = self.aims and ":" in tokens[-1] and bool(years) and not _has_figure(every)
        self.aimed_year = max(years) if heads and self.ahead(max(years)) else None
        own = self.aims and "this-year" not in kinds
        if own and len(set(years)) == 1 and self.ahead(years[0]):
            self.context.year, self.context.part = years[0], ""
        heads = bool(_PLAN_HEADING.match(self.said)) and not _has_figure(every)
        if heads and years and self.written and min(years) >= self.written[0]:
            self.plan_heading = True
        elif years and not all(map(self.ahead, years)):
            self.plan_heading = self.context.planned = False
        elif years and (self.aims or _TARGETS in self.said) and not _has_figure(every):
            self.plan_heading = True

    def clause(self, tokens: list[Token]) -> None:
        """Read what stands between semicolons."""
        self.last_cue, self.after_rate, self.aside_year = "", False, None
        self.clause_began = False
        self.clause_lists = has(tokens, "parts")
        self.clause_begins = len(self.claims_here)
        tokens = self.without_relatives(tokens)
        if self.lang == "en":
            tokens = _without_insertion(_without_total(tokens))
        if has(tokens, "respectively") and not self.rows:
            end = self.end_of_list(tokens)
            if self.listed(tokens[:end]):
                tokens = tokens[end:]
        context = self.context
        year, part, span = context.year, context.part, context.span
        goes_on = self.began
        if tokens:
            self.walk(tokens)
        if goes_on and _begins_aside(tokens) and not part:  # "…; riêng tháng 12 đạt 3.910 tỷ đồng"
            context.year, context.part, context.span = year, part, span

    def without_relatives(self, tokens: list[Token]) -> list[Token]:
        """Put what stands in ", which accounts for 18 % of GDP," in brackets.

        What people say (", who expects 6 %,") is left: it is nobody's figure of a year.
        """
        kept: list[Token] = []
        inside: list[Token] | None = None
        said = ""
        for at, token in enumerate(tokens):
            if inside is not None and token.any_of(_ENDS):
                self.close(kept, inside, said)
                inside = None
            if inside is None and "," in token and self.begins_aside(tokens, at):
                inside, said = [], tokens[at + 1].word
            elif inside is not None:
                inside.append(token)
            else:
                kept.append(token)
        if inside is not None:
            self.close(kept, inside, said)
        return kept

    def begins_aside(self, tokens: list[Token], at: int) -> bool:
        """Whether a comma begins a relative clause, or one that says what a name holds."""
        return says(tokens[at + 1 : at + 2], _RELATIVES) or self.is_inclusion(tokens, at)

    @staticmethod
    def is_inclusion(tokens: list[Token], at: int) -> bool:
        """Whether a name only says here what it holds: ", including empty boxes, was down 13 %"."""
        following = tokens[at + 1 : at + 2]
        if not following or following[0].word not in _INCLUDING:
            return False
        if has(tokens[:at], "figure"):
            return False
        held = tokens[at + 2 : at + 2 + _SEEN]
        end = next((i for i, token in enumerate(held) if "," in token), None)
        return end is not None and not has(held[:end], "figure")

    def close(self, kept: list[Token], inside: list[Token], said: str) -> None:
        """End a relative clause: a bracket, or its figures are left."""
        if said in ("which", *_INCLUDING) and inside:
            begin, end = inside[0].begin, inside[-1].end
            kept.append(Token({"group": ""}, "", begin, end, inside=inside))
            return
        for token in inside:
            if "figure" in token and not token.reason:
                self.leave(token, "unclear")

    def walk(self, tokens: list[Token]) -> None:
        """Go from figure to figure."""
        begin = at = 0
        while at < len(tokens):
            token = tokens[at]
            if not token.kinds:
                at += 1  # a word that says nothing by itself, as most do
            elif "group" in token:
                begin = self.group(tokens, begin, at)
                at += 1
            elif ":" in token and not self.clause_began and self.headings < _MOST_HEADINGS:
                self.heads(tokens[max(begin, at - _SEEN_BEFORE) : at], tokens[at + 1 : at + 2])
                at += 1
            elif "figure" in token and not token.reason:
                trail = self.trail(tokens, at + 1)
                behind = tokens[at + 1 + trail.length : at + 1 + trail.length + _SEEN]
                self.figure(token, tokens[begin:at], trail, behind)
                self.drop(tokens[at + 1 : at + 1 + trail.length])
                at += 1 + trail.length + len(trail.total) + trail.taken
                begin = at
            else:
                if token.reason == "count" and _names_another(tokens[begin:at]):
                    self.blocked = True  # "Số trường … là 488 trường, chiếm 76 %"
                self.drop([token])
                at += 1
        context = self.context
        year, part, span = context.year, context.part, context.span
        survey(tokens[begin:], context, self.written, figure=False)
        if self.began and not self.ahead(context.year or 0):
            context.year, context.part, context.span = year, part, span

    def after_parts(self, context: Context, year: int) -> bool:
        """Whether a bracket about another year stands behind a list of parts: whose is it?"""
        names = {one.name.text for one in self.claims_here[self.clause_begins :]}
        return self.clause_lists and len(names) > 1 and year != context.year

    def heads(self, tokens: list[Token], following: list[Token]) -> None:
        """Take what stands before a colon as said of every figure of the list behind it."""
        self.headings += 1
        if has(tokens[-1:], "parts"):
            tokens = tokens[:-1]  # "các tỉnh có tốc độ tăng GRDP dẫn đầu gồm:"
        zone = find_zone(tokens)
        cue, _, _ = cue_of(zone)
        grows = has((*zone.tokens, *zone.predicate), "growth-noun")
        if cue in ("up", "down") or grows:
            self.header = cue if cue in ("up", "down") else "up"
            self.averaged = has(tokens, "average")
        elif cue in ("", "level") and any(t.word.endswith(_STRUCTURES) for t in tokens):
            self.header = "share"  # "Cơ cấu kinh tế: nông nghiệp 18,5 %; dịch vụ 37,8 %"
        crop = has(following, "bare")  # "Cây ngô: diện tích 24.150 ha"
        if any("head" in t or "growth-noun" in t for t in zone.tokens) or self.header or crop:
            self.named(zone, Trail())

    def why_not_inside(
        self, inside: list[Token], figures: list[Token], outer: list[Token]
    ) -> tuple[str, tuple[str, ...]] | None:
        """Why all figures in a bracket are left: what they are of stands outside, or is unclear."""
        if len(figures) > 1 and has(inside, "respectively"):
            return "respectively", ()
        last = self.in_sentence
        added = figures[0].printed if len(figures) == 1 else None
        plus = added is not None and (added.sign == "+" or inside[0].text == "+")
        if plus and added is not None and added.sort is Sort.AMOUNT:
            return "two-readings", ("change", "actual")  # "up 10 % [+34 million] to 378 million"
        moves = has_any(inside, _MOVES)
        if len(figures) == 1 and moves and self.last_left and self.to_plan:
            return "two-readings", ("growth", "over-plan")  # "hơn dự toán 3.488 tỷ (tăng 38 %)"
        whole = says(inside[:1], _WHOLES) and last is not None and last.measure is Measure.SHARE
        if whole and not has_any(inside, START):
            return "unclear", ()  # "chiếm 87,6 % kim ngạch cả nước (cả nước đạt 132,1 tỉ USD)"
        counted = any(token.reason in _COUNTS for token in outer)
        if counted and has(inside, "share"):
            return "count", ()  # "362/459 trường đạt chuẩn (chiếm tỷ lệ 78,87 %)"
        grew = last is not None and last.measure is Measure.GROWTH and not self.last_left
        if grew and figures and has(inside, "over"):
            return "two-readings", ("over-plan", "planned-growth")  # "tăng 14 % (vượt 3 %)"
        return None

    def lone_in_bracket(
        self,
        figure: Token,
        inside: list[Token],
        outer: list[Token],
        places: tuple[int, int],
        *,
        signed: bool,
    ) -> int:
        """Read the only figure of a bracket; return where the words before the next one begin."""
        begin, at = places
        if signed and self.last_left and self.blocked:
            self.leave(figure, "no-name")  # "giảm 15 người chết (-10,3 %)"
        elif signed and not outer and self.in_sentence is not None:
            self.figure(figure, [], Trail(), [])  # "tăng 310 con (+13,3 %)"
        elif outer:
            near = outer[-4:]
            planned = has_any(near, _PLANS) and self.in_sentence is not None
            if planned and not find_zone(outer).tokens:
                self.of_plan(figure, inside, near)
            else:
                words = [*outer, *inside[: inside.index(figure)]]
                self.figure(figure, words, Trail(), [])
            return at + 1
        else:
            self.of_base(figure, inside)
        return begin

    def group(self, tokens: list[Token], begin: int, at: int) -> int:
        """Read a bracket; return where the words before the next figure begin."""
        inside, outer = tokens[at].inside, tokens[max(begin, at - _SEEN_BEFORE) : at]
        figures = [token for token in inside if "figure" in token and not token.reason]
        if reason := self.why_not_inside(inside, figures, outer):
            for figure in figures:
                self.leave(figure, *reason)
            return begin
        if not figures:
            self.drop(inside)
            return begin
        if len(figures) == 1 and all(token.any_of(_ALONE) for token in inside):
            signed = _is_signed(figures[0], inside)
            outer = _before_comparison(outer) if signed else outer
            if outer or self.began or (signed and self.in_sentence is not None):
                return self.lone_in_bracket(figures[0], inside, outer, (begin, at), signed=signed)
        held, held_last, parts = self.context, self.in_sentence, self.parts
        named = _year_named(inside)
        if _is_unknown_short(inside) or (named is not None and self.after_parts(held, named)):
            for figure in figures:
                self.leave(figure, "unclear")
            return begin
        self.context, self.parts = held.copy(), True
        if named is not None and not self.ahead(named) and named != held.year:
            self.context.planned = False  # "98 triệu đồng (năm 2024: 88,6 triệu đồng)"
        if not tokens[at].text:
            outer = _last_named(outer)
        zone = find_zone(outer)
        heads = [token for token in zone.tokens if token.any_of(START) and token.text != "số"]
        again = self.context.name is not None and is_again(outer, zone.tokens)
        if heads and not zone.cues and not again:
            self.named(zone, Trail(), outer)  # "kim ngạch xuất khẩu (đạt 1,1 tỷ, mục tiêu 1,25 tỷ)"
            self.named_outside = True
        outside = self.context.copy()
        lead = survey(outer, outside, self.written, figure=True)
        if outside.year_here and outside.year != held.year and not lead.of_base:
            self.context.year, self.context.part = outside.year, outside.part
        if lead.of_base and lead.base is not None and lead.base.year is not None:
            self.context.year, self.context.status = lead.base.year, ""
            # "cao hơn mức tăng năm 2022 (tăng 2,5 %)"
        aside, told = self.aside_year, len(self.claims)
        self.walk(inside)
        self.aside_year = aside
        levels = any(claim.measure.is_level for claim in self.claims[told:])
        relative = not tokens[at].text and levels
        if relative and self.context.name is not None:
            held.name, held_last = self.context.name, self.in_sentence  # ", which stood at 5,"
        self.context, self.in_sentence, self.parts = held, held_last, parts
        self.named_outside = False
        return at + 1 if relative else begin
