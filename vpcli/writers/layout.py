"""How a report is laid out in columns: cells as words, widths, and what gives way."""

from __future__ import annotations

from collections.abc import Container, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from vpcli.core.facts.codes import Basis
from vpcli.core.facts.model import Measure, Words
from vpcli.core.reports.cells import Cell, Number, Tone
from vpcli.core.reports.columns import Column, Type
from vpcli.core.reports.table import NOTES_ON_COMMANDS, Report, Row
from vpcli.i18n import has, say
from vpcli.writers.display import (
    Style,
    clean,
    code,
    legend_of,
    number_text,
    plain_number,
    type_of,
    unit_text,
    unmarked,
    with_area,
)
from vpcli.writers.widths import longest_word, width_of, wrapped_width

__all__ = ["TONES", "LaidOut", "Layout", "is_number", "notes_of", "type_in"]

TONES = {Tone.BETTER: "bold green", Tone.WORSE: "bold red"}
_IN_THE_STUB = ("name", "unit")
"""Columns that stand at the left of every table, whether or not they are asked for."""
_LEAST_NAME = 14
_LEAST_HEADING = 8
_LEAST_CODE = 20
"""Where a verdict or a reason need not stand on two lines, as it is too long for them."""
_SHORT = 10
"""A word in a cell that is no longer stays on one line."""
_LONG_RANGE = 24
"""A range below a number that is longer stands on two lines where columns would give way."""
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TOGETHER = {"low": "high", "value_low": "value_high"}
"""The ends of a range, of which one alone says nothing."""
_LONGEST_BAR = 10
_LEGEND = (
    "nearly",
    "more-than",
    "about",
    "E",
    "P",
    "F",
    "B",
    "implied",
    "implied-alone",
    "conflict",
    "disagree",
    "blank",
)
_RATES = (Type.RATE, Type.RELATIVE, Type.SHARE, Type.POINTS, Type.RATIO, Type.INDEX)
_NOT_CLEAN = NOTES_ON_COMMANDS | {"blank-in"}
"""Notes that the table of an annex does without."""


class LaidOut(NamedTuple):
    """One cell: its lines, and how they look; a number stays on one line, words may wrap."""

    text: str
    below: str = ""
    style: str = ""
    tail: str | None = None
    """What follows the whole part of a number; None where the cell is no number."""

    def least_width(self, most: int) -> int:
        """The narrowest it can be: a number or bar on one line, words of up to `most` on two."""
        if self.tail is not None:
            return self.natural_width
        if "│" in self.text or self.text.strip("#") == "|":
            return width_of(self.text)
        if width_of(self.text) <= _SHORT:
            return width_of(self.text)
        return max(longest_word(self.text), min(most, wrapped_width(self.text)))

    @property
    def natural_width(self) -> int:
        """How wide it is unwrapped."""
        below = map(width_of, self.below.split("\n"))
        return max(width_of(self.text) + width_of(self.tail or ""), *below)


