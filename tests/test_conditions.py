"""Conditions: the exit status, and what is said on stderr of what was compared."""

from __future__ import annotations

import pytest
from conftest import Vpcli

import vpcli as package
from vpcli.core.reports.conditions import Condition, joined

# 96 / 100 = 96 %; of b, less is better: 104 / 100 = 104 %, 100 · 100 / 104 = 96.15 %;
# c is above its plan; d is a rate, compared in points; e has no plan, f no result.
PLANS = (
    "indicator,unit,kind,direction,year,plan,actual\n"
    "a,USD,level,up,2019,100,96\n"
    "b,,level,down,2019,100,104\n"
    "c,,level,up,2019,100,110\n"
    "d,%,rate,up,2019,5–6,4.5\n"
    "e,,level,up,2019,,7\n"
)
FILES: dict[str, str | bytes] = {"f.csv": PLANS}
COMMANDS = ("attainment", "summary")


@pytest.mark.parametrize("command", COMMANDS)
def test_attainments_below_a_limit_are_named_on_stderr(command: str, vpcli: Vpcli) -> None:
    asked = (command, "f.csv", "--numbers", "en", "--csv")
    ran = vpcli(*asked, "--fail-under", "96.5", files=FILES)
    assert ran.status == 1
    assert ran.out == vpcli(*asked).out
    assert ran.err.splitlines() == [
        "vpcli: --fail-under 96.5: below 96.5 %: 2 of 3 attainments compared.",
        "  a, 2019: 96.00 % of the plan; result 96, plan 100 (USD)",
        "  b, 2019: less is better, 100 · plan / result is 96.15 %; result 104, plan 100",
    ]
    ran = vpcli(*asked, "--fail-under", "96.5", "--lang", "vi", "-q")  # not a mere note
    assert ran.err.splitlines() == [
        "vpcli: --fail-under 96,5: 2 trong 3 tỷ lệ hoàn thành đã so sánh thấp hơn 96,5%.",
        "  a, năm 2019: bằng 96,00% kế hoạch; thực hiện 96, kế hoạch 100 (USD)",
        "  b, năm 2019: giảm là tốt, 100 · kế hoạch / thực hiện là 96,15%; "
        "thực hiện 104, kế hoạch 100",
    ]
    ran = vpcli(*asked, "--fail-under", "96")
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_plans_that_are_not_met_are_named_on_stderr(command: str, vpcli: Vpcli) -> None:
    asked = (command, "f.csv", "--numbers", "en", "--json")
    ran = vpcli(*asked, "--fail-if", "not-met", files=FILES)
    assert ran.status == 1
    assert ran.err.splitlines() == [
        "vpcli: --fail-if not-met: not met: 3 of 4 plans judged.",
        "  a, 2019: 96.00 % of the plan; result 96, plan 100 (USD)",
        "  b, 2019: 104.00 % of the plan, less is better; result 104, plan 100",
        "  d, 2019: result 4.5, plan 5–6 (%)",
    ]
    said = vpcli(*asked, "--fail-if", "not-met", "-i", "b", VPCLI_LANG="vi").err
    assert said.splitlines() == [
        "vpcli: --fail-if not-met: 1 trong 1 kế hoạch đã đánh giá không đạt.",
        "  b, năm 2019: bằng 104,00% kế hoạch, giảm là tốt; thực hiện 104, kế hoạch 100",
    ]
    ran = vpcli(*asked, "--fail-if", "not-met", "-i", "c")
    assert (ran.status, ran.err) == (0, "")


