"""`vpcli growth`."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from vpcli.cli.language import wrong_usage
from vpcli.cli.options import YEAR, WholeNumber, chart_option, completes, level, report_options

if TYPE_CHECKING:
    from vpcli.cli.options import Options
    from vpcli.cli.run import Compute
    from vpcli.core.select import Reference

__all__ = ["command"]

_ACROSS = ("growth_pct", "value", "base", "change")
_METHODS = ("yoy", "lag", "cagr", "mean", "log", "least-squares", "least-squares-log")


@click.command("growth")
@click.option(
    "--method",
    type=click.Choice(_METHODS),
    help="How growth is measured, see above.  [default: yoy]",
)
@click.option(
    "--lag", metavar="N", type=WholeNumber(1, 500), help="Years to look back, with --method lag."
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
@click.option(
    "--rebase",
    metavar="NUMBER",
    callback=level,
    help="What the index is at its base.  [default: 100]",
)
@chart_option
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

    special = method, lag, annualise, deflator, per, relative_to, across, analysed, base, rebase
    if not any(special) and streamed("growth", options, _growth):
        return
    from vpcli.cli.run import run

    if across and (analysed or method not in (None, "yoy", "lag")):
        raise wrong_usage("wide-by-year")
    if not analysed and (base is not None or rebase is not None):
        raise wrong_usage("base-with-series")
    if analysed:
        if method is not None or lag is not None:
            raise wrong_usage("series-alone")
        from vpcli.core.analysis import analysis

        run(partial(analysis, base=base, rebase=rebase or Decimal(100)), options)
        return
    if lag is not None and method is None:
        method = "lag"
    if (lag is not None or annualise) and method != "lag":
        raise wrong_usage("lag-with-method")
    compute = _growth()
    if method not in (None, "yoy"):
        from vpcli.core.methods import Method, growth_over

        chosen = Method(method)
        compute = partial(growth_over, method=chosen, lag=lag or 1, annualise=annualise)
    references = {"real": deflator, "per": per, "relative": relative_to}
    named = {how: name for how, name in references.items() if name}
    if named and (len(named) > 1 or method not in (None, "yoy")):
        raise wrong_usage("one-reference")
    for how, name in named.items():
        from vpcli.core.select import Reference

        reference = Reference(name, how == "relative")
        compute = _against(how, reference)
        options["reference"] = reference
    if across:
        compute = _across(compute, options)
    run(compute, options)


def _growth() -> Compute:
    from vpcli.core.growth import growth

    return growth


def _against(how: str, reference: Reference) -> Compute:
    """Growth against a reference that is named by the id or name of an indicator or area."""
    from vpcli.core.adjust import Against, adjusted_growth
    from vpcli.core.select import is_named

    return partial(
        adjusted_growth,
        against=Against(how),
        chosen=lambda series: is_named(series, reference),
    )


def _across(compute: Compute, options: Options) -> Compute:
    """The same with years across, of the one column that -c names, or growth."""
    from vpcli.core.wide import wide

    asked = (options["columns"] or "growth_pct").strip()
    if asked not in _ACROSS:
        raise wrong_usage("wide-columns", known=", ".join(_ACROSS))
    options["columns"] = None
    return lambda dataset, first, last: wide(compute(dataset, first, last), asked)
