"""From a table to the rows of a report, series by series: the one place that says which way.

A small table is read whole. If all of it is plain, `plain_report` makes its rows;
otherwise nothing is made here, and the readers, the solver and the writers do. A larger table is
read as it comes (`Stream`), in the order of series and years: what is plain goes the short way,
everything else, series by series, the long one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from vpcli.errors import DataError, Place, Problem
from vpcli.stream.blocks import Block, Read, Row, Shape, after, blocks, split
from vpcli.stream.order import Order
from vpcli.stream.plain import Plain, Table, says_mark

__all__ = ["Stream", "plain_report", "plain_shape"]

_FIRST = 200
PLAIN_COLUMNS = frozenset({"area", "indicator", "unit", "year", "actual", "plan"})
_NEEDED = frozenset({"indicator", "year", "actual"})
_DELIMITERS = ",;\t|"

Solve = Callable[[Iterable[Row], "str | None"], Iterator[str]]
"""Makes the rows of a report from rows of cells and a number format, by way of the solver."""


def plain_shape(header: str, file: str, delimiter: str | None) -> Shape | None:
    """Return the shape of a table whose first line names only columns that can be plain."""
    for one in delimiter or _DELIMITERS:
        names = header.split(one)
        columns = {name: position for position, name in enumerate(names)}
        if (
            len(columns) == len(names)
            and columns.keys() <= PLAIN_COLUMNS
            and columns.keys() >= _NEEDED
        ):
            return Shape(file, one, columns, len(names))
    return None


def plain_report(text: str, shape: Shape, plain: Plain, numbers: str | None) -> str | None:
    """Return a whole table as a report; None unless all of it is plain."""
    plain.mark = "," if numbers == "vi" else "."
    seen: set[tuple[str, str]] = set()
    made = [plain.layout.header]
    for block in blocks(after(text[text.find("\n") + 1 :], lambda _: ""), 2, shape):
        series = {key for key, _, _ in block.groups}
        if not block.is_plain or len(series) != len(block.groups) or seen & series:
            return None
        seen |= series
        rows = plain.rows(_table(block, shape))
        if rows is None:
            return None
        made += rows
    if len(made) == 1 or (plain.marks == {False} and numbers is None):
        return None
    return "".join(made)


def _table(block: Block, shape: Shape) -> Table:
    """The columns that are computed with; those that are not there are blank."""
    blank = [""] * len(block.lines)

    def column(name: str) -> Sequence[str]:
        at = shape.columns.get(name)
        return blank if at is None else block.columns[at]

    return Table(
        column("area"),
        column("indicator"),
        column("unit"),
        column("year"),
        column("actual"),
        column("plan"),
        [start for _, start, _ in block.groups],
    )


class Stream:
    """A table read as it comes."""

    def __init__(
        self,
        shape: Shape,
        measures: Sequence[str],
        plain: Plain | None,
        solve: Solve,
        *,
        numbers: str | None = None,
        chosen: Callable[[str, str], bool] | None = None,
    ) -> None:
        """Take the two ways, the columns of figures, and what is declared and asked for."""
        self.shape, self.plain, self.solve, self.chosen = shape, plain, solve, chosen
        self._measures = [shape.columns[name] for name in measures]
        self._order = Order(shape.file)
        self._numbers: str | None = None
        self._use(numbers)

    def rows(self, read: Read, line: int) -> Iterator[str]:
        """Yield the rows of the report for a text that begins on a line."""
        for block in blocks(read, line, self.shape):
            self._check_order(block)
            chosen = block.only(self.chosen) if self.chosen else block
            if chosen.groups:
                yield from self._made(chosen)

    def _made(self, block: Block) -> Iterator[str]:
        """The rows of a block: all at once where it is plain, or else series by series."""
        table = _table(block, self.shape) if self.plain and block.is_plain else None
        rows = self.plain.rows(table) if self.plain and table else None
        if rows is not None:
            yield "".join(rows)
            return
        waiting = 0
        for position, (_, start, _) in enumerate(block.groups):
            one = table.part(position) if self.plain and table else None
            rows = self.plain.rows(one) if self.plain and one else None
            if rows is not None:
                yield from self._solved(block, waiting, start)
                yield from rows
                waiting = block.groups[position][2]
        yield from self._solved(block, waiting, len(block.lines))

    def _solved(self, block: Block, start: int, stop: int) -> Iterator[str]:
        if start == stop:
            return
        rows = [*block.rows(start, stop)]
        if self._numbers is None:
            self._use(self._shown_by(row for _, row in rows))
        yield from self.solve(rows, self._numbers)

    def infer(self, head: str, line: int) -> None:
        """Infer the number format from the first rows; the very first mostly tell."""
        end = 0
        for _ in range(_FIRST):
            end = head.find("\n", end) + 1 or len(head)
        for text in (head[:end], head):
            if self._numbers is None:
                block = split(text, line, self.shape)
                self._use(self._shown_by(row for _, row in block.rows(0, len(block.lines))))

    def _shown_by(self, rows: Iterable[Sequence[str]]) -> str | None:
        """The number format that the figures of rows show, if they do."""
        texts = [row[at] for row in rows for at in self._measures if at < len(row)]
        says = says_mark("\n".join(texts))
        if says is not None:
            return "en" if says else None
        from vpcli.core.number import infer_format
        from vpcli.core.phrase import numerals_of

        shown, _ = infer_format(numeral for text in texts for numeral in numerals_of(text))
        return shown and shown.value

    def _use(self, numbers: str | None) -> None:
        self._numbers = numbers
        if self.plain:
            self.plain.mark = {"en": ".", "vi": ","}.get(numbers or "", "")

    def _check_order(self, block: Block) -> None:
        """See that no series comes again, and that no year comes before an earlier one."""
        at = self.shape.columns["year"]
        for series, start, stop in block.groups:
            self._order.check(series, block.lines[start], block.lines[stop - 1])
            years = block.columns[at][start:stop] if block.columns else ()
            if [*years] != sorted(years):
                fall = next(row for row, (a, b) in enumerate(pairwise(years), start) if a > b)
                fields = {
                    "year": years[fall + 1 - start],
                    "before": years[fall - start],
                    "line": block.lines[fall],
                }
                place = Place(self.shape.file, block.lines[fall + 1], "year")
                raise DataError(Problem("years-fall", fields, place))
