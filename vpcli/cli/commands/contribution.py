"""`vpcli contribution`."""

from __future__ import annotations

from typing import Any

import click

from vpcli.cli.groups import GroupedCommand
from vpcli.cli.options import chart_option, report_options
from vpcli.questions import contribution

__all__ = ["command"]


@click.command("contribution", cls=GroupedCommand)
@chart_option
@report_options
def command(**options: Any) -> None:
    """Which parts made the growth?

    For every total with a breakdown: what each part contributed to its growth, in percentage
    points, and its share of the growth, in per cent; the sum, and what rounding leaves. DATA
    is a file that declares parts, the name of a bundled data set, or - for standard input;
    without it the bundled vinh-phuc-grdp.

    \b
    Examples:
      vpcli contribution
      vpcli contribution vinh-phuc-grdp --from 2019 --csv
      vpcli contribution --from 2019 --chart
    """
    from vpcli.cli.run import run

    run(contribution, options, default="vinh-phuc-grdp")
