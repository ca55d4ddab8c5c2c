"""The parts of a derivation in words, for every form in which it is nested."""

from __future__ import annotations

from collections.abc import Iterator

from vpcli.core.facts.model import Fact, Kind, Series, Source
from vpcli.core.facts.quantity_keys import Key
from vpcli.core.reports.cells import Number
from vpcli.core.reports.explanation import Alternative, Blank, Explanation
from vpcli.core.reports.step import Operation
from vpcli.core.reports.table import Report
from vpcli.core.solver.agreement import Agreement
from vpcli.i18n import say, say_date
from vpcli.writers.display import (
    Style,
    clean,
    code,
    legend_of,
    number_text,
    place_text,
    type_of,
    unit_text,
    with_area,
)
from vpcli.writers.formula import bounds_text, formula_in_numbers, formula_in_symbols, value_text
from vpcli.writers.layout import notes_of

__all__ = ["TreeWords"]


class TreeWords:
    """Puts the parts of an explanation into words."""

    def __init__(self, report: Report, style: Style) -> None:
        """Take what the whole report knows: its sources and areas."""
        self.style = style
        self.lang = style.lang
        self.sources = {source.id: source for source in report.sources}
        trees = report.trees or ()
        self.several_areas = len({tree.series.area.id for tree in trees}) > 1
        self._told: set[tuple[str, Key]] = set()

    def told_before(self, tree: Explanation) -> bool:
        """Whether this derivation stands above already, so that it need not be told again."""
        mark = tree.series.area.id, tree.key
        if tree.operation is None:
            return False
        before = mark in self._told
        self._told.add(mark)
        return before

    def begin(self) -> None:
        """Begin a tree of its own."""
        self._told.clear()

    def remarks(self, tree: Explanation, *, is_above: bool) -> list[str]:
        """What is said behind the value: where it is worked out, what it joins, what is cut."""
        codes = {
            "above": is_above,
            "cut": tree.is_cut,
            "beside": bool(tree.mark) and tree.is_joined,
        }
        return [say(self.lang, f"explain.{code}") for code, holds in codes.items() if holds]

    def head(self, tree: Explanation, *, with_name: bool) -> str:
        """Name, measure, year and value, with its interval."""
        value = self.value(tree.key, tree.value, tree.series)
        return f"{self.name(tree.key, tree.series, with_name=with_name)}: {value}"

    def name(self, key: Key, series: Series, *, with_name: bool) -> str:
        """Area and indicator, where they are not clear, then measure and year."""
        assert key.measure is not None
        words = f"{code(key.measure.value, self.lang)} {key.years}"
        if key.by:
            words += f" ({say(self.lang, 'explain.plan-by', by=clean(key.by))})"
        if with_name:
            words = f"{clean(series.indicator.name.in_language(self.lang))}, {words}"
            words = with_area(words, series, self.lang, several=self.several_areas)
        return words

    def blank(self, blank: Blank) -> tuple[str, list[str], list[str]]:
        """Its name with the reason, the identity that would give it, and what that lacks."""
        name = self.name(blank.key, blank.series, with_name=True)
        reason = code(blank.reason, self.lang, "reason") or "–"
        way = self.identity(blank.operation) if blank.operation else []
        missing = [
            self.name(key, series, with_name=series is not blank.series) + ": –"
            for key, series in blank.missing
        ]
        return f"{name}: {reason}", way, missing

    def value(self, key: Key, cell: Number, series: Series) -> str:
        """The number as a command shows it, with its marks, unit and interval."""
        assert key.measure is not None
        kind = type_of(key.measure)
        parts = number_text(cell, kind, series, self.style, compact=False)
        text = (parts.head + parts.tail).strip()
        in_points = series.indicator.kind is Kind.RATE and not key.measure.is_level
        if key.measure.is_in_unit and not in_points:
            text += f" {unit_text(series, self.lang)}"
        bounds = bounds_text(key, cell, {series.indicator.id: series}, self.style)
        exact = cell.low is not None and cell.low == cell.high
        return text if not bounds or exact else f"{text} ({bounds})"

    def printed(self, fact: Fact) -> str:
        """What was printed, where, by whom and when."""
        text = clean(fact.figure.text.strip()) if fact.figure else ""
        line = say(self.lang, "explain.printed", text=text, place=place_text(fact))
        source = self.sources.get(fact.source)
        note = f" ({clean(fact.note)})" if fact.note else ""
        return line + (f" [{self.source(source)}]" if source else "") + note

    def source(self, source: Source) -> str:
        """Title and date of a source."""
        when = f", {say_date(source.date, self.lang)}" if source.date else ""
        return clean(source.title.in_language(self.lang)) + when

    def identity(self, operation: Operation) -> list[str]:
        """The identity in words, and as a formula in symbols."""
        return [
            say(self.lang, f"identity.{operation.relation.identity.name}"),
            formula_in_symbols(operation, self.lang),
        ]

    def working(self, operation: Operation) -> list[str]:
        """The identity in words, the formula in symbols, and with the numbers."""
        return [*self.identity(operation), formula_in_numbers(operation, self.style)]

    def agreement(self, tree: Explanation, other: Alternative) -> str:
        """How another way to the number agrees with it."""
        series = {tree.series.indicator.id: tree.series}
        value = value_text(tree.key, other.value, series, self.style)
        bounds = bounds_text(tree.key, other.value, series, self.style)
        if other.source and other.source in self.sources:
            name = "explain.other-edition"
            by = self.source(self.sources[other.source])
        else:
            name, by = "explain.other-way", ""
        grade = code(other.agreement.value, self.lang)
        if other.source and other.agreement is Agreement.DISAGREEMENT:
            grade = code("revision", self.lang, "finding")
        shown = f"{value} ({bounds})" if bounds else value
        return say(self.lang, name, value=shown, grade=grade, source=by)

    def notes(self, report: Report) -> list[str]:
        """A line for every mark that the numbers use, and what else is to be said."""
        trees = [*(report.trees or ()), *(one for blank in report.blanks for one in blank.known)]
        used = dict.fromkeys(
            name
            for tree in _all(trees)
            if tree.key.measure is not None
            for name in legend_of(tree.value, compact=False, column=type_of(tree.key.measure))
        )
        if any(blank.missing for blank in report.blanks):
            used["legend.blank"] = None
        return [*(say(self.lang, name) for name in used), *notes_of(report, (), self.lang)]


def _all(trees: list[Explanation]) -> Iterator[Explanation]:
    for tree in trees:
        yield tree
        yield from _all(list(tree.operands))
        for other in tree.alternatives:
            yield from _all(list(other.operands))
