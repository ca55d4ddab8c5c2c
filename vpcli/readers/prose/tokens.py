"""A sentence cut into tokens: words with what they may mean, signs, years, dates, figures."""

from __future__ import annotations

import re

from vpcli.i18n.vocabulary import Vocabulary
from vpcli.readers.prose.figures import Printed, Sort, is_hyphened, is_year, printed_at, sort_at
from vpcli.readers.prose.joining import Token, joined
from vpcli.readers.prose.raws import longest, raws_of

__all__ = ["Token", "tokens_of"]


_IN_WORDS = frozenset({"word", "sign"})
_ROMAN = frozenset({"i", "ii", "iii", "iv"})
_OF_PARTS = _ROMAN | {"quý", "tháng"}
"""What parts of a year begin with; the names of months have capitals."""
_DASHES = frozenset("-–—−")
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
_LISTS = frozenset({"và", "and", ","})
_NUMBERED = frozenset({"lớp", "khối"})
"""What bears a number as its name: "vào lớp 1"."""
_DAY_WORDS = frozenset({"ngày", "sáng", "chiều", "tối", "hôm", "thứ"})
_DIGITS_OF_A_YEAR = 4
_MOST_DEPTH = 8
_ALONE = "no-name"
"""What a word is as a whole name, and not in a sentence."""
_EVER_HIGHER = ("quý", "sau", "cao", "hơn", "quý", "trước")
_MONTH_END = re.compile("[/-]")
_HYPHENED = re.compile(r"(?<=\d)-(?=per)")
_INSTITUTIONS = frozenset(
    {"công ty", "ctcp", "tổng công ty", "tập đoàn", "ngân hàng", "nhà máy", "company", "bank"}
    | {"cảng", "nhiệt điện", "thủy điện", "bia", "xi măng", "đại học", "bệnh viện", "sân bay"}
)
_OF_A_PLACE = frozenset({"tỉnh", "tại", "ở", "của", "in", "of", "at", "thành phố"})
_ENDS_OF_NAMES = frozenset({"figure", ",", ";", ":", ".", "place", "level", "up", "down"})
_OF_ONE = frozenset({"bình quân", "trên", "mỗi", "cho"})
_CURRENCY_SIGNS = frozenset("$€£¥₹")
_ONES = frozenset({"ha", "hecta", "héc ta", "sào", "m2", "m²", "người", "hộ", "lao động"})
_LONGEST_INSTITUTION = 8
_LONGEST_QUOTED = 60
"""Pieces of a name in quotation marks."""


def tokens_of(text: str, words: Vocabulary) -> list[Token]:
    """Cut a sentence into tokens; a bracket is one token with what stands in it."""
    cutter = _Cutter(text, words)
    flat = cutter.flat()
    for at, token in enumerate(flat):
        if "province" in token and _is_of_an_institution(flat, at):
            token.kinds = {}
    return cutter.grouped(flat)


def _is_of_an_institution(flat: list[Token], at: int) -> bool:
    """Whether a place is the end of a name: "Công ty CP Phân bón Dầu khí Cà Mau"."""
    words: list[str] = []
    for token in reversed(flat[max(0, at - _LONGEST_INSTITUTION) : at]):
        word = token.word
        if word in _OF_A_PLACE or token.any_of(_ENDS_OF_NAMES):
            return False
        words.insert(0, word)
        if _INSTITUTIONS & {word, " ".join(words[:2]), " ".join(words[:3])}:
            return True
    return False


def _is_of_a_name(printed: Printed, last: Token) -> bool:
    """Whether a number is part of a name: "giá trị sản xuất trên 1 ha", "thu nhập của 17 xã"."""
    one = printed.numerals in (("1",), ("01",)) and printed.sort in (Sort.AMOUNT, Sort.PEOPLE)
    if one and last.word in _OF_ONE and printed.base in _ONES:
        return True
    return printed.sort in (Sort.COUNT, Sort.PEOPLE) and last.word == "của"


def _fiscal(text: str) -> int:
    """The first year of "2009/2010"; 0 of anything else."""
    first, _, last = text.partition("/")
    years = len(first) == len(last) == _DIGITS_OF_A_YEAR and int(last) == int(first) + 1
    return int(first) if years and first[0] in "12" else 0


