"""From a table to the rows of a report, series by series: the one place that says which way.

A small table is read whole. If all of it is plain, `plain_report` makes its rows;
otherwise nothing is made here, and the readers, the solver and the writers do. A larger table is
read as it comes (`Stream`), in the order of series and years: what is plain goes the short way,
everything else, series by series, the long one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise

from vpcli.errors import DataError, Place, Problem
from vpcli.stream.blocks import (
    CHUNK,
    Block,
    Form,
    Read,
    Row,
    Shape,
    after,
    bad_encoding,
    blocks,
    from_line,
)
from vpcli.stream.figures import says_mark
from vpcli.stream.narrow import narrow, wide
from vpcli.stream.order import Order
from vpcli.stream.plain import Plain

__all__ = [
    "JSON",
    "PUBLISHED",
    "Stream",
    "is_by_year",
    "is_json",
    "plain_records",
    "plain_report",
    "plain_shape",
    "tells_nothing_apart",
]

JSON = ("json", "jsonl")
PUBLISHED = ("sdmx-csv", "eurostat-tsv")
"""Formats of statistics offices that are read as they come."""
PLAIN_COLUMNS = frozenset({"area", "indicator", "unit", "year", "actual", "plan"})
_FIGURES = ("actual", "plan")
_NEEDED = frozenset({"indicator", "year", "actual"})
_MARK = "\xef\xbb\xbf"
"""The byte order mark, as narrow text."""
_DELIMITERS = ",;\t|"
_FIRST_ROWS, _ROWS_OF_EACH = 1 << 15, 1.5
_ALONE = 3
"""Pieces that are done before other processes are begun, which takes as long."""
Done = tuple[str, list[tuple[str, str, int, int]], list[str]]
"""The rows of a piece, its series with their first and last lines, and the years that were read."""

Solve = Callable[[Iterable[Row], "str | None"], Iterator[str]]
"""Makes the rows of a report from rows of cells and a number format, by way of the solver."""


def is_json(text: str, declared: str | None) -> bool:
    """Tell whether a text can be JSON Lines; what it begins with decides, unless that is said."""
    return text[:1] == "{" and declared in (None, *JSON)


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
            measures = [name for name in _FIGURES if name in columns]
            return Shape(file, one, columns, len(names), (1, names), measures)
    return None


def plain_records(line: str, file: str) -> Form | None:
    """Return the form of JSON Lines whose first line has only keys that can be plain."""
    from vpcli.stream.records import Records, first_record

    first = first_record(line, file)
    if first is None or not _NEEDED <= first.keys() <= PLAIN_COLUMNS:
        return None
    return Records(file, {key: key for key in first}, [key for key in _FIGURES if key in first])


def plain_report(text: str, shape: Shape, plain: Plain, numbers: str | None) -> str | None:
    """Return a whole table as a report; None unless all of it is plain."""
    plain.reader.mark = "," if numbers == "vi" else "."
    seen: set[tuple[str, str]] = set()
    made = [plain.layout.header]
    for block in blocks(after(text[text.find("\n") + 1 :], lambda _: ""), 2, shape):
        series = {group.series for group in block.groups}
        if not block.is_plain or len(series) != len(block.groups) or seen & series:
            return None
        seen |= series
        rows = plain.rows(block)
        if rows is None:
            return None
        made += [rows] if rows else []
    if len(made) == 1 or (plain.reader.marks == {False} and numbers is None):
        return None
    return "".join(made)


def tells_nothing_apart(shape: Shape, read: Read) -> bool:
    """Tell whether columns that are not known leave every row what it is without them.

    A table that is read from its header on is looked through. No two rows of a series may be of
    one year, and words may not differ within a series: they would be a part of what it is about.
    Where the rows are not in the order of a stream it cannot be told.
    """
    order, at = Order(shape.file), shape.columns.get("year", 0)
    names = {*shape.columns.values()}
    of_words = dict.fromkeys(shape.loose - names, True)
    differing: set[int] = set()
    text = from_line(read(CHUNK).removeprefix(_MARK), shape.first_line - 1)
    try:
        for block in blocks(after(text, read), shape.first_line, shape):
            if any(len(row) <= at for row in block.cells):
                return False
            years = [row[at] for row in block.cells]
            for group in block.groups:
                order.check(group.series, block.lines[group.start], block.lines[group.stop - 1])
                own = years[group.start : group.stop]
                if any(before >= year for before, year in pairwise(own)):
                    return False
            for one in [one for one, words in of_words.items() if words]:
                cells = [row[one] if one < len(row) else "" for row in block.cells]
                of_words[one] = not any(map(_is_figure, {*cells}))
                if one not in differing and any(
                    len({*cells[group.start : group.stop]}) > 1 for group in block.groups
                ):
                    differing.add(one)
    except DataError:
        return False
    return not any(of_words[one] for one in differing)


def is_by_year(form: Form, text: str) -> bool:
    """Tell whether the rows of a text stand year by year, so that series come again and again.

    Only where the first series have hardly more than a row each is the whole text looked through.
    """
    head = text[: text.rfind("\n", 0, _FIRST_ROWS) + 1]
    try:
        first = form.split(head, 1)
        if not head or len(first.lines) > _ROWS_OF_EACH * len(first.groups):
            return False
        order = Order(form.file)
        for block in blocks(after(text[: text.rfind("\n") + 1], lambda _: ""), 1, form):
            for group in block.groups:
                order.check(group.series, 0, 0)
    except DataError as error:
        return any(problem.code == "rows-apart" for problem in error.problems)
    except UnicodeDecodeError:
        return False
    return False


def _is_figure(cell: str) -> bool:
    from vpcli.readers.tables.figures import looks_like_a_figure

    return looks_like_a_figure(wide(cell))


class Stream:
    """A table read as it comes."""

    def __init__(
        self,
        form: Form,
        plain: Plain | None,
        solve: Solve,
        *,
        numbers: str | None = None,
        chosen: Callable[[str, str, str, str], bool] | None = None,
        jobs: int = 1,
    ) -> None:
        """Take the two ways, what is declared and asked for, and how many processes may work."""
        self.jobs = jobs
        self.form, self.plain, self.solve, self.chosen = form, plain, solve, chosen
        self._order = Order(form.file)
        self._numbers: str | None = None
        self._use(numbers)

    def rows(self, read: Read) -> Iterator[str]:
        """Yield the rows of the report for a text that begins on the first line of rows."""
        if self.jobs > 1 and self.plain and self.form.delimiter:
            yield from self._rows_of_many(read, self.plain)
            return
        for block in blocks(read, self.form.first_line, self.form):
            yield from self._rows_of(block)

    def _rows_of(self, block: Block) -> Iterator[str]:
        for group in block.groups:
            first, last = block.lines[group.start], block.lines[group.stop - 1]
            self._order.check(group.series, first, last)
        chosen = block.only(self.chosen) if self.chosen else block
        if not chosen.groups:
            return
        try:
            yield from self._made(chosen)
        except UnicodeDecodeError:
            raise bad_encoding(self.form.file, chosen.wrong_byte()) from None

    def _rows_of_many(self, read: Read, plain: Plain) -> Iterator[str]:
        """The rows, of whole pieces by other processes as far as they are plain."""
        from vpcli.stream.pieces import Piece, pieces
        from vpcli.stream.workers import Workers

        def worked(piece: Piece) -> Done | None:
            try:
                block = self.form.split(piece[0], piece[1])
                chosen = block.only(self.chosen) if self.chosen else block
                rows = plain.rows(chosen) if chosen.is_plain and chosen.groups else None
            except (DataError, UnicodeDecodeError):
                return None  # which this process will come upon
            if rows is None:
                return None
            seen = [
                (*one.series, block.lines[one.start], block.lines[one.stop - 1])
                for one in block.groups
            ]
            return rows, seen, [*plain.years_read]

        cut = pieces(read, self.form.first_line, self.form)
        for piece in islice(cut, _ALONE):
            yield from self._rows_of_piece(piece)
        ahead = next(cut, None)
        if ahead is None:
            return
        for piece, done in Workers(self.jobs, worked).done(chain([ahead], cut)):
            if done is None:
                yield from self._rows_of_piece(piece)
                continue
            rows, seen, years = done
            for area, indicator, first, last in seen:
                self._order.check((area, indicator), first, last)
                if self.chosen:
                    self.chosen(wide(area), wide(indicator), "", "")  # what was asked for is there
            plain.years_read.update(years)
            if rows:
                yield rows

    def _rows_of_piece(self, piece: tuple[str, int]) -> Iterator[str]:
        text, line = piece
        yield from chain.from_iterable(
            self._rows_of(block) for block in blocks(after(text, lambda _: ""), line, self.form)
        )

    def _made(self, block: Block) -> Iterator[str]:
        """The rows of a block: all at once where it is plain, or else series by series."""
        plain = self.plain if block.is_plain else None
        rows = plain.rows(block) if plain else None
        if rows is not None:
            yield from [rows] if rows else []
            return
        waiting: list[Row] = []
        for position in range(len(block.groups)):
            one = block.part(position)
            self._check_years(one)
            rows = plain.rows(one) if plain else None
            if rows is None:
                waiting += one.rows()
                continue
            yield from self._solved(waiting)
            waiting = []
            yield from [rows] if rows else []
        yield from self._solved(waiting)

    def _solved(self, rows: list[Row]) -> Iterator[str]:
        if not rows:
            return
        if self._numbers is None:
            self._use(self._shown_by(row for _, row in rows))
        yield from map(narrow, self.solve(rows, self._numbers))

    def infer(self, head: str) -> None:
        """Infer the number format from the first rows; the very first mostly tell."""
        head = head[: head.rfind("\n") + 1]
        for block in blocks(after(head, lambda _: ""), self.form.first_line, self.form):
            if self._numbers is not None:
                return
            self._use(self._shown_by(row for _, row in block.rows()))

    def _shown_by(self, rows: Iterable[Sequence[str]]) -> str | None:
        """The number format that the figures of rows show, if they do."""
        texts = self.form.figures(rows)
        says = says_mark("\n".join(texts))
        if says is not None:
            return "en" if says else None
        from vpcli.core.facts.number import infer_format
        from vpcli.core.facts.phrase import numerals_of

        shown, _ = infer_format(numeral for text in texts for numeral in numerals_of(text))
        return shown and shown.value

    def _use(self, numbers: str | None) -> None:
        self._numbers = numbers
        if self.plain:
            self.plain.reader.mark = self.form.mark(numbers)

    def _check_years(self, block: Block) -> None:
        """See that no year of a series comes before an earlier one."""
        rows = [(line, self.form.year(row)) for line, row in block.rows()]
        for (before, earlier), (line, year) in pairwise(rows):
            if earlier > year:
                fields = {"year": year, "before": earlier, "line": before}
                raise DataError(Problem("years-fall", fields, Place(self.form.file, line, "year")))
