"""`vpcli explain`."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import click

from vpcli.cli.groups import GroupedCommand
from vpcli.cli.language import bad_value
from vpcli.cli.options import explain_options
from vpcli.cli.parameters import YEAR, completes, value_of
from vpcli.questions import AVERAGES, explain
from vpcli.values import percent

__all__ = ["command"]


def _no_file(indicator: str) -> str:
    """Return the indicator, unless it is the name of a data file."""
    from pathlib import Path

    from vpcli.readers import bundled
    from vpcli.readers.registry import SUFFIXES

    if Path(indicator).suffix.casefold() in SUFFIXES or indicator in bundled():
        raise bad_value("data-option", text=indicator)
    return indicator


@click.command("explain", cls=GroupedCommand)
@click.argument(
    "indicator",
    shell_complete=completes("indicator"),
    callback=lambda _ctx, _param, value: _no_file(value),
)
@click.argument("year", required=False, type=YEAR, shell_complete=completes("year"))
@click.argument("measure", required=False, shell_complete=completes("measure"))
@click.option(
    "--from",
    "first",
    metavar="YEAR",
    type=YEAR,
    help="Base year of average-growth, projected and ratio.",
)
@click.option(
    "--growth",
    metavar="PCT",
    callback=value_of(percent),
    help="Growth of projected.  [default: as planned]",
)
@click.option(
    "--method",
    type=click.Choice(AVERAGES),
    help="How average-growth is measured, as in vpcli growth.  [default: cagr]",
)
@explain_options
def command(
    indicator: str,
    year: int | None,
    measure: str | None,
    data: tuple[str, ...],
    *,
    first: int | None,
    growth: Decimal | None,
    method: str | None,
    **options: Any,
) -> None:
    """Where does this number come from?

    The derivation as a tree down to the printed facts: the identity, the formula in symbols
    and with its numbers, and other ways to the same number with whether they agree. MEASURE
    is actual, growth, change, plan, attainment, gap, planned-growth, required-growth, share,
    contribution and so on; without it everything known of the year is explained. One that is
    blank is told with the reason, and with what it would take to know it.

    Over several years, from the year --from: average-growth by --method, projected (the level
    ahead, at --growth or as planned), and ratio (of vpcli projection --assess).

    \b
    Examples:
      vpcli explain exports 2020
      vpcli explain industry 2019 attainment
      vpcli explain exports 2023 projected --growth 15%
      vpcli explain services 2019 contribution --data vinh-phuc-grdp
    """
    from vpcli.cli.run import run

    options |= {"data": data, "indicator": (indicator,), "first": None, "last": None}
    ask = partial(explain, year=year, measure=measure, base=first, growth=growth, method=method)
    run(ask, options)
