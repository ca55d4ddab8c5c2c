"""The parts of a workbook before it is opened: counted, bounded, and what is merged or hidden."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from vpcli.errors import DataError, Place, Problem
from vpcli.readers.unpacking import DAMAGED

__all__ = ["MOST_BYTES", "MOST_CELLS", "MOST_ROWS", "Parts", "check_parts"]

MOST_BYTES = 200_000_000
"""Of a workbook once unpacked."""
MOST_CELLS = 5_000_000
MOST_SHEETS = 1_000
MOST_SETTINGS = 300_000
"""Elements of a part that are no cells: styles, names, rules; openpyxl takes its time for each."""
MOST_MERGED = 100_000
MOST_ROWS = 1 << 20
_MOST_IN_A_ROW = 1 << 14
_LONGEST_FORMAT = 255
"""What Excel allows, as of rows and columns."""
_OF_CELLS = frozenset(["row", "c", "v", "f", "is", "t", "si", "r", "rPr", "rPh"])
_OF_PIVOTS = frozenset(["s", "n", "x", "m", "d", "e", "b"])
"""Elements of caches, which are not read."""
_CHUNK = 1 << 20


@dataclass
class Parts:
    """What the parts of a workbook say beside their cells."""

    has_formulas: bool = False
    """Whether it holds a formula, so that it is worth looking for one without a value."""
    merged: dict[str, list[str]] = field(default_factory=dict)
    """By part the ranges of merged cells."""
    hidden: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """By part the first and the last of columns that are not shown."""


def check_parts(raw: bytes, file: str) -> Parts:
    """Refuse what is no workbook, and one that would take too much memory or time."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MOST_BYTES:
                fields: dict[str, object] = {"most": MOST_BYTES // 1_000_000}
                raise DataError(Problem("xlsx-too-large", fields, Place(file)))
            found = Parts()
            for member in members:
                found.has_formulas |= _check_part(archive, member, file, found)
            return found
    except DAMAGED as error:
        raise DataError(Problem("bad-xlsx", {"detail": str(error)}, Place(file))) from None


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str, parts: Parts) -> bool:
    """Count the elements of a part as it is unpacked; tell whether a formula is among them."""
    found: Counter[str] = Counter()
    row_begins = longest_format = 0

    def start(tag: str, attributes: list[str]) -> None:
        nonlocal row_begins, longest_format
        found[tag] += 1
        if tag[-3:] == "row":
            row_begins = found[f"{tag[:-3]}c"]
        elif tag[-6:] == "numFmt":
            longest_format = max(longest_format, *map(len, attributes))
        elif tag[-9:] == "mergeCell" and found[tag] <= MOST_MERGED:
            parts.merged.setdefault(member.filename, []).extend(_named(attributes, "ref"))
        elif tag[-3:] == "col" and _named(attributes, "hidden") in (["1"], ["true"]):
            ends = [*_named(attributes, "min"), *_named(attributes, "max")]
            if all(map(_is_position, ends)) and len(ends) == 2:
                hidden = parts.hidden.setdefault(member.filename, [])
                hidden.append((int(ends[0]) - 1, int(ends[1]) - 1))

    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.StartElementHandler = start
    place = Place(file, None, member.filename)
    counts: Counter[str] = Counter()
    with (
        archive.open(member) as part,
        suppress(expat.ExpatError, LookupError),
    ):  # it may be no XML at all
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk)
            counts.clear()
            for tag, count in found.items():
                counts[tag.rpartition(":")[2]] += count
            cells = max(counts["c"], counts["si"])
            in_a_row = counts["c"] - row_begins
            if cells > MOST_CELLS or in_a_row > _MOST_IN_A_ROW or counts["row"] > MOST_ROWS:
                raise DataError(Problem("xlsx-too-many-cells", {"most": MOST_CELLS}, place))
            settings = counts.total() - sum(counts[tag] for tag in _OF_CELLS | _OF_PIVOTS)
            if settings > MOST_SETTINGS or counts["sheet"] > MOST_SHEETS:
                fields: dict[str, object] = {"sheets": MOST_SHEETS, "most": MOST_SETTINGS}
                raise DataError(Problem("xlsx-too-many-settings", fields, place))
            if longest_format > _LONGEST_FORMAT:
                fields = {"detail": f"a number format of more than {_LONGEST_FORMAT} characters"}
                raise DataError(Problem("bad-xlsx", fields, place))
    return counts["f"] > 0


def _named(attributes: list[str], name: str) -> list[str]:
    """The value of an attribute among names and values that take turns."""
    return [attributes[at + 1] for at in range(0, len(attributes) - 1, 2) if attributes[at] == name]


def _is_position(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < len(text) < 6
