"""Tables in the World Bank's layout, a column for each year, as rows of one figure each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import normalize

from vpcli.errors import DataError
from vpcli.readers.delimited import read_rows
from vpcli.readers.table import data_rows
from vpcli.readers.tables.world_bank import described_row, read_preamble
from vpcli.stream.blocks import BODY, NOT_PLAIN, Block, Group, Row, Shape, block_of, is_remark
from vpcli.stream.narrow import narrow, wide

if TYPE_CHECKING:
    from vpcli.readers.columns import Header
    from vpcli.readers.record import RecordReader

__all__ = ["WideRows"]

_KNOWN = 1 << 12
"""Rows whose description is kept."""
_SPACE = " \t\n\r\v\f"
_DESCRIBED = ("area", "area_name", "indicator", "name", "unit", "price_basis", "source")
_COLUMNS = {name: at for at, name in enumerate((*_DESCRIBED, "year", "actual"))}
_LOOSE = frozenset({_COLUMNS["price_basis"]})


class WideRows:
    """How the rows of a table with a column for each year are made."""

    def __init__(
        self, file: str, delimiter: str, header: Header, before: Sequence[Row], reader: RecordReader
    ) -> None:
        """Take the header, and the lines above it, which tell the source.

        The reader is one of this table; it collects what is wrong with its rows.
        """
        self.file, self.first_line, self.unused = file, header.line + 1, header.unused
        self.delimiter = delimiter
        head = header.line, [*_COLUMNS]
        self.rows = Shape(file, delimiter, _COLUMNS, len(_COLUMNS), head, ["actual"], _LOOSE)
        self.goes_on, self.mark = self.rows.goes_on, self.rows.mark
        self.year, self.figures = self.rows.year, self.rows.figures
        self._header, self._before, self._reader = header, before, reader
        self._common = read_preamble(before, reader)
        self._series = lru_cache(_KNOWN)(self._described)

    @staticmethod
    def takes(header: Header) -> bool:
        """Tell whether all that the rows under a header hold can be read as rows of one figure."""
        plain = all(one.measure == "actual" and one.status is None for one in header.years)
        return plain and header.columns.keys() <= {*_DESCRIBED} and not header.repeated

    def split(self, text: str, line: int) -> Block:
        """Read whole lines, the first of which has a number, into one block."""
        lines: list[int] = []
        cells: list[list[str]] = []
        groups: list[Group] = []
        bodies: list[str] = []
        positions = [*self._header.columns.values()]
        years = [(str(one.year), one.position) for one in self._header.years]
        found = read_rows(text, self.file, self.delimiter, line, _SPACE)
        for at, row in data_rows(found, self._header, self._reader, pad=False):
            series = self._series(tuple([row[position] for position in positions]))
            made = [[*series, year, row[place]] for year, place in years if row[place]]
            if not made:
                continue
            area, area_name, indicator, name, unit, _, source = series
            own = Group(area, indicator, unit, len(cells), len(cells) + len(made))
            groups.append(own._replace(name=name, source=source, area_name=area_name))
            body = "".join([f"{year}\t{row[place]}\t\n" for year, place in years if row[place]])
            bodies.append(body if area else f"{NOT_PLAIN}\n" * len(made))
            lines += [at] * len(made)
            cells += made
        if self._reader.build.problems:
            raise DataError(self._reader.build.problems)
        if any(one.series == other.series for one, other in pairwise(groups)):
            return block_of(lines, cells, self.rows)
        is_plain = not any(is_remark(group.area) for group in groups)
        return Block(lines, groups, is_plain, BODY, bodies, cells=cells)

    def names_of(self, row: Sequence[str]) -> Sequence[str]:
        """Return area and indicator of a line of cells."""
        area, _, indicator, *_ = self._series(
            tuple([row[at].strip(_SPACE) for at in self._header.columns.values()])
        )
        return area, indicator

    def repeats(self, text: str) -> bool:
        """Tell whether a series stands in two rows of a whole text, from its first row on."""
        seen: set[tuple[str, ...]] = set()
        positions = [*self._header.columns.values()]
        found = read_rows(text, self.file, self.delimiter, self.first_line, _SPACE)
        for _, row in data_rows(found, self._header, self._reader, pad=False):
            area, _, indicator, *_ = self._series(tuple([row[at] for at in positions]))
            if (area, indicator) in seen:
                return True
            seen.add((area, indicator))
        return False

    def take(self, rows: Iterable[Row], reader: RecordReader) -> None:
        """Give rows to a reader of the long way."""
        read_preamble(self._before, reader)
        self.rows.take(rows, reader)

    def _described(self, cells: tuple[str, ...]) -> list[str]:
        """What the cells in front of the figures say, by the names of our columns."""
        said: Mapping[str, str] = described_row(
            self._header.columns, map(wide, cells), self._common
        )
        return [narrow(normalize("NFC", said.get(key, ""))) for key in _DESCRIBED]
