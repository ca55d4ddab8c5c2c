"""The model: measures over years, names in two languages, breakdowns and what they tie together."""

from __future__ import annotations

import pytest

from vpcli.core.facts.model import (
    Area,
    Dataset,
    Direction,
    Group,
    Indicator,
    Kind,
    Measure,
    Parts,
    Series,
    Status,
    Words,
)
from vpcli.core.facts.units import parse_unit


@pytest.mark.parametrize(
    ("measure", "years", "expected"),
    [
        (Measure.GROWTH, 1, Measure.GROWTH),
        (Measure.GROWTH, 3, Measure.AVERAGE_GROWTH),
        (Measure.PLANNED_GROWTH, 5, Measure.PLANNED_AVERAGE_GROWTH),
        (Measure.AVERAGE_GROWTH, 1, Measure.GROWTH),
        (Measure.AVERAGE_GROWTH, 2, Measure.AVERAGE_GROWTH),
        (Measure.PLANNED_AVERAGE_GROWTH, 1, Measure.PLANNED_GROWTH),
        (Measure.CHANGE, 4, Measure.CHANGE),
        (Measure.SHARE, 1, Measure.SHARE),
    ],
)
def test_a_growth_over_several_years_is_an_average(
    measure: Measure, years: int, expected: Measure
) -> None:
    assert measure.averaged(years) is expected


def test_the_weakest_status_is_that_of_the_result() -> None:
    statuses = [Status.NORMAL, Status.PROVISIONAL, Status.ESTIMATED]
    assert Status.combine(statuses) is Status.ESTIMATED
    assert Status.combine([Status.MISSING, *statuses]) is Status.MISSING
    assert Status.combine([]) is Status.NORMAL


def test_names_in_two_languages() -> None:
    rice = Words("Rice", "Lúa")
    assert [rice.in_language(lang) for lang in ("en", "vi")] == ["Rice", "Lúa"]
    assert [Words("Rice").in_language(lang) for lang in ("en", "vi")] == ["Rice", "Rice"]
    assert [Words(vi="Lúa").in_language(lang) for lang in ("en", "vi")] == ["Lúa", "Lúa"]
    assert Words().in_language("en") == ""


def test_what_is_not_declared_of_an_indicator_follows_from_its_unit() -> None:
    name, per_cent, tonnes = Words("X"), parse_unit("%"), parse_unit("tấn")

    def kind_and_direction(
        unit: str, kind: Kind | None, direction: Direction | None
    ) -> tuple[Kind, Direction]:
        made = Indicator.described("x", name, parse_unit(unit), kind, direction)
        assert made[:6] == ("x", name, parse_unit(unit), made.kind, made.direction, "")
        return made.kind, made.direction

    assert kind_and_direction("%", None, None) == (Kind.RATE, Direction.NONE)
    assert kind_and_direction("tấn", None, None) == (Kind.LEVEL, Direction.UP)
    assert kind_and_direction("%", Kind.LEVEL, None) == (Kind.LEVEL, Direction.UP)
    assert kind_and_direction("tấn", Kind.RATE, None) == (Kind.RATE, Direction.NONE)
    assert kind_and_direction("%", None, Direction.DOWN) == (Kind.RATE, Direction.DOWN)
    described = Indicator.described("x", name, tonnes, None, None, "constant:2010")
    assert described.price_basis == "constant:2010"
    assert per_cent.base == "%"


CROPS = Parts("crops", ("rice", "maize"), complete=True)


@pytest.mark.parametrize(
    ("there", "left"),
    [
        ({"crops", "rice", "maize", "tea"}, CROPS),
        ({"crops", "maize"}, Parts("crops", ("maize",), complete=False)),
        ({"crops", "tea"}, None),
        ({"rice", "maize"}, CROPS),  # the total needs no figures of its own
    ],
)
def test_a_breakdown_is_complete_with_all_of_its_parts(there: set[str], left: Parts | None) -> None:
    assert CROPS.among(there) == left


def test_an_incomplete_breakdown_stays_incomplete() -> None:
    some = CROPS._replace(complete=False)
    assert some.among({"crops", "rice", "maize"}) == some


def one(id_: str, area: str = "") -> Series:
    return Series(Area(area), Indicator(id_, Words(id_), parse_unit("tấn")), ())


def ids_of(groups: list[Group]) -> list[list[str]]:
    return [[series.indicator.id for series in group.series] for group in groups]


def test_breakdowns_tie_series_of_one_area_together() -> None:
    series = [one(id_) for id_ in ("tea", "rice", "crops", "maize")]
    data = Dataset(Words(), {}, tuple(series), parts=(CROPS,))
    assert ids_of(data.groups()) == [["tea"], ["rice", "crops", "maize"]]
    assert [group.parts for group in data.groups()] == [(), (CROPS,)]


def test_each_area_has_groups_of_its_own() -> None:
    series = [
        one("crops", "north"),
        one("rice", "north"),
        one("rice", "south"),
        one("crops", "west"),
    ]
    groups = Dataset(Words(), {}, tuple(series), parts=(CROPS,)).groups()
    assert ids_of(groups) == [["crops", "rice"], ["rice"], ["crops"]]
    assert groups[0].parts == (Parts("crops", ("rice",), complete=False),)
    assert groups[1].parts == (Parts("crops", ("rice",), complete=False),)
    assert groups[2].parts == ()


def test_a_breakdown_ties_its_parts_though_the_total_has_no_figures() -> None:
    data = Dataset(Words(), {}, (one("rice"), one("maize")), parts=(CROPS,))
    assert [group.parts for group in data.groups()] == [(CROPS,)]


def test_what_is_hidden_still_belongs_to_its_group() -> None:
    data = Dataset(Words(), {}, (one("rice"),), parts=(CROPS,), hidden=(one("crops"),))
    assert ids_of(data.groups()) == [["rice", "crops"]]


def test_breakdowns_with_an_indicator_in_common_make_one_group() -> None:
    # c and f are tied by the last breakdown alone, and with them all that the first two tie
    parts = tuple(
        Parts(total, of, complete=True)
        for total, of in (("a", ("b", "c")), ("d", ("e", "f")), ("c", ("f", "g")))
    )
    data = Dataset(Words(), {}, tuple(one(id_) for id_ in "abcdefgh"), parts=parts)
    assert ids_of(data.groups()) == [["a", "b", "c", "d", "e", "f", "g"], ["h"]]
    assert data.groups()[0].parts == parts
