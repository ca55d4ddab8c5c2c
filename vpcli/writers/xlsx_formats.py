"""Number formats of a workbook: a cell holds the number, and shows it as the table prints it.

"gần 51.000 e" is the number 51000 in the format `"gần "#,##0" e"`: one can go on counting with
it, and the word and the mark that the source printed are never lost. What is no single number
(a range, a bound, a reason) is a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.facts.arithmetic import rounded
from vpcli.writers.office import OfficeCell

__all__ = ["EDGE", "Formatted", "formatted", "plain_format", "room_behind"]

_PRINTED = re.compile(r"([^0-9+−]*)([+−]?)([0-9][0-9.,]*)([^0-9]*)")
_LOCALES = {"vi": "[$-42A]", "en": "[$-809]"}
"""So that LibreOffice, too, shows marks and groups as the language does, whatever its own."""
EDGE = "_-"
"""Room between a number and the line on its right; programs differ on an indent there."""
_DIGITS_OF_EXCEL = 15
_MOST_DECIMALS = 12


class Formatted(NamedTuple):
    """A number and the format that shows it."""

    value: Decimal
    number_format: str


class _Printed(NamedTuple):
    before: str
    sign: str
    number: Decimal
    decimals: int
    behind: str


def plain_format(decimals: int) -> str:
    """Return the format of a number with so many decimals.

    >>> plain_format(0), plain_format(2)
    ('#,##0', '#,##0.00')
    """
    return "#,##0" + (f".{'0' * min(decimals, _MOST_DECIMALS)}" if decimals else "")


def formatted(cells: Sequence[OfficeCell], lang: str) -> list[Formatted | None]:
    """Return the numbers of a column with their formats, None for a cell that is a text.

    Room is left behind the shorter ones, so that the decimal marks stand under one another.
    """
    printed = [_printed(cell, lang) for cell in cells]
    numbers = [one for one in printed if one is not None]
    decimals = max((one.decimals for one in numbers), default=0)
    behind = max((one.behind for one in numbers), key=len, default="")
    return [
        None
        if one is None
        else Formatted(
            _value(cell, one),
            _format(one, _LOCALES[lang], _room(one, decimals, behind), signed=cell.signed),
        )
        for cell, one in zip(cells, printed, strict=True)
    ]


def room_behind(cells: Sequence[OfficeCell], lang: str) -> str:
    """Return the room of all that stands behind the whole part of numbers, for a blank."""
    numbers = [one for cell in cells if (one := _printed(cell, lang)) is not None]
    decimals = max((one.decimals for one in numbers), default=0)
    behind = max((one.behind for one in numbers), key=len, default="")
    point = "_." if decimals else ""
    return point + "_0" * decimals + "".join(f"_{letter}" for letter in behind)


def _printed(cell: OfficeCell, lang: str) -> _Printed | None:
    """The parts of a printed number; None for what is none, or has more digits than are kept."""
    found = _PRINTED.fullmatch(cell.text) if cell.tail is not None else None
    if found is None or cell.value is None:
        return None
    before, sign, digits, behind = found.groups()
    mark, group = (",", ".") if lang == "vi" else (".", ",")
    whole, _, fraction = digits.replace(group, "").partition(mark)
    if len((whole + fraction).strip("0")) > _DIGITS_OF_EXCEL:
        return None
    number = Decimal(f"{'-' if sign == '−' else ''}{whole}.{fraction or '0'}")
    return _Printed(before, sign, number, len(fraction), behind)


def _value(cell: OfficeCell, printed: _Printed) -> Decimal:
    """The number in full where it is the one printed; else what is printed."""
    if isinstance(cell.value, Decimal) and rounded(cell.value, printed.decimals) == printed.number:
        return cell.value
    return printed.number


def _room(printed: _Printed, decimals: int, behind: str) -> str:
    """Room as wide as the digits, marks and letters that others have and this one has not."""
    missing = behind[len(printed.behind) :]
    room = "".join(f"_{letter}" for letter in missing)
    if printed.decimals < decimals:
        room = ("" if printed.decimals else "_.") + "_0" * (decimals - printed.decimals) + room
    return room


def _format(printed: _Printed, locale: str, room: str, *, signed: bool) -> str:
    """The format: of positive numbers, and of negative ones and zero where they differ."""
    before = _literal(printed.before)
    digits = plain_format(printed.decimals) + _literal(printed.behind) + room + EDGE
    if signed:
        return f'{locale}{before}"+"{digits};{before}"−"{digits};{before}{digits}'
    if before or printed.sign:
        return f'{locale}{before}{digits};{before}"−"{digits}'
    return f"{locale}{digits}"


def _literal(text: str) -> str:
    return '"' + text.replace('"', "") + '"' if text else ""
