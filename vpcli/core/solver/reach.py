"""In which years anything can be known of the indicators of a breakdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vpcli.core.facts.model import Fact, Parts

__all__ = ["years_within_reach"]

Years = Mapping[str, set[int]]


def years_within_reach(facts: Iterable[Fact], breakdowns: Sequence[Parts]) -> Years:
    """Return the years of each indicator in which facts, or a sum of parts, can say anything.

    A fact speaks of its year and of the one before it, over several years of all of them, and a
    share of its total too. The sum of the parts says something where all but one of them and
    the total are within reach. Where parts have figures of different years, these are few of
    all the pairs of a part and a year.
    """
    sums = _Sums(breakdowns)
    for fact in facts:
        first = fact.year - 1 if fact.since is None else fact.since
        for id_ in {fact.indicator, fact.total} - {""}:
            sums.reached(id_, range(first, fact.year + 1))
    return sums.years


class _Sums:
    """The years within reach so far, and what sums of parts add to them."""

    def __init__(self, breakdowns: Sequence[Parts]) -> None:
        self.years: dict[str, set[int]] = {}
        self._complete = [breakdown for breakdown in breakdowns if breakdown.complete]
        self._above: dict[str, list[int]] = {}
        self._below: dict[str, list[int]] = {}
        """The breakdowns of one part; those of a total."""
        for position, breakdown in enumerate(self._complete):
            if len(breakdown.parts) == 1:
                self._below.setdefault(breakdown.total, []).append(position)
            for part in breakdown.parts:
                self._above.setdefault(part, []).append(position)
        self._known: dict[tuple[int, int], int] = {}
        """How many parts of a breakdown are within reach in a year."""
        self._lacking_one: dict[tuple[str, int], list[int]] = {}
        """The breakdowns of a total that lack one part in a year, and the total."""

    def reached(self, id_: str, years: Iterable[int]) -> None:
        """Add years of an indicator, and everything that follows."""
        waiting = [(id_, year) for year in years]
        while waiting:
            one, year = waiting.pop()
            own = self.years.setdefault(one, set())
            if year not in own:
                own.add(year)
                waiting += [(following, year) for following in self._follow(one, year)]

    def _follow(self, id_: str, year: int) -> Iterable[str]:
        """What sums tell of, now that one more of their terms is within reach."""
        for position in self._lacking_one.pop((id_, year), ()):
            yield self._missing(position, year)
        for position in self._below.get(id_, ()):
            yield self._complete[position].parts[0]
        for position in self._above.get(id_, ()):
            total, parts = self._complete[position][:2]
            known = self._known.get((position, year), 0) + 1
            self._known[position, year] = known
            if known == len(parts):
                yield total
            elif known == len(parts) - 1:
                if year in self.years.get(total, ()):
                    yield self._missing(position, year)
                else:
                    self._lacking_one.setdefault((total, year), []).append(position)

    def _missing(self, position: int, year: int) -> str:
        """The part that is not within reach, or any of them where all are."""
        parts = self._complete[position].parts
        return next((one for one in parts if year not in self.years.get(one, ())), parts[0])
