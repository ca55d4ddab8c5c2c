"""What of a data set is asked for: one rule for what is read whole and what passes."""

from __future__ import annotations

from pathlib import Path

import pytest

import vpcli as package
from vpcli.core.facts.model import Dataset
from vpcli.core.select import Passing, Reference, Selection, is_named, narrowed
from vpcli.errors import InvocationError

ROWS = ["a,N,8", "b,N,9", "b,S,5", "c,S,7"]
FILE = "\n".join(
    ["indicator,area,actual,year", *(f"{row},{year}" for row in ROWS for year in (2018, 2019))]
)


def test_a_selection_is_a_value() -> None:
    assert Selection(("a",)) == Selection(indicators=("a",))
    with pytest.raises(AttributeError):
        Selection().computed = True  # type: ignore[misc]


@pytest.mark.parametrize(
    ("asked", "code", "text"),
    [
        (Selection(("nothing", "a", "none")), "unknown-indicator", ["nothing", "none"]),
        (Selection(("a",), ("S",)), "unknown-area", ["S"]),  # of a, there is only N
        (Selection(("x",), ("y",)), "unknown-indicator", ["x"]),
    ],
)
def test_what_names_nothing_is_said_alike_of_a_whole_and_of_what_passes(
    asked: Selection, code: str, text: list[str], tmp_path: Path
) -> None:
    data = _dataset(tmp_path)
    with pytest.raises(InvocationError) as whole:
        narrowed(data, asked)
    passing = Passing(asked)
    for series in data.series:
        passing.takes(series.area.id, series.indicator.id)
    with pytest.raises(InvocationError) as passed:
        passing.check()
    for caught in (whole, passed):
        assert [problem.code for problem in caught.value.problems] == [code] * len(text)
        assert [problem.fields["text"] for problem in caught.value.problems] == text
    assert passed.value.problems == whole.value.problems


def test_a_reference_is_hidden_where_it_is_not_asked_for(tmp_path: Path) -> None:
    data = _dataset(tmp_path)
    kept = narrowed(data, Selection(("a",), reference=Reference("b")))
    assert [one.indicator.id for one in kept.series] == ["a"]
    assert [one.indicator.id for one in kept.hidden] == ["b", "b"]
    assert is_named(data.series[2], Reference("S", areas=True))
    assert not is_named(data.series[2], Reference("S"))


def _dataset(folder: Path) -> Dataset:
    file = folder / "figures.csv"
    file.write_text(FILE, "utf-8")
    return package.load(file)
