"""Figures typed on the command line: the same answers as from a file, and errors by option."""

from __future__ import annotations

import csv
import io
import json

from conftest import Ran, Vpcli

LEVELS = ["--value", "2018=215811", "--value", "2019=244794"]


def rows(ran: Ran) -> list[dict[str, str]]:
    assert (ran.status, ran.err) == (0, ""), ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_growth_without_a_file(vpcli: Vpcli) -> None:
    found = rows(vpcli("growth", *LEVELS, "--csv", "--digits", "2"))
    assert [(row["year"], row["growth_pct"], row["reason"]) for row in found] == [
        ("2018", "", "no-base-year"),
        ("2019", "13.43", ""),  # 244794 / 215811 = 1.13430
    ]


def test_attainment_without_a_file(vpcli: Vpcli) -> None:
    ran = vpcli(
        "attainment", "--value", "2019=244794", "--plan", "2019=222742", "--csv", "--digits", "1"
    )
    assert [(row["attainment_pct"], row["verdict"]) for row in rows(ran)] == [("109.9", "exceeded")]


def test_projection_without_a_file(vpcli: Vpcli) -> None:
    asked = "projection --value 2019=2560 --target 4000 --by 2023 --csv --digits 2"
    found = rows(vpcli(*asked.split()))
    assert {row["growth_pct"] for row in found} == {"11.80"}  # (4000 / 2560)^(1/4) = 1.11803
    assert [row["year"] for row in found] == ["2020", "2021", "2022", "2023"]


def test_a_figure_is_typed_as_it_is_printed(vpcli: Vpcli) -> None:
    typed = ["--value", "2019=gần 51 nghìn tỷ đồng", "--plan", "2020=hơn 56 nghìn tỷ"]
    (row,) = rows(vpcli("projection", *typed, "--csv", "--digits", "1"))
    assert (row["unit"], row["base"], row["target"]) == ("nghìn tỷ đồng", "51", "56")
    assert row["required_growth_pct"] == "9.8"  # 56 / 51 = 1.0980
    shown = rows(vpcli("show", *typed, "--unit", "tỷ đồng", "--csv"))
    assert [(one["value"], one["low"], one["high"]) for one in shown] == [
        ("51000", "50000", "51000"),
        ("56000", "56000", "57000"),
    ]
    assert shown[0]["file"] == "--value 2019=gần 51 nghìn tỷ đồng"


def test_it_is_the_same_as_from_a_file(vpcli: Vpcli) -> None:
    data = "indicator,name,year,actual,plan\nvalue,Typed figures,2018,215811,\n"
    data += "value,Typed figures,2019,244794,222742\n"
    for command in ("growth", "attainment", "summary"):
        typed = vpcli(command, *LEVELS, "--plan", "2019=222742", "--json")
        read = vpcli(command, "-", "--json", stdin=data)
        assert typed == read
        assert json.loads(typed.out)


def test_every_command_over_facts_takes_them(vpcli: Vpcli) -> None:
    for command in ("growth", "attainment", "projection", "summary", "check", "show"):
        ran = vpcli(command, *LEVELS, "--plan", "2019=222742", "--plan", "2020=250000")
        assert (ran.status, ran.err) == (0, ""), command
    explained = vpcli("explain", "value", "2019", "growth", *LEVELS)
    assert "+13.43 %" in explained.out
    assert "printed “244794”, --value 2019=244794" in explained.out


def test_they_stand_instead_of_data(vpcli: Vpcli) -> None:
    assert vpcli("growth", *LEVELS, VPCLI_DATA="nothing.yaml").status == 0
    assert vpcli("growth", "viet-nam-gdp", *LEVELS).status == 2
    assert vpcli("growth", "--unit", "ha").status == 2


def test_every_problem_names_its_option(vpcli: Vpcli) -> None:
    ran = vpcli("show", "--value", "2018=abc", "--plan", "2O19=3", "--plan", "2019=1.234")
    assert ran.status == 2
    lines = ran.err.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith('error: --value 2018=abc: "abc" is not a number')
    assert lines[1].startswith('error: --plan 2O19=3: year: "2O19" is not a whole year')
    assert lines[2].startswith('error: --plan 2019=1.234: "1.234" can be read in two ways')
    assert vpcli("show", "--plan", "2019=1.234", "--numbers", "vi").status == 0
