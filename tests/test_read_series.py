"""Series that have been read go the short way where they are of levels alone: the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vpcli.core.facts.model import Dataset
from vpcli.core.reports.attainment import attainment
from vpcli.core.reports.growth import growth
from vpcli.errors import DataError
from vpcli.readers.delimited import read_csv
from vpcli.readers.options import ReadOptions
from vpcli.stream.plain import Plain
from vpcli.stream.read_series import texts_of_series
from vpcli.writers import row_texts
from vpcli.writers.display import Style

REPORTS = {"growth": growth, "attainment": attainment}
FIGURES = st.one_of(
    st.integers(-50, 10**13).map(str),
    st.decimals(-20, 10**7, places=2).map(str),
    st.sampled_from(["", "..", "0", "0.0", "gần 50", "7-8", "12.50", "5 %"]),
)
STATUSES = st.sampled_from(["", "", "", "A", "E", "P", "B"])


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of a few series, most of them of levels alone."""
    lines = ["area,indicator,name,unit,year,actual,plan,status,source"]
    for at in range(draw(st.integers(1, 5))):
        unit = draw(st.sampled_from(["t", "tỷ đồng", "%", "", "index (2015=100)"]))
        name = draw(st.sampled_from(["", "Sản lượng", "Output, total", "Rate (%)"]))
        source = draw(st.sampled_from(["", "yearbook"]))
        plain = draw(st.booleans())
        years = draw(st.sets(st.integers(2000, 2012), min_size=1, max_size=6))
        for year in sorted(years):
            figures = [draw(FIGURES), draw(st.one_of(st.just(""), FIGURES))]
            if plain:
                figures = [draw(st.integers(1, 9999).map(str)), ""]
            status = draw(st.sampled_from(["", "", "E", "P"]) if plain else STATUSES)
            cells = [f"P{at % 2}", f"I{at}", f'"{name}"', unit, str(year), *figures, status, source]
            lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


def long_way(dataset: Dataset, command: str, format_name: str, style: Style) -> Iterator[str]:
    texts = row_texts(REPORTS[command](dataset), format_name, style)
    next(texts)
    return texts


@settings(max_examples=150)
@given(
    tables(),
    st.sampled_from(["growth", "attainment"]),
    st.sampled_from(["csv", "tsv", "jsonl"]),
    st.sampled_from([None, 0, 2]),
)
def test_the_short_way_writes_what_the_long_one_does(
    text: str, command: str, format_name: str, digits: int | None
) -> None:
    try:
        dataset = read_csv(text, "x.csv", ReadOptions())
    except DataError:
        return  # what cannot be read is not asked about here
    style = Style("en", digits)
    compute = partial(long_way, command=command, format_name=format_name, style=style)
    plain = Plain(command, format_name, digits)
    short = "".join(texts_of_series(dataset, plain, compute, "en"))
    assert short == "".join(compute(dataset))


def test_levels_alone_are_not_computed_the_long_way() -> None:
    rows = "".join(f"A,t,{year},{year - 1990}\n" for year in range(2000, 2010))
    dataset = read_csv(f"indicator,unit,year,actual\n{rows}", "x.csv", ReadOptions())

    def never(_: Dataset) -> Iterator[str]:
        pytest.fail("they need no solver")

    made = "".join(texts_of_series(dataset, Plain("growth", "csv", 1), never, "en"))
    assert made.count("\n") == 10
    assert ",A,A,t,2001,2000,10,11,1.0,10.0,0.0,21.1," in made  # 10.5/10.5, 11.5/9.5
