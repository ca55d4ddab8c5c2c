"""`vpcli explain`."""

from __future__ import annotations

from typing import Any

import click

from vpcli.cli.options import YEAR, completes, explain_options

__all__ = ["command"]


@click.command("explain")
@click.argument("indicator", shell_complete=completes("indicator"))
@click.argument("year", required=False, type=YEAR, shell_complete=completes("year"))
@click.argument("measure", required=False, shell_complete=completes("measure"))
@explain_options
def command(
    indicator: str, year: int | None, measure: str | None, data: tuple[str, ...], **options: Any
) -> None:
    """Where does this number come from?

    The derivation as a tree down to the printed facts: the identity, the formula in symbols
    and with its numbers, and other ways to the same number with whether they agree. MEASURE
    is actual, growth, change, plan, attainment, gap, planned-growth, required-growth, share,
    contribution and so on; without it everything known of the year is explained.

    \b
    Examples:
      vpcli explain exports 2020
      vpcli explain industry 2019 attainment
      vpcli explain services 2019 contribution --data vinh-phuc-grdp
    """
    from vpcli.cli.run import measure_named, run
    from vpcli.core.explain import EXPLAINED, explain

    asked = measure_named(measure, EXPLAINED)
    options |= {"data": data, "indicator": (indicator,), "first": None, "last": None}
    run(lambda dataset, _first, _last: explain(dataset, year, asked), options)
