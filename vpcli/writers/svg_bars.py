"""Bars as drawings: names above, each bar with its number and verdict, the limits across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.facts.arithmetic import EXACT, POINT, ZERO
from vpcli.core.reports.cells import Tone
from vpcli.core.reports.chart import Chart
from vpcli.i18n import say
from vpcli.writers.bars import Bar, BarGroup, Bars, bars_of
from vpcli.writers.chart_words import ChartWords
from vpcli.writers.svg import LINE, WIDE, Drawing, Entry, box, line, path, text, text_width
from vpcli.writers.widths import wrapped

__all__ = ["bar_drawings"]

_MOST_ROWS = 22
"""Of names and bars in one drawing: a page is broken between drawings only."""
_GAP, _THICK = 10, 12
_CHARACTERS = 50
_LEAST_DRAWN = 160
_TONES = {Tone.BETTER: " c-better", Tone.WORSE: " c-worse", None: ""}


class _Places(NamedTuple):
    """Where bars begin and how long they may be; the label above them where there is no room."""

    left: Decimal
    drawn: Decimal
    is_above: bool

    @staticmethod
    def of(bars: Bars) -> _Places:
        """The places of all bars of one scale."""
        left = max((text_width(_label(one)) for one in bars.all), default=ZERO)
        right = max((text_width(_told(one)) for one in bars.all if one.number), default=ZERO)
        left += _GAP if left else 0
        drawn = WIDE - left - right - 2 * _GAP
        if drawn >= _LEAST_DRAWN:
            return _Places(left, drawn, is_above=False)
        return _Places(ZERO, Decimal(WIDE - _GAP), is_above=True)


def _label(one: Bar) -> str:
    return "  ".join(filter(None, [one.when, one.label]))


def _told(one: Bar) -> str:
    return "  ".join(filter(None, [one.number, one.verdict]))


def bar_drawings(words: ChartWords, chart: Chart) -> Iterator[Drawing]:
    """Yield the bars of a chart, so many names in a drawing as stay on one page."""
    bars = bars_of(words, chart)
    bars = bars._replace(groups=_by_year(bars.groups))
    places = _Places.of(bars)
    pieces = [*_pieces(bars.groups, _MOST_ROWS // 2 if places.is_above else _MOST_ROWS)]
    for number, groups in enumerate(pieces, 1):
        body, y = [], 0
        for group in groups:
            parts, y = _group(group, bars, places, y, origin=bool(chart.picture.origin))
            body += parts
        legend = [*_legend(words, chart, bars)] if number == len(pieces) else []
        told = "; ".join(_in_words(group) for group in groups)
        heading = words.title(chart).rstrip(":") or say(words.lang, f"title.{words.report.command}")
        yield Drawing(heading, "", "".join(body), WIDE, y, told, legend)


def _by_year(groups: tuple[BarGroup, ...]) -> tuple[BarGroup, ...]:
    """Names under their year, where the same ones come again in another year."""
    names = [group.name for group in groups]
    if len({*names}) == len(names) or any(len(group.bars) > 1 for group in groups):
        return groups
    made: list[BarGroup] = []
    for group in groups:
        (one,) = group.bars
        named = one._replace(when="", label=group.name)
        before = made.pop() if made and made[-1].name == one.when else BarGroup(one.when, ())
        made.append(BarGroup(one.when, (*before.bars, named)))
    return tuple(made)


def _pieces(groups: Sequence[BarGroup], rows: int) -> Iterator[list[BarGroup]]:
    """The groups in drawings of so many rows, one with more bars in several."""
    most = rows - 1
    cut = [
        BarGroup(group.name, group.bars[first : first + most])
        for group in groups
        for first in range(0, len(group.bars), most)
    ]
    piece: list[BarGroup] = []
    for group in cut:
        if piece and sum(1 + len(one.bars) for one in [*piece, group]) > rows:
            yield piece
            piece = []
        piece.append(group)
    if piece:
        yield piece


def _legend(words: ChartWords, chart: Chart, bars: Bars) -> Iterator[Entry]:
    """What the lines across the bars are, and what their tips mean."""
    origin = bool(chart.picture.origin)
    if all(one.length is None for one in bars.all):
        return
    for position, note in enumerate(bars.notes):
        look = "c-limit" if position or not origin else "c-axis"
        yield Entry(line(14, 0, 14, 16, look), note)
    if any(one.goes_on for one in bars.all):
        tip = [(Decimal(10), Decimal(2)), (Decimal(18), Decimal(8)), (Decimal(10), Decimal(14))]
        yield Entry(path(tip, "c-bar", closed=True), say(words.lang, "chart.beyond"))


def _in_words(group: BarGroup) -> str:
    told = (" ".join(filter(None, [_label(one), _told(one) or one.reason])) for one in group.bars)
    return f"{group.name}: {', '.join(told)}"


def _group(
    group: BarGroup, bars: Bars, places: _Places, y: int, *, origin: bool
) -> tuple[list[str], int]:
    """The name, the bars below it, and where the next group begins."""
    drawn = []
    for name in wrapped(group.name, _CHARACTERS):
        y += LINE
        drawn.append(text(0, y - 5, name, "c-name"))
    for one in group.bars:
        parts, y = _bar(one, bars, places, y, origin=origin)
        drawn += parts
    return drawn, y + _GAP


def _bar(one: Bar, bars: Bars, places: _Places, y: int, *, origin: bool) -> tuple[list[str], int]:
    drawn = []
    label = _label(one)
    room = WIDE - text_width(_told(one)) - _GAP if places.is_above else Decimal(WIDE)
    labels = wrapped(label, int(room / text_width("0"))) if label else []
    for number, part in enumerate(labels):
        y += LINE if number else 0
        drawn.append(text(0, y + LINE - 6, part, "c-soft"))
    if one.length is None:
        x = text_width(labels[-1]) + _GAP if places.is_above and labels else places.left
        lines = wrapped(one.reason, max(12, int((WIDE - x) / text_width("0"))))
        for number, reason in enumerate(lines, 1):
            drawn.append(text(x, y + number * LINE - 6, reason, "c-soft"))
        return drawn, y + len(lines) * LINE
    drawn.append(text(WIDE, y + LINE - 6, _told(one), "c-number", "end"))
    if places.is_above:
        y += LINE
    drawn += _drawn(one, bars, places, y, origin=origin)
    return drawn, y + LINE


def _drawn(one: Bar, bars: Bars, places: _Places, y: int, *, origin: bool) -> Iterator[str]:
    """The bar from its line, its limits, and a tip where it goes on."""
    assert one.length is not None
    width = EXACT.subtract(bars.high, bars.low)

    def across(length: Decimal) -> Decimal:
        if not width:
            return places.left
        share = POINT.divide(EXACT.subtract(length, bars.low), width)
        return places.left + POINT.multiply(share, places.drawn - 8)

    zero, end = across(ZERO), across(one.length)
    thick = _THICK - 4 if one.position else _THICK
    top = y + (LINE - thick) // 2
    if one.length:
        look = "c-beside" if one.position else f"c-bar{_TONES[one.tone]}"
        yield box(min(zero, end), top, abs(end - zero), thick, look)
    if one.goes_on:
        tip = 8 if one.length > 0 else -8
        corners = [
            (end, Decimal(top)),
            (end + tip, top + Decimal(thick) / 2),
            (end, top + Decimal(thick)),
        ]
        yield path(corners, f"c-bar{_TONES[one.tone]}", closed=True)
    yield line(zero, y, zero, y + LINE, "c-axis")
    for limit in one.limits:
        if limit or not origin:
            yield line(across(limit), y, across(limit), y + LINE, "c-limit")
