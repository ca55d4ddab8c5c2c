"""The years that are asked for, beside those that there are figures of."""

from __future__ import annotations

from collections.abc import Collection

from vpcli.core.model import Dataset
from vpcli.errors import InvocationError, Problem

__all__ = ["empty", "is_beside", "years_of"]


def years_of(dataset: Dataset) -> set[int]:
    """Return the years of all figures, read or set apart."""
    return {fact.year for one in (*dataset.series, *dataset.hidden) for fact in one.facts}


def is_beside(years: Collection[int], first: int | None, last: int | None) -> bool:
    """Tell whether the years asked for lie before all figures, or after them."""
    if not years or (first is None and last is None):
        return False
    return (first or 0) > max(years) or (last or max(years)) < min(years)


def empty(
    code: str, years: Collection[int], first: int | None, last: int | None
) -> InvocationError:
    """Return the error of an answer without rows, which names the years there are."""
    fields = {"first": first or "–", "last": last or "–", "known": _runs(years)}
    return InvocationError(Problem(code, fields))


def _runs(years: Collection[int]) -> str:
    """Years in words, those that follow one another as a range."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], year]
        else:
            runs.append([year])
    return ", ".join("–".join(map(str, run)) for run in runs)
