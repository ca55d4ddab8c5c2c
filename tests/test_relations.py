"""One identity about certain quantities: each term from the others, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal as D
from fractions import Fraction

import pytest
from build import fact

from vpcli.core.facts.arithmetic import ONE, ZERO
from vpcli.core.facts.model import Fact, Kind, Measure, Parts, Status
from vpcli.core.facts.quantity_keys import Interval, Key
from vpcli.core.solver.identities import Identity, Scope, Term
from vpcli.core.solver.identities_in_force import Structure
from vpcli.core.solver.relations import Operand, Relation

RESULT, BASE, FACTOR = (Key(Measure.ACTUAL, year) for year in (2003, 2001, 2002))
TERM = Term(Measure.ACTUAL)
NEARLY = Fraction(1, 10**50)


def identity(*, adds: bool = False, any_sign: bool = False) -> Identity:
    return Identity(
        "x", Scope.YEAR, TERM, (TERM, TERM), frozenset(Kind), adds=adds, any_sign=any_sign
    )


def product(years: int = 1, *, any_sign: bool = False, shift: D = ZERO) -> Relation:
    operands = (Operand(BASE), Operand(FACTOR, shift))
    return Relation.of(identity(any_sign=any_sign), Operand(RESULT), operands, years)


def total(times: D = ONE) -> Relation:
    return Relation.of(
        identity(adds=True), Operand(RESULT), (Operand(BASE, ZERO, times), Operand(FACTOR))
    )


def point(relation: Relation, unknown: Key, known: Mapping[Key, D]) -> D | None:
    listed = [known.get(key) for key in relation.terms]
    return relation.point(relation.terms.index(unknown), listed)


def interval(relation: Relation, unknown: Key, known: Mapping[Key, Interval]) -> Interval | None:
    listed = [known.get(key) for key in relation.terms]
    return relation.interval(relation.terms.index(unknown), listed)


def ends(text: str | None) -> Interval | None:
    """ "80 100" is the interval from 80 to 100."""
    if text is None:
        return None
    low, high = text.split()
    return D(low), D(high)


@pytest.mark.parametrize(
    ("known", "implied"),
    [
        # 80 × 1.25 and 100 × 2; 100 / 2 and 200 / 1.25; 100 / 100 and 200 / 80
        (("100 200", "80 100", "1.25 2"), ("100 200", "50 160", "1 2.5")),
        ((None, "80 100", "1.25 2"), ("100 200", None, None)),
        (("100 200", None, "1.25 2"), (None, "50 160", None)),
        (("100 200", "80 100", None), (None, None, "1 2.5")),
        ((None, None, "1.25 2"), (None, None, None)),
        # Nothing follows from a base that may be zero, but it may follow itself.
        (("100 200", "0 100", "1.25 2"), (None, "50 160", None)),
        (("100 200", "-80 100", "1.25 2"), (None, "50 160", None)),
        (("0 200", "80 100", "1.25 2"), ("100 200", None, "0 2.5")),
        (("100 200", "80 100", "0 2"), ("0 200", None, "1 2.5")),
        (("-200 -100", "80 100", "-2 -1"), ("-200 -80", None, "-2.5 -1")),
        (("-200 100", "80 100", "-2 1"), ("-200 100", None, "-2.5 1.25")),
        (("0.5 1", "0.5 1", "0.5 1"), ("0.25 1", "0.5 2", "0.5 2")),
    ],
)
def test_a_product(known: tuple[str | None, ...], implied: tuple[str | None, ...]) -> None:
    assert product().intervals([ends(one) for one in known]) == [ends(one) for one in implied]


@pytest.mark.parametrize(
    ("known", "implied"),
    [
        ((None, "-2 3", "-4 5"), ("-12 15", None, None)),
        ((None, "-2 3", "3 4"), ("-8 12", None, None)),
        ((None, "1 2", "-4 -3"), ("-8 -3", None, None)),
        ((None, "-2 -1", "-4 -3"), ("3 8", None, None)),
        ((None, "0 2", "3 4"), ("0 8", None, None)),
        (("2 6", None, "-2 -1"), (None, "-6 -1", None)),
        (("-6 2", None, "-2 -1"), (None, "-2 6", None)),
        (("-6 -4", None, "1 2"), (None, "-6 -2", None)),
        (("-6 4", None, "1 2"), (None, "-6 4", None)),
        # A divisor that may be zero tells nothing.
        (("2 6", None, "0 2"), (None, None, None)),
        (("2 6", None, "-2 0"), (None, None, None)),
        (("2 6", "-1 1", None), (None, None, None)),
        (("2 6", "1 2", None), (None, None, "1 6")),
    ],
)
def test_a_product_of_any_sign(
    known: tuple[str | None, ...], implied: tuple[str | None, ...]
) -> None:
    found = product(any_sign=True).intervals([ends(one) for one in known])
    assert found == [ends(one) for one in implied]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        # 1.1³ and 1.2³ are 1.331 and 1.728.
        ((None, "1000 2000", "1.1 1.2"), ("1331", "3456")),
        (("1331 1728", None, "1.1 1.2"), ("1331000/1728", "1728000/1331")),
        (("1331 1728", "1000 1000", None), ("1.1", "1.2")),
        (("0.001 0.008", "1 1", None), ("0.1", "0.2")),
        ((None, "1 1", "0.1 0.2"), ("0.001", "0.008")),
        ((None, "1000 1000", "0 1.2"), None),
        ((None, "1000 1000", "-0.1 1.2"), None),
        (("1331 1728", None, "0 1.2"), None),
        (("0 1728", "1000 1000", None), None),
        (("1 1", "-1 1", None), None),
    ],
)
def test_a_power(known: tuple[str | None, ...], expected: tuple[str, str] | None) -> None:
    found = product(3).intervals([ends(one) for one in known])
    bounds = found.pop(known.index(None))
    assert found == [None, None]
    if expected is None:
        assert bounds is None
        return
    assert bounds
    low, high = (Fraction(end) for end in bounds)
    exact = [Fraction(end) for end in expected]
    assert exact[0] - NEARLY < low < exact[0]  # outward, by next to nothing
    assert exact[1] < high < exact[1] + NEARLY


@pytest.mark.parametrize(
    ("known", "implied"),
    [
        # 3 + 5 and 4 + 6; 10 − 6 and 12 − 5; 10 − 4 and 12 − 3
        (("10 12", "3 4", "5 6"), ("8 10", "4 7", "6 9")),
        ((None, "3 4", "5 6"), ("8 10", None, None)),
        (("10 12", None, "5 6"), (None, "4 7", None)),
        (("10 12", "3 4", None), (None, None, "6 9")),
        ((None, None, "5 6"), (None, None, None)),
        (("10 12", None, None), (None, None, None)),
        (("-1 1", "-3 4", "-6 5"), ("-9 9", "-6 7", "-5 4")),
    ],
)
def test_a_sum(known: tuple[str | None, ...], implied: tuple[str | None, ...]) -> None:
    assert total().intervals([ends(one) for one in known]) == [ends(one) for one in implied]


def test_a_sum_of_one_and_of_three() -> None:
    one = Relation.of(identity(adds=True), Operand(RESULT), [Operand(BASE)])
    assert (one.years, one.all_operands) == (1, (Operand(RESULT), Operand(BASE)))
    assert one.intervals([ends("1 2"), ends("3 4")]) == [ends("3 4"), ends("1 2")]
    keys = [Key(Measure.ACTUAL, year) for year in (1, 2, 3)]
    three = Relation.of(identity(adds=True), Operand(RESULT), map(Operand, keys))
    assert three.terms == (RESULT, *keys)
    parts = [ends("3 4"), ends("5 6"), ends("0 1")]
    # 10 − 6 − 1 and 12 − 5 − 0, and so on
    assert three.intervals([ends("10 12"), *parts]) == [
        ends("8 11"),
        ends("3 7"),
        ends("5 9"),
        ends("0 4"),
    ]


def test_parts_in_another_unit_and_factors_less_one() -> None:
    thousands = total(D(1000))
    known = [ends("4005 5006"), ends("3 4"), ends("5 6")]
    # 3 × 1000 + 5 and 4 × 1000 + 6; (4005 − 6) / 1000 and (5006 − 5) / 1000
    assert thousands.intervals(known) == [ends("3005 4006"), ends("3.999 5.001"), ends("5 2006")]
    for whole in (10, -10):
        thirds = total(D(3)).intervals([(D(whole), D(whole)), None, ends("0 0")])[1]
        assert thirds
        assert Fraction(thirds[0]) < Fraction(whole, 3) < Fraction(thirds[1])
    nearest = point(total(D(3)), BASE, {RESULT: D(10), FACTOR: ZERO})
    assert str(nearest) == "3." + "3" * 79
    # A change of 10 to 20 on a base of 100 is a factor of 1.1 to 1.2.
    net = product(shift=D(-1))
    assert net.intervals([None, ends("100 100"), ends("1.1 1.2")])[0] == ends("10 20")
    assert net.intervals([ends("10 20"), ends("100 100"), None])[2] == ends("1.1 1.2")
    assert point(net, RESULT, {BASE: D(100), FACTOR: D("1.1")}) == 10
    assert point(net, FACTOR, {BASE: ZERO, RESULT: D(10)}) is None
    assert point(net, FACTOR, {BASE: D(100), RESULT: D(20)}) == D("1.2")
    assert point(thousands, RESULT, {BASE: D(3), FACTOR: D(5)}) == 3005
    assert point(thousands, BASE, {RESULT: D(3005), FACTOR: D(5)}) == 3


def test_the_interval_of_one_term() -> None:
    relation = product()
    known = {BASE: (D(80), D(100)), FACTOR: (D("1.25"), D(2))}
    assert interval(relation, RESULT, known) == ends("100 200")
    assert interval(relation, RESULT, {BASE: known[BASE]}) is None
    # What is known of the term itself is not asked.
    known[RESULT] = (D(1), D(2))
    assert interval(relation, RESULT, known) == ends("100 200")


def test_bounds_are_rounded_outward_where_a_term_is_taken_so_many_times() -> None:
    known = {RESULT: (D(-2), D(2)), FACTOR: (ZERO, ZERO)}
    found = interval(total(D(3)), BASE, known)
    assert found is not None
    # A point value would be cut towards nothing, which is inward at both ends.
    less, more = Fraction(-2, 3) - Fraction(found[0]), Fraction(found[1]) - Fraction(2, 3)
    assert 0 < less < NEARLY
    assert 0 < more < NEARLY


@pytest.mark.parametrize(
    ("years", "any_sign", "result", "base", "factor"),
    [
        (1, False, "100", "80", "1.25"),
        (1, True, "100", "80", "1.25"),
        (1, True, "-100", "-80", "1.25"),
        (1, True, "100", "-80", "-1.25"),
        (1, True, "0.5", "0.5", "1"),
        (2, False, "121", "100", "1.1"),
        (3, False, "1331", "1000", "1.1"),
        (3, False, "0.001", "1", "0.1"),
    ],
)
def test_points_of_a_product(
    years: int, any_sign: bool, result: str, base: str, factor: str
) -> None:
    relation = product(years, any_sign=any_sign)
    values = {RESULT: D(result), BASE: D(base), FACTOR: D(factor)}
    for unknown, value in values.items():
        found = point(relation, unknown, {k: v for k, v in values.items() if k != unknown})
        assert found is not None
        assert abs(found - value) < D("1e-70")
        for other, alone in values.items():
            if other != unknown:
                assert point(relation, unknown, {other: alone}) is None


@pytest.mark.parametrize(
    ("years", "any_sign", "result", "base", "factor"),
    [
        (1, False, None, "0", "1.25"),
        (1, False, None, "-80", "1.25"),
        (1, False, "100", "0", None),
        (1, False, "100", "-80", None),
        (1, False, "-100", None, "1.25"),
        (1, False, "0", None, "1.25"),
        (1, False, "100", None, "0"),
        (1, False, "-100", None, "-1"),
        (1, True, "100", None, "0"),
        (1, True, "100", "0", None),
        (2, False, "0", "1000", None),
        (3, False, "0", "1000", None),
        (3, True, "-1", "1000", None),
    ],
)
def test_points_that_do_not_follow(
    years: int, any_sign: bool, result: str | None, base: str | None, factor: str | None
) -> None:
    listed = {RESULT: result, BASE: base, FACTOR: factor}
    (unknown,) = (key for key, value in listed.items() if value is None)
    known = {key: D(value) for key, value in listed.items() if value is not None}
    assert point(product(years, any_sign=any_sign), unknown, known) is None


def test_points_of_a_base_that_is_nothing_and_of_a_fall_to_nothing() -> None:
    assert point(product(any_sign=True), RESULT, {BASE: ZERO, FACTOR: D(2)}) == 0
    assert point(product(), FACTOR, {RESULT: ZERO, BASE: D(80)}) == 0
    assert point(product(), FACTOR, {RESULT: D(-8), BASE: D(80)}) == D("-0.1")


def test_points_of_a_sum() -> None:
    assert point(total(), RESULT, {BASE: D(3), FACTOR: D(5)}) == 8
    assert point(total(), BASE, {RESULT: D(10), FACTOR: D(5)}) == 5
    assert point(total(), FACTOR, {RESULT: D(10), BASE: D(3)}) == 7
    assert point(total(), FACTOR, {RESULT: D(10)}) is None


def test_rates_compound_year_by_year_and_the_rest_joins_the_ends_of_a_span() -> None:
    since = fact(Measure.GROWTH, 2019, "50")._replace(since=2015, indicator="x")
    found = [
        (relation.identity.name, relation.result.key.year)
        for relation in Structure({"x": Kind.LEVEL}).relations([since])
        if relation.identity.scope is Scope.SPAN
    ]
    # The growth of 2016 is its own; that of 2017 since 2015 is the first made of two.
    assert sorted(found) == [
        ("compounding", 2017),
        ("compounding", 2018),
        ("compounding", 2019),
        ("growth-since", 2019),
    ]


@pytest.mark.parametrize("since", [2017, 2018])
def test_a_rate_on_the_year_before_is_no_span(since: int) -> None:
    one = fact(Measure.GROWTH, 2019, "50")._replace(since=since)
    scopes = {relation.identity.scope for relation in Structure({"": Kind.LEVEL}).relations([one])}
    assert (Scope.SPAN in scopes) == (since == 2017)


@pytest.mark.parametrize("broken", range(2013, 2022))
def test_a_span_reaches_across_no_break_and_a_break_at_its_base_is_outside(broken: int) -> None:
    facts = [
        fact(Measure.GROWTH, 2019, "50")._replace(since=2015),
        fact(Measure.ACTUAL, broken, "5", status=Status.BREAK),
    ]
    found = Structure({"": Kind.LEVEL}).relations(facts)
    spans = any(relation.identity.scope is Scope.SPAN for relation in found)
    assert spans == (broken not in (2016, 2017, 2018, 2019))


PARTS = Parts("t", ("a", "b"), complete=True)
KINDS = {"t": Kind.LEVEL, "a": Kind.LEVEL, "b": Kind.LEVEL}


def of_parts(*facts: Fact) -> list[Relation]:
    """The identities of a part and its total, or of all parts, in 2019."""
    return [
        relation
        for relation in Structure(KINDS, (PARTS,)).relations(facts)
        if relation.identity.scope in (Scope.PART, Scope.WHOLE)
        and relation.result.key.year in (1, 2019)
    ]


@pytest.mark.parametrize(("broken", "parts"), [("", "ab"), ("a", "b"), ("b", "a"), ("t", "")])
def test_no_change_is_shared_out_where_a_series_breaks(broken: str, parts: str) -> None:
    levels = [
        fact(measure, 2019, "5")._replace(indicator=id_, status=Status.BREAK)
        if id_ == broken
        else fact(measure, 2019, "5")._replace(indicator=id_)
        for id_ in "tab"
        for measure in (Measure.ACTUAL, Measure.CHANGE, Measure.SHARE, Measure.CONTRIBUTION)
    ]
    found = of_parts(*levels)
    names = [relation.identity.name for relation in found]
    shared = [r.result.key.indicator for r in found if r.identity.name == "contribution"]
    assert "".join(shared) == parts
    assert names.count("share") == 2  # of the same year, so that no break is in between
    assert ("sum-of-parts" in names, "sum-of-changes" in names) == (True, not broken)


def test_parts_add_up_in_the_years_of_figures_and_those_before_them() -> None:
    facts = [
        fact(Measure.ACTUAL, year, "5")._replace(indicator=id_)
        for id_ in "ta"
        for year in (2010, 2019)
    ]
    found = Structure(KINDS, (PARTS,)).relations(facts)
    whole = {one.result.key.year for one in found if one.identity.name == "sum-of-parts"}
    assert whole == {2009, 2010, 2018, 2019}  # a rate of 2019 speaks of the levels of 2018


def test_a_part_without_figures_has_the_identities_of_years_in_which_a_sum_tells_of_it() -> None:
    for known, years in (("ta", {2018, 2019}), ("t", set()), ("a", set())):
        facts = [
            fact(Measure.ACTUAL, year, "5")._replace(indicator=id_)
            for id_ in known
            for year in (2018, 2019)
        ]
        found = {
            relation.result.key.year
            for relation in Structure(KINDS, (PARTS,)).relations(facts)
            if relation.identity.name == "growth" and relation.result.key.indicator == "b"
        }
        assert found == years, known


def test_parts_are_in_the_unit_of_their_total_unless_units_are_told() -> None:
    facts = [fact(Measure.ACTUAL, 2019, "5")._replace(indicator=id_) for id_ in "tab"]
    (whole,) = (one for one in of_parts(*facts) if one.identity.name == "sum-of-parts")
    assert {operand.times for operand in whole.operands} == {1}
