"""Invented publications: an exact world, and figures printed of it as reports print them.

Nothing of vpcli is used here, so that what is true is decided apart from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction
from random import Random
from typing import NamedTuple

_WIDE = Context(prec=80)
OF_PLANS = {"plan", "planned-growth", "attainment", "gap", "planned-change", "required-growth"}
MODES = {"one": 4, "undated": 1, "bare": 2, "agreeing": 3, "revised": 3, "authorities": 1}
COLUMNS = (
    "area,indicator,unit,kind,part_of,year,since,of,measure,printed,precision,status,source,"
    "source_date"
)
_WORDS = {"nearly": "gần", "more": "hơn", "about": "khoảng"}


class Key(NamedTuple):
    """A quantity: against what it is measured is a base year or a total, or neither."""

    area: str
    indicator: str
    measure: str
    year: int
    against: int | str | None = None

    def normal(self) -> Key:
        """The same quantity by its shortest name: over one year an average is a growth."""
        if self.against != self.year - 1:
            return self
        return self._replace(against=None, measure=self.measure.replace("average-", ""))


class Printed(NamedTuple):
    """A figure as printed: its text, and what the text stands for."""

    key: Key
    text: str
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    unit: Fraction
    source: str = ""
    status: str = ""
    precision: str = ""


@dataclass
class System:
    """A data set with the world it was printed of."""

    seed: int
    mode: str
    years: list[int] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    levels: dict[tuple[str, str, int], Fraction] = field(default_factory=dict)
    plans: dict[tuple[str, str, int], Fraction] = field(default_factory=dict)
    breaks: dict[tuple[str, str], int] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    printed: list[Printed] = field(default_factory=list)
    as_yaml: bool = False

    @property
    def is_one_world(self) -> bool:
        return self.mode != "revised"

    def crosses(self, key: Key) -> bool:
        """Whether a quantity looks over a break, in itself or in the total it is of."""
        looks_back = key.measure in (
            *("growth", "change", "multiple", "average-growth", "planned-growth", "planned-change"),
            *("planned-average-growth", "required-growth", "contribution", "share-of-growth"),
        )
        since = key.against if isinstance(key.against, int) else key.year - 1
        of = key.against if isinstance(key.against, str) else key.indicator
        broken = [self.breaks.get((key.area, one), 0) for one in (key.indicator, of)]
        is_chain = self.kinds[key.indicator] == "chain-index"
        return looks_back and not is_chain and any(since < year <= key.year for year in broken)

    def truth(self, key: Key) -> Fraction | None:
        """What is so in the first edition's world; None where nothing is."""
        area, id_, measure, year, against = key
        now, plan = self.levels.get((area, id_, year)), self.plans.get((area, id_, year))
        if self.crosses(key):
            return None
        if measure in ("actual", "plan"):
            return now if measure == "actual" else plan
        if measure in ("gap", "attainment"):
            if now is None or plan is None:
                return None
            return now - plan if measure == "gap" else 100 * now / plan
        if isinstance(against, str):
            return self._of_total(key)
        is_planned = "plan" in measure or measure == "required-growth"
        reached = plan if is_planned else now
        if reached is None:
            return None
        if self.kinds[id_] == "chain-index":
            return self._of_chain(key, reached)
        return self._over_years(key, reached)

    def _over_years(self, key: Key, now: Fraction) -> Fraction | None:
        since = key.against if isinstance(key.against, int) else key.year - 1
        before = self.levels.get((key.area, key.indicator, since))
        if before is None:
            return None
        averaged = "average" in key.measure or key.measure == "required-growth"
        years = key.year - since if averaged else 1
        if "change" in key.measure or self.kinds[key.indicator] == "rate":
            return None if key.measure == "required-growth" else (now - before) / years
        return now / before if key.measure == "multiple" else _rate(now / before, years)

    def _of_chain(self, key: Key, now: Fraction) -> Fraction | None:
        """Growth by an index on the year before is what its links make."""
        if key.measure not in ("growth", "average-growth", "planned-growth"):
            return None
        since = key.against if isinstance(key.against, int) else key.year - 1
        factor = now / 100
        for year in range(since + 1, key.year):
            link = self.levels.get((key.area, key.indicator, year))
            if link is None:
                return None
            factor *= link / 100
        return _rate(factor, key.year - since if "average" in key.measure else 1)

    def _of_total(self, key: Key) -> Fraction | None:
        area, id_, measure, year, total = key
        assert isinstance(total, str)
        part, whole = self.levels.get((area, id_, year)), self.levels.get((area, total, year))
        if part is None or not whole:
            return None
        if measure == "share":
            return 100 * part / whole
        part0, whole0 = (self.levels.get((area, one, year - 1)) for one in (id_, total))
        if part0 is None or not whole0:
            return None
        if measure == "contribution":
            return 100 * (part - part0) / whole0
        return 100 * (part - part0) / (whole - whole0) if whole != whole0 else None

    def rows(self, figures: list[Printed] | None = None) -> list[str]:
        """Lines of a table of one fact a row, without the heading."""
        return [self._row(one) for one in (self.printed if figures is None else figures)]

    def _row(self, one: Printed) -> str:
        key = one.key
        since = key.against if isinstance(key.against, int) else ""
        of = key.against if isinstance(key.against, str) else ""
        part_of = "t" if key.indicator in self.parts else ""
        kind = self.kinds[key.indicator]
        cells = [key.area, key.indicator, _UNITS[kind], kind, part_of, key.year, since, of]
        cells += [key.measure, one.text, one.precision, one.status, one.source]
        return ",".join(map(str, [*cells, self.sources.get(one.source, "")]))

    def text(self, random: Random | None = None) -> str:
        """The data set as a person would write it, in an order of its own where told."""
        figures, ids = list(self.printed), list(self.kinds)
        if random:
            random.shuffle(figures)
            random.shuffle(ids)
        if not self.as_yaml:
            return "\n".join([COLUMNS, *self.rows(figures), ""])
        lines = ["numbers: en", *(["sources:"] if self.sources else [])]
        lines += [f"  {id_}: {{title: {id_}, date: {d}}}" for id_, d in self.sources.items() if d]
        lines += [f"  {id_}: {{title: {id_}}}" for id_, date in self.sources.items() if not date]
        lines.append("indicators:")
        for id_ in ids:
            facts = [one for one in figures if one.key.indicator == id_]
            if not facts:
                continue
            there = [part for part in self.parts if any(p.key.indicator == part for p in figures)]
            lines += [f"  {id_}:", f'    unit: "{_UNITS[self.kinds[id_]]}"']
            lines.append(f"    kind: {self.kinds[id_]}")
            if id_ == "t" and there == list(self.parts):
                lines.append(f"    parts: [{', '.join(self.parts)}]")
            lines += ["    facts:", *map(_yaml_fact, facts)]
        return "\n".join([*lines, ""])

    @property
    def name(self) -> str:
        return "data.yaml" if self.as_yaml else "data.csv"


