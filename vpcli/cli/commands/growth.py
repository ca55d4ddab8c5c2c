"""`vpcli growth`."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import click

from vpcli.cli.groups import GroupedCommand, rare_option
from vpcli.cli.options import chart_option, jobs_option, report_options
from vpcli.cli.parameters import YEAR, WholeNumber, completes, level_option
from vpcli.questions import METHODS, growth
from vpcli.values import LAGS

__all__ = ["command"]


@click.command("growth", cls=GroupedCommand)
@click.option(
    "--method",
    type=click.Choice(METHODS),
    help="How growth is measured, see above.  [default: yoy]",
)
@click.option(
    "--lag", metavar="N", type=WholeNumber(*LAGS), help="Years to look back, with --method lag."
)
@click.option("--annualise", is_flag=True, help="With --method lag: the average a year.")
@click.option(
    "--deflator",
    metavar="INDICATOR",
    shell_complete=completes("indicator"),
    help="Real growth, by a price index in the data.",
)
@click.option(
    "--per",
    metavar="INDICATOR",
    shell_complete=completes("indicator"),
    help="Growth per head, by a population in the data.",
)
@click.option(
    "--relative-to",
    metavar="NAME",
    help="In points against another indicator, or the same in another area.",
    shell_complete=completes("indicator"),
)
@click.option("--wide", "across", is_flag=True, help="Years across; -c names what to show.")
@click.option("--series", "analysed", is_flag=True, help="Chain and fixed base, year by year.")
@click.option("--base", metavar="YEAR", type=YEAR, help="Fixed base.")
@rare_option(
    "--rebase",
    metavar="NUMBER",
    callback=level_option,
    help="What the index is at its base.  [default: 100]",
)
@rare_option("--link", is_flag=True, help="Join editions that differ by their growth rates.")
@chart_option
@jobs_option
@report_options
def command(
    *,
    method: str | None,
    lag: int | None,
    annualise: bool,
    deflator: str | None,
    per: str | None,
    relative_to: str | None,
    across: bool,
    analysed: bool,
    base: int | None,
    rebase: Decimal | None,
    link: bool,
    **options: Any,
) -> None:
    """How fast did each indicator grow?

    Growth on the year before, with the level it starts from, whether that was printed or is
    implied by a printed rate. A gap is never bridged: what cannot be known is blank, with
    its reason. DATA is a file, the name of a bundled data set, or - for standard input.

    \b
    Methods, y the level, b the base year, n the years between:
      yoy                y_t / y_(t-1) - 1, on the year before
      lag                y_t / y_(t-N) - 1; with --annualise its N-th root
      cagr               (y_t / y_b)^(1/n) - 1, the compound annual growth rate,
                         the geometric mean of the annual factors
      mean               the arithmetic mean of the annual rates
      log                ln(y_t / y_b) / n, logarithmic (exponential) growth
      least-squares      exp(b) - 1, from ln y = a + b t by least squares
      least-squares-log  b itself

    From cagr on: one row from --from to --to. Sources: United Nations, Handbook of National
    Accounting; World Bank, World Development Indicators, Statistical methods.

    With --series the classical analysis: level, absolute change, development index and growth
    on the year before (chain) and on a fixed base, the value of 1 % of growth, and the averages.

    \b
    Examples:
      vpcli growth
      vpcli growth viet-nam-gdp --from 2015 --csv
      vpcli growth viet-nam-gdp --computed --sort growth_pct -r
      vpcli growth viet-nam-gdp --method cagr --from 1990 --to 2020
      vpcli growth viet-nam-gdp --wide --from 2018
      vpcli growth viet-nam-gdp --sort growth_pct -r --top 5
      vpcli growth viet-nam-gdp --series --from 2019 --base 2019
      vpcli growth --value 2018=215811 --value 2019=244794
      vpcli growth viet-nam-gdp --chart
    """
    from vpcli.cli.stream import streamed

    ask = partial(
        growth,
        method=method,
        lag=lag,
        annualise=annualise,
        deflator=deflator,
        per=per,
        relative_to=relative_to,
        across=across,
        shown=options["columns"] if across else None,
        analysed=analysed,
        base=base,
        rebase=rebase,
        link=link,
    )
    is_plain = not any(ask.keywords.values())
    if is_plain and streamed("growth", options, ask):
        return
    from vpcli.cli.run import run

    short = "growth" if is_plain else ""
    run(ask, options | {"columns": None} if across else options, short=short)
