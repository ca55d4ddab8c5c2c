"""Prose: sentences of our own, each with the facts it prints and the figures it leaves.

The files in `tests/prose` hold texts: a line `@ 2020-01` with the date of a text, its sentences,
below each the facts (`= measure year | as printed | name | more`) and the figures that are left
(`- figure | reason`).
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT

from vpcli.readers.prose.claims import Claim
from vpcli.readers.prose.indicators import described
from vpcli.readers.prose.text import read_text

FOLDER = ROOT / "tests" / "prose"


class Text(NamedTuple):
    date: str
    sentences: list[str]
    expected: list[list[str]]


def texts(path: Path) -> list[Text]:
    found: list[Text] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("@"):
            found.append(Text(line[1:].strip(), [], []))
        elif line.startswith("  "):
            found[-1].expected[-1].append(line.strip())
        elif line:
            found[-1].sentences.append(line)
            found[-1].expected.append([])
    return found


ALL = [
    (path.stem, number, text)
    for path in sorted(FOLDER.glob("*.txt"))
    for number, text in enumerate(texts(path), 1)
]


def said(claim: Claim) -> str:
    more = [
        claim.status and f"status {claim.status}",
        claim.since and f"since {claim.since}",
        claim.price and f"price {claim.price}",
        claim.plan_by and f"plan-by {claim.plan_by}",
        claim.total and f"of {claim.total}",
        claim.area and f"area {claim.area}",
    ]
    measure = "over-plan" if claim.over else claim.measure.value
    told = f"= {measure} {claim.year} | {claim.words} | {claim.name.text}"
    named = ", ".join(str(one) for one in more if one)
    return f"{told} | {named}" if named else told


@pytest.mark.parametrize(("name", "number", "text"), ALL, ids=[f"{n}-{i}" for n, i, _ in ALL])
def test_a_text_gives_its_facts_and_says_why_it_leaves_the_rest(
    name: str, number: int, text: Text
) -> None:
    reading = read_text("\n".join(text.sentences), text.date)
    described(reading)
    for line, (sentence, expected) in enumerate(zip(text.sentences, text.expected, strict=True), 1):
        facts = [said(one) for one in reading.claims if one.sentence.line == line]
        left = [one for one in reading.left if one.sentence.line == line]
        reasons = [f"- {one.text} | {one.reason}" for one in sorted(left, key=lambda o: o.begin)]
        assert facts + reasons == expected, sentence


def test_there_are_three_hundred_sentences_in_two_languages() -> None:
    count = {"vi": 0, "en": 0}
    for name, _, text in ALL:
        count[name[:2]] += len(text.sentences)
    assert count["vi"] + count["en"] >= 300
    assert min(count.values()) >= 80


def test_a_letterhead_is_no_title() -> None:
    text = (
        "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH\nSỞ CÔNG THƯƠNG\nNam Định, ngày 18/12/2023\n"
        "Tình hình sản xuất công nghiệp năm 2023\n\nNăm 2023, xuất khẩu đạt 2.870 triệu USD."
    )
    reading = read_text(text)
    assert reading.title == "Tình hình sản xuất công nghiệp năm 2023"
    assert reading.area == "Nam Định"
    assert read_text("Sở Công Thương\nNăm 2023, xuất khẩu đạt 5 triệu USD.").title == (
        "Sở Công Thương"
    )


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Xuất khẩu của tỉnh Hậu Giang năm 2020 đạt 1,4 tỷ USD.", "Hậu Giang"),
        ("Nhà máy ở Hậu Giang đã chạy. Năm 2020, xuất khẩu đạt 1,4 tỷ USD.", "Hậu Giang"),
        (
            "Nhà máy ở Hậu Giang đã chạy. Việt Nam xuất khẩu nhiều."
            " Xuất khẩu của Việt Nam năm 2020 đạt 281 tỷ USD.",
            "",
        ),
        (
            "A plant opened in Hậu Giang. Vietnam exports a lot. Vietnam's seafood exports reached"
            " US$9.4 billion in 2020.",
            "",
        ),
    ],
)
def test_a_place_named_once_is_not_the_area_of_a_text_on_the_country(text: str, area: str) -> None:
    assert read_text(text, "2021-03-01").area == area
