"""`vpcli show`."""

from __future__ import annotations

from typing import Any

import click

from vpcli.cli.groups import GroupedCommand
from vpcli.cli.options import fact_options, jobs_option
from vpcli.questions import show

__all__ = ["command"]


@click.command("show", cls=GroupedCommand)
@jobs_option
@fact_options
def command(**options: Any) -> None:
    """The facts as loaded, with file and line.

    Every figure with the text it was printed as, how it was read, and the interval it stands
    for. DATA is a file, the name of a bundled data set, or - for standard input.

    \b
    Examples:
      vpcli show
      vpcli show viet-nam-gdp --from 2020
      vpcli show --json --columns indicator,year,measure,printed,low,high
    """
    from vpcli.cli.stream import streamed

    if not streamed("show", options, show):
        from vpcli.cli.run import run

        run(show, options)
