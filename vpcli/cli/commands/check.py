"""`vpcli check`."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from vpcli.cli.options import fact_options

__all__ = ["command"]


@click.command("check")
@click.option("--all", "grades", is_flag=True, help="Grade every figure that others bind.")
@click.option(
    "--strict", is_flag=True, help="Ignore nearly, more than and about: half a unit each way."
)
@click.option("--revisions", is_flag=True, help="What later editions changed, as a table.")
@fact_options
def command(grades: bool, strict: bool, revisions: bool, **options: Any) -> None:
    """Do the published figures agree?

    Every printed figure is held against what the others imply by the identities of the field.
    Exit status 1 means that some cannot all be true; revisions between editions and figures
    worth a second look do not count. DATA is a file, the name of a bundled data set, or - for
    standard input; several files are checked together.

    \b
    Examples:
      vpcli check
      vpcli check --all
      vpcli check vinh-phuc-grdp --revisions
    """
    from vpcli.cli.run import run
    from vpcli.core.check import check
    from vpcli.core.revision_table import revision_table

    if revisions:
        run(revision_table, options)
    else:
        run(partial(check, grades=grades, strict=strict), options)
