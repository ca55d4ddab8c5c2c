"""Narrowing by all identities: what follows, what contradicts, and what the others say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal as D
from fractions import Fraction

import pytest
from build import fact

from vpcli.core.facts.model import Fact, Kind, Measure
from vpcli.core.facts.number import figure
from vpcli.core.facts.quantity_keys import Interval, Key
from vpcli.core.solver.identities_in_force import Structure
from vpcli.core.solver.narrowing import Reading, System, printed_interval
from vpcli.core.solver.relations import Relation
from vpcli.errors import DataError, Place

A, PLAN, G = Measure.ACTUAL, Measure.PLAN, Measure.GROWTH
PLANNED, ATTAINMENT = Measure.PLANNED_GROWTH, Measure.ATTAINMENT
NEXT_TO_NOTHING = Fraction(1, 10**50)


def system(
    facts: Sequence[Fact], kind: Kind = Kind.LEVEL, reading: Reading = Reading.PRINTED
) -> System:
    structure = Structure({"": kind})
    return System(facts, structure.relations(facts), structure.kinds, reading)


def narrowed(
    facts: Sequence[Fact], kind: Kind = Kind.LEVEL, reading: Reading = Reading.PRINTED
) -> dict[Key, Interval]:
    """What is left of everything by facts that agree."""
    made = system(facts, kind, reading)
    intervals = made.settle()
    assert (made.conflicts, made.aside) == ([], set())
    return intervals


def near(found: Interval | None, low: str, high: str) -> bool:
    """Whether an interval is this one, two fractions, rounded outward by next to nothing."""
    assert found
    less, more = Fraction(low) - Fraction(found[0]), Fraction(found[1]) - Fraction(high)
    return 0 <= less < NEXT_TO_NOTHING and 0 <= more < NEXT_TO_NOTHING


@pytest.mark.parametrize(
    ("text", "printed", "half_units", "widest"),
    [
        ("gần 51", (50, 51), ("50.5", "51.5"), (50, "51.5")),
        ("hơn 56", (56, 57), ("55.5", "56.5"), ("55.5", 57)),
        ("khoảng 51", (50, 52), ("50.5", "51.5"), (50, 52)),
        ("51", ("50.5", "51.5"), ("50.5", "51.5"), ("50.5", "51.5")),
    ],
)
def test_what_a_figure_stands_for(
    text: str,
    printed: tuple[str, str],
    half_units: tuple[str, str],
    widest: tuple[str, str],
) -> None:
    made = fact(A, 2019, text).figure
    assert made
    for reading, expected in zip(Reading, (printed, half_units, widest), strict=True):
        assert printed_interval(made, reading) == tuple(map(D, expected))


LEVELS = [fact(A, 2018, "100"), fact(A, 2019, "110")]
RATE = fact(G, 2019, "10 %")


def test_what_two_levels_imply() -> None:
    found = narrowed(LEVELS)
    assert found[Key(A, 2018)] == (D("99.5"), D("100.5"))
    assert near(found[Key(G, 2019)], "1095/1005", "1105/995")


def test_a_chain_index_is_against_a_hundred() -> None:
    found = narrowed([RATE], Kind.CHAIN_INDEX)
    assert found[Key(A, 2019)] == (D("109.5"), D("110.5"))


def test_facts_of_one_quantity_are_taken_together() -> None:
    twice = [fact(A, 2019, "trên 5")._replace(figure=None), *LEVELS[1:], fact(A, 2019, "110,4")]
    made = system([*twice, fact(PLAN, 2018, "trên 5")])
    assert made.settle() == {Key(A, 2019): (D("110.35"), D("110.45"))}
    assert (made.aside, made.conflicts) == (set(), [])


@pytest.mark.parametrize(
    ("facts", "kind", "conflicts"),
    [
        ([*LEVELS, RATE], Kind.LEVEL, []),
        ([*LEVELS, fact(G, 2019, "50 %")], Kind.LEVEL, [[0, 1, 2]]),
        # What has nothing to do with it stays.
        (
            [fact(PLAN, 2019, "105"), *LEVELS, fact(G, 2018, "5 %"), fact(G, 2019, "50 %")],
            Kind.LEVEL,
            [[1, 2, 4]],
        ),
        ([LEVELS[0], fact(A, 2018, "120"), LEVELS[1]], Kind.LEVEL, [[0, 1]]),
        ([RATE, fact(A, 2019, "115")], Kind.CHAIN_INDEX, [[0, 1]]),
        # 1.1 × 1.1 is not 1.5, which two identities tell together: 110 is 1.1 times 100.
        (
            [
                fact(A, 2015, "5"),
                fact(A, 2019, "110"),
                fact(PLAN, 2020, "200"),
                fact(PLAN, 2019, "100"),
                fact(PLANNED, 2019, "10 %"),
                fact(G, 2019, "50 %"),
            ],
            Kind.LEVEL,
            [[1, 3, 4, 5]],
        ),
        # 200 is not 1.1 times 100; that 100 cannot be above 99.85, as 89.55 × 1.115 is, is no
        # part of it.
        (
            [
                fact(A, 2017, "89,5"),
                fact(G, 2018, "11 %"),
                fact(A, 2018, "100"),
                fact(PLANNED, 2019, "10 %"),
                fact(ATTAINMENT, 2019, "100 %"),
                fact(A, 2019, "200"),
            ],
            Kind.LEVEL,
            [[2, 3, 4, 5]],
        ),
        # Two years apart in the same document.
        (
            [*LEVELS, fact(G, 2019, "50 %"), fact(A, 2014, "10"), fact(A, 2014, "20")],
            Kind.LEVEL,
            [[0, 1, 2], [3, 4]],
        ),
        # Every contradiction of one identity, though they have a fact in common; and without
        # the 110 that they share, 100 × 1.5 × 1.5 is not 120.
        (
            [*LEVELS, fact(A, 2020, "120"), fact(G, 2019, "50 %"), fact(G, 2020, "50 %")],
            Kind.LEVEL,
            [[0, 1, 3], [0, 2, 3, 4], [1, 2, 4]],
        ),
        # Of two figures of one quantity each contradicts the others: 110 / 1.5 is neither.
        (
            [LEVELS[0], fact(A, 2018, "120"), LEVELS[1], fact(G, 2019, "50 %")],
            Kind.LEVEL,
            [[0, 1], [0, 2, 3], [1, 2, 3]],
        ),
    ],
)
def test_the_smallest_sets_that_contradict_are_put_aside(
    facts: list[Fact], kind: Kind, conflicts: list[list[int]]
) -> None:
    made = system(facts, kind)
    intervals = made.settle()
    assert sorted(sorted(one) for one in made.conflicts) == conflicts
    assert made.aside == {index for one in conflicts for index in one}
    left = [one for index, one in enumerate(facts) if index not in made.aside]
    assert intervals == narrowed(left, kind)


def test_of_two_ways_to_a_contradiction_both_are_told() -> None:
    # 110 in 2018 twice over, and then 200 at a growth of 10 %.
    facts = [
        fact(A, 2017, "100"),
        fact(G, 2018, "10 %"),
        fact(PLAN, 2018, "100"),
        fact(ATTAINMENT, 2018, "110 %"),
        fact(G, 2019, "10 %"),
        fact(A, 2019, "200"),
    ]
    made = system(facts)
    made.settle()
    assert sorted(map(sorted, made.conflicts)) == [[0, 1, 4, 5], [2, 3, 4, 5]]


def test_what_follows_in_several_steps() -> None:
    rates = [fact(G, year, "10 %") for year in (2016, 2017, 2018, 2019)]
    for facts in ([fact(A, 2019, "146,41"), *rates], [*rates, fact(A, 2019, "146,41")]):
        found = narrowed(facts)
        low, high = found[Key(A, 2015)]
        assert round(low, 4) == D("98.1989")  # 146.405 / 1.105⁴
        assert round(high, 4) == D("101.8425")  # 146.415 / 1.095⁴


def test_a_fact_that_no_identity_is_about() -> None:
    share = fact(Measure.SHARE, 2019, "40 %")._replace(total="all")
    made = system([*LEVELS, share])
    intervals = made.settle()
    assert intervals[Key(Measure.SHARE, 2019, "", "all")] == (D("0.395"), D("0.405"))


def test_intervals_that_touch_agree() -> None:
    touching = [fact(A, 2018, "100"), fact(A, 2018, "101")]
    assert system(touching).settle() == {Key(A, 2018): (D("100.5"), D("100.5"))}
    # 5 and 3 points more are 7 to 9, which touches 9 to 10 and 6 to 7.
    before, change = fact(A, 2018, "5", unit="%"), fact(G, 2019, "3 điểm %", unit="%")
    for value, agrees in (("9.5", True), ("6.5", True), ("9.6", False), ("6.4", False)):
        level = before._replace(year=2019, figure=figure(D(value), unit=D(1)))
        made = system([before, change, level], Kind.RATE)
        made.settle()
        assert (made.conflicts == []) is agrees, value


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


def test_the_identities_of_a_quantity() -> None:
    made = system(CHAIN)
    found = {relation.identity.name for relation in made.relations_at(Key(PLAN, 2018))}
    assert found == {"planned-growth", "attainment"}
    assert made.relations_at(Key(PLAN, 1900)) == []


Visits = list[Relation]


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> Visits:
    """The relations that are narrowed by, one after the other."""
    seen: Visits = []
    unwatched = System._apply

    def watched(self: System, relation: Relation, known: dict[Key, object]) -> Iterator[Key]:
        seen.append(relation)
        return unwatched(self, relation, known)  # type: ignore[arg-type]

    monkeypatch.setattr(System, "_apply", watched)
    return seen


@pytest.mark.parametrize("most", [1, 2])
def test_each_identity_is_narrowed_by_so_many_times_and_no_more(
    monkeypatch: pytest.MonkeyPatch, visits: Visits, most: int
) -> None:
    facts = [
        fact(G, 2018, "10 %"),
        fact(PLANNED, 2018, "5 %"),
        fact(PLAN, 2018, "105"),
        fact(G, 2019, "20 %"),
        fact(PLAN, 2019, "120"),
        fact(A, 2020, "139"),
        fact(G, 2020, "5 %"),
    ]
    narrow = narrowed(facts)
    often = Counter(map(id, visits))
    assert max(often.values()) > most
    visits.clear()
    monkeypatch.setattr("vpcli.core.solver.narrowing._MAX_VISITS", most)
    wide = narrowed(facts)
    assert sorted(Counter(map(id, visits)).values()) == sorted(
        min(times, most) for times in often.values()
    )
    # Stopping early only leaves intervals wider, or without bounds.
    assert all(
        low <= narrow[key][0] and narrow[key][1] <= high for key, (low, high) in wide.items()
    )


# 1.1 × 1.1 is not 1.5, which two identities tell together: 110 is 1.1 times 100.
HIDDEN = [
    one._replace(place=Place("f", line))
    for line, one in enumerate(
        [
            fact(A, 2019, "110"),
            fact(PLAN, 2019, "100"),
            fact(PLANNED, 2019, "10 %"),
            fact(G, 2019, "50 %"),
        ],
        2,
    )
]


def test_contradictions_beyond_measure_are_refused_at_a_figure_that_gave_way(
    monkeypatch: pytest.MonkeyPatch, visits: Visits
) -> None:
    assert system(HIDDEN).settle() == {}
    needed = len(visits)
    monkeypatch.setattr("vpcli.core.solver.narrowing._VISITS_OF_EACH", 0)
    monkeypatch.setattr("vpcli.core.solver.narrowing._MOST_VISITS", needed)
    assert system(HIDDEN).settle() == {}
    # The one contradiction is found, but no visits are left to see whether there are more.
    monkeypatch.setattr("vpcli.core.solver.narrowing._MOST_VISITS", needed // 5)
    with pytest.raises(DataError) as refused:
        system(HIDDEN).settle()
    (problem,) = refused.value.problems
    assert problem.code == "too-many-contradictions"
    assert problem.fields == {"figures": 4, "found": 1}
    assert problem.place == Place("f", 5)  # growth is the most derived


def test_of_each_identity_so_many_visits_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vpcli.core.solver.narrowing._MOST_VISITS", 0)
    monkeypatch.setattr("vpcli.core.solver.narrowing._VISITS_OF_EACH", 50)
    assert system(HIDDEN).settle() == {}


def test_visits_that_run_out_before_the_first_contradiction_is_found_are_refused_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("vpcli.core.solver.narrowing._MOST_VISITS", 0)
    monkeypatch.setattr("vpcli.core.solver.narrowing._VISITS_OF_EACH", 0)
    with pytest.raises(DataError) as refused:
        system(HIDDEN).settle()
    (problem,) = refused.value.problems
    assert problem.code == "too-many-contradictions"
    assert problem.fields == {"figures": 4, "found": 0}
