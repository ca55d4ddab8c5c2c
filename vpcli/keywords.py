"""The keywords of `vpcli.api`: their types, how they are read, and that others are refused."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any, ParamSpec, TypedDict, TypeVar, get_type_hints

from vpcli import values
from vpcli.core.facts.model import Dataset
from vpcli.errors import nearest
from vpcli.i18n import words_of_errors

__all__ = [
    "Arranged",
    "Computed",
    "Data",
    "Explained",
    "Facts",
    "Names",
    "Number",
    "one_of",
    "public",
    "read",
    "several",
    "typed",
    "year",
]

Data = str | os.PathLike[str] | Dataset
"""A file, the name of a bundled data set, "-" for standard input, or what `load` returned."""
Names = str | Iterable[str]
"""One name, or any number of them."""
Number = int | float | Decimal | str
"""A number, or a text as the command line takes it, such as 8,5%."""
_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


class Arranged(TypedDict, total=False):
    """How the rows of a table are arranged."""

    columns: Names | None
    sort: Names | None
    """Columns to sort by; blanks come last."""
    reverse: bool | None
    top: int | None
    """Only the first rows, once sorted."""


class Edition(Arranged, total=False):
    """Which sources and areas count; names are globs for ids and names."""

    area: Names | None
    source: Names | None
    as_of: str | None
    """Only sources up to a date: 2020-01-20, 2020-01 or 2020."""


class Facts(Edition, total=False):
    """Which facts of the data count."""

    indicator: Names | None
    first: int | None
    """First year."""
    last: int | None
    """Last year."""


class Explained(Edition, total=False):
    """Which facts an explanation may use."""

    computed: bool | None
    """Ignore printed rates; compute from levels only."""


class Computed(Facts, total=False):
    """Which facts of the data count, and whether printed rates do."""

    computed: bool | None
    """Ignore printed rates; compute from levels only."""


def public(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """Give errors words, and refuse keywords that are no options, naming the nearest one."""
    parameters = [*inspect.signature(function).parameters.values()]
    known = {one.name for one in parameters if one.kind is one.KEYWORD_ONLY}
    if parameters and parameters[-1].kind is inspect.Parameter.VAR_KEYWORD:
        (options,) = get_type_hints(function)[parameters.pop().name].__args__
        hints = get_type_hints(options)
        parameters += [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=hint)
            for name, hint in hints.items()
        ]
        known |= {*hints}
    given = {one.name for one in parameters}

    @functools.wraps(function)
    def asked(*arguments: _Parameters.args, **keywords: _Parameters.kwargs) -> _Result:
        for name in keywords:
            if name not in given:
                near = nearest(name, known)
                hint = f"; did you mean {near}?" if near else ""
                said = f"{function.__name__}() got an unexpected keyword argument {name!r}{hint}"
                raise TypeError(said)
        with words_of_errors():
            return function(*arguments, **keywords)

    signature = inspect.signature(function).replace(parameters=parameters)
    asked.__signature__ = signature  # type: ignore[attr-defined]
    return asked


def several(names: Names | None) -> tuple[str, ...]:
    """Return one name, or those of any iterable."""
    if names is None:
        return ()
    return (names,) if isinstance(names, str) else tuple(names)


def read(reader: Callable[[Any], _Result], value: object) -> _Result | None:
    """Read a value, if it is given."""
    return None if value is None else reader(value)


def one_of(value: str | None, known: Collection[str]) -> str | None:
    """Return a value, if it is given, that is one of those known."""
    return None if value is None else values.choice(value, known)


def year(value: int | None) -> int | None:
    """Return a year, if it is given."""
    return None if value is None else values.whole_number(value, *values.YEARS)


def typed(figures: Mapping[int, object], numbers: str | None) -> list[str]:
    """Return figures by year as a person types them: 2019=244794."""
    return [f"{year}={_text(figure, numbers)}" for year, figure in figures.items()]


def _text(figure: object, numbers: str | None) -> str:
    if isinstance(figure, str):
        return figure
    try:
        text = f"{Decimal(str(figure)):f}"
    except ArithmeticError:
        return str(figure)
    return text.replace(".", ",") if numbers == "vi" else text
