"""What checking finds about printed figures, as values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from vpcli.core.facts.arithmetic import POINT
from vpcli.core.facts.model import Fact, Series
from vpcli.core.facts.quantity_keys import Interval, Key
from vpcli.core.reports.cells import Number
from vpcli.core.reports.step import Operation

__all__ = ["Finding", "FindingKind", "Misprint", "Rule", "Slip", "significant_digits"]


class FindingKind(StrEnum):
    """What was found; only a disagreement means that the figures cannot all be true."""

    DISAGREEMENT = "disagreement"
    REVISION = "revision"
    SUSPICIOUS = "suspicious"
    BY_QUALIFIER_ONLY = "by-qualifier-only"
    WITHIN_ROUNDING = "within-rounding"
    EXACT = "exact"
    CANNOT_BE_VERIFIED = "cannot-be-verified"

    @property
    def is_grade(self) -> bool:
        """Whether it says of a figure how well it agrees, and gives no cause for a second look."""
        return self not in (self.DISAGREEMENT, self.REVISION, self.SUSPICIOUS)


class Rule(StrEnum):
    """Why a figure is suspicious, or what kind of revision it is."""

    NONE = ""
    REPEATED_LEVEL = "repeated-level"
    INDEX_AS_GROWTH = "index-as-growth"
    EXCESS_AS_ATTAINMENT = "excess-as-attainment"
    LOST_SIGN = "lost-sign"
    SCALE_SLIP = "scale-slip"
    GAP_AS_ANNUAL = "gap-as-annual"
    VERDICT = "verdict"
    LOG_GROWTH = "log-growth"
    PLANS_OF_PARTS = "plans-of-parts"
    UNDATED_EDITION = "undated-edition"


class Slip(StrEnum):
    """How people mistype a figure."""

    SWAPPED = "digits-swapped"
    DROPPED = "digit-dropped"
    DOUBLED = "digit-doubled"
    NEIGHBOUR = "neighbour-digit"
    LOST_SIGN = "sign-lost"
    SCALE = "decimal-mark-or-scale"
    OTHER_ROW = "figure-of-another-row"


class Misprint(NamedTuple):
    """A figure that was likely mistyped: how, and what it would read."""

    fact: Fact
    slip: Slip
    reads: Number


class Finding(NamedTuple):
    """One finding about one printed fact.

    `expected` is what the other facts imply, in the unit of the fact (level, per cent or
    points); `operation` the identity with its numbers, `steps` those before it; `against`
    the facts it is held against: with a disagreement, the smallest set that cannot hold
    together with it.
    `narrowed` is what the figure can be when everything printed holds. `word` is a verdict by
    the rule.
    """

    kind: FindingKind
    series: Series
    fact: Fact
    rule: Rule = Rule.NONE
    expected: Number | None = None
    operation: Operation | None = None
    steps: tuple[Operation, ...] = ()
    against: tuple[Fact, ...] = ()
    difference: Decimal | None = None
    narrowed: Interval | None = None
    word: str = ""
    about: Mapping[str, Series] = {}
    """The series of every fact named, by indicator id."""
    shared: Mapping[int, int] = {}
    """By the identity of a fact object: in how many disagreements it takes part, if several."""
    implied: Number | None = None
    about_key: Key | None = None
    """Of a level that an edition only implies: the level, and what it is."""
    identity: str = ""
    """The name of the identity that a grade goes by, of which no numbers are shown."""
    misprints: tuple[Misprint, ...] = ()
    """What would make everything agree, were one figure mistyped; at most three."""

    @property
    def difference_units(self) -> Decimal | None:
        """The difference in units of the last printed place."""
        if self.difference is None or self.fact.figure is None:
            return None
        return POINT.divide(self.difference, self.fact.figure.unit)


def significant_digits(value: Decimal) -> int:
    """Return how many digits of a value say something, trailing zeros not counted.

    >>> significant_digits(Decimal("40959")), significant_digits(Decimal("4000"))
    (5, 1)
    """
    return len("".join(map(str, value.as_tuple().digits)).strip("0"))
