"""A stream of rows: the same bytes as the whole, whatever the figures, in bounded memory."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Vpcli
from hypothesis import example, given
from hypothesis import strategies as st
from streaming import (
    WHOLE,
    declared,
    figure,
    name,
    number,
    quoted,
    run,
    said,
    see_the_same,
    unit,
    years,
)

from vpcli.cli import group
from vpcli.cli import stream as small_or_large
from vpcli.errors import VpcliError
from vpcli.i18n import describe
from vpcli.stream.blocks import Shape, blocks
from vpcli.stream.order import Order

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table with columns in any order, in series, mostly as a stream wants them."""
    columns = draw(st.permutations(["area", "indicator", "unit", "year", "actual", "plan"]))
    columns = [one for one in columns if one not in ("area", "plan") or draw(st.booleans())]
    delimiter, end = draw(st.sampled_from(",;\t")), draw(st.sampled_from(["\n", "\r\n"]))
    lines = [delimiter.join(columns)]
    plain = draw(st.booleans())
    for _ in range(draw(st.integers(1, 4))):
        own = {"area": draw(name), "indicator": draw(name), "unit": draw(unit)}
        listed = draw(years)
        for year in sorted({*listed}) if draw(st.integers(0, 9)) else listed:
            figures = {"actual": draw(number if plain else figure), "plan": draw(figure)}
            cells = own | {"year": year} | figures
            lines.append(delimiter.join(quoted(cells[one], delimiter) for one in columns))
    return end.join(lines) + draw(st.sampled_from(["", end]))


options = st.tuples(
    st.sampled_from(["growth", "attainment"]),
    st.sampled_from([["--csv"], ["--format", "tsv"], ["--format", "jsonl"]]),
    st.sampled_from([[], ["--digits", "0"], ["--digits", "2"], ["--digits", "5"]]),
    st.sampled_from([[], ["--from", "2003", "--to", "2010"], ["--numbers", "en"]]),
    st.sampled_from([[], ["--numbers", "vi"], ["-c", "year,status,reason,indicator"]]),
)


def tie(actual: str, before: str) -> str:
    return f"indicator,year,actual\nx,2001,{before}\nx,2002,{actual}\n"


@given(tables(), options)
@example(tie("40.0500", "40.0000"), ("growth", ["--csv"], ["--digits", "2"], [], []))
@example(tie("199", "200"), ("growth", ["--csv"], ["--digits", "0"], [], []))
@example(tie("0.1", "0.3"), ("growth", ["--csv"], [], [], []))
@example(tie("1.234", "1.234"), ("growth", ["--csv"], [], [], []))
@example(tie("1.234", "1.23"), ("growth", ["--csv"], [], [], []))
@example(tie("-199", "200"), ("growth", ["--csv"], ["--digits", "0"], [], []))
@example("indicator,year,actual\nx,2001,3\nx ,2002,4", ("growth", ["--csv"], [], [], []))
@example("area,indicator,unit,year,actual\nx,ha", ("growth", ["--csv"], [], [], []))
@example("indicator,unit,year,actual\nx,ha,2001,3\nx", ("growth", ["--csv"], [], [], []))
@example(tie("-0.1", "0.3"), ("growth", ["--csv"], ["--digits", "2"], [], []))
@example(tie("0.00", "0.03"), ("growth", ["--csv"], ["--digits", "5"], [], []))
@example(tie("4500000000.05", "4499999999.95"), ("growth", ["--csv"], ["--digits", "2"], [], []))
@example(tie("45000000000000000.5", "3.25"), ("growth", ["--csv"], ["--digits", "2"], [], []))
def test_the_short_way_writes_what_the_long_way_writes(
    tmp_path_factory: pytest.TempPathFactory, table: str, asked: tuple[str | list[str], ...]
) -> None:
    path = tmp_path_factory.getbasetemp() / "table.csv"
    path.write_text(table, "utf-8", newline="")
    command, *rest = asked
    arguments = [str(command), str(path), *(one for part in rest for one in part)]
    assert run(*arguments) == run(*arguments, *WHOLE)