class Layout:
    """One way to lay a report out: which columns, and qualifiers as words or symbols."""

    @staticmethod
    def of(report: Report, style: Style) -> Layout:
        """Return the widest layout that fits, or the narrowest there is."""
        asked = [name for name in style.columns if name not in _IN_THE_STUB]
        wanted = asked or style.columns or _not_all_blank(report)
        columns = [next(c for c in report.columns if c.name == name) for name in wanted]
        whole = Layout(report, columns, style, compact=False)
        if style.width is None or whole.least_width <= style.width:
            return whole
        ways = [whole]
        styles = [style, style._replace(ranges=False)] if report.ranges_yield else [style]
        ways += [
            Layout(report, columns, one, compact=compact, marked=True)
            for one in styles
            for compact in (False, True)
            if not style.clean
        ]
        kept = columns
        for name in (None, *(() if style.columns else (*report.optional, *report.yielding))):
            gone = (name, _TOGETHER.get(name or ""))
            kept = [column for column in kept if column.name not in gone]
            fitting = [
                (way, tall)
                for tall in (False, True)
                for way in ways
                if way.least_width_of(kept, tall=tall) <= style.width
            ]
            if fitting:
                break
        way, tall = (fitting or [(ways[-1], True)])[0]
        layout = Layout(report, kept, way.style, compact=way.compact, marked=way.marked)
        layout.tall = tall
        layout.left_out = [column for column in columns if column not in kept]
        return layout

    def least_width_of(self, columns: Sequence[Column], *, tall: bool) -> int:
        """The narrowest that the table can be with some of its columns."""
        stub, least = self._least_of_all[tall]
        kept = [
            width for column, width in zip(self.columns, least, strict=True) if column in columns
        ]
        return sum([*stub, *kept]) + 2 * (len(stub) + len(kept) - 1)

    def __init__(
        self,
        report: Report,
        columns: Sequence[Column],
        style: Style,
        *,
        compact: bool,
        marked: bool = False,
    ) -> None:
        """Make every cell; rows that are findings are told in words and not laid out.

        Where reasons are `marked`, a blank has a mark, and its reason stands below the table.
        """
        self.report, self.columns, self.style, self.compact = report, columns, style, compact
        self.marked = marked
        self.tall = False
        """Whether headings may have a third line."""
        self.reasons: list[str] = []
        """The reasons that have a mark: the first has 1."""
        self.left_out: list[Column] = []
        self.used: set[str] = set()
        self.rows = [row for row in report.rows if row.finding is None]
        self.areas = {row.series.area.id for row in report.rows if row.series}
        self.cells = [
            _aligned([self._cell(row, column) for row in self._evened(column)])
            for column in columns
        ]
        self.headings = [self.heading(column) for column in columns]
        self.stub = self._stub() if any(row.series for row in self.rows) else []

    @property
    def least_width(self) -> int:
        """The narrowest the whole table can be, with two blanks between columns."""
        return sum(self.least) + 2 * (len(self.least) - 1)

    @property
    def least(self) -> list[int]:
        """The narrowest that every column can be, that of names first."""
        stub, others = self._least_of_all[self.tall]
        return stub + others

    @cached_property
    def _least_of_all(self) -> tuple[tuple[list[int], list[int]], tuple[list[int], list[int]]]:
        """The same, with headings of two lines and of three."""
        stub = [
            max([start, *(longest_word(f"{cell.text} {cell.below}") for cell in cells)])
            for start, cells in self._least_of_stub()
        ]
        cells = [
            max(self._least_of(column, cells), default=0)
            for column, cells in zip(self.columns, self.cells, strict=True)
        ]
        two, three = (
            [
                max(_least_heading(heading, tall=tall), least)
                for heading, least in zip(self.headings, cells, strict=True)
            ]
            for tall in (False, True)
        )
        return (stub, two), (stub, three)

    def _least_of(self, column: Column, cells: Sequence[LaidOut]) -> list[int]:
        is_code = column.type is Type.CODE or column.name == self.report.explained
        return [cell.least_width(_LEAST_CODE if is_code else _LEAST_NAME) for cell in cells]

    @cached_property
    def natural(self) -> list[int]:
        """How wide every column is where nothing wraps, that of names first."""
        stub = [
            max([start, *(cell.natural_width for cell in cells)])
            for start, cells in self._least_of_stub()
        ]
        return stub + [
            max([width_of(heading), *(cell.natural_width for cell in cells)])
            for heading, cells in zip(self.headings, self.cells, strict=True)
        ]

    def _least_of_stub(self) -> list[tuple[int, list[LaidOut]]]:
        """The columns that say what rows are about, each with the least width it may have."""
        least = _LEAST_NAME if len(self.stub) == 1 else 0
        return [(max(longest_word(heading), least), cells) for heading, cells in self.stub]

    def widths(self) -> list[int]:
        """What each column gets: its least, then what is to spare from left to right."""
        if self.style.width is None:
            return self.natural
        spare = max(0, self.style.width - self.least_width)
        widths = list(self.least)
        on_two_lines = [0] * len(self.stub) + [wrapped_width(text) for text in self.headings]
        for wanted in (on_two_lines, self.natural):
            for number, want in enumerate(wanted):
                more = min(spare, max(0, want - widths[number]))
                spare -= more
                widths[number] += more
        return widths

    def heading(self, column: Column) -> str:
        """The heading of a column that stands alone: what its group says is said in it."""
        group = self.report.groups.get(column.name)
        own = self.own_heading(column)
        return say(self.style.lang, f"heading.in.{group}", heading=own) if group else own

    def own_heading(self, column: Column) -> str:
        """The heading of a column, in the words of the command where it has its own."""
        if column.name in self.report.headings:
            key, fields = self.report.headings[column.name]
            return say(self.style.lang, key, **fields)
        return self._heading_of(column.name)

    def _heading_of(self, name: str) -> str:
        lang, own = self.style.lang, f"heading.{self.report.command}.{name}"
        return say(lang, own if has(lang, own) else f"heading.{name}")

    def _stub(self) -> list[tuple[str, list[LaidOut]]]:
        """The columns that say what a row is about: name with unit, or with room each its own."""
        names, heading = self._name_cells(), self._heading_of("name")
        if self.style.width is not None or not any(row.number for row in self.rows):
            return [(heading, names)]
        numbers = [LaidOut(row.number) for row in self.rows]
        return [
            (self._heading_of("number"), numbers),
            (heading, [cell._replace(below="") for cell in names]),
            (self._heading_of("unit"), [LaidOut(cell.below) for cell in names]),
        ]

    def _name_cells(self) -> list[LaidOut]:
        """Name and unit in the first row of each series, blank in the others."""
        cells, before = [], None
        for row in self.rows:
            if row.label:
                before = None
                cells.append(LaidOut(say(self.style.lang, f"label.{row.label}"), "", "dim"))
                continue
            if row.series is None or row.series is before:
                cells.append(LaidOut(""))
                continue
            before, lang = row.series, self.style.lang
            name = clean(row.series.indicator.name.in_language(lang))
            name = unmarked(name) if row.number else name
            name = with_area(name, row.series, lang, several=len(self.areas) > 1)
            if row.number and self.style.width is not None:
                name = f"{row.number}\u00a0{name}"
            name = "\u00a0\u00a0" * row.number.count(".") + name
            cells.append(LaidOut(name, unit_text(row.series, lang)))
        return cells

    def _evened(self, column: Column) -> Sequence[Row]:
        """The rows; in a clean table the computed rates of a column have the same decimals.

        A computed level has no more decimals than the levels of its series are printed with.
        """
        if self.style.clean and column.type in (Type.LEVEL, Type.CHANGE):
            return [_as_printed(row, column.name) for row in self.rows]
        if not self.style.clean or column.type not in _RATES:
            return self.rows
        numbers = [cell for row in self.rows if isinstance(cell := row.cells[column.name], Number)]
        computed = {one.decimals for one in numbers if one.basis is not Basis.PUBLISHED}
        if len(computed) < 2:
            return self.rows
        least = min(computed - {0})  # a whole number is a total, 100 % or 0, and known exactly
        return [_with_decimals(row, column.name, least) for row in self.rows]

    def _cell(self, row: Row, column: Column) -> LaidOut:
        value: Cell = row.shown(column.name)
        tone = TONES.get(row.tones.get(column.name, Tone.BETTER)) if row.tones else ""
        look = (tone or "") if column.name in row.tones else ""
        kind = type_in(row, column)
        if column.type is Type.BAR:
            return LaidOut(self._bar(value, column), "", look)
        if isinstance(value, Number):
            self.used.update(self._legend(value, kind))
            parts = number_text(value, kind, row.series, self.style, compact=self.compact)
            if self.compact and column.type is Type.DISPLAY:
                low, dash, high = (parts.head + parts.tail).partition("–")
                return LaidOut(low + dash, high, look, "")  # an interval on two lines
            below = parts.below
            if self.compact and width_of(below) > _LONG_RANGE:
                below = below.replace("–", "–\n")
            return LaidOut(parts.head, below, look, parts.tail)
        if value is None or value == "":
            return self._blank(row, column)
        return LaidOut(self._words(value, column), "", look)

    def _legend(self, value: Number, kind: Type) -> list[str]:
        """The symbols of a number; what is implied may stand without its range."""
        keys = legend_of(value, compact=self.compact, column=kind)
        if self.style.clean:
            return ["legend.disagree"] if value.conflict else []
        if self.style.ranges or self.style.bounds:
            return keys
        return [key.replace("legend.implied", "legend.implied-alone") for key in keys]

    def _bar(self, value: Cell, column: Column) -> str:
        """A bar from a common zero line, as long as the number against the greatest."""
        numbers = [row.cells[column.name] for row in self.rows]
        values = [n.value for n in numbers if isinstance(n, Number) and n.value is not None]
        if not isinstance(value, Number) or value.value is None or not any(values):
            return ""
        from vpcli.writers.glyphs import ASCII, UNICODE, Scale, bar

        scale = Scale.from_zero(values, _LONGEST_BAR)
        return bar(value.value, scale, ASCII if self.style.plain else UNICODE)

    def _words(self, value: Cell, column: Column) -> str:
        lang = self.style.lang
        if isinstance(value, Words):
            return clean(value.in_language(lang))
        if isinstance(value, Decimal):
            exponent = value.as_tuple().exponent
            assert isinstance(exponent, int)
            return plain_number(value, max(0, -exponent), lang)
        if column.type is Type.SOURCE:
            titles = {source.id: source.title for source in self.report.sources}
            named = [titles[id_] for id_ in str(value).split(";") if id_ in titles]
            return clean("; ".join(words.in_language(lang) for words in named) or str(value))
        if column.type in (Type.CODE, Type.MEASURE):
            kind = (
                column.name if column.name in ("reason", "finding", "rule", "identity") else "code"
            )
            return code(str(value), lang, kind)
        return clean(str(value))

    def _blank(self, row: Row, column: Column) -> LaidOut:
        reason = row.cells.get("reason")
        if self.style.clean:
            return LaidOut("…" if is_number(column) else "")
        if column.name == self.report.explained and isinstance(reason, str) and reason:
            if not self.marked:
                return LaidOut(code(reason, self.style.lang, "reason"), "", "dim")
            if reason not in self.reasons:
                self.reasons.append(reason)
            return LaidOut(f"–{_mark(self.reasons.index(reason))}", "", "dim")
        if is_number(column):
            self.used.add("legend.blank")
            return LaidOut("–", "", "dim")
        return LaidOut("")

    def plain_headings(self) -> tuple[list[str], list[bool]]:
        """The headings, that of names first, and which columns hold numbers."""
        right = [is_number(column) for column in self.columns]
        stub = [heading for heading, _ in self.stub]
        return [*stub, *self.headings], [False] * len(stub) + right

    def plain_rows(self) -> list[list[str]]:
        """The cells as plain text, what stands below a number in brackets behind it."""
        return [
            [
                cell.text.strip(" ")
                + (cell.tail or "").rstrip()
                + (f" ({cell.below})" if cell.below else "")
                for cell in [*(cells[number] for _, cells in self.stub), *row]
            ]
            for number, row in enumerate(zip(*self.cells, strict=True))
        ]

    def notes(self) -> list[str]:
        """What every symbol means, what else is to be said, and what was left out."""
        lang = self.style.lang
        hidden = [self.report.headings.get(column.name, ()) for column in self.left_out]
        told = [note for note in self.report.notes if note[1].get("column", "") not in hidden]
        if self.style.clean:
            told = [note for note in told if note[0] not in _NOT_CLEAN]
        lines = [
            f"{_mark(number)}  {code(reason, lang, 'reason')}"
            for number, reason in enumerate(self.reasons)
        ]
        lines += notes_of(self.report._replace(notes=told), self.used, lang)
        left_out = [heading for column in self.left_out if (heading := self.heading(column))]
        if left_out:
            names = "; ".join(left_out)
            lines.append(say(lang, "legend.left-out", columns=names))
        return ["", *lines] if lines else []


