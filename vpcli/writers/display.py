"""Numbers and names as a person reads them: digits, signs, marks, words, plain text."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize

from vpcli.core.facts.arithmetic import EXACT, rounded
from vpcli.core.facts.codes import Basis
from vpcli.core.facts.model import Fact, Kind, Measure, Series, Source, Status
from vpcli.core.facts.number import Qualifier
from vpcli.core.reports.cells import Number
from vpcli.core.reports.columns import Type
from vpcli.core.reports.rows import point_unit
from vpcli.core.reports.table import Report
from vpcli.i18n import has, say, say_date, say_unit

__all__ = [
    "SIGNED",
    "NumberText",
    "Style",
    "clean",
    "code",
    "fact_text",
    "harmless",
    "legend_of",
    "number_text",
    "per_cent",
    "place_text",
    "plain_number",
    "source_text",
    "title_text",
    "type_of",
    "unit_of",
    "unit_text",
    "unmarked",
    "with_area",
]

_MARKS = {Status.ESTIMATED: "e", Status.PROVISIONAL: "p", Status.FORECAST: "f", Status.BREAK: "b"}
_OBEYED = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
SIGNED = (Type.RATE, Type.RELATIVE, Type.CHANGE, Type.POINTS)
"""Types whose numbers have a plus sign where they are above zero."""
_MOST_BOUND_DECIMALS = 6
_VIETNAMESE = str.maketrans(",.", ".,")
_SYMBOLS = {Qualifier.NEARLY: "<", Qualifier.MORE_THAN: ">", Qualifier.ABOUT: "~"}


class Style(NamedTuple):
    """How a person wants to see a report."""

    lang: str = "en"
    digits: int | None = None
    bounds: bool = False
    width: int | None = None
    colour: bool = False
    columns: tuple[str, ...] = ()
    chart: bool = False
    plain: bool = False
    """Whether a chart is drawn with ASCII characters alone."""
    ranges: bool = True
    """Whether the range of what is only implied is shown below it, asked for or not."""
    clean: bool = False
    """Whether the numbers stand alone, as in the table of an annex: no marks, no ranges."""
    excel: bool = False
    """Whether CSV is for a spreadsheet to open, in the language's number format."""


class NumberText(NamedTuple):
    """A number in three parts, so that columns align at the decimal mark."""

    head: str
    tail: str
    below: str = ""


def clean(text: str) -> str:
    """Return text as plain characters: composed, with no control or direction character.

    >>> clean("[thực hiện]\\x1b[31m\\n")
    '[thực hiện]�[31m '
    """
    text = normalize("NFC", text)
    if text.isprintable():
        return text
    out = []
    for char in text:
        if char in "\n\t\r":
            out.append(" ")
        elif category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and char not in "\u200c\u200d":
            out.append("�")
        else:
            out.append(char)
    return "".join(out)


def unmarked(name: str) -> str:
    """Return a name without the mark that lists put before it.

    >>> unmarked("- Khu vực FDI"), unmarked("+ Lúa")
    ('Khu vực FDI', 'Lúa')
    """
    return name.lstrip("-–•+* ").strip() or name


def harmless(text: str) -> str:
    """Return text as it is, but for the characters that a terminal obeys.

    Those are control characters other than tab and line feed, line breaks that only Unicode
    knows, and characters that turn the direction of writing.
    """
    return text if text.isprintable() else re.sub(_OBEYED, "�", text)


@lru_cache(maxsize=1024)
def code(value: str, lang: str, kind: str = "code") -> str:
    """Put a code such as a verdict into words, where there are words for it."""
    key = f"{kind}.{value}"
    return say(lang, key) if value and has(lang, key) else value


def plain_number(value: Decimal, decimals: int, lang: str, mode: str | None = None) -> str:
    """Write a number in the language's format, with a true minus sign.

    >>> plain_number(Decimal("244794"), 0, "vi"), plain_number(Decimal("-2.775"), 2, "en")
    ('244.794', '−2.78')
    """
    quantized = rounded(value, decimals, mode) if mode else rounded(value, decimals)
    text = f"{quantized if quantized else quantized.copy_abs():,f}"
    if lang == "vi":
        text = text.translate(_VIETNAMESE)
    return text.replace("-", "−")


