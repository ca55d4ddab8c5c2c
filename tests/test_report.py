"""The page that is handed in: its sections, its formats, and that it reads back as its data."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Vpcli

DATA = """indicator,name,unit,year,actual,plan
rice,Rice production,thousand tonnes,2018,200,
rice,Rice production,thousand tonnes,2019,230,220
rice,Rice production,thousand tonnes,2020,,253
"""
PAGES = ["vinh-phuc-2019", "vinh-phuc-grdp", "viet-nam-targets-2019", "viet-nam-gdp"]


def test_paragraphs_tell_what_follows_from_the_levels(vpcli: Vpcli) -> None:
    # 230 / 200 = 1.15; 230 / 220 = 1.0454…; 253 / 230 = 1.10
    ran = vpcli("report", "-", "--section", "text", stdin=DATA)
    assert ran.out.splitlines()[-1] == (
        "In 2019, rice production reached 230 thousand tonnes, up 15.0% on 2018, exceeding the"
        " annual plan by 4.5%, against an annual plan of 220 thousand tonnes. In 2020, rice"
        " production is planned to reach 253 thousand tonnes, up 10.0% on 2019."
    )


def test_sections_without_an_answer_are_left_out(vpcli: Vpcli) -> None:
    levels = DATA.replace(",220", ",").replace(
        "rice,Rice production,thousand tonnes,2020,,253\n", ""
    )
    page = vpcli("report", "-", "--md", stdin=levels).out
    headings = [line for line in page.splitlines() if line.startswith("#")]
    assert headings == [
        "# Report",
        "## Overview",
        "## Results and plans",
        "## Growth on the previous year",
        "## Agreement of the printed figures",
    ]


def test_sections_are_chosen_and_keep_their_order(vpcli: Vpcli) -> None:
    page = vpcli("report", "-", "--md", "--section", "growth", "--section", "text", stdin=DATA).out
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert headings == ["## Overview", "## Growth on the previous year"]
    wrong = vpcli("report", "-", "--section", "grwth", stdin=DATA)
    assert wrong.status == 2
    assert "text, summary, growth, attainment, targets, contribution, check" in wrong.err


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("name", PAGES)
def test_no_command_is_named_on_the_page(vpcli: Vpcli, name: str, lang: str) -> None:
    for how in ("--md", "--format=html", "--format=table"):
        assert "vpcli" not in vpcli("report", name, how, "--lang", lang, "-q").out


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_word_file_reads_back_as_the_printed_facts(
    vpcli: Vpcli, tmp_path: Path, lang: str
) -> None:
    file = tmp_path / "page.docx"
    assert vpcli("report", "vinh-phuc-2019", "--lang", lang, "-o", str(file)).status == 0
    told = vpcli("growth", str(file), "--csv", "-c", "year,value,growth_pct", "-q").out
    first = vpcli("growth", "vinh-phuc-2019", "--csv", "-c", "year,value,growth_pct", "-q").out
    assert told.splitlines()[1:4] == first.splitlines()[1:4]
    assert vpcli("check", str(file), "-q").status == 0


def test_a_clean_table_has_numbers_alone(vpcli: Vpcli) -> None:
    page = vpcli("summary", "vinh-phuc-2019", "--clean", "--lang", "vi", "--md").out
    assert "≈" not in page
    assert " e " not in page
    assert "| 215.811 | 222.742 | 244.794 | … |" in page
    assert "gần 51.000" in page


def test_a_clean_table_says_where_figures_disagree(vpcli: Vpcli) -> None:
    # 110 on 100 is 10 %, and not 12 %.
    data = "indicator,year,actual,growth\na,2018,100,\na,2019,110,12\n"
    page = vpcli("growth", "-", "--clean", stdin=data).out
    assert "*  the published figures do not agree" in page
    assert "110 *" in page


def test_every_section_ends_with_the_year_that_is_asked_for(vpcli: Vpcli) -> None:
    rows = DATA.replace("2020,,253", "2020,260,253")
    page = vpcli("report", "-", "--to", "2019", stdin=rows).out
    assert "In 2019, rice production reached 230" in page
    assert "Result 2019" in page
    assert "In 2020" not in page
    assert "Result 2020" not in page
    ahead = vpcli("report", "-", "--from", "2020", "--section", "text", stdin=DATA).out
    assert ahead.splitlines()[-1] == (
        "In 2020, rice production is planned to reach 253 thousand tonnes, up 10.0% on 2019."
    )


def test_the_annex_of_a_page_is_that_of_the_summary(vpcli: Vpcli) -> None:
    rows = "indicator,name,unit,year,actual,plan,planned_growth\n" + (
        "rice,Rice,t,2019,230,220,\nwheat,Wheat,t,2020,,,12.5\n"
    )
    page = vpcli("report", "-", "--md", stdin=rows).out
    annex = vpcli("summary", "-", "--md", stdin=rows).out
    lines = [line for line in annex.splitlines() if line.startswith("|")]
    assert any("Wheat" in line and "112.5" in line for line in lines)
    assert "\n".join(lines) in page
    (target,) = (line for line in page.splitlines() if "+12.5 %" in line)
    assert "Wheat" in target


def test_a_name_that_is_asked_for_stands_once(vpcli: Vpcli) -> None:
    out = vpcli("growth", "-", "-c", "name,unit,year,growth_pct", stdin=DATA).out
    assert out.splitlines()[2].split() == ["Indicator", "Year", "Growth"]


def test_the_target_of_a_rate_requires_points_a_year(vpcli: Vpcli) -> None:
    # (1.5 - 2.41) / 2 = -0.455
    rows = "indicator,unit,year,actual,plan\npoverty,%,2023,2.41,\npoverty,%,2025,,1.5\n"
    (line,) = (
        line for line in vpcli("projection", "-", stdin=rows).out.splitlines() if "2025" in line
    )
    assert "−0.46 pp" in line
    machine = vpcli("projection", "-", "--csv", "-c", "required_growth_pct,reason", stdin=rows)
    assert machine.out.splitlines()[1] == ",rate-in-points"
