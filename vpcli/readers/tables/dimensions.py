"""Columns that tell rows apart though they have no name of ours: Sex, Age, Product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vpcli.readers.tables.figures import looks_like_a_figure
from vpcli.readers.tables.years import plain

__all__ = ["KNOWN_DIMENSIONS", "TOTALS", "is_total", "telling_apart", "with_dimensions"]

TOTALS = frozenset(
    ("total", "all", "both sexes", "tổng", "tổng số", "tổng cộng", "chung", "cả nước", "_t", "t")
)
"""Words of a dimension for all of it."""
_GROUPS = (
    "sex;gender;age;age group;urbanisation;urbanization;residence;location type;education"
    ";education level;disability;disability status;employment status;income group;wealth quintile"
    ";giới tính;độ tuổi;nhóm tuổi;tuổi;thành thị, nông thôn;trình độ;dân tộc"
)
KNOWN_DIMENSIONS = frozenset(_GROUPS.split(";"))
"""Headings that can only tell apart the groups that one thing is counted of."""


def is_total(text: str) -> bool:
    """Tell whether a cell of a dimension stands for all of it."""
    return not text or plain(text) in TOTALS


def telling_apart(
    rows: Iterable[Sequence[str]], unused: Sequence[int], series: Sequence[int], row: Sequence[int]
) -> list[int]:
    """Return which of the columns not used are dimensions.

    `series` are the columns that say what a row is about, `row` those and its year. A column of
    words that differs within one series is a dimension; one that is different in every row only
    if it tells rows of one year apart.
    """
    kept = [[*cells] for cells in rows]
    found = []
    for position in unused:
        values = [cells[position] for cells in kept]
        if any(map(looks_like_a_figure, values)):
            continue
        in_series: dict[tuple[str, ...], set[str]] = {}
        in_row: dict[tuple[str, ...], set[str]] = {}
        for cells, value in zip(kept, values, strict=True):
            in_series.setdefault(tuple(cells[p] for p in series), set()).add(value)
            in_row.setdefault(tuple(cells[p] for p in row), set()).add(value)
        apart = any(len(said) > 1 for said in in_row.values())
        differs = any(len(said) > 1 for said in in_series.values())
        if apart or (differs and len(set(values)) < len(values)):
            found.append(position)
    return found


def with_dimensions(cells: Mapping[str, str], values: Sequence[str]) -> dict[str, str]:
    """Return the cells of a row with its dimensions in what it is about.

    >>> with_dimensions({"indicator": "Population"}, ["Men", "Total"])["indicator"]
    'Population, Men'
    """
    behind = [value for value in values if not is_total(value)]
    made = dict(cells)
    for key in ("indicator", "name"):
        if made.get(key) and behind:
            made[key] = ", ".join((made[key], *behind))
    return made
