"""What is worked out near a figure, or only when looked up, is what the whole gives."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal as D
from random import Random

import pytest
from build import fact
from worlds import invented, misprinted, print_some

from vpcli.core.facts.model import Fact, Kind, Measure, Parts
from vpcli.core.facts.number import figure
from vpcli.core.facts.quantity_keys import Interval, Key, key_of
from vpcli.core.reports.disagreements import Checked
from vpcli.core.solver.editions import Edition, Editions
from vpcli.core.solver.identities_in_force import Structure
from vpcli.core.solver.narrowing import System
from vpcli.core.solver.quantity import Unknown, published
from vpcli.core.solver.relations import Relation
from vpcli.core.solver.solution import CONSTANTS, Quantities, complete
from vpcli.readers import ReadOptions
from vpcli.readers.registry import read


def implied(
    edition: Edition, facts: Sequence[Fact], relations: Sequence[Relation]
) -> tuple[Quantities, dict[Key, Interval]]:
    """What follows from facts by relations, one by one and all narrowed together."""
    known = dict(CONSTANTS)
    for one in facts:
        known.setdefault(key_of(one), published(one))
    complete(known, relations, edition.kinds)
    return known, System(facts, relations, edition.kinds, edition.reading).settle()


@pytest.mark.parametrize("seed", range(12))
def test_some_facts_imply_by_the_relations_among_them_what_they_imply_by_all(seed: int) -> None:
    random = Random(seed)
    world = invented(random)
    facts = misprinted(random, print_some(random, world))
    edition = Edition(world.group(facts), facts)
    closure = Checked(edition).closure
    for count in (1, 2, 3, 5, len(edition.printed)):
        some = random.sample(edition.printed, min(count, len(edition.printed)))
        near = closure.relations_among(map(key_of, some))
        found, expected = (implied(edition, some, by) for by in (near, edition.relations))
        assert found == expected
        assert near == among(edition.relations, {*map(key_of, some)})


NESTED = (
    Parts("t", ("a", "b", "c"), complete=True),
    Parts("t", ("a", "d"), complete=True),
    Parts("b", ("e", "f"), complete=True),
    Parts("f", ("g",), complete=True),
    Parts("d", ("h", "g"), complete=False),
)
SPARSE = (
    Measure.ACTUAL,
    Measure.GROWTH,
    Measure.CHANGE,
    Measure.PLAN,
    Measure.ATTAINMENT,
    Measure.SHARE,
    Measure.CONTRIBUTION,
    Measure.SHARE_OF_GROWTH,
)
SHARES = Measure.SHARE, Measure.SHARE_OF_GROWTH


@pytest.mark.parametrize("seed", range(40))
def test_of_sparse_parts_every_identity_is_there_that_ever_says_anything(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    above = {part: whole.total for whole in NESTED for part in whole.parts}
    facts = []
    for id_ in "tabcdefgh":
        for year in range(2010, 2016):
            for measure in random.sample(SPARSE, random.randint(0, 2)):
                if measure.is_of_a_total and id_ == "t":
                    continue
                one = fact(measure, year, "5")._replace(indicator=id_)
                if measure.is_of_a_total:
                    one = one._replace(total=above[id_])
                elif measure is not Measure.ACTUAL and random.random() < 0.1:
                    one = one._replace(since=2009)
                facts.append(one)
    facts = random.sample(facts, random.randint(1, len(facts)))
    structure = Structure(dict.fromkeys("tabcdefgh", Kind.LEVEL), NESTED)
    known = {*map(key_of, facts)}
    found = among(structure.relations(facts), known)
    everywhere = {id_: set(range(2005, 2020)) for id_ in "tabcdefgh"}
    target = "vpcli.core.solver.identities_in_force.years_within_reach"
    monkeypatch.setattr(target, lambda *_: everywhere)
    # That an only part is all of its total says nothing where neither is known.
    alone = {Key(share, year, "g", "f") for share in SHARES for year in range(2005, 2020)}
    told = set(among(structure.relations(facts), known))
    assert {*found} <= told
    assert all(alone & {*relation.terms} for relation in told.difference(found))


def among(relations: Sequence[Relation], known: set[Key]) -> list[Relation]:
    """The relations whose terms are all known, where one that lacks a single term gives it."""
    while True:
        unknown = [
            {key for key in relation.terms if key.measure is not None} - known
            for relation in relations
        ]
        if all(len(keys) != 1 for keys in unknown):
            return [one for one, keys in zip(relations, unknown, strict=True) if not keys]
        known = known.union(*(keys for keys in unknown if len(keys) == 1))


def test_the_share_of_an_only_part_follows_from_nothing() -> None:
    text = "indicator,part_of,year,actual,share\nt,,2018,5,\nt,,2019,6,\na,t,2019,,100\n"
    dataset = read(text.encode(), "a.csv", "", ReadOptions())
    (group,) = dataset.groups()
    facts = [fact for series in group.series for fact in series.facts]
    edition = Edition(group, facts)
    some = [fact for fact in edition.printed if fact.year == 2018]
    near = Checked(edition).closure.relations_among(map(key_of, some))
    assert len(near) < len(edition.relations)
    found, expected = (implied(edition, some, by) for by in (near, edition.relations))
    assert found == expected


@pytest.mark.parametrize("seed", range(30))
def test_what_is_looked_up_of_levels_is_what_all_of_it_holds(seed: int) -> None:
    random = Random(seed)
    kind, unit = random.choice((("level", "USD"), ("rate", "%"), ("chain-index", "")))
    rows = [
        f"a,{unit},{kind},{year},{random.choice(('', random.randint(-1, 9)))},"
        f"{random.choice(('', random.randint(1, 9)))},{random.choice(' EP').strip()},"
        f"s{source},20{10 + source}"
        for source in range(random.randint(2, 5))
        for year in range(2000, 2006)
        if random.random() < 0.6
    ]
    header = "indicator,unit,kind,year,actual,plan,status,source,source_date\n"
    dataset = read((header + "\n".join(rows)).encode(), "a.csv", "", ReadOptions())
    (group,) = dataset.groups()
    editions = Editions(group, dataset.sources)
    assert len(editions.listed) > 1
    for edition in editions.listed:
        # A rate elsewhere makes everything be worked out ahead; it says nothing of these years.
        rate = edition.facts[0]._replace(measure=Measure.GROWTH, year=1990, figure=figure(D(5)))
        ahead = Edition(group, [*edition.facts, rate])
        assert (edition.is_of_levels_alone, ahead.is_of_levels_alone) == (True, False)
        asked = {
            Key(key.measure, year, key.indicator, key.against)
            for key in ahead.quantities
            if key.measure is not None
            for year in range(1999, 2008)
        }
        for key in asked:
            looked_up, worked_out = edition.get(key), ahead.get(key)
            assert bool(looked_up) == bool(worked_out), key
            if looked_up and worked_out:
                assert looked_up._replace(facts=(), relation=None) == worked_out._replace(
                    facts=(), relation=None
                ), key
            elif isinstance(looked_up, Unknown) and isinstance(worked_out, Unknown):
                assert looked_up.reason is worked_out.reason, key
