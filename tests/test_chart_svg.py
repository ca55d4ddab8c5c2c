"""Charts as drawings: whole in themselves, told in words, nothing over anything else."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import Vpcli
from contrast import contrast
from hypothesis import given
from hypothesis import strategies as st

from vpcli.core.reports.attainment import attainment
from vpcli.core.reports.projection import projection
from vpcli.readers import ReadOptions
from vpcli.readers.delimited import read_csv
from vpcli.writers import render
from vpcli.writers.chart_html import LOOK
from vpcli.writers.display import Style

NAME = "{http://www.w3.org/2000/svg}"
HEAD = "indicator,unit,year,actual,plan\n"
COMMANDS = [
    "growth viet-nam-gdp",
    "growth",
    "attainment viet-nam-targets-2019 --met-at 98",
    "attainment --progress",
    "projection",
    "projection --assess",
    "projection -i exports --target 4000 --by 2023",
    "projection viet-nam-gdp --trend least-squares --from 2010 --to 2025",
    "contribution",
]


def drawn(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_file_holds_the_chart_alone_and_all_of_it(
    vpcli: Vpcli, command: str, lang: str, tmp_path: Path
) -> None:
    path = tmp_path / "chart.svg"
    ran = vpcli(*command.split(), "-q", "--lang", lang, "-o", str(path))
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    text = path.read_text("utf-8")
    root = drawn(text)
    assert root.tag == f"{NAME}svg"
    assert root.get("role") == "img"
    told = root.findtext(f"{NAME}desc") or ""
    assert root.findtext(f"{NAME}title")
    assert re.search(r"\d", told)
    assert text.count("://") == 1  # the name of the format itself
    assert not re.search(r"<script|<image|href|@import|url\(|\bon\w+=", text)
    assert vpcli(*command.split(), "-q", "--lang", lang, "--format", "svg").out == text


@pytest.mark.parametrize("command", COMMANDS)
def test_everything_lies_inside_the_picture(vpcli: Vpcli, command: str) -> None:
    root = drawn(vpcli(*command.split(), "-q", "--format", "svg").out)
    width = float(root.get("width", "")) - 32
    height = float(root.get("height", ""))
    for group in root.iter(f"{NAME}g"):
        for text in group.findall(f"{NAME}text"):
            assert 0 <= float(text.get("x", "")) <= width + 4
            assert -1 <= float(text.get("y", "")) <= height
        for box in group.findall(f"{NAME}rect"):
            x, wide = float(box.get("x", "")), float(box.get("width", ""))
            assert -0.1 <= x <= x + wide <= width + 1.1


def test_values_on_the_axis_are_round(vpcli: Vpcli) -> None:
    text = HEAD + "a,m,2018,1800,1750\na,m,2019,2010,2200\na,m,2021,,2930\n"
    out = vpcli("projection", "f.csv", "-q", "--format", "svg", files={"f.csv": text}).out
    labels = [one.text for one in drawn(out).iter(f"{NAME}text") if one.get("text-anchor") == "end"]
    levels = [one for one in labels if one and "%" not in one]
    assert levels == ["1,500", "2,000", "2,500", "3,000"]  # in steps of 200 they would be eight
    plans = [one.text for one in drawn(out).iter(f"{NAME}text") if "plan" in one.get("class", "")]
    assert sorted(filter(None, plans)) == ["1,750", "2,200", "2,930"]


Box = tuple[float, float, float, float]


def boxes(root: ElementTree.Element) -> list[Box]:
    """Where labels lie at the size of text on a wide page, some seven units a character."""
    found = []
    for one in root.iter("text"):
        if "c-label" in one.get("class", ""):
            half = 3.5 * len(one.text or "")
            x, y = float(one.get("x", "")), float(one.get("y", ""))
            found.append((x - half, y - 10, x + half, y + 2))
    return found


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


_row = st.tuples(st.integers(-2000, 9000), st.integers(-2000, 9000))


@given(st.lists(_row, min_size=2, max_size=12), st.integers(1, 9000))
def test_labels_cover_neither_one_another_nor_the_edge(
    rows: list[tuple[int, int]], target: int
) -> None:
    text = HEAD + "".join(f"a,m,{2000 + at},{y},{k}\n" for at, (y, k) in enumerate(rows))
    text += f"a,m,{2003 + len(rows)},,{target}\n"
    data = read_csv(text, "f.csv", ReadOptions())
    for report in (projection(data), attainment(data)):
        page = render(report, "html", Style(chart=True))
        assert isinstance(page, str)
        for picture in re.findall(r'<svg class="c-svg[^"]*" viewBox="0 0 480.*?</svg>', page):
            found = boxes(drawn(picture))
            assert not any(meet(*pair) for pair in combinations(found, 2))
            assert all(box[0] >= 0 and box[2] <= 480 and box[1] >= 0 for box in found)


def test_contrast_of_black_and_white() -> None:
    assert round(contrast("#000", "#fff"), 6) == 21


@pytest.mark.parametrize("which", [0, 1], ids=["light", "dark"])
def test_texts_and_lines_stand_out(which: int) -> None:
    colours = dict(re.findall(r"--c-([\w-]+): (#\w+)", LOOK.split("prefers-color-scheme")[which]))
    paper = colours.pop("paper")
    assert {"ink", "soft", "grid", "plan", "bar", "better", "worse"} <= set(colours)
    del colours["grid"]  # it may be faint
    for name, colour in colours.items():
        least = 3 if name == "axis" else 4.5
        assert contrast(colour, paper) >= least, name


def test_marks_and_lines_differ_without_colour() -> None:
    dashes = dict(re.findall(r"\.c-(result|required|straight|ahead) \{(.*?)\}", LOOK))
    told = [re.search(r"stroke-dasharray: ([^;]+)", rule) for rule in dashes.values()]
    assert len({one and one[1] for one in told}) == len(dashes) == 4


def test_names_are_escaped_in_a_file(vpcli: Vpcli) -> None:
    text = HEAD.replace("indicator,", "indicator,name,") + "a,<b>&,m,2018,5,6\na,<b>&,m,2019,7,6\n"
    for command in ("attainment", "growth"):
        out = vpcli(command, "f.csv", "-q", "--format", "svg", files={"f.csv": text}).out
        assert "<b>" not in out
        drawn(out)


def test_bars_of_many_years_are_several_drawings(vpcli: Vpcli) -> None:
    rows = "".join(f"a,m,{year},{100 + year % 10},105\n" for year in range(1980, 2022))
    command = ("attainment", "f.csv", "--chart", "-q", "--format", "html")
    out = vpcli(*command, files={"f.csv": HEAD + rows}).out
    heights = [int(tall) for tall in re.findall(r'viewBox="0 0 480 (\d+)" role', out)]
    assert len(heights) == 3  # 21 bars, 21 bars, and what is over the years
    assert max(heights) <= 500


def test_parts_stand_under_their_year(vpcli: Vpcli) -> None:
    out = vpcli("contribution", "-q", "--format", "svg").out
    names = [one.text for one in drawn(out).iter(f"{NAME}text") if one.get("class", "") == "c-name"]
    assert names[-2:] == ["2018", "2019"]
    assert out.count(">Services<") == 2


def test_long_names_beside_a_number_are_wrapped(vpcli: Vpcli) -> None:
    name = "a very long name of a part that no line of a narrow page would hold beside a number"
    facts = "unit: m, facts: [{year: 2018, actual: 10}, {year: 2019, actual: 12}, "
    facts += "{year: 2020, actual: 15}]"
    text = f"indicators:\n  t: {{name: T, parts: [p], {facts}}}\n"
    text += f"  p: {{name: {name}, {facts}}}\n"
    ran = vpcli("contribution", "f.yaml", "-q", "--format", "svg", files={"f.yaml": text})
    assert ran.status == 0, ran.err
    told = [one.text or "" for one in drawn(ran.out).iter(f"{NAME}text")]
    assert name not in told
    assert max(map(len, told)) <= 76
    assert name in " ".join(told)
