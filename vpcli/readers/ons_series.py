"""Time series of the British Office for National Statistics: facts about them, then the periods.

The first column says what each row holds: Title, CDID, PreUnit, Unit, Release date and others,
then years, quarters and months of one another below. Each further column is one series.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vpcli.errors import DataError, Place, Problem
from vpcli.readers.record import RecordReader

__all__ = ["is_ons_series", "read_ons_series"]

Row = tuple[int, list[str]]

_FIRST = "title"
_CODE = "cdid"
_MOST_TOLD = 3


def is_ons_series(rows: Sequence[Row]) -> bool:
    """Tell whether the first rows are those of such a file."""
    said = [cells[0].casefold() for _, cells in rows]
    return said[:1] == [_FIRST] and _CODE in said


def read_ons_series(rows: Iterator[Row], reader: RecordReader) -> None:
    """Give the figures of whole years to the reader.

    Raises `DataError` where there are only quarters and months.
    """
    about: dict[str, list[str]] = {}
    parts: list[str] = []
    found = False
    for line, cells in rows:
        what, figures = cells[0], cells[1:]
        if len(what) == 4 and what.isdecimal():
            found = True
            _add_year(about, what, figures, Place(reader.file, line), reader)
        elif what[:4].isdecimal():
            parts.append(what)
        else:
            about.setdefault(what.casefold(), figures)
    if not found:
        shown = "; ".join(parts[:_MOST_TOLD]) + ("; …" if len(parts) > _MOST_TOLD else "")
        fields: dict[str, object] = {"columns": shown, "count": len(parts)}
        raise DataError(Problem("only-parts-of-years", fields, Place(reader.file)))


def _add_year(
    about: dict[str, list[str]],
    year: str,
    figures: Sequence[str],
    place: Place,
    reader: RecordReader,
) -> None:
    for at, figure in enumerate(figures):
        if not figure:
            continue
        said = {key: texts[at] if at < len(texts) else "" for key, texts in about.items()}
        cells = {
            "indicator": said.get(_CODE) or said.get(_FIRST) or str(at + 1),
            "name": said.get(_FIRST, ""),
            "unit": said.get("preunit", "") + said.get("unit", ""),
            "year": year,
            "actual": figure,
        }
        reader.add(cells, place, measures={"actual": place.at(cells["indicator"])})
