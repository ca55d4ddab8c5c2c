"""SDMX-CSV 2.0: one observation for each published fact, whole, with the text as printed."""

from __future__ import annotations

import csv
from io import StringIO

from vpcli.core.facts.model import Fact, Measure, Series
from vpcli.core.facts.units import PERCENT, POINTS, TIMES
from vpcli.core.reports.table import Report
from vpcli.writers.display import Style
from vpcli.writers.machine import cell_text

__all__ = ["NOT_APPLICABLE", "write_sdmx_csv"]

_STRUCTURE = {
    "STRUCTURE": "dataflow",
    "STRUCTURE_ID": "VPCLI:FACTS(1.0)",
    "ACTION": "I",  # for information
    "FREQ": "A",  # annual
}
NOT_APPLICABLE = "_Z"
"""SDMX's code where a dimension has nothing to say."""

_DIMENSIONS = {
    "REF_AREA": "area",
    "INDICATOR": "indicator",
    "MEASURE": "measure",
    "SINCE": "since",
    "OF": "of",
    "PLAN_BY": "plan_by",
    "SOURCE": "source",
    "TIME_PERIOD": "year",
}
_UNIT = ("UNIT_MEASURE", "UNIT_MULT")
_ATTRIBUTES = {
    "OBS_STATUS": "status",
    "PRINTED": "printed",
    "NUMBERS": "numbers",
    "PRECISION": "precision",
    "QUALIFIER": "qualifier",
    "LOW": "low",
    "HIGH": "high",
    "NAME": "name",
    "AREA_NAME": "area_name",
    "UNIT": "unit",
    "KIND": "kind",
    "DIRECTION": "direction",
    "PRICE_BASIS": "price_basis",
    "GROWTH_METHOD": "growth_method",
    "BASE_YEAR": "base_year",
    "NATURAL_LIMIT": "natural_limit",
    "PLANS_ADD_UP": "plans_add_up",
    "PART_OF": "part_of",
    "SOME_PART_OF": "some_part_of",
    "SOURCE_DATE": "source_date",
    "SOURCE_TITLE": "source_title",
    "NOTE": "note",
}
_CODES = {PERCENT: "PT", POINTS: "PP", TIMES: "TIMES"}


def write_sdmx_csv(report: Report, style: Style) -> str:
    """Return facts as SDMX-CSV; a blank dimension is not applicable."""
    columns = {column.name: column for column in report.columns}
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_STRUCTURE, *_DIMENSIONS, "OBS_VALUE", *_UNIT, *_ATTRIBUTES])
    for row in report.rows:
        if row.series is None or row.fact is None:
            continue
        cells = {name: cell_text(row, column, style) for name, column in columns.items()}
        key = [cells[name] or NOT_APPLICABLE for name in _DIMENSIONS.values()]
        value = [cells["value"], *_unit(row.fact, row.series)]
        attributes = [cells[name] for name in _ATTRIBUTES.values()]
        writer.writerow([*_STRUCTURE.values(), *key, *value, *attributes])
    return out.getvalue()


def _unit(fact: Fact, series: Series) -> tuple[str, int]:
    """The unit of the value, and the power of ten in front of it."""
    if fact.measure.is_in_unit:
        unit = series.indicator.unit
        return _CODES.get(unit.base or "", unit.base or ""), unit.exponent
    if fact.measure is Measure.MULTIPLE:
        return _CODES[TIMES], 0
    return _CODES[POINTS if fact.measure is Measure.CONTRIBUTION else PERCENT], 0
