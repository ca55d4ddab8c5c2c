"""The long way of a stream: rows of cells through the readers, the solver and the writers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from vpcli.core.facts.model import Dataset
from vpcli.core.facts.number import NumberFormat
from vpcli.core.reports.conditions import Condition, joined
from vpcli.core.reports.table import Report
from vpcli.errors import DataError, Problem
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader, Settled
from vpcli.stream.blocks import Form, Row
from vpcli.writers import row_texts
from vpcli.writers.display import Style

__all__ = ["Solved"]

_OF_COLUMNS = ("unknown-column", "no-heading")


@dataclass
class Solved:
    """What rows are read, computed and written with."""

    form: Form
    options: ReadOptions
    compute: Callable[[Dataset], Report]
    format_name: str
    style: Style
    warn: Callable[[list[Problem]], None]
    failed: bool = field(default=False, init=False)
    """Whether a report asked for exit status 1."""
    conditions: Sequence[Condition] = field(default=(), init=False)
    """What was asked to hold, in all reports."""
    heading: str = field(default="", init=False)
    _settled: Settled = field(default_factory=lambda: Settled({}, {}), init=False)
    _told: set[object] = field(default_factory=set, init=False)

    def rows(self, rows: Iterable[Row], numbers: str | None) -> Iterator[str]:
        """Yield the rows of the report for the rows of some series."""
        number_format = NumberFormat(numbers) if numbers else None
        options = replace(self.options, numbers=number_format, found=[])
        reader = RecordReader(self.form.file, options, self._settled)
        self.form.take(rows, reader)
        try:
            dataset = reader.dataset()
        except DataError as error:
            if [problem.code for problem in error.problems] == ["no-facts"]:
                return
            raise
        self._heed(dataset.warnings, numbers)
        report = self.compute(dataset)
        self.failed = self.failed or report.failed
        self.conditions = joined([*self.conditions, *report.conditions])
        texts = row_texts(report, self.format_name, self.style)
        self.heading = next(texts)
        yield from texts

    def has_told(self, warnings: Iterable[Problem]) -> None:
        """Take warnings that were given before."""
        for one in warnings:
            self._is_told(one)

    def _heed(self, warnings: Iterable[Problem], numbers: str | None) -> None:
        """Pass warnings on, those of columns once; a format that was inferred must hold."""
        inferred = self.options.numbers is None
        against = [one for one in warnings if inferred and one.code == "against-format"]
        if against:
            raise DataError(
                [
                    Problem("against-first-rows", {**one.fields, "numbers": numbers}, one.place)
                    for one in against
                ]
            )
        new = [one for one in warnings if one.code not in _OF_COLUMNS or not self._is_told(one)]
        self.warn(new)

    def _is_told(self, warning: Problem) -> bool:
        """Whether a warning of the columns was there before."""
        columns = warning.fields.get("columns") or warning.fields.get("column")
        is_told = columns in self._told
        self._told.add(columns)
        return is_told