def number_text(
    number: Number, column: Type, series: Series | None, style: Style, *, compact: bool
) -> NumberText:
    """Return the parts of a numeric cell: number, then fraction, unit and marks, then bounds."""
    is_free = style.digits is not None and number.basis is not Basis.PUBLISHED
    decimals = style.digits if is_free and style.digits is not None else number.decimals
    text = _value(number, decimals, column, style.lang)
    whole, fraction = _at_the_mark(text, "," if style.lang == "vi" else ".", number)
    unit = unit_of(column, series, style.lang)
    marks = "*" if number.conflict else ""
    if not style.clean:
        marks = _marks(number, column)
    tail = fraction + unit + (f" {marks}" if marks else "")
    below = ""
    implied = style.ranges and number.basis is Basis.IMPLIED and column is not Type.CHANGE
    implied = implied and not style.clean
    if (style.bounds or implied or number.shows_bounds) and not _is_interval(number):
        below = _bounds(number, decimals, style.lang)
    return NumberText(_qualifier(number, style.lang, compact=compact) + whole, tail, below)


def _marks(number: Number, column: Type) -> str:
    """The signs behind a number that say how it is known."""
    marks = _MARKS.get(number.status, "") if column in (Type.LEVEL, Type.CHANGE) else ""
    marks += "≈" if number.basis is Basis.IMPLIED else ""
    return marks + ("!" if number.conflict else "")


def _at_the_mark(text: str, mark: str, number: Number) -> tuple[str, str]:
    """Cut a number before its decimal mark; two numbers before that of the second."""
    at = text.find(mark) if number.value is not None else text.rfind(mark)
    return (text, "") if at < 0 else (text[:at], text[at:])


def _is_interval(number: Number) -> bool:
    """Whether the number is itself shown as an interval."""
    return number.value is None and number.face is None


def unit_of(column: Type, series: Series | None, lang: str) -> str:
    """Return what stands behind a number of a type: per cent, percentage points, or nothing."""
    if column in (Type.SHARE, Type.RELATIVE):
        return per_cent(lang)
    kind = series.indicator.kind if series else Kind.LEVEL
    if column is Type.RATE and point_unit(kind) == "%":
        return per_cent(lang)
    if column in (Type.RATE, Type.POINTS) or (column is Type.CHANGE and kind is Kind.RATE):
        return " điểm %" if lang == "vi" else " pp"
    return ""


def per_cent(lang: str) -> str:
    """Return the sign of per cent behind a number, after a blank where the language has one.

    >>> "13.43" + per_cent("en"), "13,43" + per_cent("vi")
    ('13.43 %', '13,43%')
    """
    return "%" if lang == "vi" else " %"


def type_of(measure: Measure) -> Type:
    """Return the type that numbers of a measure are shown as."""
    return _TYPES.get(measure, Type.LEVEL)


_TYPES = {
    Measure.GROWTH: Type.RATE,
    Measure.PLANNED_GROWTH: Type.RATE,
    Measure.AVERAGE_GROWTH: Type.RATE,
    Measure.PLANNED_AVERAGE_GROWTH: Type.RATE,
    Measure.REQUIRED_GROWTH: Type.RATE,
    Measure.ASSUMED_GROWTH: Type.RATE,
    Measure.RATIO: Type.RATIO,
    Measure.ATTAINMENT: Type.SHARE,
    Measure.SHARE: Type.SHARE,
    Measure.SHARE_OF_GROWTH: Type.SHARE,
    Measure.CONTRIBUTION: Type.POINTS,
    Measure.CHANGE: Type.CHANGE,
    Measure.PLANNED_CHANGE: Type.CHANGE,
    Measure.GAP: Type.CHANGE,
}


def fact_text(fact: Fact, series: Series, lang: str) -> str:
    """A printed fact in words: indicator, year, measure, and the text as printed."""
    name = clean(series.indicator.name.in_language(lang))
    since = "–" if fact.since is not None else ""
    years = f"{fact.since or ''}{since}{fact.year}"
    printed = clean(fact.figure.text.strip() if fact.figure else fact.text)
    return f"{name}, {years}, {code(fact.measure.value, lang)}: “{printed}”"


