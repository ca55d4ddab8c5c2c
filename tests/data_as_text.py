"""Random data sets written as paragraphs and read back, in both languages.

    python tests/data_as_text.py --sets 1000

What is read must be the facts that were written: the same measures, years, intervals and states.
"""

from __future__ import annotations

import argparse
import sys
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import yaml

from vpcli.core.facts.model import Dataset, Measure
from vpcli.core.reports.show import show
from vpcli.readers import ReadOptions, load
from vpcli.readers.prose.dataset import read_prose
from vpcli.writers.display import Style
from vpcli.writers.prose.text import write_text

NAMES = [
    ("Industrial production value", "Giá trị sản xuất công nghiệp", "tỷ đồng"),
    ("Exports", "Kim ngạch xuất khẩu", "triệu USD"),
    ("Imports of goods", "Kim ngạch nhập khẩu hàng hóa", "tỷ USD"),
    ("Retail sales of goods and consumer services", "Tổng mức bán lẻ hàng hóa", "nghìn tỷ đồng"),
    ("Rice production", "Sản lượng lúa", "nghìn tấn"),
    ("Planted area, all crops", "Diện tích gieo trồng, mọi loại cây", "ha"),
    ("Hospital beds per 10,000 people", "Số giường bệnh trên 10.000 dân", "giường"),
    ("GRDP per head in 2010 prices", "GRDP bình quân đầu người theo giá 2010", "triệu đồng/người"),
    ("Yield of spring rice (first crop)", "Năng suất lúa vụ xuân (vụ 1)", "tạ/ha"),
    ("Visitors who rose early", "Lượt khách tăng thêm, giảm đi", "nghìn lượt khách"),
    ("Electricity sold up to 31 December", "Điện thương phẩm đến ngày 31/12", "triệu kWh"),
    ("Agriculture, forestry and fishery", "Nông, lâm nghiệp và thủy sản", "tỷ đồng"),
    ("Companies planned and exceeded", "Doanh nghiệp đạt, vượt kế hoạch", ""),
    ("Poverty rate", "Tỷ lệ hộ nghèo", "%"),
    ("Growth of exports", "Tốc độ tăng kim ngạch xuất khẩu", "%"),
    ("Share of industry in 2019 plan", "Tỷ trọng công nghiệp theo kế hoạch 2019", "%"),
    ("Balance of trade", "Cán cân thương mại", "triệu USD"),
]
QUALIFIERS = ["", "", "", "gần ", "hơn ", "khoảng "]


