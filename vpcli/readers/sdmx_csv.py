"""SDMX-CSV 1.0 and 2.0: one observation a row, its dimensions and attributes in columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from vpcli.core.facts.model import Dataset, Status
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.columns import COLUMNS, LONG_COLUMNS, column_name
from vpcli.readers.delimited import read_rows
from vpcli.readers.fields import MEASURE_COLUMNS, parse_status, with_decimals
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader
from vpcli.readers.tables.units import is_index_base
from vpcli.readers.units_in_words import scaled_unit

__all__ = ["Header", "add_observation", "delimiter_of", "read_sdmx_csv", "row_of", "to_decimals"]

_HEAD = 500
_MANY = 3
_FIRST = re.compile(r'\s*"?\w+(?:\[.\])?(?:: ?[^"]*?)?"?(?P<delimiter>[,;\t|])')
_COMPONENTS = {
    "REF_AREA": "area",
    "GEO": "area",
    "INDICATOR": "indicator",
    "TIME_PERIOD": "year",
    "OBS_VALUE": "value",
    "OBS_STATUS": "status",
    "OBS_FLAG": "status",
    "COMMENT_OBS": "note",
    "OBS_COMMENT": "note",
}
_ABOUT_THE_FILE = frozenset(
    {
        "STRUCTURE",
        "STRUCTURE_ID",
        "STRUCTURE_NAME",
        "DATAFLOW",
        "ACTION",
        "FREQ",
        "UNIT_MEASURE",
        "UNIT",
        "UNIT_MULT",
        "LAST UPDATE",
        "CONF_STATUS",
        "DECIMALS",
    }
)
_UNITS = ("UNIT_MEASURE", "UNIT")
_OURS = frozenset((*COLUMNS, *LONG_COLUMNS)) - {"indicator", "area", "year", "status", "value"}
_NOT_APPLICABLE = "_Z"
_WORDS = re.compile(r"[a-z]{2}")
_NOT_OF_A_SERIES = frozenset(
    {"OBS_VALUE", "OBS_STATUS", "OBS_FLAG", "CONF_STATUS", "UNIT_MULT", "DECIMALS"}
    | {"OBS_COMMENT", "COMMENT_OBS", "LAST UPDATE"}
)
_PERCENT = frozenset({"PT", "PC", "PERCENT", "PCT"})
_NO_VALUE = frozenset({"m", "l", "h", "q"})
"""Codes of CL_OBS_STATUS that say why there is no value; the general one is O."""


def read_sdmx_csv(text: str, file: str, options: ReadOptions) -> Dataset:
    """Read annual observations; raise `DataError` with every problem found."""
    reader = RecordReader(file, options)
    delimiter = options.delimiter or delimiter_of(text)
    reader.tell("delimiter", delimiter=delimiter)
    rows = list(read_rows(text, file, delimiter))
    if not rows:
        raise DataError(Problem("empty-file", {}, Place(file)))
    header = Header(rows[0][1], rows[0][0], file)
    header.find_dimensions([cells for _, cells in rows[1:] if len(cells) == header.width])
    for line, cells in rows[1:]:
        add_observation(header, cells, Place(file, line), reader)
    return reader.dataset()


def delimiter_of(text: str) -> str:
    """Return what stands behind the first heading of a text."""
    first = _FIRST.match(text.lstrip()[:_HEAD])
    return first["delimiter"] if first else ","


class Header:
    """The components by position; a heading may be `ID: Label`, and cells then `CODE: Label`."""

    def __init__(self, cells: Sequence[str], line: int, file: str) -> None:
        """Take the headings; raise `DataError` where a component is missing or stands twice."""
        self.line, self.width = line, len(cells)
        self.ids: list[str] = []
        self.labelled = False
        for cell in cells:
            id_, mark, _ = cell.partition(":")
            self.labelled = self.labelled or bool(mark)
            self.ids.append(id_.strip().upper())
        self.ids[0] = self.ids[0].partition("[")[0]
        self.labels = self._find_labels(cells)
        for needed in ("TIME_PERIOD", "OBS_VALUE"):
            if needed not in self.ids:
                found = ", ".join(self.ids[:12])
                fields: dict[str, object] = {"missing": needed, "found": found}
                raise DataError(Problem("missing-component", fields, Place(file, line)))
        most, count = Counter(filter(None, self.ids)).most_common(1)[0]
        if count > 1:
            fields = {"column": most}
            raise DataError(Problem("duplicate-column", fields, Place(file, line)))
        self.at = {id_: position for position, id_ in enumerate(self.ids)}
        self.named = [
            (_COMPONENTS.get(id_) or column_name(id_), position, id_ in _COMPONENTS)
            for id_, position in self.at.items()
        ]
        """By our name of a component its position, and whether it is one of the standard's."""
        self.dimensions: list[int] = []

    def _find_labels(self, cells: Sequence[str]) -> dict[int, int]:
        """By position of a code the position of its label: MEASURE,Measure,UNIT,Unit of measure.

        Labels have headings in small letters, each behind the one of its code.
        """
        labels: dict[int, int] = {}
        if self.labelled or not any(_WORDS.search(cell) for cell in cells[1:]):
            return labels
        for at in range(1, len(cells)):
            if _WORDS.search(cells[at]) and not _WORDS.search(cells[at - 1]):
                labels[at - 1] = at
                self.ids[at] = f"{self.ids[at - 1]} LABEL"
        return labels

    def label(self, cells: Sequence[str], position: int) -> tuple[str, str]:
        """Code and label at a position, the label from its own column where there is one."""
        code, label = self.split(cells[position])
        return code, label or (cells[self.labels[position]] if position in self.labels else "")

    def find_dimensions(self, rows: Sequence[Sequence[str]]) -> None:
        """Take what stands before the value, has no meaning here, and varies, for a dimension."""
        for position in range(self.at["OBS_VALUE"]):
            if self.varies(position, {cells[position] for cells in rows}) and (
                self.ids[position] not in _UNITS or self._tells_apart(rows, position)
            ):
                self.dimensions.append(position)

    def varies(self, position: int, said: Collection[str]) -> bool:
        """Tell whether a component without a meaning here, before the value, has several codes.

        Units vary; they are a dimension only where one quantity stands in several.
        """
        id_ = self.ids[position]
        known = id_ in _COMPONENTS or (id_ in _ABOUT_THE_FILE and id_ not in _UNITS)
        ours = column_name(id_) in _OURS and id_ != "MEASURE"
        if known or ours or id_.endswith(" LABEL") or len(said) < 2:
            return False
        return id_ != "MEASURE" or not all(map(_measure, said))

    def _tells_apart(self, rows: Sequence[Sequence[str]], position: int) -> bool:
        """Whether one quantity stands in several units, which are as many series."""
        about = [
            at
            for at, id_ in enumerate(self.ids)
            if at != position and at not in self.labels.values() and id_ not in _NOT_OF_A_SERIES
        ]
        seen: dict[tuple[str, ...], set[str]] = {}
        for row in rows:
            seen.setdefault(tuple(row[at] for at in about), set()).add(row[position])
        return any(len(units) > 1 for units in seen.values())

    def cell(self, cells: Sequence[str], id_: str) -> str:
        """The code in a column, "" where there is none."""
        position = self.at.get(id_)
        return "" if position is None else self.split(cells[position])[0]

    def split(self, cell: str) -> tuple[str, str]:
        """Code and label of a cell."""
        if not self.labelled:
            return cell, ""
        code, _, label = cell.partition(":")
        return code.strip(), label.strip()


