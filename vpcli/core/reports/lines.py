"""The lines of a chart: what was reached, planned, required and is ahead, by year."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from vpcli.core.reports.cells import Cell, Number, Tone

__all__ = ["Line", "Point", "Role", "number_of"]


class Role(StrEnum):
    """What a line is, and so how it is drawn."""

    VALUE = "value"
    """A number of the answer itself, as a bar or a small column."""
    RESULT = "result"
    PLAN = "plan"
    STRAIGHT = "straight-way"
    """From the base to the target, the same in every year."""
    REQUIRED = "required-path"
    """From the last result to the target, at one growth rate."""
    AHEAD = "ahead"
    """A forecast or a scenario."""


class Point(NamedTuple):
    """A number of a year; a blank one is a gap, with the code of its reason."""

    year: int
    value: Number | None
    reason: str = ""
    interval: Number | None = None
    """The interval that the number is told with; of a plan, the range that it is."""
    gap: Number | None = None
    """How far it is from the plan of the year, or from the way to the target."""
    verdict: str = ""
    tone: Tone | None = None
    is_joined: bool = True
    """Whether a line leads here from the point before."""

    @property
    def is_missed(self) -> bool:
        """Whether the plan is not met."""
        return bool(self.verdict) and self.tone is Tone.WORSE


class Line(NamedTuple):
    """The numbers of one column, of one scenario where rows have scenarios, by year."""

    column: str
    name: str
    points: tuple[Point, ...]
    role: Role = Role.VALUE
    rate: Number | None = None
    """The growth a year that makes it, where it is one rate."""

    @property
    def known(self) -> list[Point]:
        """The points that are single values."""
        return [one for one in self.points if one.value and one.value.value is not None]


def number_of(cell: Cell) -> Number | None:
    """Return a cell that is a single value; None of anything else."""
    return cell if isinstance(cell, Number) and cell.value is not None else None
