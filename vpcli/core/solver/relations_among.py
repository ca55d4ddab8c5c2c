"""What follows from a few quantities, found without looking at all that they take part in.

Something follows from a relation once all its terms but one are known, so that of any two
terms one is known by then: each relation watches two, those that take part in the fewest
relations, and moves on to another when one becomes known. A total of thousands of breakdowns
thus costs nothing where few of its parts are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vpcli.core.facts.quantity_keys import Key
from vpcli.core.solver.relations import Relation

__all__ = ["Closure"]


class Closure:
    """The relations of one edition, by the terms they watch."""

    def __init__(self, relations: Sequence[Relation]) -> None:
        """Watch the two terms of each relation that take part in the fewest relations."""
        self._relations = relations
        terms = [
            [key for key in dict.fromkeys(relation.terms) if key.measure is not None]
            for relation in relations
        ]
        uses = Counter(key for keys in terms for key in keys)
        self._terms = [sorted(keys, key=uses.__getitem__) for keys in terms]
        self._watching: dict[Key, list[int]] = {}
        for position, keys in enumerate(self._terms):
            for key in keys[:2]:
                self._watching.setdefault(key, []).append(position)
        self._given = [keys[0] for keys in terms if len(keys) == 1]
        """What follows from constants alone, as the share of an only part does."""

    def relations_among(self, keys: Iterable[Key]) -> list[Relation]:
        """The relations that something can follow from where only these quantities are known."""
        known = {*keys, *self._given}
        waiting = list(known)
        complete: set[int] = set()
        watches: dict[int, _Watch] = {}
        moved: dict[Key, list[int]] = {}
        while waiting:
            key = waiting.pop()
            for position in (*self._watching.get(key, ()), *moved.get(key, ())):
                if position not in watches:
                    watches[position] = _Watch.of(self._terms[position])
                watch = watches[position]
                other = watch.other(key)
                unknown = next((term for term in watch.rest if term not in known), None)
                if unknown is not None:
                    watch.first, watch.second = other, unknown
                    moved.setdefault(unknown, []).append(position)
                elif other in known:
                    complete.add(position)
                else:
                    known.add(other)
                    waiting.append(other)
        return [self._relations[position] for position in sorted(complete)]


@dataclass(slots=True)
class _Watch:
    """Two terms of a relation, and those not looked at yet."""

    first: Key
    second: Key
    rest: Iterator[Key]

    @staticmethod
    def of(terms: Sequence[Key]) -> _Watch:
        return _Watch(terms[0], terms[1 % len(terms)], iter(terms[2:]))

    def other(self, key: Key) -> Key:
        return self.second if key == self.first else self.first
