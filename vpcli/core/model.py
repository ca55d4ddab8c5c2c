"""The model: what is measured, by whom it was published, and the facts themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vpcli.core.number import Figure
from vpcli.core.units import PERCENT, Unit
from vpcli.errors import Place, Problem

__all__ = [
    "Area",
    "Dataset",
    "Direction",
    "Fact",
    "Indicator",
    "Kind",
    "Measure",
    "Series",
    "Source",
    "Status",
    "Words",
]


class Measure(StrEnum):
    """What a published number says of an indicator in a year."""

    ACTUAL = "actual"
    PLAN = "plan"
    GROWTH = "growth"
    PLANNED_GROWTH = "planned-growth"
    ATTAINMENT = "attainment"

    __hash__ = str.__hash__  # measures are looked up all the time; Enum hashes in Python

    @property
    def is_level(self) -> bool:
        """Whether it is a level in the indicator's unit, and not a rate in per cent."""
        return self in (Measure.ACTUAL, Measure.PLAN)

    @property
    def is_planned(self) -> bool:
        """Whether it was set beforehand, so that "below 4" is a bound and not a qualifier."""
        return self in (Measure.PLAN, Measure.PLANNED_GROWTH)


class Kind(StrEnum):
    """Kind of indicator; the identities that hold depend on it."""

    LEVEL = "level"
    CHAIN_INDEX = "chain-index"
    FIXED_INDEX = "fixed-index"
    RATE = "rate"


class Direction(StrEnum):
    """Whether more is better, less is better, or neither."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


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

    @staticmethod
    def combine(statuses: list[Status]) -> Status:
        """Return the status of a result: that of its weakest operand.

        >>> Status.combine([Status.NORMAL, Status.ESTIMATED, Status.PROVISIONAL]).value
        'E'
        """
        return min(statuses, key=_WEAKEST_FIRST.index, default=Status.NORMAL)


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


@dataclass(frozen=True, slots=True)
class Words:
    """A name in English and in Vietnamese; either may be empty."""

    en: str = ""
    vi: str = ""

    def in_language(self, lang: str) -> str:
        """Return the name in a language, or in the other one where it is missing."""
        first, second = (self.vi, self.en) if lang == "vi" else (self.en, self.vi)
        return first or second


@dataclass(frozen=True, slots=True)
class Area:
    """A territory that figures are about."""

    id: str = ""
    name: Words = field(default_factory=Words)


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that figures were printed in; the date orders editions."""

    id: str
    title: Words = field(default_factory=Words)
    publisher: Words = field(default_factory=Words)
    date: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured: names, unit, kind, better direction and price basis."""

    id: str
    name: Words
    unit: Unit
    kind: Kind = Kind.LEVEL
    direction: Direction = Direction.UP
    price_basis: str = ""

    @staticmethod
    def described(
        id_: str,
        name: Words,
        unit: Unit,
        kind: Kind | None,
        direction: Direction | None,
        price_basis: str = "",
    ) -> Indicator:
        """Make an indicator; what is not declared follows from the unit.

        A unit of per cent makes a rate, which is better in neither direction until declared;
        anything else is a level, of which more is better.
        """
        if kind is None:
            kind = Kind.RATE if unit.base == PERCENT else Kind.LEVEL
        if direction is None:
            direction = Direction.NONE if kind is Kind.RATE else Direction.UP
        return Indicator(id_, name, unit, kind, direction, price_basis)


@dataclass(frozen=True, slots=True)
class Fact:
    """One published number, with its status, its source and the place it was read from.

    `figure` is None where the source says that there is no figure (status O).
    """

    measure: Measure
    year: int
    figure: Figure | None
    status: Status
    source: str
    place: Place
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The facts of one indicator in one area, in the order of years."""

    area: Area
    indicator: Indicator
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """What was loaded: series, sources by id, and what a reader should be warned of."""

    title: Words
    sources: Mapping[str, Source]
    series: tuple[Series, ...]
    warnings: tuple[Problem, ...] = ()
