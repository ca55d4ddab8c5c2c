"""Every cell of `vpcli growth --csv --digits 2` against a slow program that knows nothing of it.

python tests/benchmarks/exact.py [ROWS]
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, getcontext
from pathlib import Path

from rows import lines

CENT = Decimal("0.01")


def rounded(value: Decimal, mode: str) -> str:
    """Two decimals; nothing is minus zero."""
    text = str(value.quantize(CENT, mode))
    return "0.00" if text == "-0.00" else text


def half(text: str) -> Decimal:
    """Half a unit of the last place that is printed."""
    return Decimal(5).scaleb(-len(text.partition(".")[2]) - 1)


def growth(row: dict[str, str], before: dict[str, str] | None) -> list[str]:
    """The cells of one row, worked out anew."""
    follows = before and all(before[k] == row[k] for k in ("area", "indicator"))
    base, value = "", row["actual"]
    if before and follows and int(row["year"]) == int(before["year"]) + 1:
        base = before["actual"]
    cells = [row["area"], row["indicator"], row["indicator"], row["unit"], row["year"]]
    cells += [str(int(row["year"]) - 1), base, value]
    if not (base and value):
        status, reason = ("A", "no-base-year") if value else ("O", "no-actual")
        return [*cells, *[""] * 4, "%", "yoy", "", status, reason, ""]
    y, b = Decimal(value), Decimal(base)
    low = (y - half(value)) / (b + half(base)) * 100 - 100
    high = (y + half(value)) / (b - half(base)) * 100 - 100
    cells += [rounded(y - b, ROUND_HALF_UP), rounded(y / b * 100 - 100, ROUND_HALF_UP)]
    cells += [rounded(low, ROUND_FLOOR), rounded(high, ROUND_CEILING)]
    return [*cells, "%", "yoy", "computed", "A", "", ""]


def main() -> None:
    """Compare, and say how many rows were and how many differ."""
    getcontext().prec = 60
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "rows.csv"), Path(folder, "growth.csv")
        source.write_text("".join(f"{line}\n" for line in lines(count)), "utf-8")
        command = [sys.executable, "-m", "vpcli", "growth", str(source), "--csv", "--digits", "2"]
        subprocess.run([*command, "-o", str(made)], check=True)
        differing = rows = 0
        before = None
        with source.open(encoding="utf-8") as given, made.open(encoding="utf-8") as found:
            results = csv.reader(found)
            next(results)
            for row, result in zip(csv.DictReader(given), results, strict=True):
                rows += 1
                differing += growth(row, before) != result
                before = row
    print(f"{rows} rows compared, {differing} differ")


if __name__ == "__main__":
    main()
