"""What a table gives as its rows come, beside what it gives as a whole; and what tables hold."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import strategies as st

from vpcli.cli import group
from vpcli.cli import stream as small_or_large
from vpcli.errors import VpcliError

WHOLE = ("--top", "999999999")  # a whole is needed to count from its top


def run(*arguments: str) -> tuple[str, str]:
    """Standard output, and the code of the error or of the exit."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        try:
            end = group.main(args=[*arguments], prog_name="vpcli", standalone_mode=False)
        except VpcliError as error:
            end = sorted((p.code, p.place and p.place.line) for p in error.problems)
    return out.getvalue(), str(end)


number = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, places=1, min_value=-99, max_value=999),
    st.integers(-10, 10**7),
    st.integers(1, 40),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**9),
).map(str)
hostile = st.sampled_from(
    [
        *("", "", "..", "0", "0.0", "-0", "1e-30", "1e30", "12345678901234567"),
        *("0.00000000000000001", "1.", ".5", "007", "1.234", "1,5", "1.234,5"),
        *("gần 51", "5 %", " 7", "+3", "6.6–6.8", "abc", "NA", "-", "…", "2005"),
        *("-5", "-0.5", "-12.25", "0.05", "00", "0.00", "99999999999.99", "450000000000", "1e3"),
    ]
)
figure = st.one_of(number, number, number, hostile)
years = st.lists(st.integers(2001, 2012).map(str), min_size=1, max_size=6)
name = st.sampled_from(
    ["A", "A ", "\xa0A", "B", "Hà Nội", "Ha\u0300", ' "x" ', "a,b", "a;b", "#", "Note: c", ""]
)
unit = st.sampled_from(["tỷ đồng", "ha", "%", "", "index"])


def quoted(cell: str, delimiter: str) -> str:
    """A cell as CSV has it."""
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if delimiter in cell or '"' in cell else cell


said = st.sampled_from(
    ["", "", "Rice", "Rice (tonnes)", "Tỷ lệ hộ nghèo", "Growth, %", "CPI 2015=100", "a;b", " x "]
)
declared = st.tuples(
    st.sampled_from(["growth", "attainment", "show"]),
    st.sampled_from([[], [], ["-i", "*i*"], ["-i", "Rice*"], ["--area", "A"], ["--area", "L* B"]]),
    st.sampled_from([[], ["--digits", "2"]]),
    st.sampled_from([[], ["--null-value", "5"], ["--null-value", "NA"], ["--null-value", "-5"]]),
    st.sampled_from([[], ["--precision", "actual=0.001"], ["--precision", "actual=10"], ["-v"]]),
)
OF_A_STREAM = ("rows-apart", "years-fall", "against-first-rows")


def see_the_same(path: Path, asked: tuple[str | list[str], ...], *, large: bool) -> None:
    """A table as it comes gives what it gives as a whole, or says what a stream cannot take."""
    command, *rest = asked
    how = [one for part in rest for one in part]
    arguments = [str(command), str(path), "--csv", "--numbers", "en", *how]
    whole = run(*arguments, *WHOLE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(small_or_large, "_WIDE", 0)
        if large:
            patch.setattr(small_or_large, "SMALL", 2)
            patch.setattr(small_or_large, "CHUNK", 256)
            patch.setattr("vpcli.stream.blocks.CHUNK", 256)
        made = run(*arguments)
    if whole[1] == "None":
        assert made == whole or (large and any(code in made[1] for code in OF_A_STREAM))
    else:  # what is wrong with series that are not asked for need not be seen
        assert made[1] != "None" or {"-i", "--area"} & {*how}