def as_json_lines(table: list[str]) -> list[str]:
    """The rows of a table as objects: numbers as they are, nothing as null, texts as texts."""
    made = []
    for row in csv.DictReader(table):
        values = {
            key: cell
            if re.fullmatch("[0-9.]+", cell) and cell != ".."
            else json.dumps(cell or None)
            for key, cell in row.items()
        }
        made.append("{" + ", ".join(f'"{key}": {value}' for key, value in values.items()) + "}")
    return made


@pytest.mark.parametrize("command", ["growth", "attainment", "show"])
@pytest.mark.parametrize("source", ["csv", "jsonl"])
@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl"])
def test_a_large_table_gives_the_same_as_a_small_one(
    command: str, source: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rows import lines

    path = tmp_path / f"rows.{source}"
    made = [*lines(600, seed=7)]
    made[280] = made[280].replace(",,", ",..,")
    made.insert(1, '"Area, of quotes","two ""words""",ha,1999,5,')
    if source == "jsonl":
        made = as_json_lines(made)
        made[150] = made[150].replace(', "plan": ', ', "note": "a", "plan": ')
        made[350] = re.sub(', "plan":.*', "}", made[350])
        made[500] = re.sub('"actual": ([^,]+)', r'"actual": "\1"', made[500])
    path.write_text("\n".join(made), "utf-8")
    arguments = command, str(path), "--format", form
    small = run(*arguments)
    monkeypatch.setattr("vpcli.cli.stream.SMALL", 120)
    monkeypatch.setattr("vpcli.cli.stream.CHUNK", 2_000)
    monkeypatch.setattr("vpcli.stream.blocks.CHUNK", 2_000)
    assert run(*arguments) == small
    assert small[0].count("\n") > 560
    assert run(*arguments, "-i", "crops", "--from", "2000") == run(
        *arguments, "-i", "crops", "--from", "2000", *WHOLE
    )


HEADER = "indicator,year,actual\n"


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_or_large, "SMALL", 2)
    monkeypatch.setattr(small_or_large, "CHUNK", 16)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("a,2001,5\na,2002,6\nb,2001,7\na,2003,8\n", [("rows-apart", 5)]),
        ("a,2001,5\na,2003,6\na,2002,7\nb,2001,8\n", [("years-fall", 4)]),
        ('a,2001,5.5\na,2002,6\nb,2001,7\nb,2002,"1.234,5"\n', [("against-first-rows", 5)]),
        ("a,2001,5\na,2002,6\na,2003,abc\nb,2001,8\n", [("not-a-figure", 4)]),
    ],
)
@pytest.mark.usefixtures("large")
def test_what_a_stream_cannot_take_is_an_error(
    rows: str, found: list[tuple[str, int]], tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(HEADER + rows, "utf-8")
    assert run("growth", str(tmp_path / "t.csv"), "--csv")[1] == str(found)


RECORD = '{"indicator": "a", "year": %s, "actual": %s}\n'
TWO = RECORD % (2001, 5) + RECORD % (2002, 6)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((RECORD % (2001, 5)).replace('"a"', '"b"') + RECORD % (2003, 8), [("rows-apart", 4)]),
        (RECORD % (2000, 7), [("years-fall", 3)]),
        (RECORD % (2003, '"abc"'), [("not-a-figure", 3)]),
        (RECORD % ('"20O3"', 7), [("not-a-whole-year", 3)]),
        ('{"indicator": "a", "year": 2003, "actual": 8\n', [("json-syntax", 3)]),
        ('{"year": 2003, "actual": 8}\n', [("missing-column", 3)]),
        ("[2003, 8]\n", [("not-a-mapping", 3)]),
        (RECORD % (2003, 8) + "{} {}\n", [("json-syntax", 4)]),
        (
            '{"indicator": "a", "year": 2003, "year": 2004, "actual": 8}\n',
            [("duplicate-column", 3)],
        ),
    ],
)
@pytest.mark.usefixtures("large")
def test_what_a_stream_of_records_cannot_take_is_an_error(
    rows: str, found: list[tuple[str, int]], tmp_path: Path
) -> None:
    (tmp_path / "t.jsonl").write_text(TWO + rows, "utf-8")
    end = run("growth", str(tmp_path / "t.jsonl"), "--csv")[1]
    assert end == str(found)


