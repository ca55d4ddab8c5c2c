"""What stands before a figure, word by word: its year, its plan, how sure it is, its verb."""

from __future__ import annotations

from dataclasses import dataclass

from vpcli.readers.prose.bases import base_of
from vpcli.readers.prose.claims import Base, Context
from vpcli.readers.prose.joining import has, has_any, says
from vpcli.readers.prose.kinds import CUES, START
from vpcli.readers.prose.tokens import Token
from vpcli.readers.prose.zones import Zone

__all__ = ["Lead", "cue_of", "survey"]

_STOPS = frozenset({";", ":", ","})
_COMPARES = frozenset({"against", "higher", "lower"})
_WEAK_PLANS = frozenset(
    {"nghị quyết", "chỉ tiêu", "nhiệm vụ", "phương hướng", "phương hướng nhiệm vụ", "plan", "goal"}
)
_PREPOSITIONS = frozenset({"of", "at", "by", "with", "cho", "với"})
_DOCUMENTS = frozenset({"documents", "plan", "law"})
_TARGETS = frozenset({"chỉ tiêu", "nghị quyết"})
_SAID_OF_PLANS = frozenset({"qualifier", "level", "figure", "giver"})
_DATING = frozenset({"year", "full-year", "part", "this-year"})
_DATES = frozenset(
    {"year", "years", "span", "part", "to-date", "full-year", "previous", "this-year", "next-year"}
)
_TELLING = frozenset(
    {"aim", "plan", "giver", "estimate", "provisional", "forecast", "expected"}
    | {"average", "each", "except", "each-part", "group"}
)
_ARTICLES = frozenset({"the", "'", "’", "s", "its", "a"})
_UNTIL = frozenset({"đến", "to"})
_FAR = 8
_MONTHS = ("tháng", "month")
_NOUNS_BEHIND = frozenset({"với", "nhờ", "sự", "tinh thần"})
"""What makes a word of aiming a noun: "với quyết tâm thực hiện …"."""
_NOUNS_OF_AIMS = frozenset({"economic", "development", "all", "the", "main", "key", "major"})
_CARRIED_OUT = frozenset(
    {"hoàn thành", "thực hiện", "kết quả", "thắng lợi", "implementation", "implementing"}
    | {"fulfilled", "completed", "achieved", "met"}
)
_MET = frozenset({"met", "fulfilled", "achieved", "exceeded", "surpassed", "completed", "missed"})
_SET = frozenset({"đề ra", "đã đề ra"})
"""What is said of a plan that is being carried out, and not set here."""
_PASSED = frozenset({"after", "past", "last", "qua", "sau", "trải qua", "kỷ niệm", "niệm"})
_ALIKE = frozenset({"equivalent"})
_SINCE = frozenset({"từ", "kể từ", "từ năm", "kể từ năm"})
_LAST_YEAR = frozenset({"năm ngoái", "last year"})
_EARLY = 3
"""Months in which "last year" is the year that a text reports on."""
_FOR = frozenset({"vì", "nhằm", "do"})
_MOVES = frozenset({"up", "down"})
_AGO = frozenset({"qua", "vừa qua", "gần đây", "trở lại đây"})
_WHOLE_MONTH = 7
_DOCUMENT_TITLES = (
    "economic survey",
    "statistical yearbook",
    "annual report",
    "budget speech",
    "benchmark",
)
_BEHIND = frozenset({"sau", "after"})
_NEAR_BEHIND = 4
_FRACTIONS = frozenset({"half", "third", "quarter", "double", "twice"})
_TIMES = frozenset({"times", "double", "twice", "triple", "gấp", "lần"})


@dataclass
class Lead:
    """What the words before a figure say of it alone."""

    qualifier: str = ""
    base: Base | None = None
    of_base: bool = False
    """Whether the figure is that of what something else is compared with."""
    planned: bool = False
    giver: str = ""
    """Who sets what is planned: "Trung ương giao thu ngân sách …"."""
    year: int | None = None
    years: tuple[int, ...] = ()
    averaged: bool = False
    from_: bool = False
    each: bool = False
    estimate: str = ""
    excepted: bool = False
    each_part: bool = False
    """Whether it is of each month, or each day."""
    is_aside: bool = False
    """Whether the year is an earlier one than the sentence is about."""


