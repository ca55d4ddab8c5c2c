"""A chart in a page: drawn in place, self-contained, with its numbers as text beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape
from itertools import pairwise

from vpcli.core.facts.arithmetic import rounded
from vpcli.core.reports.cells import Tone
from vpcli.core.reports.chart import Line, Panel, Point
from vpcli.core.reports.table import Report, Shape
from vpcli.writers.chart_words import ChartWords, value_of
from vpcli.writers.display import Style, plain_number
from vpcli.writers.glyphs import Scale

__all__ = ["LOOK", "chart_as_html"]

LOOK = """
table.chart { margin-bottom: 1em; }
table.chart td { border: 0; vertical-align: middle; }
figure { margin: 0 0 1em; }
svg { display: block; }
svg text { font-size: 10px; fill: #444; }
"""
_BAR, _LINE_HEIGHT, _COLUMN = 240, 16, 9
_FIELD, _TALL, _LEFT, _BELOW = 560, 220, 80, 24
_COLOURS = ("#1f4e79", "#b45f06", "#38761d", "#741b47", "#7f6000", "#444444")
_TONES = {Tone.BETTER: "#0a5c2a", Tone.WORSE: "#a11212"}


def chart_as_html(report: Report, style: Style) -> list[str]:
    """Return the chart of a report, to stand above its table."""
    words = ChartWords(report, style)
    if words.shape is Shape.PATH:
        return [part for panel in words.panels for part in _figure(words, panel)]
    draw = _bars if words.shape is Shape.BARS else _sparks
    return ['<table class="chart">', *draw(words), "</table>"]


def _text(value: Decimal) -> str:
    return f"{rounded(value, 1):f}"


def _picture(width: int, height: int, told: str, drawn: str) -> str:
    """A drawing, and in words what it shows."""
    return (
        f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{escape(told)}</title>{drawn}</svg>"
    )


def _box(x: Decimal, y: Decimal, width: Decimal, height: Decimal, colour: str) -> str:
    return (
        f'<rect x="{_text(x)}" y="{_text(y)}" width="{_text(max(width, Decimal(1)))}" '
        f'height="{_text(max(height, Decimal(1)))}" fill="{colour}"/>'
    )


def _rule(x1: Decimal, y1: Decimal, x2: Decimal, y2: Decimal, colour: str = "#444") -> str:
    return (
        f'<line x1="{_text(x1)}" y1="{_text(y1)}" x2="{_text(x2)}" y2="{_text(y2)}" '
        f'stroke="{colour}"/>'
    )


def _bars(words: ChartWords) -> Iterator[str]:
    scale = Scale.from_zero((value_of(one) for p in words.panels for one in p.points), _BAR)
    zero = scale.length(scale.low)
    before = ""
    for panel in words.panels:
        name = words.name(panel)
        for position, line in enumerate(panel.lines):
            point = line.points[0]
            label = words.line(line) if len(panel.lines) > 1 else ""
            year = str(point.year) if point.year and not position else ""
            told = words.told(panel, line)
            drawn = _bar(scale, zero, panel, line, told) if point.value else ""
            shown = "" if name == before or position else name
            yield (
                f"<tr><td>{escape(shown)}</td><td>{year}</td><td>{escape(label)}</td>"
                f'<td>{drawn}</td><td class="number" align="right">{escape(told)}</td></tr>'
            )
        before = name


def _bar(scale: Scale, zero: Decimal, panel: Panel, line: Line, told: str) -> str:
    value = value_of(line.points[0])
    length = scale.length(value)
    start = zero - length if value < 0 else zero
    tone = panel.row.tones.get(line.column)
    colour = _TONES[tone] if tone else _COLOURS[0]
    drawn = _box(start, Decimal(2), length, Decimal(_LINE_HEIGHT - 4), colour) if value else ""
    axis = _rule(zero, Decimal(0), zero, Decimal(_LINE_HEIGHT))
    return _picture(_BAR, _LINE_HEIGHT, told, drawn + axis)


def _sparks(words: ChartWords) -> Iterator[str]:
    for panel in words.panels:
        line, name = panel.lines[0], escape(words.name(panel))
        unit = escape(words.unit(panel))
        if not line.known:
            told = escape(words.reason(panel.reason))
            yield f"<tr><td>{name}<br><small>{unit}</small></td><td></td><td>{told}</td></tr>"
            continue
        years = panel.years
        numbers = words.extremes(panel, line)
        gaps = words.gaps(line, years)
        told = "<br>".join(escape(one) for one in [*numbers, *filter(None, [gaps])])
        axis = f"<br><small>{years[0]}–{years[-1]}</small>"
        yield (
            f"<tr><td>{name}<br><small>{unit}</small></td>"
            f"<td>{_columns(line, years, '; '.join(numbers))}{axis}</td><td>{told}</td></tr>"
        )


def _columns(line: Line, years: list[int], told: str) -> str:
    height = 3 * _LINE_HEIGHT
    scale = Scale.from_zero((value_of(point) for point in line.known), height - 2)
    top = scale.length(scale.high) + 1 if scale.high > 0 else Decimal(1)
    drawn = [_rule(Decimal(0), top, Decimal(_COLUMN * len(years)), top)]
    for point in line.known:
        value = value_of(point)
        length = scale.length(value)
        x = Decimal(_COLUMN * (point.year - years[0]) + 1)
        if value:
            y = top if value < 0 else top - length
            colour = _COLOURS[1] if value < 0 else _COLOURS[0]
            drawn.append(_box(x, y, Decimal(_COLUMN - 2), length, colour))
    return _picture(_COLUMN * len(years), height, told, "".join(drawn))


def _figure(words: ChartWords, panel: Panel) -> Iterator[str]:
    name, unit = escape(words.name(panel)), escape(words.unit(panel))
    if len(panel.points) < 2:
        reason = escape(words.reason(panel.reason))
        yield f"<p>{name}, {unit}: {reason}</p>"
        return
    told = "; ".join(_numbers(words, panel, line) for line in panel.lines if line.known)
    items = "".join(
        f'<li><svg width="10" height="10"><rect width="10" height="10" fill="{colour}"/></svg> '
        f"{escape(_numbers(words, panel, line))}</li>"
        for line, colour in zip(panel.lines, _COLOURS * 9, strict=False)
        if line.known
    )
    drawing = _picture(_LEFT + _FIELD + 40, _TALL + _BELOW, told, _field(words, panel))
    yield (
        f"<figure><figcaption><strong>{name}</strong>, {unit}</figcaption>{drawing}"
        f"<ul>{items}</ul></figure>"
    )


def _numbers(words: ChartWords, panel: Panel, line: Line) -> str:
    listed = ", ".join(
        f"{point.year}: {words.number(panel, line, point.value)}"
        for point in line.known
        if point.value
    )
    return f"{words.line(line)}: {listed}"


def _field(words: ChartWords, panel: Panel) -> str:
    values = [value_of(point) for point in panel.points]
    levels = Scale(min(values), max(values), _TALL - 20)
    years = panel.years
    across = Scale(Decimal(years[0]), Decimal(years[-1]), _FIELD)
    decimals = max(point.value.decimals for point in panel.points if point.value)

    def place(point: Point) -> tuple[Decimal, Decimal]:
        x = Decimal(_LEFT + across.place(Decimal(point.year)))
        return x, Decimal(_TALL - 10 - levels.place(value_of(point)))

    drawn = [_rule(Decimal(_LEFT), Decimal(_TALL), Decimal(_LEFT + _FIELD), Decimal(_TALL))]
    for cell in (0, (_TALL - 21) // 2, _TALL - 21):
        y = _TALL - 10 - cell
        label = escape(plain_number(levels.value(cell), decimals, words.lang))
        drawn.append(f'<text x="{_LEFT - 6}" y="{y + 3}" text-anchor="end">{label}</text>')
        drawn.append(_rule(Decimal(_LEFT - 3), Decimal(y), Decimal(_LEFT), Decimal(y)))
    step = max(1, -(-len(years) // 12))
    for year in years[::step]:
        x = _LEFT + across.place(Decimal(year))
        drawn.append(f'<text x="{x}" y="{_TALL + 14}" text-anchor="middle">{year}</text>')
    for line, colour in zip(panel.lines, _COLOURS * 9, strict=False):
        places = [place(point) for point in line.known]
        if line.column not in words.beside:
            drawn += [_rule(*first, *last, colour) for first, last in pairwise(places)]
        drawn += [
            f'<circle cx="{_text(x)}" cy="{_text(y)}" r="3" fill="{colour}"/>' for x, y in places
        ]
    return "".join(drawn)
