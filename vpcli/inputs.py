"""The data that a command is given: files read as they are declared to be, or figures typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from vpcli.core.facts.model import Dataset
from vpcli.core.facts.number import NumberFormat
from vpcli.errors import DataError, InvocationError, Problem, UsageError
from vpcli.readers import ReadOptions
from vpcli.readers.fields import NO_FIGURE

if TYPE_CHECKING:
    from vpcli.readers.tables.naming import Naming

__all__ = ["declared", "typed_figures"]


def declared(
    *,
    numbers: str | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
    null_value: Iterable[str] = (),
    precision: Mapping[str, Decimal] | None = None,
    input_format: str | None = None,
    sheet: str | None = None,
    skip_lines: int = 0,
    columns: Sequence[str] = (),
    stored: bool = False,
    day_first: bool = False,
) -> ReadOptions:
    """Return how the input is to be read; null values add to those that mean no figure anyway.

    `columns` say what a column is: `plan 2023=Budget`.
    """
    named: tuple[Naming, ...] = ()
    if columns:
        from vpcli.readers.tables.naming import parse_naming

        named = tuple(map(parse_naming, columns))
    return ReadOptions(
        NumberFormat(numbers) if numbers else None,
        delimiter,
        encoding,
        NO_FIGURE | frozenset(null_value),
        precision or {},
        input_format,
        sheet,
        skip_lines,
        named,
        stored=stored,
        day_first=day_first,
    )


def typed_figures(
    values: Sequence[str],
    plans: Sequence[str],
    unit: str | None,
    data: Sequence[str],
    how: ReadOptions,
) -> Dataset | None:
    """Return the data set of figures typed as 2019=244794; None where there are none.

    Raises `UsageError` where data are named as well, or a unit without figures, and
    `InvocationError` for figures that cannot be read.
    """
    if not values and not plans:
        if unit:
            raise UsageError(Problem("unit-of-typed"))
        return None
    if data:
        raise UsageError(Problem("typed-or-data"))
    from vpcli.readers.typed import read_typed

    try:
        return read_typed({"value": values, "plan": plans}, unit, how)
    except DataError as error:  # what was typed, not what a file holds
        raise InvocationError(error.problems) from None
