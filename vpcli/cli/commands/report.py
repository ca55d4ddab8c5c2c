"""`vpcli report`."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from vpcli.cli.groups import QUESTION, GroupedCommand, grouped
from vpcli.cli.options import chart_option, page_options
from vpcli.questions import page

__all__ = ["command"]


@click.command("report", cls=GroupedCommand)
@grouped(
    QUESTION,
    click.option(
        "--section",
        "sections",
        metavar="NAME",
        multiple=True,
        help="Only this section; repeatable: text, summary, growth, attainment, targets, "
        "contribution, check.",
    ),
)
@chart_option
@page_options
def command(sections: tuple[str, ...], **options: Any) -> None:
    """All of it on one page to hand in.

    A paragraph for every indicator as a report writes it, the table of the annex, growth, plan
    attainment, targets, contributions, and what does not agree; sections that have nothing to
    say are left out. With -o page.html it is a document with charts; page.docx and page.md have
    none. DATA is a file, the name of a bundled data set, or - for standard input.

    \b
    Examples:
      vpcli report
      vpcli report --section text --section summary
      vpcli report vinh-phuc-grdp --lang vi -o page.html
    """
    from vpcli.cli.run import run

    run(partial(page, sections=sections), options | {"sections": sections})
