"""Results, plans and ways over the years as drawings: axes with round values, marks, labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from vpcli.core.facts.arithmetic import EXACT, ONE, POINT
from vpcli.core.reports.chart import Chart, Panel
from vpcli.core.reports.lines import Line, Point, Role
from vpcli.i18n import say
from vpcli.writers.axis import Axis
from vpcli.writers.chart_words import ChartWords, band_of, ends_of, levels_of, target_of, value_of
from vpcli.writers.display import plain_number
from vpcli.writers.svg import (
    LINE,
    WIDE,
    Drawing,
    Entry,
    box,
    dot,
    line,
    path,
    shape,
    text,
    text_width,
)
from vpcli.writers.svg_labels import Labels, Place

__all__ = ["path_drawings"]

_TALL, _ABOVE, _RIGHT, _INSET = 220, 24, 14, 10
_DIGITS, _LONGEST = 4, 30
_MOST_GAPS = 6
_MOST_LABELLED = 6
"""Of the plans whose numbers stand beside their marks; of more only the last."""
_AHEAD = ("triangle", "square", "down")
_LOOKS = {
    Role.RESULT: "result",
    Role.PLAN: "plan",
    Role.REQUIRED: "required",
    Role.STRAIGHT: "straight",
}
_ORDER = {
    role: number
    for number, role in enumerate(
        (Role.STRAIGHT, Role.REQUIRED, Role.AHEAD, Role.PLAN, Role.RESULT, Role.VALUE)
    )
}
"""What is drawn first is covered by what comes later."""
_SMALLEST, _ROOMY = Decimal("0.5"), 24


class _Look(NamedTuple):
    """The class of a line, and the shape of its marks where they have corners."""

    name: str
    shape: str = ""


class _Field(NamedTuple):
    """Where years and levels lie."""

    axis: Axis
    years: Sequence[int]
    left: Decimal

    def x(self, year: int) -> Decimal:
        """Across, from the first year to the last."""
        room = WIDE - self.left - _RIGHT - _INSET
        run = self.years[-1] - self.years[0]
        return (
            self.left + _INSET + (room * Decimal(year - self.years[0]) / run if run else room / 2)
        )

    def y(self, level: Decimal) -> Decimal:
        """Down from the top."""
        width = EXACT.subtract(self.axis.high, self.axis.low)
        share = POINT.divide(EXACT.subtract(self.axis.high, level), width)
        return _ABOVE + POINT.multiply(share, Decimal(_TALL))

    @property
    def size(self) -> Decimal:
        """How large marks are: smaller where years are many."""
        years = max(1, self.years[-1] - self.years[0])
        return min(ONE, max(_SMALLEST, (WIDE - self.left - _RIGHT) / years / _ROOMY))

    def place(self, point: Point) -> Place:
        """Where a single value lies."""
        return self.x(point.year), self.y(value_of(point))


def path_drawings(words: ChartWords, chart: Chart) -> Iterator[Drawing]:
    """Yield a field of levels over the years for every indicator."""
    for panel in chart.panels:
        heading = words.heading(panel)
        if len(panel.points) < 2:
            notes = [words.reason(panel.reason)]
            yield Drawing(heading, words.unit(panel), "", WIDE, 0, "", notes=notes)
            continue
        axis = Axis.of(levels_of(chart, panel), _MOST_GAPS, words.powers(panel))
        labels = [axis.label(tick, words.lang) for tick in axis.ticks]
        field = _Field(axis, panel.years, max(map(text_width, labels)) + 8)
        looks = _looks(panel)
        body = [*_axes(field, labels)]
        for limit in chart.picture.limits:
            y = field.y(limit.up)
            body.append(line(field.left, y, WIDE - _RIGHT, y, "c-limit"))
        drawn = sorted(zip(panel.lines, looks, strict=True), key=lambda one: _ORDER[one[0].role])
        for draw in (_band, _way, _marks):
            for own, look in drawn:
                body += draw(field, own, look)
        target = target_of(panel)
        body += [_target(*field.place(target), field.size)] if target else []
        body += _labels(words, panel, field)
        legend = [*_legend(words, chart, panel, looks)]
        told = "; ".join(entry.text for entry in legend)
        unit = words.unit_and_axis(panel, axis.power)
        height = _ABOVE + _TALL + LINE + 4
        yield Drawing(heading, unit, "".join(body), WIDE, height, told, legend)


def _looks(panel: Panel) -> list[_Look]:
    """How each line is drawn: what is ahead in three ways after one another."""
    looks, ahead = [], 0
    for own in panel.lines:
        if own.role in _LOOKS:
            looks.append(_Look(_LOOKS[own.role], "diamond" if own.role is Role.PLAN else ""))
            continue
        looks.append(_Look(f"ahead c-ahead-{ahead % 3 + 1}", _AHEAD[ahead % 3]))
        ahead += 1
    return looks


def _axes(field: _Field, labels: Sequence[str]) -> Iterator[str]:
    """Gridlines with their values, and as many years as there is room for."""
    end = WIDE - _RIGHT
    for tick, label in zip(field.axis.ticks, labels, strict=True):
        y = field.y(tick)
        is_zero = not tick and field.axis.low < 0
        yield line(field.left, y, end, y, "c-axis" if is_zero else "c-grid")
        yield text(field.left - 6, y + 4, label, "c-soft", "end")
    bottom = Decimal(_ABOVE + _TALL)
    yield line(field.left, bottom, end, bottom, "c-axis")
    free = Decimal(WIDE)
    for year in reversed(field.years):
        half = text_width(str(year)) / 2
        x = min(field.x(year), WIDE - half)
        if x + half <= free:
            yield line(field.x(year), bottom, field.x(year), bottom + 4, "c-axis")
            yield text(x, bottom + LINE - 2, str(year), "c-soft", "middle")
            free = x - half - 10


def _band(field: _Field, own: Line, look: _Look) -> Iterator[str]:
    """What lies between the ends of the intervals of what is ahead."""
    if own.role is not Role.AHEAD or all(one.interval is None for one in own.points):
        return
    lows, highs = [], []
    for point in own.known:
        low, high = band_of(point)
        lows.append((field.x(point.year), field.y(low)))
        highs.append((field.x(point.year), field.y(high)))
    yield path([*highs, *reversed(lows)], "c-band", closed=True)


def _way(field: _Field, own: Line, look: _Look) -> Iterator[str]:
    """The line through the points, broken where two of them are not to be joined."""
    if own.role is Role.PLAN:
        return
    run: list[Place] = []
    for point in own.known:
        if run and not point.is_joined:
            yield from _joined(run, look)
            run = []
        run.append(field.place(point))
    yield from _joined(run, look)


def _joined(run: list[Place], look: _Look) -> Iterator[str]:
    if len(run) > 1:
        yield path(run, f"c-line c-{look.name}")


def _marks(field: _Field, own: Line, look: _Look) -> Iterator[str]:
    """The marks of a line; a planned range is a line between its ends."""
    if own.role in (Role.STRAIGHT, Role.REQUIRED):
        return
    for point in own.points:
        places = [(field.x(point.year), field.y(end)) for end in ends_of(point, own.role)]
        for one, other in pairwise(places):
            yield line(*one, *other, f"c-line c-{look.name}")
        for x, y in places:
            if look.shape:
                yield shape(look.shape, x, y, f"c-mark c-{look.name}", field.size)
            elif own.role is Role.RESULT:
                missed = " c-missed" if point.is_missed else ""
                yield dot(x, y, f"c-mark c-{look.name}{missed}", field.size)


def _target(x: Decimal, y: Decimal, size: Decimal = ONE) -> str:
    return shape("diamond", x, y, "c-mark c-required", size)


def _labels(words: ChartWords, panel: Panel, field: _Field) -> Iterator[str]:
    """Numbers beside the marks: of the plans, of the last result, of where each line ends."""
    labels = Labels((field.left, Decimal(0), Decimal(WIDE), Decimal(_ABOVE + _TALL)))
    for own in panel.lines:
        places = [*map(field.place, own.known)]
        for place in places if own.role is not Role.STRAIGHT else ():
            labels.avoid_mark(place)
        for one, other in pairwise(places if own.role is not Role.PLAN else ()):
            labels.avoid_line(one, other)
    for own in sorted(panel.lines, key=lambda one: one.role is not Role.PLAN):
        marked = [one for one in own.points if ends_of(one, own.role)]
        is_few = own.role is Role.PLAN and len(marked) <= _MOST_LABELLED
        labelled = marked if is_few else marked[-1:]
        if own.role is Role.STRAIGHT or (own.role is Role.REQUIRED and not target_of(panel)):
            labelled = []
        for point in reversed(labelled):
            label = _label(words, panel, own, point, field.axis.power)
            place = field.x(point.year), field.y(ends_of(point, own.role)[-1])
            placed = labels.place(place, text_width(label))
            if placed is not None:
                x, y = placed
                look = _LOOKS.get(own.role, "ahead")
                yield text(x, y, label, f"c-label c-{look}-text", "middle")


def _label(words: ChartWords, panel: Panel, own: Line, point: Point, power: int) -> str:
    """A number beside its mark, like those of the axis where these leave a power of ten out."""
    told = point.value or point.interval
    assert told is not None
    if not power or told.value is None:
        return words.number(panel, own, told)
    value = told.value.scaleb(-power)
    return plain_number(value, max(0, _DIGITS - 1 - value.adjusted()), words.lang)


def _whole(number: str) -> str:
    """A number that stays on one line with its year."""
    return number.replace(" ", "\u00a0") if len(number) <= _LONGEST else number


def _legend(
    words: ChartWords, chart: Chart, panel: Panel, looks: Sequence[_Look]
) -> Iterator[Entry]:
    """Every line with its sign and its numbers, then the signs that no line is named by."""
    middle, y = Decimal(14), Decimal(8)
    for own, look in zip(panel.lines, looks, strict=True):
        if not any(one.value or one.interval for one in own.points):
            continue
        drawn = "" if own.role is Role.PLAN else line(0, y, 28, y, f"c-line c-{look.name}")
        if look.shape:
            drawn += shape(look.shape, middle, y, f"c-mark c-{look.name}")
        elif own.role is Role.RESULT:
            drawn += dot(middle, y, "c-mark c-result")
        told = [_whole(number) for number in words.numbers(panel, own)]
        numbers = ", ".join(told).replace(", (", " (")
        yield Entry(drawn, f"{words.line(own)}: {numbers}")
    for limit in words.limits(chart):
        yield Entry(line(0, y, 28, y, "c-limit"), limit)
    if target_of(panel):
        yield Entry(_target(middle, y), say(words.lang, "chart.target"))
    if any(one.is_missed for own in panel.lines for one in own.known):
        yield Entry(dot(middle, y, "c-mark c-result c-missed"), say(words.lang, "chart.missed"))
    if any(own.role is Role.AHEAD and one.interval for own in panel.lines for one in own.points):
        key, fields = words.report.headings["predicted"]
        yield Entry(box(0, 2, 28, 12, "c-band"), say(words.lang, key, **fields))
