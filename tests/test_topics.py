"""The topics of the help are true and whole: the reference is held against the code."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import unicodedata
from importlib import import_module
from pathlib import Path

import click
import pytest
from conftest import ROOT, Vpcli
from test_completion import offered

from vpcli import limits
from vpcli.cli import COMMANDS, group
from vpcli.core.reports import explanation_rows, show
from vpcli.core.reports.columns import Column, Type
from vpcli.core.reports.findings import FindingKind, Rule, Slip
from vpcli.core.reports.on_track import ASSESS_COLUMNS, PROGRESS_COLUMNS
from vpcli.i18n import LANGUAGES
from vpcli.i18n.topics import TOPICS, title_of, topic
from vpcli.readers import registry, several_tables, xlsx_parts
from vpcli.readers.columns import COLUMNS
from vpcli.readers.fields import STATUSES
from vpcli.readers.yaml_dataset import _FACT, _INDICATOR, _SOURCE, _TOP
from vpcli.writers import EXTENSIONS, FORMATS
from vpcli.writers.display import Style
from vpcli.writers.topic import topic_text
from vpcli.writers.topic_blocks import Block, blocks_of, codes_in
from vpcli.writers.widths import width_of

BOTH = pytest.mark.parametrize("lang", LANGUAGES)
EACH = pytest.mark.parametrize("name", TOPICS)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*|(?<![\w-])-[a-z](?![\w-])")
OF_OTHERS = {"-m"}
"""Options of other programs that topics show."""


def blocks(name: str, lang: str) -> list[Block]:
    return list(blocks_of(topic(name, lang)))


def command_of(name: str) -> click.Command:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    return command


def options_of(name: str) -> set[str]:
    found = {one for param in command_of(name).params for one in param.opts}
    return found | {"--help", "-h"}


def choices_of(name: str, option: str) -> list[str]:
    (found,) = (one for one in command_of(name).params if option in one.opts)
    assert isinstance(found.type, click.Choice)
    return list(found.type.choices)


def commands_in(name: str, lang: str) -> list[str]:
    return [
        line
        for block in blocks(name, lang)
        if block.kind == "code" and block.info == "sh"
        for line in "\n".join(block.lines).replace("\\\n ", "").splitlines()
    ]


def tables(name: str, lang: str, first: str) -> set[str]:
    """What the first column of the tables under a first heading names."""
    return {
        code
        for block in blocks(name, lang)
        if block.rows and block.rows[0][0] == first
        for row in block.rows[1:]
        for code in codes_in(row[0])
    }


def test_the_topics_are_those_that_there_are() -> None:
    for lang in LANGUAGES:
        folder = ROOT / "vpcli" / "i18n" / "topics" / lang
        assert {path.stem for path in folder.iterdir()} == {*TOPICS}
    assert not {*TOPICS} & {*COMMANDS}


@EACH
def test_both_languages_have_the_same_structure(name: str) -> None:
    """The same blocks in the same order; of tables and code also what no language changes."""
    english, vietnamese = blocks(name, "en"), blocks(name, "vi")
    assert [one.kind for one in english] == [one.kind for one in vietnamese]
    for ours, theirs in zip(english, vietnamese, strict=True):
        assert len(ours.lines) == len(theirs.lines) or ours.kind == "code"
        assert len(ours.rows) == len(theirs.rows), ours.rows[:2]
        assert ours.info == theirs.info
        if ours.info in ("sh", "python") or ours.info.startswith("csv"):
            assert ours.lines == theirs.lines
        for row, other in zip(ours.rows, theirs.rows, strict=True):
            assert codes_in(row[0]) == codes_in(other[0])
            assert len(row) == len(other) == len(ours.rows[0])
    named = [sorted({*OPTION.findall(topic(name, lang))}) for lang in LANGUAGES]
    assert named[0] == named[1]


@BOTH
@EACH
def test_a_topic_is_readable(name: str, lang: str) -> None:
    text = topic(name, lang)
    assert text == unicodedata.normalize("NFC", text).rstrip("\n") + "\n"
    first, *rest = blocks(name, lang)
    assert first.kind == "title"
    assert "title" not in [one.kind for one in rest]
    for block in rest:
        if block.kind == "code":
            assert max(map(len, block.lines)) <= 76, "a block of code is not wrapped"
    for width in (60, 80, 100):
        plain = topic_text(text, Style(lang=lang, width=width))
        longest = max((line for line in plain.splitlines() if line[:4].strip()), key=len)
        assert len(longest) <= width, longest
        assert "|" not in plain.replace("NAME|N", "").replace("N|auto", "") or name in (
            "files",
            "scripts",
        )


@BOTH
@EACH
def test_every_option_in_a_topic_exists(name: str, lang: str) -> None:
    known = {option for command in COMMANDS for option in options_of(command)} | OF_OTHERS
    known |= {option for param in group.params for option in param.opts}
    text = topic(name, lang)
    assert {*OPTION.findall(text)} <= known
    spans = [*codes_in(text), *commands_in(name, lang)]
    for span in spans:
        words = span.split()
        if words[:1] == ["vpcli"] and words[1:2] and words[1] in COMMANDS:
            assert {*OPTION.findall(span)} <= options_of(words[1]), span
            if words[1] == "help" and words[2:]:
                assert words[2] in (*TOPICS, *COMMANDS), span
        elif words[:1] == ["vpcli"]:
            assert words[1:2] == [] or words[1].startswith("-"), f"no such command: {span}"


@BOTH
@EACH
def test_every_command_shown_runs(name: str, lang: str, vpcli: Vpcli) -> None:
    files: dict[str, str | bytes] = {}
    for block in blocks(name, lang):
        _, _, file = block.info.partition(" ")
        if file:
            files[file] = "\n".join(block.lines) + "\n"
    vpcli("--version", files=files)
    for line in commands_in(name, lang):
        words = shlex.split(line)
        assert words[0] == "vpcli"
        ran = vpcli(*words[1:], "-q" if words[1] != "template" else "--lang=vi", VPCLI_LANG=lang)
        assert (ran.status, ran.err) == (0, ""), line


@BOTH
def test_the_python_shown_runs(lang: str, tmp_path: Path) -> None:
    (code,) = (block.lines for block in blocks("scripts", lang) if block.info == "python")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join(code)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2019 14 ")
    assert (tmp_path / "series.html").exists()


def reports() -> dict[str, tuple[Column, ...]]:
    """Every report by the name that it has in the topic, with its columns."""
    modules = {name: name for name in ("growth", "attainment", "projection", "contribution")}
    modules |= {name: name for name in ("summary", "check", "datasets")}
    modules |= {
        "growth `--series`": "chain_and_fixed_base",
        "projection, a path": "projected_path",
        "check `--revisions`": "revision_table",
    }
    listed = {
        name: import_module(f"vpcli.core.reports.{module}").COLUMNS
        for name, module in modules.items()
    }
    listed |= {"attainment `--progress`": PROGRESS_COLUMNS, "projection `--assess`": ASSESS_COLUMNS}
    return listed | {"show": show.COLUMNS, "explain": explanation_rows.COLUMNS}


@BOTH
def test_every_column_of_every_report_is_told_of(lang: str) -> None:
    told = {
        code
        for block in blocks("columns", lang)
        for row in block.rows[1:]
        for code in codes_in(row[0])
    }
    text = topic("columns", lang).replace("lộ trình:", "a path:")
    everything = set()
    for name, columns in reports().items():
        for_machines = [c.name for c in columns if c.type not in (Type.BAR, Type.DISPLAY)]
        assert f"- {name}: `{', '.join(for_machines)}`" in text
        everything |= {*for_machines}
    assert told == everything
    assert "- growth `--wide`: " in text


@BOTH
def test_every_reason_and_code_is_told_of(lang: str) -> None:
    messages = import_module("vpcli.i18n.en").MESSAGES
    reasons = {key.removeprefix("reason.") for key in messages if key.startswith("reason.")}
    assert tables("reasons", lang, "`reason`") == reasons
    assert tables("reasons", lang, "`finding`, `agreement`") == {kind.value for kind in FindingKind}
    rules = {rule.value for rule in Rule} - {""}
    assert tables("reasons", lang, "`rule`") == rules
    assert tables("reasons", lang, "`misprint`") == {slip.value for slip in Slip}
    assert tables("reasons", lang, "`status`") == {status.value for status in STATUSES.values()}
    codes = import_module("vpcli.core.facts.codes")
    assert tables("reasons", lang, "`basis`") == {basis.value for basis in codes.Basis}
    judged = tables("reasons", lang, {"en": "code", "vi": "mã"}[lang])
    on_track = import_module("vpcli.core.reports.on_track")
    assert judged == {one.value for kind in (codes.Verdict, *judgements(on_track)) for one in kind}


def judgements(module: object) -> list[type]:
    from enum import StrEnum

    return [
        one
        for one in vars(module).values()
        if isinstance(one, type)
        and issubclass(one, StrEnum)
        and one.__name__ in ("Pace", "Progress")
    ]


@BOTH
def test_every_format_is_told_of_with_its_extensions(lang: str) -> None:
    read, written = (
        {codes_in(row[0])[0]: row for row in block.rows[1:]}
        for block in blocks("formats", lang)
        if block.rows and len(block.rows[0]) > 2
    )
    assert [*read] == [*registry.FORMATS]
    assert [*written] == [*FORMATS]
    for rows, suffixes, at in ((read, registry.SUFFIXES, 1), (written, EXTENSIONS, 2)):
        for name, row in rows.items():
            assert codes_in(row[at]) == [one for one, of in suffixes.items() if of == name], name
    shortcuts = {
        option.removeprefix("--") for row in written.values() for option in codes_in(row[1])
    }
    assert shortcuts == {*FORMATS} & {one.removeprefix("--") for one in options_of("growth")}


@BOTH
def test_every_limit_is_told_of(lang: str) -> None:
    text = topic("limits", lang).replace(".", ",") if lang == "vi" else topic("limits", lang)
    stream = import_module("vpcli.cli.stream")
    counts = [
        value
        for name, value in vars(limits).items()
        if name.startswith("MOST_") and not name.endswith(("BYTES", "CHARACTERS"))
    ]
    assert len(counts) >= 6
    counts += [stream.SMALL, several_tables.MOST_CELLS, xlsx_parts.MOST_CELLS]
    counts += [xlsx_parts.MOST_SHEETS, xlsx_parts.MOST_SETTINGS]
    for count in counts:
        assert f"{count:,}" in text
    for size in (limits.MOST_BYTES, limits.MOST_YAML_BYTES, xlsx_parts.MOST_BYTES):
        assert f"{size // 1_000_000} MB" in text
    word = {"en": "million characters", "vi": "triệu ký tự"}[lang]
    assert f"{limits.MOST_CHARACTERS // 1_000_000:,} {word}" in text


@BOTH
def test_every_key_and_column_of_data_is_told_of(lang: str) -> None:
    told = {
        code
        for block in blocks("files", lang)
        for row in block.rows[1:]
        for code in codes_in(row[0])
    }
    assert {*_TOP, *_INDICATOR, *_FACT, *COLUMNS} <= told
    text = topic("files", lang)
    for key in _SOURCE:
        assert f"`{key}`" in text
    for status in "AEPFBO":
        assert re.search(rf"\b{status} \w+", text)


@BOTH
def test_every_method_is_told_of(lang: str) -> None:
    text = topic("methods", lang)
    for method in choices_of("growth", "--method"):
        assert f"`--method {method}`" in text
    for trend in choices_of("projection", "--trend"):
        assert f"(`{trend}`)" in text
    for rules in choices_of("projection", "--rules"):
        assert f"`--rules {rules}`" in text


@BOTH
def test_every_variable_of_the_environment_is_told_of(lang: str) -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "vpcli").rglob("*.py"))
    first = {"en": "variable", "vi": "biến"}[lang]
    named = {*re.findall(r'"(VPCLI_[A-Z]+)"', source)} | {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}
    assert tables("scripts", lang, first) == named


def test_help_lists_commands_and_topics(vpcli: Vpcli) -> None:
    for lang in LANGUAGES:
        ran = vpcli("help", VPCLI_LANG=lang)
        assert (ran.status, ran.err) == (0, "")
        for name in TOPICS:
            assert re.search(rf"^  {name} +{re.escape(title_of(name, lang))}$", ran.out, re.M)
        for name in COMMANDS:
            assert re.search(rf"^  {name} ", ran.out, re.M)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_is_what_its_own_option_prints(name: str, vpcli: Vpcli) -> None:
    for lang in LANGUAGES:
        asked = vpcli("--lang", lang, "help", name)
        assert asked == vpcli("--lang", lang, name, "--help")
        assert f"vpcli {name}" in asked.out


@BOTH
@EACH
def test_a_pipe_gets_plain_text_and_a_terminal_colour(name: str, lang: str, vpcli: Vpcli) -> None:
    piped = vpcli("help", name, VPCLI_LANG=lang)
    assert piped == vpcli("help", name, "--lang", lang, COLUMNS="80")
    assert (piped.status, piped.err) == (0, "")
    assert "\x1b" not in piped.out
    assert piped.out.splitlines()[0] == title_of(name, lang)
    coloured = vpcli("help", name, VPCLI_LANG=lang, FORCE_COLOR="1").out
    assert "\x1b[1;4m" in coloured.splitlines()[0]
    assert "\x1b" not in vpcli("help", name, "--no-color", FORCE_COLOR="1").out

    def words(text: str) -> list[str]:
        return re.findall(r"\w+", re.sub(r"\x1b\[[0-9;]*m", "", text))

    assert sorted(words(coloured)) == sorted(words(piped.out))


def test_a_line_is_as_wide_as_the_terminal_but_not_wider_than_one_reads(vpcli: Vpcli) -> None:
    for columns, most in ((60, 60), (90, 90), (250, 100)):
        out = vpcli("help", "methods", COLUMNS=str(columns)).out
        lines = [line for line in out.splitlines() if not line.startswith("    vpcli ")]
        assert most - 8 <= max(map(width_of, lines)) <= most


def test_a_word_of_results_is_answered_by_its_lines(vpcli: Vpcli) -> None:
    ran = vpcli("help", "no-base-year")
    assert ran.out.splitlines() == [
        "vpcli help reasons: Why a cell is blank",
        "═══════════════════════════════════════",
        "",
        "no-base-year  the previous year has no figure; a gap is never bridged",
    ]
    assert "vpcli help columns: Kế hoạch và mục tiêu" in vpcli("help", "gap", VPCLI_LANG="vi").out
    assert vpcli("help", "Files").out == vpcli("help", "files").out


def test_an_unknown_name_is_answered_with_the_nearest(vpcli: Vpcli) -> None:
    for typed, meant in (("colums", "columns"), ("grwth", "growth"), ("limit", "limits")):
        ran = vpcli("help", typed)
        assert (ran.status, ran.out) == (2, "")
        assert f'no command and no topic "{typed}"; did you mean {meant}?' in ran.err
    ran = vpcli("help", "zzzzz", VPCLI_LANG="vi")
    assert 'không có lệnh hay mục nào tên "zzzzz"; có: growth' in ran.err


@EACH
def test_a_topic_typed_as_a_command_is_answered(name: str, vpcli: Vpcli) -> None:
    """Those that are also the word for a command are answered with that."""
    ran = vpcli(name)
    meant = {"text": "extract", "tables": "summary"}.get(name, f"help {name}")
    assert ran.status == 2
    assert f'no command "{name}"; did you mean {meant}?' in ran.err


def test_names_are_completed(vpcli: Vpcli) -> None:
    assert offered(vpcli, "vpcli help ") == [*COMMANDS, *TOPICS]
    assert offered(vpcli, "vpcli help co") == ["contribution", "completion", "columns"]
    assert offered(vpcli, "vpcli help li", "fish") == [f"limits\t{title_of('limits', 'en')}"]
    (vietnamese,) = offered(vpcli, "vpcli help li", "fish", VPCLI_LANG="vi")
    assert vietnamese == f"limits\t{title_of('limits', 'vi')}"


def test_the_topics_are_in_the_package(tmp_path: Path) -> None:
    """Read from elsewhere, by the path of the module and not of the folder one stands in."""
    done = subprocess.run(
        [sys.executable, "-m", "vpcli", "help", "files"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.startswith(title_of("files", "en"))
