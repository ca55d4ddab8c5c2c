"""Columns by their headings: which cell of a row holds what, and what layout that makes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple
from unicodedata import combining, normalize

from vpcli.core.model import Status
from vpcli.readers.fields import MEASURE_COLUMNS

__all__ = [
    "COLUMNS",
    "LONG_COLUMNS",
    "Header",
    "Layout",
    "Row",
    "YearColumn",
    "column_name",
    "read_header",
    "year_column",
]

Row = tuple[int, list[str]]
"""The line a row begins on, and its cells without the space around them."""

COLUMNS = (
    "area",
    "area_name",
    "indicator",
    "name",
    "unit",
    "kind",
    "direction",
    "price_basis",
    "growth_method",
    "base_year",
    "natural_limit",
    "plans_add_up",
    "part_of",
    "some_part_of",
    "year",
    *MEASURE_COLUMNS,
    "since",
    "of",
    "plan_by",
    "precision",
    "numbers",
    "status",
    "source",
    "source_date",
    "source_title",
    "note",
)
LONG_COLUMNS = ("measure", "printed", "value", "low", "high", "qualifier", "file", "line")
"""Columns of a row that is one fact; all but the first three follow from the printed text."""

_KNOWN = frozenset((*COLUMNS, *LONG_COLUMNS[:3]))
_LONG = frozenset(LONG_COLUMNS)


def _without_marks(text: str) -> str:
    """Return a text without diacritics.

    >>> _without_marks("kế hoạch, đơn vị")
    'ke hoach, don vi'
    """
    plain = normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(char for char in plain if not combining(char))


_OTHER_NAMES = {
    "chỉ tiêu": "indicator",
    "mã chỉ tiêu": "indicator",
    "tên chỉ tiêu": "name",
    "đơn vị": "unit",
    "đơn vị tính": "unit",
    "đvt": "unit",
    "năm": "year",
    "địa bàn": "area",
    "địa phương": "area",
    "thực hiện": "actual",
    "kế hoạch": "plan",
    "tốc độ tăng": "growth",
    "tốc độ tăng trưởng": "growth",
    "nhiệm vụ kế hoạch": "planned_growth",
    "hoàn thành kế hoạch": "attainment",
    "tỷ lệ hoàn thành kế hoạch": "attainment",
    "vượt kế hoạch": "over_plan",
    "lượng tăng": "change",
    "lượng tăng tuyệt đối": "change",
    "tỷ trọng": "share",
    "tỷ lệ đóng góp": "share_of_growth",
    "đánh giá": "verdict",
    "trạng thái": "status",
    "nguồn": "source",
    "ghi chú": "note",
    "kế hoạch của": "plan_by",
    "cơ quan giao kế hoạch": "plan_by",
    "năm gốc": "base_year",
    "country code": "area",
    "country name": "area_name",
    "indicator code": "indicator",
    "indicator name": "name",
    "series code": "indicator",
    "series name": "name",
}
_BARE_NAMES = {_without_marks(heading): name for heading, name in _OTHER_NAMES.items()}
_ROW_NUMBERS = frozenset({"tt", "stt"})
_CODES_OF_WORLD_BANK = frozenset({"indicator code", "series code"})


class Layout(StrEnum):
    """What one row of a table holds."""

    TIDY = "tidy"
    """One indicator in one year, its measures in columns."""
    LONG = "long"
    """One fact."""
    WIDE = "wide"
    """One indicator, its years in columns."""
    WORLD_BANK = "world-bank"
    """The same, with the World Bank's headings."""


class YearColumn(NamedTuple):
    """A column that holds one measure of one year."""

    position: int
    heading: str
    year: int
    measure: str
    status: Status | None


class Header(NamedTuple):
    """The columns of a table: known ones by name, years, and what is not used.

    `layout` is None where the row is no header at all.
    """

    line: int
    width: int
    columns: Mapping[str, int]
    years: tuple[YearColumn, ...]
    unused: tuple[str, ...]
    repeated: tuple[str, ...]
    layout: Layout | None
    nameless: frozenset[int] = frozenset()
    """Positions without a heading."""