class _Cutter:
    def __init__(self, text: str, words: Vocabulary) -> None:
        self.text, self.words = text, words
        self.raws = raws_of(text)
        self.pieces = [raw.folded for raw in self.raws]

    def flat(self) -> list[Token]:
        """All tokens, brackets as single signs."""
        found: list[Token] = []
        at = 0
        while at < len(self.raws):
            token, at = self.token(at, found)
            if token is not None:
                found.append(token)
        return joined(found)

    def make(
        self,
        begin: int,
        end: int,
        kinds: dict[str, str],
        *,
        years: tuple[int, ...] = (),
        reason: str = "",
    ) -> Token:
        first, last = self.raws[begin].begin, self.raws[end - 1].end
        return Token(kinds, self.text[first:last], first, last, None, years, reason)

    def token(self, at: int, before: list[Token]) -> tuple[Token | None, int]:
        raw = self.raws[at]
        if raw.kind == "number":
            return self.number(at, before)
        if raw.kind not in _IN_WORDS:
            return self.with_strokes(at), at + 1
        may_be_part = raw.folded in _OF_PARTS or raw.text[0].isupper()
        if may_be_part and (quarter := self.quarter(at) or self.bare_quarter(at)):
            return quarter
        length, entry = self.words.match(self.pieces, at)
        if entry is not None and "quoting" in entry.kinds and (found := self.quoted(at + length)):
            return self.named(at, *found)
        if entry is not None and not (raw.kind == "sign" and length == 1):
            kinds = dict(entry.kinds)
            kinds.pop(_ALONE, None)
            if not kinds:
                return self.make(at, at + 1, {}), at + 1
            return self.make(at, at + length, kinds), at + length
        if raw.kind == "sign":
            return self.make(at, at + 1, {raw.text: ""}), at + 1
        return self.make(at, at + 1, {}), at + 1

    def with_strokes(self, at: int) -> Token:
        """The token of a date, a month, a law's number, a ratio: of numbers with strokes."""
        raw = self.raws[at]
        if raw.kind == "date":
            return self.make(at, at + 1, {"number": ""}, reason="date")
        if raw.kind == "fiscal" and raw.text.startswith("FY"):
            # FY18 begins in 2017 or in 2018: which, only its country knows.
            return self.make(at, at + 1, {"part": ""}, reason="fiscal-year")
        if raw.kind == "fiscal":
            return self.make(at, at + 1, {"year": "fiscal"}, years=(int(raw.text[:4]),))
        if raw.kind == "ratio" and (fiscal := _fiscal(raw.text)):
            return self.make(at, at + 1, {"year": "fiscal"}, years=(fiscal,))
        if raw.kind == "ratio":
            return self.ratio(at)
        if raw.kind == "month" and self.is_month(at):
            return self.make(at, at + 1, {"part": ""}, years=(int(raw.text[-4:]),), reason="month")
        return self.make(at, at + 1, {"number": ""}, reason="law")

    def quoted(self, at: int) -> tuple[int, str, str] | None:
        """The end, the name and the unit of "“Số giường bệnh” (giường)" that begins here."""
        end = self.closing(at, "“", "”")
        if end is None or end == at + 1:
            return None
        name = self.text[self.raws[at + 1].begin : self.raws[end - 1].end]
        bracket = self.closing(end + 1, "(", ")")
        if bracket is None or self.names_prices(end + 2, bracket):
            return end + 1, name, ""
        return bracket + 1, name, self.text[self.raws[end + 1].end : self.raws[bracket].begin]

    def names_prices(self, begin: int, end: int) -> bool:
        """Whether a bracket says at what prices, and no unit."""
        inside = range(begin, end)
        found = (self.words.match(self.pieces, at)[1] for at in inside)
        return any(entry is not None and "price" in entry.kinds for entry in found)

    def closing(self, at: int, opening: str, closing: str) -> int | None:
        """Where a sign that opens here is closed again."""
        if at >= len(self.raws) or self.raws[at].text != opening:
            return None
        ahead = enumerate(self.raws[at : at + _LONGEST_QUOTED], at)
        return next((place for place, raw in ahead if raw.text == closing), None)

    def named(self, at: int, end: int, name: str, unit: str) -> tuple[Token, int]:
        """The token of a name in quotation marks, whatever stands in it."""
        first, last = self.raws[at].begin, self.raws[end - 1].end
        return Token({"quoted": unit.strip()}, name, first, last), end

    def is_month(self, at: int) -> bool:
        """Whether 15/2022 is a month, and not the number of a document."""
        before = [piece for piece in self.pieces[max(0, at - 2) : at] if piece != "."]
        numbered = bool(before) and before[-1] in ("no", "số")
        return not numbered and 1 <= int(_MONTH_END.split(self.raws[at].text)[0]) <= 12

    def ratio(self, at: int) -> Token:
        day, month = (int(half) for half in self.raws[at].text.split("/"))
        word = self.pieces[at - 1] if at else ""
        counted = longest(self.words, self.pieces, at + 1, "count", "people")
        until = word == "đến" and not counted  # "đến 21/12", and not "đến 9/12 xã"
        dated = self.pieces[at + 1 : at + 2] == ["năm"] and len(self.raws[at].text) > 3
        if (word in _DAY_WORDS or until or dated) and day <= 31 and month <= 12:
            return self.make(at, at + 1, {"number": ""}, reason="date")
        if word == "tháng":
            return self.make(at, at + 1, {"part": ""}, reason="month")
        reason = "rank" if word in ("thứ", "hạng", "trí") else "ratio"
        return self.make(at, at + 1, {"number": ""}, reason=reason)

    def quarter(self, at: int) -> tuple[Token, int] | None:
        """ "quý IV/2024", "quý 3", "tháng 12", "tháng 12/2016", "December 2016"."""
        word, raws = self.pieces[at], self.raws
        following = raws[at + 1] if at + 1 < len(raws) else None
        if word == "quý" and tuple(self.pieces[at : at + 6]) == _EVER_HIGHER:
            return self.make(at, at + 6, {}), at + 6
        if word in ("quý", "tháng") and following is not None:
            reason = "quarter" if word == "quý" else "month"
            if following.kind in ("month", "ratio"):
                years = (int(following.text[-4:]),) if following.kind == "month" else ()
                return self.make(at, at + 2, {"part": ""}, years=years, reason=reason), at + 2
            dated = raws[at + 2 : at + 4]
            number = following.folded in _ROMAN or following.text.isdecimal()
            ends = [one.text in _DASHES or is_year(one) for one in dated]
            if number and ends == [True, True] and is_year(dated[1]):  # "quý 1-2017"
                years = (int(dated[1].text),)
                return self.make(at, at + 4, {"part": ""}, years=years, reason=reason), at + 4
            if following.folded in _ROMAN or (
                following.kind == "number" and following.text.isdecimal()
            ):
                return self.make(at, at + 2, {"part": ""}, reason=reason), at + 2
            if word == "quý":
                return self.make(at, at + 1, {"part": ""}, reason=reason), at + 1
        if not raws[at].text[0].isupper() or not self.is_month_name(word):
            return None
        if following is not None and following.kind == "number" and not is_year(following):
            end = at + 2
            while end + 1 < len(raws) and raws[end].text == "," and is_year(raws[end + 1]):
                end += 2
            return self.make(at, end, {"number": ""}, reason="date"), end
        return self.make(at, at + 1, {"part": ""}, reason="month"), at + 1

    def is_month_name(self, word: str) -> bool:
        entry = self.words.phrases.get((word,))
        return entry is not None and "month-name" in entry.kinds

    def bare_quarter(self, at: int) -> tuple[Token, int] | None:
        """ "I năm 2023": some part of a year, whether a quarter was named before it or not."""
        raws = self.raws
        if self.pieces[at] not in _ROMAN or not raws[at].text.isupper() or at + 2 >= len(raws):
            return None
        if self.pieces[at + 1] != "năm" or not is_year(raws[at + 2]):
            return None
        years = (int(raws[at + 2].text),)
        return self.make(at, at + 3, {"part": ""}, years=years, reason="part"), at + 3

    def number(self, at: int, before: list[Token]) -> tuple[Token, int]:
        raw = self.raws[at]
        if is_year(raw) and (years := self.years(at)):
            return years
        printed, after = printed_at(self.words, self.raws, self.pieces, at)
        last = before[-1] if before else None
        if printed.sort is Sort.MONTHS and (end := self.date_in_words(after)):
            return self.make(at, end, {"number": ""}, reason="date"), end
        if printed.sort is Sort.MONTHS and printed.numerals[0] == "12":
            return self.make(at, after + 1, {"full-year": ""}), after + 1
        if printed.sort is Sort.MONTHS:
            return self.make(at, after + 1, {"part": ""}, reason="months"), after + 1
        if printed.sort is Sort.DAYS:
            return self.make(at, after + 1, {"each-part": ""}, reason="part"), after + 1
        if printed.sort is Sort.PERIOD:
            return self.make(at, after + 1, {"number": ""}, reason="period"), after + 1
        following = self.pieces[after] if after < len(self.pieces) else ""
        if printed.sort is Sort.BARE and self.is_month_name(following):
            return self.make(at, after + 1, {"number": ""}, reason="date"), after + 1
        if last is not None and printed.sort is Sort.BARE:
            if "rank" in last:
                return self.make(at, after, {"number": ""}, reason="rank"), after
            first = last.word in ("số", "no") and len(printed.numerals[0]) <= 2
            if first and printed.numerals[0].isdecimal() and "law" not in before[-2:][0].kinds:
                return self.make(at, after, {"number": ""}, reason="rank"), after
            if "law" in last and (last.word != "số" or (len(before) > 1 and "law" in before[-2])):
                return self.make(at, after, {"number": ""}, reason="law"), after
            if last.word in _DAY_WORDS:
                return self.make(at, after, {"number": ""}, reason="date"), after
            if last.word in _NUMBERED:
                return self.make(at, after, {}), after
        if last is not None and _is_of_a_name(printed, last):
            return self.make(at, after, {}), after
        if printed.sort is Sort.COUNT:
            return self.figure(at, after, printed, before, "count")
        if is_hyphened(self.raws, after):  # "a US$1.4-billion complex" is a size of something
            return self.figure(at, after, printed, before, "unclear")
        return self.figure(at, after, printed, before, "")

    def date_in_words(self, at: int) -> int:
        """The end of "tháng 1 năm 2020" behind a day; 0 where no month is named."""
        month = self.raws[at + 1] if at + 1 < len(self.raws) else None
        if self.pieces[at] != "tháng" or month is None or month.kind != "number":
            return 0
        if not month.text.isdecimal() or not 1 <= int(month.text[:4]) <= 12:
            return 0
        end = at + 2
        if end + 1 < len(self.raws) and self.pieces[end] == "năm" and is_year(self.raws[end + 1]):
            end += 2
        return end

    def figure(
        self, at: int, after: int, printed: Printed, before: list[Token], reason: str
    ) -> tuple[Token, int]:
        printed.sign = self.sign(at, before)
        printed.text = _HYPHENED.sub(" ", self.text[printed.begin : printed.end])
        while before and before[-1].begin >= printed.begin:
            before.pop()  # a currency before the numeral belongs to it
        token = Token({"figure": ""}, printed.text, printed.begin, printed.end, printed)
        token.reason = reason
        return token, after

    def sign(self, at: int, before: list[Token]) -> str:
        """The sign that stands at a numeral, taken from the tokens before it."""
        if at > 1 and not self.raws[at].spaced and self.raws[at - 1].text in _CURRENCY_SIGNS:
            at -= 1  # "(-£885 million)"
            if before and before[-1].text in _CURRENCY_SIGNS:
                before.pop()
        if at == 0 or self.raws[at].spaced or self.pieces[at - 1] not in "+-−–":
            return ""
        if self.raws[at - 1].kind != "sign" or (
            at > 1 and not self.raws[at - 1].spaced and self.pieces[at - 2] not in "(:"
        ):
            return ""
        before.pop()
        return "+" if self.pieces[at - 1] == "+" else "-"

    def years(self, at: int) -> tuple[Token, int] | None:
        """A year, a fiscal year, a span of years or a list of them, if it is no figure."""
        raws, first = self.raws, int(self.raws[at].text)
        end = at + 1
        if (end + 1 < len(raws) and raws[end].text in _DASHES) or (
            end + 1 < len(raws)
            and self.pieces[end] in ("đến", "to", "and")
            and is_year(raws[end + 1])
        ):
            last = raws[end + 1]
            if is_year(last) and (int(last.text) > first):
                kind = "list" if self.pieces[end] == "and" else "span"
                if kind == "span" or (at and self.pieces[at - 1] == "between"):
                    years = (first, int(last.text))
                    return self.make(at, end + 2, {"span": ""}, years=years), end + 2
            two = last.text.isdecimal() and len(last.text) == 2 and not last.spaced
            if two and int(last.text) == (first + 1) % 100:
                return self.make(at, end + 2, {"year": "fiscal"}, years=(first,)), end + 2
        sort = sort_at(self.words, self.raws, self.pieces, at)
        named = at > 0 and self.pieces[at - 1] == "năm"  # "năm 2019 huyện phấn đấu …"
        if sort not in (Sort.BARE, Sort.PERIOD) and not (named and sort is Sort.COUNT):
            return None
        listed = [first]
        while end + 1 < len(raws) and self.pieces[end] in _LISTS:
            step = 2 if self.pieces[end] == "," and self.pieces[end + 1] in ("và", "and") else 1
            step += 1 if end + step < len(raws) and self.pieces[end + step] == "năm" else 0
            if (
                end + step >= len(raws)
                or not is_year(raws[end + step])
                or not self.bare(end + step)
            ):
                break
            listed.append(int(raws[end + step].text))
            end += step + 1
        kind = "year" if len(listed) == 1 else "years"
        return self.make(at, end, {kind: ""}, years=tuple(listed)), end

    def bare(self, at: int) -> bool:
        return sort_at(self.words, self.raws, self.pieces, at) is Sort.BARE

    def grouped(self, flat: list[Token]) -> list[Token]:
        """Put what stands in brackets into one token each; a bracket that is left open is none."""
        stack: list[list[Token]] = [[]]
        opened: list[Token] = []
        for token in flat:
            if token.text in _OPEN and len(opened) < _MOST_DEPTH:
                opened.append(token)
                stack.append([])
            elif token.text in _CLOSE and opened:
                inside, first = stack.pop(), opened.pop()
                text = self.text[first.begin : token.end]
                stack[-1].append(Token({"group": ""}, text, first.begin, token.end, inside=inside))
            else:
                stack[-1].append(token)
        while opened:
            inside = stack.pop()
            stack[-1] += [opened.pop(), *inside]
        return stack[0]