def notes_of(report: Report, used: Container[str], lang: str) -> list[str]:
    """What every symbol in use means, and what else the report says."""
    lines = [say(lang, f"legend.{name}") for name in _LEGEND if f"legend.{name}" in used]
    for name, fields in report.notes:
        shown = {key: _said(value, key, lang) for key, value in fields.items()}
        lines.append(say(lang, f"note.{name}", **shown))
    return lines


def _said(value: object, kind: str, lang: str) -> object:
    """A field of a note: a list, a message with its own fields, a code, or as it is."""
    if isinstance(value, list):
        return ", ".join(str(_said(one, kind, lang)) for one in value)
    if isinstance(value, Words):
        return clean(value.in_language(lang))
    if isinstance(value, tuple):
        return say(lang, value[0], **value[1])
    if isinstance(value, str):
        return code(value, lang, kind) if kind == "reason" else clean(value)
    return value


def _not_all_blank(report: Report) -> list[str]:
    """The columns for a screen, without those optional ones that hold nothing at all."""
    rows = [row for row in report.rows if row.finding is None]
    return [
        name
        for name in report.screen
        if name not in report.optional or any(row.shown(name) not in (None, "") for row in rows)
    ]


def is_number(column: Column) -> bool:
    """Tell whether a column holds numbers, which stand to the right."""
    return column.type not in (Type.TEXT, Type.NAME, Type.CODE, Type.BAR, Type.SOURCE)


