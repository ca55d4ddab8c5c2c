"""Every number that a command prints can be explained, and the explanation is the number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal as D
from functools import cache

import pytest
from build import dataset, fact, series
from conftest import Vpcli

from vpcli.core.facts.codes import Basis
from vpcli.core.facts.model import Dataset, Kind, Measure, Source
from vpcli.core.facts.quantity_keys import PREVIOUS_YEAR_100, Key
from vpcli.core.reports.attainment import attainment
from vpcli.core.reports.cells import Number
from vpcli.core.reports.contribution import contribution
from vpcli.core.reports.explain import explain
from vpcli.core.reports.explanation import Blank, Explanation
from vpcli.core.reports.growth import growth
from vpcli.core.reports.projection import projection
from vpcli.core.reports.table import Report
from vpcli.core.solver.agreement import Agreement
from vpcli.readers import ReadOptions, load
from vpcli.readers.delimited import read_csv
from vpcli.writers import render
from vpcli.writers.display import Style

M = Measure
NUMBERS = {
    "growth": {
        "base": (M.ACTUAL, "base_year"),
        "value": (M.ACTUAL, "year"),
        "change": (M.CHANGE, "year"),
        "growth_pct": (M.GROWTH, "year"),
    },
    "attainment": {
        "plan": (M.PLAN, "year"),
        "actual": (M.ACTUAL, "year"),
        "gap": (M.GAP, "year"),
        "attainment_pct": (M.ATTAINMENT, "year"),
    },
    "projection": {
        "base": (M.ACTUAL, "base_year"),
        "target": (M.PLAN, "year"),
        "change": (M.PLANNED_CHANGE, "year"),
        "required_growth_pct": (M.REQUIRED_GROWTH, "year"),
        "planned_growth_pct": (M.PLANNED_GROWTH, "year"),
    },
    "contribution": {
        "value": (M.ACTUAL, "year"),
        "share_pct": (M.SHARE, "year"),
        "growth_pct": (M.GROWTH, "year"),
        "contribution_pp": (M.CONTRIBUTION, "year"),
        "share_of_growth_pct": (M.SHARE_OF_GROWTH, "year"),
    },
}
COMMANDS = {
    "growth": growth,
    "attainment": attainment,
    "projection": projection,
    "contribution": contribution,
}
LEVELS_AND_GROWTH = """indicator;part_of;direction;year;actual;growth;plan;planned_growth;share
t;;up;2018;1.000;;;;
t;;up;2019;;6,1;1.050;5;
a;t;up;2018;840;;;;84,0
a;t;up;2019;890;;900;;
b;t;up;2018;;;;;16,0
b;t;up;2019;160;6,67;;;
t;;up;2025;;;2.000;;
"""


@cache
def data(name: str) -> Dataset:
    if name == "made":
        from vpcli.readers.delimited import read_csv

        return read_csv(LEVELS_AND_GROWTH, "made.csv", ReadOptions())
    return load([name], ReadOptions())


def trees(report: Report) -> Iterator[Explanation]:
    yield from report.trees or ()


def told(dataset: Dataset, year: int, measure: Measure) -> list[tuple[str, list[Number]]]:
    """For each tree: its indicator and the numbers it tells, its own first."""
    return [
        (tree.series.indicator.id, [tree.value, *(other.value for other in tree.alternatives)])
        for tree in trees(explain(dataset, year, measure))
    ]


@pytest.mark.parametrize("name", ["vinh-phuc-2019", "vinh-phuc-grdp", "viet-nam-gdp", "made"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_number_of_a_command_is_explained(command: str, name: str) -> None:
    dataset = data(name)
    explained: dict[tuple[int, Measure], list[tuple[str, list[Number]]]] = {}
    for row in COMMANDS[command](dataset, 2015 if name == "viet-nam-gdp" else None, None).rows:
        role = row.cells.get("role")
        if role in ("sum", "residual"):
            continue
        for column, (measure, year_column) in NUMBERS[command].items():
            cell, year = row.cells[column], row.cells[year_column]
            if role == "total" and column not in ("value", "growth_pct"):
                continue
            assert isinstance(year, int)
            if not isinstance(cell, Number) or (cell.value == cell.low == cell.high == 100):
                continue  # blank, or the 100 that an index starts from
            asked = year, measure
            if asked not in explained:
                explained[asked] = told(dataset, *asked)
            numbers = [
                number
                for id_, all_told in explained[asked]
                if id_ == row.cells["indicator"]
                for number in all_told
            ]
            assert cell.value in {number.value for number in numbers}, (row.cells, column)


@pytest.mark.parametrize("name", ["vinh-phuc-2019", "vinh-phuc-grdp", "made"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_blank_of_a_command_is_explained_with_its_reason(command: str, name: str) -> None:
    dataset = data(name)
    for row in COMMANDS[command](dataset, None, None).rows:
        if row.cells.get("role") not in (None, "part"):
            continue
        for column, (measure, year_column) in NUMBERS[command].items():
            year = row.cells[year_column]
            if row.cells[column] is not None or year is None:
                continue
            assert isinstance(year, int)
            found = [one for one in blanks(dataset, measure, year) if one.series is row.series]
            assert found, (row.cells, column)
            reasons = {one.reason for one in found}
            own = {M.ACTUAL: "no-actual", M.PLAN: "no-plan", M.PLANNED_GROWTH: "no-planned-growth"}
            assert reasons == {own.get(measure, row.cells["reason"])}, (row.cells, column)


def blanks(dataset: Dataset, measure: Measure, year: int) -> list[Blank]:
    return list(explain(dataset, year, measure).blanks)


FACTS = (fact(M.ACTUAL, 2018, "100"), fact(M.ACTUAL, 2020, "110"), fact(M.PLAN, 2020, "120"))


@pytest.mark.parametrize("year", [2018, 2020])
@pytest.mark.parametrize("measure", [M.GROWTH, M.CHANGE, M.PLAN, M.ATTAINMENT, M.GAP])
def test_what_a_blank_lacks_is_what_it_needs(measure: Measure, year: int) -> None:
    before = dataset(series(*FACTS))
    lacking = [one for blank in blanks(before, measure, year) for one, _ in blank.missing]
    assert bool(lacking) != bool(explain(before, year, measure).trees)
    printed = [fact(key.measure, key.year, "105") for key in lacking if key.measure]
    after = explain(dataset(series(*FACTS, *printed)), year, measure)
    assert after.trees
    assert not after.blanks


@cache
def everything(name: str) -> Report:
    return explain(data(name))


@pytest.mark.parametrize("name", ["vinh-phuc-2019", "vinh-phuc-grdp", "made"])
@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("form", ["table", "md", "json", "csv"])
def test_explanations_are_put_into_words(name: str, lang: str, form: str) -> None:
    text = render(everything(name), form, Style(lang=lang))
    assert len(text) > 500
    assert "None" not in text
    assert "…" not in text
    if form == "json":
        assert json.loads(text)


def test_the_sums_of_contributions_are_explained_by_the_total() -> None:
    (tree,) = [
        tree
        for tree in trees(explain(data("vinh-phuc-grdp"), 2019, M.GROWTH))
        if tree.series.indicator.id == "grdp"
    ]
    names = {
        other.operation.relation.identity.name: other.value.value
        for other in tree.alternatives
        if other.operation
    }
    assert names["sum-of-contributions"] == tree.value.value  # 5.91 + 1.38 + 0.99 − 0.18 = 8.10


def test_the_working_of_an_implied_level(vpcli: Vpcli) -> None:
    ran = vpcli("explain", "industry", "2018", "-q")
    assert "y₂₀₁₈ = y₂₀₁₉ ÷ (1 + g₂₀₁₉)" in ran.out
    assert "244,794 ÷ (1 + 13.43 %) = 215,811" in ran.out
    assert "vinh-phuc-2019.yaml:" in ran.out
    assert "20 January 2020" in ran.out


def test_json_goes_down_to_the_printed_facts(vpcli: Vpcli) -> None:
    ran = vpcli("explain", "exports", "2020", "required-growth", "--json", "-q")
    (node,) = json.loads(ran.out)
    assert node["identity"] == "required-growth"
    assert node["value"] == 15.0390625
    plan, base = node["from"]
    assert plan["published"]["printed"] == "2945 triệu USD"
    assert base["published"]["date"] == "2020-01-20"
    assert isinstance(base["published"]["line"], int)


def explained(vpcli: Vpcli, text: str, *arguments: str) -> str:
    return vpcli("explain", *arguments, "--data", "f.csv", "-q", files={"f.csv": text}).out


def test_the_working_gives_what_its_numbers_give(vpcli: Vpcli) -> None:
    """10 and −3 make −30 %; that 6 is printed too leaves −36.9 to −31.5 (5.5–6.5 on 9.5–10.5)."""
    text = "indicator,unit,year,actual,change\na,m,2018,10,\na,m,2019,6,-3\n"
    out = explained(vpcli, text, "a", "2019", "growth")
    assert "(−3) ÷ 10 = −30.0 %; narrowed by the other figures to −31.6 %" in out
    assert "6 ÷ 10 − 1 = −40.0 %" in out
    assert "narrowed" not in explained(vpcli, text.replace("6,-3", "7,-3"), "a", "2019", "growth")


def test_a_gap_by_attainment_takes_the_plan_off(vpcli: Vpcli) -> None:
    text = "indicator,unit,year,actual,plan,attainment\na,m,2019,210.2,200,105\n"
    out = explained(vpcli, text, "a", "2019", "gap")
    # 200 × 5 %
    assert "k₂₀₁₉ × (a₂₀₁₉ − 100 %)" in out
    assert "200 × (105 % − 100 %) = 10" in out


def test_scales_are_written_in_the_language(vpcli: Vpcli) -> None:
    text = """indicator;part_of;unit;year;actual
