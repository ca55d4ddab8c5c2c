"""What is read whole is bounded: more is refused with a way out, and memory is in proportion."""

from __future__ import annotations

import gc
import io
import sys
import tracemalloc
from collections.abc import Callable
from contextlib import redirect_stdout
from decimal import Decimal as D
from pathlib import Path

import pytest
from conftest import ROOT

from vpcli import limits
from vpcli.cli import group
from vpcli.cli import stream as small_or_large
from vpcli.core.facts.model import Dataset
from vpcli.core.reports.check import check
from vpcli.core.reports.contribution import contribution
from vpcli.core.reports.growth import growth
from vpcli.core.reports.projected_path import Asked, path
from vpcli.core.reports.show import show
from vpcli.core.reports.table import Report
from vpcli.core.solver import narrowing as propagate
from vpcli.core.solver.editions import Edition
from vpcli.errors import DataError, InvocationError
from vpcli.i18n import describe
from vpcli.readers import ReadOptions, load
from vpcli.readers.registry import read
from vpcli.writers import render
from vpcli.writers.display import Style

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
TIDY = "indicator,unit,year,actual,plan\n" + "".join(
    f"a,USD,{2000 + n},{n + 1},{n + 2}\n" for n in range(10)
)
YAML = "indicators:\n  a:\n    unit: USD\n    facts:\n" + "".join(
    f"      - {{year: {2000 + n}, actual: {n + 1}}}\n" for n in range(10)
)
JSON = "[" + ",".join(f'{{"indicator": "a", "year": {2000 + n}, "actual": 1}}' for n in range(10))
WIDE = "indicator,unit," + ",".join(map(str, range(2000, 2010))) + "\na,USD" + ",1" * 10 + "\n"


