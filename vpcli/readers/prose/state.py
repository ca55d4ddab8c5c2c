"""What a reader of clauses knows on its way, and the notes it takes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vpcli.i18n.vocabulary import Vocabulary
from vpcli.readers.prose.bases import Trail
from vpcli.readers.prose.claims import Base, Claim, Context, Left
from vpcli.readers.prose.figures import Printed
from vpcli.readers.prose.sentences import Sentence
from vpcli.readers.prose.survey import Lead
from vpcli.readers.prose.tokens import Token
from vpcli.readers.prose.zones import Zone

__all__ = ["Point", "State", "all_of"]

_SCENARIO = re.compile(
    r"\b(?:scenarios?\b|sắp (?:chạm|đạt|cán|vượt)\b|in the \w+ years (?:to|since|from)\b|"
    r"(?:needs?|must|has to|have to|would have to) (?:to )?(?:grow|rise|increase|fall|reach)\b|"
    r"nếu (?!cộng|tính|kể|gộp|so|xét).*\bsẽ\b"
    r"|kịch bản (?:\d|cao|thấp|cơ sở|cơ bản|tích cực|tiêu cực|tốt|xấu|thứ|một|hai))"
)
_STRUCTURE = re.compile(r"\d[\d.,]*\s?%(?:\s?[-–—/]\s?\d[\d.,]*\s?%){2,}")
"""Three rates or more in a row: "nông nghiệp - công nghiệp - dịch vụ là 16 % - 51 % - 33 %"."""
_UNKNOWN = frozenset({"no-name", "no-verb", "no-unit", "threshold", "count"})
"""Reasons after which it is not known what the next figure without a name is of."""


@dataclass(slots=True)
class Point:
    """One figure with all that stands around it."""

    token: Token
    printed: Printed
    before: list[Token]
    """The words before it, back to the figure before."""
    trail: Trail
    behind: list[Token]
    """The words behind what its trail takes."""
    lead: Lead
    zone: Zone
    cue: str
    from_: bool
    qualifier: str
    planned: bool
    figured: bool
    """Whether a figure stands before it in the sentence."""
    decided_plan: str = ""


class State:
    """The context of the clause that is read, with what was found so far."""

    def __init__(self, lang: str, words: Vocabulary, written: tuple[int, int] | None) -> None:
        """Begin without a context; `written` is the year and month of the text, if known."""
        self.lang, self.words, self.written = lang, words, written
        self.context = Context(year=_reported(written))
        self.claims: list[Claim] = []
        self.left: list[Left] = []
        self.provinces: dict[str, str] = {}
        self.sentence = Sentence("", 0, True)
        self.whole: int | None = None
        """The last whole year that was spoken of."""
        self.main_year: int | None = None
        """The year that the text reports on, as far as it has been named."""
        self.line = 0
        self.listing = ""
        """The name of the total whose parts are listed below, one a line."""
        self.aside = False
        """Whether the sentence is of a part of the year, and the next one is not."""
        self.has_spans = False
        """Whether the text names fiscal years by both of their years: 2015-16."""
        self.by_last_year = False
        """Whether the sentence before was about last year, by the way."""
        self.plan_heading = False
        """Whether a heading has said that what follows is planned."""
        self.share_of = ""
        """The total that the name at hand is a share of, where the name says so."""
        self.lists_parts = False
        self.titled = self.is_of_part = False
        """Whether the first sentence has been read; whether it says that all is of a part."""
        self.aimed_year: int | None = None
        """The year that a heading aims at."""
        self.is_allotted = False
        """Whether the paragraph is of how a budget is shared out."""
        self.area_carried = ""
        """The area that the sentence before was of, where this one goes on with it."""
        self.is_to_come = False
        """Whether a figure of the sentence is said to come."""
        self.part_left = ""
        """Of which part of a year a figure of the sentence is."""
        self.mixed = self.ends_on_a_day = False
        """Whether the sentence before told of months and of a year; up to a day of the year."""
        self.is_revised = False
        """Whether the paragraph is of figures that were put right."""
        self.grown = "total"
        """The name of that whose growth the last contribution was to."""
        self.begin_sentence(self.sentence)

    def begin_sentence(self, sentence: Sentence) -> None:
        """Forget what holds for one sentence only."""
        self.sentence, self.said = sentence, sentence.text.casefold()
        """The sentence, and its text in lower case."""
        self.in_sentence: Claim | None = None
        self.began = self.clause_began = self.in_clause = False
        """Whether a figure has stood in the sentence, in the clause, before that at hand."""
        self.header = self.last_cue = ""
        """The verb before a colon, for the list behind it; the verb of the figure before."""
        self.headings = 0
        self.averaged = False
        """Whether the header says that the list is of averages."""
        self.priced = self.parts = False
        """Whether the sentence names a price basis; whether it is about parts of the last one."""
        self.begins_with_parts = False
        """Whether it is so from its first words: the total is not in the sentence."""
        self.after_list, self.lists_parts = self.lists_parts, False
        """Whether parts of a total were listed in the sentence before; in this one."""
        self.claims_here: list[Claim] = []
        self.aims = False
        self.blocked = False
        """Whether what is spoken of is not known since a figure of it was left."""
        self.from_ = self.yearly = False
        """Whether "from" stands before a figure; whether one name has one for each of years."""
        self.supposes = _SCENARIO.search(self.said) is not None
        """Whether the sentence is about one of several courses that things may take."""
        self.rows = [found.span() for found in _STRUCTURE.finditer(sentence.text)]
        """Where rates stand in a row, each of another thing."""
        self.foretold = False
        """Whether the sentence has forecast something: its year is that of nothing else."""
        self.dated_here: list[int] = []
        """The years that stand behind figures of the sentence."""
        self.has_part = False
        """Whether the sentence names a part of a year."""
        self.was_planned = False
        """Whether the figure before is planned."""
        self.pending: Base | None = None
        """What the figure before was compared with, where a figure of that follows."""
        self.base: Base | None = None
        self.last_left = True
        self.before_left = self.pair_left = self.to_plan = False
        """Whether the figure before was left, was one of a pair, stands beside a plan."""
        self.begin_clauses()

    def begin_clauses(self) -> None:
        """Forget what the clauses and brackets of a sentence told."""
        self.clause_lists, self.clause_begins = False, 0
        """Whether parts are listed in the clause; how many claims stood before it."""
        self.named_outside = False
        """Whether what a bracket is about is named right before it."""
        self.aside_year: int | None = None
        """An earlier year that the clause has named for one of its figures."""
        self.after_rate = self.after_bare = self.after_people = self.began_between = False
        """Whether the figure before is a rate, has no unit, or counts; whether "between" began."""
        self.was_changed = False
        """Whether the sentence tells how a forecast or a target was changed."""
        self.listing_on = self.by_years = False
        """Whether the figure before stands in a list that could not be paired, or is of years."""
        self.behind_people = False
        """Whether the figure before the last one counts."""
        self.named_behind = False
        """Whether the figure before was named by the words behind it."""
        self.counted = ""
        """What the count of an indicator in this sentence is in."""
        self.several: list[str] = []
        """The areas that one figure is said of."""

    def leave(self, token: Token, reason: str, readings: tuple[str, ...] = ()) -> None:
        """Note a figure that is no fact."""
        self.blocked = self.blocked or reason in _UNKNOWN
        self.left.append(Left(token.text, token.begin, token.end, reason, self.sentence, readings))

    def drop(self, tokens: list[Token]) -> None:
        """Note the numbers that are no figures at all: dates, ranks, counts."""
        blocked = self.blocked
        for token in tokens:
            if token.reason and any(letter.isdigit() for letter in token.text):
                self.leave(token, token.reason)
        self.blocked = blocked

    def ahead(self, year: int) -> bool:
        """Whether nobody could know a result of a year when the text was written."""
        if self.written is None:
            return False
        begun = year == self.written[0] and 1 <= self.written[1] <= 2
        return year > self.written[0] or begun

    def goes_on(self, year: int) -> bool:
        """Whether a year was far from its end when the text was written, though begun."""
        return self.written is not None and year == self.written[0] and 3 <= self.written[1] <= 9


def _reported(written: tuple[int, int] | None) -> int | None:
    """The year that a text reports on where it names none: the one just ended, or ending."""
    if written is None or not written[1]:
        return None
    if written[1] <= 2:
        return written[0] - 1
    return written[0] if written[1] >= 11 else None


def all_of(tokens: list[Token]) -> list[Token]:
    """Return tokens with those in their brackets."""
    found: list[Token] = []
    for token in tokens:
        found.append(token)
        found += token.inside
    return found
