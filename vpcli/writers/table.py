"""The Rich table for a terminal or a pipe: never cut, whatever the width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from io import StringIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from vpcli.core.model import Words
from vpcli.core.report import Cell, Column, Number, Report, Row, Tone, Type
from vpcli.i18n import has, say
from vpcli.writers.display import (
    Style,
    clean,
    code,
    legend_of,
    number_text,
    plain_number,
    source_text,
    unit_text,
)

__all__ = ["write_table"]

_TONES = {Tone.BETTER: "bold green", Tone.WORSE: "bold red"}
_RIGHT = frozenset({Type.YEAR, Type.LEVEL, Type.CHANGE, Type.RATE, Type.SHARE})
_LEAST_NAME = 14
_UNLIMITED = 100_000
_MOST_SOURCES = 4
_LEGEND = ("nearly", "more-than", "about", "E", "P", "F", "B", "implied", "conflict", "blank")


@dataclass(frozen=True, slots=True)
class _Cell:
    """The lines of a cell, and how they look; a number stays on one line, words may wrap."""

    text: str
    below: str = ""
    style: str = ""
    tail: str | None = None
    """What follows the whole part of a number; None where the cell is no number."""

    @property
    def least_width(self) -> int:
        if self.tail is None:
            return _longest_word(self.text)
        return self.natural_width

    @property
    def natural_width(self) -> int:
        return max(cell_len(self.text) + cell_len(self.tail or ""), cell_len(self.below))


def write_table(report: Report, style: Style) -> str:
    """Return the report as a table with title, sources and a note for every symbol used."""
    wanted = list(style.columns or report.screen)
    columns = [next(c for c in report.columns if c.name == name) for name in wanted]
    optional = [] if style.columns else list(report.optional)
    layouts = [(False, columns), (True, columns)]
    kept = columns
    for name in optional:
        kept = [column for column in kept if column.name != name]
        layouts += [(False, kept), (True, kept)]
    for compact, chosen in layouts:
        layout = _Layout(report, chosen, style, compact=compact)
        if style.width is None or layout.least_width <= style.width:
            break
    return layout.render([column for column in columns if column not in chosen])


class _Layout:
    """One way to lay a report out: which columns, and qualifiers as words or symbols."""

    def __init__(
        self, report: Report, columns: Sequence[Column], style: Style, *, compact: bool
    ) -> None:
        self.report, self.columns, self.style, self.compact = report, columns, style, compact
        self.used: set[str] = set()
        self.has_names = any(row.series for row in report.rows)
        self.areas = {row.series.area.id for row in report.rows if row.series}
        self.cells = [
            _aligned([self.cell(row, column) for row in report.rows]) for column in columns
        ]
        self.headings = [self.heading(column) for column in columns]
        self.names = self.name_cells()
        self.least, self.natural = self.measure()

    @property
    def least_width(self) -> int:
        """The narrowest the whole table can be, with two blanks between columns."""
        return sum(self.least) + 2 * (len(self.least) - 1)

    def measure(self) -> tuple[list[int], list[int]]:
        """The narrowest and the natural width of every column, that of names first."""
        columns = list(zip(self.headings, self.cells, strict=True))
        least = [
            max([_longest_word(heading), *(cell.least_width for cell in cells)])
            for heading, cells in columns
        ]
        natural = [
            max([cell_len(heading), *(cell.natural_width for cell in cells)])
            for heading, cells in columns
        ]
        if self.has_names:
            words = [_longest_word(f"{cell.text} {cell.below}") for cell in self.names]
            least.insert(0, max(_LEAST_NAME, *words))
            natural.insert(0, max([_LEAST_NAME, *(cell.natural_width for cell in self.names)]))
        return least, natural

    def widths(self) -> list[int]:
        """What each column gets: its least, then what is to spare from left to right."""
        if self.style.width is None:
            return self.natural
        spare = max(0, self.style.width - self.least_width)
        widths = []
        for least, natural in zip(self.least, self.natural, strict=True):
            more = min(spare, max(0, natural - least))
            spare -= more
            widths.append(least + more)
        return widths

    def heading(self, column: Column) -> str:
        lang = self.style.lang
        own = f"heading.{self.report.command}.{column.name}"
        return say(lang, own if has(lang, own) else f"heading.{column.name}")

    def name_cells(self) -> list[_Cell]:
        """Name and unit in the first row of each series, blank in the others."""
        cells, before = [], None
        for row in self.report.rows:
            if row.series is None or row.series is before:
                cells.append(_Cell(""))
                continue
            before, lang = row.series, self.style.lang
            name = clean(row.series.indicator.name.in_language(lang))
            if len(self.areas) > 1:
                name = f"{clean(row.series.area.name.in_language(lang))}: {name}"
            cells.append(_Cell(name, unit_text(row.series, lang)))
        return cells

    def cell(self, row: Row, column: Column) -> _Cell:
        value: Cell = row.cells[column.name]
        tone = _TONES.get(row.tones.get(column.name, Tone.BETTER)) if row.tones else ""
        look = (tone or "") if column.name in row.tones else ""
        if isinstance(value, Number):
            self.used.update(legend_of(value, compact=self.compact, column=column.type))
            parts = number_text(value, column.type, row.series, self.style, compact=self.compact)
            return _Cell(parts.head, parts.below, look, parts.tail)
        if value is None or value == "":
            return self.blank(row, column)
        return _Cell(self.words(value, column), "", look)

    def words(self, value: Cell, column: Column) -> str:
        lang = self.style.lang
        if isinstance(value, Words):
            return clean(value.in_language(lang))
        if isinstance(value, Decimal):
            exponent = value.as_tuple().exponent
            assert isinstance(exponent, int)
            return plain_number(value, max(0, -exponent), lang)
        if column.type is Type.CODE:
            kind = "reason" if column.name == "reason" else "code"
            return code(str(value), lang, kind)
        return clean(str(value))

    def blank(self, row: Row, column: Column) -> _Cell:
        reason = row.cells.get("reason")
        if column.name == self.report.explained and isinstance(reason, str) and reason:
            return _Cell(code(reason, self.style.lang, "reason"), "", "dim")
        if column.type in _RIGHT:
            self.used.add("legend.blank")
            return _Cell("–", "", "dim")
        return _Cell("")

    def render(self, left_out: Sequence[Column]) -> str:
        out = StringIO()
        width = self.style.width
        console = Console(
            file=out,
            width=max(width, self.least_width) if width else _UNLIMITED,
            force_terminal=self.style.colour,
            color_system="standard" if self.style.colour else None,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )
        lang = self.style.lang
        title = clean(self.report.title.in_language(lang))
        head = say(lang, f"title.{self.report.command}")
        console.print(Text(head + (f" — {title}" if title else ""), style="bold"))
        for source in self.report.sources[:_MOST_SOURCES]:
            line = say(lang, "source", text=source_text(source, lang))
            console.print(Text(line, style="dim"))
        console.print()
        console.print(self.table())
        for line in self.notes(left_out):
            console.print(Text(line, style="dim"))
        return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"

    def table(self) -> Table:
        table = Table(
            box=box.SIMPLE_HEAD,
            show_edge=False,
            pad_edge=False,
            padding=(0, 1, 0, 0),  # with the divider: two blanks between columns
            header_style="bold",
        )
        widths = self.widths()
        if self.has_names:
            heading = say(self.style.lang, "heading.name")
            table.add_column(heading, width=widths.pop(0), overflow="fold")
        for column, heading, width in zip(self.columns, self.headings, widths, strict=True):
            right = column.type in _RIGHT
            table.add_column(
                heading, justify="right" if right else "left", width=width, overflow="fold"
            )
        for number, row in enumerate(zip(*self.cells, strict=True)):
            name = [self.name_text(self.names[number])] if self.has_names else []
            table.add_row(*name, *(_text(cell) for cell in row))
        return table

    def name_text(self, cell: _Cell) -> Text:
        text = Text(cell.text)
        if cell.below:
            text.append("\n" + cell.below, style="dim")
        return text

    def notes(self, left_out: Sequence[Column]) -> list[str]:
        lang = self.style.lang
        lines = [say(lang, f"legend.{name}") for name in _LEGEND if f"legend.{name}" in self.used]
        for name, fields in self.report.notes:
            shown = {
                k: ", ".join(map(str, v)) if isinstance(v, list) else v for k, v in fields.items()
            }
            lines.append(say(lang, f"note.{name}", **shown))
        if left_out:
            names = ", ".join(self.heading(column) for column in left_out)
            lines.append(say(lang, "legend.left-out", columns=names))
        return ["", *lines] if lines else []


def _aligned(cells: Sequence[_Cell]) -> list[_Cell]:
    """Pad behind the decimal mark so that the marks of a column stand under one another."""
    longest = max((cell_len(cell.tail) for cell in cells if cell.tail is not None), default=0)
    return [
        cell
        if cell.tail is None
        else replace(cell, tail=cell.tail + " " * (longest - cell_len(cell.tail)))
        for cell in cells
    ]


def _text(cell: _Cell) -> Text:
    text = Text(cell.text + (cell.tail or ""), style=cell.style)
    if cell.below:
        text.append("\n" + cell.below, style="dim")
    return text


def _longest_word(text: str) -> int:
    return max((cell_len(word) for word in text.split()), default=0)