class _Walk:
    """One walk over the words before a figure; the context takes what lasts."""

    def __init__(self, context: Context, written: tuple[int, int] | None, *, figured: bool) -> None:
        self.context, self.written, self.figured = context, written, figured
        self.lead = Lead()
        self.compared: list[Token] | None = None
        self.loud = False
        """Whether the comparison is one that ends with a verb."""
        self.seen_year = False
        self.named = self.is_first = False
        """Whether something has been named; whether a comparison begins the clause."""

    def run(self, tokens: list[Token], *, figure: bool) -> Lead:
        last = -1
        if has(tokens, ";"):
            last = max(at for at, token in enumerate(tokens) if ";" in token)
        for at, token in enumerate(tokens):
            if not token.kinds and self.compared is None:
                self.named = True  # a word that says nothing by itself, as most do
                continue
            if token.any_of(_STOPS):
                self.ends(token)
            if token.word == "kết quả":
                self.lead.planned = False  # "được giao 5 chỉ tiêu, kết quả sản lượng đạt …"
            self.token(tokens, at, silent=not figure or at < last)
        if self.compared is not None and figure:
            self.lead.base = base_of(self.compared, self.context.year)
            self.lead.of_base = bool(self.compared) or self.loud
            if _names_after_plan(self.compared):
                self.lead.base, self.lead.of_base = None, False
        base = self.lead.base if self.compared is None else base_of(self.compared, None)
        if not figure and base is not None:
            self.takes_part_of(base)  # "9 nhóm hàng tăng giá so với tháng trước. Trong đó, …"
        return self.lead

    def takes_part_of(self, base: Base) -> None:
        """Take what follows for a comparison with a month too: "So với tháng trước, …"."""
        said = base.text.casefold()
        if base.kind == "part" and (self.is_first or any(month in said for month in _MONTHS)):
            self.context.part = "month" if self.is_first else "part"
            self.context.part_here = True

    def ends(self, token: Token) -> None:
        if self.compared:
            self.lead.base = base_of(self.compared, self.context.year)
            if not self.figured:
                self.takes_part_of(self.lead.base)
        self.compared = None
        if "," not in token:
            self.lead.base, self.lead.planned = None, False
            self.seen_year = False
        elif self.figured and self.lead.giver:  # "122 % dự toán tỉnh giao (…), tăng 45 %"
            self.lead.planned, self.lead.giver = False, ""

    def token(self, tokens: list[Token], at: int, *, silent: bool) -> None:
        token, context, lead = tokens[at], self.context, self.lead
        if token.any_of(_COMPARES) and self.opens(tokens, at):
            self.compared, self.loud, self.is_first = [], "against" in token, not at
            return
        if self.compared is not None:
            if self.loud and self.closes(token):
                lead.base = base_of(self.compared, context.year)
                self.compared = None
            else:
                self.compared.append(token)
                return
        self.dates(tokens, at, silent)
        if token.any_of(_TELLING):
            self.tells(tokens, at)
        dates_next = at + 1 < len(tokens) and tokens[at + 1].any_of(_DATING)
        if lead.estimate and not self.named and dates_next:
            context.overall = lead.estimate
        self.named = self.named or token.any_of(START) or not token.kinds

    def tells(self, tokens: list[Token], at: int) -> None:
        """Take a word that says how sure a figure is, whether it is planned, a mean, of each."""
        token, context, lead = tokens[at], self.context, self.lead
        if "plan" in token and _is_passed(tokens, at):
            pass  # "vượt mục tiêu đặt ra, đạt 7,02 %"
        elif "aim" in token and context.outside:
            lead.estimate = "F"  # what others expect is no plan
        elif "aim" in token and says(tokens[max(0, at - _FAR) : at], _MET):
            pass  # "met most of its targets in 2019, with profits rising by 36 per cent"
        elif "aim" in token and not _is_noun(tokens, at):
            context.planned, context.expected = True, False
        elif "plan" in token and "fulfilled" not in token:
            self.plans(tokens, at)
        if "giver" in token:
            lead.planned, lead.giver = True, token.kinds["giver"]
        if "estimate" in token or "provisional" in token:
            lead.estimate = "P" if "provisional" in token else "E"
        elif "forecast" in token:
            lead.estimate = "F"
        elif "expected" in token:
            self.expected()
        lead.averaged = lead.averaged or ("average" in token)
        lead.each = lead.each or "each" in token
        lead.excepted = lead.excepted or "except" in token
        lead.each_part = lead.each_part or "each-part" in token
        if "group" in token:
            self.spans(tokens, at)

    def opens(self, tokens: list[Token], at: int) -> bool:
        """Whether a word compares here: "of" and "on" do only before what can be compared with."""
        token = tokens[at]
        word = token.word
        if word == "theo" and not self.named and not self.figured:
            following = tokens[at + 1 : at + 4]
            if has(following[:1], "plan") and has(following, ","):
                self.context.planned = True
                return False
        if word in ("of", "on", "over", "from", "theo", "under", "above", "below", "at"):
            following = tokens[at + 1 : at + 5]
            near = [t for t in following if "actor" not in t and t.word not in _ARTICLES]
            moved = at > 0 and tokens[at - 1].any_of(frozenset({"up", "down"}))
            if word in ("above", "below") and has(near, "average"):
                return True  # "below the EU average of 10.3 %"
            dated = moved and bool(near) and "year" in near[0]  # "3.1 % up on 2021"
            return dated or (bool(near) and near[0].any_of(frozenset({"plan", "previous"})))
        if "higher" in token or "lower" in token:
            return at + 1 < len(tokens) and not tokens[at + 1].any_of(frozenset({"qualifier"}))
        return True

    @staticmethod
    def closes(token: Token) -> bool:
        word = token.word
        if word in _PREPOSITIONS or "plan" in token or word.startswith(("mức", "tốc độ", "nhịp")):
            return False
        return token.any_of(CUES) and not token.any_of(_COMPARES | {"qualifier"})

    def dates(self, tokens: list[Token], at: int, silent: bool) -> None:
        token, context = tokens[at], self.context
        if not token.any_of(_DATES) and token.reason not in ("date", "period"):
            return
        if "year" in token:
            if not (silent and self.seen_year):
                self.names_year(tokens, at)
        elif "years" in token:
            self.lead.years = token.years
        elif "span" in token:
            before = tokens[max(0, at - 3) : at]
            if not has_any(before, _DOCUMENTS):
                context.span, context.part = (token.years[0], token.years[1]), ""
                context.term = any(t.word == "nhiệm kỳ" for t in before)
                context.spanned = True
        elif "part" in token:
            context.part, context.part_here = token.reason or "part", True
            context.year = token.years[0] if token.years else context.year
            context.span, context.part_year = None, context.year if token.years else None
            if context.year is None and self.written:
                context.year = self.written[0]
        elif self.is_past_period(tokens, at):
            context.part, context.part_here, context.span = "period", True, None
        elif token.reason == "date" and says(tokens[max(0, at - _FAR) : at], _UNTIL):
            self.until(token)  # "đến 14 giờ 15 phút ngày 30-12-2016"
        elif token.word == "kể từ" and any(t.word.endswith("nhất") for t in tokens[:at]):
            pass  # "thấp nhất kể từ năm 2011 trở lại đây"
        elif "to-date" in token and not _is_year_end(tokens, at):
            context.part, context.planned = "to-date", False
            context.part_here = "đầu năm" in token.word  # "đến đầu năm 2023"
            if context.year is None and self.written:
                context.year = self.written[0]
        elif "full-year" in token:
            context.part = ""
            past = self.written and not context.year_here and self.written[1] >= _WHOLE_MONTH
            of_past = past and self.written and context.year == self.written[0] - 1
            if self.written and (context.year is None or (of_past and self.lead.estimate)):
                context.year = self.written[0]  # "dự kiến cả năm đạt 10 triệu tấn"
        elif not self.is_level_of_a_year(tokens, at):
            self.relative(token)

    def is_level_of_a_year(self, tokens: list[Token], at: int) -> bool:
        """Whether a year only tells of its level: "stayed at last year's level"."""
        behind = [token.text for token in tokens[at + 1 : at + 4]]
        return not self.figured and behind[1:] == ["s", "level"]

    def is_past_period(self, tokens: list[Token], at: int) -> bool:
        """Whether a clause is about several years: "trong 5 năm qua", and nothing is the most."""
        if tokens[at].reason != "period" or self.figured:
            return False
        past = says(tokens[at + 1 : at + 3], _AGO) or says(tokens[max(0, at - 1) : at], _PASSED)
        return past and not any(t.word.endswith("nhất") for t in tokens[:at])

    def names_year(self, tokens: list[Token], at: int) -> None:
        """Take a year that a clause names as its own."""
        token, context = tokens[at], self.context
        if _is_multiplied(tokens[:at]) or _is_of_a_document(tokens, at):
            return
        if says(tokens[max(0, at - 2) : at], _SINCE) and not self.figured:
            return  # "mức tăng cao nhất từ năm 2019"
        if has_any(tokens[max(0, at - _FAR) : at], _ALIKE) and not self.figured:
            return  # "tương đương mức tăng trưởng của năm 2016"
        if not self.figured and _is_likened(tokens[max(0, at - 2) : at]):
            return  # "diện tích bằng năm 2021 nhưng sản lượng đạt …", "half of 2006"
        over = at and tokens[at - 1].word == "over"
        if over and has_any(tokens[max(0, at - _NEAR_BEHIND) : at], _MOVES):
            return  # "imports rose by half over 2009 to 5 million"
        if any(t.word.endswith("than") for t in tokens[max(0, at - _NEAR_BEHIND) : at]):
            return  # "more than the whole 2016 budget"
        if says(tokens[max(0, at - _NEAR_BEHIND) : at], _BEHIND) and not self.figured:
            return  # "Sau cú sốc năm 2022, …"
        if self.is_aside(tokens, at):
            return
        self.ends_aim(tokens, at)
        context.year, context.span = token.years[0], None
        if not self.is_of_a_part(token.years[0]):
            context.part = ""
        context.year_here = context.explicit = True
        context.fiscal = token.kinds["year"] == "fiscal"
        self.lead.year = None
        self.seen_year = True

    def until(self, day: Token) -> None:
        """Take a day up to which something is told; the last one of a year is its end."""
        context = self.context
        if not day.text.startswith("31/12/"):
            context.part = "to-date"
            return
        context.year, context.part, context.span = int(day.text[-4:]), "", None
        context.year_here = context.explicit = True

    def is_of_a_part(self, year: int) -> bool:
        """Whether a year goes on a list of parts: "quý I năm 2020 tăng 0,4 %, năm 2021 4,6 %".

        Or only dates the part before any figure: "Trong 9 tháng, thực hiện nhiệm vụ năm 2019".
        """
        context = self.context
        if context.part_here and context.part and not self.figured:
            return True
        listed = context.part and context.part_year and self.figured
        return bool(listed) and year != context.part_year

    def ends_aim(self, tokens: list[Token], at: int) -> None:
        """End an aim at a year before its own: what is told of that is a result.

        A year behind "kế hoạch năm" is that of the aim itself.
        """
        context, written, year = self.context, self.written, tokens[at].years[0]
        if at and "plan" in tokens[at - 1]:
            return
        planned = context.planned or self.lead.planned
        aimed = planned and context.year is not None and year < context.year
        if aimed and written is not None and year < written[0]:
            context.planned = self.lead.planned = False

    def is_aside(self, tokens: list[Token], at: int) -> bool:
        """Take an earlier year behind a figure: of the next one at most, as a year to compare with.

        "Năm 2023 đạt 8.956 tỷ đồng, năm 2022 đạt 7.812 tỷ đồng".
        """
        context, year = self.context, tokens[at].years[0]
        if [t.text for t in tokens[at + 1 : at + 3]] in (["'", "s"], ["’", "s"]):
            self.lead.year = year  # "2013's increase of 5.4 %", and no other's
            return True
        named = context.explicit and context.year is not None
        if not self.figured or not named or has(tokens[:at], ";"):
            return False
        if year >= (context.year or 0):
            return False
        near = tokens[at + 1 : at + 3]
        if at + 2 >= len(tokens) or any("level" in token or ":" in token for token in near):
            self.lead.year, self.lead.is_aside = year, True
        return True

    def spans(self, tokens: list[Token], at: int) -> None:
        """A span in brackets behind a number of years: "bình quân 5 năm (2016-2020)".

        A month there makes the year before it a part of one: "in 2016-17 (Apr-Nov)".
        """
        part = next((t for t in tokens[at].inside if "part" in t), None)
        if part is not None and at and "year" in tokens[at - 1]:
            self.context.part = part.reason or "part"
        if has(tokens[at].inside, "to-date"):
            self.context.part = "to-date"  # "(tính đến ngày 30/11)"
        span = next((t for t in tokens[at].inside if "span" in t), None)
        before = tokens[max(0, at - 4) : at]
        period = any(t.reason == "period" or "average" in t for t in before)
        if span is not None and period and not has_any(before, _DOCUMENTS):
            self.context.span = (span.years[0], span.years[1])
            self.context.part, self.context.spanned = "", True

    def relative(self, token: Token) -> None:
        context, written = self.context, self.written
        just = written and context.year == written[0] - 1 and written[1] <= _EARLY
        if just and token.word in _LAST_YEAR and not self.figured:
            context.year_here = True  # in January "năm ngoái" is the year that the text is about
            return
        subject = token.word == "last year" and not self.figured
        past = written and context.year is not None and context.year < written[0] - 1
        last = _is_last(token) and (not context.explicit or (past and not context.year_here))
        if "previous" in token and written and (last or subject):
            context.year, context.part, context.span = written[0] - 1, "", None
            context.year_here = True
        elif "previous" in token and context.year is not None and not _is_rate(token):
            long_ago = written and context.year < written[0] - 1 and token.word in _LAST_YEAR
            self.lead.year = (written[0] if long_ago and written else context.year) - 1
        elif "this-year" in token and written:
            reported = 0 < written[1] <= 2 and context.year == written[0] - 1
            reported = reported and not (context.planned or self.lead.estimate == "F")
            context.year = context.year if reported else written[0]
            context.part, context.span = "", None
            context.year_here = True
        elif "next-year" in token and written:
            context.year, context.part, context.span = written[0] + 1, "", None
            context.year_here = True

    def plans(self, tokens: list[Token], at: int) -> None:
        word = tokens[at].word
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following is not None and (
            "number" in following and following.reason in ("law", "period")
        ):
            return
        if says(tokens[max(0, at - 1) : at], _FOR):
            return  # "chủ yếu vì mục tiêu bảo đảm an ninh lương thực"
        done = says(tokens[max(0, at - 8) : at], _CARRIED_OUT)
        if done or says(tokens[at + 1 : at + 6], _SET):
            return  # "với quyết tâm hoàn thành mục tiêu năm 2018 đã đề ra, kinh tế …"
        heads = (
            not self.named
            and not self.figured
            and has_any(tokens[at + 1 : at + 4], _DATING | {"next-year"})
        )
        if word in _TARGETS and not (
            self.written and self.context.year and (self.context.year > self.written[0])
        ):
            heads = False
            if following is None or not following.any_of(_SAID_OF_PLANS):
                self.context.unsure = True
                return
        if heads and "against" not in (tokens[at - 1] if at else tokens[at]):
            self.context.planned = True
        if has(tokens[at + 1 : at + 8], ":") and not has_any(tokens[at + 1 : at + 4], CUES):
            self.context.planned = True
        if (
            word not in _WEAK_PLANS
            or at + 1 >= len(tokens)
            or (
                following is not None
                and following.any_of(
                    frozenset({"qualifier", "level", "year", "up", "down", "giver", "figure"})
                )
            )
        ):
            self.lead.planned = True

    def expected(self) -> None:
        if self.context.outside:
            self.lead.estimate = "F"  # what others expect is no plan
            return
        year, written = self.context.year, self.written
        if self.context.span is not None:
            year = self.context.span[1]
        ahead = (
            written is not None
            and year is not None
            and (year > written[0] or (year == written[0] and 0 < written[1] < _WHOLE_MONTH))
        )
        if ahead:
            self.context.planned = self.context.expected = True
        else:
            self.lead.estimate = "E"


