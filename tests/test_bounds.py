"""No path is quadratic: twice the input costs about twice the calls, counted and not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from vpcli.core.facts.model import Dataset
from vpcli.core.facts.quantity_keys import key_of
from vpcli.core.reports.attainment import attainment
from vpcli.core.reports.check import check
from vpcli.core.reports.contribution import contribution
from vpcli.core.reports.disagreements import Checked
from vpcli.core.reports.explain import explain
from vpcli.core.reports.growth import growth
from vpcli.core.reports.projection import projection
from vpcli.core.reports.show import show
from vpcli.core.reports.summary import summary
from vpcli.core.reports.table import Report
from vpcli.core.solver.editions import Edition
from vpcli.errors import VpcliError
from vpcli.readers import ReadOptions
from vpcli.readers.registry import read
from vpcli.writers import render
from vpcli.writers.display import Style

COMMANDS: dict[str, Callable[..., Report]] = {
    "growth": growth,
    "attainment": attainment,
    "projection": projection,
    "contribution": contribution,
    "summary": summary,
    "check": check,
    "show": show,
}


def many_series(size: int) -> str:
    rows = (
        f"i{n},USD,{year},{100 + n + year % 7},{101 + n},{year % 9}.5"
        for n in range(size)
        for year in (2018, 2019)
    )
    return "indicator,unit,year,actual,plan,growth\n" + "\n".join(rows) + "\n"


def many_years(size: int) -> str:
    rows = (f"a,USD,{1000 + n},{100 + n},{101 + n},{n % 9}.5" for n in range(size))
    return "indicator,unit,year,actual,plan,growth\n" + "\n".join(rows) + "\n"


def many_parts(size: int) -> str:
    rows = [f"t,USD,{year},{size * 10},," for year in (2018, 2019)]
    rows += [f"p{n},USD,{year},10,,t" for n in range(size) for year in (2018, 2019)]
    return "indicator,unit,year,actual,plan,part_of\n" + "\n".join(rows) + "\n"


def many_sources(size: int) -> str:
    rows = (f"a,USD,{1900 + n % 10},{100 + n},s{n},{1000 + n}" for n in range(size))
    return "indicator,unit,year,actual,source,source_date\n" + "\n".join(rows) + "\n"


def many_plans(size: int) -> str:
    """Each source sets the same year a plan of its own, as a level or as a growth."""
    rows = [f"a,USD,{year},100,,,s,2020" for year in (2018, 2019)]
    rows += [
        f"a,USD,2019,,{101 + n if n % 3 else ''},{'' if n % 3 else n + 1},s{n},{1000 + n}"
        for n in range(size)
    ]
    return "indicator,unit,year,actual,plan,planned_growth,source,source_date\n" + "\n".join(rows)


def many_editions(size: int) -> str:
    """Each source prints a year of its own and the year before."""
    rows = (
        f"a,USD,{1001 + n - back},{100 + n},s{n},{1000 + n}" for n in range(size) for back in (0, 1)
    )
    return "indicator,unit,year,actual,source,source_date\n" + "\n".join(rows) + "\n"


def many_rates(size: int) -> str:
    """One level, from which every later one follows."""
    rows = (f"a,USD,{1001 + n},,{n % 9}.5" for n in range(size))
    return "indicator,unit,year,actual,growth\na,USD,1000,100,\n" + "\n".join(rows) + "\n"


def many_disagreements(size: int) -> str:
    rows = (f"a{n},USD,{year},{100 + n + year % 7},9.5" for n in range(size) for year in (1, 2))
    rows = (row.replace(",USD,", ",USD,201") for row in rows)
    return "indicator,unit,year,actual,growth\n" + "\n".join(rows) + "\n"


def many_errors(size: int) -> str:
    return "indicator,unit,year,actual\n" + "a,USD,2O19,1\n" * size


def many_areas(size: int) -> str:
    rows = (f"x{n},a,USD,{year},{100 + n}" for n in range(size) for year in (2018, 2019))
    return "area,indicator,unit,year,actual\n" + "\n".join(rows) + "\n"


def nested_parts(size: int) -> str:
    """Each is all of the one before."""
    rows = (
        f"p{n},USD,{f'p{n - 1}' if n else ''},{year},5"
        for n in range(size)
        for year in (2018, 2019)
    )
    return "indicator,unit,part_of,year,actual\n" + "\n".join(rows) + "\n"


def sparse_parts(size: int) -> str:
    """Each has a figure of a year of its own."""
    rows = (f"p{n},USD,t,{1000 + n},5" for n in range(size))
    return "indicator,unit,part_of,year,actual\nt,USD,,1000,5\n" + "\n".join(rows) + "\n"


def many_spans(size: int) -> str:
    """All against one year."""
    rows = (f"a,USD,{1002 + n},1000,{n}.5" for n in range(size))
    return "indicator,unit,year,since,growth\n" + "\n".join(rows) + "\n"


def many_breakdowns(size: int) -> str:
    """Each of one total."""
    rows = [f"t,USD,,{year},5" for year in (2018, 2019)]
    rows += [f"p{n},USD,t#{n},{year},5" for n in range(size) for year in (2018, 2019)]
    return "indicator,unit,part_of,year,actual\n" + "\n".join(rows) + "\n"


def many_wrong_breakdowns(size: int) -> str:
    """Each of one total, and none of them adds up to it."""
    rows = [f"t,USD,,{year},100" for year in (2018, 2019)]
    for n in range(size):
        rows += [f"{part}{n},USD,t#{n},2019,{level}" for part, level in (("p", 60), ("q", 50))]
    return "indicator,unit,part_of,year,actual\n" + "\n".join(rows) + "\n"


SHAPES = {
    "series": many_series,
    "years": many_years,
    "parts": many_parts,
    "sources": many_sources,
    "plans": many_plans,
    "editions": many_editions,
    "rates": many_rates,
    "disagreements": many_disagreements,
    "areas": many_areas,
    "nested parts": nested_parts,
    "sparse parts": sparse_parts,
    "spans": many_spans,
    "breakdowns": many_breakdowns,
    "wrong breakdowns": many_wrong_breakdowns,
}


def parts_with_targets(size: int) -> str:
    """A total and its parts, with results and targets of all."""
    rows = [f"t,USD,2019,{size * 100},,", f"t,USD,2025,,{size * 150},"]
    rows += [f"p{n},USD,2019,100,,t" for n in range(size)]
    rows += [f"p{n},USD,2025,,{130 + n % 30},t" for n in range(size)]
    return "indicator,unit,year,actual,plan,part_of\n" + "\n".join(rows) + "\n"


def parts_over_years(size: int) -> str:
    """A total and its parts over eight years, with the growth of each."""
    rows = []
    for year in range(2000, 2008):
        level = 100 + 5 * (year - 2000)
        rate = f"{500 / (level - 5):.1f}" if year > 2000 else ""
        rows.append(f"t,USD,{year},{size * level},{rate},")
        rows += [f"p{n},USD,{year},{level},{rate},t" for n in range(size)]
    return "indicator,unit,year,actual,growth,part_of\n" + "\n".join(rows) + "\n"


def graded(dataset: Dataset) -> Report:
    return check(dataset, grades=True)


def explained(dataset: Dataset) -> Report:
    """The derivations of all that is known of the total."""
    ids = {series.indicator.id for series in dataset.series} - {"t"}
    shown, hidden = [], []
    for series in dataset.series:
        (hidden if series.indicator.id in ids else shown).append(series)
    return explain(dataset._replace(series=tuple(shown), hidden=tuple(hidden)))


@pytest.mark.parametrize(
    ("make", "compute"),
    [
        (parts_with_targets, projection),
        (parts_over_years, explained),
        (many_series, graded),  # of a total every part is held against all others, and names them
        (many_years, graded),
    ],
)
def test_so_does_what_takes_a_total_apart_or_grades_every_figure(
    make: Callable[[int], str], compute: Callable[..., Report]
) -> None:
    work(make(20), compute, "csv")()
    once, twice = (counted(work(make(size), compute, "csv")) for size in (40, 80))
    assert twice < 2.4 * once, twice / once


def counted(work: Callable[[], object]) -> int:
    """How many calls some work makes, of functions in Python and in C."""
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def work(text: str, compute: Callable[..., Report], form: str) -> Callable[[], object]:
    def run() -> object:
        dataset = read(text.encode(), "in.csv", ".csv", ReadOptions())
        return render(compute(dataset), form, Style(columns=()))

    return run


@pytest.mark.parametrize(
    ("shape", "command"),
    [(shape, command) for shape in SHAPES for command in COMMANDS if command != "contribution"]
    + [(shape, "contribution") for shape in ("parts", "nested parts", "breakdowns")],
)
def test_twice_the_input_costs_twice_the_calls(
    shape: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vpcli.core.reports.attainment._MOST_COMPARED", 10)
    make, compute = SHAPES[shape], COMMANDS[command]
    form = "table" if command in ("growth", "check") else "csv"
    work(make(20), compute, form)()  # what is loaded once
    once, twice = (counted(work(make(size), compute, form)) for size in (40, 80))
    assert twice < 2.4 * once, twice / once


def test_so_do_errors_and_long_lines() -> None:
    def refused(text: str, suffix: str) -> Callable[[], object]:
        def run() -> None:
            with pytest.raises(VpcliError):
                read(text.encode(), "in" + suffix, suffix, ReadOptions())

        return run

    for make, suffix in (
        (many_errors, ".csv"),
        (lambda size: "indicators:\n" + "  y: 1\n" * size, ".yaml"),
        (lambda size: "[" + "{}," * size + "]", ".json"),
        (lambda size: "indicator,year,actual" + ",x" * size, ".csv"),
    ):
        refused(make(50), suffix)()
        once, twice = (counted(refused(make(size), suffix)) for size in (300, 600))
        assert twice < 2.4 * once, (suffix, twice / once)


def test_what_follows_from_a_few_figures_costs_the_same_among_any_number() -> None:
    def asked(size: int) -> Callable[[], object]:
        text = many_wrong_breakdowns(size)
        (group,) = read(text.encode(), "in.csv", ".csv", ReadOptions()).groups()
        facts = [fact for series in group.series for fact in series.facts]
        edition = Edition(group, facts)
        few = [key_of(fact) for fact in facts if fact.indicator in ("t", "p1", "q1")]
        closure = Checked(edition).closure
        assert closure.relations_among(few)
        return lambda: closure.relations_among(few)

    once, twice = (counted(asked(size)) for size in (60, 120))
    assert twice == once