def _aligned(cells: Sequence[LaidOut]) -> list[LaidOut]:
    """Pad behind the decimal mark so that the marks of a column stand under one another."""
    tails = [width_of(cell.tail) for cell in cells if cell.tail is not None]
    longest = max(tails, default=0)
    if longest == min(tails, default=0):
        return list(cells)
    return [
        cell
        if cell.tail is None
        else cell._replace(tail=cell.tail + " " * (longest - width_of(cell.tail)))
        for cell in cells
    ]


def type_in(row: Row, column: Column) -> Type:
    """Return the type of a cell; a number of the row's own measure is shown as that measure is."""
    if column.name in row.points:
        return Type.POINTS
    if column.type not in (Type.MEASURE, Type.DISPLAY):
        return column.type
    measure = row.cells.get("measure")
    own = type_of(Measure(measure)) if isinstance(measure, str) and measure else Type.LEVEL
    if column.name != "difference":
        return own
    return Type.CHANGE if own in (Type.LEVEL, Type.CHANGE) else Type.POINTS


def _as_printed(row: Row, column: str) -> Row:
    cell = row.cells[column]
    if row.series is None or not isinstance(cell, Number):
        return row
    return _with_decimals(row, column, min(cell.decimals, row.series.decimals))


def _with_decimals(row: Row, column: str, decimals: int) -> Row:
    cell = row.cells[column]
    if not isinstance(cell, Number) or cell.basis is Basis.PUBLISHED:
        return row
    return row._replace(cells={**row.cells, column: cell._replace(decimals=decimals)})


def _least_heading(heading: str, *, tall: bool) -> int:
    """The narrowest of a heading: two lines, or three where columns would have to give way.

    On three lines no heading has a word on each.
    """
    two = max(longest_word(heading), min(_LEAST_NAME, wrapped_width(heading)))
    if not tall or len(heading.split()) <= 3:
        return two
    return min(two, max(_LEAST_HEADING, wrapped_width(heading, 3)))


def _mark(number: int) -> str:
    """The mark of a reason that is told below the table."""
    return str(number + 1).translate(_SUPERSCRIPT)
