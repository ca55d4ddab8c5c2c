"""Text: a title, the day of publication, and a paragraph for each indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from vpcli.core.facts.model import Fact, Series, Source
from vpcli.core.reports.table import Report
from vpcli.i18n import say_date
from vpcli.writers.display import Style, clean
from vpcli.writers.prose.naming import told_of
from vpcli.writers.prose.sentences import sentences_of

__all__ = ["paragraphs_of_report", "write_text"]

_SHORT = re.compile(r"\(([A-ZĐ]{2,8})\)$")


def write_text(report: Report, style: Style) -> str:
    """Return the facts of a report as the text that an official would write.

    Every source has its own part, headed by its title and date; what is read back from it are the
    facts of that source.
    """
    sources: dict[str, Source] = {source.id: source for source in report.sources}
    by_source: dict[str, list[tuple[Series, Fact]]] = {}
    for row in report.rows:
        if row.fact is not None and row.series is not None:
            by_source.setdefault(row.fact.source, []).append((row.series, row.fact))
    parts = []
    for id_, told in by_source.items():
        paragraphs = list(_paragraphs(told, style.lang))
        if paragraphs:
            head = _head(report, sources.get(id_), style.lang, several=len(by_source) > 1)
            parts.append("\n\n".join([*head, *paragraphs]))
    return "\n\n\n".join(parts) + "\n" if parts else ""


def _as_total(series: Series, lang: str) -> str:
    """A total as its parts name it: by its short name, where it has one in a bracket."""
    short = _SHORT.search(series.indicator.name.in_language(lang))
    return short[1] if short else told_of(series, lang).name


def _head(report: Report, source: Source | None, lang: str, *, several: bool) -> Iterator[str]:
    """The title of the data, or of the source where there are several, and the day it is from."""
    titles = [clean(report.title.in_language(lang))]
    if source is not None:
        titles.insert(0 if several else 1, clean(source.title.in_language(lang)))
    yield from [title.rstrip(".;:") for title in titles if title][:1]
    if source is not None and source.date:
        yield say_date(source.date, lang)


def paragraphs_of_report(report: Report, lang: str) -> list[str]:
    """Return a paragraph for every indicator of a report whose rows are facts."""
    told = [(row.series, row.fact) for row in report.rows if row.series and row.fact]
    return list(_paragraphs(told, lang))


def _paragraphs(told: Sequence[tuple[Series, Fact]], lang: str) -> Iterator[str]:
    """A paragraph for every indicator, in the order given, each area under its name."""
    areas = {series.area.id for series, _ in told}
    before = ""
    names = {series.indicator.id: _as_total(series, lang) for series, _ in told}
    for _, group in groupby(told, key=lambda one: id(one[0])):
        facts = list(group)
        series = facts[0][0]
        said = sentences_of(series, [fact for _, fact in facts], told_of(series, lang), lang, names)
        if not (text := " ".join(said)):
            continue
        if len(areas) > 1 and series.area.id != before:
            before = series.area.id
            yield clean(series.area.name.in_language(lang))
        yield text
