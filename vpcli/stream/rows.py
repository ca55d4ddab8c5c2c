"""Rows of text from columns: what is the same in a series or in a case is put together once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import itemgetter

from vpcli.stream.text import Layout

__all__ = ["Rows"]


class _Run:
    """Columns that follow one another and are filled at once."""

    def __init__(self, column: str) -> None:
        self._text = "%s"
        self._columns = [column]

    def add(self, literal: str, column: str) -> None:
        """Take the next column and what stands before it."""
        self._text += literal.replace("%", "%%") + "%s"
        self._columns.append(column)

    def filled(self, cells: Mapping[str, str]) -> str:
        """Return the text with cells."""
        text: str = self._text % itemgetter(*self._columns)(cells)
        return text


class Rows:
    """Makes rows in a layout; cells are as the layout writes them."""

    def __init__(
        self, layout: Layout, of_series: Collection[str], of_case: Mapping[int, Mapping[str, str]]
    ) -> None:
        """Take the columns that are one for a series, and cells by case."""
        self.columns: list[str] = []
        """The other columns, in their order."""
        self._of_series: list[_Run] = []
        runs_of_case: list[_Run] = []
        runs = dict.fromkeys(next(iter(of_case.values())), runs_of_case)
        runs |= dict.fromkeys(of_series, self._of_series)
        self._pieces: list[str | _Run] = []
        """Runs, names of the other columns, and literals where they differ."""
        literals = {*layout.before[1:]}
        self._glue = layout.before[1] if len(literals) == 1 else ""
        before: _Run | None = None
        for literal, column in zip(layout.before, layout.columns, strict=True):
            if column in runs and before and before in runs[column]:
                before.add(literal, column)
                continue
            if literal and literal != self._glue:
                self._pieces.append(literal)
            if column in runs:
                before = _Run(column)
                runs[column].append(before)
                self._pieces.append(before)
            else:
                before = None
                self._pieces.append(column)
                self.columns.append(column)
        if layout.end:
            self._pieces.append(layout.end)
        self._texts_of_case = [
            {case: run.filled(cells) for case, cells in of_case.items()} for run in runs_of_case
        ]

    def heads(self, cells: Mapping[str, str]) -> list[str]:
        """Return the texts of the columns that are one for a series."""
        return [run.filled(cells) for run in self._of_series]

    def texts(
        self,
        heads: Sequence[Sequence[str]],
        cases: Sequence[int],
        columns: Mapping[str, Sequence[str]],
    ) -> Iterator[str]:
        """Return the rows, without their line ends; all that is given is given for each of them."""
        of_series, of_case = iter(heads), iter(self._texts_of_case)
        pieces: list[Iterable[str]] = []
        for piece in self._pieces:
            if isinstance(piece, str):
                pieces.append(columns.get(piece) or repeat(piece, len(cases)))
            elif piece in self._of_series:
                pieces.append(next(of_series))
            else:
                pieces.append(map(next(of_case).__getitem__, cases))
        return map(self._glue.join, zip(*pieces, strict=True))
