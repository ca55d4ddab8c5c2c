"""Charts: bars, small columns and paths, each with the numbers of the table beside it."""

from __future__ import annotations

import re
from decimal import Decimal as D
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from conftest import Vpcli
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from vpcli.core.measures.trends import Trend
from vpcli.core.reports.chart import panels_of, shape_of
from vpcli.core.reports.contribution import contribution
from vpcli.core.reports.growth import growth
from vpcli.core.reports.projected_path import Asked, path
from vpcli.core.reports.table import Shape
from vpcli.readers import ReadOptions, load
from vpcli.readers.delimited import read_csv
from vpcli.writers.glyphs import ASCII, UNICODE, Grid, Scale, bar, columns_of

FALLING = """indicator,unit,year,actual
a,m,2010,100
a,m,2011,95
a,m,2012,105
a,m,2014,80
a,m,2015,80
"""
COMMANDS = [
    "growth viet-nam-gdp",
    "growth",
    "growth viet-nam-gdp --method cagr --from 2010",
    "growth viet-nam-gdp --series --from 2010",
    "attainment viet-nam-targets-2019",
    "attainment --progress",
    "projection",
    "projection --assess",
    "projection --growth 8% --to 2030",
    "projection --scenario low=-6% --scenario high=10% --to 2040",
    "contribution",
]


def test_bars_are_as_long_as_their_numbers() -> None:
    scale = Scale.from_zero([D(10), D(-5)], 15)
    assert bar(D(10), scale, UNICODE) == "     │██████████"
    assert bar(D(-5), scale, UNICODE) == "█████│"
    assert bar(D(-2), scale, UNICODE) == "   ██│"
    assert bar(D(0), scale, UNICODE) == "     │"
    assert bar(D("0.01"), scale, UNICODE) == "     │█"  # what is not zero is seen
    assert bar(D(10), scale, ASCII) == "     |##########"


def test_columns_below_zero_hang() -> None:
    assert columns_of([D(8), D(4), D(1), None, D(0)], UNICODE) == ["█▄▁·─"]
    assert columns_of([D(8), D(-8), D(-4), D(-1), None], UNICODE) == ["█   ·", " █▀▔ "]
    assert columns_of([D(8), D(-8), None], ASCII) == ["* ?".replace("*", "#"), " # "]
    assert columns_of([None], UNICODE) == ["·"]


def test_a_mark_is_never_covered() -> None:
    grid = Grid(5, 3)
    grid.mark(0, 0, "a")
    grid.mark(4, 2, "b")
    grid.mark(4, 2, "c")
    grid.trail((0, 0), (4, 2), ".")
    assert grid.lines()[0] == "   .b"
    assert grid.lines()[2].startswith("a")


@given(st.lists(st.decimals(-1000, 1000, places=1), min_size=1, max_size=9), st.integers(5, 60))
def test_no_bar_is_longer_than_its_place_and_longer_bars_are_greater(
    values: list[D], cells: int
) -> None:
    scale = Scale.from_zero(values, cells)
    drawn = {value: bar(value, scale, UNICODE) for value in values}
    assert all(len(text) <= cells + 2 for text in drawn.values())
    assert len({text.index("│") for text in drawn.values()}) == 1
    for one, other in pairwise(values):
        if one * other > 0 and abs(one) < abs(other):
            assert drawn[one].count("█") <= drawn[other].count("█")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_is_wider_than_the_terminal(vpcli: Vpcli, command: str, width: int) -> None:
    ran = vpcli(*command.split(), "--chart", "-q", COLUMNS=str(width))
    assert ran.status == 0
    assert max(cell_len(line) for line in ran.out.splitlines()) <= width


def test_a_line_of_one_year_each_is_drawn_as_bars() -> None:
    one, many = (growth(load([name], ReadOptions())) for name in ("vinh-phuc-2019", "viet-nam-gdp"))
    assert (shape_of(one), shape_of(many)) == (Shape.BARS, Shape.SPARK)
    (panel,) = panels_of(many)
    assert panel.years == list(range(1984, 2024))
    assert [point.year for point in panel.lines[0].known] == list(range(1985, 2024))


def test_a_line_of_two_years_is_a_line() -> None:
    two = read_csv("indicator,year,growth\na,2018,5\na,2019,6\n", "f.csv", ReadOptions())
    assert shape_of(growth(two)) is Shape.SPARK


