"""What each command is asked, from its options: how it is computed, and what does not go together.

The command line and `vpcli.api` ask by the same functions. Each returns a `Question` and loads
only what computes it; options that do not go together raise `UsageError`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from vpcli.errors import Problem, UsageError

if TYPE_CHECKING:  # what a question does not need is not loaded for it
    from vpcli.core.facts.model import Dataset
    from vpcli.core.reports.table import Report
    from vpcli.core.select import Reference

__all__ = [
    "AVERAGES",
    "METHODS",
    "RULES",
    "TRENDS",
    "Compute",
    "Question",
    "attainment",
    "check",
    "contribution",
    "explain",
    "growth",
    "page",
    "projection",
    "show",
    "summary",
]

AVERAGES = ("cagr", "mean", "log", "least-squares", "least-squares-log")
METHODS = ("yoy", "lag", *AVERAGES)
TRENDS = ("last", "cagr", "mean", "linear", "least-squares")
RULES = ("eurostat", "statcan")
"""By whose rules progress is judged where there is no target."""
_ACROSS = ("growth_pct", "value", "base", "change")

Compute = Callable[["Dataset", "int | None", "int | None"], "Report"]
"""Makes the report of a data set, from a first to a last year."""


class Question(NamedTuple):
    """How a report is computed, and what that asks of the data set."""

    compute: Compute
    reference: Reference | None = None
    """The series that are needed beside those asked for."""
    alone: bool = False
    """Whether what was given is meant for one indicator."""


def _wrong(code: str, **fields: object) -> UsageError:
    return UsageError(Problem(code, fields))


def growth(
    *,
    method: str | None = None,
    lag: int | None = None,
    annualise: bool = False,
    deflator: str | None = None,
    per: str | None = None,
    relative_to: str | None = None,
    across: bool = False,
    shown: str | None = None,
    analysed: bool = False,
    base: int | None = None,
    rebase: Decimal | None = None,
    link: bool = False,
) -> Question:
    """How fast did each indicator grow? `across` has years in columns, of the column `shown`."""
    references = {"real": deflator, "per": per, "relative": relative_to}
    named = {how: name for how, name in references.items() if name}
    if across and (analysed or method not in (None, "yoy", "lag")):
        raise _wrong("wide-by-year")
    if not analysed and (base is not None or rebase is not None):
        raise _wrong("base-with-series")
    more: dict[str, Any] = {"link": True} if link else {}
    if analysed:
        if method is not None or lag is not None or annualise or named:
            raise _wrong("series-alone")
        from vpcli.core.reports.chain_and_fixed_base import analysis

        return Question(partial(analysis, base=base, rebase=rebase or Decimal(100), **more))
    if lag is not None and method is None:
        method = "lag"
    if (lag is not None or annualise) and method != "lag":
        raise _wrong("lag-with-method")
    if named and (len(named) > 1 or method not in (None, "yoy")):
        raise _wrong("one-reference")
    question = Question(_growth(method, lag or 1, more, annualise=annualise))
    for how, name in named.items():
        question = _against(how, name, more)
    if not across:
        return question
    return question._replace(compute=_across(question.compute, shown))


def _growth(method: str | None, lag: int, more: dict[str, Any], *, annualise: bool) -> Compute:
    if method in (None, "yoy"):
        from vpcli.core.reports.growth import growth

        return partial(growth, **more) if more else growth
    from vpcli.core.reports.growth_by_method import growth_over

    return partial(growth_over, method=method, lag=lag, annualise=annualise, **more)


def _against(how: str, name: str, more: dict[str, Any]) -> Question:
    """Growth against a reference that is named by the id or name of an indicator or area."""
    from vpcli.core.reports.real_and_per_head_growth import Against, adjusted_growth
    from vpcli.core.select import Reference, is_named

    reference = Reference(name, areas=how == "relative")
    compute = partial(
        adjusted_growth,
        against=Against(how),
        chosen=lambda series: is_named(series, reference),
        **more,
    )
    return Question(compute, reference)


def _across(compute: Compute, shown: str | None) -> Compute:
    """The same with years across, of one column."""
    from vpcli.core.reports.wide import wide

    asked = (shown or _ACROSS[0]).strip()
    if asked not in _ACROSS:
        raise _wrong("wide-columns", known=", ".join(_ACROSS))
    return lambda dataset, first, last: wide(compute(dataset, first, last), asked)


def attainment(
    *,
    fail_under: Decimal | None = None,
    fail_if_not_met: bool = False,
    met_at: Decimal | None = None,
    progress: bool = False,
) -> Question:
    """How far was the plan met? Conditions and thresholds are in per cent of the plan."""
    if progress:
        if fail_under is not None or fail_if_not_met or met_at is not None:
            raise _wrong("progress-alone")
        from vpcli.core.reports.on_track import progress as way_gone

        return Question(way_gone)
    from vpcli.core.reports.attainment import attainment

    more: dict[str, Any] = {"fail_if_not_met": True} if fail_if_not_met else {}
    return Question(partial(attainment, fail_under=fail_under, met_at=met_at, **more))


def projection(
    *,
    growth: Decimal | None = None,
    scenarios: Mapping[str, Decimal | None] | None = None,
    target: Decimal | None = None,
    by: int | None = None,
    reach: Decimal | None = None,
    trends: Sequence[str] = (),
    window: int | None = None,
    assessed: bool = False,
    rules: str | None = None,
    limit: Decimal | None = None,
) -> Question:
    """What growth does the target require? Rates are in per cent a year, None as the data plan."""
    paths = {**({} if growth is None else {"growth": growth}), **(scenarios or {})}
    if (target is None) != (by is None):
        raise _wrong("target-and-by")
    if rules is not None and not assessed:
        raise _wrong("rules-with-assess")
    if limit is not None and rules != "statcan":
        raise _wrong("limit-with-rules")
    if assessed:
        if paths or trends or reach is not None or window is not None:
            raise _wrong("assess-alone")
        return _assess(target, by, rules, limit)
    if window is not None and not trends:
        raise _wrong("window-with-trend")
    if paths or trends or target is not None or reach is not None:
        return _path(paths, target, by, reach, trends, window)
    from vpcli.core.reports.projection import projection

    return Question(projection)


def _assess(
    target: Decimal | None, by: int | None, rules: str | None, limit: Decimal | None
) -> Question:
    from vpcli.core.reports.on_track import assess

    more: dict[str, Any] = {} if rules is None else {"rules": rules}
    more |= {} if limit is None else {"limit": limit}
    return Question(partial(assess, target=target, by=by, **more), alone=target is not None)


def _path(
    paths: Mapping[str, Decimal | None],
    target: Decimal | None,
    by: int | None,
    reach: Decimal | None,
    trends: Sequence[str],
    window: int | None,
) -> Question:
    """The path ahead, to the last year that is asked for."""
    from vpcli.core.measures.trends import Trend
    from vpcli.core.reports.projected_path import Asked, path
    from vpcli.core.select import planning

    rates = {name: rate for name, rate in paths.items() if rate is not None}
    plans = tuple(name for name, rate in paths.items() if rate is None)
    kinds = tuple(Trend(name) for name in trends)

    def compute(dataset: Dataset, first: int | None, last: int | None) -> Report:
        asked = Asked(rates, last, target, by, reach, kinds, window, plans)
        return _some_ahead(path(planning(dataset, plans), first, asked))

    return Question(compute, alone=target is not None or reach is not None)


def _some_ahead(report: Report) -> Report:
    """The report, without rows where none of them has a year ahead: then the year is wrong."""
    if all(row.cells["reason"] == "target-not-ahead" for row in report.rows):
        return report._replace(rows=[], empty="no-year-ahead")
    return report


def contribution() -> Question:
    """Which parts made the growth?"""
    from vpcli.core.reports.contribution import contribution

    return Question(contribution)


def summary(
    *,
    year: int | None = None,
    as_growth: bool = False,
    fail_under: Decimal | None = None,
    fail_if_not_met: bool = False,
) -> Question:
    """All of it in the table that official annexes print. Conditions are those of `attainment`."""
    from vpcli.core.reports.summary import summary

    return Question(
        partial(
            summary,
            year=year,
            as_growth=as_growth,
            fail_under=fail_under,
            fail_if_not_met=fail_if_not_met,
        )
    )


def check(
    *,
    grades: bool = False,
    strict: bool = False,
    revisions: bool = False,
    one_source: bool = False,
    require_checked: bool = False,
) -> Question:
    """Do the published figures agree?"""
    if revisions:
        if grades or strict or one_source or require_checked:
            raise _wrong("revisions-alone")
        from vpcli.core.reports.revision_table import revision_table

        return Question(revision_table)
    from vpcli.core.reports.check import check

    more: dict[str, Any] = {"one_source": True} if one_source else {}
    more |= {"require_checked": True} if require_checked else {}
    return Question(partial(check, grades=grades, strict=strict, **more))


def explain(
    *,
    year: int | None = None,
    measure: str | None = None,
    base: int | None = None,
    growth: Decimal | None = None,
    method: str | None = None,
) -> Question:
    """Where does this number come from? `base` is the first year of what is over years."""
    from vpcli.core.reports.averages_explained import OVER_YEARS, Told
    from vpcli.core.reports.explain import EXPLAINED, explain
    from vpcli.values import measure as named

    asked = named(measure, EXPLAINED)
    if asked not in OVER_YEARS and (base, growth, method) != (None, None, None):
        raise _wrong("over-years")
    told = Told(base, growth, method or AVERAGES[0])
    return Question(lambda dataset, _first, _last: explain(dataset, year, asked, told))


def page(*, sections: Sequence[str] = ()) -> Question:
    """All of it on one page to hand in; `sections` are those asked for, by name."""
    from vpcli.core.reports.page import SECTIONS, page
    from vpcli.values import choice

    asked = [choice(one, SECTIONS) for one in sections]
    return Question(partial(page, sections=asked))


def show() -> Question:
    """The facts as loaded."""
    from vpcli.core.reports.show import show

    return Question(show)
