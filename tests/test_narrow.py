"""A terminal of 80 columns: what wraps, what gives way, and what is told once instead of often."""

from __future__ import annotations

import csv
import json

import pytest
from conftest import ROOT, Vpcli

from vpcli.core.reports.attainment import attainment
from vpcli.core.reports.check import check
from vpcli.core.reports.columns import Type
from vpcli.core.reports.growth import growth
from vpcli.core.reports.on_track import assess, progress
from vpcli.core.reports.projection import projection
from vpcli.core.reports.show import show
from vpcli.core.reports.summary import summary
from vpcli.readers import ReadOptions, bundled, load
from vpcli.writers import render
from vpcli.writers.display import Style
from vpcli.writers.layout import Layout
from vpcli.writers.widths import width_of, wrapped_width

PROVINCE = str(ROOT / "tests" / "cases" / "data" / "province.yaml")
REPORTS = (
    *(growth, attainment, progress, projection, assess, summary, show),
    lambda dataset: check(dataset, grades=True),
)


def lines_at(text: str, width: int) -> list[str]:
    """The lines of a text in a column, each filled before the next."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@pytest.mark.parametrize(
    ("text", "lines", "width"),
    [
        ("no previous year", 2, 11),  # no previous / year
        ("không có số thực hiện", 2, 11),  # không có số / thực hiện
        ("Tốc độ phát triển liên hoàn (%)", 3, 11),  # Tốc độ phát / triển liên / hoàn (%)
        ("met", 2, 3),
        ("", 2, 0),
    ],
)
def test_the_width_in_which_a_text_stands_on_lines(text: str, lines: int, width: int) -> None:
    assert wrapped_width(text, lines) == width
    assert len(lines_at(text, width)) <= lines


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("name", [*bundled(), PROVINCE])
def test_no_heading_and_no_reason_stands_one_word_a_line(name: str, width: int, lang: str) -> None:
    dataset = load([name], ReadOptions())
    for report_of in REPORTS:
        report = report_of(dataset)
        layout = Layout.of(report, Style(lang, width=width))
        widths = layout.widths()[len(layout.stub) :]
        for column, heading, cells, given in zip(
            layout.columns, layout.headings, layout.cells, widths, strict=True
        ):
            told = lines_at(heading, given)
            assert len(told) <= 3, (report.command, told)
            assert len(told) < 3 or any(" " in line for line in told), (report.command, told)
            if column.type is not Type.CODE and column.name != report.explained:
                continue
            for cell in cells:
                told = lines_at(cell.text, given) if cell.tail is None else []
                assert len(told) <= 2, (report.command, told)
                assert (
                    len(told) < 2 or " " in told[0] or " " in told[1] or width_of(cell.text) > 10
                ), (report.command, told)


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("name", [*bundled(), PROVINCE])
def test_every_table_fits_a_terminal_of_80(name: str, lang: str) -> None:
    dataset = load([name], ReadOptions())
    for report_of in REPORTS:
        made = render(report_of(dataset), "table", Style(lang, width=80))
        assert [line for line in made.splitlines() if width_of(line) > 80] == []


def test_a_long_range_stands_on_two_lines_where_columns_would_give_way(vpcli: Vpcli) -> None:
    out = vpcli("projection", "viet-nam-gdp", "--trend", "cagr", "-q", COLUMNS="80").out
    assert "6,200,207,729,165,040.7–\n" in out
    assert "+6.34 %" in out
    wide = vpcli("projection", "viet-nam-gdp", "--trend", "cagr", "-q", COLUMNS="160").out
    assert "6,200,207,729,165,040.7–6,200,207,729,165,042.2" in wide


def test_a_reason_without_room_is_a_mark_and_told_below(vpcli: Vpcli) -> None:
    wide = vpcli("projection", "vinh-phuc-2019", "-q").out
    assert "no plan" in next(line for line in wide.splitlines() if line.startswith("Industrial"))
    narrow = vpcli("projection", "vinh-phuc-2019", "-q", COLUMNS="80").out
    row = next(line for line in narrow.splitlines() if line.startswith("Industrial"))
    assert row.split()[1:3] == ["2020", "–¹"]
    assert "\n¹  no plan\n" in narrow


def test_both_ends_of_a_range_give_way_together(vpcli: Vpcli) -> None:
    out = vpcli("show", "vinh-phuc-2019", "-q", COLUMNS="80").out
    assert "Left out at this width: From; To; File; Line." in out
    out = vpcli("show", "vinh-phuc-2019", "-q", COLUMNS="96").out
    assert "From" in out.split("─")[0]
    assert "To" in out.split("─")[0]


SERIES = "indicator,unit,year,actual\n" + "".join(
    f"{name},m,{year},{100 + year - 2015}\n"
    for name in ("a", "b", "c")
    for year in range(2018, 2021)
)


def test_rows_that_have_no_year_before_are_told_in_a_line(vpcli: Vpcli) -> None:
    out = vpcli("growth", "f.csv", "-q", files={"f.csv": SERIES}).out
    table, below = out.split("\n\n")[1:3]
    rows = [line.split() for line in table.splitlines()[2:]]
    # 104 on 103 is between 0.0 and 1.95 %, as each stands for half a unit on either side
    assert rows[0] == ["a", "2019", "+1.0", "%", "104", "103", "+1"]
    assert not any("2018" in row for row in rows)
    assert below.splitlines() == ["2018: no previous year (3 indicators)"]
    vietnamese = vpcli("growth", "f.csv", "-q", "--lang", "vi").out
    assert "\n2018: không có số năm trước (3 chỉ tiêu)\n" in vietnamese


def test_programs_and_chosen_columns_have_every_row(vpcli: Vpcli) -> None:
    files = {"f.csv": SERIES}
    assert len(json.loads(vpcli("growth", "f.csv", "--json", "-q", files=files).out)) == 9
    rows = list(csv.reader(vpcli("growth", "f.csv", "--csv", "-q").out.splitlines()))
    assert len(rows) == 1 + 9
    assert vpcli("growth", "f.csv", "-c", "year,growth_pct", "-q").out.count("2018") == 3
    drawn = vpcli("growth", "f.csv", "--chart", "-q").out
    assert drawn.count("2018: no previous year\n") == 3  # beside each line


def test_what_is_told_nowhere_else_stays_in_its_row(vpcli: Vpcli) -> None:
    """A level that no later year grew from: of a single year, and before a gap."""
    text = "indicator,unit,year,actual\none,m,2019,7\ngap,m,2015,5\ngap,m,2018,6\ngap,m,2019,8\n"
    out = vpcli("growth", "f.csv", "-q", files={"f.csv": text}).out
    known = [line.split() for line in out.splitlines() if "no previous year" in line]
    assert ["one", "2019", "no", "previous", "year", "7", "–", "–"] in known
    assert any(words[:2] == ["gap", "2015"] for words in known)
    assert ["2018:", "no", "previous", "year", "(gap)"] in known


def test_many_first_years_share_a_line(vpcli: Vpcli) -> None:
    text = "indicator,area,unit,year,actual\n" + "".join(
        f"a,area {at},m,{year},{year}\n" for at in range(5) for year in (2010 + at, 2011 + at)
    )
    out = vpcli("growth", "f.csv", "-q", files={"f.csv": text}).out
    assert "\n2010–2014: no previous year (5 series)\n" in out


@pytest.mark.parametrize("years", [30, 45])
def test_a_result_longer_than_a_screen_ends_with_its_headline(vpcli: Vpcli, years: int) -> None:
    text = "indicator,unit,year,actual,plan\n" + "".join(
        f"a,m,{1970 + at},{100 + at},100\n" for at in range(years)
    )
    asked = "attainment", "f.csv", "-q"
    lines = vpcli(*asked, files={"f.csv": text}, COLUMNS="100").out.splitlines()
    headline = [
        "Plan attainment",
        f"Plans met or exceeded: {years} of {years} judged; rows in all: {years}.",
    ]
    assert lines[:3] == [*headline, ""]
    assert (lines[-3:] == ["", *headline]) is (years > 40)
    assert lines.count(headline[1]) == (2 if years > 40 else 1)
    assert vpcli(*asked, files={"f.csv": text}).out.count(headline[1]) == 1  # in a pipe


def test_a_section_of_a_page_has_its_heading_once(vpcli: Vpcli) -> None:
    page = vpcli("report", "vinh-phuc-grdp", "-q", COLUMNS="80").out
    for command in ("growth", "contribution"):
        assert page.count(vpcli(command, "vinh-phuc-grdp", "-q").out.partition(" — ")[0]) <= 1


def test_a_long_derivation_ends_with_the_numbers_that_were_asked_for(vpcli: Vpcli) -> None:
    def ending(*options: str) -> str:
        return vpcli("explain", "industry", "2019", "-q", *options).out.split("\n\n")[-1]

    lines = ending().splitlines()
    assert lines[0].startswith("Where the numbers come from — ")
    assert [line.partition(" 2019: ")[0].partition(", ")[2] for line in lines[1:]] == [
        *("actual", "growth", "change", "plan", "attainment", "gap to the plan"),
        "planned growth",
    ]
    assert "109.9 %" in lines[5]
    assert "Where the numbers come from" not in ending("--md")
    assert (
        "Where the numbers come from"
        not in vpcli("explain", "industry", "2019", "attainment", "-q").out.split("\n\n")[-1]
    )


def test_what_check_counted_stands_first(vpcli: Vpcli) -> None:
    lines = vpcli("check", "vinh-phuc-grdp", "-q").out.splitlines()
    assert lines[0].startswith("Agreement of the printed figures — ")
    assert lines[1:4] == [
        "28 of 28 printed figures are bound by others; none disagrees.",
        "Revisions from one edition to the next: 5.",
        "",
    ]


def test_changes_of_a_rate_are_in_points_wherever_they_stand(vpcli: Vpcli) -> None:
    """5.2 % to 4.6 % are −0.6 points, 0.1 above a plan of 4.5, and 0.4 more to go to 4.2."""
    text = (
        "indicator,unit,year,actual,plan\npoor,%,2018,5.2,\npoor,%,2019,4.6,4.5\npoor,%,2020,,4.2\n"
    )
    files = {"f.csv": text}
    for command, said in (
        ("growth", ["−0.6 pp", "−0.6 pp"]),
        ("attainment", ["+0.1 pp"]),
        ("projection", ["−0.4 pp"]),
        ("summary", ["−0.6 pp", "+0.1 pp", "−0.4 pp"]),
    ):
        out = vpcli(command, "f.csv", "-q", files=files).out
        for one in said:
            assert one in out
            out = out.replace(one, "", 1)
    assert "−0,6 điểm %" in vpcli("growth", "f.csv", "-q", "--lang", "vi").out