def test_points_hold_the_numbers_of_the_rows_or_say_why_there_is_none() -> None:
    text = (
        "indicator,year,actual,growth\na,2017,100,\na,2018,110,50\na,2019,120–130,\na,2020,140,\n"
    )
    (panel,) = panels_of(growth(read_csv(text, "f.csv", ReadOptions())))
    (line,) = panel.lines
    assert (line.column, line.name) == ("growth_pct", "")
    assert [(one.year, one.reason) for one in line.points] == [
        (2017, "no-base-year"),
        (2018, ""),  # in doubt, and drawn
        (2019, "not-a-single-value"),
        (2020, "not-a-single-value"),
    ]
    assert [one.value is not None for one in line.points] == [False, True, False, False]
    assert [one.interval for one in line.points] == [None] * 4


def test_what_has_nothing_to_draw_keeps_one_line_to_say_why() -> None:
    text = FALLING + "b,m,2015,100\n"
    _, panel = panels_of(growth(read_csv(text, "f.csv", ReadOptions())))
    assert [(line.column, line.known) for line in panel.lines] == [("growth_pct", [])]
    assert panel.reason == "no-base-year"


def test_the_latest_year_tells_why_there_is_nothing_to_draw() -> None:
    text = FALLING + "b,m,2015,100–110\nb,m,2016,120–130\n"
    _, panel = panels_of(growth(read_csv(text, "f.csv", ReadOptions())))
    assert [point.reason for point in panel.lines[0].points] == [
        "no-base-year",
        "not-a-single-value",
    ]
    assert panel.reason == "not-a-single-value"


def test_sums_are_left_to_the_table() -> None:
    report = contribution(load(["vinh-phuc-grdp"], ReadOptions()))
    drawn = [panel.row for panel in panels_of(report)]
    assert drawn == [row for row in report.rows if not row.label]
    assert len(drawn) < len(report.rows)
    assert {line.name for panel in panels_of(report) for line in panel.lines} == {""}


def test_paths_start_from_their_base_and_tell_prediction_intervals() -> None:
    data = load(["viet-nam-gdp"], ReadOptions())
    trend = Trend.LEAST_SQUARES
    report = path(data, 2014, Asked({"low": D(5)}, until=2025, trends=(trend,)))
    lines = {line.name: line for line in panels_of(report)[0].lines if line.column == "value"}
    assert list(lines) == ["low", "least-squares"]
    for line in lines.values():
        assert [one.year for one in line.points] == [2023, 2024, 2025]
    told = [one.interval for one in lines["least-squares"].points]
    predicted = [
        row.cells["predicted"] for row in report.rows if row.cells["scenario"] == trend.value
    ]
    assert told == [None, *predicted]
    assert None not in predicted
    assert [one.interval for one in lines["low"].points] == [None] * 3


def test_gaps_stand_in_the_line_with_their_reasons(vpcli: Vpcli) -> None:
    arguments = ("growth", "f.csv", "--chart", "-q")
    out = vpcli(*arguments, files={"f.csv": FALLING}, COLUMNS="100").out
    lines = out.splitlines()
    # −5 %, +10.53 %, nothing known of 2013 and 2014, 0 %
    assert "· █··─" in lines[2]
    assert "highest +10.5 % 2012" in out
    assert "lowest −5.0 % 2011" in out
    assert "2010, 2014: no previous year; 2013: no actual figure" in out


def test_numbers_stand_beside_the_bars(vpcli: Vpcli) -> None:
    out = vpcli("contribution", "--from", "2019", "--chart", "-q", COLUMNS="80").out
    (industry,) = (line for line in out.splitlines() if line.startswith("Industry"))
    (taxes,) = (line for line in out.splitlines() if line.startswith("Agriculture"))
    assert industry.endswith("+5.91 pp")
    assert taxes.endswith("−0.18 pp")
    assert taxes.index("█") < taxes.index("│") == industry.index("│") < industry.index("█")


def test_paths_tell_every_level_and_the_plan(vpcli: Vpcli) -> None:
    command = "projection -i exports --scenario low=6% --scenario high=10% --to 2021 -q --chart"
    out = vpcli(*command.split(), COLUMNS="80").out
    # 2,560 · 1.06 = 2,713.6 and · 1.06² = 2,876.416; · 1.1 = 2,816
    assert "▲ low  +6.00 % a year  2019 2,560 e  2020 2,713.6 f" in out
    assert "2021 2,876.4 f (2,875.8–2,877.0)" in out
    assert "△ high  +10.00 % a year  2019 2,560 e  2020 2,816.0 f" in out
    # 2,560 / 1.14, and the plan above it by 2,945 / 2,560 = 1.15039
    assert "● Actual  2018 2,245.6 e≈  2019 2,560 e" in out
    assert "◆ Plan  2020 2,945" in out
    assert "- Required path to the target  +15.04 % a year" in out
    assert "e  estimate" in out


