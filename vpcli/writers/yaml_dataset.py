"""YAML: the facts as a data file that vpcli reads, figures as they were printed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from vpcli.core.facts.model import (
    Area,
    Fact,
    GrowthMethod,
    Measure,
    Parts,
    Series,
    Source,
    Status,
    Words,
)
from vpcli.core.facts.number import NumberFormat, NumeralError
from vpcli.core.facts.phrase import parse_phrase
from vpcli.core.reports.show import printed_measure, printed_text
from vpcli.core.reports.table import Report
from vpcli.errors import InvocationError, Problem
from vpcli.writers.display import Style

__all__ = ["write_yaml"]

# Bare text must mean the same to every YAML reader: no number, date, word of its own, or mark.
_BARE = re.compile(r"[^\W\d_](?:[\w .%()/–-]*[\w%)])?")
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_NOT_PLAIN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)


@dataclass
class _Entry:
    """Facts that can stand in one place: what each says is the same, or said by only one."""

    said: dict[str, object]
    facts: list[Fact] = field(default_factory=list)

    def takes(self, fact: Fact, said: Mapping[str, object]) -> bool:
        measures = {printed_measure(one) for one in self.facts}
        return printed_measure(fact) not in measures and all(
            self.said.get(key, value) == value for key, value in said.items()
        )


def write_yaml(report: Report, style: Style) -> str:
    """Return facts as a data file; names in both languages, whatever the language of output."""
    return "\n".join(_Writer(report).lines()) + "\n"


class _Writer:
    def __init__(self, report: Report) -> None:
        self.title, self.parts = report.title, report.parts
        self.series: dict[int, tuple[Series, list[Fact]]] = {}
        for row in report.rows:
            if row.series is not None and row.fact is not None:
                self.series.setdefault(id(row.series), (row.series, []))[1].append(row.fact)
        facts = [fact for _, facts in self.series.values() for fact in facts]
        self.sources = {source.id: source for source in report.sources}
        for fact in facts:
            if fact.source:
                self.sources.setdefault(fact.source, Source(fact.source))
        formats = Counter(fact.figure.numbers for fact in facts if fact.figure)
        self.numbers = (
            None if None in formats else max(formats, key=formats.__getitem__, default=None)
        )
        areas = {series.area for series, _ in self.series.values()}
        self.area = areas.pop() if len(areas) == 1 else Area()

    def lines(self) -> Iterator[str]:
        if self.title != Words():
            yield f"title: {_words(self.title)}"
        if self.numbers is not None:
            yield f"numbers: {self.numbers.value}"
        if self.area != Area():
            yield f"area: {_area(self.area)}"
        if self.sources:
            yield "sources:"
        for source in self.sources.values():
            keys = _source(source)
            yield f"  {_text(source.id)}:{'' if keys else ' {}'}"
            yield from (f"    {key}: {value}" for key, value in keys.items())
        yield "indicators:"
        indicators: dict[str, list[tuple[Series, list[Fact]]]] = {}
        for series, facts in self.series.values():
            indicators.setdefault(series.indicator.id, []).append((series, facts))
        for all_series in indicators.values():
            yield from self.indicator(all_series)

    def indicator(self, described: list[tuple[Series, list[Fact]]]) -> Iterator[str]:
        """One indicator with its facts; those of several areas name their area."""
        indicator = described[0][0].indicator
        if any(
            series.indicator._replace(name=indicator.name) != indicator for series, _ in described
        ):
            raise InvocationError(Problem("indicator-differs", {"indicator": indicator.id}))
        yield f"  {_text(indicator.id)}:"
        yield f"    name: {_words(indicator.name)}"
        yield f"    unit: {_text(indicator.unit.text)}"
        yield f"    kind: {indicator.kind.value}"
        yield f"    direction: {indicator.direction.value}"
        if indicator.price_basis:
            yield f"    price-basis: {_text(indicator.price_basis)}"
        if indicator.growth_method is not GrowthMethod.RATIO:
            yield f"    growth-method: {indicator.growth_method.value}"
        if indicator.base_year is not None:
            yield f"    base-year: {indicator.base_year}"
        if indicator.natural_limit is not None:
            yield f"    natural-limit: {indicator.natural_limit:f}"
        if indicator.plans_add_up:
            yield '    plans-add-up: "yes"'
        for key, complete in (("parts", True), ("some-parts", False)):
            lists = [
                _listed(breakdown)
                for breakdown in self.parts
                if breakdown.total == indicator.id and breakdown.complete is complete
            ]
            if lists:
                listed = ", ".join(lists)
                bare = len(lists) == 1 and listed.startswith("[")
                yield f"    {key}: {listed if bare else f'[{listed}]'}"
        yield "    facts:"
        for series, facts in described:
            area = {} if series.area == self.area else {"area": _area(series.area)}
            for entry in _entries(facts):
                yield f"      - {_flow(self.entry(entry) | area)}"

    def entry(self, entry: _Entry) -> dict[str, str]:
        """The keys of one list item, as the data-file reference names them."""
        first = entry.facts[0]
        keys = {"year": str(first.year)}
        keys |= {printed_measure(fact): _text(printed_text(fact)) for fact in entry.facts}
        for key in ("since", "of", "plan-by", "status"):
            if entry.said.get(key):
                keys[key] = _text(str(entry.said[key])) if key in _NAMES else str(entry.said[key])
        if first.source != (next(iter(self.sources)) if len(self.sources) == 1 else ""):
            keys["source"] = _text(first.source)
        if first.note:
            keys["note"] = _text(first.note)
        precision = {
            printed_measure(fact): f"{known_to:f}"
            for fact in entry.facts
            if fact.figure and (known_to := fact.figure.declared_precision) is not None
        }
        if precision:
            keys["precision"] = _flow(precision)
        numbers = entry.said.get("numbers")
        if isinstance(numbers, NumberFormat) and numbers is not self.numbers:
            keys["numbers"] = numbers.value
        return keys


_NAMES = ("of", "plan-by")
"""Keys of a fact that hold a name."""


def _listed(breakdown: Parts) -> str:
    """The parts of a breakdown, with the area and the source that it holds for, if any."""
    ids = f"[{', '.join(map(_text, breakdown.parts))}]"
    said = {"area": breakdown.area, "source": breakdown.source}
    only = {key: _text(value) for key, value in said.items() if value is not None}
    return _flow({"ids": ids} | only) if only else ids


def _entries(facts: Iterable[Fact]) -> list[_Entry]:
    """Put facts together that the report printed of one year in one way."""
    made: list[_Entry] = []
    for fact in facts:
        said = _said(fact)
        entry = next((one for one in made if one.takes(fact, said)), None)
        if entry is None:
            entry = _Entry({})
            made.append(entry)
        entry.said |= said
        entry.facts.append(fact)
    return made


def _said(fact: Fact) -> dict[str, object]:
    """What the entry of a fact must say; a key left out may be anything."""
    said: dict[str, object] = {"year": fact.year, "source": fact.source, "note": fact.note}
    if fact.measure.is_over_years:
        said["since"] = fact.since
    if fact.measure.is_of_a_total:
        said["of"] = fact.total
    if fact.measure.is_of_a_plan:
        said["plan-by"] = fact.plan_by
    if fact.figure is not None:
        said["numbers"] = fact.figure.numbers
    status = None if fact.status is _implied_status(fact) else fact.status.value
    if fact.measure.is_planned:
        # Beside a result the status is the result's, and a plan has the normal one.
        said["status of plans"] = status
        if fact.status is Status.NORMAL and status is None:
            return said
    said |= {"status": status, "alone": fact.measure.is_planned}
    return said


def _implied_status(fact: Fact) -> Status | None:
    """The status a fact has where none is written; None where one is always written."""
    if fact.figure is None:
        return Status.MISSING if fact.measure is Measure.ACTUAL else Status.NORMAL
    try:
        is_estimate = parse_phrase(fact.figure.text).is_estimate
    except NumeralError:  # brackets, a currency or a flag around the number
        return None
    return Status.ESTIMATED if is_estimate else Status.NORMAL


def _source(source: Source) -> dict[str, str]:
    keys = {}
    if source.title != Words(source.id, source.id):
        keys["title"] = _words(source.title)
    if source.publisher != Words():
        keys["publisher"] = _words(source.publisher)
    if source.date:
        keys["date"] = source.date
    if source.url:
        keys["url"] = _text(source.url)
    return keys


def _area(area: Area) -> str:
    if area.name == Words(area.id, area.id):
        return _text(area.id)
    return _flow({"id": _text(area.id)} | _languages(area.name))


def _words(words: Words) -> str:
    return _text(words.en) if words.en and words.en == words.vi else _flow(_languages(words))


def _languages(words: Words) -> dict[str, str]:
    named = {"en": words.en, "vi": words.vi}
    return {lang: _text(text) for lang, text in named.items() if text}


def _flow(keys: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}"


def _text(text: str) -> str:
    """Text bare where nothing could take it for something else, otherwise in quotes."""
    if _BARE.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _NOT_PLAIN.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
