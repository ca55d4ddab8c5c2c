"""Structures of a text: the shares of one total in one sentence, which make 100 or are odd."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.facts.arithmetic import EXACT, HUNDRED, ZERO
from vpcli.core.facts.model import Fact, Measure
from vpcli.readers.prose.sentences import Sentence

__all__ = ["OddStructure", "odd_structures"]

_NAMED = ("cơ cấu", "structure")
_SOME = ("trong đó", "riêng", "of which", "including")
"""Words of sentences whose shares are parts of one another."""
_LEAST_PARTS = 3
_FAR = Decimal(15)
"""Points from 100 beyond which the sentence plainly lists only some of the parts."""


class OddStructure(NamedTuple):
    """Shares of one total and year that add up to `total` per cent, whatever their rounding."""

    line: int
    year: int
    total: Decimal


def odd_structures(sentences: Iterable[Sentence], facts: Iterable[Fact]) -> Iterator[OddStructure]:
    """Yield the structures whose shares cannot add up to 100: one is left out, or misprinted."""
    lines = {one.line for one in sentences if _is_structure(one.text)}
    told: dict[tuple[int, int, str], list[Fact]] = {}
    for fact in facts:
        if fact.measure is Measure.SHARE and fact.place.line in lines:
            told.setdefault((fact.place.line, fact.year, fact.total), []).append(fact)
    for (line, year, _), shares in told.items():
        figures = [fact.figure for fact in shares if fact.figure is not None]
        values = [figure.value for figure in figures if figure.value is not None]
        if len(values) < max(_LEAST_PARTS, len(shares)):
            continue
        low = high = total = ZERO
        for figure, value in zip(figures, values, strict=True):
            low, high = EXACT.add(low, figure.low), EXACT.add(high, figure.high)
            total = EXACT.add(total, value)
        if not low <= HUNDRED <= high and abs(total - HUNDRED) < _FAR:
            yield OddStructure(line, year, total)


def _is_structure(text: str) -> bool:
    said = text.casefold()
    return any(word in said for word in _NAMED) and not any(word in said for word in _SOME)
