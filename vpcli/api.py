"""vpcli from Python: the commands under their names, each returning a table.

>>> import vpcli
>>> for row in vpcli.growth("vinh-phuc-2019", indicator="exports"):
...     print(row["year"], row["base"], row["growth_pct"], row["basis"])
2019 2245.61403509 14 published

Options have the names of the command line, `first` and `last` for the years --from and --to.
Levels are in the unit of the indicator, rates in per cent, as `Decimal`; a cell that cannot be
known is None, with its reason beside it. Every error is a `vpcli.VpcliError` that says what,
where, why and what to do; what should be looked at in data is a `vpcli.VpcliWarning`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Unpack

from vpcli import keywords, questions, values
from vpcli.answers import answer
from vpcli.core.facts.model import Dataset
from vpcli.core.select import Selection
from vpcli.errors import VpcliError, VpcliWarning
from vpcli.keywords import (
    Computed,
    Data,
    Explained,
    Facts,
    Names,
    Number,
    one_of,
    public,
    read,
    several,
)
from vpcli.loading import datasets, load, template
from vpcli.questions import Question
from vpcli.table import Row, Table, table_of

__all__ = [
    "Data",
    "Row",
    "Table",
    "VpcliError",
    "VpcliWarning",
    "attainment",
    "check",
    "contribution",
    "datasets",
    "explain",
    "growth",
    "load",
    "projection",
    "report",
    "show",
    "summary",
    "template",
]


@public
def growth(
    data: Data,
    *,
    method: str | None = None,
    lag: int | None = None,
    annualise: bool = False,
    deflator: str | None = None,
    per: str | None = None,
    relative_to: str | None = None,
    wide: bool = False,
    series: bool = False,
    base: int | None = None,
    rebase: Number | None = None,
    link: bool = False,
    **options: Unpack[Computed],
) -> Table:
    """How fast did each indicator grow?

    Growth in per cent (percentage points of a rate) on the year before, or by another method:
    lag, cagr, mean, log, least-squares, least-squares-log. `deflator`, `per` and `relative_to`
    name what it is measured against; `series` is the classical analysis on a chain and on a
    fixed `base`; `wide` has years across, of one of the `columns`; `link` joins editions.

    >>> import vpcli
    >>> vpcli.growth("viet-nam-gdp", method="cagr", first=1990, last=2020)[0]["growth_pct"]
    Decimal('6.79670820094')
    """
    shown = several(options.pop("columns", ())) if wide else ()
    ask = partial(
        questions.growth,
        method=one_of(method, questions.METHODS),
        lag=None if lag is None else values.whole_number(lag, *values.LAGS),
        annualise=annualise,
        deflator=deflator,
        per=per,
        relative_to=relative_to,
        across=wide,
        shown=",".join(shown),
        analysed=series,
        base=keywords.year(base),
        rebase=read(values.level, rebase),
        link=link,
    )
    return _answer(ask, data, options)


@public
def attainment(
    data: Data,
    *,
    fail_under: Number | None = None,
    fail_if: str | None = None,
    met_at: Number | None = None,
    progress: bool = False,
    **options: Unpack[Computed],
) -> Table:
    """How far was the plan met?

    `met_at` counts a plan as met from so many per cent of it; `failed` of the table tells of
    `fail_under`, in per cent, and of `fail_if="not-met"`. `progress` is the way to a target of
    several years.

    >>> import vpcli
    >>> row = vpcli.attainment("vinh-phuc-2019", indicator="industry")[0]
    >>> row["attainment_pct"], row["verdict"], row["basis"]
    (Decimal('109.9'), 'exceeded', 'published')
    """
    ask = partial(
        questions.attainment,
        fail_under=read(values.percent, fail_under),
        fail_if_not_met=one_of(fail_if, ("not-met",)) is not None,
        met_at=read(values.percent, met_at),
        progress=progress,
    )
    return _answer(ask, data, options)


@public
def projection(
    data: Data,
    *,
    growth: Number | None = None,
    scenarios: Mapping[str, Number | None] | Names = (),
    target: Number | None = None,
    by: int | None = None,
    reach: Number | None = None,
    trend: Names = (),
    window: int | None = None,
    assess: bool = False,
    rules: str | None = None,
    limit: Number | None = None,
    **options: Unpack[Computed],
) -> Table:
    """What growth does the target require?

    With `growth` or `scenarios` (per cent a year by name, None as the data plan it, to the year
    `last`), `target` and `by`, `reach` or `trend` (of the latest `window` years): the path ahead.
    `assess` tells whether it is on track, by `rules` near a natural `limit`.

    >>> import vpcli
    >>> path = vpcli.projection(vpcli.load(values={2019: 2560}), target=4000, by=2023)
    >>> [(row["year"], round(row["growth_pct"], 2)) for row in path][-1]
    (2023, Decimal('11.80'))
    """
    named = scenarios if isinstance(scenarios, Mapping) else dict.fromkeys(several(scenarios))
    ask = partial(
        questions.projection,
        growth=read(values.percent, growth),
        scenarios={name: read(values.percent, rate) for name, rate in named.items()},
        target=read(values.level, target),
        by=keywords.year(by),
        reach=read(values.level, reach),
        trends=[values.choice(one, questions.TRENDS) for one in several(trend)],
        window=None if window is None else values.whole_number(window, *values.WINDOWS),
        assessed=assess,
        rules=one_of(rules, questions.RULES),
        limit=read(values.level, limit),
    )
    return _answer(ask, data, options)


@public
def contribution(data: Data, **options: Unpack[Computed]) -> Table:
    """Which parts made the growth?

    >>> import vpcli
    >>> table = vpcli.contribution("vinh-phuc-grdp", source="yearbook-2019")
    >>> {row["indicator"]: row["contribution_pp"] for row in table.to_dicts(digits=2)}["industry"]
    Decimal('5.91')
    """
    return _answer(questions.contribution, data, options)


@public
def summary(
    data: Data,
    *,
    year: int | None = None,
    as_growth: bool = False,
    fail_under: Number | None = None,
    fail_if: str | None = None,
    **options: Unpack[Computed],
) -> Table:
    """All of it in the table that official annexes print.

    `failed` of the table tells of `fail_under` and `fail_if`, as that of `attainment`.

    >>> import vpcli
    >>> vpcli.summary("vinh-phuc-2019")[0]["actual_to_plan"]
    Decimal('109.9')
    """
    ask = partial(
        questions.summary,
        year=keywords.year(year),
        as_growth=as_growth,
        fail_under=read(values.percent, fail_under),
        fail_if_not_met=one_of(fail_if, ("not-met",)) is not None,
    )
    return _answer(ask, data, options)


@public
def report(data: Data, *, sections: Names = (), **options: Unpack[Computed]) -> Table:
    """All of it on one page to hand in, to be written as html, docx or md; it has no rows.

    `sections` are those asked for: text, summary, growth, attainment, targets, contribution,
    check.

    >>> import vpcli
    >>> page = vpcli.report("vinh-phuc-2019", sections="text", indicator="industry")
    >>> page.to_text("md", lang="vi").splitlines()[-1].partition(" ước")[0]
    'Giá trị sản xuất công nghiệp năm 2019'
    """
    ask = partial(questions.page, sections=several(sections))
    return _answer(ask, data, options)


@public
def check(
    data: Data,
    *,
    grades: bool = False,
    strict: bool = False,
    one_source: bool = False,
    revisions: bool = False,
    require_checked: bool = False,
    **options: Unpack[Facts],
) -> Table:
    """Do the published figures agree? One row for each finding; none where they do.

    `grades` has a row for every figure that others bind; `revisions` what later editions changed.
    `failed` of the table tells of disagreements, and with `require_checked` of figures not bound.

    >>> import vpcli
    >>> len(vpcli.check("vinh-phuc-2019"))
    0
    """
    ask = partial(
        questions.check,
        grades=grades,
        strict=strict,
        one_source=one_source,
        revisions=revisions,
        require_checked=require_checked,
    )
    return _answer(ask, data, options)


@public
def explain(
    indicator: str,
    year: int | None = None,
    measure: str | None = None,
    *,
    data: Data,
    first: int | None = None,
    growth: Number | None = None,
    method: str | None = None,
    **options: Unpack[Explained],
) -> Table:
    """Where does this number come from?

    `first` is the base year of average-growth, projected and ratio; `growth` that of projected.

    >>> import vpcli
    >>> told = vpcli.explain("industry", 2018, "actual", data="vinh-phuc-2019")
    >>> print(told.to_text(width=120).splitlines()[2])
    Industrial production value, actual 2018: 215,811 e≈ billion VND (215,800–215,821)
    """
    ask = partial(
        questions.explain,
        year=keywords.year(year),
        measure=measure,
        base=keywords.year(first),
        growth=read(values.percent, growth),
        method=one_of(method, questions.AVERAGES),
    )
    return _answer(ask, data, {**options, "indicator": indicator})


@public
def show(data: Data, **options: Unpack[Facts]) -> Table:
    """The facts as loaded, with file and line.

    >>> import vpcli
    >>> vpcli.show("vinh-phuc-2019", indicator="retail", first=2019, last=2019)[0]["printed"]
    'gần 51 nghìn tỷ đồng'
    """
    return _answer(questions.show, data, options)


def _answer(ask: Callable[[], Question], data: Data, options: Mapping[str, Any]) -> Table:
    first, last = keywords.year(options.get("first")), keywords.year(options.get("last"))
    values.years_in_order(first, last)
    selection = Selection(
        several(options.get("indicator")),
        several(options.get("area")),
        several(options.get("source")),
        read(values.date, options.get("as_of")),
        bool(options.get("computed")),
    )
    question = ask()
    dataset = data if isinstance(data, Dataset) else load(data)
    files = frozenset(one.facts[0].place.file for one in dataset.series if one.facts)
    return table_of(answer(question, dataset, selection, first, last), options, files)
