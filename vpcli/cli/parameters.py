"""How the parameters of commands are read and completed, and what they ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from vpcli.cli.language import bad_value, spoken
from vpcli.errors import UsageError
from vpcli.values import YEARS, date, level, precisions, whole_number, years_in_order

if TYPE_CHECKING:
    from vpcli.core.select import Selection

    _Choice = click.Choice[str]
else:
    _Choice = click.Choice  # which is not generic in older releases of Click

__all__ = [
    "YEAR",
    "Condition",
    "Options",
    "WholeNumber",
    "column_precisions",
    "completes",
    "date_option",
    "in_order",
    "level_option",
    "named_columns",
    "output_file",
    "selection_of",
    "value_of",
]

Options = dict[str, Any]
"""The parameters of a command by name, as Click collected them."""

_Callback = Callable[[click.Context, click.Parameter, Any], Any]


class WholeNumber(click.IntRange):
    """A whole number within bounds; what is none is said in plain words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; raise the error that names the bounds."""
        return _said(whole_number, value, self.min, self.max)


class Condition(_Choice):
    """What a run may be asked to fail for; what is none is answered with what there is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the condition; raise the error that names those there are."""
        if value not in self.choices:
            raise bad_value("condition", text=value, known=", ".join(self.choices))
        return str(value)


YEAR = WholeNumber(*YEARS)
"""A year that a person may type."""


def _said(read: Callable[..., Any], *arguments: Any) -> Any:
    """Read a value; what is wrong with it is said as a bad value of the option."""
    try:
        return read(*arguments)
    except UsageError as error:
        (problem,) = error.problems
        raise bad_value(problem.code, **problem.fields) from None


def value_of(read: Callable[[Any], Any]) -> _Callback:
    """Return the callback of an option whose value is read by a function, if it is given."""
    return lambda _ctx, _param, value: None if value is None else _said(read, value)


def date_option(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Any:
    """Read a date as the language spoken writes it, if it is given."""
    return None if value is None else _said(_date_as_spoken, value)


def _date_as_spoken(value: str) -> str:
    return date(value, day_first=spoken() == "vi")


def level_option(ctx: click.Context, _param: click.Parameter, value: str | None) -> Any:
    """Read a level in the notation of `--numbers`, if it is given."""
    return None if value is None else _said(level, value, ctx.params.get("numbers"))


def in_order(ctx: click.Context, param: click.Parameter, value: int | None) -> int | None:
    """Return the year typed, unless the other end is on its wrong side."""
    typed = ctx.params | {param.name: value}
    _said(years_in_order, typed.get("first"), typed.get("last"))
    return value


def completes(kind: str) -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    """Return what completes a value of a kind; nothing is imported until Tab is pressed."""

    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[Any]:
        from vpcli.cli.complete import candidates

        return candidates(kind, ctx, incomplete)

    return complete


def output_file(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Return the file to write to; the standard output, by any of its names, is "-"."""
    if value == "":
        raise bad_value("output-empty")
    if value in (None, "-"):
        return value
    from vpcli.writers.file import own_descriptor

    return "-" if own_descriptor(str(value)) == 1 else value


def column_precisions(values: Sequence[str]) -> dict[str, Decimal]:
    """Read what the figures of columns are known to, typed as COLUMN=VALUE."""
    pairs = (value.partition("=") for value in values)
    return precisions({column: unit for column, _, unit in pairs}) if values else {}


def named_columns(asked: str | None) -> tuple[str, ...]:
    """Return the columns that are named with commas between them."""
    return tuple(name.strip() for name in asked.split(",")) if asked else ()


def selection_of(options: Options) -> Selection:
    """Return what of the data the options ask for."""
    from vpcli.core.select import Selection

    return Selection(
        options["indicator"],
        options["area"],
        options["source"],
        options["as_of"],
        bool(options.get("computed")),
    )
