"""`vpcli explain`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import click

from vpcli.cli.language import bad_value, wrong_usage
from vpcli.cli.options import YEAR, completes, explain_options, percent

__all__ = ["command"]


def _no_file(indicator: str) -> str:
    """Return the indicator, unless it is the name of a data file."""
    from pathlib import Path

    from vpcli.readers import bundled
    from vpcli.readers.registry import SUFFIXES

    if Path(indicator).suffix.casefold() in SUFFIXES or indicator in bundled():
        raise bad_value("data-option", text=indicator)
    return indicator


_METHODS = ("cagr", "mean", "log", "least-squares", "least-squares-log")


@click.command("explain")
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
    callback=lambda _ctx, _param, value: percent(value),
    help="Growth of projected.  [default: as planned]",
)
@click.option(
    "--method",
    type=click.Choice(_METHODS),
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
    from vpcli.cli.run import measure_named, run
    from vpcli.core.explain import EXPLAINED, explain
    from vpcli.core.over_years import OVER_YEARS, Told

    asked = measure_named(measure, EXPLAINED)
    if asked not in OVER_YEARS and (first, growth, method) != (None, None, None):
        raise wrong_usage("over-years")
    told = Told(first, growth, method or "cagr")
    options |= {"data": data, "indicator": (indicator,), "first": None, "last": None}
    run(lambda dataset, _first, _last: explain(dataset, year, asked, told), options)
