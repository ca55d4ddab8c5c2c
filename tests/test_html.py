"""HTML and Markdown: tables that stay tables, names that stay text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from conftest import Vpcli


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onclick", "style"}
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def page(text: str) -> Page:
    parsed = Page()
    parsed.feed(text)
    return parsed


@pytest.mark.parametrize(
    "command",
    [
        "growth",
        "attainment",
        "projection",
        "summary --lang vi",
        "contribution",
        "check vinh-phuc-grdp --all",
        "explain exports 2020",
        "show",
        "datasets",
    ],
)
def test_a_page_needs_nothing_from_elsewhere(vpcli: Vpcli, command: str) -> None:
    ran = vpcli(*command.split(), "--format", "html", "-q")
    assert ran.status == 0
    found = page(ran.out)
    assert not found.tags & {"script", "link", "img", "iframe"}
    assert "@import" not in ran.out
    assert "://" not in ran.out
    assert len({len(row) for row in found.rows}) <= 1


def test_the_summary_is_one_table_of_ten_columns(vpcli: Vpcli) -> None:
    found = page(vpcli("summary", "--lang", "vi", "--format", "html", "-q").out)
    assert [len(row) for row in found.rows] == [10] * 5
    assert found.rows[0][1] == "TH 2018"
    assert found.rows[1][3] == "244.794 e"


def test_names_are_escaped(vpcli: Vpcli) -> None:
    name = "<script>alert(1)</script> & [x](y) | *z*"
    text = f'indicator,name,year,actual\na,"{name}",2018,5\n'
    html = vpcli("growth", "f.csv", "--format", "html", files={"f.csv": text}).out
    assert "<script>" not in html
    assert name in page(html).text
    md = vpcli("growth", "f.csv", "--md").out
    assert "\\<script\\>" in md
    assert "\\| \\*z\\*" in md
    rows = [line for line in md.splitlines() if line.startswith("|")]
    plain = [line.replace("\\|", "") for line in rows]
    assert len({line.count("|") for line in plain}) == 1


def test_the_format_follows_the_extension(vpcli: Vpcli) -> None:
    assert vpcli("summary", "-o", "annex.html").status == 0
    ran = vpcli("summary", "-o", "annex.md")
    assert (ran.status, ran.out) == (0, "")
