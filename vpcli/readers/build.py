"""From the entries that a reader finds to a data set: numbers, units, series, and every problem.

The number format of a file is decided over all its numbers together, so texts are first
taken apart and only then read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import NamedTuple
from unicodedata import normalize

from vpcli.core.facts.arithmetic import HUNDRED, MAX_DIGITS
from vpcli.core.facts.model import (
    Area,
    Dataset,
    Direction,
    Fact,
    GrowthMethod,
    Indicator,
    Kind,
    Measure,
    Parts,
    Series,
    Source,
    Status,
    Words,
)
from vpcli.core.facts.number import Figure, NumberFormat, NumeralError, infer_format, readings
from vpcli.core.facts.phrase import Phrase, figure_of
from vpcli.core.facts.units import PERCENT, Unit, UnitError, parse_unit, shift
from vpcli.errors import DataError, Place, Problem
from vpcli.limits import check_figures
from vpcli.readers.breakdowns import (
    Breakdown,
    checked_breakdowns,
    totals_by_part,
    with_totals,
)
from vpcli.readers.fields import NO_FIGURE, VERDICTS, PlainNumber
from vpcli.readers.listed_parts import Listed, listed_breakdowns
from vpcli.readers.repeats import undated, without_repeats
from vpcli.readers.tables.figures import Written, read_figure

__all__ = ["Builder", "Entry"]

_OTHER_FORMAT = str.maketrans(".,", ",.")
_EXAMPLES = {NumberFormat.EN: "en (1,234.5)", NumberFormat.VI: "vi (1.234,5)"}


class Entry(NamedTuple):
    """What one place of a file says of one indicator in one year; texts as printed."""

    area: Area
    indicator: Indicator
    unit: Unit
    year: int
    texts: tuple[tuple[str, Measure, str, Place], ...]
    """Column or key, measure, text, place."""
    status: Status | None
    source: str
    place: Place
    note: str = ""
    precision: Mapping[str, Decimal] = {}
    """By column or key: one unit of what its figures are known to."""
    numbers: NumberFormat | None = None
    """The number format of this entry, where it is not that of the file."""
    since: int | None = None
    total: str = ""
    plan_by: str = ""


@dataclass
class Builder:
    """Collects entries and problems, then makes the data set or reports every problem."""

    number_format: NumberFormat | None
    file: str
    null_values: frozenset[str] = NO_FIGURE
    precision: Mapping[str, Decimal] = field(default_factory=dict)
    breakdowns: list[Breakdown] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    """What tables list below totals, which are breakdowns if the figures bear them out."""
    declared: dict[str, Indicator] = field(default_factory=dict)
    """Indicators that are declared though they may have no figures, by id."""
    areas: Mapping[str, Area] = field(default_factory=dict)
    """By id, where entries may hold less than what is known of them at the end; so with these:"""
    indicators: dict[tuple[str, str], Indicator] = field(default_factory=dict)
    """By the ids of their area and their own."""
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    found: list[Problem] = field(default_factory=list)
    """What was decided about the file, for a person who asks."""
    _entries: list[tuple[Entry, list[Phrase | None]]] = field(default_factory=list)
    """Each with its texts taken apart; None where there is no number, or none to be read."""
    _flags: dict[Place, Written] = field(default_factory=dict)
    """What is written around figures, by their place."""
    _bases: dict[tuple[str, str], str] = field(default_factory=dict)
    """By series without a unit the base unit of its first figure that has one."""
    _figures: int = 0

    @property
    def day_first(self) -> bool:
        """Whether 3/4/2020 is the third of April here: where numbers are printed as 1.234,5."""
        return self.number_format is NumberFormat.VI

    @property
    def has_entries(self) -> bool:
        """Whether anything was taken."""
        return bool(self._entries)

    def add(self, entry: Entry) -> None:
        """Take one entry; its texts are taken apart, and what is no number is a problem."""
        phrases = [self._phrase(measure, text, place) for _, measure, text, place in entry.texts]
        self._entries.append((entry, phrases))
        self._figures += max(1, len(phrases) - phrases.count(None))
        check_figures(self._figures, self.problems, entry.place)

    def _phrase(self, measure: Measure, text: str, place: Place) -> Phrase | None:
        if text.strip() in self.null_values or measure is Measure.VERDICT:
            return None
        try:
            written = read_figure(text)
        except NumeralError as error:
            self.numeral_problem(error, text, place)
            return None
        if written.status is not None or written.note or written.phrase is None:
            self._flags[place] = written
        return written.phrase

    def dataset(self, title: Words, sources: dict[str, Source]) -> Dataset:
        """Decide the number format, make all facts, and return the data set.

        Raises `DataError` with every problem of the file.
        """
        number_format = self._decided_format()
        rates = self._rates()
        series: dict[tuple[str, str], list[Fact]] = {}
        about: dict[tuple[str, str], tuple[Area, Indicator]] = {}
        is_declared = bool(self.breakdowns)
        self._add_breakdowns_named_by_facts()
        self._entries.reverse()
        while self._entries:  # what has become facts need not be kept
            entry, phrases = self._entries.pop()
            key = (entry.area.id, entry.indicator.id)
            if key not in about:
                area = self.areas.get(entry.area.id, entry.area)
                indicator = self.indicators.get(key, entry.indicator)
                about[key] = area, _as_rate(indicator) if key in rates else indicator
            series.setdefault(key, []).extend(
                self._facts(entry, phrases, about[key][1], number_format)
            )
        indicators = self.declared | {indicator.id: indicator for _, indicator in about.values()}
        shared = {fact.total for facts in series.values() for fact in facts if fact.total}
        shared |= {
            breakdown.parts.total
            for breakdown in self.breakdowns
            for key, facts in series.items()
            if key[1] in breakdown.parts.parts and any(f.measure.is_of_a_total for f in facts)
        }
        if not is_declared:
            self._add_listed_breakdowns(indicators, series)
        parts = checked_breakdowns(self.breakdowns, indicators, self.problems, shared)
        totals = totals_by_part(parts)
        made = [
            Series(
                *about[key],
                tuple(with_totals(without_repeats(facts, self.problems), totals, self.problems)),
            )
            for key, facts in series.items()
            if facts
        ]
        for one in made:
            self.warnings += undated(one, sources)
        if not made and not self.problems:
            self.problems.append(Problem("no-facts", {}, Place(self.file)))
        if self.problems:
            self.problems = _told_once(self.problems)
            by_line = sorted(self.problems, key=lambda p: (p.place and p.place.line) or 0)
            raise DataError(by_line)
        return Dataset(title, sources, tuple(made), tuple(self.warnings), parts)

    def _rates(self) -> set[tuple[str, str]]:
        """The series without a unit whose levels are all printed in per cent; the sign decides.

        Levels of which some have the sign and others not are a problem.
        """
        signed: dict[tuple[str, str], tuple[str, Place]] = {}
        bare: set[tuple[str, str]] = set()
        for entry, phrases in self._entries:
            key = (entry.area.id, entry.indicator.id)
            unit = self.indicators.get(key, entry.indicator).unit
            if unit.base is not None or unit.exponent:
                continue
            for (_, measure, text, place), phrase in zip(entry.texts, phrases, strict=True):
                if not measure.is_level or phrase is None:
                    continue
                if phrase.units[-1] and parse_unit(phrase.units[-1]).base == PERCENT:
                    signed.setdefault(key, (text.strip(), place))
                else:
                    bare.add(key)
        for key in signed.keys() & bare:
            text, place = signed[key]
            self.problems.append(Problem("per-cent-and-not", {"text": text}, place))
        return {*signed} - bare

    def _add_listed_breakdowns(
        self,
        indicators: Mapping[str, Indicator],
        series: Mapping[tuple[str, str], Sequence[Fact]],
    ) -> None:
        """What tables list below totals and does add up; said to a person who asks."""
        facts = {id_: facts for (_, id_), facts in series.items()}
        found = [*listed_breakdowns(self.listed, indicators, facts)]
        wrong: list[Problem] = []
        checked_breakdowns(found, indicators, wrong)
        if wrong:
            return
        for breakdown in found:
            total, parts, complete, *_ = breakdown.parts
            code = "parts-taken" if complete else "some-parts-taken"
            named = ", ".join(parts[:_MOST_NAMED]) + (", …" if len(parts) > _MOST_NAMED else "")
            fields = {"total": total, "parts": named}
            self.found.append(Problem(code, fields, Place(self.file, breakdown.place.line)))
        whole = [one.parts for one in found if one.parts.complete]
        covered = {(one.total, part) for one in whole for part in one.parts}
        single = [
            one
            for one in self.breakdowns
            if any((one.parts.total, part) not in covered for part in one.parts.parts)
        ]
        self.breakdowns = [*single, *found]

    def _add_breakdowns_named_by_facts(self) -> None:
        """A share that says what it is of needs no other declaration."""
        declared = {(b.parts.total, part) for b in self.breakdowns for part in b.parts.parts}
        for entry, _ in self._entries:
            if entry.total and (entry.total, entry.indicator.id) not in declared:
                declared.add((entry.total, entry.indicator.id))
                named = Parts(entry.total, (entry.indicator.id,), complete=False)
                self.breakdowns.append(Breakdown(named, entry.place.at("of")))

    def _decided_format(self) -> NumberFormat | None:
        if self.number_format is not None:
            self._tell("numbers", self.number_format)
            return self.number_format
        numerals = (
            numeral
            for entry, phrases in self._entries
            for phrase in phrases
            if phrase is not None and _own_format(entry, phrase) is None
            for numeral in phrase.numerals
        )
        first = next(numerals, None)
        if first is None:
            return None
        decided, mixed = infer_format(chain([first], numerals))
        if mixed:
            self._report_undecidable()
        else:
            self._tell("numbers-inferred" if decided else "numbers-either", decided)
        return decided

    def _tell(self, code: str, numbers: NumberFormat | None) -> None:
        example = _EXAMPLES[numbers] if numbers else ""
        self.found.append(Problem(code, {"numbers": example}, Place(self.file)))

    def _report_undecidable(self) -> None:
        """Numbers of both formats stand in the file: say so where one could be either."""
        examples: dict[str, object] = {}
        either: list[tuple[str, Place]] = []
        for entry, phrases in self._entries:
            for at, phrase in enumerate(phrases):
                if phrase is None or _own_format(entry, phrase) is not None:
                    continue
                text, place = phrase.text.strip(), entry.texts[at][3]
                for found in map(_readings, phrase.numerals):
                    for one in found if len(found) == 1 else ():
                        where = place.file if place.line is None else f"{place.file}:{place.line}"
                        examples.setdefault(one, f'"{text}", {where}')
                if any(map(_could_be_either, phrase.numerals)):
                    either.append((text, place))
                    phrases[at] = None
        for text, place in either:
            self.problems.append(Problem("number-mixed", {"text": text, **examples}, place))

    def _facts(
        self,
        entry: Entry,
        phrases: Sequence[Phrase | None],
        indicator: Indicator,
        number_format: NumberFormat | None,
    ) -> Iterator[Fact]:
        for told, phrase in zip(entry.texts, phrases, strict=True):
            _, measure, text, place = told
            if measure is Measure.VERDICT:
                yield from self._verdict(entry, indicator, text, place)
            elif phrase is not None:
                fact = self._told(entry, told, phrase, indicator, number_format)
                if fact is not None:
                    yield fact
            elif measure is Measure.ACTUAL and (
                text.strip() in self.null_values or place in self._flags
            ):
                status = entry.status or Status.MISSING
                yield self._fact(entry, indicator, measure, None, status, place, text=text.strip())

    def _told(
        self,
        entry: Entry,
        told: tuple[str, Measure, str, Place],
        phrase: Phrase,
        indicator: Indicator,
        number_format: NumberFormat | None,
    ) -> Fact | None:
        """The fact of a printed figure; None, and a problem, where it cannot be read."""
        key, measure, text, place = told
        figure = self._figure(entry, told, phrase, indicator, number_format)
        if figure is None:
            return None
        if key == "over-plan" and not phrase.says_excess:
            figure = figure.shifted(HUNDRED)._replace(is_excess=True)
        if measure.is_in_unit and not any(phrase.units) and entry.unit != indicator.unit:
            figure = _with_unit(figure, entry.unit, indicator.unit)
        entry, flagged = self._flagged(entry, place)
        status = flagged or (Status.ESTIMATED if phrase.is_estimate else Status.NORMAL)
        if measure.is_planned and any(not other.is_planned for _, other, _, _ in entry.texts):
            status = Status.NORMAL  # beside a result it is the result that is an estimate
        if status is Status.MISSING:
            self.problems.append(Problem("figure-and-missing", {"text": text.strip()}, place))
        about: Measure = measure
        since = self._base_year(entry, phrase, measure, text, place)
        if measure is Measure.GROWTH and indicator.growth_method is GrowthMethod.LOG:
            about = Measure.LOG_GROWTH
        figure = _exact_at_base(figure, indicator, entry.year, measure)
        if measure.is_average or (phrase.is_average and measure.is_growth):
            if _falls_below_nothing(figure, indicator):
                self.problems.append(Problem("average-too-low", {"text": text.strip()}, place))
            if entry.since is None:
                self.problems.append(Problem("missing-since", {}, place))
            else:
                about = measure.averaged(entry.year - entry.since)
        entry = entry if since == entry.since else entry._replace(since=since)
        return self._fact(entry, indicator, about, figure, status, place)

    def _figure(
        self,
        entry: Entry,
        told: tuple[str, Measure, str, Place],
        phrase: Phrase,
        indicator: Indicator,
        number_format: NumberFormat | None,
    ) -> Figure | None:
        """The figure of a phrase in the unit of its indicator; None, and a problem, for none."""
        key, measure, text, place = told
        try:
            figure, against = figure_of(
                phrase,
                measure,
                _own_format(entry, phrase) or number_format,
                indicator.unit,
                entry.precision.get(key, self.precision.get(key)),
                column_unit=entry.unit,
            )
        except NumeralError as error:
            self.numeral_problem(error, text, place)
            return None
        except UnitError:
            into = indicator.unit.text if measure.is_level else "%"
            fields = {"text": text.strip(), "unit": into}
            is_rate = measure.is_level and parse_unit(phrase.units[-1]).base == PERCENT
            code = "rate-not-level" if is_rate else "unit-mismatch"
            self.problems.append(Problem(code, fields, place))
            return None
        if measure.is_level and self._is_in_another_unit(entry, phrase, indicator):
            first = self._bases[entry.area.id, indicator.id]
            self.problems.append(
                Problem("unit-mismatch", {"text": text.strip(), "unit": first}, place)
            )
        if against:
            fields = {"text": text.strip(), "reading": text.strip().translate(_OTHER_FORMAT)}
            self.warnings.append(Problem("against-format", fields, place))
        return figure

    def _is_in_another_unit(self, entry: Entry, phrase: Phrase, indicator: Indicator) -> bool:
        """Whether a figure has another unit than the first of its series, which declares none."""
        printed = parse_unit(phrase.units[-1]).base
        if indicator.unit.base is not None or printed is None:
            return False
        return self._bases.setdefault((entry.area.id, indicator.id), printed) != printed

    def _flagged(self, entry: Entry, place: Place) -> tuple[Entry, Status | None]:
        """The entry with the note of a figure's flags; its status with theirs heeded."""
        written = self._flags.get(place)
        if written is None:
            return entry, entry.status
        if written.note and written.note not in entry.note:
            entry = entry._replace(note="; ".join(filter(None, (entry.note, written.note))))
        said = [status for status in (entry.status, written.status) if status is not None]
        if Status.BREAK in said:
            return entry, Status.BREAK
        return entry, Status.combine(said) if said else None

    def _base_year(
        self, entry: Entry, phrase: Phrase, measure: Measure, text: str, place: Place
    ) -> int | None:
        """The base year declared, or the one that the words name; both must be one."""
        named, previous = phrase.since, entry.year - 1
        of_plan = measure is Measure.PLANNED_GROWTH and not phrase.is_average
        of_plan = of_plan and not any(other.is_over_years for _, other, _, _ in entry.texts)
        if of_plan and entry.since not in (None, previous):
            fields = {"text": text.strip(), "since": entry.since, "year": entry.year}
            self.problems.append(Problem("planned-since", fields, place))
        if named is None or named == entry.since:
            return entry.since
        if entry.since is None and (
            named == previous or (measure.is_over_years and named < entry.year)
        ):
            return None if named == previous else named
        fields = {"text": text.strip(), "named": named, "year": entry.year}
        self.problems.append(Problem("other-base-year", fields, place))
        return entry.since

    @staticmethod
    def _fact(
        entry: Entry,
        indicator: Indicator,
        measure: Measure,
        figure: Figure | None,
        status: Status,
        place: Place,
        word: str = "",
        text: str = "",
    ) -> Fact:
        return Fact(
            measure,
            entry.year,
            figure,
            status,
            entry.source,
            place,
            entry.note,
            indicator.id,
            entry.since if measure.is_over_years else None,
            entry.total if measure.is_of_a_total else "",
            word,
            text,
            entry.plan_by if measure.is_of_a_plan else "",
        )

    def _verdict(
        self, entry: Entry, indicator: Indicator, text: str, place: Place
    ) -> Iterator[Fact]:
        printed = normalize("NFC", text).strip().casefold()
        if printed in self.null_values:
            return
        word = VERDICTS.get(printed)
        if word is None:
            self.problems.append(Problem("unknown-verdict", {"text": text.strip()}, place))
            return
        status = entry.status or Status.NORMAL
        yield self._fact(entry, indicator, Measure.VERDICT, None, status, place, word, text.strip())

    def numeral_problem(self, error: NumeralError, text: str, place: Place) -> None:
        """Keep why a number cannot be read."""
        shown = text.strip()
        fields = {
            "text": shown if len(shown) <= MAX_DIGITS + 20 else shown[:MAX_DIGITS] + "…",
            "digits": MAX_DIGITS,
        }
        is_word = error.code == "not-a-number" and not any(map(str.isdecimal, text))
        self.problems.append(Problem("not-a-figure" if is_word else error.code, fields, place))