def with_area(name: str, series: Series, lang: str, *, several: bool) -> str:
    """The name of an indicator, after its area where there are several and it has one."""
    area = clean(series.area.name.in_language(lang)) if several else ""
    return f"{area}: {name}" if area else name


def place_text(fact: Fact) -> str:
    """File and line of a fact."""
    line = f":{fact.place.line}" if fact.place.line is not None else ""
    return clean(fact.place.file) + line


def _value(number: Number, decimals: int, column: Type, lang: str) -> str:
    if number.value is None:
        low, high = number.face or (number.low, number.high)
        # A printed range is shown as printed, an interval rounded outward.
        modes = (None, None) if number.face else (ROUND_FLOOR, ROUND_CEILING)
        ends = [
            plain_number(end, decimals, lang, mode)
            for end, mode in zip((low, high), modes, strict=True)
            if end is not None and end.is_finite()
        ]
        if len(ends) == 1:
            side = "above" if low is not None and low.is_finite() else "below"
            return f"{say(lang, f'bound.{side}')} {ends[0]}"
        if column not in SIGNED or len(ends) < 2:
            return "–".join(ends)
        # A dash between signs would read as one more minus.
        return say(lang, "range.signed", low=_signed(ends[0]), high=_signed(ends[1]))
    text = plain_number(number.value, decimals, lang)
    return _signed(text) if column in SIGNED else text


def _signed(text: str) -> str:
    """Put a plus sign before what is above zero."""
    return f"+{text}" if text[0] != "−" and text.strip("0.,") else text


def _bounds(number: Number, decimals: int, lang: str) -> str:
    if number.low is None or number.high is None or number.low == number.high:
        return ""
    width = EXACT.subtract(number.high, number.low)
    while decimals < _MOST_BOUND_DECIMALS and width < Decimal(4).scaleb(-decimals):
        decimals += 1  # a narrow interval would look wider than it is
    low = plain_number(number.low, decimals, lang, ROUND_FLOOR)
    high = plain_number(number.high, decimals, lang, ROUND_CEILING)
    if low[0] == "−":
        return say(lang, "range.signed", low=low, high=_signed(high))
    return f"{low}–{high}"


def _qualifier(number: Number, lang: str, *, compact: bool) -> str:
    if number.qualifier is Qualifier.NONE:
        return ""
    if compact:
        return _SYMBOLS[number.qualifier]
    return say(lang, f"qualifier.{number.qualifier.value}") + " "


def unit_text(series: Series, lang: str) -> str:
    """The unit under an indicator's name."""
    if series.indicator.kind is Kind.CHAIN_INDEX:
        return say(lang, "previous-year-100")
    return clean(say_unit(series.indicator.unit, lang))


def source_text(source: Source, lang: str) -> str:
    """Publisher, title and date of a source in one line."""
    parts = [source.publisher.in_language(lang), source.title.in_language(lang)]
    if source.date:
        parts.append(say_date(source.date, lang))
    return clean(", ".join(part for part in parts if part))


def title_text(report: Report, lang: str) -> str:
    """Return what a report answers, and of what data; a page is named after its data alone.

    The one area that it is about is named, where the title does not name it.
    """
    title = clean(report.title.in_language(lang))
    head = say(lang, f"title.{report.command}")
    area = clean(report.area.in_language(lang))
    if area and area not in title:
        title = f"{title}, {area}" if title else area
    if report.sections:
        return title if any(report.title) else head + (f": {title}" if title else "")
    return head + (f" — {title}" if title else "")


def legend_of(number: Number, *, compact: bool, column: Type) -> list[str]:
    """The symbols that a numeric cell uses, by message key."""
    used = []
    if compact and number.qualifier is not Qualifier.NONE:
        used.append(f"legend.{number.qualifier.value}")
    if column in (Type.LEVEL, Type.CHANGE) and number.status in _MARKS:
        used.append(f"legend.{number.status.value}")
    if number.basis is Basis.IMPLIED:
        used.append("legend.implied")
    if number.conflict:
        used.append("legend.conflict")
    return used
