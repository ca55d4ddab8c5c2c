"""Data for Python: files read or figures given, what is bundled, and a file to start from."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Mapping
from typing import Unpack

from vpcli.core.facts.model import Dataset
from vpcli.errors import VpcliWarning
from vpcli.i18n import LANGUAGES, describe
from vpcli.inputs import declared, typed_figures
from vpcli.keywords import Arranged, Names, Number, one_of, public, read, several, typed
from vpcli.readers import bundled
from vpcli.readers import load as read_files
from vpcli.table import Table, table_of
from vpcli.values import choice, precisions, whole_number
from vpcli.values import delimiter as read_delimiter
from vpcli.values import input_format as read_format

__all__ = ["datasets", "load", "template"]


@public
def load(
    *data: str | os.PathLike[str],
    values: Mapping[int, object] | None = None,
    plans: Mapping[int, object] | None = None,
    unit: str | None = None,
    numbers: str | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
    input_format: str | None = None,
    sheet: str | int | None = None,
    skip_lines: int = 0,
    null_value: Names = (),
    precision: Mapping[str, Number] | None = None,
    columns: Mapping[str, str] | None = None,
    stored: bool = False,
) -> Dataset:
    """Read files and bundled data sets as one data set, or make one of levels by year.

    `columns` are headings by role, as after --column: {"plan 2023": "Budget"}.
    What should be looked at is a `VpcliWarning`, and in the `warnings` of the data set.

    >>> import vpcli
    >>> data = vpcli.load(values={2019: "gần 51 nghìn tỷ đồng"}, plans={2020: "56 nghìn tỷ"})
    >>> vpcli.projection(data)[0]["required_growth_pct"]
    Decimal('9.80392156863')
    """
    given = [*(values or {}).values(), *(plans or {}).values()]
    if numbers is None and given and not any(isinstance(one, str) for one in given):
        numbers = "en"
    how = declared(
        numbers=one_of(numbers, ("en", "vi")),
        delimiter=read(read_delimiter, delimiter),
        encoding=encoding,
        input_format=read(read_format, input_format),
        sheet=None if sheet is None else str(sheet),
        skip_lines=whole_number(skip_lines, 0),
        null_value=several(null_value),
        precision=precisions(precision or {}),
        columns=[f"{role}={heading}" for role, heading in (columns or {}).items()],
        stored=stored,
    )
    names = [os.fspath(one) for one in data]
    levels, planned = (typed(one or {}, numbers) for one in (values, plans))
    dataset = typed_figures(levels, planned, unit, names, how)
    if dataset is None:
        if not names:
            raise TypeError("load() needs data: files, names of bundled data sets, or values")
        dataset = read_files(names, how)
    _warn(dataset)
    return dataset


@public
def datasets(**options: Unpack[Arranged]) -> Table:
    """What is bundled.

    >>> import vpcli
    >>> [row["dataset"] for row in vpcli.datasets()][0]
    'viet-nam-gdp'
    """
    from vpcli.core.reports.datasets import datasets

    loaded = {name: read_files([name], declared()) for name in bundled()}
    return table_of(datasets(loaded), options)


@public
def template(format: str = "yaml", lang: str = "en") -> str:
    """Start a data file of one's own: its text, as YAML or CSV.

    >>> import vpcli
    >>> vpcli.template("csv").splitlines()[-1].count(",") > 5
    True
    """
    from vpcli.i18n.templates import TEMPLATES

    return TEMPLATES[choice(format, ("yaml", "csv")), choice(lang, LANGUAGES)]


def _warn(dataset: Dataset) -> None:
    """Warn of what should be looked at, at the line outside this package that asked for it."""
    depth = 1
    while sys._getframe(depth).f_globals.get("__name__", "").startswith("vpcli."):
        depth += 1
    for problem in dataset.warnings:
        warnings.warn(describe(problem, "en"), VpcliWarning, stacklevel=depth + 1)
