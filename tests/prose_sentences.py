"""Sentences written from random facts, in both languages, with figures of every other kind.

    python tests/prose_sentences.py --texts 100000

What is read must be among what was written: the same facts or fewer, never others.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from vpcli.readers.prose.claims import Claim
from vpcli.readers.prose.indicators import described
from vpcli.readers.prose.text import folded_name, read_text


@dataclass(frozen=True)
class Written:
    """A fact as a sentence states it; the sign is that of a fall."""

    measure: str
    year: int
    numerals: tuple[str, ...]
    name: str
    falls: bool = False
    since: int | None = None


NAMES_VI = {
    "amount": [
        ("Giá trị sản xuất công nghiệp", "tỷ đồng"),
        ("Giá trị sản xuất nông nghiệp", "tỷ đồng"),
        ("Kim ngạch xuất khẩu", "triệu USD"),
        ("Kim ngạch nhập khẩu", "tỷ USD"),
        ("Tổng mức bán lẻ hàng hóa", "nghìn tỷ đồng"),
        ("Thu ngân sách nhà nước", "tỷ đồng"),
        ("Tổng vốn đầu tư toàn xã hội", "tỷ đồng"),
        ("Sản lượng lương thực", "nghìn tấn"),
        ("Sản lượng thủy sản", "tấn"),
        ("Diện tích gieo trồng", "ha"),
        ("Doanh thu du lịch", "tỷ đồng"),
        ("Doanh thu vận tải", "tỷ đồng"),
    ],
    "rate": ["Tỷ lệ hộ nghèo", "Tỷ lệ che phủ rừng", "Tỷ lệ lao động qua đào tạo"],
}
NAMES_EN = {
    "amount": [
        ("Industrial production value", "billion VND"),
        ("Exports", "million USD"),
        ("Imports", "billion USD"),
        ("Retail sales", "trillion VND"),
        ("State budget revenue", "billion VND"),
        ("Rice production", "thousand tonnes"),
        ("Coffee exports", "tonnes"),
        ("Tourism revenue", "billion VND"),
        ("Foreign direct investment", "million USD"),
    ],
    "rate": ["Unemployment rate", "Poverty rate", "Urbanisation rate"],
}
LEFT_VI = [
    "Ngày {d}/{m}/{y}, Sở tổ chức hội nghị với {n} đại biểu.",
    "Có {a}/{b} chỉ tiêu đạt và vượt kế hoạch.",
    "Nghị quyết số {n}/NQ-HĐND giao {a} nhiệm vụ.",
    "Tỉnh xếp thứ {a} trong số {b} địa phương.",
    "Trong tháng {m}, chỉ số giá tiêu dùng tăng {p}% so với tháng trước.",
    "Quý III/{y}, tổng sản phẩm tăng {p}% so với cùng kỳ.",
    "6 tháng đầu năm {y}, xuất khẩu đạt {n} triệu USD, bằng {p}% kế hoạch.",
    "Lũy kế đến hết tháng {m}/{y}, giải ngân đạt {n} tỷ đồng.",
    "Doanh nghiệp có vốn dưới {n} tỷ đồng được hỗ trợ.",
    "Toàn tỉnh có {n} dự án còn hiệu lực.",
    "Trong 5 năm qua, kinh tế tăng bình quân {p}%/năm.",
]
LEFT_EN = [
    "The conference on {d} December {y} drew {n} delegates.",
    "As many as {a} of {b} targets were met.",
    "Under Decree No. {a}/{y}, the rules changed.",
    "The province ranked {a} among {b} provinces.",
    "In the first six months of {y}, exports rose {p} percent.",
    "GDP grew {p} percent in the third quarter of {y}.",
    "Consumer prices edged up {p} percent in November from the previous month.",
    "Over the past five years, output grew {p} percent a year on average.",
    "Loans above ${n} million need approval.",
]


class Writer:
    """Writes one text from random facts, and remembers them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.vi = random.random() < 0.6
        self.year = random.randint(2012, 2025)
        self.date = random.choice([f"{self.year}-12", f"{self.year + 1}-01", f"{self.year}-11"])
        self.facts: list[Written] = []

    def number(self, whole: bool = False) -> str:
        random = self.random
        if whole:
            value = f"{random.randint(1000, 99999):,}"
        elif random.random() < 0.5:
            value = f"{random.randint(101, 999)}.{random.randint(1, 9)}"
        else:
            value = f"{random.randint(2, 98)}.{random.randint(10, 99)}"
        return value.translate(str.maketrans(".,", ",.")) if self.vi else value

    def rate(self) -> str:
        value = f"{self.random.randint(1, 39)}.{self.random.randint(1, 99):02}".rstrip("0").rstrip(
            "."
        )
        return value.replace(".", ",") if self.vi else value

    def put(
        self,
        measure: str,
        numeral: str,
        name: str,
        *,
        falls: bool = False,
        year: int = 0,
        since: int | None = None,
    ) -> str:
        self.facts.append(Written(measure, year or self.year, (numeral,), name, falls, since))
        return numeral

    def text(self) -> str:
        random = self.random
        names = NAMES_VI if self.vi else NAMES_EN
        amounts = random.sample(names["amount"], random.randint(1, 4))
        rates = random.sample(names["rate"], random.randint(0, 2))
        lines = []
        for name, unit in amounts:
            lines.append(self.amount_vi(name, unit) if self.vi else self.amount_en(name, unit))
        lines += [self.rate_vi(name) if self.vi else self.rate_en(name) for name in rates]
        for _ in range(random.randint(0, 3)):
            lines.insert(random.randint(0, len(lines)), self.left())
        return "\n".join(lines)

    def left(self) -> str:
        random = self.random
        sentence = random.choice(LEFT_VI if self.vi else LEFT_EN)
        return sentence.format(
            d=random.randint(1, 28),
            m=random.randint(1, 12),
            y=self.year,
            n=random.randint(11, 480),
            a=random.randint(2, 12),
            b=random.randint(13, 63),
            p=self.rate(),
        )

    def amount_vi(self, name: str, unit: str) -> str:
        random, y = self.random, self.year
        lower = name[0].lower() + name[1:]
        level = self.put("actual", self.number(random.random() < 0.5), name)
        verb = random.choice(
            ["đạt", "ước đạt", "đạt gần", "đạt hơn", "là", "ước khoảng", "đạt mức"]
        )
        begin = random.choice(
            [
                f"Năm {y}, {lower}",
                f"{name} năm {y}",
                f"Tính chung cả năm {y}, {lower}",
                f"Trong năm {y}, {lower} của tỉnh",
            ]
        )
        said = f"{begin} {verb} {level} {unit}"
        falls = random.random() < 0.3
        rate = self.put("growth", self.rate(), name, falls=falls)
        base = random.choice(
            [
                f" so với năm {y - 1}",
                " so với cùng kỳ",
                " so với năm trước",
                f" so với cùng kỳ năm {y - 1}",
                "",
            ]
        )
        said += (
            f", {'giảm' if falls else 'tăng'} {random.choice(['', 'gần ', 'hơn '])}{rate}%{base}"
        )
        kind = random.randint(0, 5)
        if kind == 0:
            x = self.put("attainment", self.rate(), name)
            said += random.choice(
                [f", bằng {x}% kế hoạch", f", đạt {x}% kế hoạch năm", f" và bằng {x}% dự toán"]
            )
        elif kind == 1:
            x = self.put("over-plan", self.rate(), name)
            said += random.choice([f", vượt {x}% kế hoạch", f" và tăng {x}% so với kế hoạch"])
        elif kind == 2:
            x = self.put("plan", self.number(), name, year=y + 1)
            g = self.put("planned-growth", self.rate(), name, year=y + 1)
            said += f". Năm {y + 1}, phấn đấu {lower} đạt {x} {unit}, tăng {g}% so với năm {y}"
            return said + f". Đó là kết quả của năm {y}."
        elif kind == 3:
            since = y - random.randint(3, 6)
            x = self.put("average-growth", self.rate(), name, since=since - 1)
            said += f". Giai đoạn {since} - {y}, {lower} tăng bình quân {x}%/năm"
        elif kind == 4:
            x = self.put("multiple", "2,4", name, since=y - 5)
            said += f", gấp {x} lần so với năm {y - 5}"
        return said + "."

    def amount_en(self, name: str, unit: str) -> str:
        random, y = self.random, self.year
        lower = name[0].lower() + name[1:]
        level = self.put("actual", self.number(random.random() < 0.5), name)
        falls = random.random() < 0.3
        rate = self.put("growth", self.rate(), name, falls=falls)
        grew = "fell" if falls else "grew"
        was = "were" if name.endswith("s") and name != "Foreign direct investment" else "was"
        base = random.choice(
            [f" compared with {y - 1}", " from a year earlier", " year on year", f" on {y - 1}", ""]
        )
        up = (
            random.choice(["up", "an increase of"])
            if not falls
            else random.choice(["down", "a decrease of"])
        )
        said = random.choice(
            [
                f"{name} reached {level} {unit} in {y}, {up} {rate}%{base}",
                f"In {y}, {lower} {was} estimated at {level} {unit}, {up} {rate} percent{base}",
                f"{name} {'fell' if falls else 'rose'} {rate}% to {level} {unit} in {y}",
                f"In {y}, {lower} {grew} by {rate} per cent to {level} {unit}",
            ]
        )
        if random.random() < 0.4:
            x = self.put("attainment", self.rate(), name)
            said += f", equal to {x}% of the plan"
        if random.random() < 0.3:
            x = self.put("planned-growth", self.rate(), name, year=y + 1)
            return (
                said
                + f". In {y + 1}, the province aims for {lower} growth of {x}%. So much for {y}."
            )
        return said + "."

    def rate_vi(self, name: str) -> str:
        random, y = self.random, self.year
        level = self.put("actual", self.rate(), name)
        said = f"{name} năm {y} {random.choice(['đạt', 'là', 'còn', 'ở mức'])} {level}%"
        if random.random() < 0.5:
            falls = random.random() < 0.5
            x = self.put("change", self.rate(), name, falls=falls)
            points = random.choice(["điểm phần trăm", "điểm %"])
            said += f", {'giảm' if falls else 'tăng'} {x} {points} so với năm {y - 1}"
        return said + "."

    def rate_en(self, name: str) -> str:
        y = self.year
        level = self.put("actual", self.rate(), name)
        said = f"The {name[0].lower() + name[1:]} was {level} percent in {y}"
        if self.random.random() < 0.5:
            x = self.put("change", self.rate(), name, falls=True)
            said += f", down {x} percentage points from {y - 1}"
        return said + "."


def as_written(claim: Claim) -> Written:
    measure = "over-plan" if claim.over else claim.measure.value
    falls = claim.words.startswith(("giảm", "down"))
    return Written(
        measure,
        claim.year,
        claim.printed.numerals,
        folded_name(claim.name.text),
        falls,
        claim.since,
    )


def misread(seed: int) -> tuple[str, list[Written], int, int]:
    """Return a text, what was misread in it, how many facts were read and how many written."""
    writer = Writer(Random(seed))
    text = writer.text()
    reading = read_text(text, writer.date)
    described(reading)
    wanted = {
        Written(f.measure, f.year, f.numerals, folded_name(f.name), f.falls, f.since)
        for f in writer.facts
    }
    read = [as_written(claim) for claim in reading.claims]
    return text, [one for one in read if one not in wanted], len(read), len(writer.facts)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    wrong = read = written = 0
    for seed in range(asked.seed, asked.seed + asked.texts):
        text, others, found, all_ = misread(seed)
        read, written = read + found, written + all_
        if others:
            wrong += 1
            if wrong <= 10:
                print(seed, others, text, sep="\n", end="\n\n")
    print(f"{asked.texts} texts, {written} facts written, {read} read, {wrong} texts misread")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
