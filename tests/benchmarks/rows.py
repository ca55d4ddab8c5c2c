"""A seeded generator of tidy data: plain levels and plans, about 30 years a series, with gaps.

    python tests/benchmarks/rows.py 1000000 > rows.csv

Some years are left out, some levels and plans are blank; a series is printed in whole numbers,
or to one or two decimals. Many figures are small, so that many growth rates are rounding ties.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from random import Random

YEARS = range(1994, 2024)
UNITS = ("tỷ đồng", "triệu USD", "nghìn tấn", "người", "ha")
INDICATORS = ("grdp", "industry", "retail", "exports", "imports", "investment", "crops")
HEADER = "area,indicator,unit,year,actual,plan"


def lines(rows: int, seed: int = 1) -> Iterator[str]:
    """Yield the header and exactly so many rows."""
    random = Random(seed)
    yield HEADER
    made = area = 0
    while True:
        area += 1
        for indicator in INDICATORS:
            unit = random.choice(UNITS)
            decimals = random.choice((0, 1, 1, 2))
            level = 10 ** random.uniform(1.5, 5.5)
            for year in YEARS:
                plan = level * random.uniform(0.99, 1.12)
                level *= random.uniform(0.93, 1.16)
                if random.random() < 0.03:
                    continue
                actual = "" if random.random() < 0.02 else f"{level:.{decimals}f}"
                aimed = "" if random.random() < 0.1 else f"{plan:.{decimals}f}"
                yield f"Area {area:05},{indicator},{unit},{year},{actual},{aimed}"
                made += 1
                if made == rows:
                    return


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.writelines(f"{line}\n" for line in lines(int(sys.argv[1])))
