"""`vpcli show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from vpcli.cli.options import fact_options

if TYPE_CHECKING:
    from vpcli.cli.run import Compute

__all__ = ["command"]


@click.command("show")
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

    if not streamed("show", options, _show):
        from vpcli.cli.run import run

        run(_show(), options)


def _show() -> Compute:
    from vpcli.core.show import show

    return show
