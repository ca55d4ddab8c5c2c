"""How a row is written in the machine formats, and exact numbers as texts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import repeat

__all__ = ["Layout", "Texts", "decimal_text"]


class Layout:
    """How a row of cells is written in a format: what stands before each cell and at the end.

    The line end is not part of it.
    """

    def __init__(self, format_name: str, columns: Sequence[str]) -> None:
        """Take the columns in their order."""
        self.columns = columns
        self.is_json = format_name == "jsonl"
        self.blank = "null" if self.is_json else ""
        delimiter = "\t" if format_name == "tsv" else ","
        self._writer = csv.writer(_Line(), delimiter=delimiter, lineterminator="")
        if self.is_json:
            keys = [f"{self.text(column)}: " for column in columns]
            self.before = ["{" + keys[0], *(f", {key}" for key in keys[1:])]
            self.end = "}"
        else:
            self.before = ["", *repeat(delimiter, len(columns) - 1)]
            self.end = ""
        self.alone = "" if self.is_json or len(columns) > 1 else self.line([""])
        """How a blank cell is written that is the whole row."""
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


class _Line:
    """What the csv module writes a row to: it hands the text of the row back."""

    @staticmethod
    def write(text: str) -> str:
        return text


def decimal_text(number: int, places: int, digits: int | None) -> str:
    """Return a whole number of a last decimal place with so many decimals, half away from zero.

    Without a number of decimals it has 12 significant digits.

    >>> decimal_text(-12345, 3, 2), decimal_text(5, 0, 2), decimal_text(-4, 3, 2)
    ('-12.35', '5.00', '0.00')
    """
    if digits is None:
        from vpcli.core.facts.arithmetic import TWELVE

        return f"{TWELVE.create_decimal(number).scaleb(-places).normalize():f}"
    size = abs(number)
    if places > digits:
        unit = 10 ** (places - digits)
        size = (2 * size + unit) // (2 * unit)
    else:
        size *= 10 ** (digits - places)
    text = str(size).zfill(digits + 1)
    if digits:
        text = f"{text[:-digits]}.{text[-digits:]}"
    return f"-{text}" if number < 0 and size else text


class Texts:
    """Texts of whole numbers of a last decimal place, less an offset; those in a range are kept."""

    def __init__(
        self, places: int, digits: int | None, less: int = 0, *, kept: tuple[int, int] = (0, 0)
    ) -> None:
        """Take the last place, the decimals of the texts, the offset and the range."""
        self._how = places, digits
        self._less = less
        self._from, self._to = kept
        self.kept: list[str | None] = [None] * (self._to - self._from)
        """The texts made so far; those of negative numbers stand at the end."""

    def text(self, number: int) -> str:
        """Make a text."""
        text = decimal_text(number - self._less, *self._how)
        if self._from <= number < self._to:
            self.kept[number] = text
        return text