_TOLD_ONCE = ("number-undecidable", "number-mixed")
_MOST_ALIKE = 3
_MOST_NAMED = 6


def _told_once(problems: list[Problem]) -> list[Problem]:
    """One problem in place of many figures that one option decides, with three of them."""
    alike = [problem for problem in problems if problem.code in _TOLD_ONCE]
    if len(alike) <= _MOST_ALIKE:
        return problems
    texts = dict.fromkeys(f'"{problem.fields.get("text")}"' for problem in alike)
    shown = ", ".join([*texts][:_MOST_ALIKE])
    fields: dict[str, object] = {"count": len(alike), "examples": shown}
    told = Problem("numbers-undecidable", fields, alike[0].place)
    return [told, *(problem for problem in problems if problem.code not in _TOLD_ONCE)]


def _as_rate(indicator: Indicator) -> Indicator:
    """An indicator in per cent; a direction that was only taken for granted is none."""
    if indicator.kind is not Kind.LEVEL:
        return indicator
    direction = None if indicator.direction is Direction.UP else indicator.direction
    made = Indicator.described(
        indicator.id, indicator.name, parse_unit(PERCENT), None, direction, indicator.price_basis
    )
    return made._replace(
        growth_method=indicator.growth_method,
        base_year=indicator.base_year,
        natural_limit=indicator.natural_limit,
        plans_add_up=indicator.plans_add_up,
    )


