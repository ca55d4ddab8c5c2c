"""`vpcli summary`."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import click

from vpcli.cli.groups import GroupedCommand
from vpcli.cli.options import condition_options, report_options
from vpcli.cli.parameters import YEAR
from vpcli.questions import summary

__all__ = ["command"]


@click.command("summary", cls=GroupedCommand)
@click.option("--year", metavar="YEAR", type=YEAR, help="Year of the result.")
@click.option(
    "--as",
    "shown_as",
    type=click.Choice(["index", "growth"]),
    default="index",
    help="Comparisons as indices (113.43) or as growth (13.43).  [default: index]",
)
@condition_options
@report_options
def command(
    *,
    year: int | None,
    shown_as: str,
    fail_under: Decimal | None,
    fail_if: str | None,
    **options: Any,
) -> None:
    """All of it in the table that official annexes print.

    One row for every indicator, parts under their totals: result of last year, plan and result
    of the year, plan of the next, their comparisons in per cent, and the verdict. What was not
    printed but is implied is there and marked. DATA is a file, the name of a bundled data set,
    or - for standard input.

    \b
    Examples:
      vpcli summary
      vpcli summary --lang vi --md
      vpcli summary viet-nam-targets-2019 --as growth
      vpcli summary viet-nam-targets-2019 --fail-under 90
    """
    from vpcli.cli.run import run

    ask = partial(
        summary,
        year=year,
        as_growth=shown_as == "growth",
        fail_under=fail_under,
        fail_if_not_met=fail_if == "not-met",
    )
    run(ask, options)
