"""The table of an official annex."""

from __future__ import annotations

import pytest
from conftest import Vpcli

from vpcli.core.facts.arithmetic import rounded
from vpcli.core.facts.model import Dataset, Parts
from vpcli.core.reports.cells import Number, Tone
from vpcli.core.reports.summary import summary
from vpcli.core.reports.table import Row
from vpcli.readers import ReadOptions, load
from vpcli.readers.delimited import read_csv


def shown(row: Row, *names: str) -> list[str]:
    found = []
    for name in names:
        cell = row.cells[name]
        number = isinstance(cell, Number) and cell.value is not None
        found.append(str(rounded(cell.value, cell.decimals)) if number else str(cell or ""))
    return found


LEVELS = ("previous", "plan", "actual", "next_plan")
COMPARED = ("actual_to_previous", "actual_to_plan", "next_plan_to_actual")


def test_the_press_report_as_an_annex() -> None:
    output, exports, retail, _ = summary(load(["vinh-phuc-2019"], ReadOptions())).rows
    assert shown(output, *LEVELS) == ["215811", "222742", "244794", ""]
    assert shown(output, *COMPARED, "verdict") == ["113.43", "109.9", "", "exceeded"]
    assert shown(exports, *LEVELS) == ["2245.6", "", "2560", "2945"]
    assert shown(exports, *COMPARED, "reason") == ["114", "", "115", "no-plan"]
    assert shown(retail, *COMPARED) == ["110.4", "", "110.8"]


def test_comparisons_as_growth() -> None:
    report = summary(load(["vinh-phuc-2019"], ReadOptions()), as_growth=True)
    assert shown(report.rows[0], *COMPARED) == ["13.43", "9.9", ""]


def test_parts_stand_under_their_totals() -> None:
    report = summary(load(["vinh-phuc-grdp"], ReadOptions()), year=2018)
    assert [row.cells["number"] for row in report.rows] == ["1", "1.1", "1.2", "1.3", "1.4"]
    assert {row.cells["year"] for row in report.rows} == {2018}
    assert shown(report.rows[0], "actual") == ["79965"]


def test_rates_are_compared_in_points_and_only_as_growth() -> None:
    text = """indicator;unit;direction;year;actual;plan
poor;%;down;2018;4,5;
poor;%;down;2019;3,1;3,5
poor;%;down;2020;;2,5
"""
    data = read_csv(text, "f.csv", ReadOptions())
    (row,) = summary(data).rows
    assert shown(row, *COMPARED, "verdict") == ["", "", "", "exceeded"]
    (row,) = summary(data, as_growth=True).rows
    assert shown(row, *COMPARED) == ["-1.4", "", "-0.6"]


def test_why_a_level_or_a_comparison_is_blank_is_said_below() -> None:
    report = summary(load(["vinh-phuc-2019"], ReadOptions()))
    said = {
        (column[1]["year"], column[0].rpartition(".")[2], fields["reason"]): fields["numbers"]
        for _, fields in report.notes
        if isinstance(column := fields["column"], tuple)
    }
    assert said == {
        (2018, "result", "no-base-year"): ["4"],
        (2019, "plan", "no-plan"): ["2", "3", "4"],
        (2019, "estimate", "no-actual"): ["4"],
        (2020, "plan", "no-plan"): ["1"],
    }


def test_why_levels_are_not_compared_is_said_below() -> None:
    text = """indicator;unit;year;actual;plan
poor;%;2018;4,5;
poor;%;2019;3,1;
bound;m;2018;;
bound;m;2019;7;below 9
zero;m;2018;0;
zero;m;2019;7;
fall;m;2018;-2;
fall;m;2019;7;
"""
    report = summary(read_csv(text, "f.csv", ReadOptions()))
    found = {fields["reason"]: fields["numbers"] for _, fields in report.notes}
    assert found == {
        "no-base-year": ["2"],
        "no-plan": ["1", "3", "4"],
        "not-a-single-value": ["2"],
        "zero-base": ["3"],
        "negative-base": ["4"],
    }


