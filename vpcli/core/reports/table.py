"""The neutral table that every command returns, and that every writer can put into words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from vpcli.core.facts.arithmetic import ZERO
from vpcli.core.facts.model import Fact, Kind, Parts, Series, Source, Words
from vpcli.core.reports.cells import Cell, Tone
from vpcli.core.reports.columns import Column
from vpcli.core.reports.conditions import Condition
from vpcli.core.reports.explanation import Blank, Explanation
from vpcli.core.reports.findings import Finding
from vpcli.core.reports.lines import Line

__all__ = ["NOTES_ON_COMMANDS", "Course", "Limit", "Picture", "Report", "Row", "Shape"]


NOTES_ON_COMMANDS = frozenset(
    {"check-all", "other-edition", "targets-elsewhere", "several-authorities"}
)
"""Notes that tell which command to ask next: what is handed in has none."""


class Shape(StrEnum):
    """How a chart is drawn: a line of small columns, bars, or paths over the years."""

    SPARK = "spark"
    BARS = "bars"
    PATH = "path"


class Limit(NamedTuple):
    """A limit that numbers are held against, with its name; where less is better it is another."""

    name: str
    up: Decimal
    down: Decimal | None


Course = Callable[[], Mapping[int, Sequence[Line]]]
"""Makes the lines of every year there is, by the `id` of the series; only where they are drawn."""


class Picture(NamedTuple):
    """Which columns of a report are drawn, and how.

    `name` is the column that tells lines apart, `start` the columns of the year and the value
    a line begins with, `interval` that of the interval told with the last value of a line,
    `rate` that of the growth a year that makes a line, `gap` that of how far its end is from
    the target,
    `verdict` that of the judgement told beside a number, `span` those of the first and the last
    year of a row. `origin` is where bars begin, `limits` what they are held against, `within`
    how far they are drawn. `kinds` are the kinds of indicators drawn, all where there are none.
    `course` makes lines of other years than those of the rows; `then` is what is drawn below.
    """

    shape: Shape
    values: tuple[str, ...] = ()
    name: str = ""
    start: tuple[str, str] | None = None
    interval: str = ""
    rate: str = ""
    gap: str = ""
    verdict: str = ""
    span: tuple[str, str] | None = None
    origin: Decimal = ZERO
    limits: tuple[Limit, ...] = ()
    within: tuple[Decimal, Decimal] | None = None
    kinds: tuple[Kind, ...] = ()
    title: str = ""
    """The code of what is said above it, where it is not the only one."""
    course: Course | None = None
    then: Picture | None = None


class Row(NamedTuple):
    """One row: its series, its cells by column name, and the tone of some of them."""

    series: Series | None
    cells: Mapping[str, Cell]
    tones: Mapping[str, Tone] = {}
    label: str = ""
    """A code named in the place of the indicator, such as "sum"."""
    number: str = ""
    """The number of the row, where rows are numbered: 1, 1.1, 1.2, 2."""
    finding: Finding | None = None
    """What a person is shown instead of a row of the table."""
    fact: Fact | None = None
    """The published fact that the row is, for formats that hold facts."""
    points: Mapping[str, Cell] = {}
    """What a person is shown in percentage points where a column of per cent has nothing to say."""

    def shown(self, column: str) -> Cell:
        """Return the cell as a person is shown it."""
        return self.points[column] if column in self.points else self.cells[column]


class Report(NamedTuple):
    """A table with its title, its sources and what should be said beside it.

    `screen` names the columns a person is shown, `optional` those of them that give way on
    a narrow terminal. A blank in a `screen` column is explained by the row's `reason` where
    it stands in `explained`. `notes` are message codes with fields, said below the table;
    `lead` those that are the answer, said above it. `failed` asks for exit status 1.
    `empty` is the code of the problem when there are no rows.
    """

    command: str
    title: Words
    columns: Sequence[Column]
    rows: Sequence[Row]
    sources: Sequence[Source]
    screen: Sequence[str]
    optional: Sequence[str] = ()
    yielding: Sequence[str] = ()
    """Columns that give way after the optional ones, and are shown though they hold nothing."""
    ranges_yield: bool = False
    """Whether the ranges of what is implied give way before any column does."""
    explained: str = ""
    notes: Sequence[tuple[str, Mapping[str, object]]] = ()
    lead: Sequence[tuple[str, Mapping[str, object]]] = ()
    failed: bool = False
    empty: str = "nothing-selected"
    headings: Mapping[str, tuple[str, Mapping[str, object]]] = {}
    """Headings that name a year: message code and fields, by column."""
    groups: Mapping[str, str] = {}
    """Columns that stand under one common heading: its code, by column."""
    picture: Picture | None = None
    """How it is drawn where a chart is asked for."""
    trees: Sequence[Explanation] | None = None
    """Derivations, where they are what a person is shown instead of a table."""
    blanks: Sequence[Blank] = ()
    """What was asked for and is blank, told after the derivations."""
    conditions: Sequence[Condition] = ()
    """What was asked to hold, said on stderr where it does not."""
    parts: Sequence[Parts] = ()
    """Breakdowns of the indicators, where the rows are facts."""
    sections: Sequence[Report] = ()
    """The parts of a page, each a report of its own."""
    area: Words = Words()
    """The one area that all of it is about, if it is."""
