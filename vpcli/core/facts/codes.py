"""Codes that a row carries: how a number is known, its status, the verdict, why it is blank."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Basis", "Reason", "Status", "Verdict"]


class Basis(StrEnum):
    """How a number is known."""

    PUBLISHED = "published"
    COMPUTED = "computed"
    IMPLIED = "implied"
    LINKED = "linked"
    """Joined from two editions by the growth of the earlier one."""


class Verdict(StrEnum):
    """Judgement on a plan, in the indicator's direction."""

    EXCEEDED = "exceeded"
    MET = "met"
    NOT_MET = "not-met"


class Reason(StrEnum):
    """Why a number is blank, or what must be known beside it."""

    NONE = ""
    NO_ACTUAL = "no-actual"
    NO_BASE_YEAR = "no-base-year"
    NO_PLAN = "no-plan"
    NO_PLANNED_GROWTH = "no-planned-growth"
    ZERO_BASE = "zero-base"
    NEGATIVE_BASE = "negative-base"
    ZERO_PLAN = "zero-plan"
    NEGATIVE_PLAN = "negative-plan"
    NEGATIVE_TARGET = "negative-target"
    SERIES_BREAK = "series-break"
    OTHER_EDITION = "other-edition"
    """Beside a number: it is of another edition than the others, or a later one differs."""
    CONFLICT = "conflict"
    """Beside a number: it cannot be true together with the others."""
    RATE_IN_POINTS = "rate-in-points"
    NOT_A_SINGLE_VALUE = "not-a-single-value"
    NOT_POSITIVE = "not-positive"
    SIGN_CHANGE = "sign-change"
    NO_DIRECTION = "no-direction"
    FIRST_YEAR = "first-year"
    ONE_YEAR_ONLY = "one-year-only"
    GAP_IN_YEARS = "gap-in-years"
    TOO_FEW_POINTS = "too-few-points"
    TOO_MANY_GAPS = "too-many-gaps"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    INDEX_HAS_NO_PATH = "index-has-no-path"
    INDEX_HAS_NO_LEVEL = "index-has-no-level"
    NOTHING_REQUIRED = "nothing-required"
    NOTHING_GREW = "nothing-grew"
    TARGET_NOT_AHEAD = "target-not-ahead"
    ALREADY_PASSED = "already-passed"
    NEVER_REACHED = "never-reached"
    RANGE_UNDECIDED = "range-undecided"
    ROUNDING_UNDECIDED = "rounding-undecided"
    NO_REFERENCE_FIGURE = "no-reference-figure"

    __hash__ = str.__hash__


class Status(StrEnum):
    """Observation status, codes of the SDMX code list CL_OBS_STATUS."""

    NORMAL = "A"
    BREAK = "B"
    DEFINITION_DIFFERS = "D"
    ESTIMATED = "E"
    FORECAST = "F"
    EXPERIMENTAL = "G"
    IMPUTED = "I"
    NOT_SIGNIFICANT = "N"
    MISSING = "O"
    PROVISIONAL = "P"
    STRIKE = "S"
    LOW_RELIABILITY = "U"
    UNVALIDATED = "V"

    __hash__ = str.__hash__

    @staticmethod
    def combine(statuses: list[Status]) -> Status:
        """Return the status of a result: that of its weakest operand.

        >>> Status.combine([Status.NORMAL, Status.ESTIMATED, Status.PROVISIONAL]).value
        'E'
        """
        return min(statuses, key=_RANK.__getitem__, default=Status.NORMAL)


_WEAKEST_FIRST = [
    Status.MISSING,
    Status.BREAK,
    Status.FORECAST,
    Status.ESTIMATED,
    Status.PROVISIONAL,
    Status.UNVALIDATED,
    Status.LOW_RELIABILITY,
    Status.EXPERIMENTAL,
    Status.IMPUTED,
    Status.DEFINITION_DIFFERS,
    Status.STRIKE,
    Status.NOT_SIGNIFICANT,
    Status.NORMAL,
]
_RANK = {status: rank for rank, status in enumerate(_WEAKEST_FIRST)}