@pytest.mark.usefixtures("large")
def test_json_that_is_no_json_lines_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    for text in ('{"data": [\n%s,\n%s]}\n', "[%s,\n%s]\n", "\n%s\n%s"):
        path.write_text(text % tuple(TWO.splitlines()), "utf-8")
        assert run("growth", str(path), "--csv", "-c", "value")[0] == "value\n5\n6\n"


@pytest.mark.usefixtures("large")
def test_a_format_shown_later_than_by_the_first_rows_counts_from_there(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    body = 'a,2001,5\na,2002,6\nb,2001,7\nb,2002,"7,5"\nc,2001,8\nc,2002,"8.000"\n'
    path.write_text(HEADER + body, "utf-8")
    assert run("growth", str(path), "--csv", "-c", "value")[0] == "value\n5\n6\n7\n7.5\n8\n8000\n"


@pytest.mark.usefixtures("large")
def test_names_that_no_series_has_are_told_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(HEADER + "a,2001,5\na,2002,6\nb,2001,7\nb,2002,8\n", "utf-8")
    out, end = run("growth", str(path), "--csv", "-c", "value", "-i", "b", "-i", "no")
    assert (out, end) == ("value\n7\n8\n", "[('unknown-indicator', None)]")


@pytest.mark.parametrize("command", ["growth", "attainment", "projection"])
@pytest.mark.parametrize("asked", ["--from 2050", "--to 1999", "--to 2000 -i b", "--area x"])
@pytest.mark.parametrize("text", [HEADER + "a,2001,5\na,2002,6\na,2004,7\nb,2001,8\n", TWO])
@pytest.mark.usefixtures("large")
def test_where_no_row_is_left_the_error_is_that_of_a_small_table(
    command: str, asked: str, text: str, tmp_path: Path
) -> None:
    path = tmp_path / ("t.csv" if text.startswith(HEADER) else "t.jsonl")
    path.write_text(text, "utf-8")
    arguments = [command, str(path), "--csv", *asked.split()]
    words = []
    for one in (arguments, [*arguments, *WHOLE]):
        with pytest.raises(VpcliError) as refused:
            group.main(args=one, prog_name="vpcli", standalone_mode=False)
        words.append([describe(problem, "en", "error") for problem in refused.value.problems])
    assert words[0] == words[1]


def test_the_words_of_the_errors(vpcli: Vpcli) -> None:
    rows = "".join(f"a{n},2001,5\na{n},2002,6\n" for n in range(50_000))
    ran = vpcli("growth", "t.csv", "--csv", files={"t.csv": f"{HEADER}{rows}a7,2003,5\n"})
    assert ran.out.count("\n") > 30_000
    assert ran.status == 3
    assert re.fullmatch(r"error: t.csv:100002: a7: .* line 17; .* sort .*\n", ran.err)


@given(st.lists(st.integers(0, 3000), max_size=3000, unique=True))
def test_order_knows_every_series_again(keys: list[int]) -> None:
    order = Order("")
    for line, key in enumerate(keys, 1):
        order.check(("", str(key)), line, line)
    for key in keys:
        with pytest.raises(VpcliError):
            order.check(("", str(key)), 0, 0)


@given(st.text('ab,\n"', max_size=60), st.integers(1, 20))
def test_blocks_hold_every_row_once(text: str, size: int) -> None:
    shape = Shape("", ",", {"area": 0, "indicator": 1}, 2)
    source = io.StringIO(text)
    rest: list[tuple[int, list[str]]] = []
    try:
        whole = [row for b in blocks(io.StringIO(text).read, 1, shape) for row in b.rows()]
        for block in blocks(lambda _: source.read(size), 1, shape):
            rest += block.rows()
    except VpcliError:
        return
    assert rest == whole


@pytest.mark.usefixtures("large")
def test_what_rows_say_of_areas_and_sources_counts_in_all_series(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    header = "area,area_name,indicator,kind,year,actual,source,source_title\n"
    rows = "V,,a,,2001,5,s,\nV,Vinh Phuc,a,rate,2002,6,s,Book\nV,,b,,2001,7,s,\nV,,b,,2002,8,s,\n"
    path.write_text(header + rows, "utf-8")
    columns = "area_name,indicator,kind,printed,source_title"
    arguments = "show", str(path), "--csv", "-c", columns
    assert run(*arguments) == run(*arguments, *WHOLE)
    assert run(*arguments)[0] == (
        f"{columns}\nVinh Phuc,a,rate,5,Book\nVinh Phuc,a,rate,6,Book\n"
        "Vinh Phuc,b,level,7,Book\nVinh Phuc,b,level,8,Book\n"
    )


@pytest.mark.usefixtures("large")
def test_a_description_that_comes_after_its_rows_were_written_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    header = "area,area_name,indicator,year,actual,source,source_date\n"
    rows = "V,,a,2001,5,s,\nV,,a,2002,6,s,\nV,Vinh Phuc,b,2001,7,s,2003\nV,,b,2002,8,s,\n"
    path.write_text(header + rows, "utf-8")
    said = [("described-twice", 4), ("two-dates", 4)]
    assert run("growth", str(path), "--csv", "--jobs", "1")[1] == str(said)


@pytest.mark.parametrize("encoding", [None, "windows-1258", "utf-16"])
@pytest.mark.parametrize("part", ["indicator", "year", "actual"])
@pytest.mark.usefixtures("large")
def test_a_wrong_byte_in_a_stream_has_its_line(
    encoding: str | None, part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vpcli.stream.blocks.CHUNK", 64)
    rows = [f"đ{n // 10},{2001 + n % 10},{n}\n".encode(encoding or "utf-8") for n in range(200)]
    rows = [row.removeprefix(b"\xff\xfe") for row in rows]
    wrong = {None: b"\xff", "windows-1258": b"\x8a", "utf-16": b"\x00\xdc"}[encoding]
    at = {"indicator": 0, "year": 4, "actual": len(rows[150]) - 2}[part]
    at -= at % 2 if encoding == "utf-16" else 0
    rows[150] = rows[150][:at] + wrong + rows[150][at:]
    header = HEADER.encode(encoding or "utf-8")
    (tmp_path / "t.csv").write_bytes(header + b"".join(rows))
    asked = ["-e", encoding] if encoding else []
    end = run("growth", str(tmp_path / "t.csv"), "--csv", *asked)[1]
    assert end == str([("bad-encoding", 152)])


def test_what_cannot_be_read_as_a_stream_is_not_said_of_the_result() -> None:
    assert run("growth", "/proc/self/mem", "--csv")[1] == str([("cannot-read", None)])


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("how", ["--csv", "--tsv"])
def test_a_blank_that_is_the_whole_row_is_no_empty_line(tmp_path: Path, how: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text("indicator,year,actual\na,2018,5\na,2019,5\n", "utf-8")
    arguments = "growth", str(path), how, "-c", "growth_pct"
    assert run(*arguments)[0] == 'growth_pct\n""\n0\n'
    assert run(*arguments) == run(*arguments, *WHOLE)


@pytest.mark.usefixtures("large")
def test_a_comma_between_cells_is_no_decimal_mark(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("indicator,unit,actual,year\nA,m,0,2001\nA,m,5,2002\n", "utf-8")
    arguments = "growth", str(path), "--csv", "--numbers", "vi", "-c", "year,value"
    assert run(*arguments)[0] == "year,value\n2001,0\n2002,5\n"
    assert run(*arguments) == run(*arguments, *WHOLE)


MORE = ("area_name", "name", "note", "status", "remark", "kind", "growth", "source")


@st.composite
def tables_of_more_columns(draw: st.DrawFn) -> str:
    """A table in the order of a stream, with columns beside those of plain rows."""
    more = [one for one in MORE if draw(st.booleans())]
    columns = draw(st.permutations(["indicator", "unit", "year", "actual", "area", *more]))
    lines = [",".join(columns)]
    plain, constant = draw(st.booleans()), draw(st.booleans())
    for at in range(draw(st.integers(2, 5))):
        own = {
            "area": draw(st.sampled_from(["", "A", "B"])),
            "area_name": "Place",
            "remark": draw(said),
            "source": draw(st.sampled_from(["", "s", "Báo cáo; 2019", " x  y"])),
            "indicator": f"i{at}",
            "name": draw(said),
            "unit": draw(unit),
            "kind": draw(st.sampled_from(["", "", "", "level", "rate"])),
        }
        for year in sorted({*draw(years)}):
            row = own | {
                "year": year,
                "actual": draw(number if plain else figure),
                "note": draw(said),
                "remark": own["remark"] if constant else draw(st.sampled_from(["", "x", "7"])),
                "status": draw(st.sampled_from(["", "", "A", "A", "A", "E", "B"])),
                "growth": draw(st.sampled_from(["", "", "", "5"])),
            }
            lines.append(",".join(quoted(row[one], ",") for one in columns))
    return "\n".join(lines) + "\n"


@given(tables_of_more_columns(), declared)
def test_more_columns_and_declarations_change_no_result_of_a_stream(
    tmp_path_factory: pytest.TempPathFactory, table: str, asked: tuple[str | list[str], ...]
) -> None:
    path = tmp_path_factory.getbasetemp() / "more.csv"
    path.write_text(table, "utf-8", newline="")
    see_the_same(path, asked, large=True)


@pytest.mark.usefixtures("large")
def test_a_column_that_tells_rows_apart_is_heeded(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = "a,x,2001,5\na,x,2002,6\na,y,2001,7\na,y,2002,9\n"
    path.write_text("indicator,sector,year,actual\n" + rows, "utf-8")
    whole = run("growth", str(path), "--csv", *WHOLE)
    assert run("growth", str(path), "--csv") == whole
    assert "20" in whole[0]


@pytest.mark.usefixtures("large")
def test_an_unused_column_of_a_stream_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "indicator,remark,year,actual\na,x,2001,5\na,x,2002,6\nb,,2001,~7\nb,,2002,9\n", "utf-8"
    )
    group.main(args=["growth", str(path), "--csv"], prog_name="vpcli", standalone_mode=False)
    assert capsys.readouterr().err.count("not used: remark") == 1


of_world_bank = st.sampled_from(
    [
        "GDP (constant 2015 US$)",
        "GDP (current US$)",
        "GDP growth (annual %)",
        "Population, total",
        "Exports (% of GDP)",
        "Rice, (tonnes)",
        "Consumer price index (2010 = 100)",
        "Thu ngân sách",
    ]
)


@st.composite
def tables_of_the_world_bank(draw: st.DrawFn) -> str:
    """A table with years across, with or without what stands above and below it."""
    years = sorted(draw(st.sets(st.integers(2001, 2012), min_size=1, max_size=6)))
    names = ["Country Name", "Country Code", "Indicator Name", "Indicator Code"]
    more = draw(st.sampled_from([[], ["Footnote"], ["Region of it"]]))
    end = draw(st.sampled_from(["", ","]))
    lines = []
    if draw(st.booleans()):
        lines += [
            '"Data Source","World Development Indicators"',
            '"Last Updated Date","2024-01-05"',
            "",
        ]
    heads = [*names, *more, *(draw(st.sampled_from([f"{y}", f"{y} [YR{y}]"])) for y in years)]
    lines.append(",".join(f'"{head}"' for head in heads) + end)
    plain = draw(st.booleans())
    for at in range(draw(st.integers(2, 5))):
        place = draw(st.sampled_from(["A", "B"]))
        id_ = draw(st.sampled_from([f"I{at}", f"I{at}", f"I{at}", "I0"]))
        row = [f"Land {place}", place, draw(of_world_bank), id_, *(draw(said) for _ in more)]
        row += [draw(number if plain else figure) for _ in years]
        lines.append(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + end)
    if draw(st.booleans()):
        lines += ["", '"Data from database: World Development Indicators"', '"Last Updated: 2024"']
    return "\n".join(lines) + "\n"


@given(tables_of_the_world_bank(), declared, st.booleans())
def test_a_table_with_years_across_gives_the_same_as_it_comes(
    tmp_path_factory: pytest.TempPathFactory,
    table: str,
    asked: tuple[str | list[str], ...],
    large: bool,
) -> None:
    path = tmp_path_factory.getbasetemp() / "wide.csv"
    path.write_text(table, "utf-8", newline="")
    see_the_same(path, asked, large=large)
