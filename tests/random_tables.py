"""Facts, and a table that prints them in a random layout: reading gives the same or refuses.

python tests/random_tables.py --tables 20000
"""

from __future__ import annotations

import argparse
import io
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from openpyxl import Workbook

from vpcli.core.facts.model import Dataset
from vpcli.errors import DataError
from vpcli.readers.options import ReadOptions
from vpcli.readers.registry import read

NAMES = ("Than", "Thép", "Lúa gạo", "Xi măng", "Cá biển", "Phân bón")
SECTIONS = ("Khu vực nhà nước", "Khu vực tư nhân")
AREAS = ("Hà Nội", "Huế", "Cần Thơ")
UNITS = ("tỷ đồng", "nghìn tấn", "triệu USD", "con")


class Told(NamedTuple):
    """One fact, as far as a table tells it: who, unit, year, measure, value, status."""

    area: str
    name: str
    unit: str
    year: int
    measure: str
    value: Decimal
    status: str


class Column(NamedTuple):
    """A column of figures: what it is, the ways to head it in one cell, and in two rows."""

    measure: str
    year: int
    status: str
    heads: tuple[str, ...]
    pair: tuple[str, str]


class Made(NamedTuple):
    """A table as rows of cells, the merged ones by row and column, and its facts."""

    rows: list[list[str]]
    spans: list[tuple[int, int, int, int]]
    facts: set[Told]
    layout: str


def columns_of(random: Random, year: int) -> list[Column]:
    """Columns of two years: results, and now and then a plan and comparisons."""
    before = year - 1
    states = {
        "": (f"Năm {year}", f"{year}", f"Thực hiện năm {year}", f"TH {year}"),
        "P": (f"Sơ bộ năm {year}", f"Sơ bộ {year}", f"{year} (p)"),
        "E": (f"Ước tính năm {year}", f"ƯTH {year}", f"Ước thực hiện {year}"),
    }
    status = random.choice(list(states))
    pair = {"": "Thực hiện", "P": "Sơ bộ", "E": "Ước thực hiện"}[status]
    made = [
        Column(
            "actual", before, "", (f"Năm {before}", str(before)), (f"Năm {before}", "Thực hiện")
        ),
        Column("actual", year, status, states[status], (f"Năm {year}", pair)),
    ]
    if random.random() < 0.5:
        heads = (f"Kế hoạch năm {year}", f"KH {year}", f"Dự toán {year}")
        made.insert(1, Column("plan", year, "", heads, (f"Năm {year}", "Kế hoạch")))
        if random.random() < 0.5:
            heads = (f"TH {year}/KH {year}", f"Năm {year} so với kế hoạch năm (%)", "TH/KH (%)")
            made.append(Column("attainment", year, "", heads, ("So sánh (%)", f"TH/KH {year}")))
    if random.random() < 0.5:
        heads = (
            f"Năm {year} so với năm {before} (%)",
            f"Năm {year} so với năm trước (%)",
            f"{year}/{before} (%)",
        )
        made.append(Column("growth", year, "", heads, ("So sánh (%)", f"{year}/{before}")))
    if random.random() < 0.2:
        made.append(Column("", 0, "", (f"Quý IV năm {year}", f"9 tháng {year}"), ("", "")))
    if random.random() < 0.2:
        made.append(Column("", 0, "", (f"KH {year} (%)", "Mức độ khác (%)"), ("", "")))
    return made


def figure(random: Random, column: Column) -> tuple[str, Decimal, str]:
    """A printed figure with its value, and the status that a flag behind it says."""
    if column.measure in ("growth", "attainment"):
        tenths = random.randint(800, 1400)
    else:
        tenths = random.randint(11, 99999)
    value = Decimal(tenths) / 10
    text = f"{value:.1f}".replace(".", ",")
    flag, status = random.choice(
        (("", ""),) * 12 + ((" b", "B"), ("(p)", "P"), ("*", ""), (" r", ""))
    )
    if column.measure == "growth":
        value -= 100
    return text + flag, value, status


def weakest(*statuses: str) -> str:
    """What a status and a flag come to together."""
    said = [status for status in statuses if status]
    return next((status for status in "BEP" if status in said), "A")


