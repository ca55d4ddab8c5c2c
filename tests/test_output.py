"""What reaches a terminal, a pipe and a file: whole, plain, and nothing half written."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Vpcli
from rich.cells import cell_len

from vpcli.i18n import say

ESCAPE = "\x1b["
COMMANDS = ("growth", "attainment", "projection", "show")
WORDY = (
    "contribution",
    "check --all",
    "check vinh-phuc-grdp",
    "check vinh-phuc-grdp --revisions",
    "explain retail",
)


def environ(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME")}
    return kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LANG": "C.UTF-8"} | more


def in_terminal(*arguments: str, columns: int = 100, **more: str) -> str:
    """What vpcli writes to a terminal of that many columns."""
    main, side = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "vpcli", *arguments],
        stdout=side,
        stderr=subprocess.DEVNULL,
        env=environ(COLUMNS=str(columns), **more),
    )
    os.close(side)
    out = b""
    while select.select([main], [], [], 20)[0]:
        try:
            chunk = os.read(main, 65536)
        except OSError:
            break
        if not chunk:
            break
        out += chunk
    os.close(main)
    assert process.wait() == 0
    return out.decode()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", [20, 60, 80, 100, 160])
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_nothing_is_cut_at_any_width(vpcli: Vpcli, command: str, width: int, lang: str) -> None:
    ran = vpcli(command, "--lang", lang, "-q", COLUMNS=str(width))
    assert "…" not in ran.out
    wide = vpcli(command, "--lang", lang, "-q").out
    kept = {line.split("  ")[0] for line in wide.splitlines()}
    assert kept
    if width >= 80:
        assert max(len(line) for line in ran.out.splitlines()) <= width
    for number in ("244,794", "2,560", "51,000"):
        shown = number if lang == "en" else number.replace(",", ".")
        left_out = say(lang, "legend.left-out", columns="").rstrip(".")
        assert shown in ran.out or (width < 80 and left_out in " ".join(ran.out.split()))


WALK = """
attainment
attainment --bounds
attainment --progress --bounds
attainment viet-nam-targets-2019 --bounds
check --all
check vinh-phuc-grdp --revisions
contribution vinh-phuc-grdp --from 2019 --bounds
datasets
growth --wide
growth viet-nam-gdp --chart
growth viet-nam-gdp --from 2019 --bounds
growth viet-nam-gdp --method cagr --from 1990 --to 2020
growth viet-nam-gdp --method lag --lag 5 --from 2018
growth viet-nam-gdp --series --from 2019 --base 2019
growth viet-nam-gdp --wide --from 2012
growth vinh-phuc-grdp --series
projection --bounds
projection -i exports --growth 15% --to 2025
projection -i exports --scenario low=6% --scenario high=10% --to 2022
projection -i exports --target 4000 --by 2023
projection viet-nam-gdp --trend least-squares --from 2010 --to 2025
projection viet-nam-gdp --trend least-squares --from 2010 --to 2025 --chart
show viet-nam-gdp --from 2020
summary
summary --bounds
summary viet-nam-targets-2019 --as growth
""".strip().splitlines()


@pytest.mark.parametrize("command", WALK)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_no_line_is_wider_than_80_columns(vpcli: Vpcli, command: str, lang: str) -> None:
    ran = vpcli(*command.split(), "--lang", lang, "-q", COLUMNS="80")
    assert ran.out
    assert [line for line in ran.out.splitlines() if cell_len(line) > 80] == []


def test_a_trend_keeps_its_prediction_interval(vpcli: Vpcli) -> None:
    command = next(one for one in WALK if one.endswith("--to 2025") and "trend" in one).split()
    ran = vpcli(*command, COLUMNS="80")
    assert "6,388,473,760,085,523–" in ran.out
    assert "6,685,337,138,701,111.4" not in ran.out  # the rounding, which is beside the point
    drawn = vpcli(*command, "--chart", COLUMNS="80").out
    assert "(6,388,473,760,085,523–6,995,995,340,442,325)" in drawn


def test_a_rate_keeps_its_points_and_a_note_speaks_of_no_hidden_column(vpcli: Vpcli) -> None:
    ran = vpcli("attainment", "viet-nam-targets-2019", COLUMNS="80")
    assert "Gap" in ran.out
    assert "+1.2 pp e" in ran.out
    annex = vpcli("summary", COLUMNS="80").out
    assert "exceeded" in annex
    assert "109.9" in annex
    assert "–  Plan 2020" not in annex


@pytest.mark.parametrize("command", WORDY)
@pytest.mark.parametrize("width", [20, 80, 100])
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_nothing_is_cut_of_findings_and_trees(
    vpcli: Vpcli, command: str, width: int, lang: str
) -> None:
    ran = vpcli(*command.split(), "--lang", lang, "-q", COLUMNS=str(width))
    assert ran.status == 0
    assert "…" not in ran.out
    if width >= 80:
        assert max(len(line) for line in ran.out.splitlines()) <= width


def test_a_pipe_gets_the_table_whole_and_without_colour(vpcli: Vpcli) -> None:
    ran = vpcli("growth", "-q")
    assert ESCAPE not in ran.out
    assert max(len(line) for line in ran.out.splitlines()) > 100
    assert not any(line.endswith(" ") for line in ran.out.splitlines())


def test_a_terminal_gets_colour_unless_told_otherwise() -> None:
    assert f"{ESCAPE}1;32m" in in_terminal("growth")
    assert ESCAPE not in in_terminal("growth", "--no-color")
    assert ESCAPE not in in_terminal("growth", NO_COLOR="1")
    assert ESCAPE not in in_terminal("growth", TERM="dumb")
    assert ESCAPE not in in_terminal("growth", FORCE_COLOR="0")


def test_colour_can_be_forced_into_a_pipe(vpcli: Vpcli) -> None:
    assert ESCAPE in vpcli("growth", "-q", FORCE_COLOR="1").out
    assert ESCAPE not in vpcli("growth", "-q", FORCE_COLOR="1", NO_COLOR="1").out


def test_names_are_plain_text(vpcli: Vpcli) -> None:
    name = "[giá so sánh 2010] \x1b[31m[/]\u202e\r<b>"
    text = f'indicator,name,year,actual\na,"{name}",2018,5\n'
    ran = vpcli("growth", "f.csv", files={"f.csv": text})
    assert "[giá so sánh 2010]" in ran.out
    assert "[/]" in ran.out
    assert not re.search("[\x1b\u202e\r]", ran.out)


def test_no_error_carries_a_control_character_to_the_terminal(vpcli: Vpcli) -> None:
    ran = vpcli("growth", "f.csv", files={"f.csv": "indicator,year,actual\na,2018,\x1b[31m\n"})
    assert ran.status == 3
    assert "\x1b" not in ran.err


def test_json_is_read_back_with_every_digit(vpcli: Vpcli) -> None:
    rows = json.loads(vpcli("growth", "--json", "-q").out, parse_float=str, parse_int=str)
    assert rows[0]["growth_pct"] == "13.43"
    assert rows[0]["base"] == "215810.632108"
    assert rows[3]["growth_pct"] is None
    assert rows[3]["reason"] == "no-actual"


def test_digits_round_half_away_from_zero_and_keep_what_is_printed(vpcli: Vpcli) -> None:
    text = "indicator,year,actual\na,2018,1000\na,2019,1000.25\na,2020,999.12\n"
    for digits, expected in (("1", ["0.0", "-0.1"]), ("3", ["0.025", "-0.113"])):
        ran = vpcli("growth", "f.csv", "--csv", "--digits", digits, files={"f.csv": text})
        assert [line.split(",")[9] for line in ran.out.splitlines()[2:]] == expected
    assert "13.43," in vpcli("growth", "-q", "--csv", "--digits", "4").out


def test_sorting_puts_blanks_last(vpcli: Vpcli) -> None:
    ran = vpcli("growth", "-q", "--csv", "-c", "indicator", "--sort", "growth_pct", "-r")
    assert ran.out.split() == ["indicator", "exports", "industry", "retail", "iip"]
    ran = vpcli("growth", "-q", "--csv", "-c", "indicator", "--sort", "growth_pct")
    assert ran.out.split()[-1] == "iip"
    ran = vpcli("growth", "-q", "--csv", "-c", "indicator", "-r")
    assert ran.out.split()[1] == "iip"


def test_sorting_by_several_columns(vpcli: Vpcli) -> None:
    rows = ("b,2018,1", "b,2019,", "a,2018,2", "a,2019,2", "c,2018,1", "c,2019,3")
    text = "indicator,year,actual\n" + "\n".join(rows) + "\n"
    asked = ("show", "f.csv", "--csv", "-c", "indicator,year", "--sort")
    ran = vpcli(*asked, "value,indicator", files={"f.csv": text})
    order = ("b,2018", "c,2018", "a,2018", "a,2019", "c,2019", "b,2019")
    assert tuple(ran.out.splitlines()[1:]) == order
    ran = vpcli(*asked, "value, year", "-r")
    order = ("c,2019", "a,2019", "a,2018", "b,2018", "c,2018", "b,2019")
    assert tuple(ran.out.splitlines()[1:]) == order
    for none in ("value,years", "value,year,"):
        ran = vpcli(*asked, none)
        assert (ran.out, ran.status) == ("", 2)
        assert "no column" in ran.err


def test_the_language_follows_flag_then_environment_then_locale(vpcli: Vpcli) -> None:
    assert "13,43%" in vpcli("growth", "-q", LANG="vi_VN.UTF-8").out
    assert "13.43 %" in vpcli("growth", "-q", LANG="vi_VN.UTF-8", VPCLI_LANG="en").out
    assert "13,43%" in vpcli("growth", "-q", "--lang", "vi", VPCLI_LANG="en").out
    assert "chỉ tiêu" in vpcli("growth", "-q", "--lang", "vi", "-i", "zzz").err


def test_environment_names_data_and_format(vpcli: Vpcli) -> None:
    ran = vpcli("growth", VPCLI_DATA="viet-nam-gdp", VPCLI_FORMAT="csv")
    assert ran.err == ""
    assert len(ran.out.splitlines()) == 41
    assert vpcli("growth", VPCLI_FORMAT="xml").status == 2


def test_without_data_a_note_says_what_is_used(vpcli: Vpcli) -> None:
    assert "vinh-phuc-2019" in vpcli("growth").err
    assert vpcli("growth", "-q").err == ""


def test_standard_input(vpcli: Vpcli) -> None:
    text = "indicator\tyear\tactual\na\t2018\t100\na\t2019\t110\n"
    assert ",10," in vpcli("growth", "-", "--csv", stdin=text).out
    text = (ROOT / "data" / "vinh-phuc-2019.yaml").read_text("utf-8")
    assert "13.43" in vpcli("growth", "-", "--csv", stdin=text).out
    assert vpcli("growth", "-", stdin="x\n").status == 3


def test_several_files_are_one_data_set(vpcli: Vpcli) -> None:
    files = {
        "a.csv": "indicator,year,actual\nx,2018,100\n",
        "b.csv": "indicator,year,actual\nx,2019,110\ny,2019,5\n",
        "c.csv": "indicator,unit,year,actual\nx,USD,2020,5\n",
    }
    ran = vpcli("growth", "a.csv", "b.csv", "--csv", files=files)
    assert "x,x,,2019,2018,100,110,10,10," in ran.out
    ran = vpcli("growth", "a.csv", "c.csv")
    assert ran.status == 3
    assert "c.csv:2: actual: x is in USD here and in – in a.csv" in ran.err


def test_output_is_written_whole_with_the_format_of_its_extension(
    vpcli: Vpcli, tmp_path: Path
) -> None:
    assert vpcli("growth", "-q", "-o", "out.csv").out == ""
    assert (tmp_path / "out.csv").read_text() == vpcli("growth", "-q", "--csv").out
    assert vpcli("growth", "-q", "-o", "-", "--csv").out.startswith("area,")
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_a_failed_write_leaves_the_old_file_as_it_was(vpcli: Vpcli, tmp_path: Path) -> None:
    files = {"f.csv": "indicator,year,actual\na,2018,1\n", "bad.csv": "indicator,year\n"}
    ran = vpcli("growth", "f.csv", "-o", "f.csv", files=files)
    assert ran.status == 3
    assert "--force" in ran.err
    assert (tmp_path / "f.csv").read_text() == files["f.csv"]
    (tmp_path / "old.csv").write_text("old")
    assert vpcli("growth", "bad.csv", "-o", "old.csv").status == 3
    assert (tmp_path / "old.csv").read_text() == "old"
    ran = vpcli("growth", "f.csv", "-o", "missing/out.csv")
    assert ran.status == 3
    assert "nothing was changed" in ran.err
    assert vpcli("growth", "f.csv", "-o", "f.csv", "--force").status == 0
    assert (tmp_path / "f.csv").read_text().startswith("area,")


def test_a_device_is_written_to_as_it_is(vpcli_process: Vpcli) -> None:
    ran = vpcli_process("growth", "vinh-phuc-2019", "-q", "--csv", "-o", "/dev/stdout")
    assert (ran.status, ran.out.startswith("area,")) == (0, True)


def test_a_folder_is_no_data(vpcli: Vpcli, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    ran = vpcli("growth", "folder")
    assert ran.status == 3
    assert "cannot be read" in ran.err


def test_many_problems_are_counted(vpcli: Vpcli) -> None:
    text = "indicator,year,actual\n" + "a,x,1\n" * 60
    ran = vpcli("growth", "f.csv", files={"f.csv": text})
    assert len(ran.err.splitlines()) == 51
    assert "10 more" in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_reported() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vpcli", "growth", "-q", "--csv"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environ(),
            check=False,
        )
    assert done.returncode == 3
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "vpcli", "show", "viet-nam-gdp", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environ(),
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() in (0, 141)


def test_an_interrupt_exits_130() -> None:
    # It heeds the interrupt even where those who started it do not, as in the background.
    script = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from vpcli.cli import main; print('ready', flush=True); main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, "growth", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environ(PYTHONFAULTHANDLER="1"),
    )
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    try:
        process.wait(1)  # it waits for its input
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["grwth"], 2, "did you mean growth?"),
        (["zzzz"], 2, "there are: growth"),
        (["growth", "--digits", "x"], 2, "0 to 15"),
        (["growth", "-d", ";;"], 2, "single character"),
        (["growth", "-c", "nope,grow"], 2, 'no column "grow"'),
        (["growth", "--from", "abc"], 2, "abc"),
        (["growth", "--nothing"], 2, "--nothing"),
        (["--version"], 0, ""),
        (["growth", "-h"], 0, ""),
    ],
)
def test_usage(vpcli: Vpcli, arguments: list[str], status: int, said: str) -> None:
    ran = vpcli(*arguments)
    assert ran.status == status
    assert said in ran.err
    assert "Traceback" not in ran.err
