"""vpcli from Python: the commands under their names, each returning a table.

>>> import vpcli
>>> for row in vpcli.growth("vinh-phuc-2019", indicator="exports"):
...     print(row["year"], row["base"], row["growth_pct"], row["basis"])
2019 2245.61403509 14 published

Levels are in the unit of the indicator, rates in per cent, as `Decimal`; a cell that cannot be
known is None, with its reason beside it. Every error is a `vpcli.errors.VpcliError` that says
what, where, why and what to do.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TypedDict, TypeVar, Unpack, overload

from vpcli.core.model import Dataset, Measure
from vpcli.core.number import NumberFormat
from vpcli.core.report import Report
from vpcli.errors import InvocationError, Problem, VpcliError
from vpcli.readers import DEFAULT, ReadOptions
from vpcli.readers import load as read
from vpcli.readers.typed import read_typed
from vpcli.writers.display import Style

__all__ = [
    "Data",
    "Row",
    "Selection",
    "Table",
    "attainment",
    "check",
    "contribution",
    "explain",
    "growth",
    "load",
    "projection",
    "show",
    "summary",
]

Data = str | os.PathLike[str] | Dataset
"""A file, the name of a bundled data set, "-" for standard input, or what `load` returned."""
Row = dict[str, str | int | Decimal | None]
"""Cells by column name."""
_Compute = Callable[[Dataset, int | None, int | None], Report]
_Result = TypeVar("_Result")


class Selection(TypedDict, total=False):
    """What to keep of the data; names and patterns are those of the command line."""

    indicator: str | Sequence[str]
    area: str | Sequence[str]
    source: str | Sequence[str]
    as_of: str
    """Only sources up to a date."""
    first: int
    """First year."""
    last: int
    """Last year."""
    computed: bool
    """Ignore printed rates; compute from levels only."""


class Table(Sequence[Row]):
    """What a command answers: rows by column name, and the same as text in every format."""

    def __init__(self, report: Report) -> None:
        """Hold a report; `report` has all that a writer needs."""
        self.report = report
        self._rows = self.to_dicts()

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in the order of the CSV."""
        from vpcli.writers.machine import machine_columns

        return [column.name for column in machine_columns(self.report, Style())]

    def to_dicts(self, lang: str = "en", digits: int | None = None) -> list[Row]:
        """Return the rows as dicts; computed numbers to 12 significant digits, or to `digits`.

        >>> import vpcli
        >>> growth = vpcli.growth("viet-nam-gdp", last=1986)
        >>> [row["growth_pct"] for row in growth.to_dicts(digits=2)]
        [None, Decimal('3.81'), Decimal('2.79')]
        """
        from vpcli.writers.machine import machine_columns, plain

        style = Style(lang, digits)
        columns = machine_columns(self.report, style)
        return [
            {column.name: plain(row, column, style) for column in columns}
            for row in self.report.rows
        ]

    def to_text(
        self,
        format: str = "table",
        lang: str = "en",
        digits: int | None = None,
        width: int | None = None,
    ) -> str:
        """Return the table as text: table, csv, tsv, json, jsonl, md, html and so on.

        >>> import vpcli
        >>> text = vpcli.attainment("vinh-phuc-2019", indicator="industry").to_text("csv", digits=1)
        >>> text.splitlines()[1].split(",")[5:11]
        ['222742.5', '', '', '244794', '22051.5', '109.9']
        """
        from vpcli.writers import FORMATS, render

        if format not in FORMATS:
            fields = {"text": format, "known": ", ".join(FORMATS)}
            raise _in_words(InvocationError(Problem("unknown-format", fields)))
        try:
            made = render(self.report, format, Style(lang, digits, width=width))
            if isinstance(made, bytes):
                raise InvocationError(Problem("not-for-a-terminal", {"format": format}))
        except InvocationError as error:
            raise _in_words(error) from None
        return made

    @overload
    def __getitem__(self, position: int) -> Row: ...
    @overload
    def __getitem__(self, position: slice) -> list[Row]: ...
    def __getitem__(self, position: int | slice) -> Row | list[Row]:
        """Return a row, or several."""
        return self._rows[position]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows as dicts."""
        return iter(self._rows)

    def __str__(self) -> str:
        """Return the table as the terminal shows it."""
        return self.to_text()


def load(
    *data: str | os.PathLike[str],
    values: Mapping[int, object] | None = None,
    plans: Mapping[int, object] | None = None,
    unit: str | None = None,
    numbers: str | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> Dataset:
    """Read files and bundled data sets as one data set, or make one of levels by year.

    `columns` are headings by role, as after --column: {"plan 2023": "Budget"}. What should be
    looked at is in `warnings` of the result.

    >>> import vpcli
    >>> data = vpcli.load(values={2019: "gần 51 nghìn tỷ đồng"}, plans={2020: "56 nghìn tỷ"})
    >>> vpcli.projection(data)[0]["required_growth_pct"]
    Decimal('9.80392156863')
    """
    how = ReadOptions(NumberFormat(numbers) if numbers else None, delimiter, encoding, sheet=sheet)
    if columns:
        from vpcli.readers.tables.naming import parse_naming

        named = [f"{role}={heading}" for role, heading in columns.items()]
        how = replace(how, columns=_said(lambda: tuple(map(parse_naming, named))))
    if values or plans:
        typed = {
            "value": [f"{year}={text}" for year, text in (values or {}).items()],
            "plan": [f"{year}={text}" for year, text in (plans or {}).items()],
        }
        return _said(lambda: read_typed(typed, unit, how))
    return _said(lambda: read([os.fspath(one) for one in data] or [DEFAULT], how))


def growth(
    data: Data = DEFAULT,
    *,
    method: str = "yoy",
    lag: int = 1,
    annualise: bool = False,
    **selection: Unpack[Selection],
) -> Table:
    """How fast did each indicator grow?

    Growth in per cent (percentage points of a rate) on the year before, or by another method:
    lag, cagr, mean, log, least-squares, least-squares-log.

    >>> import vpcli
    >>> vpcli.growth("viet-nam-gdp", method="cagr", first=1990, last=2020)[0]["growth_pct"]
    Decimal('6.79670820094')
    """
    if method == "yoy":
        from vpcli.core.growth import growth as compute

        return _answer(compute, data, selection)
    from vpcli.core.methods import Method, growth_over

    how = partial(growth_over, method=Method(method), lag=lag, annualise=annualise)
    return _answer(how, data, selection)


def attainment(
    data: Data = DEFAULT, *, met_at: Decimal | None = None, **selection: Unpack[Selection]
) -> Table:
    """How far was the plan met?

    >>> import vpcli
    >>> row = vpcli.attainment("vinh-phuc-2019", indicator="industry")[0]
    >>> row["attainment_pct"], row["verdict"], row["basis"]
    (Decimal('109.9'), 'exceeded', 'published')
    """
    from vpcli.core.attainment import attainment as compute

    return _answer(partial(compute, met_at=met_at), data, selection)


def projection(
    data: Data = DEFAULT,
    *,
    scenarios: Mapping[str, object] | None = None,
    target: object = None,
    by: int | None = None,
    reach: object = None,
    **selection: Unpack[Selection],
) -> Table:
    """What growth does the target require?

    With `scenarios` (growth in per cent by name, to the year `last`), `target` and `by`, or
    `reach`: the path ahead.

    >>> import vpcli
    >>> path = vpcli.projection(vpcli.load(values={2019: 2560}), target=4000, by=2023)
    >>> [(row["year"], round(row["growth_pct"], 2)) for row in path][-1]
    (2023, Decimal('11.80'))
    """
    if not scenarios and target is None and reach is None:
        from vpcli.core.projection import projection as compute

        return _answer(compute, data, selection)
    from vpcli.core.path import Asked, path

    rates = {name: _decimal(rate) for name, rate in (scenarios or {}).items()}
    level, reached = (None if one is None else _decimal(one) for one in (target, reach))
    asked = Asked(rates, selection.get("last"), level, by, reached)
    return _answer(lambda dataset, first, _last: path(dataset, first, asked), data, selection)


def contribution(data: Data = "vinh-phuc-grdp", **selection: Unpack[Selection]) -> Table:
    """Which parts made the growth?

    >>> import vpcli
    >>> points = vpcli.contribution(source="yearbook-2019").to_dicts(digits=2)
    >>> {row["indicator"]: row["contribution_pp"] for row in points}["industry"]
    Decimal('5.91')
    """
    from vpcli.core.contribution import contribution as compute

    return _answer(compute, data, selection)


def summary(
    data: Data = DEFAULT,
    *,
    year: int | None = None,
    as_growth: bool = False,
    **selection: Unpack[Selection],
) -> Table:
    """All of it in the table that official annexes print.

    >>> import vpcli
    >>> vpcli.summary()[0]["actual_to_plan"]
    Decimal('109.9')
    """
    from vpcli.core.summary import summary as compute

    return _answer(partial(compute, year=year, as_growth=as_growth), data, selection)


def check(
    data: Data = DEFAULT,
    *,
    grades: bool = False,
    strict: bool = False,
    **selection: Unpack[Selection],
) -> Table:
    """Do the published figures agree? One row for each finding; none where they do.

    >>> import vpcli
    >>> len(vpcli.check("vinh-phuc-2019"))
    0
    """
    from vpcli.core.check import check as compute

    return _answer(partial(compute, grades=grades, strict=strict), data, selection)


def explain(
    indicator: str, year: int | None = None, measure: str | None = None, data: Data = DEFAULT
) -> Table:
    """Where does this number come from?

    >>> import vpcli
    >>> print(vpcli.explain("industry", 2018, "actual").to_text(width=120).splitlines()[2])
    Industrial production value, actual 2018: 215,811 e≈ billion VND (215,800–215,821)
    """
    from vpcli.core.explain import explain as compute

    def asked(dataset: Dataset, _first: int | None, _last: int | None) -> Report:
        from vpcli.cli.run import measure_named
        from vpcli.core.explain import EXPLAINED

        named: Measure | None = measure_named(measure, EXPLAINED)
        return compute(dataset, year, named)

    return _answer(asked, data, {"indicator": indicator})


def show(data: Data = DEFAULT, **selection: Unpack[Selection]) -> Table:
    """The facts as loaded, with file and line.

    >>> import vpcli
    >>> vpcli.show(indicator="retail", first=2019, last=2019)[0]["printed"]
    'gần 51 nghìn tỷ đồng'
    """
    from vpcli.core.show import show as compute

    return _answer(compute, data, selection)


def _answer(compute: _Compute, data: Data, selection: Selection) -> Table:
    from vpcli.cli.run import narrowed

    globs = {name: _several(selection.get(name)) for name in ("indicator", "area", "source")}
    options = {**globs, "as_of": selection.get("as_of"), "computed": selection.get("computed")}

    def made() -> Report:
        dataset = narrowed(data if isinstance(data, Dataset) else load(data), options)
        return compute(dataset, selection.get("first"), selection.get("last"))

    return Table(_said(made))


def _several(names: object) -> tuple[str, ...]:
    if isinstance(names, str):
        return (names,)
    return tuple(names) if isinstance(names, Sequence) else ()


def _decimal(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _said(action: Callable[[], _Result]) -> _Result:
    try:
        return action()
    except VpcliError as error:
        raise _in_words(error) from None


def _in_words(error: VpcliError) -> VpcliError:
    """Give an error the words that `str` returns."""
    from vpcli.i18n import describe

    error.words = "\n".join(describe(problem, "en") for problem in error.problems)
    return error
