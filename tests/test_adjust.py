"""Growth in real terms, per head, and relative to a reference."""

from __future__ import annotations

from build import dataset, fact, series
from conftest import Vpcli

from vpcli.core.facts.model import Direction, Kind, Measure
from vpcli.core.reports.cells import Tone
from vpcli.core.reports.real_and_per_head_growth import Against, adjusted_growth

ACTUAL = Measure.ACTUAL

DATA = """area;indicator;kind;unit;year;actual
vp;sales;level;tỷ đồng;2018;100
vp;sales;level;tỷ đồng;2019;110
vp;sales;level;tỷ đồng;2020;121
vp;cpi;chain-index;%;2019;104,0
vp;people;level;nghìn người;2018;1.000
vp;people;level;nghìn người;2019;1.010
vn;sales;level;tỷ đồng;2018;1.000
vn;sales;level;tỷ đồng;2019;1.080
"""


def lines(vpcli: Vpcli, *arguments: str) -> list[str]:
    shown = ("--csv", "--from", "2019", "-c", "area,year,value,base,growth_pct,growth_unit,reason")
    ran = vpcli("growth", "f.csv", *shown, "--digits", "4", *arguments, files={"f.csv": DATA})
    assert ran.status == 0, ran.err
    return [line for line in ran.out.splitlines()[1:] if line.startswith("vp")]


def test_real_growth(vpcli: Vpcli) -> None:
    found = lines(vpcli, "--deflator", "cpi", "-i", "sales", "-i", "cpi", "--area", "vp")
    # 110 / 1.04 = 105.7692 at the prices of 2018; 1.10 / 1.04 − 1 = 5.7692 %
    assert found == ["vp,2019,105.7692,100,5.7692,%,", "vp,2020,,110,,%,no-reference-figure"]


def test_growth_per_head(vpcli: Vpcli) -> None:
    found = lines(vpcli, "--per", "people", "-i", "sales", "-i", "people", "--area", "vp")
    # 110 / 1010 and 100 / 1000; 1.10 / 1.01 − 1 = 8.9109 %
    assert found[0] == "vp,2019,0.1089,0.1000,8.9109,%,"


def test_growth_relative_to_another_area(vpcli: Vpcli) -> None:
    found = lines(vpcli, "--relative-to", "vn", "-i", "sales")
    assert found[0] == "vp,2019,110,100,2.0000,pp,"  # 10 % against 8 %


def test_small_levels_per_head_keep_their_digits(vpcli: Vpcli) -> None:
    asked = ("--per", "people", "-i", "sales", "-i", "people", "--area", "vp", "--from", "2019")
    shown = vpcli("growth", "f.csv", *asked, files={"f.csv": DATA}).out
    assert "0.1089" in shown  # 110 / 1010


def test_real_growth_is_good_or_bad_news() -> None:
    for direction, tone in ((Direction.UP, Tone.BETTER), (Direction.DOWN, Tone.WORSE)):
        sales = series(fact(ACTUAL, 2018, "100"), fact(ACTUAL, 2019, "110"), direction=direction)
        prices = series(fact(ACTUAL, 2019, "104"), kind=Kind.CHAIN_INDEX)
        prices = prices._replace(indicator=prices.indicator._replace(id="cpi"))
        prices = prices._replace(facts=tuple(one._replace(indicator="cpi") for one in prices.facts))
        report = adjusted_growth(
            dataset(prices, sales),
            against=Against.DEFLATOR,
            chosen=lambda one: one.indicator.id == "cpi",
        )
        assert [row.tones for row in report.rows] == [{}, {"growth_pct": tone}]


def test_one_reference_at_a_time(vpcli: Vpcli) -> None:
    files: dict[str, str | bytes] = {"f.csv": DATA}
    both = ("--per", "people", "--deflator", "cpi")
    assert vpcli("growth", "f.csv", *both, files=files).status == 2
    assert vpcli("growth", "f.csv", "--per", "people", "--method", "cagr").status == 2
