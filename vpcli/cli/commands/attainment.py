"""`vpcli attainment`."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import click

from vpcli.cli.options import percent, report_options

__all__ = ["command"]


@click.command("attainment")
@click.option(
    "--fail-under",
    metavar="PCT",
    callback=lambda _ctx, _param, value: percent(value),
    help="Exit status 1 if an attainment is below so many per cent.",
)
@report_options
def command(fail_under: Decimal | None, **options: Any) -> None:
    """How far was the plan met?

    Attainment of the plan in per cent, the gap, and the verdict in the direction of the
    indicator: exceeded, met, not met. A plan that was not printed is implied by a printed
    rate where there is one. DATA is a file, the name of a bundled data set, or - for
    standard input.

    \b
    Examples:
      vpcli attainment
      vpcli attainment --indicator industry --bounds
      vpcli attainment --lang vi --json
    """
    from vpcli.cli.run import run
    from vpcli.core.attainment import attainment

    run(partial(attainment, fail_under=fail_under), options)