def test_on_a_terminal_each_stays_one_entry_of_a_list(
    vpcli: Vpcli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vpcli.cli.streams.terminal_width", lambda _: 40)
    asked = ("attainment", "f.csv", "--numbers", "en", "--csv", "-i", "b")
    assert vpcli(*asked, "--fail-under", "99", files=FILES).err.splitlines() == [
        "vpcli: --fail-under 99: below 99 %: 1 of",
        "1 attainments compared.",
        "  b, 2019: less is better, 100 · plan /",
        "    result is 96.15 %; result 104, plan",
        "    100",
    ]


def test_both_conditions_are_told_and_only_the_one_that_fails(vpcli: Vpcli) -> None:
    asked = ("attainment", "f.csv", "--numbers", "en", "-i", "a", "--csv")
    both = vpcli(*asked, "--fail-under", "90", "--fail-if", "not-met", files=FILES)
    assert both.status == 1
    assert both.err.startswith("vpcli: --fail-if not-met: ")
    both = vpcli(*asked, "--fail-under", "97", "--fail-if", "not-met")
    assert [line[:20] for line in both.err.splitlines() if line[0] == "v"] == [
        "vpcli: --fail-under ",
        "vpcli: --fail-if not",
    ]


def test_a_value_close_to_the_limit_is_shown_with_the_digits_that_tell_it(vpcli: Vpcli) -> None:
    # 94,999 / 100,000 = 94.999 %
    text = "indicator,year,plan,actual\na,2019,100000,94999\n"
    ran = vpcli("attainment", "f.csv", "--fail-under", "95", files={"f.csv": text})
    assert "a, 2019: 94.999 % of the plan; result 94,999, plan 100,000" in ran.err


def test_an_area_is_named_and_an_attainment_without_levels_is_told(vpcli: Vpcli) -> None:
    text = "area,indicator,year,attainment\nHà Nội,a,2019,92.5\nHuế,a,2019,102\n"
    ran = vpcli("attainment", "f.csv", "--fail-under", "95", files={"f.csv": text})
    assert ran.err.splitlines()[1:] == ["  Hà Nội: a, 2019: 92.50 % of the plan"]


def test_many_are_counted_and_the_first_are_named(vpcli: Vpcli) -> None:
    rows = "".join(f"i{number},2019,100,{number}\n" for number in range(1, 31))
    files = {"f.csv": f"indicator,year,plan,actual\n{rows}"}
    ran = vpcli("attainment", "f.csv", "--fail-under", "26", files=files)  # 1 to 25 fall short
    lines = ran.err.splitlines()
    assert lines[0].endswith("below 26 %: 25 of 30 attainments compared.")
    assert lines[1].startswith("  i1, 2019: 1.00 %")
    assert (len(lines), lines[-1]) == (22, "  and 5 more")


def test_a_large_table_says_it_as_a_small_one(
    vpcli: Vpcli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vpcli.cli.stream.SMALL", 3)
    monkeypatch.setattr("vpcli.cli.stream.CHUNK", 64)
    rows = "".join(
        f"i{number},{year},100,{96 if number == 20 else 100}\n"
        for number in range(30)
        for year in (2018, 2019)
    )
    files = {"f.csv": f"indicator,year,plan,actual\n{rows}"}
    ran = vpcli("attainment", "f.csv", "--fail-under", "97", "--csv", files=files)
    assert ran.status == 1
    assert ran.err.splitlines() == [
        "vpcli: --fail-under 97: below 97 %: 2 of 60 attainments compared.",
        "  i20, 2018: 96.00 % of the plan; result 96, plan 100",
        "  i20, 2019: 96.00 % of the plan; result 96, plan 100",
    ]


def test_conditions_of_several_reports_are_added_up() -> None:
    one, other = (Condition("fail-under", None, 10, 3, ()) for _ in range(2))
    assert joined([one, other]) == [Condition("fail-under", None, 20, 6, [], [])]
    assert joined([]) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_condition_that_compares_nothing_is_warned_of(command: str, vpcli: Vpcli) -> None:
    asked = (command, "f.csv", "--numbers", "en", "-i", "e", "--csv")
    ran = vpcli(*asked, "--fail-under", "95", "--fail-if", "not-met", files=FILES)
    assert ran.status == 0
    assert ran.err.splitlines() == [
        "warning: --fail-under 95: no attainment is known, so that nothing could be compared",
        "warning: --fail-if not-met: no plan could be judged",
    ]
    assert vpcli(*asked, "--fail-under", "95", "-q").err == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_other_conditions_are_refused(command: str, vpcli: Vpcli) -> None:
    for typed in ("met", "Not-Met", ""):
        ran = vpcli(command, "--fail-if", typed)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.endswith(
            f"Invalid value for '--fail-if': \"{typed}\" is no condition; "
            "there is: not-met (a plan is not met)\n"
        )
        assert "không phải là điều kiện" in vpcli(command, "--fail-if", typed, VPCLI_LANG="vi").err


# 110 = 100 · 1.1 binds level, level and rate; nothing is said of b but its level.
CHECKED = "indicator,year,actual,growth\na,2018,100,\na,2019,110,10\n"
UNCHECKED = CHECKED + "b,2019,7,\nb,2021,9,\n"


def test_every_figure_must_be_bound_where_that_is_required(vpcli: Vpcli) -> None:
    ran = vpcli("check", "f.csv", "--require-checked", files={"f.csv": CHECKED})
    assert (ran.status, ran.err) == (0, "")
    ran = vpcli("check", "g.csv", "--require-checked", files={"g.csv": UNCHECKED})
    assert ran.status == 1
    assert ran.out == vpcli("check", "g.csv").out
    assert ran.err.splitlines() == [
        "vpcli: --require-checked: not bound by others: 2 of 5 printed figures.",
        "  g.csv:4  b, 2019, actual: “7”",
        "  g.csv:5  b, 2021, actual: “9”",
    ]
    assert vpcli("check", "g.csv").status == 0
    said = vpcli("check", "g.csv", "--require-checked", "--all", "--lang", "vi", "-q")
    assert said.status == 1
    assert said.err.splitlines()[0] == (
        "vpcli: --require-checked: 2 trong 5 số liệu đã công bố "
        "không được số liệu nào khác kiểm tra."
    )


def test_what_is_required_is_what_is_asked_for(vpcli: Vpcli) -> None:
    files: dict[str, str | bytes] = {"g.csv": UNCHECKED}
    ran = vpcli("check", "g.csv", "--require-checked", "-i", "a", files=files)
    assert (ran.status, ran.err) == (0, "")
    ran = vpcli("check", "g.csv", "--require-checked", "--to", "2019")
    assert ran.status == 1
    assert ran.err.splitlines()[0].endswith("1 of 4 printed figures.")


def test_a_requirement_does_not_hide_a_disagreement(vpcli: Vpcli) -> None:
    wrong = CHECKED.replace("110,10", "110,12")
    ran = vpcli("check", "f.csv", "--require-checked", files={"f.csv": wrong})
    assert (ran.status, ran.err) == (1, "")
    assert "disagreements: 1" in ran.out


def test_revisions_are_no_check_of_every_figure(vpcli: Vpcli) -> None:
    ran = vpcli("check", "--revisions", "--require-checked")
    assert ran.status == 2
    assert "--revisions goes without --all, --strict, --one-source and --require-checked" in ran.err


def test_from_python_a_table_has_failed() -> None:
    assert package.check("vinh-phuc-2019", require_checked=True).failed
    assert not package.check("vinh-phuc-2019").failed
    assert package.summary("viet-nam-targets-2019", fail_under=1000).failed
    assert not package.summary("viet-nam-targets-2019", fail_under=1, fail_if=None).failed


def test_plans_without_a_result_are_named(vpcli: Vpcli) -> None:
    rows = "area,indicator,unit,year,actual,plan\nA,x,t,2023,9,8\nB,x,t,2023,,7\nB,x,t,2024,,9\n"
    for command in ("attainment", "summary"):
        ran = vpcli(command, "-", "--fail-if", "not-met", "--fail-under", "90", stdin=rows)
        assert ran.status == 0
        said = "not judged, since there is no result: B: x 2023"
        assert f"warning: --fail-under 90: {said}\n" in ran.err
        assert f"warning: --fail-if not-met: {said}\n" in ran.err
        assert not vpcli(command, "-", "--fail-under", "90", "-q", stdin=rows).err
