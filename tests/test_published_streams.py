"""SDMX-CSV and Eurostat's TSV as streams: what they give as a whole, whatever they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Vpcli
from hypothesis import given
from hypothesis import strategies as st
from streaming import WHOLE, declared, figure, number, quoted, run, see_the_same

CODES = {
    "FREQ": ["A", "A", "A", "A", ""],
    "SEX": ["F", "M", "_T"],
    "UNIT_MEASURE": ["T", "T", "USD", "PT", "PT_PREV_Y", "_Z", ""],
    "UNIT_MULT": ["0", "3", "6", ""],
    "MEASURE": ["growth", "plan", "actual", "B1G"],
    "ACTION": ["I", "I", "I", "D"],
    "AGE": ["Y15T64"],
}
BEHIND = {
    "OBS_STATUS": ["A", "A", "", "E", "M", "B"],
    "OBS_COMMENT": ["", "", "as printed", "x; y"],
    "DECIMALS": ["0", "1", "", "2"],
    "CONF_STATUS": ["F"],
}
LABELS = {"F": "Women", "M": "Men", "T": "Tonnes", "VN": "Viet Nam"}


@st.composite
def files(draw: st.DrawFn) -> str:
    """Observations, mostly of one series after the other; some components vary within one."""
    before = [one for one in CODES if draw(st.booleans())]
    behind = [one for one in BEHIND if draw(st.booleans())]
    areas = draw(st.sampled_from([["REF_AREA"], ["REF_AREA"], ["GEO"], []]))
    indicators = draw(st.sampled_from([["INDICATOR"], ["INDICATOR"], []]))
    ids = ["DATAFLOW", *areas, *indicators, *before, "TIME_PERIOD", "OBS_VALUE", *behind]
    labelled = draw(st.sampled_from([False, False, True]))
    delimiter = draw(st.sampled_from([",", ",", ";", "\t"]))
    loose = {one for one in ("FREQ", "ACTION", "UNIT_MULT", "UNIT_MEASURE") if draw(rarely)}
    plain, orderly = draw(st.booleans()), not draw(rarely)
    lines = [delimiter.join(f"{one}: {one.title()}" if labelled else one for one in ids)]
    for at in range(draw(st.integers(1, 5))):
        own = {one: draw(st.sampled_from(codes)) for one, codes in CODES.items()}
        own |= {"DATAFLOW": "A:B(1.0)", "INDICATOR": draw(st.sampled_from([f"I{at}", "I0"]))}
        own["REF_AREA"] = own["GEO"] = draw(st.sampled_from(["VN", f"P{at}"]))
        years = draw(st.lists(st.integers(2001, 2012), min_size=1, max_size=6, unique=orderly))
        for year in sorted(years) if orderly else years:
            row = own | {one: draw(st.sampled_from([*CODES[one], "Q"])) for one in loose}
            row |= {one: draw(st.sampled_from(codes)) for one, codes in BEHIND.items()}
            row |= {"TIME_PERIOD": str(year), "OBS_VALUE": draw(number if plain else figure)}
            if labelled:
                said = {one: code for one, code in row.items() if code in LABELS}
                row |= {one: f"{code}: {LABELS[code]}" for one, code in said.items()}
            lines.append(delimiter.join(quoted(row[one], delimiter) for one in ids))
    return "\n".join(lines) + "\n"


rarely = st.sampled_from([False, False, False, False, True])


@given(files(), declared)
def test_observations_give_the_same_as_they_come(
    tmp_path_factory: pytest.TempPathFactory, text: str, asked: tuple[str | list[str], ...]
) -> None:
    path = tmp_path_factory.getbasetemp() / "observations.csv"
    path.write_text(text, "utf-8", newline="")
    see_the_same(path, asked, large=True)


@st.composite
def tables_of_eurostat(draw: st.DrawFn) -> str:
    """A line for each series, some with flags; a few files say one series twice."""
    years = [str(year) for year in draw(st.lists(st.integers(2001, 2012), min_size=1, unique=True))]
    dimensions = ["freq", "unit", "sex", "geo"]
    used = [one for one in dimensions if one != "sex" or draw(st.booleans())]
    lines = ["\t".join([",".join(used) + "\\TIME_PERIOD", *(f"{year} " for year in years)])]
    plain = draw(st.booleans())
    for at in range(draw(st.integers(1, 6))):
        codes = {
            "freq": draw(st.sampled_from(["A", "A", "A", "A", "A", "Q"])),
            "unit": draw(st.sampled_from(["THS", "MIO_EUR", "PC", "PT_PREV_Y", "NR"])),
            "sex": draw(st.sampled_from(["F", "M", "T"])),
            "geo": draw(st.sampled_from([f"P{at}", f"P{at}", f"P{at}", "EU"])),
        }
        cells = []
        for _ in years:
            level = draw(st.one_of(number, st.just(":")) if plain else figure)
            flags = draw(st.sampled_from(["", "", "", " p", " e", " b", " c", " bep", " ?"]))
            cells.append(f"{level}{'' if plain and draw(st.booleans()) else flags} ")
        lines.append("\t".join([",".join(codes[one] for one in used), *cells]))
    return "\n".join(lines) + "\n"


@given(tables_of_eurostat(), declared, st.booleans())
def test_eurostats_series_give_the_same_as_they_come(
    tmp_path_factory: pytest.TempPathFactory,
    table: str,
    asked: tuple[str | list[str], ...],
    large: bool,
) -> None:
    path = tmp_path_factory.getbasetemp() / "nama.tsv"
    path.write_text(table, "utf-8", newline="")
    see_the_same(path, asked, large=large)


SERIES = "A:B(1.0),A,VN,{},{},{}\n"
HEADER = "DATAFLOW,FREQ,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE\n"


@pytest.mark.parametrize(
    "rows",
    [
        [("F", 2001 + at, 100 + at) for at in range(40)] + [("M", 2001, 7), ("M", 2002, 14)],
        [(sex, 2001 + at, 100 + at) for at in range(40) for sex in "FM"],  # year by year
        [("F", 2040 - at, 100 + at) for at in range(40)] + [("M", 2001, 7)],  # the latest first
    ],
)
def test_what_only_the_end_of_a_file_tells_is_heeded(
    rows: list[tuple[str, int, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sex is a dimension though it varies in the last rows alone; any order gives the same."""
    path = tmp_path / "s.csv"
    path.write_text(HEADER + "".join(SERIES.format(*row) for row in rows), "utf-8")
    whole = run("growth", str(path), "--csv", *WHOLE)
    assert "F,F," in whole[0]
    for name in ("vpcli.cli.stream.CHUNK", "vpcli.stream.blocks.CHUNK"):
        monkeypatch.setattr(name, 64)
    monkeypatch.setattr("vpcli.cli.stream.SMALL", 2)
    assert run("growth", str(path), "--csv") == whole
    assert run("growth", str(path), "--csv", "-v") == whole


def test_how_observations_are_read_is_said_of_a_stream(
    vpcli: Vpcli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Format, encoding and delimiter, as of a small file."""
    rows = "".join(SERIES.format("F", 2001 + at, 5 + at) for at in range(9))
    arguments, files = ("growth", "s.csv", "--csv", "-v"), {"s.csv": HEADER + rows}
    whole = vpcli(*arguments, files=files)
    monkeypatch.setattr("vpcli.cli.stream.SMALL", 2)
    monkeypatch.setattr("vpcli.cli.stream.CHUNK", 64)
    assert vpcli(*arguments, files=files) == whole
    assert "read as sdmx-csv" in whole.err
