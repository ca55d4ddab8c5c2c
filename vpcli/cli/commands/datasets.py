"""`vpcli datasets`."""

from __future__ import annotations

from typing import Any

import click

from vpcli.cli.groups import GroupedCommand
from vpcli.cli.options import output_options

__all__ = ["command"]


@click.command("datasets", cls=GroupedCommand)
@output_options
def command(**options: Any) -> None:
    """What is bundled.

    The name in the first column is what other commands take as DATA.

    \b
    Examples:
      vpcli datasets
      vpcli datasets --json
    """
    from vpcli.cli.run import write
    from vpcli.core.reports.datasets import datasets
    from vpcli.readers import ReadOptions, bundled, load

    write(datasets({name: load([name], ReadOptions()) for name in bundled()}), options)
