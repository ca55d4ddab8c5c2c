"""A table too large to be read whole: its series one after the other."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING

from click.exceptions import Exit

from vpcli.cli.parameters import Options, selection_of
from vpcli.core.select import Passing, empty
from vpcli.errors import DataError, Place, Problem, VpcliError
from vpcli.stream.blocks import Form, Read, Row, Shape, after, from_line
from vpcli.stream.engine import Stream, is_by_year, tells_nothing_apart
from vpcli.stream.plain import Plain

if TYPE_CHECKING:  # the long way is loaded by the first series that needs it
    from vpcli.questions import Question
    from vpcli.stream.solved import Solved

__all__ = ["Large"]


class Large:
    """The report of a large table."""

    def __init__(
        self,
        label: str,
        options: Options,
        format_name: str,
        ask: Callable[[], Question],
        again: Callable[[], AbstractContextManager[Read | None]],
        *,
        is_whole: bool,
    ) -> None:
        """Take where the table comes from and what is asked for.

        `again` is to read it twice; `is_whole`: nothing more is to be read of it.
        """
        self.label, self.options, self.format_name = label, options, format_name
        self.is_whole = is_whole
        self.passing = Passing(selection_of(options))
        self.ask = ask
        self.again = again
        self._told: list[Problem] = []
        self._solved: Solved | None = None
        self._years_read: set[int] = set()

    def rows(
        self, text: str, read: Read, form: Form | None, plain: Plain | None
    ) -> Iterator[str] | None:
        """Return the report of a text and what is read after it; None for other layouts.

        Raises `click.exceptions.Exit` at its end, where the report asks for exit status 1.
        """
        options = self.options
        numbers = options["numbers"]
        if form is None or plain is None or options["verbose"]:
            from vpcli.cli.solver import form_of, tell_how_it_is_read

            made = form_of(text, self.label, options)
            if made is None or not self._may_be_read(made.form, text):
                return None
            if made.settles and not made.settles.settle(self.again):
                return None
            plain, form = plain if made.is_plain else None, made.form
            numbers = "en" if made.settles else numbers
            if options["verbose"]:
                tell_how_it_is_read(text, self.label, options)
        if plain and (options["null_value"] or options["precision"]):
            from vpcli.cli.run import read_options

            how = read_options(options)
            plain.reader.declare(how.null_values, how.precision)
        if isinstance(form, Shape) and self.passing.is_asked and form.is_named:
            plain = None  # a name may stand in other rows than the one that it is asked of
        if is_by_year(form, from_line(text, form.first_line - 1)):
            return None
        self._form = form
        chosen = self.passing.takes if plain and self.passing.is_asked else None
        from vpcli.stream.workers import workers

        stream = Stream(
            form,
            plain,
            self._solve,
            numbers=numbers,
            chosen=chosen,
            jobs=workers(options["jobs"]),
        )
        text = from_line(text, form.first_line - 1)
        stream.infer(text)
        return self._whole(stream.rows(after(text, read)), plain)

    def _may_be_read(self, form: Form, text: str) -> bool:
        """Whether columns that are not known are no part of what rows are about.

        A file is read once more for it; of a pipe it is not known. That those columns are not
        used is said here. A table with years across that is there as a whole may name no series
        twice.
        """
        if isinstance(form, Shape) and form.unused:
            with self.again() as read:
                if read is None or not tells_nothing_apart(form, read):
                    return False
        from vpcli.cli.solver import unused_columns, warner
        from vpcli.stream.wide_rows import WideRows

        if isinstance(form, WideRows) and self.is_whole:
            with suppress(DataError):
                if form.repeats(from_line(text, form.first_line - 1)):
                    return False
        if not isinstance(form, Shape | WideRows) or not form.unused:
            return True
        self._told = unused_columns(form, self.options)
        warner(self.options)(self._told)
        return True

    def _solve(self, rows: Iterable[Row], numbers: str | None) -> Iterator[str]:
        """Make rows the long way."""
        if self._solved is None:
            from vpcli.cli.solver import solver

            self._solved = solver(
                self._form,
                self.options,
                self.format_name,
                self.passing,
                self.ask().compute,
                self._years_read,
            )
            self._solved.has_told(self._told)
        return self._solved.rows(rows, numbers)

    def _whole(self, rows: Iterator[str], plain: Plain | None) -> Iterator[str]:
        """The header, once there is a row, and all rows; then what the end tells."""
        first = next(rows, None)
        if first is None:
            self.passing.check()
            raise self._empty(plain)
        yield plain.layout.header if plain else self._solved.heading if self._solved else ""
        yield first
        yield from rows
        self.passing.check()
        if self._solved:
            self._end(self._solved)

    def _end(self, solved: Solved) -> None:
        """Say what the conditions came to, and end with the status that they ask for."""
        from vpcli.cli.conditions import tell_conditions

        sys.stdout.flush()
        tell_conditions(solved.conditions, self.options)
        if solved.failed:
            raise Exit(1)

    def _empty(self, plain: Plain | None) -> VpcliError:
        years = self._years_read.union(map(int, plain.years_read if plain else ()))
        if not years:
            return DataError(Problem("no-facts", {}, Place(self.label)))
        return empty("nothing-selected", years, self.options["first"], self.options["last"])
