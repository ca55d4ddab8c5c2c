"""Columns as a person names them: ROLE=HEADING, after --column or in a YAML data set."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from vpcli.core.facts.codes import Status
from vpcli.errors import DataError, InvocationError, Place, Problem, nearest
from vpcli.readers.columns import COLUMNS, LONG_COLUMNS
from vpcli.readers.fields import MEASURE_COLUMNS, STATUSES
from vpcli.readers.tables.headings import Meaning
from vpcli.readers.tables.years import plain

__all__ = ["LEFT_OUT", "Naming", "found_at", "parse_naming"]

LEFT_OUT = "-"
_ROLE = re.compile(
    r"(?P<name>[a-z][a-z-]*)(?: (?P<year>[12][0-9]{3}))?(?: (?P<status>[A-Z]))?"
    r"(?: since (?P<since>[12][0-9]{3}))?(?:: (?P<label>[^()]*(?:\([^()]*\))*?))?"
    r"(?: \((?P<unit>[^()]+)\))?"
)
_NUMBER = re.compile(r"#([1-9][0-9]{0,5})")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_INDICES = ("growth", "planned-growth", "average-growth")
_DESCRIBING = frozenset(COLUMNS) - MEASURE_COLUMNS.keys()


class Naming(NamedTuple):
    """What one column is said to be, and how the column is named.

    `name` is the name of a tidy column, dimension, or - for a column that is left out.
    """

    name: str
    heading: str
    meaning: Meaning | None = None

    @property
    def is_tidy(self) -> bool:
        """Whether it names a column as tables with a row for each year have it."""
        if self.name in (LEFT_OUT, "dimension"):
            return False
        plainly = self.meaning is None or self.meaning == Meaning(self.name)
        return plainly and self.name in (*COLUMNS, *LONG_COLUMNS)


def parse_naming(text: str) -> Naming:
    """Read ROLE=HEADING; raise `InvocationError` for a role that there is not.

    >>> parse_naming("plan 2023=Dự toán").meaning[:2]
    ('plan', 2023)
    >>> parse_naming("-=Ghi chú").name, parse_naming("growth-index 2022 E: a (ha)=#3").heading
    ('-', '#3')
    """
    role, mark, heading = text.partition("=")
    role, heading = role.strip(), heading.strip()
    if not mark or not heading:
        raise InvocationError(Problem("not-role-and-heading", {"text": text}))
    if role in (LEFT_OUT, "dimension"):
        return Naming(role, heading)
    found = _ROLE.fullmatch(role.replace("_", "-"))
    name = found["name"].replace("-", "_") if found else role
    if found and name in _DESCRIBING | {"measure", "printed", "value"} and role == found["name"]:
        return Naming(name, heading)
    is_index = bool(found) and name.removesuffix("_index") != name
    measure = name.removesuffix("_index") if is_index else name
    if found is None or measure not in MEASURE_COLUMNS:
        raise _unknown(role)
    if is_index and measure.replace("_", "-") not in _INDICES:
        raise _unknown(role)
    if found["status"] and found["status"].casefold() not in STATUSES:
        raise _unknown(role)
    meaning = Meaning(
        measure,
        int(found["year"]) if found["year"] else None,
        Status(found["status"]) if found["status"] else None,
        int(found["since"]) if found["since"] else None,
        is_index,
        found["unit"] or "",
        (found["label"] or "").strip(),
    )
    return Naming(measure, heading, meaning)


def _unknown(role: str) -> InvocationError:
    known = [
        *(name.replace("_", "-") for name in (*COLUMNS, "dimension")),
        "growth-index",
        LEFT_OUT,
    ]
    fields = {"text": role, "known": ", ".join(known), "hint": nearest(role, known)}
    return InvocationError(Problem("unknown-role", fields))


def found_at(naming: Naming, headings: Sequence[Collection[str]], place: Place) -> int | None:
    """Return the position of the column that is named: by number, by heading, or by letter.

    `headings` are for each column the texts that it can be called by. None where no column is
    called so. Raises `DataError` for a heading that several columns have.
    """
    if number := _NUMBER.fullmatch(naming.heading):
        at = int(number[1]) - 1
        return at if at < len(headings) else None
    wanted = plain(naming.heading)
    found = [at for at, texts in enumerate(headings) if any(plain(t) == wanted for t in texts if t)]
    if len(found) > 1:
        numbers = ", ".join(f"#{at + 1}" for at in found)
        raise DataError(Problem("heading-twice", {"text": naming.heading, "known": numbers}, place))
    if not found and _LETTERS.fullmatch(naming.heading):
        at = 0
        for letter in naming.heading:
            at = at * 26 + ord(letter) - ord("A") + 1
        return at - 1 if at <= len(headings) else None
    return found[0] if found else None