@pytest.mark.parametrize(
    ("limit", "most", "files", "code", "way_out"),
    [
        ("MOST_BYTES", 100, {"a.csv": TIDY}, "input-too-large", "split the file"),
        ("MOST_FIGURES", 19, {"a.csv": TIDY}, "too-many-figures", "split the file"),
        ("MOST_FIGURES", 9, {"a.yaml": YAML}, "too-many-figures", "split the file"),
        ("MOST_FIGURES", 9, {"a.json": JSON + "]"}, "too-many-figures", "split the file"),
        ("MOST_FIGURES", 9, {"a.csv": WIDE}, "too-many-figures", "split the file"),
        ("MOST_FIGURES", 30, {"a.csv": TIDY, "b.csv": TIDY}, "too-many-figures", "split the file"),
        ("MOST_YAML_BYTES", 200, {"a.yaml": YAML}, "yaml-too-large", "save the figures as CSV"),
        ("MOST_JSON_VALUES", 20, {"a.json": JSON + "]"}, "json-too-large", "as CSV"),
        ("MOST_COLUMNS", 11, {"a.csv": WIDE}, "too-many-columns", "years in rows"),
    ],
)
def test_more_than_is_read_whole_is_refused_with_a_way_out(
    limit: str,
    most: int,
    files: dict[str, str],
    code: str,
    way_out: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paths = []
    for name, text in files.items():
        path = tmp_path / name
        path.write_text(text, "utf-8")
        paths.append(str(path))
    load(paths, ReadOptions())  # within the limits it is read
    monkeypatch.setattr(limits, limit, most)
    with pytest.raises(DataError) as caught:
        load(paths, ReadOptions())
    (problem,) = caught.value.problems
    assert problem.code == code
    assert way_out in describe(problem, "en")


def test_a_table_that_would_be_padded_beyond_measure_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = "x" * 1_000
    report = growth(read(TIDY.replace("a,", f"{name},").encode(), "a.csv", "", ReadOptions()))
    monkeypatch.setattr(limits, "MOST_CHARACTERS", 12_000)  # nine rows; the first is told below
    assert name in render(report, "table", Style())
    monkeypatch.setattr(limits, "MOST_CHARACTERS", 9_000)
    with pytest.raises(InvocationError) as caught:
        render(report, "table", Style())
    (problem,) = caught.value.problems
    assert "--csv" in describe(problem, "en")
    assert name in render(report, "csv", Style())


def test_an_answer_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = read(TIDY.encode(), "a.csv", "", ReadOptions())
    ahead = Asked({"growth": D(5)}, 2029)
    rows = len(path(dataset, None, ahead).rows)
    parts = b"indicator,part_of,year,actual\nt,,2019,5\na,t,2018,5\nb,t,2017,5\n"
    shared = read(parts, "b.csv", "", ReadOptions())
    blocks = len(contribution(shared).rows)
    for answer, count in (
        (lambda: path(dataset, None, ahead), rows),
        (lambda: contribution(shared), blocks),
    ):
        monkeypatch.setattr(limits, "MOST_ROWS", count)
        answer()
        monkeypatch.setattr(limits, "MOST_ROWS", count - 1)
        with pytest.raises(InvocationError) as caught:
            answer()
        (problem,) = caught.value.problems
        assert problem.code == "too-many-rows"
        assert "-i" in describe(problem, "en")


@pytest.mark.parametrize(
    "text",
    [
        "indicator,year,actual\na,2019,5\na,2018,5\n",
        "indicator,year,since,growth\na,2019,2010,5\n",
        "indicator,part_of,year,actual\nt,,2019,5\na,t,2018,5\nb,t,2017,5\n",
    ],
)
def test_figures_with_too_many_identities_are_refused(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = read(text.encode(), "a.csv", "", ReadOptions())
    (group,) = dataset.groups()
    count = len(
        Edition(
            group,
            [one for series in group.series for one in series.facts],
        ).relations
    )
    monkeypatch.setattr(limits, "MOST_IDENTITIES", count)
    check(dataset)
    monkeypatch.setattr(limits, "MOST_IDENTITIES", count - 1)
    with pytest.raises(DataError) as caught:
        check(dataset)
    (problem,) = caught.value.problems
    assert problem.code == "too-many-identities"
    assert "split the file" in describe(problem, "en")


def contradictions(count: int) -> bytes:
    """Two rates of 5 % a year between two equal levels, so many times one after the other."""
    rows = [f"a,{1000 + n},{'' if n % 2 else 100},5.0" for n in range(2 * count + 1)]
    return ("indicator,year,actual,growth\n" + "\n".join(rows) + "\n").encode()


def disagreements(dataset: Dataset) -> int:
    return sum(row.cells["finding"] == "disagreement" for row in check(dataset).rows)


def test_contradictions_that_cannot_be_told_apart_in_time_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = read(contradictions(60), "a.csv", "", ReadOptions())
    assert disagreements(many) == 60
    monkeypatch.setattr(propagate, "_MOST_VISITS", 0)
    monkeypatch.setattr(propagate, "_VISITS_OF_EACH", 1)
    with pytest.raises(DataError) as caught:
        check(many)
    (problem,) = caught.value.problems
    assert problem.code == "too-many-contradictions"
    assert 0 < problem.fields["found"] < 60
    assert "split the file" in describe(problem, "en")


def test_so_many_as_the_limit_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TIDY, "utf-8")
    monkeypatch.setattr(limits, "MOST_FIGURES", 20)
    monkeypatch.setattr(limits, "MOST_BYTES", len(TIDY))
    assert len(load([str(path)], ReadOptions()).series[0].facts) == 20


def test_reading_ends_after_so_many_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PROBLEMS", 7)
    for row in ("a,USD,2O19,1\n", "a,USD,2019\n", "a,USD,2019,abc\n"):
        text = "indicator,unit,year,actual\n" + row * 50
        with pytest.raises(DataError) as caught:
            read(text.encode(), "in.csv", ".csv", ReadOptions())
        assert len(caught.value.problems) == 8, row


def test_standard_input_that_is_no_stream_is_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A wide table is not streamed; nothing of what is read to find that out is all there is."""
    rows = [f"i{n},USD,{n + 1},{n + 2}\n" for n in range(50)]
    raw = "".join(["indicator,unit,2018,2019\n", *rows]).encode()
    monkeypatch.setattr(small_or_large, "SMALL", 5)
    monkeypatch.setattr(small_or_large, "CHUNK", 64)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    out = io.StringIO()
    with redirect_stdout(out):
        group.main(args=["show", "-", "--csv"], prog_name="vpcli", standalone_mode=False)
    assert len(out.getvalue().splitlines()) == 1 + 2 * len(rows)


BYTES_A_FIGURE = 4_000
"""What the README states."""


@pytest.mark.parametrize(
    ("compute", "forms", "facts"),
    [
        (growth, ["table", "csv"], 1_000),
        (show, ["table", "csv"], 2_000),
        (check, ["csv"], 1_000),
        (contribution, ["csv"], 800),
    ],
)
def test_memory_is_in_proportion_to_the_figures(
    compute: Callable[..., Report], forms: list[str], facts: int
) -> None:
    from facts import lines

    def peak(facts: int) -> tuple[int, int]:
        raw = "".join(f"{line}\n" for line in lines(facts)).encode()
        gc.collect()
        tracemalloc.start()
        dataset = read(raw, "in.csv", ".csv", ReadOptions())
        report = compute(dataset)
        for form in forms:
            render(report, form, Style(columns=()))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most, sum(len(series.facts) for series in dataset.series)

    peak(200)  # what is loaded once
    (once, few), (twice, many) = peak(facts), peak(2 * facts)
    assert (twice - once) / (many - few) < BYTES_A_FIGURE