def wide(random: Random) -> Made:
    """Names down, years across."""
    year = random.randint(1995, 2030)
    columns = columns_of(random, year)
    two = random.random() < 0.4 and all(column.pair[0] for column in columns)
    unit_at = random.choice(("column", "above", "name"))
    sections = random.random() < 0.3
    numbered = random.random() < 0.3
    corner = random.choice(("Chỉ tiêu", "Sản phẩm", ""))
    lead = ["STT"] * numbered + [corner] + ["Đơn vị tính"] * (unit_at == "column")
    unit = random.choice(UNITS)
    rows: list[list[str]] = [["Bảng 1. Kết quả"]]
    if unit_at == "above":
        rows.append([""] * len(lead) + [random.choice((f"Đơn vị tính: {unit}", unit))])
    spans: list[tuple[int, int, int, int]] = []
    if two:
        columns = sorted(columns, key=lambda column: (column.pair[0][:3] == "So ", column.pair[0]))
        above, below, last = [*lead], [""] * len(lead), ""
        for column in columns:
            above.append("" if column.pair[0] == last else column.pair[0])
            below.append(column.pair[1])
            last = column.pair[0]
        at = len(rows)
        for start in range(len(lead), len(above)):
            width = next(
                (n for n in range(1, len(above) - start) if above[start + n]), len(above) - start
            )
            if above[start] and width > 1:
                spans.append((at, start, at, start + width - 1))
        rows += [above, below]
    else:
        rows.append([*lead, *(random.choice(column.heads) for column in columns)])
    facts: set[Told] = set()
    names = random.sample(NAMES, random.randint(2, 4))
    number = 0
    for section in SECTIONS if sections else ("",):
        if section:
            rows.append([""] * numbered + [section])
        for name in names:
            number += 1
            own = unit if unit_at == "above" else random.choice(UNITS)
            shown = f"{name} ({own})" if unit_at == "name" else name
            cells = [str(number)] * numbered + [shown] + [own] * (unit_at == "column")
            who = f"{section}, {shown}" if section else shown
            for column in columns:
                text, value, flag = figure(random, column)
                cells.append(text)
                if column.measure:
                    status = weakest(column.status, flag)
                    facts.add(Told("", who, own, column.year, column.measure, value, status))
            rows.append(cells)
    width = max(map(len, rows))
    if random.random() < 0.3:
        rows.append(["Nguồn: Cục Thống kê"])
    padded = [row if len(row) == 1 else [*row, *[""] * (width - len(row))] for row in rows]
    return Made(padded, spans, facts, f"wide{' two rows' * two}{' sections' * sections}")


def down(random: Random) -> Made:
    """Years down, indicators across, with or without areas and a dimension."""
    first = random.randint(1995, 2030)
    has_area, has_sex = random.random() < 0.5, random.random() < 0.3
    heads = random.sample([("Than", "tấn"), ("Xuất khẩu", "triệu USD"), ("Dân số", "người")], 2)
    if has_sex:
        heads = heads[:1]
    rows = [["Tỉnh"] * has_area + ["Năm"] + ["Giới"] * has_sex + [f"{n} ({u})" for n, u in heads]]
    facts: set[Told] = set()
    for area in AREAS[:2] if has_area else ("",):
        for year in range(first, first + 3):
            for sex in ("Nam", "Nữ", "Tổng số") if has_sex else ("",):
                shown = random.choice((str(year), f"Năm {year}", f"{year}.0"))
                cells = [area] * has_area + [shown] + [sex] * has_sex
                for name, unit in heads:
                    value = Decimal(random.randint(11, 99999)) / 10
                    cells.append(f"{value:.1f}".replace(".", ","))
                    who = f"{name}, {sex}" if sex not in ("", "Tổng số") else name
                    facts.add(Told(area, who, unit, year, "actual", value, "A"))
                rows.append(cells)
    return Made(rows, [], facts, f"down{' areas' * has_area}{' sex' * has_sex}")


