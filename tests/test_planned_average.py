"""Average growth planned over years, and targets that are ranges or bounds."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from build import dataset, fact, series
from conftest import Vpcli

from vpcli.core.facts.model import Direction, Fact, Kind, Measure
from vpcli.core.reports.cells import Number
from vpcli.core.reports.on_track import assess
from vpcli.core.reports.projection import projection
from vpcli.readers import ReadOptions
from vpcli.readers.yaml_dataset import read_yaml

A, PLAN = Measure.ACTUAL, Measure.PLAN
YAML = """
numbers: vi
indicators:
  output:
    unit: tỷ đồng
    facts:
      - {{year: 2020, actual: 1.000}}
      - {{year: 2025, {rate}, since: {since}}}
"""


def read(rate: str, since: int = 2020) -> Fact:
    data = read_yaml(YAML.format(rate=rate, since=since), "f.yaml", ReadOptions())
    return data.series[0].facts[-1]


@pytest.mark.parametrize(
    "rate",
    [
        "planned-average-growth: 8%",
        "planned-average-growth: 8 %/năm",
        "planned-average-growth: 8 % a year",
        "planned-growth: bình quân 8 %/năm",
        "planned-growth: tăng bình quân 8% mỗi năm",
        "planned-growth: average 8% per year",
    ],
)
def test_a_planned_average_is_read_in_the_words_it_is_printed_in(rate: str) -> None:
    found = read(rate)
    assert (found.measure, found.since) == (Measure.PLANNED_AVERAGE_GROWTH, 2020)
    assert found.figure is not None
    assert found.figure.value == 8


def test_without_the_word_it_is_growth_over_all_the_years() -> None:
    assert read("growth: '46,9%'").measure is Measure.GROWTH
    assert read("growth: bình quân 8%").measure is Measure.AVERAGE_GROWTH


def test_an_average_over_one_year_is_its_growth() -> None:
    assert read("planned-average-growth: 8%", 2024).measure is Measure.PLANNED_GROWTH
    assert read("average-growth: 8%", 2024).measure is Measure.GROWTH


CSV = """indicator;unit;numbers;year;since;actual;plan;planned_average_growth
output;tỷ đồng;vi;2020;;1.000;;
output;tỷ đồng;vi;2022;;1.150;;
output;tỷ đồng;vi;2025;2020;;{plan};8
"""


def test_it_implies_the_target_and_what_is_still_required(vpcli: Vpcli) -> None:
    asked = "year,target,required_growth_pct,planned_growth_pct,agreement,basis"
    files: dict[str, str | bytes] = {"f.csv": CSV.format(plan="")}
    ran = vpcli("projection", "f.csv", "--csv", "--digits", "2", "-c", asked, files=files)
    # 1000 × 1.08⁵ = 1469.33; (1469.33 / 1150)^(1/3) = 1.0851
    assert ran.out.splitlines()[1] == "2025,1469.33,8.51,8,,implied"
    ran = vpcli("projection", "f.csv", "--assess", "--csv", "-c", "progress,ratio", "--digits", "3")
    # 1.15^(1/2) − 1 = 7.238 % against 8 %
    assert ran.out.splitlines()[1] == "acceleration-needed,0.905"
    ran = vpcli("projection", "f.csv", "--growth", "8", "--to", "2025", "--csv", "-c", "year,gap")
    assert ran.out.splitlines()[-1].startswith("2025,-20.")  # 1150 × 1.08³ = 1448.67


def test_the_path_follows_the_planned_average_to_its_year(vpcli: Vpcli) -> None:
    files: dict[str, str | bytes] = {"f.csv": CSV.format(plan="")}
    asked = ("projection", "f.csv", "--reach", "1400", "--csv", "-c", "scenario,year,value")
    ran = vpcli(*asked, files=files)
    assert ran.out.splitlines()[1] == "planned,2025,1448.6688"  # 1150 × 1.08³; 1341 in 2024


@pytest.mark.parametrize(
    ("plan", "status", "finding"),
    [("1.469", 0, "exact"), ("1.504", 0, "within-rounding"), ("1.600", 1, "disagreement")],
)
def test_check_holds_it_against_a_printed_target(
    vpcli: Vpcli, plan: str, status: int, finding: str
) -> None:
    # 8 % stands for 7.5 to 8.5: 1435 to 1504; 1504 is 8.5005 %
    files: dict[str, str | bytes] = {"f.csv": CSV.format(plan=plan)}
    ran = vpcli("check", "f.csv", "--all", "--csv", "-c", "measure,finding", files=files)
    assert ran.status == status
    assert f"planned-average-growth,{finding}" in ran.out.splitlines()


def test_a_planned_average_in_points_of_a_rate() -> None:
    target = series(
        fact(A, 2020, "50,0", unit="%"),
        fact(Measure.PLANNED_AVERAGE_GROWTH, 2025, "1", unit="%"),
        kind=Kind.RATE,
        unit="%",
    )
    facts = tuple(one._replace(since=2020) if one.measure is not A else one for one in target.facts)
    (row,) = projection(dataset(target._replace(facts=facts))).rows
    cell = row.cells["target"]
    assert isinstance(cell, Number)
    assert cell.value == 55
    assert (row.cells["target_low"], row.cells["target_high"]) == (D("52.45"), D("57.55"))


def judged(
    latest: str, target: str, direction: Direction = Direction.UP
) -> tuple[str, tuple[D | None, D | None]]:
    facts = (fact(A, 2010, "100"), fact(A, 2015, latest), fact(PLAN, 2020, target))
    (row,) = assess(dataset(series(*facts, direction=direction))).rows
    low, high = row.cells["ratio_low"], row.cells["ratio_high"]
    assert low is None or isinstance(low, D)
    assert high is None or isinstance(high, D)
    return str(row.cells["progress"] or row.cells["reason"]), (low, high)


@pytest.mark.parametrize(
    ("latest", "target", "direction", "expected"),
    [
        # 4.73 % a year; the ends ask 4.14 and 4.81 %
        ("126", "150–160", Direction.UP, "on-track"),
        ("155", "150–160", Direction.UP, "target-met"),  # in the range
        ("170", "150–160", Direction.UP, "target-met"),  # beyond its better end
        ("104", "150–160", Direction.UP, "limited-progress"),
        ("118", "150–200", Direction.UP, "range-undecided"),  # 0.81 and 0.47
        ("95", "150–160", Direction.UP, "moving-away"),
        ("125", "trên 150", Direction.UP, "on-track"),
        ("150", "trên 150", Direction.UP, "on-track"),  # above 150 is not met by 150
        ("151", "trên 150", Direction.UP, "target-met"),
        ("80", "dưới 60", Direction.DOWN, "acceleration-needed"),
        ("59", "dưới 60", Direction.DOWN, "target-met"),
        ("65", "60–70", Direction.DOWN, "target-met"),
        ("105", "60–70", Direction.DOWN, "moving-away"),
    ],
)
def test_a_range_is_judged_where_both_of_its_ends_agree(
    latest: str, target: str, direction: Direction, expected: str
) -> None:
    assert judged(latest, target, direction)[0] == expected


def test_the_ratio_of_a_range_is_an_interval() -> None:
    _, (low, high) = judged("118", "150–200")
    assert low is not None
    assert high is not None
    # (1.18^(1/5) − 1) / (2^(1/10) − 1) = 0.469 and / (1.5^(1/10) − 1) = 0.815, rounding aside
    assert low < D("0.4695") < D("0.8148") < high
    assert low > D("0.43")
    assert high < D("0.88")  # 3.56 / 4.05


def test_a_target_before_the_base_is_no_target(vpcli: Vpcli) -> None:
    files: dict[str, str | bytes] = {"f.csv": "indicator,year,actual\nx,2015,100\nx,2020,120\n"}
    asked = ("projection", "f.csv", "--assess", "--target", "150", "--csv", "-c", "reason")
    assert vpcli(*asked, "--by", "2015", files=files).out.splitlines()[1] == "target-not-ahead"


def test_the_growth_of_a_rate_is_judged_in_per_cent(vpcli: Vpcli) -> None:
    text = "indicator,unit,direction,year,actual,plan\np,%,down,2015,14.5,\np,%,down,2023,10.4,\n"
    files: dict[str, str | bytes] = {"f.csv": text + "p,%,down,2030,,7.25\n"}
    ran = vpcli("projection", "f.csv", "--assess", files=files)
    assert "progress, acceleration needed" in ran.out
    assert "−4.07 %" in ran.out
    assert "pp" not in ran.out
    ran = vpcli("projection", "f.csv", "--assess", "--json", "-c", "ratio")
    assert ran.out == '[\n  {"ratio": 0.901089954698}\n]\n'
