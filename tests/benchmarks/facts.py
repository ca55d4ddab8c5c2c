"""A seeded generator of tidy data with parts: totals, four parts each, levels and growth.

    python tests/benchmarks/facts.py 100000 > facts.csv

Figures are rounded from exact invented values, so that they agree.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from random import Random

YEARS = range(1994, 2024)
PARTS = ("agriculture", "industry", "services", "taxes")


def lines(facts: int, seed: int = 1) -> Iterator[str]:
    """Rows with about so many facts in all: a level and a growth rate each."""
    random = Random(seed)
    yield "area,indicator,part_of,unit,year,actual,growth"
    made = 0
    area = 0
    while made < facts:
        area += 1
        before: dict[str, float] = {}
        levels = {part: random.uniform(100, 90_000) for part in PARTS}
        for year in YEARS:
            for part in PARTS:
                levels[part] *= random.uniform(0.97, 1.12)
            levels["grdp"] = sum(levels[part] for part in PARTS)
            for id_ in ("grdp", *PARTS):
                of = "" if id_ == "grdp" else "grdp"
                rate = f"{100 * (levels[id_] / before[id_] - 1):.2f}" if id_ in before else ""
                yield f"area-{area:05},{id_},{of},tỷ đồng,{year},{levels[id_]:.1f},{rate}"
                made += 2 if rate else 1
            before = dict(levels)
            if made >= facts:
                return


if __name__ == "__main__":
    for line in lines(int(sys.argv[1])):
        print(line)