def across(random: Random) -> Made:
    """Areas down, years across, the indicator in the title."""
    first = random.randint(1995, 2030)
    rows = [["Dân số trung bình (người)"], ["Địa phương", str(first), f"Sơ bộ {first + 1}"]]
    facts: set[Told] = set()
    for area in AREAS:
        cells = [area]
        for at in range(2):
            value = Decimal(random.randint(11, 99999)) / 10
            cells.append(f"{value:.1f}".replace(".", ","))
            name, status = "Dân số trung bình", "P" if at else "A"
            facts.add(Told(area, name, "người", first + at, "actual", value, status))
        rows.append(cells)
    return Made([rows[0], *rows[1:]], [], facts, "across")


def tidy(random: Random) -> Made:
    """A row for each name and year."""
    first = random.randint(1995, 2030)
    head = random.choice(
        (["Chỉ tiêu", "Đơn vị", "Năm", "Thực hiện"], ["Item", "Unit", "Year", "Actual"])
    )
    rows = [[*head]]
    facts: set[Told] = set()
    for name in random.sample(NAMES, 2):
        unit = random.choice(UNITS)
        for year in (first, first + 1):
            column = Column("actual", year, "", (), ("", ""))
            text, value, status = figure(random, column)
            rows.append([name, unit, str(year), text])
            facts.add(Told("", name, unit, year, "actual", value, weakest(status)))
    return Made(rows, [], facts, "tidy")


def make(random: Random) -> Made:
    """A table in one of the layouts."""
    return random.choice((wide, wide, wide, down, across, tidy))(random)


def as_csv(made: Made) -> bytes:
    """The table with semicolons; rows are filled up to the width of the heading."""
    width = max(map(len, made.rows))
    rows = [row if len(row) == 1 else [*row, *[""] * (width - len(row))] for row in made.rows]
    rows = [[*row, *[""] * (width - len(row))] if "." in row[0] else row for row in rows]
    return "\n".join(";".join(row) for row in rows).encode()


def as_xlsx(made: Made) -> bytes:
    """The table as a sheet of texts, with its merged cells."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in made.rows:
        sheet.append([cell or None for cell in row])
    for top, left, bottom, right in made.spans:
        sheet.merge_cells(
            start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told(dataset: Dataset) -> set[Told]:
    """The facts that were read."""
    return {
        Told(
            series.area.id,
            series.indicator.id,
            series.indicator.unit.text,
            fact.year,
            fact.measure.value,
            fact.figure.value if fact.figure and fact.figure.value is not None else Decimal(0),
            fact.status.value,
        )
        for series in dataset.series
        for fact in series.facts
    }


def same_but_for_scales(one: set[Told], other: set[Told]) -> bool:
    """Whether two sets tell the same: a status stands at results only."""

    def bare(facts: set[Told]) -> set[Told]:
        return {fact._replace(status="") if fact.measure != "actual" else fact for fact in facts}

    return bare(one) == bare(other)


def outcome(seed: int, *, workbook: bool = False) -> tuple[str, str]:
    """What reading one table came to (same, refused, fewer, OTHER), and its layout or why."""
    random = Random(seed)
    made = make(random)
    raw = as_xlsx(made) if workbook else as_csv(made)
    suffix = ".xlsx" if workbook else ".csv"
    try:
        dataset = read(raw, f"t{suffix}", suffix, ReadOptions())
    except DataError as error:
        return "refused", f"{made.layout}: {error.problems[0].code}"
    found = told(dataset)
    if same_but_for_scales(found, made.facts):
        return "same", made.layout
    strange = {fact._replace(status="") for fact in found} - {
        fact._replace(status="") for fact in made.facts
    }
    if strange:
        return "OTHER", f"seed {seed} {made.layout}: {sorted(strange)[:3]}"
    lost = {f for f in made.facts if f not in found}
    return (
        "fewer" if dataset.warnings else "OTHER"
    ), f"seed {seed} {made.layout}: {sorted(lost)[:2]}"


def main() -> int:
    """Read many tables; 1 where any gave other facts."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--tables", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    whys: Counter[str] = Counter()
    for seed in range(asked.seed, asked.seed + asked.tables):
        what, why = outcome(seed, workbook=seed % 5 == 0)
        counts[what] += 1
        if what == "refused":
            whys[why] += 1
        elif what != "same" and whys[what] < 8:
            whys[what] += 1
            print(what, why)
    print(dict(counts))
    print(whys.most_common(12))
    return int(bool(counts["OTHER"]))


if __name__ == "__main__":
    sys.exit(main())
