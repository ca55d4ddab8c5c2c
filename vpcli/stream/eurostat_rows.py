"""Eurostat's TSV, a line for each series, as rows of one figure each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING
from unicodedata import normalize

from vpcli.errors import DataError, Place
from vpcli.readers.eurostat_tsv import HIDDEN, Header, add_figure, described
from vpcli.stream.again import Again, OwnNotation, lines_of
from vpcli.stream.blocks import BODY, NOT_PLAIN, Block, Group, Row
from vpcli.stream.narrow import narrow, wide
from vpcli.stream.order import Order

if TYPE_CHECKING:
    from vpcli.readers.record import RecordReader

__all__ = ["EurostatRows"]

_KNOWN = 1 << 12
"""Lines whose description is kept."""
_LONG = f"{NOT_PLAIN}\n"
_PLAIN = frozenset({"area", "indicator", "unit"})


class EurostatRows(OwnNotation):
    """How the rows of a file are made: each is a key, a year, and a figure with its flags."""

    def __init__(self, file: str, header: Header, reader: RecordReader) -> None:
        """Take the header; the reader is one of this file alone, and its rows are thrown away."""
        self.file, self.header, self.first_line = file, header, 2
        self.delimiter = "\t"
        self._reader = reader
        self._series = lru_cache(_KNOWN)(self._described)
        order = sorted(range(len(header.years)), key=header.years.__getitem__)
        self._years = [(header.years[at], at + 1) for at in order]

    def settle(self, again: Again) -> bool:
        """Find the dimensions in a whole file; False unless each series has one even line."""
        with again() as read:
            if read is None:
                return False
            lines = lines_of(read)
            next(lines)
            self.header.find_dimensions(line for line in lines if line.strip())
        order = Order(self.file)
        with again() as read:
            lines = lines_of(read) if read is not None else iter(())
            next(lines, None)
            for line in filter(str.strip, lines):
                key = self.header.key(line)
                if len(key) != len(self.header.names) or line.count("\t") != self.header.width - 1:
                    return False
                try:
                    order.check((self._series(",".join(key))[0][:2]), 0, 0)
                except DataError:
                    return False
        return True

    @staticmethod
    def goes_on(_text: str, _end: int) -> bool:
        """Whether what ends at a line end is no whole row; a line always is one."""
        return False

    def split(self, text: str, line: int) -> Block:
        """Read whole lines, the first of which has a number, into one block."""
        lines: list[int] = []
        rows: list[list[str]] = []
        groups: list[Group] = []
        bodies: list[str] = []
        statuses: list[str] = []
        for at, row in enumerate(text.split("\n"), line):
            if not row.strip():
                continue
            cells = row.split("\t")
            (area, indicator, unit), is_plain = self._series(cells[0])
            start, body = len(rows), []
            for year, place in self._years:
                figure = cells[place].strip()
                if figure in HIDDEN and is_plain:  # of others the readers say what is wrong
                    continue
                rows.append([cells[0], year, figure])
                level, _, flags = figure.partition(" ")
                statuses.append(flags)
                level = "" if level in HIDDEN else level
                body.append(f"{year}\t{level}\t\n" if is_plain else _LONG)
            if body:
                lines += [at] * len(body)
                groups.append(Group(area, indicator, unit, start, len(rows)))
                bodies.append("".join(body))
        statuses = statuses if any(statuses) else []
        return Block(lines, groups, True, BODY, bodies, cells=rows, statuses=statuses)

    def names_of(self, row: Sequence[str]) -> Sequence[str]:
        """Return area and indicator of a line of cells."""
        return self._series(row[0])[0][:2]

    @staticmethod
    def year(row: Sequence[str]) -> str:
        """Return the year of a row."""
        return row[1]

    def take(self, rows: Iterable[Row], reader: RecordReader) -> None:
        """Give rows to a reader of the long way."""
        for line, own in groupby(rows, itemgetter(0)):
            figures = [row for _, row in own]
            place = Place(self.file, line)
            key = self.header.key(normalize("NFC", figures[0][0]))
            about = described(self.header, key, place, reader)
            if about is not None:
                for _, year, figure in figures:
                    add_figure(about, year, figure, place, reader)

    def _described(self, key: str) -> tuple[tuple[str, str, str], bool]:
        """Area, indicator and unit of a line, and whether it is of levels of a year."""
        codes = self.header.key(normalize("NFC", wide(key)))
        said = described(self.header, codes, Place(self.file), self._reader)
        self._reader.build.problems.clear()
        if said is None:
            return ("", narrow(key), ""), False
        names = narrow(said["area"]), narrow(said["indicator"]), narrow(said["unit"])
        return names, {name for name, text in said.items() if text} <= _PLAIN
