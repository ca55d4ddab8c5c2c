"""How a system of tests/invented.py comes about: the world, and what of it is printed where."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from random import Random

from invented import MODES, Key, Printed, System, print_figure

SOURCES = {
    "one": {"s1": "2020-06-30"},
    "undated": {"s1": ""},
    "bare": {},
    "agreeing": {"s1": "2019-06", "s2": "2020-06"},
    "revised": {"s1": "2019-06", "s2": "2020-06"},
    "authorities": {"s1": "2020-06-30", "s2": "2020-06-30"},
}
FACTORS = (Fraction(7, 10), Fraction(13, 10), Fraction(3, 2))
_FIRST = 2015

_MOST_TRIES = 100
_ANOTHER = 1_000_003


def invent(seed: int, *, mode: str = "", qualified: bool | None = None) -> System:
    """A system from its seed alone; mode and qualifiers are drawn too where they are not told."""
    random = Random(f"system {seed}")
    drawn = random.choices(list(MODES), list(MODES.values()))[0]
    with_words = random.random() < 0.5
    system = System(seed, mode or drawn)
    system.sources = dict(SOURCES[system.mode])
    system.as_yaml = random.random() < 0.4
    system.years = list(range(_FIRST, _FIRST + random.randint(2, 4)))
    lots = random.sample(["level", "rate", "chain-index", "fixed-index"], random.choice((0, 1, 2)))
    if len(lots) < 2 and (random.random() < 0.7 or not lots):
        system.parts = ("a", "b", "d")[: random.randint(2, 3)]
        system.kinds |= dict.fromkeys(("t", *system.parts), "level")
    system.kinds |= {lot[0]: lot for lot in lots}
    for area in ("north", "south")[: random.choice((1, 1, 1, 1, 2))]:
        _make_levels(system, area, random)
        _make_plans(system, area, random)
    words = with_words if qualified is None else qualified
    for _ in range(_MOST_TRIES):
        system.printed = list(_print_all(system, random, words=words))
        if len(system.printed) >= 3:
            return system
    return invent(
        seed + _ANOTHER, mode=mode, qualified=qualified
    )  # of this world there is little to print


def _make_levels(system: System, area: str, random: Random) -> None:
    for id_, kind in system.kinds.items():
        if id_ == "t":
            continue
        level = Fraction(10) ** random.randint(2, 5) * Fraction(random.randint(100, 999), 100)
        if kind == "rate":
            level = Fraction(random.randint(300, 3000), 100)
        if kind == "fixed-index":
            level = Fraction(random.randint(9000, 13000), 100)
        for year in system.years:
            noise = Fraction(random.randint(0, 10**6), 10**10)
            if kind == "chain-index":
                level = 100 * (Fraction(random.randint(900, 1200), 1000) + noise)
            else:
                level *= Fraction(random.randint(880, 1220), 1000) + noise
            system.levels[area, id_, year] = level
    if system.parts:
        for year in system.years:
            whole = sum((system.levels[area, part, year] for part in system.parts), Fraction(0))
            system.levels[area, "t", year] = whole
    lots = [[id_] for id_ in system.kinds if id_ in "lf"]
    lots += [["t", *system.parts]] if system.parts else []
    if lots and random.random() < 0.2:
        _break(system, area, random.choice(lots), random)


def _break(system: System, area: str, lot: list[str], random: Random) -> None:
    """From a year on another thing is counted: the levels jump, and say nothing of growth."""
    begin, factor = random.choice(system.years[1:]), Fraction(random.randint(15, 30), 10)
    for id_ in lot:
        system.breaks[area, id_] = begin
        for year in system.years:
            if year >= begin:
                system.levels[area, id_, year] *= factor


def _make_plans(system: System, area: str, random: Random) -> None:
    last = system.years[-1]
    for id_, kind in system.kinds.items():
        if id_ in system.parts:
            continue
        for year in (*system.years, last + 1, last + 3):
            level = system.levels.get((area, id_, year), system.levels[area, id_, last])
            if random.random() < 0.5:
                ratio = Fraction(random.randint(920, 1110), 1000)
                system.plans[area, id_, year] = level * ratio if kind != "rate" else level + ratio


def _print_all(system: System, random: Random, *, words: bool) -> Iterator[Printed]:
    crowd = len(system.levels) * max(1, len(system.sources)) / 10
    share = random.choice((0.25, 0.4, 0.65, 0.9)) / max(1.0, crowd**0.8)
    for number, source in enumerate(system.sources or [""]):
        factor = random.choice(FACTORS) if number and system.mode == "revised" else Fraction(1)
        whole_year = random.choice(system.years)
        for area, id_, year in _places(system):
            yield from _print_year(
                system,
                Key(area, id_, "", year),
                (source, factor, share, year == whole_year),
                random,
                words=words,
            )


def _places(system: System) -> list[tuple[str, str, int]]:
    return sorted({*system.levels, *system.plans})


def _print_year(
    system: System,
    about: Key,
    edition: tuple[str, Fraction, float, bool],
    random: Random,
    *,
    words: bool,
) -> Iterator[Printed]:
    source, factor, share, is_whole = edition
    begins = system.breaks.get((about.area, about.indicator)) == about.year
    in_ranges = random.random() < 0.15 and words
    for key in _candidates(system, about, random):
        truth = system.truth(key)
        is_needed = is_whole and about.indicator in ("t", *system.parts)  # of a breakdown, all
        must = (begins or is_needed) and key.measure == "actual"
        if truth is None or (random.random() > share and not must):
            continue
        if key.measure in ("actual", "plan", "change") and system.kinds[key.indicator] != (
            "chain-index"
        ):
            truth *= factor
        if key.measure == "plan" and system.mode == "authorities" and source == "s2":
            truth *= Fraction(108, 100)
        if in_ranges and "plan" in key.measure:
            if key.measure == "plan":
                yield _range(key, truth, source, random)
            continue
        if in_ranges and key.measure == "attainment":
            continue
        made = print_figure(random, key, truth, source, qualified=words and not must)
        if made:
            statuses = (
                ("B",)
                if begins and must
                else ("", "", "E", "P")
                if key.measure == "actual"
                else ("",)
            )
            yield made._replace(status=random.choice(statuses))


def _range(key: Key, truth: Fraction, source: str, random: Random) -> Printed:
    """A plan that is a range or a bound; nothing else of plans is printed beside it."""
    low = Decimal(round(truth * 10)) / 10
    high = low + Decimal(random.randint(1, 30)) / 10
    text = random.choice((f"{low}-{high}", f"below {high}", f"above {low}"))
    return Printed(key, text, None, None, None, Fraction(1, 10), source)


def _candidates(system: System, about: Key, random: Random) -> Iterator[Key]:
    """Everything that could be printed of an indicator in a year, over at most one longer span."""
    kind, year, first = system.kinds[about.indicator], about.year, system.years[0]
    yield about._replace(measure="actual")
    yield about._replace(measure="plan")
    one_plan = system.mode != "authorities"
    if kind == "chain-index":
        return
    yield about._replace(measure="change")
    if kind == "rate":
        return
    for measure in ("growth", "multiple"):
        yield about._replace(measure=measure)
    if one_plan:
        yield about._replace(measure="planned-growth")
        yield about._replace(measure="attainment")
    if year - first >= 2 and year in system.years:
        since = random.randint(first, year - 2)
        for measure in ("growth", "multiple", "change", "average-growth"):
            if random.random() < 0.4:
                yield about._replace(measure=measure, against=since)
    last = system.years[-1]
    if year == last + 3 and one_plan:
        yield about._replace(measure="planned-average-growth", against=last)
    if about.indicator in system.parts:
        for measure in ("share", "contribution", "share-of-growth"):
            yield about._replace(measure=measure, against="t")
