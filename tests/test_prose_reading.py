"""Prose as a whole: random sentences, the bundled text in other words, hostile texts, time."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from conftest import ROOT
from prose_sentences import misread

import vpcli
from vpcli.errors import VpcliError
from vpcli.i18n.vocabulary import language_of, vocabulary
from vpcli.readers.options import ReadOptions
from vpcli.readers.prose.dataset import read_prose
from vpcli.readers.prose.finding import is_prose
from vpcli.readers.prose.html import article_of
from vpcli.readers.prose.indicators import described
from vpcli.readers.prose.sentences import sentences
from vpcli.readers.prose.text import read_text

WORDINGS = sorted((ROOT / "tests" / "prose" / "vinh-phuc").glob("*.txt"))
BUNDLED = ROOT / "data" / "vinh-phuc-2019.txt"
OWN = "\n".join(
    line
    for path in sorted((ROOT / "tests" / "prose").glob("*.txt"))
    for line in path.read_text("utf-8").splitlines()
    if line and not line.startswith((" ", "@"))
)


@pytest.mark.parametrize("part", range(4))
def test_random_sentences_give_the_facts_written_or_fewer_and_never_others(part: int) -> None:
    read = written = 0
    for seed in range(part * 500, part * 500 + 500):
        text, others, found, all_ = misread(seed)
        assert not others, text
        read, written = read + found, written + all_
    assert read >= 0.95 * written


@pytest.mark.parametrize("seed", range(30))
def test_whatever_sentences_come_together_their_facts_make_one_data_set(seed: int) -> None:
    random = Random(seed)
    lang = random.choice(["vi", "en"])
    lines = [line for line in OWN.splitlines() if language_of(line) == lang]
    text = "\n".join(random.sample(lines, 40))
    assert read_prose(text, "t.txt", ReadOptions()).series, text


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2022, chỉ số giá tiêu dùng bằng 103,5% so với năm 2021, "
        "đóng góp 0,35 điểm phần trăm vào mức tăng chung.",
        "Năm 2022, chỉ số giá nhóm giao thông bằng 103,5%, đóng góp 0,35 điểm phần trăm.",
    ],
)
def test_an_index_is_no_part_of_a_total(text: str) -> None:
    (series,) = read_prose(text, "t.txt", ReadOptions()).series
    assert [fact.figure and fact.figure.text for fact in series.facts] == ["bằng 103,5%"]
    reading = read_text(text)
    described(reading)
    assert [(one.text, one.reason) for one in reading.left] == [("0,35 điểm phần trăm", "unclear")]


Told = tuple[str, int, str, Decimal, str, str]
INDICATORS = {
    "industry": ("giá trị sản xuất công nghiệp", "industrial production value"),
    "exports": ("kim ngạch xuất khẩu", "exports"),
    "retail": ("tổng mức bán lẻ", "retail sales"),
    "iip": ("iip", "industrial production index"),
}


def told(file: Path | str) -> set[Told]:
    """The facts of a data set by what they are of, with values in base units."""
    scales = {"billion": 9, "tỷ": 9, "triệu": 6, "million": 6, "thousand": 3, "nghìn": 3}
    found = set()
    for row in vpcli.show(str(file)).to_dicts():
        name = str(row["name"]).casefold()
        id_ = next(
            id_
            for id_, names in INDICATORS.items()
            if any(one in name for one in names) or id_ == row["indicator"]
        )
        measure = str(row["measure"])
        value = Decimal(str(row["value"]))
        if row["measure"] in ("actual", "plan"):
            words = str(row["unit"]).split()
            value = value.scaleb(sum(scales.get(word, 0) for word in words))
        if measure == "over-plan":
            measure, value = "attainment", value + 100
        status = "" if row["status"] == "A" else str(row["status"] or "")
        found.add(
            (id_, int(row["year"]), measure, value.normalize(), str(row["qualifier"]), status)
        )
    return found


@pytest.mark.parametrize("path", [BUNDLED, *WORDINGS], ids=lambda path: path.stem)
def test_the_bundled_report_in_other_words_has_the_same_facts(path: Path) -> None:
    assert told(path) == told("vinh-phuc-2019")
    assert len(vpcli.check(str(path))) == 0


def seconds_for(text: str) -> float:
    begin = time.process_time()
    read_text(text, "2023-01")
    return time.process_time() - begin


def test_time_is_linear_in_the_length() -> None:
    block = OWN + "\n"
    one = max(0.05, min(seconds_for(block * 2) for _ in range(2)))
    four = min(seconds_for(block * 8) for _ in range(2))
    assert four < one * 8


@pytest.mark.parametrize(
    "piece",
    [
        "5 tỷ ",
        "(",
        "((((",
        "tăng ",
        "5%, ",
        "a ",
        "1.",
        "1 000 ",
        "năm 2019 ",
        "so với ",
        "/KH ",
        "2019, ",
        "5/5/",
        "lần lượt 5% ",
        "theo giá so sánh ",
        "; ",
        ": ",
        "\n",
        "quý ",
        "-–-",
        "ngày 5 tháng 5 ",
        "US$",
        "bằng 5% ",
        "và ",
        "5 tỷ 500 triệu ",
        "%%%",
        "．",
        "٣٤ ",
    ],
)
def test_no_text_takes_more_than_linear_time(piece: str) -> None:
    assert seconds_for(piece * (60_000 // len(piece))) < 5


def test_changed_texts_are_read_or_refused_and_nothing_else() -> None:
    lines = OWN.splitlines()
    for seed in range(1_500):
        random = Random(seed)
        text = list("\n".join(random.sample(lines, 3)))
        for _ in range(random.randint(1, 30)):
            at = random.randrange(len(text))
            text[at : at + random.randint(0, 6)] = random.choice(
                [
                    "",
                    "5",
                    "%",
                    "(",
                    ")",
                    ";",
                    ":",
                    ",",
                    ".",
                    "\n",
                    " ",
                    "năm 2019",
                    "/",
                    "–",
                    "KH",
                    "\u0301",
                    "０",
                    "²",
                    "lần lượt",
                    "so với",
                    "tỷ",
                    "trở lên",
                    "từ",
                    "\x00",
                    "1" * 60,
                    "trong tháng 5-2004",
                    "đến 31/12/2021",
                    "I năm 2023",
                    "(vượt 3 %)",
                    " US$1.4-billion ",
                    " 104.7 Mt ",
                    "mới",
                    "/50 ha",
                    "Về ",
                    "nhưng",
                    "dưới 5 tuổi",
                ]
            )
        with suppress(VpcliError):
            read_prose("".join(text), "text", ReadOptions())


def test_every_pattern_of_prose_goes_forward() -> None:
    """No pattern repeats what is itself repeated: (a+)+ takes more than linear time."""
    nested = re.compile(r"\((?:\?:)?[^()]*[+*]\)[+*]")
    for path in (ROOT / "vpcli" / "readers" / "prose").glob("*.py"):
        source = path.read_text("utf-8")
        for pattern in re.findall(r're\.compile\(\s*r?"(.*?)"', source, re.S):
            assert not nested.search(pattern), (path.name, pattern)


def test_the_language_is_found_by_accents() -> None:
    assert language_of("Xuất khẩu đạt 5 tỷ USD") == "vi"
    assert language_of("Exports of Vĩnh Phúc and Hà Nội reached 5 billion USD in 2019") == "en"
    assert language_of("2019: 5") == "en"


def test_letters_may_be_decomposed_and_tones_may_stand_where_they_like() -> None:
    import unicodedata

    composed = "Năm 2019, tổng mức bán lẻ hàng hoá ước đạt 5 tỉ đồng, tăng 8%."
    one = read_text(composed, "2020-01")
    two = read_text(unicodedata.normalize("NFD", composed), "2020-01")
    assert [c.words for c in one.claims] == [c.words for c in two.claims] == ["5 tỉ đồng", "8%"]
    assert one.claims[0].status == "E"


def test_lines_are_joined_and_numbered() -> None:
    text = "Tiêu đề\n\nNăm 2019, kim ngạch xuất khẩu của tỉnh ước đạt\n2.560 triệu USD. Tăng 14%.\n"
    found = [(one.line, one.text) for one in sentences(text)]
    assert found[1] == (3, "Năm 2019, kim ngạch xuất khẩu của tỉnh ước đạt 2.560 triệu USD.")
    assert found[2] == (4, "Tăng 14%.")


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Năm 2019, xuất khẩu đạt 5 tỷ USD, tăng 8% so với năm trước.", True),
        ("Vĩnh Phúc, ngày 20/1/2020\n\nNăm 2019, xuất khẩu đạt 5 tỷ USD, tăng 8%.", True),
        ("# Results\n\nExports of the province reached 5 billion USD in 2019.", True),
        ("<!DOCTYPE html><html><body><p>Exports grew.</p></body></html>", True),
        ("indicator,year,actual\nexports,2019,5\n", False),
        ("indicator,yeer,actual\nexports,2019,5\n", False),
        ("Chỉ tiêu;Đơn vị;2018;2019\nXuất khẩu;tỷ USD;4;5\n", False),
        ("a\tb\tc\n1\t2\t3\n", False),
        ("2019", False),
        ("", False),
    ],
)
def test_a_table_stays_a_table(text: str, prose: bool) -> None:
    assert is_prose(text) is prose


def test_of_a_page_the_article_is_read_and_not_the_menus() -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><nav><p>Menu 5%</p></nav>"
        "<article><h1>Năm 2019</h1><p>Xuất khẩu đạt <b>5</b> tỷ&nbsp;USD.</p><p>Tăng 8%.</p>"
        "<script>var x = 9;</script><table><tr><td>7</td></tr></table></article>"
        "<footer><p>© 2024</p></footer></body></html>"
    )
    assert article_of(page) == "Năm 2019\n\nXuất khẩu đạt 5 tỷ USD.\n\nTăng 8%."


def test_the_words_are_tables_that_hold_no_word_twice_in_a_row() -> None:
    for lang in ("vi", "en"):
        path = ROOT / "vpcli" / "i18n" / f"prose_{lang}.txt"
        heading, seen = "", set[tuple[str, str]]()
        for line in path.read_text("utf-8").splitlines():
            phrase = line.split("#", 1)[0].strip().partition(" = ")[0]
            if phrase.startswith("["):
                heading = phrase
            elif phrase:
                assert heading, line
                assert (heading, phrase) not in seen, f"{path.name}: {heading} {phrase}"
                seen.add((heading, phrase))
        assert len(vocabulary(lang).phrases) > 700


def test_a_name_without_a_word_is_none() -> None:
    reading = read_text("với chỉ u thu9")
    assert not reading.claims
    assert [left.text for left in reading.left] == ["9"]
