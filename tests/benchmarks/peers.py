"""vpcli beside Miller, mawk and csv with Decimal: time as ratios, peak memory, exact digits.

    python tests/benchmarks/peers.py [--rows 1000000] [--times 5] [--wide] [--only TEXT]

All programs run in the same run, one after the other, again and again; medians are shown. vpcli
runs with its bytecode written, as pip leaves it. The
table `growth` is the whole report of `vpcli growth --csv --digits 2` (18 columns, with bounds and
reasons), which the Miller program makes too; `growth_pct` is the input with one more column of
year-on-year growth, gaps respected, or with `-c` that and five columns of the input; `jsonl` is
the same from JSON Lines.
"""

from __future__ import annotations

import argparse
import compileall
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from rows import HEADER, lines
from shapes import levels

VPCLI = [sys.executable, "-m", "vpcli"]
PACKAGE = Path(__file__).resolve().parents[2] / "vpcli"
GROWTH = """
func half(str t) { return 0.5 * 10 ** -strlen(sub(t, "^[^.]*\\.?", "")) }
begin { @key = ""; @year = 0; @actual = "" }
k = $area . "|" . $indicator;
base = ""; change = ""; rate = ""; low = ""; high = "";
basis = ""; status = "A"; reason = "";
if (k == @key && $year == @year + 1) { base = @actual }
if ($actual == "") { status = "O"; reason = "no-actual" }
elif (base == "") { reason = "no-base-year" }
else {
  h = half(string($actual)); b = half(string(base));
  change = fmtnum($actual - base, "%.2f");
  rate = fmtnum(100 * ($actual / base - 1), "%.2f");
  low = fmtnum(floor(10000 * (($actual - h) / (base + b) - 1)) / 100, "%.2f");
  high = fmtnum(ceil(10000 * (($actual + h) / (base - b) - 1)) / 100, "%.2f");
  basis = "computed"
}
@key = k; @year = $year; @actual = $actual;
$* = {"area": $area, "indicator": $indicator, "name": $indicator, "unit": $unit,
  "year": $year, "base_year": $year - 1, "base": base, "value": $actual, "change": change,
  "growth_pct": rate, "growth_low": low, "growth_high": high, "growth_unit": "%",
  "method": "yoy", "basis": basis, "status": status, "reason": reason, "source": ""}
"""
ONE_COLUMN = """
begin { @key = ""; @year = 0; @actual = "" }
k = $area . "|" . $indicator;
rate = "";
if (k == @key && $year == @year + 1 && is_not_empty(@actual) && is_not_empty($actual)) {
  rate = fmtnum(100 * ($actual / @actual - 1), "%.2f")
}
@key = k; @year = $year; @actual = $actual;
$growth_pct = rate
"""
AWK = (
    'NR==1 {print $0 ",growth_pct"; next} {k = $1 SUBSEP $2; g = "";'
    ' if (k == key && $4 == year + 1 && actual != "" && $5 != "")'
    ' g = sprintf("%.2f", 100 * ($5 / actual - 1));'
    ' key = k; year = $4; actual = $5; print $0 "," g}'
)
LOOP = """
import csv, sys
from decimal import ROUND_HALF_UP, Decimal
source, out = csv.reader(open(sys.argv[1], encoding="utf-8")), csv.writer(sys.stdout)
out.writerow([*next(source), "growth_pct"])
cent, hundred = Decimal("0.01"), Decimal(100)
key = year = actual = None
for row in source:
    level, rate = Decimal(row[4]) if row[4] else None, ""
    if (row[0], row[1]) == key and int(row[3]) == year + 1 and actual and level is not None:
        rate = (level / actual * hundred - hundred).quantize(cent, ROUND_HALF_UP)
    out.writerow([*row, rate])
    key, year, actual = (row[0], row[1]), int(row[3]), level
"""
TEXTS = ("area", "indicator", "unit")
SOME = "area,indicator,unit,year,value,growth_pct"


