"""Bars in a terminal: beside their names, or below them where the terminal is narrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.text import Text

from vpcli.core.reports.chart import Chart
from vpcli.i18n import say
from vpcli.writers.bars import Bar, Bars, bars_of
from vpcli.writers.chart_words import ChartWords
from vpcli.writers.glyphs import Glyphs, Scale, bar, cells_to
from vpcli.writers.layout import TONES
from vpcli.writers.widths import width_of, wrapped

__all__ = ["draw_bars"]

_NAMES = ((30, 24), (22, 16), (18, 16))
"""How wide names may be, so long as so much is left for the bars."""
_ENOUGH, _LEAST_DRAWN, _MOST_DRAWN = 16, 8, 40
_BETWEEN = 2


class _Places(NamedTuple):
    """How wide the columns are; 0 for what stands on a line of its own."""

    name: int
    when: int
    label: int
    drawn: int
    number: int
    verdict: int

    @staticmethod
    def of(bars: Bars, width: int) -> _Places:
        """The columns of a terminal so wide: what there is no room for stands above or below."""
        when, label, number, verdict = (
            _widest(texts)
            for texts in (
                [one.when for one in bars.all],
                [one.label for one in bars.all],
                [one.number for one in bars.all],
                [one.verdict for one in bars.all],
            )
        )
        names = _widest([group.name for group in bars.groups])
        beside = _taken(when, label, number, verdict)
        for most, enough in _NAMES:
            name = min(names, most)
            drawn = width - beside - name - _BETWEEN
            if drawn >= enough:
                wide = min(drawn, _MOST_DRAWN)
                more = min(names, name + drawn - wide)
                return _Places(more, when, label, wide, number, verdict)
        for columns in (
            (when, label, number, verdict),
            (when, label, number, 0),
            (when, 0, number, 0),
        ):
            drawn = width - _taken(*columns) - _BETWEEN
            if drawn >= _ENOUGH:
                break
        return _Places(
            0, columns[0], columns[1], min(max(drawn, _LEAST_DRAWN), _MOST_DRAWN), *columns[2:]
        )


def _widest(texts: Iterable[str]) -> int:
    return max(map(width_of, texts), default=0)


def _taken(*widths: int) -> int:
    return sum(width + _BETWEEN for width in widths if width)


def draw_bars(words: ChartWords, chart: Chart, width: int) -> Iterator[Text]:
    """Yield the lines: every name with its bars, their numbers and verdicts, then the signs."""
    bars, glyphs = bars_of(words, chart), words.glyphs
    places = _Places.of(bars, width)
    scale = Scale(bars.low, bars.high, places.drawn - 2)
    for group in bars.groups:
        name = wrapped(group.name, places.name or width)
        lines = [line for one in group.bars for line in _lines(one, places, scale, glyphs, width)]
        if not places.name:
            yield from map(Text, name)
            yield from (Text("  ").append_text(line) for line in lines)
            continue
        for position in range(max(len(name), len(lines))):
            told = name[position] if position < len(name) else ""
            text = Text(_padded(told, places.name))
            yield text.append_text(lines[position]) if position < len(lines) else text
    yield from _notes(words, chart, bars, width)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - width_of(text) + _BETWEEN)


def _lines(one: Bar, places: _Places, scale: Scale, glyphs: Glyphs, width: int) -> Iterator[Text]:
    """A bar with its number; what has no column stands above it or below."""
    head = Text(
        "".join(_padded(t, w) for t, w in ((one.when, places.when), (one.label, places.label)) if w)
    )
    indent = " " * len(head.plain)
    if one.label and not places.label:
        yield Text(" " * (places.when + _BETWEEN if places.when else 0) + one.label)
    look = TONES[one.tone] if one.tone else ""
    if one.length is None:
        room = width - (places.name + _BETWEEN if places.name else _BETWEEN) - len(indent)
        for text in wrapped(one.reason, max(room, _LEAST_DRAWN)):
            yield head.append(text, style="dim")
            head = Text(indent)
        return
    drawn = _drawn(one, scale, glyphs)
    head.append(drawn + " " * (places.drawn - len(drawn) + _BETWEEN), style=look)
    head.append(" " * (places.number - width_of(one.number)) + one.number)
    if one.verdict and places.verdict:
        head.append("  ").append(one.verdict, style=look)
    yield head
    if one.verdict and not places.verdict:
        yield Text(indent).append(one.verdict, style=look)


def _drawn(one: Bar, scale: Scale, glyphs: Glyphs) -> str:
    """The bar with the signs of the limits in it."""
    assert one.length is not None
    own = glyphs._replace(block=glyphs.beside) if one.position else glyphs
    cells = list(bar(one.length, scale, own).ljust(scale.cells + 2))
    filled = [index for index, char in enumerate(cells) if char != " "]
    tip = filled[-1] if one.length > 0 else filled[0]
    if one.goes_on:
        cells[tip] = glyphs.beyond[one.length > 0]
    for place in (cells_to(limit, scale) for limit in one.limits if limit):
        if 0 <= place < len(cells) and place != tip:
            cells[place] = glyphs.limit
    return "".join(cells).rstrip()


def _notes(words: ChartWords, chart: Chart, bars: Bars, width: int) -> Iterator[Text]:
    """What the signs mean."""
    glyphs = words.glyphs
    origin = [f"{glyphs.axis} {bars.notes[0]}"] if chart.picture.origin else []
    limits = "; ".join(bars.notes[len(origin) :])
    signs = [*origin, *([f"{glyphs.limit} {limits}"] if limits else [])]
    if any(one.goes_on for one in bars.all):
        signs.append(f"{glyphs.beyond[1]} {say(words.lang, 'chart.beyond')}")
    if all(one.length is None for one in bars.all):
        return
    text = "   ".join(signs)
    for line in [text] if text and width_of(text) <= width else signs:
        yield Text(line, style="dim")
