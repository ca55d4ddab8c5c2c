"""SDMX-CSV in blocks of whole series: one observation a row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from operator import eq, itemgetter
from typing import TYPE_CHECKING
from unicodedata import normalize

from vpcli.errors import DataError, Place
from vpcli.readers.delimited import read_rows
from vpcli.readers.sdmx_csv import Header, add_observation, delimiter_of, row_of, to_decimals
from vpcli.stream.again import Again, OwnNotation, lines_of
from vpcli.stream.blocks import BODY, NOT_PLAIN, Block, Read, Row, are_alike, groups_of
from vpcli.stream.narrow import narrow, wide
from vpcli.stream.order import Order

if TYPE_CHECKING:
    from vpcli.readers.record import RecordReader

__all__ = ["Observations"]

_SPACE = " \t\n\r\v\f"
_KNOWN = 1 << 12
"""Rows whose description is kept."""
_AT_ONCE = 1 << 12
_OF_A_ROW = ("TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "OBS_FLAG", "OBS_COMMENT", "COMMENT_OBS")
_NAMES_SERIES = ("REF_AREA", "GEO", "INDICATOR", "STRUCTURE_ID", "DATAFLOW")
_NAMED = ("area", "indicator", "unit", "name", "source", "area_name")
_PLAIN = frozenset({*_NAMED, "year", "measure", "status", "note", "printed", "numbers"})
_TIED = ("part_of", "some_part_of", "of")


class Observations(OwnNotation):
    """How the observations of a file are made."""

    def __init__(self, file: str, header: Header, delimiter: str, reader: RecordReader) -> None:
        """Take the header; the reader is one of this file alone, and its rows are thrown away."""
        self.file, self.header, self.delimiter = file, header, delimiter
        self.first_line = header.line + 1
        self._reader = reader
        self._of_row = [header.at[one] for one in _OF_A_ROW if one in header.at]
        kept = [at for at in range(header.width) if at not in self._of_row]
        self._of_series = itemgetter(*kept) if len(kept) > 1 else (lambda row: (row[kept[0]],))
        self._kept = kept
        self._series = lru_cache(_KNOWN)(self._described)
        self._status = next((at for name, at, own in header.named if own and name == "status"), -1)

    @staticmethod
    def of(
        text: str, file: str, delimiter: str | None, reader: RecordReader
    ) -> Observations | None:
        """Return the form of a narrow text that begins with a header; None where that is wrong."""
        delimiter = delimiter or delimiter_of(text)
        try:
            line, cells = next(read_rows(text, file, delimiter), (1, []))
            header = Header(cells, line, file)
        except DataError:
            return None
        ours = {name for name, _, _ in header.named}
        return None if ours & {*_TIED} else Observations(file, header, delimiter, reader)

    def settle(self, again: Again) -> bool:
        """Find the dimensions in a whole file; False unless its series can be read one by one.

        Each is to stand together, and its years to ascend.
        """
        while True:
            with again() as read:
                more = None if read is None else self._varying(read)
            if not more:
                return more is not None
            self.header.dimensions = sorted({*self.header.dimensions, *more})

    def _varying(self, read: Read) -> list[int] | None:
        """What varies and is no dimension yet; None where series do not stand in order."""
        header, order = self.header, Order(self.file)
        said: dict[int, set[str]] = {
            at: set() for at in range(header.at["OBS_VALUE"]) if at not in header.dimensions
        }
        named = [header.at[one] for one in _NAMES_SERIES if one in header.at]
        series = [*header.dimensions, *named, header.at["TIME_PERIOD"]]
        before: tuple[str, ...] = ()
        orderly = True
        rows = csv.reader(lines_of(read), delimiter=self.delimiter, strict=True)
        try:
            for _ in range(header.line):
                next(rows)
            while batch := [row for row in islice(rows, _AT_ONCE) if row]:
                batch = [row for row in batch if not row[0].startswith("#")]
                columns = [*zip(*batch, strict=True)]
                if len(columns) != header.width:
                    return None
                for at, codes in said.items():
                    codes.update(cell.strip(_SPACE) for cell in {*columns[at]})
                keys = [*zip(*(columns[at] for at in series), strict=True)]
                orderly = _ascend([before, *keys], order)
                if not orderly:
                    break  # unless a dimension is not known yet
                before = keys[-1]
        except (csv.Error, ValueError, StopIteration):
            return None
        units = [at for at in said if header.ids[at] in ("UNIT_MEASURE", "UNIT")]
        # No quantity of a year stands there twice, so that none stands in several units.
        more = [at for at, codes in said.items() if at not in units and header.varies(at, codes)]
        return more if more or orderly else None

    def goes_on(self, text: str, end: int) -> bool:
        """Whether the line that ends there is cut within a cell in quotes."""
        return text.count('"', 0, end) % 2 == 1

    def split(self, text: str, line: int) -> Block:
        """Read whole lines, the first of which has a number, into one block."""
        rows = [*read_rows(text, self.file, self.delimiter, line, _SPACE)]
        year, value = self.header.at["TIME_PERIOD"], self.header.at["OBS_VALUE"]
        names: list[Sequence[str]] = []
        bodies: list[str] = []
        statuses: list[str] = []
        before: Sequence[str] = ("",) * len(_NAMED)
        for _, row in rows:
            named, decimals = None, None
            if len(row) == self.header.width:
                named, decimals = self._series(self._of_series(row))
            before = named = named or before  # what is no year's, or deleted, is no series
            names.append(named)
            has_status = decimals is not None and self._status >= 0
            statuses.append(self.header.split(row[self._status])[0] if has_status else "")
            if decimals is None:
                bodies.append(f"{NOT_PLAIN}\n")
            else:
                bodies.append(f"{row[year]}\t{to_decimals(row[value], decimals)}\t\n")
        groups = [*groups_of(names)]
        statuses = statuses if any(statuses) else []
        own = ["".join(bodies[one.start : one.stop]) for one in groups]
        lines, cells = [at for at, _ in rows], [row for _, row in rows]
        alike = are_alike(groups, names)
        return Block(lines, groups, alike, BODY, own, cells=cells, statuses=statuses)

    def names_of(self, row: Sequence[str]) -> Sequence[str]:
        """Return area and indicator of a row."""
        cells = tuple(cell.strip(_SPACE) for cell in self._of_series(row))
        return (self._series(cells)[0] or ("", ""))[:2]

    def year(self, row: Sequence[str]) -> str:
        """Return the year of a row."""
        return row[self.header.at["TIME_PERIOD"]]

    def take(self, rows: Iterable[Row], reader: RecordReader) -> None:
        """Give rows to a reader of the long way."""
        for line, row in rows:
            cells = [normalize("NFC", cell) for cell in row]
            add_observation(self.header, cells, Place(self.file, line), reader)

    def _described(self, cells: tuple[str, ...]) -> tuple[Sequence[str] | None, str | None]:
        """The names of a series, and its decimals; None where it is not plain."""
        row = [""] * self.header.width
        for at, cell in zip(self._kept, cells, strict=True):
            row[at] = normalize("NFC", wide(cell))
        problems = self._reader.build.problems
        said = row_of(self.header, row, Place(self.file), self._reader)
        is_plain = not problems
        problems.clear()
        if said is None:
            return None, None
        is_plain = is_plain and said.pop("measure") == "actual"
        is_plain = is_plain and {key for key, cell in said.items() if cell} <= _PLAIN
        is_plain = is_plain and "PRINTED" not in self.header.at
        decimals = self.header.cell(row, "DECIMALS") if is_plain else None
        return tuple(narrow(said.get(key, "").strip()) for key in _NAMED), decimals


def _ascend(keys: Sequence[tuple[str, ...]], order: Order) -> bool:
    """Tell whether rows, each by its series and its year, are in order; the first was seen."""
    series = [key[:-1] for key in keys]
    same = [*map(eq, series[1:], series)]
    for key, is_same in zip(series[1:], same, strict=True):
        if not is_same and not order.is_new("\0".join(key)):
            return False
    return all(
        not is_same or earlier[-1] < key[-1]
        for is_same, earlier, key in zip(same, keys, keys[1:], strict=False)
    )
