"""`vpcli growth`."""

from __future__ import annotations

from typing import Any

import click

from vpcli.cli.options import report_options

__all__ = ["command"]


@click.command("growth")
@report_options
def command(**options: Any) -> None:
    r"""How fast did each indicator grow?

    Growth on the year before, with the level it starts from, whether that was printed or is
    implied by a printed rate. A gap is never bridged: what cannot be known is blank, with
    its reason. DATA is a file, the name of a bundled data set, or - for standard input.

    \b
    Examples:
      vpcli growth
      vpcli growth viet-nam-gdp --from 2015 --csv
      vpcli growth viet-nam-gdp --computed --sort growth_pct -r
    """
    from vpcli.cli.run import run
    from vpcli.core.growth import growth

    run(growth, options)
