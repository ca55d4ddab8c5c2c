"""The table of an official annex."""

from __future__ import annotations

from vpcli.core.arithmetic import rounded
from vpcli.core.report import Number, Row
from vpcli.core.summary import summary
from vpcli.readers import ReadOptions, load
from vpcli.readers.delimited import read_csv


def shown(row: Row, *names: str) -> list[str]:
    found = []
    for name in names:
        cell = row.cells[name]
        number = isinstance(cell, Number) and cell.value is not None
        found.append(str(rounded(cell.value, cell.decimals)) if number else str(cell or ""))
    return found


LEVELS = ("previous", "plan", "actual", "next_plan")
COMPARED = ("actual_to_previous", "actual_to_plan", "next_plan_to_actual")


def test_the_press_report_as_an_annex() -> None:
    output, exports, retail, _ = summary(load(["vinh-phuc-2019"], ReadOptions())).rows
    assert shown(output, *LEVELS) == ["215811", "222742", "244794", ""]
    assert shown(output, *COMPARED, "verdict") == ["113.43", "109.9", "", "exceeded"]
    assert shown(exports, *LEVELS) == ["2245.6", "", "2560", "2945"]
    assert shown(exports, *COMPARED, "reason") == ["114", "", "115", "no-plan"]
    assert shown(retail, *COMPARED) == ["110.4", "", "110.8"]


def test_comparisons_as_growth() -> None:
    report = summary(load(["vinh-phuc-2019"], ReadOptions()), as_growth=True)
    assert shown(report.rows[0], *COMPARED) == ["13.43", "9.9", ""]


def test_parts_stand_under_their_totals() -> None:
    report = summary(load(["vinh-phuc-grdp"], ReadOptions()), year=2018)
    assert [row.cells["number"] for row in report.rows] == ["1", "1.1", "1.2", "1.3", "1.4"]
    assert {row.cells["year"] for row in report.rows} == {2018}
    assert shown(report.rows[0], "actual") == ["79965"]


def test_rates_are_compared_in_points_and_only_as_growth() -> None:
    text = """indicator;unit;direction;year;actual;plan
poor;%;down;2018;4,5;
poor;%;down;2019;3,1;3,5
poor;%;down;2020;;2,5
"""
    data = read_csv(text, "f.csv", ReadOptions())
    (row,) = summary(data).rows
    assert shown(row, *COMPARED, "verdict") == ["", "", "", "exceeded"]
    (row,) = summary(data, as_growth=True).rows
    assert shown(row, *COMPARED) == ["-1.4", "", "-0.6"]
