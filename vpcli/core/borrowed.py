"""What a source of levels knows with the help of others, worked out when it is looked up."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from vpcli.core.keys import Key
from vpcli.core.model import Kind
from vpcli.core.relations import Relation
from vpcli.core.solve import Quantities, Quantity, Solution, complete, follows

__all__ = ["Borrowed"]


class Borrowed(Quantities):
    """The solution of one source, completed by what all lend.

    Of levels everything follows in one step, unless a source says that a series breaks.

    Each of many sources knows much the same, of which little is ever asked.
    """

    def __init__(
        self,
        alone: Solution,
        lent: Solution,
        relations: Sequence[Relation],
        at: Mapping[Key, Sequence[Relation]],
        kinds: Mapping[str, Kind],
    ) -> None:
        """Take what the source knows alone, what is lent, and the relations, also by term."""
        self._alone, self._lent = alone, lent
        self._known = ChainMap(alone, lent)
        self._relations, self._at, self._kinds = relations, at, kinds
        self._made: dict[Key, Quantity | None] = {}

    def __getitem__(self, key: Key) -> Quantity:
        """Return a quantity that is known or follows; raise `KeyError` for any other."""
        if key in self._known:
            return self._known[key]
        if key not in self._made:
            self._made[key] = follows(key, self._at.get(key, ()), self._known, self._kinds)
        found = self._made[key]
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[Key]:
        """Walk through everything that is known or follows."""
        return iter(self.whole)

    def __len__(self) -> int:
        """How much is known or follows."""
        return len(self.whole)

    @cached_property
    def whole(self) -> Solution:
        """All of it."""
        known = dict(self._alone)
        for key, quantity in self._lent.items():
            known.setdefault(key, quantity)
        complete(known, self._relations, self._kinds)
        return known
