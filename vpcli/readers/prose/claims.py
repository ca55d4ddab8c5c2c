"""What is read from a text: facts as claims, and the figures that are left with their reasons."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from vpcli.core.facts.model import Measure
from vpcli.readers.prose.figures import Printed
from vpcli.readers.prose.sentences import Sentence

__all__ = ["Base", "Claim", "Context", "Left", "Name", "Reading"]


@dataclass(slots=True)
class Name:
    """What is measured, as the text calls it."""

    text: str
    sort: str = "level"
    """level, rate, share, growth, index, sector, or weak where no known word begins it."""
    head: str = ""
    """The words that a part of it shares with it: "giá trị sản xuất"."""
    raw: str = ""
    """As it stands in the text, where the first letter was made a capital."""
    this: bool = False
    """Whether it only stands for what was spoken of before."""
    unit: str | None = None
    """Of a name in quotation marks: the unit in the bracket behind it."""


@dataclass(slots=True)
class Base:
    """What a figure is compared with: previous, year, plan, part (of a year), growth, unknown."""

    kind: str
    year: int | None = None
    giver: str = ""
    text: str = ""
    bare: bool = False
    """Whether a plan stands right behind the figure, without a word that compares."""


@dataclass(slots=True)
class Claim:
    """One fact as a sentence states it."""

    measure: Measure
    year: int
    printed: Printed
    words: str
    """As a data file takes it: sign, qualifier and figure."""
    name: Name
    area: str
    sentence: Sentence
    since: int | None = None
    status: str = ""
    price: str = ""
    plan_by: str = ""
    total: str = ""
    over: bool = False
    """Whether an attainment is printed as the excess over the plan."""
    base: str = ""
    """The unit that the name was last given a level in."""
    fiscal: bool = False
    whole: str = ""
    """The name of what the text lists it as a part of."""
    compared: bool = False
    """Whether it is what another figure was compared with."""

    @property
    def base_year(self) -> int:
        """The year that it is measured against, if it is against any."""
        return self.year - 1 if self.since is None else self.since

    def left(self, reason: str, readings: tuple[str, ...] = ()) -> Left:
        """Return its figure as one that is no fact after all."""
        printed = self.printed
        return Left(printed.text, printed.begin, printed.end, reason, self.sentence, readings)


@dataclass(slots=True)
class Left:
    """A figure that is no fact: its text, why (a code), and what it could be read as."""

    text: str
    begin: int
    end: int
    reason: str
    sentence: Sentence
    readings: tuple[str, ...] = ()


@dataclass(slots=True)
class Context:
    """What a clause takes over from the one before it."""

    year: int | None = None
    part: str = ""
    """Why figures are of no whole year, if they are not: months, quarter …"""
    span: tuple[int, int] | None = None
    term: bool = False
    """Whether the span is a term of office, whose first year is the base."""
    planned: bool = False
    name: Name | None = None
    area: str = ""
    status: str = ""
    price: str = ""
    share: bool = False
    last: Claim | None = None
    base: str = ""
    spanned: bool = False
    explicit: bool = False
    """Whether the text has named a year."""
    year_here: bool = False
    """Whether the sentence itself has named the year."""
    overall: str = ""
    """The status of all that a sentence says: "Ước cả năm 2019, …"."""
    fiscal: bool = False
    expected: bool = False
    """Whether what is planned is only expected."""
    unsure: bool = False
    """Whether "chỉ tiêu" stands before: what is reached, or what is set."""
    outside: bool = False
    """Whether the sentence names somebody who forecasts what is not his own to plan."""
    part_here: bool = False
    """Whether the sentence itself has named a part of a year."""
    part_year: int | None = None
    """The year that a part was named with in this sentence: "quý I năm 2020"."""

    def copy(self) -> Context:
        """Return a context that can go its own way."""
        return replace(self)


@dataclass(slots=True)
class Reading:
    """All that was read from a text."""

    lang: str
    sentences: list[Sentence] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    title: str = ""
    date: str = ""
    area: str = ""
