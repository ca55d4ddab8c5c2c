"""Rows that a table lists below a total: parts of it where the figures add up, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcli import load
from vpcli.core.facts.model import Parts
from vpcli.core.reports.check import check

YEARS = (2020, 2021, 2022)
FIGURES = st.integers(1_000, 99_999)
TABLES = st.lists(
    st.lists(FIGURES, min_size=len(YEARS), max_size=len(YEARS)), min_size=2, max_size=6
)
HEADS = ("Chia ra:", "Phân theo ngành", "Gồm:")


def written(folder: Path, total: list[int], parts: list[list[int]], head: str = "Chia ra") -> Path:
    rows = [
        ("", *YEARS),
        ("Sản lượng (tấn)", *total),
        (head, *[""] * len(YEARS)),
        *((f"{chr(ord('A') + at)}", *figures) for at, figures in enumerate(parts)),
        ("Số hộ (hộ)", *[7_919] * len(YEARS)),
    ]
    path = folder / "table.csv"
    path.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    return path


def sums(parts: list[list[int]]) -> list[int]:
    return [sum(of_year) for of_year in zip(*parts, strict=True)]


def breakdowns(path: Path) -> list[Parts]:
    return [*load(path).parts]


@given(parts=TABLES, head=st.sampled_from(HEADS))
def test_rows_that_add_up_are_all_the_parts(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[int]], head: str
) -> None:
    path = written(tmp_path_factory.mktemp("t"), sums(parts), parts, head)
    (found,) = breakdowns(path)
    assert found.complete
    assert found.total == "Sản lượng (tấn)"
    assert [*found.parts] == [chr(ord("A") + at) for at in range(len(parts))]


@given(parts=TABLES, year=st.sampled_from(range(len(YEARS))), off=st.integers(50, 5_000))
def test_one_wrong_figure_of_three_years_is_found(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[int]], year: int, off: int
) -> None:
    total = sums(parts)
    total[year] += off
    dataset = load(written(tmp_path_factory.mktemp("t"), total, parts))
    wrong = [row.cells for row in check(dataset).rows if row.cells["finding"] == "disagreement"]
    assert [(row["year"], row["measure"]) for row in wrong] == [(YEARS[year], "actual")]


@given(parts=TABLES, off=st.lists(st.integers(50, 900), min_size=3, max_size=3, unique=True))
def test_rows_that_do_not_add_up_in_any_year_are_none(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[int]], off: list[int]
) -> None:
    total = [value + more for value, more in zip(sums(parts), off, strict=True)]
    assert breakdowns(written(tmp_path_factory.mktemp("t"), total, parts)) == []


def test_a_list_that_ends_before_the_table_does(tmp_path: Path) -> None:
    """What is left over, C, is no part: 1,200 + 2,300 = 3,500."""
    parts = [[1200, 1300, 1400], [2300, 2450, 2610], [512, 533, 571]]
    (found,) = breakdowns(written(tmp_path, [3500, 3750, 4010], parts))
    assert found.parts == ("A", "B")


def test_a_single_year_of_small_figures_may_add_up_by_accident(tmp_path: Path) -> None:
    """2 + 3 = 5 tells nothing where each may be half a unit off; 1,200 + 2,300 = 3,500 does."""
    for figures, taken in (((5, 2, 3), False), ((3500, 1200, 2300), True)):
        path = tmp_path / "one.csv"
        names = ("Tổng đàn (con)", "- Trâu", "- Bò")
        rows = [f"{name},{figure}" for name, figure in zip(names, figures, strict=True)]
        path.write_text("\n".join([",2022", *rows]), encoding="utf-8")
        assert bool(breakdowns(path)) is taken


def test_parts_that_a_file_names_itself_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "tidy.csv"
    path.write_text(
        "indicator,year,actual,part_of\nt,2022,3500,\na,2022,1200,t\nb,2022,2300,t\nc,2022,9,\n",
        encoding="utf-8",
    )
    assert [one.parts for one in breakdowns(path)] == [("a", "b")]
