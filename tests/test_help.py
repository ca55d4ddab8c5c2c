"""Help and usage errors, in both languages, of every command and option."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from conftest import ROOT, Vpcli

from vpcli.cli import COMMANDS, group
from vpcli.cli.groups import INPUT, OUTPUT, QUESTION, SELECTION, GroupedCommand, RareOption
from vpcli.cli.vietnamese import option_help, translated
from vpcli.i18n import help_vi

HERE = "vpcli/i18n/help_vi.py"
LETTERS = set("ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự")


def loaded(name: str) -> click.Command:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    return command


def all_options() -> Iterator[tuple[str, click.Option]]:
    for name in COMMANDS:
        for parameter in loaded(name).params:
            if isinstance(parameter, click.Option):
                yield name, parameter
    for parameter in group.params:
        if isinstance(parameter, click.Option):
            yield "vpcli", parameter


def test_every_option_is_documented_in_both_languages() -> None:
    missing: dict[str, list[str]] = {}
    for name, option in all_options():
        long_name = next((one for one in option.opts if one.startswith("--")), option.opts[0])
        if not option.help:
            missing.setdefault(f"{long_name}: give it help= in English", []).append(name)
        if option_help(option, name) in (None, "", option.help):
            add = f'{long_name}: its Vietnamese is missing: add "{long_name}": "…"'
            missing.setdefault(add, []).append(name)
    assert not missing, "\n".join(
        [f'\nto OPTIONS in {HERE} ("COMMAND --option" where it is one command\'s own):']
        + [f"  {add}  [{', '.join(names)}]" for add, names in missing.items()]
    )


def test_every_command_is_documented_in_both_languages() -> None:
    missing = []
    for name, question in COMMANDS.items():
        command = loaded(name)
        if not (command.help or "").startswith(question):
            missing.append(f"{name}: the docstring begins with the line in COMMANDS")
        if name not in help_vi.QUESTIONS:
            missing.append(f"{name}: add it to QUESTIONS in {HERE}")
        if name not in help_vi.PROSE:
            missing.append(f"{name}: add it to PROSE in {HERE}")
            continue
        english, _, _ = (command.help or "").partition("Examples:")
        named = set(re.findall(r"--[a-z-]+", english))
        said = set(re.findall(r"--[a-z-]+", help_vi.PROSE[name]))
        if named != said:
            missing.append(f"{name}: {named ^ said} stand in only one of docstring and PROSE")
    assert not missing, "\n".join(["", *missing])
    assert list(help_vi.QUESTIONS) == list(COMMANDS)
    assert set(help_vi.PROSE) == set(COMMANDS)


def test_no_vietnamese_is_left_over() -> None:
    used = set()
    for name, option in all_options():
        for long_name in option.opts:
            own = f"{name} {long_name}"
            used.add(own if own in help_vi.OPTIONS else long_name)
    assert set(help_vi.OPTIONS) <= used


LETTERS_ALONE = {"N", "N|auto", "A,B,…"}
"""What stands for a number or for several columns in any language."""


def test_every_word_that_stands_for_a_value_is_vietnamese() -> None:
    missing = [
        f"{name} {option.opts[-1]}: add {option.metavar!r} to METAVARS in {HERE}"
        for name, option in all_options()
        if option.metavar and option.metavar not in help_vi.METAVARS
        if option.metavar not in LETTERS_ALONE
    ]
    assert not missing, "\n".join(["", *missing])


def test_vietnamese_is_composed_so_that_its_width_is_its_length() -> None:
    words = (ROOT / HERE).read_text("utf-8")
    assert words == unicodedata.normalize("NFC", words)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_in_vietnamese_is_the_same_help(name: str, vpcli: Vpcli) -> None:
    english, vietnamese = (vpcli("--lang", lang, name, "--help").out for lang in ("en", "vi"))
    examples = [re.findall(r"^    vpcli .*$", text, re.M) for text in (english, vietnamese)]
    assert examples[0] == examples[1] != []
    flags = [[*groups_of(text).values()] for text in (english, vietnamese)]
    assert flags[0] == flags[1] != []
    for word in ("Usage:", "Options:", "Examples:", "DATA", "YEAR", "Show this", "repeatable"):
        assert word not in vietnamese
    assert all(len(line) <= 80 for line in vietnamese.splitlines())


def groups_of(help_: str) -> dict[str, list[str]]:
    """The long names of the options in a help text, under their headings."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in help_.splitlines():
        if title := re.fullmatch(r"(\S.*):", line):
            heading = title[1]
        elif heading and (option := re.match(r"  (?:-\w, )?(--[a-z-]+)", line)):
            found.setdefault(heading, []).append(option[1])
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_options_stand_in_groups_with_the_rare_ones_last(name: str, vpcli: Vpcli) -> None:
    english, vietnamese = (
        groups_of(vpcli("--lang", lang, name, "--help").out) for lang in ("en", "vi")
    )
    order = [QUESTION, SELECTION, INPUT, OUTPUT] if name != "completion" else ["Options"]
    assert [*english] == [one for one in order if one in english]
    assert [*vietnamese] == [help_vi.GROUPS[one] for one in english]
    assert [*vietnamese.values()] == [*english.values()]
    assert english[order[-1]][-1] == "--help"
    command = loaded(name)
    assert isinstance(command, GroupedCommand)
    rare = {max(one.opts, key=len) for one in command.params if isinstance(one, RareOption)}
    for listed in english.values():
        is_rare = [one in rare for one in listed if one != "--help"]
        assert is_rare == sorted(is_rare)
    every = [max(one.opts, key=len) for one in command.params if isinstance(one, click.Option)]
    assert sorted(every) == sorted(
        one for listed in english.values() for one in listed if one != "--help"
    )