class _Maker:
    """Makes the rows of one data set."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def number(self, whole: int, decimals: int) -> str:
        random = self.random
        value = Decimal(random.randint(10 ** (whole - 1), 10**whole - 1))
        text = f"{value:,f}".replace(",", ".")
        return text + (f",{random.randint(1, 10**decimals - 1):0{decimals}}" if decimals else "")

    def level(self, *, rate: bool, planned: bool) -> str:
        random = self.random
        text = self.number(random.randint(1, 2 if rate else 6), random.randint(0, 2))
        chance = random.random()
        if planned and chance < 0.15:
            return random.choice(["dưới ", "trên ", "không quá ", "ít nhất "]) + text
        if chance < 0.25:
            low, high = sorted(random.sample(range(10, 99), 2))
            return f"{low}–{high}"
        return random.choice(QUALIFIERS) + text

    def rate(self) -> str:
        random = self.random
        text = f"{random.randint(0, 39)},{random.randint(1, 99):02}"
        verb = random.choice(["tăng ", "giảm "])
        return verb + random.choice(["", "", "gần ", "hơn "]) + text + "%"

    def row(self, year: int, *, rate: bool) -> dict[str, object]:
        random = self.random
        row: dict[str, object] = {"year": year}
        chances = {
            "actual": (0.8, lambda: self.level(rate=rate, planned=False)),
            "plan": (0.4, lambda: self.level(rate=rate, planned=True)),
            "growth": (0.0 if rate else 0.6, self.rate),
            "planned-growth": (0.0 if rate else 0.3, self.rate),
            "attainment": (0.0 if rate else 0.3, lambda: f"{random.randint(60, 180)},5%"),
            "change": (0.4 if rate else 0.1, lambda: self.moved(rate=rate)),
        }
        for key, (chance, make) in chances.items():
            if random.random() < chance:
                row[key] = make()
        if "attainment" not in row and not rate and random.random() < 0.2:
            row["over-plan"] = f"{random.randint(1, 30)},{random.randint(1, 9)}%"
        if random.random() < 0.3:
            row["status"] = random.choice(["E", "P", "F"])
        return row

    def moved(self, *, rate: bool) -> str:
        unit = " điểm %" if rate else ""
        return self.random.choice(["tăng ", "giảm "]) + self.number(1, 2) + unit

    def since(self, year: int, *, rate: bool) -> dict[str, object] | None:
        random = self.random
        if rate:
            return None
        since = year - random.randint(2, 6)
        kind = random.choice(["growth", "average-growth", "multiple", "planned-average-growth"])
        if kind == "multiple":
            return {
                "year": year,
                "since": since,
                kind: f"{random.randint(1, 9)},{self.number(1, 0)} lần",
            }
        if kind == "planned-average-growth":
            return {"year": year + 4, "since": year, kind: f"{random.randint(1, 30)},5%"}
        return {"year": year, "since": since, kind: self.rate()}

    def dataset(self) -> dict[str, object]:
        random = self.random
        year = random.randint(2005, 2024)
        indicators = {}
        for at, (en, vi, unit) in enumerate(random.sample(NAMES, random.randint(1, 5))):
            rate = unit == "%"
            years = sorted(random.sample(range(year - 4, year + 2), random.randint(1, 3)))
            rows = [self.row(one, rate=rate) for one in years]
            more = self.since(years[-1], rate=rate) if random.random() < 0.4 else None
            if more and more["year"] == years[-1] and "status" in rows[-1]:
                more["status"] = rows[-1]["status"]
            rows = [
                row for row in [*rows, *([more] if more else [])] if set(row) - {"year", "status"}
            ]
            if rows:
                about = {"name": {"en": en, "vi": vi}, "unit": unit, "facts": rows}
                if not rate and random.random() < 0.3:
                    about["price-basis"] = random.choice(["current", "constant", "constant:2010"])
                indicators[f"i{at}"] = about | ({"kind": "rate"} if rate else {})
        source = {"title": {"en": "Report", "vi": "Báo cáo"}, "date": f"{year + 1}-12-20"}
        return {
            "title": {"en": "A report", "vi": "Báo cáo"},
            "numbers": "vi",
            "sources": {"s": source},
            "indicators": indicators,
        }


def facts_of(dataset: Dataset, lang: str) -> set[tuple[object, ...]]:
    """What a data set says, without ids: levels in base units."""
    return {
        (
            series.indicator.name.in_language(lang).casefold(),
            series.indicator.price_basis,
            fact.measure.value,
            fact.year,
            fact.since if fact.since != fact.year - 1 else None,
            *(
                _plain(end, series.indicator.unit.exponent if fact.measure.is_in_unit else 0)
                for end in (fact.figure.low, fact.figure.high)
            ),
            ""
            if fact.measure.is_of_a_plan and fact.measure is not Measure.ATTAINMENT
            else fact.status.value,
        )
        for series in dataset.series
        for fact in series.facts
        if fact.figure is not None
    }


def _plain(value: Decimal, exponent: int) -> str:
    return str(value.scaleb(exponent).normalize() + 0) if value.is_finite() else str(value)


def differing(seed: int, lang: str, folder: Path) -> tuple[str, set[object], set[object]]:
    """Return the text of a random data set, the facts lost in it and those read in their place."""
    file = folder / "data.yaml"
    made = _Maker(Random(seed)).dataset()
    if not made["indicators"]:
        return "", set(), set()
    file.write_text(yaml.safe_dump(made, allow_unicode=True, sort_keys=False), "utf-8")
    dataset = load([str(file)], ReadOptions())
    text = write_text(show(dataset), Style(lang))
    read = facts_of(read_prose(text, "text", ReadOptions()), lang)
    written = facts_of(dataset, lang)
    return text, set(written - read), set(read - written)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sets", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    wrong = 0
    with TemporaryDirectory() as folder:
        for seed in range(asked.seed, asked.seed + asked.sets):
            for lang in ("vi", "en"):
                text, lost, others = differing(seed, lang, Path(folder))
                if lost or others:
                    wrong += 1
                    if wrong <= 8:
                        print(
                            seed, lang, text, *map(str, lost), "read:", *map(str, others), sep="\n"
                        )
    print(f"{asked.sets} data sets in two languages, {wrong} texts that read otherwise")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
