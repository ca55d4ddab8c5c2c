"""A text read as a whole: its language, date, area and title, its facts, the figures left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from vpcli.core.facts.number import NumeralError, readings
from vpcli.i18n.vocabulary import folded, language_of, vocabulary
from vpcli.readers.prose.claims import Claim, Reading
from vpcli.readers.prose.clauses import ClauseReader
from vpcli.readers.prose.figures import money_of
from vpcli.readers.prose.naming import COUNTRY
from vpcli.readers.prose.owners import with_owners
from vpcli.readers.prose.sentences import Sentence, sentences
from vpcli.readers.tables.figures import read_figure

__all__ = ["read_text"]

_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]([12]\d{3})(?!\d)")
_DATE_IN_WORDS = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm ([12]\d{3})")
_DATE_IN_ENGLISH = re.compile(
    r"(?:(\d{1,2}) )?(January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.? "
    r"(?:(\d{1,2}), )?([12]\d{3})"
)
_DATES = (_DATE, _DATE_IN_WORDS, _DATE_IN_ENGLISH)
_DASH = re.compile(r"\)? ?[-–—] (?=\S)")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DATELINE = 600
_QUOTED = re.compile(r"“[^”\n]*”(?: \([^)\n]*\))?")
"""A name in quotation marks, and its unit: they tell neither the language nor the day."""
_FIRST = 6
_OPENING = 15
"""Sentences among which a line with nothing but a place and a date is the dateline."""
_OTHER_DATE = re.compile(
    r"(?:\b(?:đến|tới|từ|trước|sau|so với|tại|thời điểm|hết|ban hành|quyết định|nghị quyết"
    r"|kế hoạch|công văn|báo cáo số|to|until|since|from|by|as of|as at|against|decision|dated)\b"
    r"[^.;\n]{0,40})$",
    re.IGNORECASE,
)
"""What stands before a date that is not that of the text."""
_DATE_ONLY = 60
_DATELINE_WORDS = 12
_LONGEST_TITLE = 200
_PASSED = ("trên ", "hơn ", "over ", "more than ", "above ")
_NEARLY = ("gần ", "nearly ", "almost ")
_FORECAST = "F"
_CITIES = (
    "hà nội",
    "hải phòng",
    "đà nẵng",
    "cần thơ",
    "huế",
    "tp huế",
    "tp.hcm",
    "tphcm",
    "tp hcm",
)
"""Cities that are no part of a province of their name."""
_CAPITALS = ("hà nội", "hanoi", "ha noi", "ha noi city")
_MOST_OPENING = 3
"""Sentences, or mentions, that tell what place a text is about."""
_DISTRICT = r"(?:[Hh]uyện|[Tt]hị xã|[Tt]hành phố|[Qq]uận|TP\.?|TX\.?|H\.)"
_TOWN = (
    r"(?:[Tt]hành phố|TP\.?|[Pp]hường|[Xx]ã|[Tt]hị trấn|[Tt]hị xã|[Hh]uyện|[Qq]uận|P\.|H\.|TX\.)"
)
_OF_THE_PROVINCE = re.compile(
    r"[Tt]oàn tỉnh|UBND tỉnh|HĐND tỉnh|(?:của|trên địa bàn|trong) tỉnh|[Tt]ỉnh ủy|[Tt]ỉnh uỷ"
)
_LETTERHEAD = re.compile(
    r"(?:sở|ủy ban|uỷ ban|ubnd|hội đồng|hđnd|(?:tổng |chi )?cục|bộ|phòng|văn phòng|ban|viện"
    r"|cộng h(?:òa|oà)|độc lập|số:|ministry|department|office|bureau|government"
    r"|general statistics)\b|(?:báo cáo|thông cáo|thông cáo báo chí|báo cáo tóm tắt|tờ trình)\s*$",
    re.IGNORECASE,
)
"""Whose paper it is, and what stands on all of them."""
_FISCAL_SPAN = re.compile(r"\b(?:19|20)\d\d[-–/]\d\d\b")
_OTHER_RUPEES = re.compile(r"\b(?:Pakistan|Sri Lanka|Nepal|Mauriti|Seychelles|Maldiv)")
_OTHER_DOLLARS = re.compile(
    r"\b(?:New Zealand|Australia|Canad|Singapore|Fiji|Hong Kong|Taiwan|Jamaica|Barbados|Guyana"
    r"|Namibia|Bahamas|Trinidad)"
)
_US_DOLLARS = re.compile(r"\b(?:US\$|USD|U\.?S\.|Vietnam|Viet Nam|American)")
_OPENING_OF_A_TEXT = 3
"""Sentences that tell which country a text is about."""
_OF_PARTS = frozenset({"month", "months", "quarter", "half-year", "part", "to-date"})
"""Why a figure is of no whole year."""
_AGENCY = re.compile(
    r"(?:(?:[A-ZÀ-ỸĐ][^\s()]{0,20}\s+){1,5}\([A-ZĐ]{2,10}\)|[A-Z][A-Z .]{2,30}\([^()\n]{2,20}\))"
    r"\s*[-–—]+\s*(?=\S)"
)


def read_text(text: str, date: str = "") -> Reading:
    """Read a text; `date` is the day, month or year of its publication in ISO 8601, if known.

    Facts come in the order of the text. A fact printed twice counts where it first stands.
    """
    lang = language_of(_QUOTED.sub(" ", text))
    found = list(_datelines_apart(sentences(text)))
    reading = Reading(lang, found, date=date or _dateline(found))
    reader = ClauseReader(lang, vocabulary(lang), _written(reading.date))
    reader.has_spans = _FISCAL_SPAN.search(text) is not None
    for sentence in found:
        held = reader.context.copy() if _is_dateline(sentence.text) else None
        reader.read(sentence)
        reader.context = held or reader.context  # a dateline says nothing of what follows
    reading.left = reader.left
    reading.area = _area(reader, reader.claims, found)
    readable = list(_readable(reader.claims, reading))
    readable = list(_in_known_money(list(_without_parts(readable, reading)), reading, text))
    reading.claims = _once(list(with_owners(readable, reading)), reading)
    reading.title = _title(found)
    return reading


def _written(date: str) -> tuple[int, int] | None:
    if not date:
        return None
    year, _, rest = date.partition("-")
    return int(year), int(rest[:2] or 0)


def _dateline(found: list[Sentence]) -> str:
    """The date of a line of its own, or the first one near the beginning that is of nothing else.

    A date that something is compared with, or that a decision is of, is not that of the text.
    """
    begin = [_QUOTED.sub(" ", sentence.text) for sentence in found[:_OPENING]]
    alone = [text for text in begin if len(text) <= _DATE_ONLY]
    start = "\n".join(begin[:_FIRST])[:_DATELINE]
    for text in (*alone, start):
        dates = [*_DATE.finditer(text), *_DATE_IN_WORDS.finditer(text)]
        for match in sorted(dates, key=lambda one: one.start()):
            if not _OTHER_DATE.search(text[: match.start()]):
                return _iso(match[3], match[2], match[1])
    english = _DATE_IN_ENGLISH.search(start)
    if english is None:
        return ""
    month = str([name[:3] for name in _MONTHS].index(english[2][:3]) + 1)
    return _iso(english[4], month, english[1] or english[3] or "")


def _datelines_apart(found: Iterator[Sentence]) -> Iterator[Sentence]:
    """Cut a dateline off the sentence that it stands before: "HANOI, 18 Jan 2024 - Exports …"."""
    for at, whole in enumerate(found):
        agency = _AGENCY.match(whole.text) if at < _OPENING else None
        sentence = whole
        if agency is not None:  # "Hanoi (VNA) – Exports …"
            sentence = whole._replace(text=whole.text[agency.end() :])
        dash = _dash_of_dateline(sentence.text) if at < _OPENING else None
        if dash is None:
            yield sentence
            continue
        yield sentence._replace(text=sentence.text[: dash.start()])
        yield sentence._replace(text=sentence.text[dash.end() :])


def _dash_of_dateline(text: str) -> re.Match[str] | None:
    """The dash behind a date that a sentence begins with, unless it is the date of something."""
    for pattern in _DATES:
        date = pattern.search(text, 0, _DATE_ONLY)
        if date is not None and not _OTHER_DATE.search(text[: date.start()]):
            return _DASH.match(text, date.end())
    return None


def _is_dateline(text: str) -> bool:
    """Whether a line holds nothing but a place and a date."""
    if len(text) > _DATE_ONLY:
        return False
    return any(pattern.search(text) for pattern in _DATES) and len(text.split()) <= _DATELINE_WORDS


def _iso(year: str, month: str, day: str) -> str:
    if not 1 <= int(month) <= 12:
        return year
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day and 1 <= int(day) <= 31 else "")


def _title(found: list[Sentence]) -> str:
    """The first line, where it is no sentence, no place and date, no letterhead before a title."""
    head = ""
    for sentence in found[:_OPENING]:
        text = sentence.text
        dated = any(pattern.search(text) for pattern in _DATES)
        if dated and len(text) <= _DATE_ONLY:
            continue
        if text.endswith((".", ";", ":")):
            break
        if not _LETTERHEAD.match(text):
            return text[:_LONGEST_TITLE]
        head = head or text[:_LONGEST_TITLE]
    return head


_COUNTRY = re.compile(r"\b(?:Việt Nam|Viet ?[Nn]am|[Cc]ả nước|[Tt]oàn quốc|[Nn]ationwide)\b")
_PROVINCE = re.compile(r"\b(?:tỉnh|thành phố|province|provincial|city)\b")


def _area(reader: ClauseReader, claims: list[Claim], found: list[Sentence]) -> str:
    """The province that a text is about: the only one it names, at its beginning or often.

    What is told of the country keeps its area where there is one.
    """
    area = _province(reader, claims, found)
    for claim in claims:
        of_country = claim.area == COUNTRY
        claim.area = COUNTRY if of_country and area else "" if area or of_country else claim.area
    return area


def _province(reader: ClauseReader, claims: list[Claim], found: list[Sentence]) -> str:
    if len(reader.provinces) != 1:
        return ""
    (area,) = reader.provinces.values()
    spelt, capital = area.casefold(), folded(area) in _CAPITALS
    named = [spelt in one.text.casefold() for one in found]
    by_the_way = capital and sum(named) < _MOST_OPENING and not named[0]
    if by_the_way or (folded(area) not in _CITIES and _is_of_a_district(area, found)):
        for claim in claims:
            claim.area = ""  # where a national text is written; a district of the province
        return ""
    if capital and not any(claim.area for claim in claims):
        return ""
    if _is_national(claims, found, sum(named), spelt):
        return ""
    if not any(named[:_MOST_OPENING]) and sum(named) < _MOST_OPENING:
        return ""  # named by the way
    return area.title() if area.isupper() and " " in area and "." not in area else area


def _is_national(claims: list[Claim], found: list[Sentence], times: int, area: str) -> bool:
    """Whether a text names the country oftener than a province, and no figure beside that."""
    country = sum(_COUNTRY.search(sentence.text) is not None for sentence in found)
    told = {claim.sentence.text.casefold() for claim in claims}
    return country > times and not any(area in one or _PROVINCE.search(one) for one in told)


def _is_of_a_district(area: str, found: list[Sentence]) -> bool:
    """Whether a text is about a district of a province, or about the town of its name."""
    opening = " ".join(sentence.text for sentence in found[:_OPENING_OF_A_TEXT])
    name = r"[A-ZĐÀ-Ỹ][\w’']*(?: [A-ZĐÀ-Ỹ][\w’']*){0,3}?"
    inside = re.search(rf"{_DISTRICT} {name}(?:,|\s*[-–(]|) ?(?:tỉnh )?{re.escape(area)}", opening)
    said = re.findall(rf"(?:{_TOWN} )?{re.escape(area)}", opening)
    town = bool(said) and all(one != area for one in said)
    return town or (inside is not None and not _OF_THE_PROVINCE.search(opening))


def _readable(claims: list[Claim], reading: Reading) -> Iterator[Claim]:
    """The facts whose figures a data file can hold as they are printed; the others are left."""
    for claim in claims:
        with suppress(NumeralError):
            written = read_figure(claim.words)
            if written.phrase is not None and written.status is None and not written.note:
                yield claim
                continue
        reading.left.append(claim.left("unclear"))


def _in_known_money(claims: list[Claim], reading: Reading, text: str) -> Iterator[Claim]:
    """Without rupees and dollars that may be those of another country than the sign means."""
    opening = " ".join(sentence.text for sentence in reading.sentences[:_OPENING_OF_A_TEXT])
    rupees = _OTHER_RUPEES.search(text) is not None and "India" not in opening
    dollars = _OTHER_DOLLARS.search(opening) is not None and not _US_DOLLARS.search(opening)
    for claim in claims:
        said = claim.printed.text.casefold()
        doubted = (rupees and said.startswith("rs")) or (dollars and said.startswith("$"))
        if doubted:
            reading.left.append(claim.left("no-unit"))
        else:
            yield claim


def _once(claims: list[Claim], reading: Reading) -> list[Claim]:
    """Every fact where it first stands; a second figure for the same thing is left."""
    seen: dict[tuple[object, ...], Claim] = {}
    doubted: set[tuple[int, str]] = set()
    moneys: dict[tuple[object, ...], str] = {}
    for claim in claims:
        of_sentence = id(claim.sentence), folded_name(claim.name.text)
        if of_sentence in doubted:  # of the same thing as a level that was left
            reading.left.append(claim.left("second-figure"))
            continue
        key = (
            folded_name(claim.name.text),
            claim.area,
            claim.year,
            claim.measure,
            claim.base_year,
            claim.plan_by,
            claim.price,
            claim.printed.base,
        )
        money = money_of(claim.printed) if claim.measure.is_level else ""
        if money and moneys.setdefault(key[:-1], money) != money:
            reading.left.append(claim.left("second-figure"))  # at home in đồng, abroad in dollars
            doubted.add(of_sentence)
            continue
        before = seen.setdefault(key, claim)
        if before is claim:
            continue
        other = claim
        come = before.status == _FORECAST and claim.status != _FORECAST
        if come or _is_mark_of(before, claim):  # "vượt ngưỡng 5 tỷ USD, đạt 5,12 tỷ USD"
            seen[key], other = claim, before
        elif claim.measure.is_level and before.words != claim.words:
            doubted.add(of_sentence)
        same = before.words == claim.words
        reading.left.append(other.left("repeated" if same else "second-figure"))
    return list(seen.values())


def _without_parts(claims: list[Claim], reading: Reading) -> Iterator[Claim]:
    """Without what a title says as of a year, and the text of a part of it: "đạt 515 tỷ USD"."""
    of_parts = {left.text for left in reading.left if left.reason in _OF_PARTS}
    for claim in claims:
        level = claim.measure.is_level and claim.sentence.line == 1
        if level and claim.printed.text in of_parts:
            reading.left.append(claim.left("part"))
        else:
            yield claim


def _is_mark_of(mark: Claim, claim: Claim) -> bool:
    """Whether the first figure is a mark that the second one has passed, or comes near to.

    The first one stands in the same sentence, or is the title.
    """
    near = mark.sentence is claim.sentence or mark.sentence.line == 1
    said, after = mark.words.casefold(), claim.words.casefold()
    if not near or mark.printed.unit != claim.printed.unit:
        return False
    if after.startswith((*_PASSED, *_NEARLY)):
        return False
    return (said.startswith(_PASSED) and _may_pass(mark, claim)) or (
        said.startswith(_NEARLY) and _may_pass(claim, mark)
    )


def _may_pass(mark: Claim, claim: Claim) -> bool:
    """Whether the second figure may be as much as the first, or more."""
    try:
        first, second = (readings(one.printed.numerals[0]) for one in (mark, claim))
    except NumeralError:
        return False
    return bool(first and second) and max(second.values()) >= max(first.values())


def folded_name(text: str) -> str:
    """A name in one spelling, to compare it.

    >>> folded_name("Tổng mức bán lẻ hàng hoá") == folded_name("tổng mức bán lẻ hàng hóa")
    True
    """
    return " ".join(folded(word) for word in text.split())
