"""What each row of a table is: a section, a total, a part, with what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vpcli.readers.tables.cells import Line
from vpcli.readers.tables.column import Column
from vpcli.readers.tables.figures import looks_like_a_figure
from vpcli.readers.tables.remarks import REMARK
from vpcli.readers.tables.rows import is_figure, numbers_columns
from vpcli.readers.tables.units import is_unit, unit_behind
from vpcli.readers.tables.years import plain

__all__ = ["Outline", "OutlinedRow"]

_MARK = re.compile(
    r"(?:(?P<roman>[IVX]{1,5})|(?P<letter>[A-Za-z])|(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2})*))"
    r"(?:[.)/:]|\.\))\s+|(?P<dash>[-–])\s*(?=\D)|(?P<plus>[+•*])\s*(?=\D)"
)
_BREAKDOWN = re.compile(
    r"(?:trong (?:đó|tổng số)|chia ra|chia theo|phân theo|gồm|bao gồm|of which)\b"
)
_SOME = re.compile(r"(?:trong đó|of which)\s*:?\s*", re.IGNORECASE)
_ALL = re.compile(r"(?:chia ra|gồm|bao gồm)\s*:?\s*", re.IGNORECASE)
_DITTO = frozenset({'"', "''", "”", "“", "nt", "″", "như trên", "-nt-"})
_FOOTNOTE = re.compile(r"\s*(?:\(\*+\)|\*+|[¹²³])\s*$")


class _Rank(NamedTuple):
    column: int
    indent: float
    mark: int
    """0 for none; a letter is above a Roman number, that above a number, a dash below all."""

    def against(self, other: _Rank) -> int:
        """Return 1 where this row is deeper than the other, -1 where it is above, else 0."""
        if (self.column, self.indent) != (other.column, other.indent):
            return 1 if (self.column, self.indent) > (other.column, other.indent) else -1
        dashes = max(self.mark, other.mark) >= _DASH
        if (self.mark and other.mark) or dashes:
            return (self.mark > other.mark) - (self.mark < other.mark)
        return 0


_DASH = 20
_DEEPEST = 20
"""Rows above a row that are part of its name."""


class OutlinedRow(NamedTuple):
    """A row that holds figures, with the names of what stands above it, outermost first."""

    line: Line
    name: str
    above: tuple[str, ...]
    unit: str
    group: str = ""
    """What a row over the columns of figures said last: a unit, or Cơ cấu."""
    parent: int = -1
    """The row of figures that it stands below, by its place among them; -1 for none."""
    section: int = 0
    """Which section of those seen it stands in, 0 for none."""
    of_some: bool = False
    """Whether *Trong đó*, of which, stands before it or above."""


@dataclass
class _Entry:
    name: str
    rank: _Rank
    is_section: bool
    is_breakdown: bool
    unit: str
    number: int
    """Its place among the rows of figures, or its number among the sections, from 1."""
    of_some: bool = False
    child: _Rank | None = None


@dataclass
class Outline:
    """Goes through the rows of one table; `remarks` and `nameless` are what was left out."""

    columns: Sequence[Column]
    nulls: frozenset[str]
    remarks: list[Line] = field(default_factory=list)
    nameless: list[Line] = field(default_factory=list)
    unit_of_group: str = ""
    _rows: int = 0
    _sections: int = 0
    _stack: list[_Entry] = field(default_factory=list)
    _group: str = ""
    _last_unit: str = ""
    _broken: tuple[str, _Rank] | None = None

    def rows(self, body: Sequence[Line]) -> Iterator[OutlinedRow]:
        """Yield the rows that hold figures."""
        names = [c.position for c in self.columns if c.role == "name"] or self._described_names()
        figures = [c.position for c in self.columns if c.role in ("figures", "part", "undecided")]
        own = {c.name: c.position for c in self.columns if c.role == "described"}
        numbers = [c.position for c in self.columns if c.role == "number"]
        for line in body:
            row = self._row(line, names, figures, own, numbers)
            if row is not None:
                self._rows += 1
                yield row

    def _described_names(self) -> list[int]:
        """The column that says best what a row is about, by its heading."""
        of = {c.name: c.position for c in self.columns if c.role == "described"}
        return [of[name] for name in ("name", "indicator", "area_name", "area") if name in of][:1]

    def _row(
        self,
        line: Line,
        names: Sequence[int],
        figures: Sequence[int],
        own: dict[str, int],
        numbers: Sequence[int],
    ) -> OutlinedRow | None:
        held = [p for p in figures if line.cell(p) and is_figure(line.cell(p), self.nulls)]
        real = [p for p in held if looks_like_a_figure(line.cell(p))]
        said = [(p, line.cell(p)) for p in names if line.cell(p)]
        first = next(iter(line.filled), 0)
        if not real and (REMARK.match(line.cells[first]) or numbers_columns(list(line.cells))):
            self.remarks.append(line)
            return None
        if not said and not names:
            return OutlinedRow(line, "", (), line.cell(own["unit"]) if "unit" in own else "")
        if not said:
            self._without_name(line, figures, bool(real))
            return None
        position, name = said[-1]
        mark = next((line.cell(p) for p in numbers if line.cell(p)), "")
        for _, text in said[:-1]:
            if _BREAKDOWN.match(plain(text)) or _MARK.fullmatch(f"{text.strip('. ')}. "):
                mark = mark or text
            else:
                name = f"{text} {name}"
        name, rank, of_some = self._named(line, position, name, mark)
        wrong = [p for p in figures if line.cell(p) and p not in held]
        if not held and not wrong:
            self._section(name, rank)
            return None
        above = self._above(rank, is_section=False)
        unit = self._unit(line, name, own)
        parent, section, below_some = self._parent()
        self._push(_Entry(name, rank, False, False, unit_behind(name)[1], self._rows))
        return OutlinedRow(
            line, name, above, unit, self._group, parent, section, of_some or below_some
        )

    def _parent(self) -> tuple[int, int, bool]:
        """The row that the next one stands below, the section between, whether it says *of which*.

        Sections other than breakdowns stand below no row.
        """
        if not self._stack:
            return -1, 0, False
        top = self._stack[-1]
        if not top.is_section:
            return top.number, 0, False
        row = self._stack[-2] if len(self._stack) > 1 else top
        if top.is_breakdown and not row.is_section:
            return row.number, top.number, top.of_some
        return -1, top.number, False

    def _named(self, line: Line, position: int, name: str, mark: str) -> tuple[str, _Rank, bool]:
        """The name of a row without its footnote mark, joined with its first half; its rank.

        And whether *of which* stands before it.
        """
        text = " ".join(_FOOTNOTE.sub("", name).split())
        found = _MARK.match(f"{mark}. " if mark and not mark.endswith((".", ")")) else text)
        rank = _Rank(position, line.indent(position), _mark_rank(found))
        stripped = _SOME.sub("", text)
        of_some = bool(stripped) and stripped != text
        if of_some:
            text, rank = stripped, rank._replace(indent=rank.indent + 0.5)
        if self._broken is not None:
            before, at = self._broken
            self._broken = None
            if text[:1].islower() and at.column == rank.column:
                text, rank = f"{before} {text}", at
                if self._stack and self._stack[-1].name == before:
                    self._stack.pop()
        return text, rank, of_some

    def _section(self, name: str, rank: _Rank) -> None:
        """A row without figures names what is below it, and may be the first half of a name."""
        said = plain(name).rstrip(" :")
        is_breakdown = bool(_BREAKDOWN.match(said))
        self._above(rank, is_section=True, is_breakdown=is_breakdown)
        shown = "" if said in ("trong đó", "chia ra", "of which", "gồm", "bao gồm") else name
        self._sections += 1
        unit, of_some = unit_behind(name)[1], bool(_SOME.match(name))
        shown = shown.rstrip(" :")
        self._push(_Entry(shown, rank, True, is_breakdown, unit, self._sections, of_some))
        self._broken = None if is_breakdown else (name, rank)

    def _above(
        self, rank: _Rank, *, is_section: bool, is_breakdown: bool = False
    ) -> tuple[str, ...]:
        """Leave what a row is not below of, and return what it is below of."""
        while self._stack:
            top = self._stack[-1]
            order = rank.against(top.rank)
            if order > 0:
                break
            if order == 0:
                under = top.is_section and not is_section and top.child in (None, rank)
                if under or (is_breakdown and not top.is_section):
                    break
            self._stack.pop()
        if self._stack and self._stack[-1].child is None:
            self._stack[-1].child = rank
        return tuple(entry.name for entry in self._stack[-_DEEPEST:] if entry.name)

    def _push(self, entry: _Entry) -> None:
        self._stack.append(entry)
        if len(self._stack) > 2 * _DEEPEST:  # no table is that deep; this one would take memory
            del self._stack[:_DEEPEST]

    def _unit(self, line: Line, name: str, own: dict[str, int]) -> str:
        """The unit of a row: its own column, its name, a section above, a row over the figures."""
        if "unit" in own:
            said = line.cell(own["unit"])
            if said and said.strip() not in _DITTO:
                self._last_unit = said
            if said:
                return self._last_unit
        unit = unit_behind(name)[1]
        if unit:
            return unit
        for entry in reversed(self._stack):
            if entry.unit:
                return entry.unit
        return self.unit_of_group

    def _without_name(self, line: Line, figures: Sequence[int], has_figures: bool) -> None:
        """A row with words over the columns of figures only says what follows."""
        texts = [line.cell(p) for p in line.filled]
        if not has_figures and len(texts) == 1 and not looks_like_a_figure(texts[0]):
            words = texts[0].strip(" ()")
            self._stack.clear()
            said, _, behind = words.rpartition("-")
            if is_unit(words):
                self._group, self.unit_of_group = "", words
            elif said and is_unit(behind.strip()):
                self._group, self.unit_of_group = words, behind.strip()
            else:
                self._group, self.unit_of_group = words, ""
        elif has_figures:
            self.nameless.append(line)


def _mark_rank(found: re.Match[str] | None) -> int:
    if found is None:
        return 0
    if found["letter"] and found["letter"].isupper():
        return 1
    if found["roman"]:
        return 2
    if found["number"]:
        return 3 + found["number"].count(".")
    if found["letter"]:
        return 8
    return _DASH if found["dash"] else _DASH + 1
