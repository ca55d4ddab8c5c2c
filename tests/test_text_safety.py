"""Names as hostile as they come: right in the table, in CSV and in HTML, and still aligned."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from build import dataset, fact, series
from rich.cells import cell_len

from vpcli.core.facts.model import Dataset, Measure, Words
from vpcli.core.reports.show import show
from vpcli.writers import render
from vpcli.writers.display import Style

NAMES = {
    # name: as a person sees it, in CSV, in HTML
    "[giá so sánh 2010]": ("[giá so sánh 2010]",) * 3,
    "[/] [bold]x[/bold] :smile:": ("[/] [bold]x[/bold] :smile:",) * 3,
    "Thu nha\u0323\u0302p": ("Thu nhập", "Thu nha\u0323\u0302p", "Thu nhập"),
    "ＧＤＰ（名目）": ("ＧＤＰ（名目）",) * 3,
    "국내총생산": ("국내총생산",) * 3,
    "الناتج المحلي": ("الناتج المحلي",) * 3,
    "a\u202eb": ("a�b", "a�b", "a�b"),
    "a\x1b[31mb\x07": ("a�[31mb�", "a�[31mb�", "a�[31mb�"),
    "<b>&\"'</b>": ("<b>&\"'</b>", "<b>&\"'</b>", "&lt;b&gt;&amp;&quot;&#x27;&lt;/b&gt;"),
    "<script>alert(1)</script>": (
        "<script>alert(1)</script>",
        "<script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ),
}


def of_name(name: str) -> Dataset:
    one = series(fact(Measure.ACTUAL, 2019, "1.234,5"), fact(Measure.ACTUAL, 2020, "12,25"))
    named = one.indicator._replace(name=Words(name, name))
    return dataset(one._replace(indicator=named))


def rendered(name: str, form: str) -> str:
    made = render(show(of_name(name)), form, Style("vi"))
    assert isinstance(made, str)
    return made


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_out_right(name: str) -> None:
    seen, in_csv, in_html = NAMES[name]
    assert seen in rendered(name, "table")
    assert next(csv.DictReader(StringIO(rendered(name, "csv"))))["name"] == in_csv
    page = rendered(name, "html")
    assert f'<th scope="row" rowspan="2">{in_html}<br>' in page
    assert "<script>" not in page


@pytest.mark.parametrize("name", NAMES)
def test_columns_stand_under_one_another_by_display_width(name: str) -> None:
    lines = rendered(name, "table").splitlines()
    first, second = (
        next(cell_len(line[: line.index(year)]) for line in lines if f" {year} " in line)
        for year in ("2019", "2020")
    )
    assert first == second
    assert first > cell_len(name) // 2


@pytest.mark.parametrize("name", NAMES)
def test_a_pipe_has_the_table_that_rich_draws(name: str) -> None:
    on_a_screen = render(show(of_name(name)), "table", Style("vi", width=5000))
    assert rendered(name, "table") == on_a_screen
