"""A year as people write it, in a heading or in a cell; what is less than a year is none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from vpcli.core.facts.codes import Status

__all__ = ["Year", "is_part_of_a_year", "plain", "read_year", "without_accents"]


class Year(NamedTuple):
    """A whole year, with what is said of its figures: a measure, and a status or none."""

    year: int
    status: Status | None = None
    measure: str = "actual"
    letter: str = ""
    """A letter behind it that changes no status: r, revised."""


_STATUS_WORDS: dict[str, tuple[str, Status | None]] = {
    "": ("actual", None),
    "a": ("actual", None),
    "e": ("actual", Status.ESTIMATED),
    "p": ("actual", Status.PROVISIONAL),
    "f": ("actual", Status.FORECAST),
    "b": ("actual", Status.BREAK),
    "r": ("actual", None),
}
_WORDS: dict[str, tuple[str, Status | None]] = {
    "actual": ("actual", None),
    "estimate": ("actual", Status.ESTIMATED),
    "provisional": ("actual", Status.PROVISIONAL),
    "forecast": ("actual", Status.FORECAST),
    "plan": ("plan", None),
}
_SAID = {
    "actual": (
        "th",
        "thực hiện",
        "actual",
        "actuals",
        "actual expenditure",
        "result",
        "results",
        "quyết toán",
        "chính thức",
        "official",
        "kết quả thực hiện",
        "kết quả",
    ),
    "estimate": (
        "e",
        "est",
        "estimate",
        "estimated",
        "estimates",
        "ước",
        "ước tính",
        "ước tính est",
        "ước th",
        "ước thực hiện",
        "ước đạt",
        "uth",
        "ưth",
        "số ước",
    ),
    "provisional": (
        "p",
        "prel",
        "preliminary",
        "provisional",
        "sơ bộ",
        "sơ bộ prel",
        "số sơ bộ",
    ),
    "forecast": ("f", "forecast", "forecasts", "projection", "projected", "dự báo", "dự kiến"),
    "plan": (
        "kh",
        "kế hoạch",
        "mục tiêu",
        "dự toán",
        "chỉ tiêu kế hoạch",
        "plan",
        "planned",
        "target",
        "targets",
        "budget",
        "budgeted",
        "budget estimate",
        "budget estimates",
        "approved budget",
    ),
}
STATES: dict[str, tuple[str, Status | None]] = {
    words: _WORDS[what] for what, said in _SAID.items() for words in said
}
"""What words beside a year say of its figures: the measure and the status."""
_CODE = re.compile(r"\[yr[12][0-9]{3}\]")
_FISCAL = re.compile(
    r"(?<![0-9])(?P<year>[12][0-9]{3})\s*"
    r"(?:[-–—]\s*(?P<next>[12][0-9]{3})|[-–—/]\s*(?P<short>[0-9]{2}))(?![0-9])"
)
_SHORT_FISCAL = re.compile(r"fy ?['’]?(?P<year>[0-9]{2})(?P<flag>[abef])?")
_WHOLE = re.compile(
    r"(?:năm|nam|year|fy|yr|y|x|cy)?\s*(?P<year>[12][0-9]{3})(?:\.0+)?\s*"
    r"(?:\(?(?P<flag>[a-z])\)?)?(?:\(?\*+\)?|[¹²³])?"
)
_AROUND = re.compile(
    r"\b(?:năm|year|cả|cộng dồn|lũy kế|luỹ kế|full|fiscal)\b|[.,:;()\[\]]+|(?<=\s)[-–](?=\s)"
)
_PART = re.compile(
    r"\b(?:quý|quí)\b|\bquy (?:[1-4]|i{1,3}|iv)\b|\btháng\b|(?<!hoa )\bkỳ\b|\bthời điểm\b|\bngày\b"
    r"|\bq[1-4](?![a-z])|\bh[12]\b|\bquarters?\b|\bmonths?\b|\bweeks?\b|\btuần\b|\bhalf\b"
    r"|\bnửa\b|\bđầu năm\b|\bcuối năm\b|\b[0-9]{1,2} ?t(?:[0-9]{4})?\b"
    r"|\b[0-9]{1,2}[/.-][0-9]{1,2}(?:[/.-][0-9]{2,4})?\b|\b(?:t|m|th)[0-9]{1,2}[/. -]+[12][0-9]{3}"
    r"|\b[0-9]{1,2}/[12][0-9]{3}\b|\b[12][0-9]{3}[ -]?[qmhs][0-9]{1,2}\b"
    r"|\b[12][0-9]{3}-[0-9]{2}-[0-9]{2}\b"
    r"|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_WHOLE_YEARS = re.compile(r"\b(?:12|mười hai) tháng\b|\b12t(?=[0-9]|\b)")
_SAME_TIME = re.compile(r"\bcùng kỳ\b")
_LONGEST = 200


@lru_cache(maxsize=1 << 12)
def plain(text: str) -> str:
    """Return a heading in one form: composed, in small letters, one blank between words.

    >>> plain("  Sơ bộ _2023 ")
    'sơ bộ 2023'
    """
    text = normalize("NFC", text[: _LONGEST * 2]).casefold().replace("_", " ")
    return " ".join(text.replace("\u00a0", " ").split())


def without_accents(text: str) -> str:
    """Return a text without diacritics.

    >>> without_accents("kế hoạch, đơn vị")
    'ke hoach, don vi'
    """
    bare = normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(char for char in bare if not combining(char))


_BARE_STATES = {without_accents(words): held for words, held in STATES.items()}


def is_part_of_a_year(text: str) -> bool:
    """Tell whether a heading says a month, a quarter, a day or anything less than a whole year.

    >>> [is_part_of_a_year(text) for text in ("Quý III năm 2022", "9T2019", "12 tháng 2019")]
    [True, True, False]
    >>> is_part_of_a_year("So với cùng kỳ năm trước"), is_part_of_a_year("Thời điểm 31/12")
    (False, True)
    """
    text = _SAME_TIME.sub(" ", _WHOLE_YEARS.sub(" ", plain(text[: 2 * _LONGEST])))
    return bool(_PART.search(_FISCAL.sub(" ", text)))


@lru_cache(maxsize=1 << 14)
def read_year(text: str) -> Year | None:
    """Read a year as people write it; None where it is none, or where a word is not understood.

    A fiscal year is filed under its first year.

    >>> read_year("Sơ bộ 2018").status.value, read_year("2018.0").year, read_year("2019-20").year
    ('P', 2018, 2019)
    >>> read_year("KH 2020").measure, read_year("2020r").letter, read_year("6 tháng 2019")
    ('plan', 'r', None)
    >>> [read_year(text).year for text in ("FY2018", "YR2010", "Y1961", "12 tháng 2019")]
    [2018, 2010, 1961, 2019]
    >>> [read_year(text)[::2] for text in ("2022-2023", "FY22A", "FY24B")]
    [(2022, 'actual'), (2022, 'actual'), (2024, 'plan')]
    """
    if len(text) > _LONGEST:
        return None
    said = _CODE.sub(" ", plain(text)).strip()
    fiscal = _FISCAL.search(said)
    if fiscal is not None:
        after = int(fiscal["year"]) + 1
        if int(fiscal["next"] or fiscal["short"]) != (after if fiscal["next"] else after % 100):
            return None
        said = said.replace(fiscal[0], fiscal["year"])
    if (short := _SHORT_FISCAL.fullmatch(said)) is not None:
        measure, status = _STATUS_WORDS[short["flag"] or ""]
        is_budget = short["flag"] == "b"
        return Year(
            2000 + int(short["year"]),
            None if is_budget else status,
            "plan" if is_budget else measure,
        )
    whole = _WHOLE.fullmatch(said)
    if whole is not None:
        flag = whole["flag"] or ""
        if flag not in _STATUS_WORDS or said.endswith("b"):  # "2023B" may be a budget
            return None
        measure, status = _STATUS_WORDS[flag]
        return Year(int(whole["year"]), status, measure, flag if flag == "r" else "")
    said = _WHOLE_YEARS.sub(" ", said)
    years = re.findall(r"(?<![0-9])(?:fy)?([12][0-9]{3})(?:\.0+)?(?![0-9.,/])", said)
    if len(years) != 1 or is_part_of_a_year(said):
        return None
    rest = re.sub(r"(?:fy)?" + years[0] + r"(?:\.0+)?", " ", said, count=1)
    rest = " ".join(_AROUND.sub(" ", rest).split())
    found = STATES.get(rest) or _BARE_STATES.get(rest)
    found = ("actual", None) if not rest else found
    return None if found is None else Year(int(years[0]), found[1], found[0])