def commands(path: str, records: str) -> dict[str, list[str]]:
    """Programs by what they make and who makes it, of a table and of the same as JSON Lines."""
    found = {
        "growth: vpcli": [*VPCLI, "growth", path, "--csv", "--digits", "2"],
        "growth: Miller": ["mlr", "--icsv", "--ocsv", "put", "-S", GROWTH, path],
        "growth_pct: vpcli -c": [*VPCLI, "growth", path, "--csv", "--digits", "2", "-c", SOME],
        "growth_pct: Miller": ["mlr", "--icsv", "--ocsv", "put", ONE_COLUMN, path],
        "growth_pct: mawk": ["mawk", "-F,", AWK, path],
        "growth_pct: csv + Decimal": [sys.executable, "-c", LOOP, path],
        "growth_pct: vpcli, 12 digits": [*VPCLI, "growth", path, "--csv", "-c", SOME],
        "attainment: vpcli": [*VPCLI, "attainment", path, "--csv", "--digits", "2"],
        "jsonl: vpcli -c": [*VPCLI, "growth", records, "--csv", "--digits", "2", "-c", SOME],
        "jsonl: Miller": ["mlr", "--ijsonl", "--ocsv", "put", ONE_COLUMN, records],
    }
    return {name: made for name, made in found.items() if shutil.which(made[0])}


def starts(folder: Path) -> dict[str, list[str]]:
    """What a person waits for with little data; the interpreter alone comes first."""
    small = folder / "nine.csv"
    small.write_text("\n".join(lines(9)), "utf-8")
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "vpcli --version": [*VPCLI, "--version"],
        "nine rows, CSV to CSV": [*VPCLI, "growth", str(small), "--csv"],
        "bundled YAML to a table": [*VPCLI, "growth", "vinh-phuc-2019"],
    }


def as_json(row: dict[str, str]) -> str:
    """A row as a line of JSON: its year and its figures are numbers, or null."""
    texts = {name: json.dumps(row[name], ensure_ascii=False) for name in TEXTS}
    cells = {name: cell or "null" for name, cell in (row | texts).items()}
    return "{" + ", ".join(f'"{name}": {cell}' for name, cell in cells.items()) + "}\n"


def run(command: Sequence[str], into: int) -> tuple[float, float]:
    """Seconds and peak memory (MiB) of one run."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=into)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


def medians(programs: dict[str, list[str]], times: int) -> dict[str, tuple[float, float]]:
    """Median time and greatest memory of programs that take turns."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    with open(os.devnull, "wb") as nowhere:
        for _ in range(times):
            for name, command in programs.items():
                found[name].append(run(command, nowhere.fileno()))
    return {
        name: (median(seconds for seconds, _ in runs), max(memory for _, memory in runs))
        for name, runs in found.items()
    }


def show(found: dict[str, tuple[float, float]], against: dict[str, str]) -> None:
    """Print one line for each program, with its ratio to another one."""
    for name, (seconds, memory) in found.items():
        other = against.get(name, name)
        ratio = seconds / found[other][0] if other in found else float("nan")
        print(f"{name:28} {seconds:8.3f} s {ratio:7.2f} x {memory:7.0f} MiB", flush=True)


def _rows(count: int, *, wide: bool) -> Iterator[str]:
    """The header and the rows; wide figures have no plan."""
    if not wide:
        yield from lines(count)
        return
    yield HEADER
    for row in levels(count):
        yield ",".join([*row, ""])


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument(
        "--wide", action="store_true", help="figures from 10 to 10¹², and not from 30 to 300,000"
    )
    parser.add_argument("--only", default="", help="programs whose name contains this")
    asked = parser.parse_args()
    compileall.compile_dir(PACKAGE, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        small = starts(Path(folder))
        print(f"start-up, medians of {asked.times * 3}, ratio to the interpreter alone")
        show(medians(small, asked.times * 3), dict.fromkeys(small, "python -c pass"))
        path = Path(folder, "rows.csv")
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{line}\n" for line in _rows(asked.rows, wide=asked.wide))
        records = Path(folder, "rows.jsonl")
        with path.open(encoding="utf-8") as source, records.open("w", encoding="utf-8") as stream:
            stream.writelines(map(as_json, csv.DictReader(source)))
        programs = commands(str(path), str(records))
        programs = {name: program for name, program in programs.items() if asked.only in name}
        print(f"{asked.rows} rows, medians of {asked.times}, ratio to Miller making the same table")
        against = {name: name.split(":")[0] + ": Miller" for name in programs}
        show(medians(programs, asked.times), against)


if __name__ == "__main__":
    main()
