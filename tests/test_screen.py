"""What a person is shown: the columns on a wide screen, and those that stay on the narrowest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache, partial

import pytest
from conftest import ROOT
from rich.cells import cell_len

from vpcli.core.facts.model import Dataset, Words
from vpcli.core.reports.attainment import attainment
from vpcli.core.reports.cells import Number
from vpcli.core.reports.chain_and_fixed_base import analysis
from vpcli.core.reports.chart import panels_of, shape_of
from vpcli.core.reports.columns import Type
from vpcli.core.reports.contribution import contribution
from vpcli.core.reports.growth import growth
from vpcli.core.reports.growth_by_method import growth_over
from vpcli.core.reports.on_track import assess, progress
from vpcli.core.reports.projection import projection
from vpcli.core.reports.real_and_per_head_growth import Against, adjusted_growth
from vpcli.core.reports.revision_table import revision_table
from vpcli.core.reports.show import show
from vpcli.core.reports.summary import summary
from vpcli.core.reports.table import Report, Shape
from vpcli.core.reports.wide import wide
from vpcli.readers import ReadOptions, load
from vpcli.writers import render
from vpcli.writers.display import Style
from vpcli.writers.layout import Layout


@lru_cache(maxsize=2)
def data(name: str) -> Dataset:
    return load([name], ReadOptions())


PROVINCE = str(ROOT / "tests" / "cases" / "data" / "province.yaml")
OF_PRICES = {"against": Against.DEFLATOR, "chosen": lambda one: one.indicator.id == "prices"}
REPORTS: dict[str, Callable[[Dataset], Report]] = {
    "growth": growth,
    "attainment": attainment,
    "attainment-of-levels": lambda dataset: attainment(
        dataset._replace(
            series=tuple(one for one in dataset.series if one.indicator.id == "output")
        )
    ),
    "projection": projection,
    "assess": assess,
    "contribution": contribution,
    "summary": summary,
    "progress": progress,
    "analysis": analysis,
    "growth-over": partial(growth_over, method="cagr"),
    "in-real-terms": partial(adjusted_growth, **OF_PRICES),
    "show": show,
    "years-across": lambda dataset: wide(growth(dataset, 2017), "growth_pct"),
    "revisions": lambda _: revision_table(data("vinh-phuc-grdp")),
}


def shown(name: str, width: int | None) -> list[str]:
    return [
        column.name
        for column in Layout.of(REPORTS[name](data(PROVINCE)), Style(width=width)).columns
    ]


@pytest.mark.parametrize(
    ("name", "wide", "narrow"),
    [
        ("growth", "year growth_pct value base change", "year growth_pct"),
        (
            "attainment",
            "year attainment_pct verdict actual plan gap planned_growth_pct growth_pct",
            "year attainment_pct verdict gap",  # of a rate the gap is all there is
        ),
        (
            "attainment-of-levels",
            "year attainment_pct verdict actual plan gap planned_growth_pct growth_pct",
            "year attainment_pct verdict",
        ),
        (
            "projection",
            "year required_growth_pct planned_growth_pct agreement target base base_year change",
            "year required_growth_pct planned_growth_pct agreement",
        ),
        (
            "assess",
            "progress ratio growth_pct required_growth_pct base_year base year value"
            " target_year target",
            "progress ratio required_growth_pct target",
        ),
        (
            "contribution",
            "year contribution_pp bar share_of_growth_pct growth_pct value share_pct",
            "year contribution_pp",
        ),
        (
            "summary",
            "previous plan actual next_plan actual_to_previous actual_to_plan"
            " next_plan_to_actual verdict",
            "actual",
        ),
        (
            "progress",
            "way_gone_pct time_gone_pct pace growth_pct needed_growth_pct base_year base year"
            " value target_year target",
            "way_gone_pct time_gone_pct pace target_year",
        ),
        (
            "analysis",
            "year value change change_from_base index_pct index_from_base growth_pct"
            " growth_from_base one_percent",
            "year growth_pct",
        ),
        (
            "growth-over",
            "base_year year growth_pct method value base change",
            "base_year year growth_pct",
        ),
        ("in-real-terms", "year growth_pct value base", "year growth_pct"),
        (
            "show",
            "year measure printed value low high status file line",
            "year measure printed",
        ),
        ("years-across", "2017 2018 2019", "2019"),
        (
            "revisions",
            "year measure earlier later difference revision_pct growth_moved earlier_edition"
            " later_edition",
            "year measure earlier later difference growth_moved",
        ),
    ],
)
def test_the_answer_stays_on_the_narrowest_screen(name: str, wide: str, narrow: str) -> None:
    assert shown(name, None) == wide.split()
    assert shown(name, 1) == narrow.split()


def names_in(report: Report) -> Iterator[str]:
    """Every name of a column that a report speaks of."""
    yield from (*report.screen, *report.optional, *report.yielding)
    yield from (*report.headings, *report.groups, *filter(None, [report.explained]))
    yield from (name for row in report.rows for name in (*row.tones, *row.cells))
    told = report.picture
    while told is not None:
        yield from (*told.values, *(told.start or ()), *(told.span or ()))
        yield from filter(None, [told.name, told.interval, told.rate, told.gap, told.verdict])
        told = told.then


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_speaks_of_its_own_columns(name: str) -> None:
    report = REPORTS[name](data(PROVINCE))
    columns = {column.name for column in report.columns}
    assert set(names_in(report)) <= columns
    assert report.rows
    for row in report.rows:
        assert set(row.cells) == columns


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("where", ["vinh-phuc-2019", "vinh-phuc-grdp", "viet-nam-targets-2019"])
def test_on_track_or_not_fits_a_terminal_of_80(where: str, lang: str) -> None:
    told = render(assess(data(where)), "table", Style(lang, width=80))
    assert max(map(cell_len, told.splitlines())) <= 80


WORDS = (Type.TEXT, Type.CODE, Type.SOURCE)


@pytest.mark.parametrize("name", REPORTS)
def test_a_cell_is_of_the_type_of_its_column(name: str) -> None:
    report = REPORTS[name](data(PROVINCE))
    for row in report.rows:
        for column in report.columns:
            cell = row.cells[column.name]
            if column.type is Type.NAME:
                assert isinstance(cell, Words) or cell == ""
            elif column.type in WORDS:
                assert isinstance(cell, str)
            elif column.type is Type.YEAR:
                assert cell is None or isinstance(cell, int)
            else:
                assert cell is None or isinstance(cell, (Number, Decimal))
            if isinstance(cell, Number) and cell.value is not None:
                assert cell.face is None  # ends are those of a range


@pytest.mark.parametrize(
    ("name", "shape", "columns"),
    [
        ("growth", Shape.SPARK, "growth_pct"),
        ("attainment", Shape.BARS, "attainment_pct"),
        ("projection", Shape.BARS, "required_growth_pct planned_growth_pct"),
        ("assess", Shape.BARS, "ratio"),
        ("contribution", Shape.BARS, "contribution_pp"),
        ("progress", Shape.BARS, "way_gone_pct time_gone_pct"),
        ("analysis", Shape.SPARK, "growth_pct"),
        ("growth-over", Shape.BARS, "growth_pct"),  # one average each is no line
        ("in-real-terms", Shape.SPARK, "growth_pct"),
    ],
)
def test_a_chart_draws_the_answer(name: str, shape: Shape, columns: str) -> None:
    report = REPORTS[name](data(PROVINCE))
    assert shape_of(report) is shape
    drawn = {line.column for panel in panels_of(report) for line in panel.lines if line.known}
    assert drawn == set(columns.split())


def test_years_across_keep_their_tones_and_say_what_they_hold() -> None:
    long = growth(data(PROVINCE), 2018, 2019)
    rates, levels = wide(long, "growth_pct"), wide(long, "value")
    told = {
        (row.cells["indicator"], str(row.cells["year"])): row.tones["growth_pct"]
        for row in long.rows
        if row.tones
    }
    assert told
    found = {
        (row.cells["indicator"], year): tone
        for row in rates.rows
        for year, tone in row.tones.items()
    }
    assert found == told
    assert not any(row.tones for row in levels.rows)
    assert rates.explained == levels.explained == ""
    assert [name for name, _ in rates.notes] == []
    assert [name for name, _ in levels.notes] == ["wide-value"]


def test_facts_are_shown_with_their_breakdowns() -> None:
    assert show(data(PROVINCE)).parts == [data(PROVINCE).parts[0]]
    assert show(data(PROVINCE), 2020).parts == []  # the parts have no figure there


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize(
    "name", sorted(REPORTS.keys() - {"summary"})
)  # on a screen without TT and unit
def test_a_pipe_has_the_table_that_rich_draws_where_nothing_wraps(name: str, lang: str) -> None:
    """Into a pipe a table is padded by hand, since Rich takes minutes for a million rows."""
    for where in (PROVINCE, "vinh-phuc-2019", "vinh-phuc-grdp", "viet-nam-targets-2019"):
        report = REPORTS[name](data(where))
        pipe, wide_screen = (render(report, "table", Style(lang, width=w)) for w in (None, 5000))
        assert isinstance(pipe, str)
        assert isinstance(wide_screen, str)
        assert wide_screen.startswith(pipe)
        again = [line for line in wide_screen.removeprefix(pipe).splitlines() if line]
        assert again == pipe.splitlines()[: len(again)]  # a long one tells its headline again
