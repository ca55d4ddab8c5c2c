"""What the rows of reports share: decimals, years, status, sources and tones."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from build import fact, series

from vpcli.core.facts.codes import Basis, Reason
from vpcli.core.facts.model import Direction, Kind, Measure, Series, Status, Words
from vpcli.core.measures.digits import level_decimals, rate_decimals
from vpcli.core.reports.cells import Tone
from vpcli.core.reports.rows import (
    marked,
    notes_of_editions,
    point_unit,
    row_status,
    series_cells,
    source_ids,
    tone,
    tones,
    years_of,
)
from vpcli.core.reports.table import Row
from vpcli.core.solver import quantity
from vpcli.core.solver.quantity import Quantity

A, G, PLAN = Measure.ACTUAL, Measure.GROWTH, Measure.PLAN


def computed(point: str | None, low: str | None = None, high: str | None = None) -> Quantity:
    return Quantity(
        *(None if end is None else D(end) for end in (point, low, high)), Basis.COMPUTED
    )


def published(measure: Measure, text: str, source: str = "") -> Quantity:
    return quantity.published(fact(measure, 2019, text, source=source))


OTHER_EDITION = Reason.OTHER_EDITION
LEVELS = series(fact(A, 2018, "244,7"), fact(A, 2019, "244"), fact(G, 2019, "5,250 %"))
RATES = series(fact(G, 2019, "0,25"), kind=Kind.RATE, unit="%")
GROWTH_ALONE = series(fact(G, 2019, "5,25 %"))


@pytest.mark.parametrize(
    ("quantity", "of", "decimals"),
    [
        (None, LEVELS, 0),
        (published(A, "1,25"), LEVELS, 2),  # as printed
        (computed("123456"), LEVELS, 1),  # the finest level of the series, no growth rate
        (computed("12.3"), LEVELS, 3),  # five digits at least: 12.300
        (computed("0.012"), LEVELS, 6),  # 0.012000
        (computed("0"), LEVELS, 1),
        (computed(None, "7", "8"), LEVELS, 1),
        (computed("123456"), GROWTH_ALONE, 0),
        (computed("12.3"), GROWTH_ALONE, 3),
        (computed("12.3"), RATES, 2),  # of a rate, growth in points counts, and no five digits
        (computed("12.3"), series(kind=Kind.RATE), 0),
    ],
)
def test_decimals_of_a_level(quantity: Quantity | None, of: Series, decimals: int) -> None:
    assert level_decimals(quantity, of) == decimals


@pytest.mark.parametrize(
    ("quantity", "decimals"),
    [
        (None, 0),
        (published(G, "5 %"), 0),
        (published(G, "5,2500 %"), 4),
        (published(G, "5,25000 %"), 2),  # more than four are no precision but a spreadsheet
        (computed("5"), 2),
        (computed("5", "4"), 2),
        (computed("5", "5", "5"), 2),  # exact
        (computed("5", "4.99", "5.01"), 2),  # known to 0.01
        (computed("5", "4.9", "5.1"), 1),
        (computed("5", "4", "6"), 1),
        (computed("5", "4.999", "5.001"), 2),
    ],
)
def test_decimals_of_a_rate(quantity: Quantity | None, decimals: int) -> None:
    assert rate_decimals(quantity) == decimals


def test_years_in_which_a_measure_is_printed() -> None:
    missing = fact(A, 2016, "1")._replace(figure=None, status=Status.MISSING)
    of = series(fact(A, 2019, "1"), fact(PLAN, 2018, "1"), missing, fact(A, 2017, "1"))
    assert years_of(of, A) == [2016, 2017, 2019]
    assert years_of(of, A, figures_only=True) == [2017, 2019]
    assert years_of(of, A, PLAN) == [2016, 2017, 2018, 2019]
    assert years_of(of, G) == []


def test_the_status_of_a_row_is_that_of_its_weakest_figure() -> None:
    missing = fact(A, 2018, "1")._replace(figure=None, status=Status.MISSING)
    of = series(fact(A, 2019, "1", status=Status.ESTIMATED), missing)
    normal, estimated = computed("1"), computed("1")._replace(status=Status.ESTIMATED)
    assert row_status(of, 2018, None, normal, estimated) is Status.ESTIMATED
    assert row_status(of, 2018, None, normal) is Status.NORMAL
    assert row_status(of, 2018, None) is Status.MISSING  # what the row is about
    assert row_status(of, 2019) is Status.NORMAL
    assert row_status(of, 2017) is Status.NORMAL


def test_who_a_row_is_about() -> None:
    of = LEVELS
    assert series_cells(of) == {
        "area": "",
        "indicator": "x",
        "name": Words("X", "X"),
        "unit": "tỷ đồng",
    }


def test_each_source_is_named_once() -> None:
    first, second = published(A, "1", "old"), published(A, "1", "new")
    assert source_ids(None, first, second, first, published(A, "1")) == "old;new"
    assert source_ids(published(A, "1"), None) == ""


def test_a_contradiction_is_marked() -> None:
    clean = computed("1")
    assert marked(None, clean) == ""
    assert marked(None, clean, clean._replace(conflict=True)) == "conflict"


@pytest.mark.parametrize(
    ("value", "direction", "expected"),
    [
        ("1", Direction.UP, Tone.BETTER),
        ("-1", Direction.UP, Tone.WORSE),
        ("1", Direction.DOWN, Tone.WORSE),
        ("-1", Direction.DOWN, Tone.BETTER),
        ("0", Direction.UP, None),
        ("1", Direction.NONE, None),
        (None, Direction.UP, None),
    ],
)
def test_good_and_bad_news(value: str | None, direction: Direction, expected: Tone | None) -> None:
    assert tone(None if value is None else D(value), direction) is expected


def test_cells_without_a_tone_are_left_out() -> None:
    assert tones([("a", Tone.BETTER), ("b", None)]) == {"a": Tone.BETTER}


def test_a_rate_changes_in_points() -> None:
    assert point_unit(Kind.LEVEL) == "%"
    assert point_unit(Kind.RATE) == "pp"


def test_rates_of_another_edition_are_noted_by_indicator_with_their_years() -> None:
    prices = LEVELS.indicator._replace(id="y", name=Words("Y", "Y"))
    other = LEVELS._replace(indicator=prices)
    rows = [
        Row(one, {"year": year, "reason": reason})
        for one, year, reason in (
            (LEVELS, 2018, OTHER_EDITION),
            (LEVELS, 2019, ""),
            (other, 2019, OTHER_EDITION),
            (LEVELS, 2020, OTHER_EDITION),
            (None, 2020, OTHER_EDITION),
        )
    ]
    assert notes_of_editions(rows) == [
        ("other-edition", {"name": Words("X", "X"), "years": "2018, 2020"}),
        ("other-edition", {"name": Words("Y", "Y"), "years": "2019"}),
    ]
