"""SVG: the chart of a report alone, as one picture with its title, legend, notes and sources."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from vpcli.core.reports.table import Report, Shape
from vpcli.i18n import say
from vpcli.writers.chart_html import LOOK, drawings_of
from vpcli.writers.chart_words import ChartWords
from vpcli.writers.display import Style, clean, source_text
from vpcli.writers.layout import notes_of
from vpcli.writers.svg import LINE, WIDE, Drawing, Entry, text
from vpcli.writers.widths import wrapped

__all__ = ["write_svg"]

_MARGIN = 16
_CHARACTERS = 76
"""In a line of text across the picture; it is never shown on a narrow page."""
_SWATCH = 40


def write_svg(report: Report, style: Style) -> str:
    """Return the chart as a file of its own, without script, remote font or image."""
    words = ChartWords(report, style)
    lang = style.lang
    title = clean(report.title.in_language(lang))
    of_command = say(lang, f"title.{report.command}")
    head = f"{of_command} — {title}" if title else of_command
    page = _Page(of_command)
    page.add(head, "c-name")
    page.y += LINE // 2
    told = []
    for chart in words.charts:
        if chart.shape is not Shape.BARS and words.title(chart):
            page.add(words.title(chart), "c-name")
        for drawing in drawings_of(words, chart):
            page.draw(drawing)
            told.append(f"{drawing.heading}: {drawing.told or '; '.join(drawing.notes)}")
    for line in [*notes_of(report, words.used, lang), *_sources(report, lang)]:
        page.add(line, "c-soft")
    width, height = WIDE + 2 * _MARGIN, page.y + _MARGIN
    return (
        f'<svg class="c-svg c-file" xmlns="http://www.w3.org/2000/svg" xml:lang="{lang}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">\n'
        f"<title>{escape(head)}</title>\n<desc>{escape(' '.join(told))}</desc>\n"
        f"<style>{LOOK}</style>\n"
        f'<rect class="c-paper" width="{width}" height="{height}"/>\n'
        f'<g transform="translate({_MARGIN} {_MARGIN})">\n'
        + "\n".join(page.parts)
        + "\n</g>\n</svg>\n"
    )


def _sources(report: Report, lang: str) -> Iterator[str]:
    for source in report.sources:
        yield say(lang, "source", text=source_text(source, lang))


class _Page:
    """Texts and drawings one below the other."""

    def __init__(self, title: str) -> None:
        """Begin with a title, which a drawing need not repeat."""
        self.title = title
        self.parts: list[str] = []
        self.y = 0

    def add(self, words: str, look: str = "", x: int = 0) -> None:
        """Put a text below the rest, in as many lines as it takes."""
        for line in wrapped(words, _CHARACTERS - x // 7):
            self.y += LINE - 3
            self.parts.append(text(x, self.y - 4, line, look))

    def draw(self, drawing: Drawing) -> None:
        """Put a drawing below the rest, with what is told of it."""
        unit = f", {drawing.unit}" if drawing.unit else ""
        if drawing.heading != self.title:
            self.add(f"{drawing.heading}{unit}", "c-name")
        if drawing.body:
            self.parts.append(f'<g transform="translate(0 {self.y})">{drawing.body}</g>')
            self.y += drawing.height
        for entry in drawing.legend:
            self._entry(entry)
        for note in drawing.notes:
            self.add(note)
        self.y += LINE

    def _entry(self, entry: Entry) -> None:
        self.parts.append(f'<g transform="translate(0 {self.y + 1})">{entry.swatch}</g>')
        self.add(entry.text, x=_SWATCH)