def _is_likened(before: list[Token]) -> bool:
    """Whether what stands right before a year likens something to that year."""
    part = before[0].word in _FRACTIONS and before[-1].word == "of" if before else False
    return has(before, "equal") or part


def _is_passed(tokens: list[Token], at: int) -> bool:
    """Whether a plan is only said to have been passed, and nothing of it follows."""
    ends = at + 1 == len(tokens) or "," in tokens[at + 1]
    return at > 0 and "over" in tokens[at - 1] and ends


def _is_noun(tokens: list[Token], at: int) -> bool:
    """Whether a word of aiming is a noun: "với quyết tâm thực hiện …", "the main targets"."""
    word = tokens[at - 1].word if at else ""
    return word in _NOUNS_BEHIND or (word in _NOUNS_OF_AIMS and tokens[at].text == "targets")


def _names_after_plan(compared: list[Token]) -> bool:
    """Whether something else is named behind the plan: "so với kế hoạch, với đàn trâu 368 con"."""
    at = next((at for at, t in enumerate(compared) if "plan" in t), len(compared))
    linked = next((i for i in range(at, len(compared)) if compared[i].text == "với"), None)
    return linked is not None and has_any(compared[linked:], START)


def _is_year_end(tokens: list[Token], at: int) -> bool:
    """Whether "by the end of 2023" names the whole year."""
    ends = tokens[at].word == "by the end of"
    return ends and at + 1 < len(tokens) and "year" in tokens[at + 1]


