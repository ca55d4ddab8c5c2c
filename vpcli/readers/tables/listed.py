"""Which rows of a table are listed as parts of which: below a total, or beside its total row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from vpcli.readers.tables.outline import OutlinedRow
from vpcli.readers.tables.years import plain

__all__ = ["Listing", "listings"]

_TOTAL = re.compile(
    r"(?:tổng số|tổng cộng|cộng|cả nước|toàn quốc|toàn tỉnh|chung|(?:grand )?total|sum)\b[ :]*"
)


_MOST_BREAKDOWNS = 8
"""Breakdowns of one total, one below the other."""


class Listing(NamedTuple):
    """Rows, by their place, that stand as parts of another row."""

    total: int
    parts: tuple[int, ...]
    of_some: bool
    """*Trong đó*, of which: there are others too."""


def listings(rows: Sequence[OutlinedRow]) -> Iterator[Listing]:
    """Yield what stands as a list of parts; whether the figures add up is not asked here."""
    lists: dict[tuple[int, int, bool], list[int]] = {}
    for at, row in enumerate(rows):
        lists.setdefault((row.parent, row.section, row.of_some), []).append(at)
    for (parent, section, of_some), members in lists.items():
        above = parent
        for _ in range(_MOST_BREAKDOWNS):
            if above < 0:
                break
            yield Listing(above, tuple(members), of_some)
            # Without indents a second breakdown seems to be of the last part of the first one.
            is_second = section and rows[above].section and not of_some
            above = rows[above].parent if is_second else -1
        if not of_some:
            yield from _beside_totals(rows, members)


def _beside_totals(rows: Sequence[OutlinedRow], members: Sequence[int]) -> Iterator[Listing]:
    """A row *Tổng số* is the total of the rows that follow; the last of a list, of those before."""
    totals = [at for at, one in enumerate(members) if _TOTAL.fullmatch(plain(rows[one].name))]
    for at, end in pairwise([*totals, len(members)]):
        following = tuple(members[at + 1 : end])
        if following:
            yield Listing(members[at], following, of_some=False)
        elif at == totals[-1] and len(totals) == 1:
            yield Listing(members[at], tuple(members[:at]), of_some=False)