def test_a_person_is_shown_a_rate_in_points_and_programs_an_index_alone(vpcli: Vpcli) -> None:
    """4.5 to 3.1 are −1.4 points, against a plan of 3 they are +0.1, and 2.5 are −0.6 ahead."""
    text = """indicator,unit,year,actual,plan
poor,%,2018,4.5,
poor,%,2019,3.1,3.0
poor,%,2020,,2.5
output,m,2018,100,
output,m,2019,110,
"""
    files = {"f.csv": text}
    out = vpcli("summary", "f.csv", "-q", files=files).out
    (line,) = (line for line in out.splitlines() if line.startswith("1 "))
    assert line.split()[-6:] == ["−1.4", "pp", "+0.1", "pp", "−0.6", "pp"]
    assert "points" not in out  # nothing is left to explain below the table
    (line,) = (
        line
        for line in vpcli("summary", "f.csv", "-q", "--lang", "vi", "--md").out.splitlines()
        if line.startswith("| 1 |")
    )
    assert "| −1,4 điểm % | +0,1 điểm % | −0,6 điểm % |" in line
    asked = ("--csv", "-c", ",".join(COMPARED), "-q")
    assert vpcli("summary", "f.csv", *asked).out.splitlines()[1:] == [",,", "110,,"]


def test_a_result_that_is_no_estimate_is_headed_so(vpcli: Vpcli) -> None:
    text = "indicator,unit,year,actual\na,m,2018,5\na,m,2019,6\n"
    arguments = ("summary", "f.csv", "--lang", "vi", "--md", "-q")
    out = vpcli(*arguments, files={"f.csv": text}).out
    assert "| TT | Chỉ tiêu | Đơn vị | TH 2018 | TH 2019 | TH 2019/TH 2018 (%) |" in out


def test_parts_are_indented_under_their_total(vpcli: Vpcli) -> None:
    for arguments, indent in (
        (("--md",), "\u00a0\u00a0"),
        (("--format", "html"), "in1"),
        ((), "\u00a0\u00a0"),
    ):
        out = vpcli("summary", "vinh-phuc-grdp", "-q", *arguments, COLUMNS="100").out
        assert f"{indent}" in out
    (services,) = (line for line in out.splitlines() if "1.3" in line)
    assert services.startswith("\u00a0\u00a01.3\u00a0Services")


def test_a_verdict_is_good_or_bad_news_where_there_is_a_better_side() -> None:
    text = """indicator,direction,year,actual,plan
more,up,2019,110,100
just,up,2019,100,100
fewer,up,2019,90,100
less,down,2019,90,100
neither,none,2019,100,100
unplanned,up,2019,100,
"""
    rows = summary(read_csv(text, "f.csv", ReadOptions())).rows
    assert [row.tones.get("verdict") for row in rows] == [
        Tone.BETTER,
        Tone.BETTER,
        Tone.WORSE,
        Tone.BETTER,
        None,
        None,
    ]
    assert [row.number for row in rows] == ["1", "2", "3", "4", "5", "6"]


def test_the_year_is_that_of_the_last_result_or_else_of_the_last_plan() -> None:
    header = "indicator,year,actual,plan,growth\n"
    for rows, year in (
        ("a,2018,5,,\na,2020,,6,\nb,2019,,,4\n", 2019),
        ("a,2018,5,,\na,2019,..,,\nb,2020,,6,\n", 2018),
        ("a,2019,,5,\na,2020,,6,\n", 2020),
    ):
        found = summary(read_csv(header + rows, "f.csv", ReadOptions()))
        assert {row.cells["year"] for row in found.rows} == {year}


def read(text: str) -> Dataset:
    return read_csv(text, "f.csv", ReadOptions())


def test_a_level_that_no_indicator_has_is_no_reason() -> None:
    (row,) = summary(read("indicator,year,actual\na,2018,5\na,2019,6\n")).rows
    assert shown(row, "plan", "reason") == ["", ""]  # nothing is planned at all
    (row,) = summary(read("indicator,year,plan\na,2019,5\na,2020,6\n")).rows
    assert shown(row, "actual", "reason") == ["", "no-actual"]  # but a result is what it is about


