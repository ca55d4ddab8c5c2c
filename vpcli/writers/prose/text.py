"""Text: a title, the day of publication, and a paragraph for each indicator."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from vpcli.core.facts.model import Fact, Series, Source
from vpcli.core.reports.table import Report
from vpcli.errors import InvocationError, Problem
from vpcli.i18n import say, say_date
from vpcli.writers.display import Style, clean
from vpcli.writers.prose.naming import told_of
from vpcli.writers.prose.sentences import sentences_of
from vpcli.writers.prose.telling import tellable

__all__ = ["paragraphs_of_report", "write_text"]

_SHORT = re.compile(r"\(([A-ZĐ]{2,8})\)$")


def write_text(report: Report, style: Style) -> str:
    """Return the facts of one source about one area as the text that an official would write.

    Raises `InvocationError` where there are several (`text-one-source`, `text-one-area`): what is
    read back from a text is all of one.
    """
    told = [(row.series, row.fact) for row in report.rows if row.series and row.fact]
    _see_one("area", {series.area.id for series, _ in told})
    _see_one("source", {fact.source for _, fact in told})
    source = next((one for one in report.sources if one.id == told[0][1].source), None)
    paragraphs = list(_paragraphs(told, style.lang, source.date if source else ""))
    return "\n\n".join([*_head(report, source, style.lang), *paragraphs]) + "\n"


def _see_one(what: str, ids: Collection[str]) -> None:
    if len(ids) > 1:
        raise InvocationError(Problem(f"text-one-{what}", {"known": ", ".join(sorted(ids))}))


def _as_total(series: Series, lang: str) -> str:
    """A total as its parts name it: by its short name, where it has one in a bracket."""
    short = _SHORT.search(series.indicator.name.in_language(lang))
    return short[1] if short else told_of(series, lang).name


def _head(report: Report, source: Source | None, lang: str) -> Iterator[str]:
    """The title of the data or else of the source, and the day it is from."""
    titles = [clean(report.title.in_language(lang))]
    if source is not None:
        titles.append(clean(source.title.in_language(lang)))
    yield from [title.rstrip(".;:") for title in titles if title][:1]
    if source is not None and source.date:
        yield say_date(source.date, lang)


def paragraphs_of_report(report: Report, lang: str) -> list[str]:
    """Return a paragraph for every indicator of a report whose rows are facts.

    The last one says what could not be told.
    """
    told = [(row.series, row.fact) for row in report.rows if row.series and row.fact]
    return list(_paragraphs(told, lang, ""))


def _paragraphs(told: Sequence[tuple[Series, Fact]], lang: str, date: str) -> Iterator[str]:
    """A paragraph for every indicator, in the order given, each area under its name.

    Of several indicators of one name only the first is told. What is left out is named at the end.
    """
    left: dict[str, list[int]] = {}
    first: dict[tuple[str, str], str] = {}
    areas = {series.area.id for series, _ in told}
    before = ""
    names = {series.indicator.id: _as_total(series, lang) for series, _ in told}
    for _, group in groupby(told, key=lambda one: id(one[0])):
        facts = list(group)
        series = facts[0][0]
        named = told_of(series, lang)
        if first.setdefault((series.area.id, named.name), series.indicator.id) != (
            series.indicator.id
        ):
            left.setdefault(named.name, []).extend(fact.year for _, fact in facts)
            continue
        kept = tellable(series, (fact for _, fact in facts), date)
        if years := [fact.year for _, fact in facts if fact.figure and fact not in kept]:
            left.setdefault(named.name, []).extend(years)
        said = sentences_of(series, kept, named, lang, names)
        if not (text := " ".join(said)):
            continue
        if len(areas) > 1 and series.area.id != before:
            before = series.area.id
            yield clean(series.area.name.in_language(lang))
        yield text
    if left:
        untold = (f"{name} ({_listed(years)})" for name, years in left.items())
        yield say(lang, "prose.untold", names="; ".join(untold))


def _listed(years: Sequence[int]) -> str:
    return ", ".join(map(str, sorted(set(years))))
