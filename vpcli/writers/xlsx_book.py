"""A workbook in the making: its sheets, its looks, and its bytes."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from vpcli.errors import DataError, Problem
from vpcli.writers.office import in_xml

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["LONGEST", "Book", "Value", "book_bytes", "new_book"]

Value = str | int | Decimal | None
_FONT, _SIZE = "Times New Roman", 11
LONGEST = 32767
"""Characters of a cell."""
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")
_LONGEST_TITLE = 31
_DATED = datetime(1980, 1, 1, tzinfo=UTC)  # where the dates of a ZIP archive begin


class Book:
    """A workbook in the making, with one format object for each look."""

    def __init__(self, workbook: Any, out: io.BytesIO) -> None:
        """Take an empty workbook and the buffer that it goes to."""
        self.workbook, self.out = workbook, out
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def look(self, **properties: object) -> Any:
        """Return the format of these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            whole = {"font_name": _FONT, "font_size": _SIZE, **properties}
            self._formats[key] = self.workbook.add_format(whole)
        return self._formats[key]

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet; a name that is too long ends with a word, one that is taken is numbered."""
        words = _NOT_IN_A_TITLE.sub(" ", name)
        title, count = _cut(words, _LONGEST_TITLE), 1
        taken = {sheet.get_name().casefold() for sheet in self.workbook.worksheets()}
        while title.casefold() in taken:
            count += 1
            title = f"{_cut(words, _LONGEST_TITLE - 4)} {count}"
        sheet: Worksheet = self.workbook.add_worksheet(title)
        return sheet

    def write(self, sheet: Worksheet, line: int, at: int, value: Value, **look: object) -> None:
        """Write a cell; a text is text whatever it begins with, now and when it is edited."""
        if isinstance(value, str):
            if value[:1] in ("=", "+", "-", "@"):
                look["quote_prefix"] = True
            sheet.write_string(line, at, in_xml(value[:LONGEST]), self.look(**look))
        elif value is None:
            sheet.write_blank(line, at, None, self.look(**look))
        else:
            sheet.write_number(line, at, float(value), self.look(**look))


def new_book(title: str) -> Book:
    """Return an empty workbook; raise `DataError` (`no-xlsx-package`) without XlsxWriter."""
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise DataError(Problem("no-xlsx-package", {"package": "XlsxWriter"})) from None
    out = io.BytesIO()
    properties = {"font_name": _FONT, "font_size": _SIZE}
    workbook = Workbook(out, {"in_memory": True, "default_format_properties": properties})
    workbook.set_properties({"created": _DATED, "title": in_xml(title)})
    return Book(workbook, out)


def book_bytes(book: Book) -> bytes:
    """Return the workbook, which is then closed."""
    book.workbook.close()
    return book.out.getvalue()


def _cut(words: str, longest: int) -> str:
    """The words that fit, or the letters of the first where none does."""
    if len(words) <= longest:
        return words
    return words[: longest + 1].rpartition(" ")[0].rstrip() or words[:longest]
