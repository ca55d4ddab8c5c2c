"""The sentences of one indicator: what was reached in each year, what is planned, its averages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from vpcli.core.facts.arithmetic import HUNDRED
from vpcli.core.facts.model import Fact, Kind, Measure, Series, Status
from vpcli.core.facts.number import Figure
from vpcli.core.facts.phrase import parse_phrase
from vpcli.core.facts.units import TIMES, parse_unit
from vpcli.i18n import has, say, say_unit
from vpcli.writers.prose.naming import Told, is_inflation
from vpcli.writers.prose.numerals import amount, percent, printed, size_of

__all__ = ["sentences_of"]

_STATUSES = {
    Status.ESTIMATED: "estimated",
    Status.PROVISIONAL: "provisional",
    Status.FORECAST: "forecast",
}
_RESULTS = (Measure.ACTUAL, Measure.GROWTH, Measure.ATTAINMENT)
_PLANS = (Measure.PLAN, Measure.PLANNED_GROWTH)
_OF_A_TOTAL = (Measure.SHARE, Measure.CONTRIBUTION, Measure.SHARE_OF_GROWTH)
_NUMBERED = ("planned", "target", "planned-span")
"""Sentences whose verb tells one from several."""
_ALONE = (Measure.CHANGE, Measure.MULTIPLE, *_OF_A_TOTAL)


def sentences_of(
    series: Series, facts: Sequence[Fact], told: Told, lang: str, totals: Mapping[str, str]
) -> Iterator[str]:
    """Yield sentences that tell the facts of one series, year by year.

    `totals` are the names of the indicators that shares and contributions are of. The facts are
    those that can be told, in the order of years.
    """
    writer = _Writer(series, told, lang, totals)
    for year, of_year in groupby(facts, key=lambda fact: fact.year):
        yield from writer.of_year(year, list(of_year))


class _Writer:
    def __init__(self, series: Series, told: Told, lang: str, totals: Mapping[str, str]) -> None:
        self.series, self.told, self.lang, self.totals = series, told, lang, totals
        self.is_index = series.indicator.kind is Kind.CHAIN_INDEX
        self.is_rate = series.indicator.kind is Kind.RATE

    def of_year(self, year: int, facts: list[Fact]) -> Iterator[str]:
        on_before = {fact.measure: fact for fact in facts if fact.since in (None, year - 1)}
        results = [on_before[one] for one in _RESULTS if one in on_before]
        if self.is_rate and Measure.CHANGE in on_before:
            results = [fact for fact in results if fact.measure is not Measure.GROWTH]
            results[1:1] = [on_before[Measure.CHANGE]]
        results += [on_before[one] for one in _OF_A_TOTAL if one in on_before]
        plans = [on_before[one] for one in _PLANS if one in on_before]
        level = [fact.measure for fact in plans] == [Measure.PLAN]
        stands_bare = self.told.has_unit or not self.series.indicator.unit.text
        beside = plans if level and not self.is_index and not stands_bare else []
        for status, group in groupby(results, key=self.status):
            alike = list(group)
            if beside and alike[-1] is results[-1]:
                alike, plans = [*alike, *beside], []
            yield self.sentence("result", year, [self.said(one) for one in alike], status)
        if plans:
            kind = "planned" if results else "target"
            yield self.sentence(kind, year, [self.said(one) for one in plans])
        for fact in facts:
            if fact not in results and fact not in (*plans, *beside):
                yield from self.alone(fact)

    @staticmethod
    def status(fact: Fact) -> str:
        """The status that a sentence says of its results."""
        return _STATUSES.get(fact.status, "")

    def alone(self, fact: Fact) -> Iterator[str]:
        """A sentence for what is measured on another year, on a total, or over years."""
        status = _STATUSES.get(fact.status, "")
        if fact.measure.is_average and fact.since is not None:
            first = fact.since + 1
            kind = "planned-span" if fact.measure.is_planned else "span"
            yield self.sentence(kind, fact.year, [self.said(fact)], status, first=first)
        elif fact.measure in _ALONE or fact.since is not None:
            yield self.sentence("result", fact.year, [self.said(fact)], status)

    def sentence(
        self, kind: str, year: int, said: Sequence[tuple[str, str]], status: str = "", **more: int
    ) -> str:
        """One sentence; each statement is given as it stands alone and as it goes on."""
        lang, told = self.lang, self.told
        first, *others = said
        text = ", ".join([first[0], *(other[1] for other in others)])
        number = ".plural" if told.is_plural else ".singular"
        if status:
            way = f"prose.{status}"
            text = say(lang, way + (number if has(lang, way + number) else ""), said=text)
        key = f"prose.{kind}" + (number if kind in _NUMBERED else "")
        words = say(lang, key, within=told.name, year=year, said=text, **more)
        return words[:1].upper() + words[1:]

    def said(self, fact: Fact) -> tuple[str, str]:
        """What a fact says of its name, standing first and going on behind another one."""
        figure, lang = fact.figure, self.lang
        assert figure is not None
        base = fact.since if fact.since is not None else fact.year - 1
        fields: dict[str, object] = {
            "base": base,
            "total": self.totals.get(fact.total) or say(lang, "prose.all"),
        }
        code = self.code(fact, figure)
        fields["x"] = self.figure(fact, figure)
        first = say(lang, f"prose.said.{code}", **fields)
        going_on = f"prose.on.{code}"
        return first, say(lang, going_on, **fields) if has(lang, going_on) else first

    def code(self, fact: Fact, figure: Figure) -> str:
        """Which words a fact is told with."""
        measure = fact.measure
        falls = figure.high_face <= 0 and figure.low_face < 0
        if measure is Measure.ATTAINMENT:
            if _is_excess(fact):
                return "under-plan" if figure.high_face < HUNDRED else "over-plan"
            return "attainment"
        if self.is_index and measure.is_level:
            return "index" if measure is Measure.ACTUAL else "planned-index"
        if self.is_index and is_inflation(self.series) and not falls and measure in _OF_PRICES:
            return _OF_PRICES[measure]
        if measure is Measure.CONTRIBUTION and falls:
            return "contribution-down"
        if measure in _MOVES:
            return f"{_MOVES[measure]}-{'down' if falls else 'up'}"
        return measure.value

    def figure(self, fact: Fact, figure: Figure) -> str:
        """The figure of a fact with its unit."""
        lang, measure, unit = self.lang, fact.measure, self.series.indicator.unit
        if measure is Measure.ATTAINMENT:
            return percent(figure.shifted(-HUNDRED) if _is_excess(fact) else figure, lang)
        if measure is Measure.MULTIPLE:
            return f"{printed(figure, lang, 0)} {say_unit(parse_unit(TIMES), lang)}"
        if measure is Measure.CONTRIBUTION:
            return percent(figure, lang, unit=f" {say(lang, 'prose.points')}")
        if measure in _OF_A_TOTAL:
            return printed(figure, lang, 0) + "%"
        if self.is_rate and not measure.is_level:
            return percent(figure, lang, unit=f" {say(lang, 'prose.points')}")
        if measure.is_in_unit and not self.is_rate and not self.is_index:
            moved = size_of(figure) if measure is Measure.CHANGE else figure
            return amount(moved, unit, lang, bare=self.told.has_unit)
        if measure.is_level:
            if self.is_rate and self.told.has_unit:
                return printed(figure, lang, 0)
            return printed(figure, lang, 0) + "%"
        return percent(figure, lang)


def _is_excess(fact: Fact) -> bool:
    """Whether an attainment was printed as the excess over the plan."""
    figure = fact.figure
    if figure is None or fact.measure is not Measure.ATTAINMENT:
        return False
    return figure.is_excess or (bool(figure.text) and parse_phrase(figure.text).says_excess)


_OF_PRICES = {Measure.GROWTH: "actual", Measure.PLANNED_GROWTH: "plan"}
"""Inflation is a growth: it reached so many per cent."""
_MOVES = {
    Measure.GROWTH: "growth",
    Measure.PLANNED_GROWTH: "planned-growth",
    Measure.CHANGE: "growth",
    Measure.AVERAGE_GROWTH: "average",
    Measure.PLANNED_AVERAGE_GROWTH: "planned-average",
}
