"""Statuses of plain rows: which ones change nothing but the status of what is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from vpcli.core.facts.codes import Status
from vpcli.stream.narrow import wide

__all__ = ["combined", "plain_status"]

_OTHERWISE = frozenset({Status.BREAK, Status.MISSING})
"""Statuses that say more of a row: that nothing is compared with it, that it has no figure."""


@lru_cache(1 << 10)
def plain_status(cell: str) -> Status | None:
    """Return the status that a cell says; None of one that says more, or is not known."""
    if cell in ("", Status.NORMAL.value):
        return Status.NORMAL
    from vpcli.readers.fields import parse_status  # most tables have no other

    found = parse_status(wide(cell))
    status = found and (found[0] or Status.NORMAL)
    return None if status in _OTHERWISE else status


def combined(
    statuses: Sequence[Status],
    follows: Sequence[bool],
    texts: Sequence[str],
    text: Callable[[str], str],
) -> Iterator[str]:
    """Yield the status of each growth: of the weaker level, if there are two.

    `follows` tells which rows have the year before in the row before; `text` writes a cell.
    """
    made: dict[tuple[Status, ...], str] = {(): text(Status.MISSING.value)}
    before: tuple[Status, ...] = ()
    for status, follow, figure in zip(statuses, follows, texts, strict=True):
        own = (status,) if figure else ()
        key = own + before if follow and own else own
        if key not in made:
            made[key] = text(Status.combine([*key]).value)
        yield made[key]
        before = own
