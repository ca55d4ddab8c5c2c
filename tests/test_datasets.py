"""The list of data sets: what each holds and who published it."""

from __future__ import annotations

from build import dataset, fact, series

from vpcli.core.facts.model import Measure, Source, Status, Words
from vpcli.core.reports.datasets import datasets

A, PLAN = Measure.ACTUAL, Measure.PLAN


def test_one_row_for_each_data_set() -> None:
    missing = fact(A, 2022, "1", status=Status.MISSING)._replace(figure=None)
    rice = series(fact(A, 2018, "1"), fact(PLAN, 2020, "2"), missing)
    tea = rice._replace(indicator=rice.indicator._replace(id="tea", name=Words("Tea", "Chè")))
    elsewhere = tea._replace(area=tea.area._replace(id="north"))
    sources = {
        "a": Source("a", title=Words("Report"), publisher=Words("Office", "Cục")),
        "b": Source("b", title=Words("Yearbook", "Niên giám")),
    }
    titled = dataset(rice, tea, elsewhere, sources=sources)._replace(title=Words("Crops", "Cây"))
    report = datasets({"crops": titled, "tea": dataset(tea)})
    assert report.command == "datasets"
    assert [row.cells for row in report.rows] == [
        {
            "dataset": "crops",
            "title": Words("Crops", "Cây"),
            "indicators": 2,  # rice, and tea in two areas
            "years": "2018–2022",
            "facts": 6,  # a figure that is missing is none
            "published_by": Words("Office; Yearbook", "Cục; Niên giám"),
        },
        {
            "dataset": "tea",
            "title": Words("Tea", "Chè"),
            "indicators": 1,
            "years": "2018–2022",
            "facts": 2,
            "published_by": Words("", ""),
        },
    ]
    assert [row.series for row in report.rows] == [None, None]


def test_a_title_in_one_language_is_a_title() -> None:
    for title in (Words("Crops"), Words(vi="Cây")):
        (row,) = datasets({"x": dataset(series(fact(A, 2018, "1")))._replace(title=title)}).rows
        assert row.cells["title"] == title


def test_every_column_is_shown_and_counts_give_way_first() -> None:
    report = datasets({"x": dataset(series(fact(A, 2018, "1")))})
    assert report.title == Words()
    assert list(report.screen) == list(report.rows[0].cells)
    assert [column.name for column in report.columns] == list(report.screen)
    assert tuple(report.yielding) == ("facts", "indicators")
    assert report.sources == ()