def _is_of_a_document(tokens: list[Token], at: int) -> bool:
    """Whether a year belongs to the title of a document: "the 2013 Economic Survey"."""
    title = " ".join(token.word for token in tokens[at + 1 : at + 3])
    return title.startswith(_DOCUMENT_TITLES)


def _is_multiplied(before: list[Token]) -> bool:
    """Whether a year is that of which something is a multiple: "3 times that of 2022"."""
    for token in reversed(before):
        if "," in token or ";" in token:
            return False
        if "multiple" in token or token.word in _TIMES:
            return True
    return False


def _is_rate(token: Token) -> bool:
    """Whether a word says that a rate is on the year before, and names no year."""
    word = token.word
    if word in ("y/y", "yoy", "an annual", "a yearly"):
        return True
    return word.endswith(("year on year", "year-on-year", "year-on year", "year to year"))


def _is_last(token: Token) -> bool:
    """Whether a word means the year before that of the text, and not a base."""
    return token.word in ("last year", "năm ngoái", "năm trước", "năm vừa qua")


def survey(
    tokens: list[Token],
    context: Context,
    written: tuple[int, int] | None,
    *,
    figure: bool,
    figured: bool = False,
) -> Lead:
    """Read the words before a figure, or those behind the last one of a sentence.

    `written` is the year and the month (0 where it is not known) of the text. What lasts goes
    into the context: year, part of a year, span, aim.
    """
    return _Walk(context, written, figured=figured).run(tokens, figure=figure)


def cue_of(zone: Zone) -> tuple[str, bool, str]:
    """Return the verb that governs the figure, whether "from" stands behind it, the qualifier."""
    from_ = False
    qualifier = ""
    weak = ""
    for token in reversed(zone.predicate):
        word = token.word
        if "qualifier" in token and not qualifier and not weak and not from_:
            value = token.kinds["qualifier"]
            qualifier = value
            if not token.any_of(CUES):
                from_ = word.startswith("từ ")  # "tăng từ trên 17 triệu đồng năm 2010 lên …"
                continue
        if "from" in token:
            from_ = True
        if not token.any_of(CUES):
            continue
        kind = next(kind for kind in token.kinds if kind in CUES)
        if word in _PREPOSITIONS or word in ("or", "được"):
            weak = weak or kind
            continue
        return kind, from_, qualifier
    if not weak and has(zone.predicate, ":"):
        weak = "level"
    return weak, from_, qualifier