def add_observation(
    header: Header, cells: Sequence[str], place: Place, reader: RecordReader
) -> None:
    """Give an observation to a reader."""
    if len(cells) != header.width:
        reader.problem("ragged-row", place, found=len(cells), expected=header.width)
        return
    row = row_of(header, cells, place, reader)
    if row is not None:
        reader.add_fact(row, place, "OBS_VALUE")


def row_of(
    header: Header, cells: Sequence[str], place: Place, reader: RecordReader
) -> dict[str, str] | None:
    """Return an observation by the names of our columns; None of what is deleted, or no year's.

    The reader takes what is wrong with it.
    """
    if header.cell(cells, "ACTION").upper() in ("D", "DELETE"):
        reader.tell("remark", place.line, text=" ".join(cells[:4]))
        return None
    row: dict[str, str] = {}
    for name, position, is_component in header.named:
        if is_component:
            row.setdefault(name, header.split(cells[position])[0])
        elif name in _OURS:
            row[name] = cells[position]
        if cells[position] == _NOT_APPLICABLE:
            row[name] = ""
    frequency = header.cell(cells, "FREQ").upper()
    if frequency not in ("", "A"):
        year = f"{frequency} {row['year']}"
        reader.problem("not-a-whole-year", place.at("TIME_PERIOD"), text=year)
        return None
    row["year"] = row["year"].removesuffix("-A1")
    row |= _names(header, cells, row)
    if not row.get("unit") and "PRINTED" not in header.at:
        row["unit"] = _unit(header, cells, place, reader)
        kind, base_year = is_index_base(row["unit"])
        if kind:
            row |= {"kind": kind, "base_year": str(base_year or ""), "unit": ""}
    if row.get("status", "").casefold() in _NO_VALUE:
        row["status"] = Status.MISSING.value
    elif row.get("status"):
        found = parse_status(row["status"])
        if found is None:
            reader.problem("unknown-status", place.at("OBS_STATUS"), text=row.pop("status"))
        else:
            row["status"] = found[0].value if found[0] else ""
            row["note"] = row.get("note") or found[1]
    row["measure"] = row["measure"] if _measure(row.get("measure", "")) else "actual"
    _set_value(row, header.cell(cells, "DECIMALS"))
    return row


