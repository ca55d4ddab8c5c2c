"""Text that would command a terminal, a page or Rich never does, in any command and format."""

from __future__ import annotations

import itertools
import json
import re
from html.parser import HTMLParser
from unicodedata import bidirectional, category

import pytest
from conftest import Vpcli

# Colour, title of the window, bell, clear, one-byte control sequence, delete; lines that
# overwrite others; directions turned round; breaks only Unicode knows; Rich markup; HTML.
COMMANDS_TO_TERMINALS = (
    "\x1b[35m",
    "\x1b]0;title\x07",
    "\x1b]8;;http://x\x1b\\",
    "\x9b2J",
    "\x7f",
    "\x08",
    "\r",
    "\u202e",
    "\u2066",
    "\u200f",
    "\u2028",
    "\ufeff",
    "[bold]b[/bold]",
    "[/]",
    "[link=file:///x]y[/link]",
    "<script>alert(1)</script>",
    "\"><img src=x onerror='1'>",
    ":smile:",
    "{0}{name}%s",
)
EVIL = "".join(COMMANDS_TO_TERMINALS)
ESCAPED = json.dumps(EVIL)
REPORT = f"""
title: {{en: {ESCAPED}, vi: {ESCAPED}}}
area: {ESCAPED}
sources:
  {ESCAPED}: {{title: {ESCAPED}, publisher: {ESCAPED}, date: 2020-01-20, url: {ESCAPED}}}
indicators:
  {ESCAPED}:
    name: {{en: {ESCAPED}, vi: {ESCAPED}}}
    unit: {ESCAPED}
    price-basis: {ESCAPED}
    some-parts: [part]
    facts:
      - {{year: 2018, actual: "100", note: {ESCAPED}}}
      - {{year: 2019, actual: "110", growth: "10 %", plan: "105", attainment: "104.8 %"}}
      - {{year: 2020, plan: "120", planned-growth: "50 %"}}
  part:
    unit: {ESCAPED}
    price-basis: {ESCAPED}
    facts:
      - {{year: 2018, actual: "50"}}
      - {{year: 2019, actual: "60", share: "90 %"}}
"""
COMMANDS = (
    "growth",
    "growth --series",
    "growth --wide",
    "attainment",
    "projection",
    "projection --to 2025 --growth 5%",
    "contribution",
    "summary",
    "check --all",
    "show",
)
FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md", "html")


def commands_in(text: str) -> set[str]:
    """The characters of a text that a terminal obeys instead of showing them."""
    return {
        char
        for char in text
        if (category(char) in ("Cc", "Cs", "Zl", "Zp") and char not in "\n\t")
        or (category(char) == "Cf" and bidirectional(char) != "BN")
    }


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", [*COMMANDS, "explain * 2019", "explain part 2019"])
def test_no_name_commands_a_terminal(vpcli: Vpcli, command: str, form: str) -> None:
    data = ["--data", "evil.yaml"] if command.startswith("explain") else ["evil.yaml"]
    ran = vpcli(
        *command.split(),
        *data,
        "--format",
        form,
        files={"evil.yaml": REPORT},
        FORCE_COLOR="1" if form == "table" else "",
    )
    assert ran.status in (0, 1), ran.err
    own = re.sub(r"\x1b\[[0-9;]*m", "", ran.out) if form == "table" else ran.out
    assert commands_in(own) == set()
    assert commands_in(ran.err) == set()
    if form == "table":
        assert "\x1b[35m" not in ran.out
        assert "[/]" in ran.out.replace("\n", "")


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str | None] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}


@pytest.mark.parametrize("command", [*COMMANDS, "explain * 2019"])
def test_html_holds_no_element_but_our_own(vpcli: Vpcli, command: str) -> None:
    data = ["--data", "evil.yaml"] if command.startswith("explain") else ["evil.yaml"]
    ran = vpcli(*command.split(), *data, "--format", "html", files={"evil.yaml": REPORT})
    found = Tags(ran.out)
    assert not found.tags & {"script", "img", "a", "link", "iframe", "object", "svg"}
    assert not {name for name in found.names if name and name.startswith("on")}
    assert "&lt;script&gt;" in ran.out


