"""One indicator under several names: joined by an alias, or by a name that is the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from unicodedata import normalize

from vpcli.core.facts.model import Indicator, Series, Words

__all__ = ["Description", "described_by", "plain_name", "renamed", "same_by_name"]


class Description(NamedTuple):
    """What is declared of an indicator whose figures stand elsewhere; None is not declared."""

    id: str
    name: Words
    unit: str
    declared: Mapping[str, Any]

    def of(self, series: Series) -> Indicator:
        """Return the indicator of a series as it is declared, in the unit of the series."""
        found = series.indicator
        declared = dict(self.declared)
        kind = declared.pop("kind", None) or found.kind
        direction = declared.pop("direction", None)
        if direction is None and kind is found.kind:
            direction = found.direction
        basis = declared.pop("price_basis", "") or found.price_basis
        base_year = declared.pop("base_year", None) or found.base_year
        return Indicator.described(
            self.id, self.name, found.unit, kind, direction, basis, base_year=base_year, **declared
        )


def plain_name(name: str) -> str:
    """Return a name in one form: composed, in small letters, one blank between words.

    >>> plain_name("  Kim ngạch  XUẤT khẩu ")
    'kim ngạch xuất khẩu'
    """
    return " ".join(normalize("NFC", name).casefold().split())


def renamed(series: Series, indicator: Indicator, ids: Mapping[str, str]) -> Series:
    """Return a series as that of another indicator; `ids` are new ids of totals by old ones."""
    facts = tuple(
        fact._replace(indicator=indicator.id, total=ids.get(fact.total, fact.total))
        for fact in series.facts
    )
    return Series(series.area, indicator, facts)


def same_by_name(one: Series, others: Iterable[Series]) -> Series | None:
    """Return the only series of another id that is the same by its name, None for none or several.

    Its area, kind, price basis and base unit must be the same too.
    """
    names = {plain_name(name) for name in one.indicator.name if name}
    found: list[Series] = []
    for other in others:
        named = {plain_name(name) for name in other.indicator.name if name}
        alike = (
            names & named
            and other.indicator.id != one.indicator.id
            and other.area.id == one.area.id
            and other.indicator.kind is one.indicator.kind
            and other.indicator.price_basis == one.indicator.price_basis
            and other.indicator.unit.base == one.indicator.unit.base
        )
        if alike:
            found.append(other)
    return found[0] if len(found) == 1 else None


def described_by(
    series: Sequence[Series], descriptions: Sequence[Description], aliases: Mapping[str, str]
) -> dict[str, Description]:
    """Return by id of a series what is declared of it: under its id, its name or an alias."""
    by_id = {one.id: one for one in descriptions}
    by_name = {plain_name(one.id): one for one in descriptions}
    for one in descriptions:
        by_name |= {plain_name(name): one for name in one.name if name}
    by_name |= {plain_name(alias): by_id[id_] for alias, id_ in aliases.items() if id_ in by_id}
    found: dict[str, Description] = {}
    for one_series in series:
        indicator = one_series.indicator
        for name in (indicator.id, *indicator.name):
            known = by_id.get(name) or by_name.get(plain_name(name))
            if known is not None:
                found.setdefault(indicator.id, known)
    return found
