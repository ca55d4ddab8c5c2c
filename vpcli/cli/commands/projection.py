"""`vpcli projection`."""

from __future__ import annotations

from typing import Any

import click

from vpcli.cli.options import report_options

__all__ = ["command"]


@click.command("projection")
@report_options
def command(**options: Any) -> None:
    r"""What growth does the target require?

    Targets are plans of years that have no result yet. The growth they require is computed
    from target and base, and the printed planned growth is held against it. DATA is a file,
    the name of a bundled data set, or - for standard input.

    \b
    Examples:
      vpcli projection
      vpcli projection -i exports -c year,required_growth_pct,agreement
      vpcli projection --csv --digits 2
    """
    from vpcli.cli.run import run
    from vpcli.core.projection import projection

    run(projection, options)