@pytest.mark.parametrize(
    "line",
    [
        "EVIL,2018,1,",
        "a,EVIL,1,",
        "a,2018,EVIL,",
        "a,2018,1,EVIL",
        "a,2018,1 EVIL,",
        "a,2018,1,A,EVIL",
    ],
)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_no_message_about_data_commands_a_terminal(vpcli: Vpcli, line: str, lang: str) -> None:
    cell = '"' + EVIL.replace('"', '""') + '"'
    text = f"indicator,year,actual,status\n{line.replace('1 EVIL', cell).replace('EVIL', cell)}\n"
    ran = vpcli("growth", "f.csv", "--lang", lang, files={"f.csv": text})
    assert commands_in(ran.err + ran.out) == set()
    ran = vpcli("growth", "f.csv", "--lang", lang, files={"f.csv": f"{cell},a\n"})
    assert ran.status == 3
    assert commands_in(ran.err) == set()
    assert "[bold]b[/bold]" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["EVIL"],
        ["growth", "EVIL"],
        ["growth", "-i", "EVIL"],
        ["growth", "--area", "EVIL"],
        ["growth", "--source", "EVIL"],
        ["growth", "-c", "EVIL"],
        ["growth", "--sort", "EVIL"],
        ["growth", "-e", "EVIL", "data.csv"],
        ["growth", "--format", "EVIL"],
        ["growth", "--EVIL"],
        ["growth", "-o", "EVIL/EVIL.csv"],
        ["growth", "-o", "EVIL"],
        ["growth", "--digits", "EVIL"],
        ["growth", "--from", "EVIL"],
        ["growth", "--as-of", "EVIL"],
        ["growth", "--precision", "EVIL"],
        ["growth", "--method", "EVIL"],
        ["projection", "--growth", "EVIL"],
        ["projection", "--scenario", "EVIL"],
        ["explain", "EVIL"],
        ["explain", "exports", "EVIL"],
        ["explain", "exports", "2019", "EVIL"],
        ["show", "EVIL.csv"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_no_message_about_what_was_typed_commands_a_terminal(
    vpcli: Vpcli, arguments: list[str], lang: str
) -> None:
    typed = [argument.replace("EVIL", EVIL) for argument in arguments]
    files = {"data.csv": "indicator,year,actual\na,2018,1\n"}
    ran = vpcli(*typed, files=files, VPCLI_LANG=lang)
    assert ran.status in (2, 3)
    assert ran.err
    assert commands_in(ran.err + ran.out) == set()


def test_the_names_of_files_command_no_terminal(vpcli: Vpcli) -> None:
    name = "\x1b[31m\u202e\r.csv"
    files = {name: "indicator,year,actual\na,2018,100\na,2019,110\n"}
    for form, command in itertools.product(FORMATS, ("show", "check --all", "growth")):
        ran = vpcli(*command.split(), name, "--format", form, files=files)
        assert ran.status == 0
        assert commands_in(ran.out + ran.err) == set()
    ran = vpcli("growth", name, "-o", name)
    assert ran.status == 3
    assert commands_in(ran.err) == set()


def test_lone_surrogates_are_written_as_what_they_are_not(vpcli: Vpcli) -> None:
    name = '"\\ud800"'
    text = f"indicators:\n  a:\n    name: {name}\n    facts: [{{year: 2019, actual: 5}}]\n"
    for form in FORMATS:
        ran = vpcli("growth", "f.yaml", "--format", form, files={"f.yaml": text})
        assert ran.status in (0, 3)
        assert "Traceback" not in ran.err
    ran = vpcli("growth", "f.yaml", "-o", "out.csv", files={"f.yaml": text})
    assert ran.status in (0, 3)
