"""The years that a command is asked about: --from and --to."""

from __future__ import annotations

__all__ = ["is_asked"]


def is_asked(year: int, first: int | None, last: int | None) -> bool:
    """Whether a year is one of those from a first to a last one, where they are given."""
    return (first is None or year >= first) and (last is None or year <= last)