def test_an_option_is_in_the_group_of_its_declaration(vpcli: Vpcli) -> None:
    found = groups_of(vpcli("growth", "--help").out)
    assert found[QUESTION][0] == "--method"
    assert found[QUESTION][-1] == "--link"  # a rare one
    assert "--computed" in found[QUESTION]
    assert found[SELECTION][:4] == ["--indicator", "--area", "--from", "--to"]
    assert found[INPUT][0] == "--value"
    assert {"--sheet", "--numbers", "--verbose"} <= {*found[INPUT]}
    assert {"--chart", "--format", "--output", "--lang", "--quiet"} <= {*found[OUTPUT]}
    assert "--data" in groups_of(vpcli("explain", "--help").out)[INPUT]
    assert groups_of(vpcli("--help").out) == {"Options": ["--lang", "--version", "--help"]}


def test_the_help_of_all_groups_stands_in_one_column(vpcli: Vpcli) -> None:
    for name in COMMANDS:
        lines = vpcli(name, "--help").out.splitlines()
        said = [re.match(r"  (?:-\w, )?--.*?  +(?=\S)", line) for line in lines]
        assert len({one.end() for one in said if one}) == 1, name


def test_the_language_of_help_follows_option_environment_and_locale(vpcli: Vpcli) -> None:
    asked = [
        vpcli("--lang", "vi", "--help"),
        vpcli("--help", "--lang", "vi"),
        vpcli("--help", VPCLI_LANG="vi"),
        vpcli("--help", LANG="vi_VN.UTF-8"),
        vpcli("--lang=vi", "-h", VPCLI_LANG="en"),
    ]
    assert len({ran.out for ran in asked}) == 1
    assert "Cách dùng: vpcli" in asked[0].out
    for question in help_vi.QUESTIONS.values():
        assert question in asked[0].out
    assert "Usage: vpcli" in vpcli("--help", "--lang", "en", VPCLI_LANG="vi").out


def test_the_language_may_stand_before_the_command(vpcli: Vpcli) -> None:
    before, after = vpcli("--lang", "vi", "growth", "-q"), vpcli("growth", "--lang", "vi", "-q")
    assert before == after
    assert "+13,43%" in before.out
    assert "13.43 %" in vpcli("--lang", "vi", "growth", "--lang", "en", "-q").out