_UNITS = {"level": "USD", "rate": "%", "chain-index": "index", "fixed-index": "index"}


def _yaml_fact(one: Printed) -> str:
    key = one.key
    words = [f"area: {key.area}, year: {key.year}", f'{key.measure}: "{one.text}"']
    if key.against is not None:
        words.append(f"{'since' if isinstance(key.against, int) else 'of'}: {key.against}")
    words += [f"status: {one.status}"] if one.status else []
    words += [f"source: {one.source}"] if one.source else []
    words += [f"precision: {{{key.measure}: {one.precision}}}"] if one.precision else []
    return f"      - {{{', '.join(words)}}}"


def _rate(factor: Fraction, years: int) -> Fraction:
    """Per cent a year; of several years a root, known to far more digits than are printed."""
    if years == 1:
        return 100 * (factor - 1)
    whole = _WIDE.divide(Decimal(factor.numerator), Decimal(factor.denominator))
    root = _WIDE.power(whole, _WIDE.divide(Decimal(1), Decimal(years)))
    return 100 * (Fraction(root) - 1)


def print_figure(
    random: Random, key: Key, truth: Fraction, source: str, *, qualified: bool
) -> Printed | None:
    """A true value rounded half up to some place, now and then with a word that is true of it."""
    in_unit = key.measure in ("actual", "plan", "change")
    decimals = random.randint(0, 2) if in_unit else random.randint(0, 3)
    if key.measure == "multiple":
        decimals = random.randint(2, 4)
    if key.measure in ("actual", "plan") and abs(truth) < 100:
        decimals = random.randint(2, 3)  # three digits at least
    precision = ""
    if key.measure == "actual" and abs(truth) > 10**5 and random.random() < 0.2:
        decimals, precision = -2, "100"
    unit = Fraction(10) ** -decimals
    count = (abs(truth) / unit + Fraction(1, 2)).__floor__() * (1 if truth >= 0 else -1)
    number = Decimal(count).scaleb(-decimals)
    value, half = Fraction(number), unit / 2
    low, high, text = value - half, value + half, f"{number:f}"
    if qualified and number > 0 and not precision and random.random() < 0.2:
        word = random.choice(list(_WORDS))
        low, high = of_word(word, number)
        text = f"{_WORDS[word]} {text}"
    if not low <= truth <= high:
        return None
    return Printed(key, text, value, low, high, unit, source, "", precision)


def of_word(word: str, number: Decimal) -> tuple[Fraction, Fraction]:
    """What nearly, more than and about stand for: a unit of the last place that is not zero."""
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    value = Fraction(number)
    step = min(Fraction(10) ** exponent, value / 10)
    return value - step * (word != "more"), value + step * (word != "nearly")