_ACTUAL: tuple[str, Status | None] = ("actual", None)
_ESTIMATE: tuple[str, Status | None] = ("actual", Status.ESTIMATED)
_PROVISIONAL: tuple[str, Status | None] = ("actual", Status.PROVISIONAL)
_PLAN: tuple[str, Status | None] = ("plan", None)
_YEAR_WORDS = {
    "": _ACTUAL,
    "th": _ACTUAL,
    "thực hiện": _ACTUAL,
    "actual": _ACTUAL,
    "e": _ESTIMATE,
    "est": _ESTIMATE,
    "estimate": _ESTIMATE,
    "estimated": _ESTIMATE,
    "ước": _ESTIMATE,
    "ước tính": _ESTIMATE,
    "ước tính est": _ESTIMATE,
    "ước th": _ESTIMATE,
    "ước thực hiện": _ESTIMATE,
    "uth": _ESTIMATE,
    "ưth": _ESTIMATE,
    "p": _PROVISIONAL,
    "prel": _PROVISIONAL,
    "preliminary": _PROVISIONAL,
    "provisional": _PROVISIONAL,
    "sơ bộ": _PROVISIONAL,
    "sơ bộ prel": _PROVISIONAL,
    "f": ("actual", Status.FORECAST),
    "forecast": ("actual", Status.FORECAST),
    "dự báo": ("actual", Status.FORECAST),
    "kh": _PLAN,
    "kế hoạch": _PLAN,
    "mục tiêu": _PLAN,
    "plan": _PLAN,
    "target": _PLAN,
}
_YEAR_WORDS |= {_without_marks(words): held for words, held in _YEAR_WORDS.items()}
_LONGEST_YEAR_HEADING = 60
_YEAR = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
_YEAR_CODE = re.compile(r"\[YR[12][0-9]{3}\]|^YR(?=[12][0-9]{3}$)")
_NOT_WORD = re.compile(r"[^\w]+|\b(?:năm|year)\b")


def column_name(heading: str) -> str:
    """Return the name of the column under a heading; an unknown heading makes its own name."""
    plain = " ".join(heading.casefold().replace("_", " ").replace("-", " ").split())
    known = _OTHER_NAMES.get(plain) or _BARE_NAMES.get(
        _without_marks(plain.removesuffix("(%)").rstrip())
    )
    return known or plain.replace(" ", "_")


def year_column(position: int, heading: str) -> YearColumn | None:
    """Read a heading such as 2019, Sơ bộ 2023, 2019 (p), KH 2020 or 2010 [YR2010].

    >>> found = year_column(3, "ƯTH 2019")
    >>> found.year, found.measure, found.status.value
    (2019, 'actual', 'E')
    """
    if len(heading) > _LONGEST_YEAR_HEADING or not heading.isprintable():
        heading = " ".join(heading[:_LONGEST_YEAR_HEADING].split())
    rest = _YEAR_CODE.sub("", heading)
    years = _YEAR.findall(rest)
    if len(years) != 1:
        return None
    words = " ".join(_NOT_WORD.sub(" ", rest.replace(years[0], " ", 1).casefold()).split())
    found = _YEAR_WORDS.get(words)
    return YearColumn(position, heading, int(years[0]), *found) if found else None


def read_header(cells: Sequence[str], line: int) -> Header:
    """Tell which column of a row of headings is which."""
    columns: dict[str, int] = {}
    years: dict[str, YearColumn] = {}
    unused: list[str] = []
    repeated: list[str] = []
    for position, cell in enumerate(cells):
        name = column_name(cell)
        if name in columns or name in years:
            repeated.append(name)
        elif name in _KNOWN:
            columns[name] = position
        elif name and (found := year_column(position, cell)):
            years[name] = found
        elif name and name not in _ROW_NUMBERS:
            unused.append(cell)
    if not columns and len(years) > 1 and not cells[0] and not unused:
        columns["indicator"] = 0  # yearbooks leave the heading of the names blank
    layout = _layout(columns, bool(years), cells)
    if layout is Layout.LONG:
        unused = [cell for cell in unused if column_name(cell) not in _LONG]
    elif layout is Layout.TIDY:
        unused += [year.heading for year in years.values()]
        unused += [cells[at] for name, at in columns.items() if name in LONG_COLUMNS]
    return Header(
        line,
        len(cells),
        columns,
        tuple(years.values()),
        tuple(filter(None, unused)),
        tuple(repeated),
        layout,
        frozenset(at for at, cell in enumerate(cells) if not cell) - {*columns.values()},
    )


def _layout(columns: Mapping[str, int], has_years: bool, cells: Sequence[str]) -> Layout | None:
    named = "indicator" in columns or "name" in columns
    if "indicator" in columns and "year" in columns:
        if "measure" in columns and ("printed" in columns or "value" in columns):
            return Layout.LONG
        return Layout.TIDY if any(name in columns for name in MEASURE_COLUMNS) else None
    if named and has_years:
        headings = {cell.casefold() for cell in cells}
        return Layout.WORLD_BANK if headings & _CODES_OF_WORLD_BANK else Layout.WIDE
    return None
