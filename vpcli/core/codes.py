"""Codes that a row carries: how a number is known, its status, the verdict, why it is blank."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Basis", "Reason", "Status", "Verdict"]


class Basis(StrEnum):
    """How a number is known."""

    PUBLISHED = "published"
    COMPUTED = "computed"
    IMPLIED = "implied"


class Verdict(StrEnum):
    """Judgement on a plan, in the indicator's direction."""

    EXCEEDED = "exceeded"
    MET = "met"
    NOT_MET = "not-met"


class Reason(StrEnum):
    """Why something in a row of growth or attainment is blank."""

    NO_ACTUAL = "no-actual"
    NO_BASE_YEAR = "no-base-year"
    NO_PLAN = "no-plan"
    ZERO_BASE = "zero-base"
    NEGATIVE_BASE = "negative-base"
    ZERO_PLAN = "zero-plan"
    NEGATIVE_PLAN = "negative-plan"


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
