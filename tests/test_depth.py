"""What is nested or chained hundreds of steps deep is told, or cut with a word of it."""

from __future__ import annotations

import json

import pytest
from conftest import Vpcli

from vpcli.core.reports.explain import DEEPEST

YEARS = 600
CHAIN = "indicator,year,actual,growth\na,1000,100,\n" + "".join(
    f"a,{1000 + n},,1.5\n" for n in range(1, YEARS)
)
NESTED = "indicator,unit,part_of,year,actual\np0,USD,,2019,5\n" + "".join(
    f"p{n},USD,p{n - 1},2019,5\n" for n in range(1, 1500)
)


@pytest.mark.parametrize(
    ("form", "lang"),
    [("table", "en"), ("table", "vi"), ("md", "vi"), ("html", "en"), ("csv", "en"), ("json", "en")],
)
def test_a_derivation_is_told_to_a_depth(vpcli: Vpcli, form: str, lang: str) -> None:
    ran = vpcli(
        *f"explain a {999 + YEARS} actual --data f.csv --format {form} --lang {lang}".split(),
        files={"f.csv": CHAIN},
    )
    assert (ran.status, ran.err) == (0, "")
    if form == "csv":
        rows = [line.split(",") for line in ran.out.splitlines()]
        at, why = rows[0].index("depth"), rows[0].index("reason")
        cut = [row for row in rows if row[why] == "too-deep"]
        assert [row[at] for row in cut] == [str(DEEPEST)]
        assert max(int(row[at]) for row in rows[1:]) == DEEPEST
    elif form == "json":
        node = json.loads(ran.out)[0]
        while "from" in node:
            node = node["from"][0]
        assert node["reason"] == "too-deep"
    else:
        told = {"en": "the steps before are left out", "vi": "lược các bước trước đó"}[lang]
        assert ran.out.count(told) == 1


def test_a_chain_within_the_depth_is_told_whole(vpcli: Vpcli) -> None:
    words = f"explain a {1000 + DEEPEST} actual --data f.csv --csv -c depth,year,reason".split()
    ran = vpcli(*words, files={"f.csv": CHAIN})
    assert f"{DEEPEST},1000,\n" in ran.out
    assert "too-deep" not in ran.out


def test_parts_nested_deeply_are_numbered(vpcli: Vpcli) -> None:
    ran = vpcli("summary", "f.csv", "--csv", "-c", "number,indicator", files={"f.csv": NESTED})
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()[1:]
    assert lines[:3] == ["1,p0", "1.1,p1", "1.1.1,p2"]
    assert len(lines) == 1500


@pytest.mark.parametrize("option", ["--digits", "--top", "--from", "--skip-lines"])
def test_a_number_of_thousands_of_digits_is_wrong_usage(vpcli: Vpcli, option: str) -> None:
    ran = vpcli("growth", option, "1" * 5000)
    assert (ran.out, ran.status) == ("", 2)
    assert option in ran.err


def test_a_width_of_thousands_of_digits_is_none(vpcli: Vpcli) -> None:
    assert vpcli("growth", COLUMNS="9" * 5000) == vpcli("growth")


@pytest.mark.parametrize("form", ["table", "csv", "json", "md", "html"])
def test_a_level_beyond_all_measure_is_blank(vpcli: Vpcli, form: str) -> None:
    words = "projection -q -i exports --growth 1000000% --to 2999 --format"
    ran = vpcli(*words.split(), form)
    assert (ran.status, ran.err) == (0, "")
    assert ("beyond all measure" if form in ("table", "html", "md") else "too-large") in ran.out
    told = vpcli(
        *["explain", "exports", "2999", "projected", "--growth", "1000000%", "--format"], form
    )
    assert told.status == 0
    assert ("beyond all measure" if form in ("table", "html", "md") else "too-large") in told.out


def test_a_trend_beyond_all_measure_is_blank(vpcli: Vpcli) -> None:
    ran = vpcli(
        *["projection", "-q", "--trend", "least-squares", "--to", "2999", "f.csv", "--csv"],
        files={
            "f.csv": "indicator,year,actual\n"
            + "".join(f"a,{2000 + n},1e{n * 20}\n" for n in range(4))
        },
    )
    assert ran.status == 0
    assert ran.out.count("too-large") > 900