t;;nghìn tỷ đồng;2019;
a;t;tỷ đồng;2019;150
b;t;tỷ đồng;2019;50
"""
    english, vietnamese = (
        explained(vpcli, text, "t", "2019", "actual", "--lang", lang) for lang in ("en", "vi")
    )
    assert "0.001 × 150 + 0.001 × 50 = 0.2" in english
    assert "0,001 × 150 + 0,001 × 50 = 0,2" in vietnamese


def test_a_number_of_another_indicator_is_no_blank_of_this_one() -> None:
    # The table of growth has a row of 2019 for y, whose growth is blank; x has none.
    text = "indicator,year,actual\nx,2017,5\ny,2019,6\n"
    found = blanks(read_csv(text, "f.csv", ReadOptions()), M.GROWTH, 2019)
    assert [one.key.indicator for one in found] == ["y"]


def test_what_is_measured_since_a_year_or_of_a_total_is_blank_as_such() -> None:
    levels = fact(M.ACTUAL, 2018, "100"), fact(M.ACTUAL, 2019, "100")._replace(figure=None)
    (blank,) = blanks(dataset(series(*levels)), M.REQUIRED_GROWTH, 2020)
    assert blank.key == Key(M.REQUIRED_GROWTH, 2020, "x", 2018)
    assert [key for key, _ in blank.missing] == [Key(M.PLAN, 2020, "x")]
    text = "indicator,part_of,year,actual\nt,,2019,200\na,t,2019,..\nb,t,2019,..\n"
    found = blanks(read_csv(text, "f.csv", ReadOptions()), M.SHARE, 2019)
    assert [one.key for one in found] == [Key(M.SHARE, 2019, part, "t") for part in ("a", "b")]
    assert [[key for key, _ in one.missing] for one in found] == [
        [Key(M.ACTUAL, 2019, part)] for part in ("a", "b")
    ]


def test_the_row_of_a_blank_says_what_it_is_about_and_why() -> None:
    report = explain(dataset(series(fact(M.ACTUAL, 2019, "100"))), 2019, M.GROWTH)
    (row,) = report.rows
    assert row.series is not None
    about = {"area": "", "indicator": "x", "name": row.series.indicator.name, "unit": "tỷ đồng"}
    said = {"year": 2019, "measure": "growth", "depth": 0, "status": "O", "reason": "no-base-year"}
    unknown = dict.fromkeys(("value", "low", "high", "line"))
    nothing = dict.fromkeys(("plan_by", "basis", "identity", "printed", "source", "file"), "")
    assert row.cells == about | said | unknown | nothing
    assert set(row.cells) == {column.name for column in report.columns}


def test_the_rows_of_a_derivation_name_the_fact_they_end_at() -> None:
    index = series(fact(M.ACTUAL, 2019, "104,9", source="book"), kind=Kind.CHAIN_INDEX)
    report = explain(dataset(index), 2019, M.GROWTH)
    assert {row.series and row.series.indicator.id for row in report.rows} == {"x"}
    names = ("measure", "depth", "source", "file")
    assert [tuple(row.cells[name] for name in names) for row in report.rows] == [
        ("growth", 0, "", ""),
        ("actual", 1, "book", "test"),
    ]


def test_what_is_measured_since_a_year_is_told_from_the_levels_of_both() -> None:
    of = dataset(series(fact(M.ACTUAL, 2015, "100"), fact(M.PLAN, 2020, "110")))
    (tree,) = explain(of, 2020, M.REQUIRED_GROWTH).trees or ()
    assert tree.key.against == 2015
    assert [one.key for one in tree.operands] == [Key(M.PLAN, 2020, "x"), Key(M.ACTUAL, 2015, "x")]


def test_every_other_edition_is_told_though_one_does_not_know_the_number() -> None:
    facts = [
        fact(M.ACTUAL, 2019, "100", source="first"),
        fact(M.ACTUAL, 2018, "90", source="second"),
        fact(M.ACTUAL, 2019, "101", source="third"),
    ]
    dates = {"first": "2019", "second": "2020", "third": "2021"}
    sources = {id_: Source(id_, date=date) for id_, date in dates.items()}
    (tree,) = explain(dataset(series(*facts), sources=sources), 2019, M.ACTUAL).trees or ()
    assert tree.value.value == 101
    assert [(one.source, one.value.value) for one in tree.alternatives] == [("first", 100)]


def test_what_a_step_gives_is_told_with_its_own_bounds_and_what_the_others_leave_of_it() -> None:
    facts = [
        fact(M.ACTUAL, 2018, "100"),
        fact(M.GROWTH, 2019, "10"),
        fact(M.PLAN, 2019, "101"),
        fact(M.ATTAINMENT, 2019, "110"),
    ]
    (tree,) = explain(dataset(series(*facts)), 2019, M.ACTUAL).trees or ()
    assert tree.operation is not None
    result, narrowed = tree.operation.result, tree.operation.narrowed
    # 99.5 × 1.095 and 100.5 × 1.105; the plan leaves 100.5 × 1.095 = 110.0475 and more.
    assert (result.value, result.low, result.high) == (110, D("108.9525"), D("111.0525"))
    assert narrowed is not None
    assert (narrowed.value, narrowed.low) == (D("110.0475"), D("110.0475"))
    # 99.5 × 1.0995 and 100.5 × 1.1005; a plan of 99 leaves 99.5 × 1.105 = 109.9475 and less.
    facts[1:3] = fact(M.GROWTH, 2019, "10,0"), fact(M.PLAN, 2019, "99")
    (tree,) = explain(dataset(series(*facts)), 2019, M.ACTUAL).trees or ()
    assert tree.operation is not None
    result = tree.operation.result
    assert (result.low, result.high) == (D("109.40025"), D("110.60025"))
    narrowed = tree.operation.narrowed
    assert narrowed is not None
    assert narrowed.high == D("109.9475")


def test_the_hundred_that_an_index_starts_from_has_no_decimals() -> None:
    index = series(fact(M.ACTUAL, 2019, "104,9"), kind=Kind.CHAIN_INDEX)
    (tree,) = explain(dataset(index), 2019, M.GROWTH).trees or ()
    assert tree.operation is not None
    assert tree.operation.values[PREVIOUS_YEAR_100].decimals == 0


def test_a_printed_average_is_told_beside_the_one_of_the_levels() -> None:
    average = fact(M.AVERAGE_GROWTH, 2017, "10")._replace(since=2015)
    of = dataset(series(fact(M.ACTUAL, 2015, "100"), fact(M.ACTUAL, 2017, "121"), average))
    (tree,) = explain(of, 2017, M.AVERAGE_GROWTH).trees or ()
    assert tree.fact is not None
    assert tree.value.value == 10
    (other,) = tree.alternatives
    assert (other.value.value, other.value.basis) == (10, Basis.COMPUTED)  # √1.21
    assert other.agreement is Agreement.EXACT


def test_another_plan_is_noted_where_the_number_would_be_another_by_it() -> None:
    text = """indicator,year,actual,plan,source,source_date
x,2018,100,,a,2020
x,2019,105,100,a,2020
x,2019,,120,b,2019
"""
    of = read_csv(text, "f.csv", ReadOptions())
    for measure, count in ((M.PLAN, 1), (M.ATTAINMENT, 1), (M.GROWTH, 0), (M.ACTUAL, 0)):
        assert len(explain(of, 2019, measure).notes) == count, measure


def test_attainment_is_told_by_the_source_that_printed_it_and_the_latest_plan() -> None:
    text = """indicator,year,actual,plan,attainment,source,source_date
x,2019,,100,105,report,2019-12
x,2019,,120,,council,2020-03
x,2018,90,,,yearbook,2020-06
"""
    trees = explain(read_csv(text, "f.csv", ReadOptions()), 2019, M.ATTAINMENT).trees or ()
    assert [tree.value.value for tree in trees] == [D("87.5")]  # 105 of 120