def _own_format(entry: Entry, phrase: Phrase) -> NumberFormat | None:
    """The number format of one text, where it is not for the file to decide."""
    return NumberFormat.EN if isinstance(phrase.text, PlainNumber) else entry.numbers


def _readings(numeral: str) -> Mapping[NumberFormat, Decimal]:
    try:
        return readings(numeral)
    except NumeralError:
        return {}


def _could_be_either(numeral: str) -> bool:
    return len(set(_readings(numeral).values())) > 1


def _with_unit(figure: Figure, printed: Unit, unit: Unit) -> Figure:
    """Let the text say the scale, where it is not that of the indicator."""
    differs = shift(printed, unit) != 0
    text = f"{figure.text.strip()} {printed.text}"
    return figure.with_text(text, figure.numbers) if differs else figure


def _exact_at_base(figure: Figure, indicator: Indicator, year: int, measure: Measure) -> Figure:
    """A fixed index is 100 in its base year by definition, however many decimals are printed."""
    is_base = indicator.kind is Kind.FIXED_INDEX and year == indicator.base_year
    if is_base and measure is Measure.ACTUAL and figure.value == HUNDRED:
        return figure._replace(low=HUNDRED, high=HUNDRED)
    return figure


def _falls_below_nothing(figure: Figure, indicator: Indicator) -> bool:
    """Whether an average growth, compounded, would leave less than nothing of a level."""
    return indicator.kind is not Kind.RATE and figure.high < HUNDRED.copy_negate()
