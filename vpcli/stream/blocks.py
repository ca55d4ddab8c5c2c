"""Delimited text in blocks of whole series, as columns of cells where the rows are even.

The text is narrow.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, compress, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar
from unicodedata import is_normalized, normalize

from vpcli.errors import DataError, Place, Problem
from vpcli.stream.narrow import narrow, wide

if TYPE_CHECKING:
    from vpcli.readers.record import RecordReader

__all__ = [
    "BODY",
    "CHUNK",
    "NOT_PLAIN",
    "Block",
    "Form",
    "Group",
    "Row",
    "Shape",
    "after",
    "are_alike",
    "bad_encoding",
    "blocks",
    "from_line",
    "groups_of",
    "is_remark",
]

CHUNK = 1 << 17
_LONGEST_CELL = 1 << 24

_SPACE = " \t\n\r\v\f"
_WINDOW = 1 << 11
"""Characters in which the end of a series is looked for."""
_NAMES = ("area", "indicator", "unit")
_OF_SERIES = (*_NAMES, "name", "source", "area_name")
_TAKEN = frozenset({*_OF_SERIES, "year", "actual", "plan", "status"})
"""Columns of which a plain row is made."""
_OF_A_BARE_TABLE = frozenset({*_NAMES, "year", "actual", "plan"})
_BLANK = frozenset({""})
"""Cells of other columns that change no result."""
NOT_PLAIN = "?"
"""What stands for the cells of a row that is not plain."""

_Item = TypeVar("_Item")
Row = tuple[int, list[str]]
Read = Callable[[int], str]


class Shape(NamedTuple):
    """How the rows of a table are made: delimiter, width, and where the series is named."""

    file: str
    delimiter: str
    columns: dict[str, int]
    """Position by column name."""
    width: int
    header: Row = (1, [])
    """The header and its line."""
    measures: Sequence[str] = ()
    """The columns of figures."""
    loose: frozenset[int] = frozenset()
    """Positions of columns whatever stands in which changes no result: of notes."""
    unused: Sequence[str] = ()
    """Headings that are not known, and no part of what rows are about."""

    @property
    def is_bare(self) -> bool:
        """Whether there is no other column than those that every plain table may have."""
        return self.width == len(self.columns) and self.columns.keys() <= _OF_A_BARE_TABLE

    @property
    def is_named(self) -> bool:
        """Whether there are names beside ids."""
        return not {"name", "area_name"}.isdisjoint(self.columns)

    def _others(self) -> list[int]:
        """The positions of the other columns, which may change a result."""
        taken = {self.columns[name] for name in _TAKEN & self.columns.keys()} | self.loose
        return [at for at in range(self.width) if at not in taken]

    def bodies(self, cells: Sequence[Sequence[str]]) -> list[str]:
        """Return the cells of rows that differ from row to row, or that a row is not plain."""
        rows = ["\t".join(self.cells_of(row, BODY.columns)) + "\n" for row in cells]
        for at in self._others():
            if not {row[at] for row in cells} <= _BLANK:
                rows = _only_plain(rows, (not row[at] for row in cells))
        if "area_name" in self.columns:  # the name of what has no id
            rows = _only_plain(rows, map(itemgetter(self.columns["area"]), cells))
        return rows

    @property
    def first_line(self) -> int:
        """The line under the header."""
        return self.header[0] + 1

    def goes_on(self, text: str, end: int) -> bool:
        """Whether the line that ends there is cut within a cell in quotes."""
        return text.count('"', 0, end) % 2 == 1 and len(text) < _LONGEST_CELL

    def split(self, text: str, line: int) -> Block:
        """Split whole lines, the first of which has a number, into one block.

        Accented letters get the one form that they have everywhere in vpcli.
        """
        if '"' in text or "\r" in text or "\0" in text:
            block = _any(text, line, self)
        else:
            text = text if text.endswith("\n") else f"{text}\n"
            block = (
                (_led(text, line, self) if self.is_bare else None)
                or _even(text, line, self)
                or _any(text, line, self)
            )
        names = [wide(name) for group in block.groups for name in group.names]
        if any(name != name.strip() for name in names):  # one series may be written in two ways
            block = _any(text, line, self, stripped=True)
        if all(is_normalized("NFC", name) for name in names):
            return block
        return self.split(narrow(normalize("NFC", wide(text))), line)

    def names_of(self, row: Sequence[str]) -> Sequence[str]:
        """Return area and indicator of a row."""
        return self.cells_of(row, _NAMES[:2])

    def year(self, row: Sequence[str]) -> str:
        """Return the year of a row."""
        return "".join(self.cells_of(row, ["year"]))

    @staticmethod
    def mark(numbers: str | None) -> str:
        """Return the decimal mark of a number format."""
        return {"en": ".", "vi": ","}.get(numbers or "", "")

    def figures(self, rows: Iterable[Sequence[str]]) -> list[str]:
        """Return the figures of rows that show how numbers are printed."""
        return [text for row in rows for text in self.cells_of(row, self.measures)]

    def take(self, rows: Iterable[Row], reader: RecordReader) -> None:
        """Give rows to a reader of the long way."""
        from vpcli.readers.table import read_table

        read_table(chain([self.header], map(self._without_unused, rows)), reader)

    def _without_unused(self, row: Row) -> Row:
        """A row without cells under headings that are not known, which a few rows may mislead."""
        if not self.unused:
            return row
        line, cells = row
        unknown = self.loose.difference(self.columns.values())
        return line, ["" if at in unknown else cell for at, cell in enumerate(cells)]

    @property
    def lead(self) -> int:
        """How many columns that are the same in all rows of a series stand before all others."""
        places = sorted(self.columns[name] for name in _NAMES if name in self.columns)
        return len(places) if places == [*range(len(places))] else 0

    def cells_of(self, row: Sequence[str], names: Iterable[str]) -> list[str]:
        """Return cells of a row by the names of their columns; others are blank."""
        places = map(self.columns.get, names)
        return ["" if place is None or place >= len(row) else row[place] for place in places]


class Form(Protocol):
    """How the rows of a file are made."""

    @property
    def file(self) -> str:
        """The file they stand in."""

    @property
    def first_line(self) -> int:
        """The line that the first of them may begin on."""

    @property
    def delimiter(self) -> str:
        """What stands between the cells of a line; nothing where a line is no row of cells."""

    def names_of(self, row: Sequence[str], /) -> Sequence[str]:
        """Return area and indicator of a line of cells."""

    def goes_on(self, text: str, end: int, /) -> bool:
        """Whether what ends at a line end is no whole row."""

    def split(self, text: str, line: int) -> Block:
        """Split whole rows, the first of which is on a line, into one block."""

    def year(self, row: Sequence[str]) -> str:
        """Return the year of a row."""

    def mark(self, numbers: str | None, /) -> str:
        """Return the decimal mark of plain figures; nothing as long as it is not known."""

    def figures(self, rows: Iterable[Sequence[str]], /) -> Sequence[str]:
        """Return the figures of rows that show how numbers are printed."""

    def take(self, rows: Iterable[Row], reader: RecordReader) -> None:
        """Give rows to a reader of the long way."""


class Group(NamedTuple):
    """The rows of one series that follow one another."""

    area: str
    indicator: str
    unit: str
    start: int
    """Its first row in the block, and the row after its last."""
    stop: int
    name: str = ""
    source: str = ""
    area_name: str = ""
    is_settled: bool = False
    """Whether the readers have settled what its name says of its unit."""

    @property
    def names(self) -> tuple[str, ...]:
        """All that its rows have in common."""
        return (*self[:3], self.name, self.source, self.area_name)

    @property
    def series(self) -> tuple[str, str]:
        """What tells the series from others."""
        return self[:2]


class Body(NamedTuple):
    """How the cells that differ from row to row are written, one row a line."""

    delimiter: str
    columns: Sequence[str]


BODY = Body("\t", ("year", "actual", "plan"))


class Block(NamedTuple):
    """Rows of whole series."""

    lines: Sequence[int]
    groups: Sequence[Group]
    is_plain: bool
    """Whether no cell and no row has to be left out, and each series has one unit."""
    body: Body
    bodies: Sequence[str] = ()
    """The cells of each group that differ from row to row, of a plain block."""
    leads: Sequence[list[str]] = ()
    """The cells before them, which are the same in the whole group."""
    cells: Sequence[Sequence[str]] = ()
    """The rows, where they are not made of leads and bodies."""
    statuses: Sequence[str] = ()
    """The status that each row says; nothing where none does."""

    def only(self, chosen: Callable[[str, str, str, str], bool]) -> Block:
        """Return the block with some of its series alone, chosen by ids and names."""
        kept = [
            chosen(wide(one.area), wide(one.indicator), wide(one.area_name), wide(one.name))
            for one in self.groups
        ]
        if all(kept):
            return self

        def some(column: Sequence[_Item]) -> list[_Item]:
            groups = compress(self.groups, kept)
            return [item for group in groups for item in column[group.start : group.stop]]

        groups: list[Group] = []
        for group in compress(self.groups, kept):
            start = groups[-1].stop if groups else 0
            groups.append(group._replace(start=start, stop=start + group.stop - group.start))
        return self._replace(
            lines=some(self.lines),
            groups=groups,
            bodies=[*compress(self.bodies, kept)],
            leads=[*compress(self.leads, kept)],
            cells=some(self.cells),
            statuses=some(self.statuses),
        )

    def until(self, start: int) -> Block:
        """Return the block without its last series, which begins with a row."""
        return self._replace(
            lines=self.lines[:start],
            groups=self.groups[:-1],
            bodies=self.bodies[:-1],
            leads=self.leads[:-1],
            cells=self.cells[:start],
            statuses=self.statuses[:start],
        )

    def part(self, position: int) -> Block:
        """Return one group alone."""
        group = self.groups[position]
        return self._replace(
            lines=self.lines[group.start : group.stop],
            groups=[group._replace(start=0, stop=group.stop - group.start)],
            bodies=self.bodies[position : position + 1],
            leads=self.leads[position : position + 1],
            cells=self.cells[group.start : group.stop],
            statuses=self.statuses[group.start : group.stop],
        )

    def wrong_byte(self) -> int | None:
        """The line of the first row that is not in UTF-8, if one is not."""
        for line, row in zip(self.lines, self._narrow_rows(), strict=True):
            try:
                wide("".join(row))
            except UnicodeDecodeError:
                return line
        return None

    def _narrow_rows(self) -> Iterable[Sequence[str]]:
        return self.cells or (
            lead + row.split(self.body.delimiter)
            for lead, body in zip(self.leads, self.bodies, strict=True)
            for row in body.split("\n")[:-1]
        )

    def rows(self) -> Iterator[Row]:
        """Yield the rows as the readers want them, with the lines they stand on."""
        for line, row in zip(self.lines, self._narrow_rows(), strict=True):
            stripped = [wide(cell).strip() for cell in row]
            if any(stripped) and not stripped[0].startswith("#"):
                yield line, stripped


def blocks(read: Read, line: int, form: Form) -> Iterator[Block]:
    """Yield blocks from a text as it is read; its first line has a number.

    A series ends where another begins, so the last one of a block waits for the next.
    """
    text = ""
    wanted = CHUNK
    while True:
        more = read(wanted)
        text += more
        end = text.rfind("\n") + 1 if more else len(text)
        wanted = CHUNK
        if more and (not end or form.goes_on(text, end)):
            continue
        lines, text = text[:end].replace("\r\n", "\n"), text[end:]
        try:
            block = form.split(lines, line)
        except UnicodeDecodeError:
            raise bad_encoding(form.file, line + _lines_before_wrong_byte(lines)) from None
        if not more:
            if block.groups:
                yield block
            return
        if not block.groups:
            line += lines.count("\n")
            continue
        start = block.groups[-1].start
        if not start:
            wanted = max(CHUNK, len(lines))
        text = from_line(lines, block.lines[start] - line) + text
        line = block.lines[start]
        if start:
            yield block.until(start)


def _lines_before_wrong_byte(lines: str) -> int:
    """How many lines of a narrow text end before what is not in UTF-8."""
    try:
        lines.encode("latin-1").decode()
    except UnicodeDecodeError as error:
        return lines.count("\n", 0, error.start)
    return 0


def bad_encoding(file: str, line: int | None) -> DataError:
    """Return the error of a byte that is no UTF-8."""
    return DataError(Problem("bad-encoding", {"encoding": "utf-8"}, Place(file, line)))


def after(text: str, rest: Read) -> Read:
    """Return what reads a text first and then the rest."""
    pieces = (text[start : start + CHUNK] for start in range(0, len(text), CHUNK))
    return lambda size: next(pieces, None) or rest(size)


def from_line(text: str, count: int) -> str:
    """Return the text after so many lines."""
    if "\r" in text:  # a line end too, for the csv module
        return "".join(islice(io.StringIO(text, newline=""), count, None))
    total = text.count("\n")
    if count > total:
        return ""
    if 2 * count > total:
        end = len(text)
        for _ in range(total - count + 1):
            end = text.rfind("\n", 0, end)
        return text[end + 1 :]
    end = 0
    for _ in range(count):
        end = text.find("\n", end) + 1
    return text[end:]


def _led(text: str, line: int, shape: Shape) -> Block | None:
    """Split lines that begin with the cells of their series; None for any others.

    What all lines of a series begin with is taken off them.
    """
    count, delimiter = shape.lead, shape.delimiter
    if not count:
        return None
    bodies: list[str] = []
    leads: list[list[str]] = []
    groups: list[Group] = []
    area, indicator, unit = (shape.columns.get(name, -1) for name in _NAMES)  # -1: it is blank
    before = None
    at = row = 0
    while at < len(text):
        rest, end = at, text.find("\n", at)
        for _ in range(count):
            rest = text.find(delimiter, rest, end) + 1
            if not rest:
                return None  # a line with too few cells
        lead = text[at:rest]
        begin = f"\n{lead}"
        while text.startswith(begin, end):
            end = text.find("\n", text.rfind(begin, end, end + _WINDOW) + 1)
        body = text[rest : end + 1].replace(begin, "\n")
        rows = body.count("\n")
        if len(body) + (rows - 1) * len(lead) != end + 1 - rest:
            return None  # another series in between
        cells = lead.split(delimiter)
        series = cells[area], cells[indicator]
        if series == before:
            return None  # the unit changes
        before = series
        groups.append(Group(*series, cells[unit], row, row + rows))
        cells.pop()
        leads.append(cells)
        bodies.append(body)
        row += rows
        at = end + 1
    is_plain = not any(map(is_remark, {lead[0] for lead in leads}))
    names = sorted(shape.columns, key=shape.columns.__getitem__)[count:]
    of_rows = Body(delimiter, tuple(names))
    return Block(range(line, line + row), groups, is_plain, of_rows, bodies, leads)


def _even(text: str, line: int, shape: Shape) -> Block | None:
    """Split lines that are all as wide as the header; None for any others."""
    cells = [row.split(shape.delimiter) for row in text[:-1].split("\n")]
    if any(len(row) != shape.width for row in cells):
        return None
    return block_of(range(line, line + len(cells)), cells, shape)


def _any(text: str, line: int, shape: Shape, *, stripped: bool = False) -> Block:
    """Split any lines by the csv module; `stripped`: no cell keeps any blank at its ends."""
    from vpcli.readers.delimited import read_rows

    rows = [*read_rows(text, shape.file, shape.delimiter, line, _SPACE)]
    lines, cells = [line for line, _ in rows], [row for _, row in rows]
    if stripped:
        cells = [[narrow(wide(cell).strip()) for cell in row] for row in cells]
    if not all(len(row) == shape.width for row in cells):
        return Block(lines, [*groups_of(_of_uneven(cells, shape))], False, BODY, cells=cells)
    return block_of(lines, cells, shape)


def _only_plain(rows: Iterable[str], plain: Iterable[object]) -> list[str]:
    """Leave rows that are not plain out of the cells that are read at once."""
    return [row if kept else f"{NOT_PLAIN}\n" for row, kept in zip(rows, plain, strict=True)]


def block_of(lines: Sequence[int], cells: Sequence[Sequence[str]], shape: Shape) -> Block:
    """Put rows that are as wide as the header into one block."""
    names = [shape.cells_of(row, _OF_SERIES) for row in cells]
    groups = [*groups_of(names)]
    is_plain = not any(map(is_remark, {row[0] for row in cells})) and are_alike(groups, names)
    at = shape.columns.get("status")
    statuses = [] if at is None else [row[at] for row in cells]
    rows = shape.bodies(cells)
    bodies = ["".join(rows[group.start : group.stop]) for group in groups]
    statuses = statuses if any(statuses) else []
    return Block(lines, groups, is_plain, BODY, bodies, cells=cells, statuses=statuses)


def groups_of(names: Iterable[Sequence[str]]) -> Iterator[Group]:
    """Put rows of one series that follow one another together.

    Names are those of area and indicator, the unit, what the indicator is called, and the source.
    """
    start = 0
    for _, rows in groupby(names, itemgetter(0, 1)):
        listed = [*rows]
        area, indicator, unit, name, source, area_name = listed[0]
        stop = start + len(listed)
        yield Group(area, indicator, unit, start, stop, name, source, area_name)
        start = stop


def are_alike(groups: Iterable[Group], names: Sequence[Sequence[str]]) -> bool:
    """Tell whether all rows of each series have the same unit, names and source."""
    return all(
        tuple(own) == group.names for group in groups for own in names[group.start : group.stop]
    )


def _of_uneven(rows: Iterable[list[str]], shape: Shape) -> Iterator[list[str]]:
    """The series of each row; one that is too short belongs to the row before it."""
    series = [""] * len(_OF_SERIES)
    for row in rows:
        if len(row) >= shape.width:
            series = [*shape.cells_of(row, _NAMES[:2]), *series[2:]]
        yield series


def is_remark(cell: str) -> bool:
    """Tell whether a first cell may make its row a remark for the readers."""
    if cell[:1] in ("#", "(", "*"):
        return True
    if ":" not in cell:
        return False
    from vpcli.readers.table import REMARK

    return REMARK.match(wide(cell)) is not None