def _set_value(row: dict[str, str], decimals: str) -> None:
    """Read the value in its own notation, which groups nothing; what was printed goes before it."""
    value = row.pop("value")
    if row.get("printed"):
        return
    value = to_decimals(value, decimals)
    row["numbers"] = "vi" if "," in value else "en"
    row["printed"] = "" if value == "NaN" else value


def to_decimals(value: str, decimals: str) -> str:
    """Return a value with as many decimals as are declared, if they are."""
    if not (decimals.isascii() and decimals.isdecimal() and len(decimals) < _MANY):
        return value
    mark = "," if "," in value else "."
    return with_decimals(value.replace(",", "."), int(decimals)).replace(".", mark)


def _names(header: Header, cells: Sequence[str], row: Mapping[str, str]) -> dict[str, str]:
    """Id and name of the indicator, of its own column and all dimensions that vary."""
    parts = [header.label(cells, position) for position in header.dimensions]
    if row.get("indicator"):
        parts.insert(0, header.label(cells, header.at["INDICATOR"]))
    id_ = ".".join(code for code, _ in parts if code)
    if not id_:
        id_ = header.cell(cells, "STRUCTURE_ID") or header.cell(cells, "DATAFLOW")
    name = ", ".join(label or code for code, label in parts) or id_
    area = header.at.get("REF_AREA", header.at.get("GEO"))
    named = {} if area is None else {"area_name": header.label(cells, area)[1]}
    if row.get("area_name"):
        named = {}
    return {"indicator": id_, "name": row.get("name") or name, **named}


def _unit(header: Header, cells: Sequence[str], place: Place, reader: RecordReader) -> str:
    base = header.cell(cells, "UNIT_MEASURE") or header.cell(cells, "UNIT")
    if base.upper() == "PT_PREV_Y":
        return "previous year = 100"
    base = "%" if base.upper() in _PERCENT or base.upper().startswith("PT_") else base
    exponent = header.cell(cells, "UNIT_MULT") or "0"
    unit = scaled_unit(base, exponent)
    if unit is None:
        reader.problem("bad-unit-mult", place.at("UNIT_MULT"), text=exponent)
        return base
    return unit


def _measure(text: str) -> bool:
    return text.casefold().replace("-", "_") in MEASURE_COLUMNS
