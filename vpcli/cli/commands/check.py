"""`vpcli check`."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from vpcli.cli.groups import GroupedCommand, rare_option
from vpcli.cli.options import fact_options
from vpcli.questions import check

__all__ = ["command"]


@click.command("check", cls=GroupedCommand)
@click.option("--all", "grades", is_flag=True, help="Grade every figure that others bind.")
@click.option(
    "--strict", is_flag=True, help="Ignore nearly, more than and about: half a unit each way."
)
@rare_option(
    "--one-source",
    is_flag=True,
    help="Take all figures for those of one edition.",
)
@click.option(
    "--require-checked",
    is_flag=True,
    help="Exit status 1 also if others bind not every printed figure; says which.",
)
@click.option("--revisions", is_flag=True, help="What later editions changed, as a table.")
@fact_options
def command(
    *,
    grades: bool,
    strict: bool,
    one_source: bool,
    require_checked: bool,
    revisions: bool,
    **options: Any,
) -> None:
    """Do the published figures agree?

    Every printed figure is held against what the others imply by the identities of the field.
    Exit status 1 means that some cannot all be true or, where --require-checked is asked for,
    that some are bound by no other; revisions between editions and figures worth a second look
    do not count. DATA is a file, the name of a bundled data set, or - for standard input;
    several files are checked together.

    \b
    Examples:
      vpcli check
      vpcli check --all
      vpcli check vinh-phuc-grdp --revisions
    """
    from vpcli.cli.run import run

    how = {
        "grades": grades,
        "strict": strict,
        "one_source": one_source,
        "require_checked": require_checked,
        "revisions": revisions,
    }
    run(partial(check, **how), options)
