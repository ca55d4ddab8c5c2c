"""What the other figures of an edition say of one, which never testifies for itself."""

from __future__ import annotations

from decimal import Decimal as D
from fractions import Fraction

import pytest
from build import fact, left_of, solved

from vpcli.core.facts.model import Fact, Measure
from vpcli.core.facts.quantity_keys import Interval, key_of
from vpcli.core.solver.agreement import Agreement
from vpcli.core.solver.editions import Edition
from vpcli.core.solver.grades import grade, is_bound, ways_without

A, PLAN, G = Measure.ACTUAL, Measure.PLAN, Measure.GROWTH
PLANNED, ATTAINMENT = Measure.PLANNED_GROWTH, Measure.ATTAINMENT
NEXT_TO_NOTHING = Fraction(1, 10**50)

LEVELS = [fact(A, 2018, "100"), fact(A, 2019, "110")]
RATE = fact(G, 2019, "10 %")
THREE = [*LEVELS, RATE]


def said_of(edition: Edition, one: Fact) -> Interval | None:
    """What all ways to a figure leave of it together; None where there is none."""
    ways = [way.quantity.interval for way in ways_without(edition, one)]
    bounds = [interval for interval in ways if interval is not None]
    if not bounds:
        return None
    return max(low for low, _ in bounds), min(high for _, high in bounds)


def near(found: Interval | None, low: str, high: str) -> bool:
    """Whether an interval is this one, two fractions, rounded outward by next to nothing."""
    assert found
    less, more = Fraction(low) - Fraction(found[0]), Fraction(found[1]) - Fraction(high)
    return 0 <= less < NEXT_TO_NOTHING and 0 <= more < NEXT_TO_NOTHING


def test_what_the_others_say_of_a_figure() -> None:
    alone = fact(PLAN, 2012, "7")
    made = solved([*THREE, alone])
    assert near(said_of(made, LEVELS[0]), "109500/1105", "110500/1095")  # 109.5 / 1.105
    assert near(said_of(made, LEVELS[1]), "108.9525", "111.0525")  # 99.5 × 1.095, 100.5 × 1.105
    assert near(said_of(made, RATE), "9000/1005", "11000/995")  # 109.5 / 100.5, 110.5 / 99.5
    assert said_of(made, alone) is None
    assert [is_bound(made, one) for one in (*THREE, alone)] == [True, True, True, False]
    assert grade(made, alone) is None


def test_what_is_put_aside_says_nothing() -> None:
    other = fact(A, 2018, "120")
    made = solved([LEVELS[0], other, LEVELS[1], RATE])
    assert {
        frozenset(made.printed[at].figure.text for at in one) for one in made.system.conflicts
    } == {
        frozenset({"100", "120"}),
        frozenset({"120", "110", "10 %"}),
    }
    assert grade(made, other) is Agreement.DISAGREEMENT


CHAIN = [
    fact(A, 2017, "100"),
    fact(G, 2018, "10 %"),
    fact(A, 2018, "110"),
    fact(PLAN, 2018, "105"),
    fact(ATTAINMENT, 2018, "104,8 %"),
    fact(PLANNED, 2018, "5 %"),
    fact(G, 2019, "20 %"),
    fact(A, 2019, "132"),
]


@pytest.mark.parametrize("index", range(len(CHAIN)))
def test_no_way_to_a_figure_rests_on_it(index: int) -> None:
    one, made = CHAIN[index], solved(CHAIN)
    assert made.system.conflicts == []
    ways = ways_without(made, one)
    assert ways
    others = [fact for fact in CHAIN if fact is not one]
    alone = left_of(solved(others), key_of(one))
    for way in ways:
        assert not any(fact is one for fact in way.quantity.facts)
        # Each way alone leaves no less than all the others narrowed together.
        interval = way.quantity.interval
        assert interval
        slack = abs(interval[1]) * D("1e-9")
        assert interval[0] <= alone[0] + slack
        assert interval[1] >= alone[1] - slack
    assert grade(made, one) in (Agreement.EXACT, Agreement.WITHIN_ROUNDING)