def test_help_says_where_data_come_from_and_what_the_exit_statuses_are(vpcli: Vpcli) -> None:
    for lang, words in (
        ("en", ("Without it a command", "Exit status: 0 fine;", "a condition that was asked for")),
        ("vi", ("Không ghi thì lệnh", "Mã kết thúc: 0 bình thường;", "điều kiện đặt ra")),
    ):
        said = " ".join(vpcli("--lang", lang, "--help").out.split())
        assert all(word in said for word in (*words, "VPCLI_DATA", "; 130 ", "; 141 "))


WRONG = [
    "growth --nothing",
    "growth --formt csv",
    "growth --format xx",
    "growth --lag x",
    "growth --from 20",
    "growth -o",
    "growth --csv=3",
    "growth --digits many",
    "growth --rebase x",
    "growth --as-of then",
    "growth --precision x",
    "growth -d ab",
    "growth --base 2019",
    "growth --series --lag 2",
    "growth --lag 2 --method mean",
    "growth --wide -c x",
    "growth --wide --series",
    "growth --per a --deflator b",
    "attainment --progress --met-at 98",
    "projection --target 4000",
    "projection --growth x",
    "projection --scenario x=",
    "explain",
    "explain a 2019 b c",
    "explain a 2019 b c d",
    "shw",
    "zzzzz",
    "--nothing",
]


@pytest.mark.parametrize("command", WRONG)
def test_wrong_usage_is_said_in_the_language_asked_for(command: str, vpcli: Vpcli) -> None:
    english = vpcli(*command.split())
    vietnamese = vpcli(*command.split(), VPCLI_LANG="vi")
    assert english.status == vietnamese.status == 2
    assert english.out == vietnamese.out == ""
    assert "Cách dùng:" not in english.err
    assert ("Usage: vpcli" in english.err) == ("Cách dùng: vpcli" in vietnamese.err)
    assert not re.search("Usage|Try|Error", vietnamese.err)
    last_english, last = english.err.splitlines()[-1], vietnamese.err.splitlines()[-1]
    assert last_english.startswith("Error: ")
    assert last.startswith("lỗi: ")
    assert set(last.removeprefix("lỗi: ").casefold()) & LETTERS
    assert not set(last_english.casefold()) & LETTERS


def test_what_is_said_of_wrong_usage_has_words_in_both_languages() -> None:
    """A sentence in a command module would be English only."""
    for path in (ROOT / "vpcli" / "cli").rglob("*.py"):
        if path.name == "language.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in ("UsageError", "BadParameter", "fail"), (
                    f"{path.name}:{node.lineno}: use wrong_usage or bad_value of "
                    "vpcli/cli/language.py, with usage.* in vpcli/i18n/en.py and vi.py"
                )


def test_an_unknown_language_is_warned_of(vpcli: Vpcli) -> None:
    ran = vpcli("growth", "--csv", VPCLI_LANG="fr")
    assert ran.status == 0
    assert 'warning: VPCLI_LANG: "fr"' in ran.err
    assert "fr" not in vpcli("growth", "-q", VPCLI_LANG="fr").err
    assert "warning" not in vpcli("growth", "--lang", "en", VPCLI_LANG="fr").err
    for good in ("", "en", "vi", "EN", "vi_VN.UTF-8", "en-GB"):
        assert "VPCLI_LANG" not in vpcli("datasets", VPCLI_LANG=good).err
    assert "VPCLI_LANG" in vpcli("datasets", VPCLI_LANG="viet").err


def test_translating_leaves_the_command_as_it_is() -> None:
    command = loaded("growth")

    def words() -> list[object]:
        return [command.help, *((one.metavar, getattr(one, "help", "")) for one in command.params)]

    before = words()
    translated(command)
    assert words() == before


def test_what_the_system_says_is_in_the_language_too(vpcli: Vpcli, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "Is a directory" in vpcli("growth", "folder").err
    assert "đây là một thư mục" in vpcli("growth", "folder", VPCLI_LANG="vi").err
    ran = vpcli("growth", "-q", "-o", "nowhere/a.csv", VPCLI_LANG="vi")
    assert "không có tệp hoặc thư mục này; không có gì thay đổi" in ran.err
    assert "giữa chừng" in vpcli("growth", "-", stdin='a,"b', VPCLI_LANG="vi").err
