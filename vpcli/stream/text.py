"""Rows of text from columns of text, in the machine formats, and the texts of exact quotients.

All arithmetic is on whole numbers, so that every digit is exactly rounded; no float takes part.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # decimal is loaded where 12 digits are asked for
    from decimal import Context

__all__ = ["Layout", "Levels", "Percents"]

_MOST_KEPT = 32_768


class Layout:
    """How a row of cells is written in a format: what stands before each cell and at the end."""

    def __init__(self, format_name: str, columns: Sequence[str]) -> None:
        """Take the columns in their order."""
        self.columns = columns
        self.is_json = format_name == "jsonl"
        self.blank = "null" if self.is_json else ""
        delimiter = "\t" if format_name == "tsv" else ","
        self._writer = csv.writer(_Line(), delimiter=delimiter, lineterminator="")
        if self.is_json:
            keys = [f"{self.text(column)}: " for column in columns]
            self._before = ["{" + keys[0], *(f", {key}" for key in keys[1:])]
            self._end = "}\n"
        else:
            self._before = ["", *repeat(delimiter, len(columns) - 1)]
            self._end = "\n"
        self.header = "" if self.is_json else f"{self.line(columns)}\n"

    def line(self, cells: Iterable[str]) -> str:
        """Return cells as delimited text, quoted where they must be."""
        text: str = self._writer.writerow(cells)
        return text

    def text(self, cell: str) -> str:
        """Return a cell of text as the format writes it."""
        if self.is_json:
            import json

            return json.dumps(cell or None, ensure_ascii=False)
        return self.line((cell, ""))[:-1]

    def rows(self, cells: Mapping[str, Sequence[str] | str], count: int) -> Iterator[str]:
        """Return the text of so many rows from columns; a single text stands in every row.

        Cells are as `text` returns them; the numbers are as they are.
        """
        pieces: list[Iterable[str]] = []
        before = ""
        for literal, name in zip(self._before, self.columns, strict=True):
            column = cells[name]
            if isinstance(column, str):
                before += literal + column
            else:
                pieces += (repeat(before + literal), column)
                before = ""
        pieces.append(repeat(before + self._end, count))
        return map("".join, zip(*pieces, strict=False))


class _Line:
    """What the csv module writes a row to: it hands the text of the row back."""

    @staticmethod
    def write(text: str) -> str:
        return text


class Percents:
    """Texts of quotients in per cent, to a number of decimals or to 12 significant digits.

    Divisors are above zero; every text is the exact quotient, rounded once.
    """

    def __init__(self, digits: int | None) -> None:
        """Take the decimals, or None for 12 significant digits."""
        self.nearest: _Divide
        self.below: _Divide
        self.above: _Divide
        if digits is None:
            from vpcli.core.arithmetic import TWELVE, TWELVE_DOWN, TWELVE_UP

            self.nearest, self.below, self.above = map(_twelve, (TWELVE, TWELVE_DOWN, TWELVE_UP))
            return
        scale = 100 * 10**digits
        texts = _Texts(digits)

        def nearest(tops: Iterable[int], bottoms: Iterable[int]) -> list[str]:
            return [
                texts[(2 * scale * top + bottom) // (2 * bottom)]
                if top >= 0
                else texts[-((bottom - 2 * scale * top) // (2 * bottom))]
                for top, bottom in zip(tops, bottoms, strict=True)
            ]

        def below(tops: Iterable[int], bottoms: Iterable[int]) -> list[str]:
            return [texts[scale * top // bottom] for top, bottom in zip(tops, bottoms, strict=True)]

        def above(tops: Iterable[int], bottoms: Iterable[int]) -> list[str]:
            return [
                texts[-(-scale * top // bottom)] for top, bottom in zip(tops, bottoms, strict=True)
            ]

        self.nearest, self.below, self.above = nearest, below, above


_Divide = Callable[[Iterable[int], Iterable[int]], list[str]]


def _twelve(context: Context) -> _Divide:
    divide = context.divide

    def texts(tops: Iterable[int], bottoms: Iterable[int]) -> list[str]:
        return [
            f"{divide(100 * top, bottom).normalize(context):f}"
            for top, bottom in zip(tops, bottoms, strict=True)
        ]

    return texts


class _Texts(dict[int, str]):
    """Whole numbers of the last decimal place as texts; those used so far are kept ready."""

    def __init__(self, places: int) -> None:
        super().__init__()
        self.places = places

    def __missing__(self, number: int) -> str:
        digits = str(abs(number)).zfill(self.places + 1)
        split = len(digits) - self.places
        text = digits if not self.places else f"{digits[:split]}.{digits[split:]}"
        if number < 0:
            text = f"-{text}"
        if len(self) < _MOST_KEPT:
            self[number] = text
        return text


class Levels:
    """Texts of whole numbers of a last decimal place: levels, and differences of levels."""

    def __init__(self, digits: int | None) -> None:
        """Take the decimals, or None for 12 significant digits."""
        self.digits = digits
        self._small: dict[int, _Texts] = {}

    def texts(self, numbers: Iterable[int], places: int) -> list[str]:
        """Return numbers of `places` decimals as texts of computed numbers."""
        if self.digits is None:
            from vpcli.core.arithmetic import TWELVE

            made = TWELVE.create_decimal
            return [f"{made(n).scaleb(-places).normalize():f}" for n in numbers]
        if places > self.digits:
            unit = 10 ** (places - self.digits)
            numbers = [
                (2 * n + unit) // (2 * unit) if n >= 0 else -((unit - 2 * n) // (2 * unit))
                for n in numbers
            ]
            places = self.digits
        zeros = "0" * (self.digits - places)
        if not places:
            end = f".{zeros}" if zeros else ""
            return [f"{n}{end}" for n in numbers]
        small = self._small.setdefault(places, _Texts(places))
        least, cut = 10**places, -places
        return [
            f"{text[:cut]}.{text[cut:]}{zeros}"
            if not -least < n < least and (text := str(n))
            else small[n] + zeros
            for n in numbers
        ]
