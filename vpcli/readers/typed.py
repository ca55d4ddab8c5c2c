"""Figures typed on the command line: a data set without a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vpcli.core.facts.model import Dataset, Words
from vpcli.core.facts.number import NumeralError
from vpcli.core.facts.phrase import parse_phrase
from vpcli.core.facts.units import PERCENT, parse_unit
from vpcli.errors import Place
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader

__all__ = ["INDICATOR", "read_typed"]

INDICATOR = "value"
"""The id of the one indicator that typed figures are of."""


def read_typed(
    typed: Mapping[str, Sequence[str]], unit: str | None, options: ReadOptions
) -> Dataset:
    """Make a data set from texts such as 2019=244794, by option and so by column.

    Without a unit, that of the first figure printed with one. Raises `DataError` with every
    problem, each naming its option.
    """
    entries = []
    for option, column in (("value", "actual"), ("plan", "plan")):
        for typed_text in typed.get(option, ()):
            year, _, text = typed_text.partition("=")
            place = Place(f"--{option} {typed_text}")
            entries.append((column, place, year.strip(), text.strip()))
    reader = RecordReader("--value", options)
    if not unit:
        rates = [entry for entry in entries if parse_unit(_unit(entry[3])).base == PERCENT]
        for _, place, _, text in rates if len(rates) < len(entries) else ():
            reader.problem("typed-rate-and-level", place, text=text)
        unit = next((found for *_, text in entries if (found := _unit(text))), "")
    for column, place, year, text in entries:
        again = [one[2] for one in entries if one[0] == column].count(year) > 1
        if again or not text:
            code = "year-typed-twice" if text else "not-year-and-figure"
            reader.problem(code, place, year=year)
            continue
        cells = {"indicator": INDICATOR, "unit": unit, "year": year, column: text}
        reader.add(cells, place, measures={column: place})
    dataset = reader.dataset()
    named = [
        one._replace(indicator=one.indicator._replace(name=Words("Typed figures", "Số liệu nhập")))
        for one in dataset.series
    ]
    return dataset._replace(series=tuple(named))


def _unit(text: str) -> str:
    try:
        return parse_phrase(text).units[-1]
    except NumeralError:
        return ""