def numbers(dataset: Dataset) -> list[tuple[object, ...]]:
    rows = summary(dataset).rows
    return [tuple(row.cells[name] for name in ("area", "indicator", "number")) for row in rows]


def test_parts_before_their_total_are_numbered_under_it_and_alone_without_it() -> None:
    of = read("indicator,part_of,year,actual\na,t,2019,1\nt,,2019,3\nb,t,2019,2\nc,,2019,5\n")
    assert numbers(of) == [("", "t", "1"), ("", "a", "1.1"), ("", "b", "1.2"), ("", "c", "2")]
    parts = of._replace(series=tuple(one for one in of.series if one.indicator.id in "ab"))
    assert numbers(parts) == [("", "a", "1"), ("", "b", "2")]
    some = of._replace(series=tuple(one for one in of.series if one.indicator.id in "tbc"))
    assert numbers(some) == [("", "t", "1"), ("", "b", "1.1"), ("", "c", "2")]


def test_a_part_of_two_totals_stands_under_the_first() -> None:
    of = read("indicator,year,actual\nt,2019,3\nu,2019,4\na,2019,1\nb,2019,2\nc,2019,3\n")
    both = of._replace(parts=(Parts("t", ("a", "b"), True), Parts("u", ("a", "c"), True)))
    assert [found[1:] for found in numbers(both)] == [
        ("t", "1"),
        ("a", "1.1"),
        ("b", "1.2"),
        ("u", "2"),
        ("c", "2.1"),
    ]


def test_numbers_go_on_from_one_area_to_the_next() -> None:
    of = read(
        "area,indicator,part_of,year,actual\n"
        + "".join(f"{area},t,,2019,3\n{area},a,t,2019,1\n" for area in ("north", "south"))
    )
    assert numbers(of) == [
        ("north", "t", "1"),
        ("north", "a", "1.1"),
        ("south", "t", "2"),
        ("south", "a", "2.1"),
    ]


def test_the_plan_of_next_year_is_that_of_the_latest_source_to_set_one() -> None:
    text = """indicator,year,actual,plan,planned_growth,source,source_date
a,2019,100,,,old,2019
a,2020,,110,10,old,2019
a,2020,,120,,new,2020
"""
    (row,) = summary(read(text)).rows
    assert shown(row, "next_plan") == ["120"]


def test_attainment_of_a_rate_is_not_compared_in_per_cent() -> None:
    text = 'indicator,unit,kind,year,actual,attainment\npoor,%,rate,2019,"4,2",105\n'
    (row,) = summary(read(text)).rows
    assert shown(row, "actual", "actual_to_plan") == ["4.2", ""]


def test_the_status_of_a_result_that_is_missing_is_told() -> None:
    rows = summary(read("indicator,year,actual\na,2018,5\na,2019,..\nb,2019,5\n")).rows
    assert [row.cells["status"] for row in rows] == ["O", "A"]


def test_ranges_give_way_before_any_column_does(vpcli: Vpcli) -> None:
    wide, narrow = (
        vpcli("summary", "vinh-phuc-2019", "-q", COLUMNS=columns).out for columns in ("120", "102")
    )
    for out, has_range in ((wide, True), (narrow, False)):
        assert ("215,800–215,821" in out) is has_range
        assert "110.8" in out  # the plan of 2020 on 2019, the column that is left out first


@pytest.mark.parametrize(("planned", "ahead"), [("110;", "110"), (";10", "110.00")])
def test_the_plan_ahead_is_that_of_the_source_which_planned_it(planned: str, ahead: str) -> None:
    # The later yearbook implies another plan of 2021 by the attainment it prints.
    text = f"""indicator;year;actual;plan;planned_growth;attainment;source;source_date
a;2020;100;;;;report;2020-12
a;2021;;{planned};;report;2020-12
a;2021;120;;;100;yearbook;2022-06
"""
    (row,) = summary(read_csv(text, "f.csv", ReadOptions()), year=2020).rows
    assert shown(row, "actual", "next_plan") == ["100", ahead]
