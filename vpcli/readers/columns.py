"""Columns by their headings: which cell of a row holds what, and what layout that makes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from vpcli.core.facts.model import Status
from vpcli.errors import nearest
from vpcli.readers.fields import MEASURE_COLUMNS
from vpcli.readers.tables.years import plain, read_year, without_accents

__all__ = [
    "AREA_WORDS",
    "COLUMNS",
    "KNOWN_COLUMNS",
    "LONG_COLUMNS",
    "ROW_NUMBERS",
    "Header",
    "Layout",
    "Row",
    "YearColumn",
    "column_name",
    "is_code",
    "nearest_columns",
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
    "scale",
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

KNOWN_COLUMNS = frozenset((*COLUMNS, *LONG_COLUMNS[:3]))
_LONG = frozenset(LONG_COLUMNS)


_OTHER_NAMES = {
    "chỉ tiêu": "indicator",
    "mã chỉ tiêu": "indicator",
    "tên chỉ tiêu": "name",
    "đơn vị": "unit",
    "đơn vị tính": "unit",
    "đvt": "unit",
    "năm": "year",
    "thực hiện": "actual",
    "quyết toán": "actual",
    "kế hoạch": "plan",
    "dự toán": "plan",
    "mục tiêu": "plan",
    "budget": "plan",
    "target": "plan",
    "fiscal year": "year",
    "time period": "year",
    "timeperiod": "year",
    "geoareaname": "area",
    "geoarea": "area",
    "units": "unit",
    "seriesdescription": "name",
    "time": "year",
    "item": "indicator",
    "chỉ số": "indicator",
    "danh mục": "indicator",
    "nội dung": "indicator",
    "khoản mục": "indicator",
    "obs value": "value",
    "obs status": "status",
    "obs flag": "status",
    "flag": "status",
    "flags": "status",
    "unit of measure": "unit",
    "measurement unit": "unit",
    "tốc độ tăng": "growth",
    "tốc độ tăng trưởng": "growth",
    "nhiệm vụ kế hoạch": "planned_growth",
    "kế hoạch tăng": "planned_growth",
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
    "subject": "name",
    "subject descriptor": "name",
    "value variable label": "name",
    "ref date": "year",
    "observation date": "year",
    "date": "year",
    "période de référence": "year",
    "année": "year",
    "jahr": "year",
    "zeit": "year",
    "año": "year",
    "ano": "year",
    "时间": "year",
    "uom": "unit",
    "unité de mesure": "unit",
    "value unit": "unit",
    "einheit": "unit",
    "unidad de medida": "unit",
    "unidade de medida": "unit",
    "scalar factor": "scale",
    "facteur scalaire": "scale",
    "powercode": "scale",
    "unit multiplier": "scale",
    "valeur": "value",
    "wert": "value",
    "valor": "value",
    "statut": "status",
    "géo": "area",
}
_AREAS = (
    "địa bàn;địa phương;tỉnh;tỉnh/thành phố;tỉnh, thành phố;thành phố;huyện;quận/huyện;quận, huyện"
    ";xã;vùng;khu vực địa lý;đơn vị hành chính;nước;quốc gia;country;country or area;region"
    ";province;geo;location;entity;ref area;state;district;city;county;territory;area"
)
AREA_WORDS = frozenset(_AREAS.split(";"))
"""Headings over the names of areas."""
_OTHER_NAMES |= dict.fromkeys(AREA_WORDS, "area")
_BARE_NAMES = {without_accents(heading): name for heading, name in _OTHER_NAMES.items()}
_CODE = re.compile(
    r"(?:.* )?(?:[a-z]*codes?|id|uid|iso|iso ?[23]|m49|dguid|idbank|cdid|vector|coordinate|decimals"
    r"|symbol|terminated|vecteur|coordonnées|décimales|symbole|terminé|mã|mã số)(?: \([^()]*\))?"
    r"|identificateur .*|flag description|(?:value )?footnotes?|annotations?"
)
ROW_NUMBERS = frozenset({"tt", "stt", "no.", "#", "số_tt", "no"})
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
    cells: tuple[str, ...] = ()
    unused_at: tuple[int, ...] = ()
    """Positions of headings that are not known."""
    dimensions: tuple[int, ...] = ()
    """Positions of columns that are part of what a row is about."""


def column_name(heading: str) -> str:
    """Return the name of the column under a heading; an unknown heading makes its own name."""
    said = " ".join(heading.casefold().replace("_", " ").replace("-", " ").split())
    said = said.rstrip(" :*")
    known = _OTHER_NAMES.get(said) or _BARE_NAMES.get(
        without_accents(said.removesuffix("(%)").rstrip())
    )
    return known or said.replace(" ", "_")


def is_code(heading: str) -> bool:
    """Tell whether a heading stands over codes, or over remarks on figures: never over figures.

    >>> [is_code(heading) for heading in ("Area Code (M49)", "UOM_ID", "Electricity")]
    [True, True, False]
    """
    return _CODE.fullmatch(plain(heading)) is not None


def year_column(position: int, heading: str) -> YearColumn | None:
    """Read a heading such as 2019, Sơ bộ 2023, 2019 (p), KH 2020 or 2010 [YR2010].

    >>> found = year_column(3, "ƯTH 2019")
    >>> found.year, found.measure, found.status.value
    (2019, 'actual', 'E')
    """
    found = read_year(heading)
    if found is None:
        return None
    return YearColumn(position, heading, found.year, found.measure, found.status)


def read_header(cells: Sequence[str], line: int) -> Header:
    """Tell which column of a row of headings is which."""
    columns: dict[str, int] = {}
    years: dict[str, YearColumn] = {}
    unused: list[str] = []
    repeated: list[str] = []
    for position, cell in enumerate(cells):
        name = column_name(cell)
        if (
            name == "area"
            and name in columns
            and cells[columns[name]].casefold() != cell.casefold()
        ):
            unused.append(cell)  # a district beside its province tells rows apart
        elif name in columns or name in years:
            repeated.append(name)
        elif name in KNOWN_COLUMNS:
            columns[name] = position
        elif name and (found := year_column(position, cell)):
            years[name] = found
        elif name and name not in ROW_NUMBERS and not is_code(cell):
            unused.append(cell)
    if not columns and len(years) > 1 and not cells[0] and not unused:
        columns["indicator"] = 0  # yearbooks leave the heading of the names blank
    layout = _layout(columns, bool(years), cells)
    if layout is Layout.LONG:
        unused = [cell for cell in unused if column_name(cell) not in _LONG]
    elif layout is Layout.TIDY:
        unused += [year.heading for year in years.values()]
        unused += [cells[at] for name, at in columns.items() if name in LONG_COLUMNS]
    unknown = set(unused)
    return Header(
        line,
        len(cells),
        columns,
        tuple(years.values()),
        tuple(filter(None, unused)),
        tuple(repeated),
        layout,
        frozenset(at for at, cell in enumerate(cells) if not cell) - {*columns.values()},
        tuple(cells),
        tuple(at for at, cell in enumerate(cells) if cell in unknown),
    )


def _layout(columns: Mapping[str, int], has_years: bool, cells: Sequence[str]) -> Layout | None:
    named = "indicator" in columns or "name" in columns
    if "indicator" in columns and "year" in columns:
        if "measure" in columns and ("printed" in columns or "value" in columns):
            return Layout.LONG
        if "value" in columns and "actual" not in columns:
            return None  # values beside a target, say: the columns are looked at one by one
        return Layout.TIDY if any(name in columns for name in MEASURE_COLUMNS) else None
    if named and has_years:
        headings = {cell.casefold() for cell in cells}
        return Layout.WORLD_BANK if headings & _CODES_OF_WORLD_BANK else Layout.WIDE
    return None


def nearest_columns(headings: Sequence[str]) -> str:
    """The columns that headings may have been meant for; those spelt right are left out."""
    names = [column_name(heading) for heading in headings]
    near = [nearest(name, COLUMNS, 0.75) for name in names if name not in COLUMNS]
    return ", ".join(dict.fromkeys(filter(None, near)))