def test_a_locale_without_these_characters_gets_plain_ones(vpcli: Vpcli) -> None:
    for command in COMMANDS:
        out = vpcli(*command.split(), "--chart", "-q", LC_ALL="C", COLUMNS="80").out
        assert not set(out) & set("█│└─▁▂▃▄▅▆▇▔▀●○◆◇▲·")
    assert "█" in vpcli("contribution", "--chart", "-q", LC_ALL="C.UTF-8").out
    assert "█" not in vpcli("contribution", "--chart", "-q", LC_ALL="vi_VN.TCVN").out


def test_colour_only_where_it_is_wanted(vpcli: Vpcli) -> None:
    assert "\x1b[" not in vpcli("contribution", "--chart", "-q").out
    coloured = vpcli("contribution", "--chart", "-q", FORCE_COLOR="1").out
    assert re.search(r"\x1b\[[0-9;]*31m\s*█", coloured)
    assert "\x1b[" not in vpcli("contribution", "--chart", FORCE_COLOR="1", NO_COLOR="1").out


@pytest.mark.parametrize("shape", ["--csv", "--json", "--tsv"])
def test_machines_get_the_table(vpcli: Vpcli, shape: str) -> None:
    assert vpcli("growth", shape, "--chart").out == vpcli("growth", shape).out


@pytest.mark.parametrize("command", COMMANDS)
def test_a_page_draws_with_nothing_from_elsewhere_and_says_it_in_words(
    vpcli: Vpcli, command: str
) -> None:
    plain, drawn = (
        vpcli(*command.split(), "-q", "--format", "html", *more).out for more in ((), ("--chart",))
    )
    assert drawn.count("<tr>") >= plain.count("<tr>")
    assert "://" not in drawn
    pictures = re.findall(r'<svg class="[^"]*" viewBox="[0-9 ]+" role="img">.*?</svg>', drawn)
    assert pictures
    for text in pictures:
        root = ElementTree.fromstring(text)
        title, told = root.find("title"), root.find("desc")
        assert title is not None
        assert title.text
        assert told is not None
        assert re.search(r"\d", told.text or "")
        width, height = map(float, root.get("viewBox", "").split()[2:])
        for box in root.iter("rect"):
            x, y, w, h = (float(box.get(name, "")) for name in ("x", "y", "width", "height"))
            assert -0.1 <= x <= x + w <= width + 1.1
            assert -0.1 <= y <= y + h <= height + 1.1


def test_names_in_a_drawing_are_escaped(vpcli: Vpcli) -> None:
    text = FALLING.replace("indicator,", "indicator,name,").replace("a,m", "a,<b>&,m")
    out = vpcli("growth", "f.csv", "--chart", "--format", "html", files={"f.csv": text}).out
    assert "<b>" not in out
    assert "&lt;b&gt;&amp;" in out
    path = "projection f.csv --growth 5% --to 2020 --chart --format html"
    assert "<b>" not in vpcli(*path.split()).out


def test_markdown_has_the_chart_and_the_table(vpcli: Vpcli) -> None:
    out = vpcli("contribution", "--chart", "--md", "-q").out
    assert out.count("```") == 2
    assert "| Indicator |" in out


def test_what_has_no_level_says_why(vpcli: Vpcli) -> None:
    out = vpcli("projection", "-i", "iip", "--growth", "5%", "--to", "2022", "--chart", "-q").out
    assert "no previous year" in out


def test_years_without_room_are_named() -> None:
    from vpcli.writers import render
    from vpcli.writers.display import Style

    rows = "".join(f"a,m,{year},{100 + year % 7}\n" for year in range(1900, 2000))
    data = read_csv("indicator,unit,year,actual\n" + rows, "f.csv", ReadOptions())
    out = render(growth(data), "table", Style(width=80, chart=True))
    first = re.search(r"1900–(\d+): not drawn at\s+this width", " ".join(out.split()))
    assert first
    assert f"{int(first[1]) + 1}  " in out


def test_years_without_a_number_for_one_reason_share_a_line(vpcli: Vpcli) -> None:
    rows = "indicator,unit,year,actual,plan\n" + "".join(
        f"a,t,{year},{year - 1900},{90 if year == 2005 else ''}\n" for year in range(2001, 2009)
    )
    drawn = vpcli("attainment", "-", "--chart", stdin=rows).out.splitlines()
    assert [line.split()[-3:] for line in drawn if "no plan" in line] == [
        ["2001–2004", "no", "plan"],
        ["2006–2008", "no", "plan"],
    ]
