"""Columns of figures as the whole numbers that they are, counted in one last decimal place."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from enum import Enum
from math import nan
from typing import TYPE_CHECKING, NamedTuple

from vpcli.stream.blocks import Body
from vpcli.stream.narrow import narrow, wide

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["Figures", "Reader", "Reading", "Size", "says_mark"]

_EXACT = 1 << 53
"""Below it every whole number is a float."""
_MOST_DIGITS = 15
"""Digits of numbers of which twice is a float too, and of which a text gives the nearest one."""
_FORM = re.compile(r"(?:(z)|-?(0{1,20}))(?:\.(0{1,20}))?")
"""A figure as the readers leave it; minus zero is none, and neither is 007."""
_STEP = 1.5 * 2.0**52
_MOST_KNOWN = 1 << 15
_SAYS_MARK = re.compile(r"(?:^|\n)-?(?:0|[0-9]{4,})\.|\.(?:[0-9]{1,2}|[0-9]{4,})(?:\n|$)")
_NUMBER = r"(?:-?[0-9]{1,20}(?:\.[0-9]{1,20})?)?"
_NUMBERS = re.compile(rf"{_NUMBER}(?:\n{_NUMBER})*")


def says_mark(numbers: str) -> bool | None:
    """Tell whether plain numbers, one a line, show that a point is the decimal mark.

    None where there is anything else than plain numbers.
    """
    return bool(_SAYS_MARK.search(numbers)) if _NUMBERS.fullmatch(numbers) else None


class Figures(NamedTuple):
    """A column of figures."""

    texts: Sequence[str]
    """As published, with a point as the mark; "" where there is no figure."""
    values: Sequence[float]
    """Whole numbers, floats or not; not a number where there is no figure."""
    units: Sequence[float]
    """One unit of the last place that is printed, in those numbers."""


class Size(Enum):
    """How large numbers are: what floats hold of them, and of what is made of them."""

    SMALL = "small"
    """The numbers are floats, and all that is made of them stays exact."""
    MIDDLE = "middle"
    """The numbers are floats, and exact; a quotient of them is near."""
    LARGE = "large"
    """The numbers are integers."""


class Reading(NamedTuple):
    """The rows of some series; the figures are counted in one last place."""

    years: Sequence[str]
    columns: Sequence[Figures]
    places: int
    """The decimals of that place."""
    size: Size


class _Form(NamedTuple):
    """How a figure is printed: digits before the mark, none for a zero, and after it."""

    whole: int
    places: int


_BLANK = _Form(0, -1)
_NO_FIGURE = _Form(0, -2)
"""A word that says that there is no figure."""
_YEAR = "0000"


class Reader:
    """Reads rows of plain figures.

    Most rows look like others once every digit is a zero, so each look is judged but once.
    """

    def __init__(self, digits: int | None) -> None:
        """Take the decimals that published figures are rounded to, if any."""
        self.mark = "."
        """The decimal mark, or nothing as long as numbers with a mark cannot be read."""
        self.marks: set[bool] = set()
        """For every text with a mark, whether it can be nothing but a decimal mark."""
        self._digits = digits
        self._nulls: Container[str] | None = None
        self._with_digits = ""
        """Cells that hold no figure and look like others that do, as a pattern."""
        self._precision: Mapping[str, Decimal] = {}
        self._known: dict[tuple[str, Body], dict[str, dict[str, _Form] | None]] = {}

    def declare(self, nulls: frozenset[str], precision: Mapping[str, Decimal]) -> None:
        """Take texts that say that there is no figure, and what columns are known to."""
        self._nulls, self._precision = nulls, precision
        from vpcli.readers.fields import NO_FIGURE

        own = sorted(nulls - NO_FIGURE)
        digits = (re.escape(narrow(one)) for one in own if any(map(str.isdecimal, one)))
        self._with_digits = "|".join(digits)

    def read(self, text: str, body: Body, names: Sequence[str]) -> Reading | None:
        """Read the rows of a text; None unless every cell is plain.

        Figures are those of the columns that are named, in that order.
        """
        if self._with_digits:
            if body.columns[0] != "year":
                return None
            ends = re.escape(body.delimiter)
            text = re.sub(rf"(?<={ends})(?:{self._with_digits})(?=[{ends}\n])", "", text)
        looks = self._looks(text, body)
        forms = self._forms({*looks}, body)
        if forms is None:
            return None
        self._see_mark(forms.values())
        asked = [form[name] for form in forms.values() for name in names]
        places = max(0, *(form.places for form in asked), *map(_places, self._precision.values()))
        longest = places + max(form.whole for form in asked)
        if not self._is_finer(forms.values(), names):
            return None
        digits = self._digits
        if digits is not None and (300 * 10**digits + 9) * 10**longest < _EXACT:
            size = Size.SMALL
        else:
            size = Size.MIDDLE if digits is not None and longest <= _MOST_DIGITS else Size.LARGE
        is_float = size is not Size.LARGE
        if self.mark == "," != body.delimiter:
            text = text.replace(",", ".")
        cells = text.replace("\n", body.delimiter).split(body.delimiter)
        cells.pop()
        width = len(body.columns)
        columns = {name: cells[place::width] for place, name in enumerate(body.columns)}
        read = []
        for name in names:
            form_of = {look: form[name] for look, form in forms.items()}
            texts = columns.get(name) or [""] * len(looks)
            if _NO_FIGURE in form_of.values():
                texts = [
                    "" if form_of[look] is _NO_FIGURE else cell
                    for look, cell in zip(looks, texts, strict=True)
                ]
            figures = _figures(texts, looks, form_of, places, is_float=is_float)
            if name in self._precision:
                unit = int(self._precision[name].scaleb(places))
                figures = figures._replace(units=[float(unit) if is_float else unit] * len(looks))
            read.append(figures)
        return Reading(columns["year"], read, places, size)

    def _is_finer(self, forms: Iterable[Mapping[str, _Form]], names: Sequence[str]) -> bool:
        """Whether no figure is known to less than its last digit."""
        declared = [(name, unit) for name, unit in self._precision.items() if name in names]
        return all(
            unit.scaleb(max(0, form[name].places)) <= 1 for form in forms for name, unit in declared
        )

    def _looks(self, text: str, body: Body) -> list[str]:
        """Rows with 0 for every digit, a point for the mark, and z for a zero that comes first."""
        delimiter = body.delimiter
        text = text.replace(f"{delimiter}0", f"{delimiter}z")
        if "-" in text:
            text = text.replace("-0", "-z")
        if body.columns[0] != "year":
            text = f"\n{text}".replace("\n0", "\nz")[1:]
        signs = {sign: "." if sign == self.mark else "?" for sign in ".,"}
        seen = dict.fromkeys(map(ord, "123456789"), "0") | {
            ord(sign): sign if sign == delimiter else seen for sign, seen in signs.items()
        }
        return text.translate(seen).split("\n")[:-1]

    def _forms(self, looks: Iterable[str], body: Body) -> dict[str, dict[str, _Form]] | None:
        """The figures of rows by what they look like; None if one of them is not plain."""
        known = self._known.setdefault((self.mark, body), {})
        if len(known) > _MOST_KNOWN:
            known.clear()
        forms = {}
        for look in looks:
            if look not in known:
                known[look] = _row_form(look, body, self._nulls)
            form = known[look]
            if form is None:
                return None
            forms[look] = form
        return forms

    def _see_mark(self, forms: Iterable[Mapping[str, _Form]]) -> None:
        """Take note whether the marks there are can be nothing but decimal marks."""
        marked = [form for row in forms for form in row.values() if form.places > 0]
        if marked:
            self.marks.add(any(form.places != 3 or form.whole not in (1, 2, 3) for form in marked))


def _places(unit: Decimal) -> int:
    """The decimals of a unit."""
    exponent = unit.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)


def _row_form(look: str, body: Body, nulls: Container[str] | None) -> dict[str, _Form] | None:
    """The figures of a row by column, those of columns that are not there too."""
    cells = look.split(body.delimiter)
    if len(cells) != len(body.columns):
        return None
    made = {"actual": _BLANK, "plan": _BLANK}
    for name, cell in zip(body.columns, cells, strict=True):
        if name == "year":
            if cell != _YEAR:
                return None
            continue
        form = _form(cell, nulls)
        if form is None:
            return None
        made[name] = form
    return made


def _form(cell: str, nulls: Container[str] | None) -> _Form | None:
    """A figure, in which every digit is a zero; None of other texts."""
    found = _FORM.fullmatch(cell)
    if found:
        return _Form(len(found[2] or ""), len(found[3] or ""))
    if not cell:
        return _BLANK
    if nulls is None:
        from vpcli.readers.fields import NO_FIGURE

        nulls = NO_FIGURE
    return _NO_FIGURE if wide(cell) in nulls else None


def _figures(
    texts: Sequence[str],
    looks: Sequence[str],
    form_of: Mapping[str, _Form],
    places: int,
    *,
    is_float: bool,
) -> Figures:
    """Texts as whole numbers of a last place."""
    number = float if is_float else int
    unit_of = {look: number(10 ** (places - max(0, form.places))) for look, form in form_of.items()}
    printed = {form.places for form in form_of.values() if form.places >= 0}
    if len(printed) < 2:
        units = [number(10 ** (places - max(printed, default=places)))] * len(texts)
    else:
        units = [*map(unit_of.__getitem__, looks)]
    if not is_float:
        values: Sequence[float] = [
            int(text.replace(".", "")) * unit if text else nan
            for text, unit in zip(texts, units, strict=True)
        ]
    elif places:
        # One step of the sum is 1, so that it is rounded to a whole number, the only one near.
        scale, step = 10.0**places, _STEP
        values = [float(text) * scale + step - step if text else nan for text in texts]
    else:
        values = [float(text) if text else nan for text in texts]
    return Figures(texts, values, units)
