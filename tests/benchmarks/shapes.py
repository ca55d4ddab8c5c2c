"""Growth of the same figures in the shapes that files have: processor time beside plain rows.

    python tests/benchmarks/shapes.py [--levels 100000] [--times 5] [--only TEXT]

Series of twenty years, figures from 10 to 10¹² with 0 to 2 decimals. All shapes take turns in one
run; medians are shown, and as a ratio to the plain table. `differs` counts rows whose growth is not
that of the plain table.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median

VPCLI = [sys.executable, "-m", "vpcli"]
PLAIN = ["area", "indicator", "unit", "year", "actual"]
YEARS = range(2000, 2020)
MORE = {
    "one unused column": ("remark of theirs", "x"),
    "a note": ("note", "as printed"),
    "a source": ("source", "yearbook"),
    "a status": ("status", "A"),
    "a name, with commas": ("name", "Sản lượng, “cả năm”"),
}
OPTIONS = {
    "--precision": ["--precision", "actual=0.001"],
    "--null-value": ["--null-value", "-999"],
    "-v": ["-v"],
}
Rows = Sequence[Sequence[str]]


def levels(count: int) -> Rows:
    """Rows of area, indicator, unit, year and level."""
    random = Random(1)
    rows = []
    for at in range(count // len(YEARS)):
        value, decimals = 10 ** random.uniform(1, 12), random.randint(0, 2)
        for year in YEARS:
            value *= random.uniform(0.9, 1.15)
            rows.append([f"P{at % 63}", f"I{at}", "t", str(year), f"{value:.{decimals}f}"])
    return rows


def write(path: Path, rows: Iterator[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def across(rows: Rows) -> Iterator[list[str]]:
    """The same in the World Bank's layout."""
    yield ["Country Name", "Country Code", "Indicator Name", "Indicator Code", *map(str, YEARS)]
    for at in range(0, len(rows), len(YEARS)):
        area, indicator = rows[at][:2]
        figures = [row[4] for row in rows[at : at + len(YEARS)]]
        yield [f"Country {area}", area, f"Total of {indicator} (t)", indicator, *figures]


def observations(rows: Rows) -> Iterator[list[str]]:
    """The same as SDMX-CSV."""
    yield ["DATAFLOW", "FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"]
    for area, indicator, _, year, level in rows:
        yield ["A:B(1.0)", "A", area, indicator, year, level, "A"]


def flagged(rows: Rows) -> Iterator[list[str]]:
    """The same as Eurostat's TSV, of which one figure in ten is provisional."""
    yield [r"freq,na_item,geo\TIME_PERIOD", *(f"{year} " for year in YEARS)]
    for at in range(0, len(rows), len(YEARS)):
        area, indicator = rows[at][:2]
        own = rows[at : at + len(YEARS)]
        figures = [f"{row[4]} {'p' if n % 10 == 9 else ''}" for n, row in enumerate(own)]
        yield [f"A,{indicator},{area}", *figures]


def shapes(folder: Path, rows: Rows) -> dict[str, list[str]]:
    """Write every shape; return what vpcli is given for it."""
    made = {"plain": [str(folder / "plain.csv")]}
    write(folder / "plain.csv", iter([PLAIN, *rows]))
    for at, (name, (heading, cell)) in enumerate(MORE.items()):
        path = folder / f"more{at}.csv"
        write(path, iter([[*PLAIN, heading], *([*row, cell] for row in rows)]))
        made[name] = [str(path)]
    lines = (
        f'{{"area": "{area}", "indicator": "{indicator}", "unit": "{unit}", "year": {year},'
        f' "actual": {level}}}'
        for area, indicator, unit, year, level in rows
    )
    (folder / "rows.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    made["JSON Lines"] = [str(folder / "rows.jsonl")]
    write(folder / "across.csv", across(rows))
    made["years across, as the World Bank has them"] = [str(folder / "across.csv")]
    write(folder / "sdmx.csv", observations(rows))
    made["SDMX-CSV"] = [str(folder / "sdmx.csv")]
    made["Eurostat's TSV, a tenth provisional"] = [str(folder / "nama.tsv")]
    lines = ("\t".join(row) for row in flagged(rows))
    (folder / "nama.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    for name, options in OPTIONS.items():
        made[name] = [*made["plain"], *options]
    return made


def run(arguments: Sequence[str], output: Path) -> float:
    """Seconds of the processor of one run."""
    command = [*VPCLI, "growth", *arguments, "--csv", "-q", "--force", "-o", str(output)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return used.ru_utime + used.ru_stime


def grown(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        keys = ("area", "indicator", "year", "value", "growth_pct")
        return [tuple(row[key] for key in keys) for row in csv.DictReader(file)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--levels", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = shapes(folder, levels(asked.levels))
        made = {one: how for one, how in made.items() if one == "plain" or asked.only in one}
        seconds: dict[str, list[float]] = {one: [] for one in made}
        wrong = dict.fromkeys(made, 0)
        right: list[tuple[str, ...]] = []
        for _ in range(asked.times):
            for one, how in made.items():
                seconds[one].append(run(how, folder / "out.csv"))
                found = grown(folder / "out.csv")
                right = right or found
                wrong[one] = sum(a != b for a, b in zip(found, right, strict=True))
        plain = median(seconds["plain"])
        print("| shape | seconds | beside plain | differs |\n|---|---|---|---|")
        for one in made:
            took = median(seconds[one])
            print(f"| {one} | {took:.2f} | {took / plain:.2f} | {wrong[one]} |")


if __name__ == "__main__":
    main()
