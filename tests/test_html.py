"""HTML and Markdown: tables that stay tables, names that stay text."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import Vpcli
from contrast import contrast

from vpcli.writers.html_look import LOOK

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []
        self.widths: list[int] = []
        """How many columns each row takes, with cells that reach across or down."""
        self._deep: list[int] = []
        """For each cell that reaches down into rows to come, how many rows it still takes."""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onclick", "style"}
        given = dict(attrs)
        if tag == "tr":
            self.rows.append([])
            self.widths.append(len(self._deep))
            self._deep = [rows - 1 for rows in self._deep if rows > 1]
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.widths[-1] += int(given.get("colspan") or 1)
            deep = int(given.get("rowspan") or 1) - 1
            self._deep += [deep] * bool(deep)

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def page(text: str) -> Page:
    parsed = Page()
    parsed.feed(text)
    parsed.rows = [[cell.strip() for cell in row] for row in parsed.rows]
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
    assert len(set(found.widths)) <= 1


HEAD = ["TT", "Chỉ tiêu", "Đơn vị", "TH\u00a02018", "KH\u00a02019", "ƯTH\u00a02019", "KH\u00a02020"]
COMPARED = [
    "ƯTH\u00a02019/TH\u00a02018",
    "ƯTH\u00a02019/KH\u00a02019",
    "KH\u00a02020/ƯTH\u00a02019",
]
# An implied level with its range below it, in one cell.
OUTPUT = [
    *("1", "Giá trị sản xuất công nghiệp", "tỷ đồng"),
    *("215.811 e≈215.800–215.821", "222.742 e≈222.640–222.845", "244.794 e", "–"),
    *("113,43", "109,9", "–", "vượt"),
]


def test_the_summary_is_one_table_with_the_heads_of_an_annex(vpcli: Vpcli) -> None:
    found = page(vpcli("summary", "--lang", "vi", "--format", "html", "-q").out)
    assert found.rows[0] == [*HEAD, "So sánh (%)", "Đánh giá"]
    assert found.rows[1] == COMPARED
    assert found.rows[2] == OUTPUT
    assert found.widths == [11] * 6
    assert "KH 2019: không có kế hoạch (TT 2, 3, 4)" in found.text


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_in_a_word_processor_it_stays_a_table(vpcli: Vpcli, tmp_path: Path) -> None:
    assert vpcli("summary", "--lang", "vi", "-q", "-o", "annex.html").status == 0
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless"),
            *("--infilter=HTML (StarWriter)", "--convert-to", "odt", "annex.html"),
        ],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=180,
    )
    with zipfile.ZipFile(tmp_path / "annex.odt") as odt:
        root = ElementTree.fromstring(odt.read("content.xml"))
    (table,) = root.iter(f"{TABLE}table")
    cells = [
        ["".join(cell.itertext()) for cell in row if cell.tag == f"{TABLE}table-cell"]
        for row in table.iter(f"{TABLE}table-row")
    ]
    assert cells[0] == [*HEAD, "So sánh (%)", "Đánh giá"]
    assert cells[1] == COMPARED
    assert cells[2] == OUTPUT
    assert len(cells) == 6


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


@pytest.mark.parametrize("which", [0, 1], ids=["light", "dark"])
def test_texts_of_a_page_stand_out(which: int) -> None:
    colours = dict(re.findall(r"--([a-z]+): (#\w+)", LOOK.split("prefers-color-scheme")[which]))
    for name in ("ink", "quiet", "better", "worse", "accent"):
        assert contrast(colours[name], colours["paper"]) >= 4.5, name
        assert contrast(colours[name], colours["head"]) >= 4.5, name


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_table_is_announced_with_its_headings(vpcli: Vpcli, lang: str) -> None:
    page = vpcli("report", "vinh-phuc-2019", "--format", "html", "--lang", lang, "-q").out
    tables = re.findall(r"<table>.*?</table>", page, re.S)
    assert tables
    for table in tables:
        assert re.match(r'<table>\s*<caption class="unseen">[^<]+</caption>', table)
        assert not re.search(r"<th(?! scope=| class=\S+ scope=)[ >]", table)
        assert re.search(r'<th scope="row"', table)
    headings = re.findall(r"<h(\d)", page)
    assert headings[0] == "1"
    assert set(headings[1:]) == {"2"}
    assert len(re.findall(r"<svg[^>]*role=\"img\"", page)) == page.count("<svg") - page.count(
        'aria-hidden="true"'
    )
