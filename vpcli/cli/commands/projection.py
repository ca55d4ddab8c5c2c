"""`vpcli projection`."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import click

from vpcli.cli.groups import GroupedCommand, rare_option
from vpcli.cli.options import chart_option, report_options
from vpcli.cli.parameters import YEAR, WholeNumber, level_option, value_of
from vpcli.questions import RULES, TRENDS, projection
from vpcli.values import WINDOWS, percent
from vpcli.values import scenarios as read_scenarios

__all__ = ["command"]


@click.command("projection", cls=GroupedCommand)
@click.option(
    "--growth",
    metavar="PCT",
    callback=value_of(percent),
    help="The path at a growth rate, to the year --to.",
)
@click.option(
    "--scenario",
    "scenarios",
    metavar="NAME[=PCT]",
    multiple=True,
    callback=value_of(read_scenarios),
    help="A path for each, at PCT a year or as the data plan it; repeatable.",
)
@click.option(
    "--target",
    metavar="LEVEL",
    callback=level_option,
    help="The growth that a level asks, with --by.",
)
@click.option("--by", metavar="YEAR", type=YEAR, help="Year of --target.")
@click.option(
    "--reach",
    metavar="LEVEL",
    callback=level_option,
    help="The year in which a level is reached.",
)
@click.option(
    "--trend",
    "trends",
    type=click.Choice(TRENDS),
    multiple=True,
    help="Business as usual beside the target, see above; repeatable.",
)
@click.option(
    "--window",
    metavar="N",
    type=WholeNumber(*WINDOWS),
    help="Take the trend from the latest N years only.",
)
@click.option("--assess", "assessed", is_flag=True, help="On track to the target, or not?")
@rare_option(
    "--rules",
    type=click.Choice(RULES),
    help="Of --assess, without a target: whose thresholds.  [default: eurostat]",
)
@rare_option(
    "--limit",
    metavar="LEVEL",
    callback=level_option,
    help="Natural limit, near which --rules statcan asks less.",
)
@chart_option
@report_options
def command(
    *,
    growth: Decimal | None,
    scenarios: dict[str, Decimal | None],
    target: Decimal | None,
    by: int | None,
    reach: Decimal | None,
    trends: tuple[str, ...],
    window: int | None,
    assessed: bool,
    rules: str | None,
    limit: Decimal | None,
    **options: Any,
) -> None:
    """What growth does the target require?

    Targets are plans of years that have no result yet. The growth they require is computed
    from target and base, and the printed planned growth is held against it. DATA is a file,
    the name of a bundled data set, or - for standard input.

    With --growth, --scenario, --target or --reach, the path from the last level (or that of
    the year --from): y_b (1 + g)^n. Levels are typed in the unit of the indicator.
    --scenario NAME alone takes a scenario of the data file, where each indicator has its growth
    a year, or levels by year with one growth rate in between.

    \b
    With --trend, business as usual from the last level, and how far that is
    from the plan of the year, or from the way to the target:
      last           at the growth of the last year
      cagr           at the compound annual growth rate from the year --from
      mean           at the arithmetic mean of the annual rates
      linear         y = a + b t by least squares
      least-squares  ln y = a + b t by least squares
    The last two with the 95 % prediction interval (Student's t, n - 2 degrees
    of freedom; Draper and Smith, Applied Regression Analysis). value_low and
    value_high are rounding alone.

    With --assess, on track or not: R = d CAGR(base to latest) / |CAGR(base to target)|, d = -1
    where less is better. 0.95 and more is on track, 0.60 and more progress with acceleration
    needed, 0 and more limited progress, less is moving away; a target met is met. The method
    of Statistics Canada and Open SDG, inspired by Eurostat's; without a target Eurostat's
    threshold of 1 % a year.

    \b
    Examples:
      vpcli projection
      vpcli projection -i exports -c year,required_growth_pct,agreement
      vpcli projection -i exports --growth 15% --to 2025
      vpcli projection -i exports --target 4000 --by 2023
      vpcli projection -i exports --growth 15% --reach 4000
      vpcli projection viet-nam-gdp --trend least-squares --from 2010 --to 2025
      vpcli projection -i exports --scenario low=6% --scenario high=10% --to 2022
      vpcli projection --value 2019=2560 --target 4000 --by 2023
      vpcli projection -i exports --growth 8% --to 2025 --chart
    """
    from vpcli.cli.run import run

    ask = partial(
        projection,
        growth=growth,
        scenarios=scenarios,
        target=target,
        by=by,
        reach=reach,
        trends=trends,
        window=window,
        assessed=assessed,
        rules=rules,
        limit=limit,
    )
    run(ask, options)
