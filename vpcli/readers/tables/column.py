"""One column of a table, what it is taken for, and what a person says of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vpcli.errors import Place
from vpcli.readers.tables.headings import Meaning, understand
from vpcli.readers.tables.naming import LEFT_OUT, Naming, found_at

__all__ = ["Column", "named_by", "not_understood", "role_text"]

_MOST_SHOWN = 3


class Column(NamedTuple):
    """One column: its heading as it reads, and what it is taken for.

    `role` is name, number (of a row), code, figures, described (`name` says by what column),
    dimension, part (of a year), unused or blank.
    """

    position: int
    heading: str
    role: str
    name: str = ""
    meaning: Meaning = Meaning()
    own: str = ""
    """What stands over this column alone."""


def named_by(
    columns: list[Column], namings: Sequence[Naming], place: Place
) -> tuple[list[Column], list[Naming]]:
    """Return the columns with what a person says of them, and what names no column."""
    called = [(column.heading, column.own) for column in columns]
    missing = []
    for naming in namings:
        at = found_at(naming, called, place)
        if at is None:
            missing.append(naming)
            continue
        column = columns[at]
        if naming.name == LEFT_OUT:
            columns[at] = column._replace(role="left-out")
        elif naming.name == "dimension":
            columns[at] = column._replace(role="dimension", name="asked")
        elif naming.meaning is not None:
            columns[at] = column._replace(role="figures", name="", meaning=naming.meaning)
        else:
            columns[at] = column._replace(role="described", name=naming.name)
    return columns, missing


def not_understood(columns: Sequence[Column], among: Sequence[Column]) -> dict[str, object]:
    """Return what a warning says of columns that are not used, with a role to name the first."""
    first = columns[0]
    meaning = understand(first.heading) or Meaning()
    words = [(meaning.measure or "actual").replace("_", "-")]
    label = ""
    if any(c.role == "described" and c.name == "year" for c in among):
        left = [c.meaning.label for c in among if c.position < first.position and c.meaning.label]
        label = f": {left[-1]}" if left else ""
    else:
        years = [c.meaning.year for c in among if c.meaning.year]
        words.append(str(meaning.year or max(years, default=2022)))
    shown = ", ".join(f'"{column.heading}"' for column in columns[:_MOST_SHOWN])
    more = f", … ({len(columns)})" if len(columns) > _MOST_SHOWN else ""
    return {"columns": shown + more, "role": " ".join(words) + label, "column": first.heading}


def role_text(column: Column) -> str:
    """Return what a column is taken for, as it is typed after --column; ? for nothing.

    >>> role_text(Column(1, "x", "figures", "", Meaning("growth", 2022, is_index=True, label="a")))
    'growth-index 2022: a'
    """
    if column.role == "described":
        return column.name
    if column.role in ("name", "number", "code", "dimension"):
        return {"name": "indicator", "dimension": "dimension"}.get(column.role, "-")
    if column.role != "figures":
        return "?"
    meaning = column.meaning
    words = [
        (meaning.measure or "actual").replace("_", "-") + "-index" * (meaning.is_index is True)
    ]
    words += [str(meaning.year)] if meaning.year else []
    words += [meaning.status.value] if meaning.status else []
    words += [f"since {meaning.since}"] if meaning.since else []
    text = " ".join(words) + (f": {meaning.label}" if meaning.label else "")
    return text + (f" ({meaning.unit})" if meaning.unit else "")
