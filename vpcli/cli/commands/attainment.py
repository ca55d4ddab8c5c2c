"""`vpcli attainment`."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import click

from vpcli.cli.groups import GroupedCommand
from vpcli.cli.options import chart_option, condition_options, jobs_option, report_options
from vpcli.cli.parameters import value_of
from vpcli.questions import attainment
from vpcli.values import percent

__all__ = ["command"]


@click.command("attainment", cls=GroupedCommand)
@condition_options
@click.option(
    "--met-at",
    metavar="PCT",
    callback=value_of(percent),
    help="Count a plan as met from so many per cent of it, such as 98.",
)
@click.option(
    "--progress", is_flag=True, help="How far on the way to the target of a plan of several years?"
)
@chart_option
@jobs_option
@report_options
def command(
    *,
    fail_under: Decimal | None,
    fail_if: str | None,
    met_at: Decimal | None,
    progress: bool,
    **options: Any,
) -> None:
    """How far was the plan met?

    Attainment of the plan in per cent, the gap, and the verdict in the direction of the
    indicator: exceeded, met, not met. A plan that was not printed is implied by a printed
    rate where there is one. Where sources set different plans for a year, each has its row.
    An indicator that is itself a rate is compared in points and by the verdict. DATA is a
    file, the name of a bundled data set, or - for standard input.

    With --progress, y the last level, b the base (the first level, or that of the year --from)
    and k the last plan: the share of the way gone (y - b) / (k - b) against the share of the
    time gone, and the growth a year that is still needed.

    \b
    Examples:
      vpcli attainment
      vpcli attainment --indicator industry --bounds
      vpcli attainment --lang vi --json
      vpcli attainment viet-nam-targets-2019 --met-at 98 --fail-under 95
      vpcli attainment -i exports --progress
      vpcli attainment --value 2019=244794 --plan 2019=222742
    """
    from vpcli.cli.stream import streamed

    ask = partial(
        attainment,
        fail_under=fail_under,
        fail_if_not_met=fail_if == "not-met",
        met_at=met_at,
        progress=progress,
    )
    by_rule = fail_under is None and fail_if is None and met_at is None
    if not progress and streamed("attainment", options, ask, is_plain=by_rule):
        return
    from vpcli.cli.run import run

    run(ask, options, short="attainment" if by_rule and not progress else "")
