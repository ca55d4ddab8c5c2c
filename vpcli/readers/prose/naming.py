"""Which indicator and area a figure is of: named before it, behind it, or taken over."""

from __future__ import annotations

from itertools import pairwise

from vpcli.core.facts.model import Measure
from vpcli.i18n.vocabulary import folded
from vpcli.readers.prose.bases import Trail
from vpcli.readers.prose.claims import Name
from vpcli.readers.prose.figures import Printed, Sort, money_of
from vpcli.readers.prose.joining import has, says
from vpcli.readers.prose.kinds import START
from vpcli.readers.prose.names import has_having, name_in, price_in
from vpcli.readers.prose.state import Point, State
from vpcli.readers.prose.tokens import Token
from vpcli.readers.prose.zones import Zone, find_zone

__all__ = ["COUNTRY", "Naming", "is_economy"]

_ENDS = frozenset({";", ":", "figure", "group", "level", "up", "down", "."})
_MOST_OF_WHOM = 3
_LEAST_DIGITS = 5
_FIGURES = ("con số này", "this figure", "this number", "this rate", "mức này", "tỷ lệ này")
_GUESTS = ("lượt khách", "khách", "du khách")
_OF_MONEY = (
    "tiền lương",
    "lương",
    "thu nhập",
    "vốn",
    "tổng vốn",
    "kim ngạch",
    "doanh thu",
    "tổng doanh thu",
    "dư nợ",
    "giá trị",
)
_LEVELS = ("level", "")
_PLAN = frozenset({"plan"})
COUNTRY = "Cả nước"
"""The area of what is told of the country in a text on one province."""
_WHOLE_COUNTRY = ("cả nước", "toàn quốc")
_ECONOMY = ("gdp", "grdp", "tổng sản phẩm", "kinh tế", "economy", "gross", "tăng trưởng", "growth")


class Naming(State):
    """Finds names; a name lasts until another one is found."""

    def named(self, zone: Zone, trail: Trail, lead: list[Token] | None = None) -> Name | None:
        """Return the name that a figure has, of its own or taken over, and keep its area."""
        context, english = self.context, self.lang == "en"
        name, provinces, price = name_in(zone.tokens, english)
        price_behind = price_in(zone.predicate)
        if trail.subject:
            behind, also, _ = name_in(trail.subject, english)
            name, provinces = behind or name, provinces + also
        provinces = provinces or [t.text for t in lead or zone.predicate if "province" in t]
        if len(provinces) == 1:
            context.area = provinces[0]
        elif len(provinces) > 1:
            context.area, self.several = "", provinces
            return None
        elif has((*zone.tokens, *zone.predicate), "place"):
            context.area = COUNTRY if _is_of_the_country(zone.tokens) else self.area_carried
        context.price = price or price_behind or context.price
        self.priced = self.priced or bool(price or price_behind)
        near = self.in_sentence is not None or is_economy(context.name)
        if name is not None and name.this and name.sort == "growth":
            if (grown := _grown(zone.tokens, english)) is not None:
                return self.renamed(grown, price or price_behind)
            if context.name and near:
                return Name(context.name.text, "growth", context.name.head)
        size = name is not None and folded(name.text).startswith("quy mô")
        each = context.name is not None and "bình quân" in context.name.text.casefold()
        if size and name is not None and (each or not is_economy(context.name)):
            name.this = False
        last = context.last
        figure = name is not None and name.text.casefold().startswith(_FIGURES)
        if figure and last is not None and last.measure is Measure.GROWTH and context.name:
            return Name(context.name.text, "growth", context.name.head)
        if name is None and self.in_sentence is None:
            name = self.planned_name(lead or [])
        if name is None or (name.this and context.name and name.sort != "growth"):
            return context.name
        return self.renamed(name, price or price_behind)

    def planned_name(self, lead: list[Token]) -> Name | None:
        """The name before a plan at the head of a sentence: "Tổng thu theo chỉ tiêu giao 11 tỷ"."""
        return self.name_before(lead, _PLAN)

    def name_before(self, lead: list[Token], kinds: frozenset[str]) -> Name | None:
        """The name at the head of a sentence, before the first token of some kinds."""
        end = next((at for at, token in enumerate(lead) if token.any_of(kinds)), 0)
        named = (at for at, one in enumerate(lead[:end]) if one.any_of(START) and "up" not in one)
        begin = next(named, end)
        if begin == end:
            return None
        begin = begin if "up" in lead[0] else 0  # "Mức tăng trưởng GDP năm nay thấp hơn …"
        head = [token for token in lead[begin:end] if "but" not in token]
        found, _, _ = name_in(find_zone(head).tokens, self.lang == "en")
        return found

    def renamed(self, name: Name, price: str) -> Name:
        """Take a new name; a part shares the head of the name before it."""
        context, before = self.context, self.context.name
        name.text = name.text.removesuffix(" nhiều nhất").removesuffix(" nhiều")
        inherits = self.parts or name.sort == "sector" or _is_of_one_crop(name, before)
        if before is None or folded(before.text) != folded(name.text):
            if not inherits:
                context.status = ""
                context.base = context.base if name.sort == "weak" else ""
            if not inherits or before is None:
                context.price = price
        if before is not None and self.in_sentence is not None and _is_short_for(name, before):
            return before
        self.share_of = ""
        if name.sort == "share" and " trong " in name.text:
            name.text, _, self.share_of = name.text.partition(" trong ")
        if name.sort not in ("sector", "weak"):
            context.share = name.sort == "share"
        near = self.in_sentence is not None or self.headings
        if name.head and near and self.is_word(name, "bare"):
            name = _completed(name, before)
        if before is not None and name.sort in ("weak", "sector") and before.head:
            name.head = before.head
        context.name = name
        return name

    def is_word(self, name: Name, kind: str) -> bool:
        """Whether a name is a single phrase of a kind."""
        entry = self.words.phrases.get(tuple(map(folded, name.text.split())))
        return entry is not None and kind in entry.kinds

    def composed(self, name: Name, printed: Printed, begin: int) -> Name:
        """Name a part that has a level with the head it shares: "sản lượng … nuôi trồng".

        The head has had a level in the same unit, or the list before `begin` opens with it.
        """
        level = printed.sort in (Sort.AMOUNT, Sort.PEOPLE)
        opens = money_of(printed) and self.opens_list(name.head, begin)
        shares = printed.base == self.context.base or opens
        if (level and not shares) or not (level or self.parts):
            return name
        if name.sort not in ("weak", "sector") or not name.head:
            return name
        if not level and name.sort == "sector" and not name.this:
            return name
        if folded(name.text).startswith(folded(name.head)):
            return name
        text = f"{name.head} {name.raw or name.text}"
        whole = Name(text[:1].upper() + text[1:], "level", name.head)
        self.context.name = whole
        return whole

    def opens_list(self, head: str, begin: int) -> bool:
        """Whether a list opens with a head: "hai mặt hàng có kim ngạch xuất khẩu lớn: tôm đạt"."""
        opening, colon, _ = self.said[:begin].rpartition(":")
        of_money = head.casefold().startswith(_OF_MONEY)
        return bool(colon) and of_money and head.casefold() in opening

    @staticmethod
    def name_anew(point: Point, text: str) -> None:
        """Give a figure a name made of what it counts; the places named with it stay."""
        places = [t for t in (*point.zone.tokens, *point.zone.predicate) if "province" in t]
        named = Token({"head": ""}, text[:1].upper() + text[1:], 0, 0)
        point.zone.tokens = [*places, named]

    @staticmethod
    def received(point: Point) -> bool:
        """Whether somebody named is said to have received those who are counted."""
        said = (*point.zone.tokens, *point.zone.predicate)
        unnamed = says(said, ("it", "they"))
        return not unnamed and has(said, "receives")

    def counts(self, point: Point) -> bool:
        """Whether a count is of an indicator: one named before it, or of what was founded."""
        behind, printed = point.behind, point.printed
        founded = _founded(behind) or _founded(point.before[-1:])
        if founded is not None:
            text = f"Số {printed.base} {founded.text}"
            if self.lang == "en":
                text = f"{founded.text} {printed.base}"
            self.name_anew(point, text)
            return True
        received = self.received(point) and (self.lang == "vi" or _is_large(printed))
        came = any(t.word == "có" for t in point.before) and _is_large(printed)
        if received or (came and printed.base.startswith(_GUESTS)):
            who = "lượt khách" if printed.base == "lượt" else printed.base
            words = [who, *_plain_behind(behind)]
            self.name_anew(point, " ".join(words if self.lang == "en" else ["Số", *words]))
            return True
        named, _, _ = name_in(point.zone.tokens, self.lang == "en")
        if named is not None and folded(named.text).startswith(_OF_MONEY):
            return False  # "điều chỉnh tăng vốn cho 37 lượt dự án"
        outside = self.context.name and (self.yearly or self.named_outside)
        if (named is not None and not named.this) or outside:
            self.counted = printed.base if named is None or named.sort == "level" else ""
            return True
        if self.counted and self.counted == printed.base and point.cue in _LEVELS:
            return True
        last = self.in_sentence
        return (
            last is not None and point.cue in ("up", "down") and (last.printed.base == printed.base)
        )


def _is_large(printed: Printed) -> bool:
    """Whether a count is no longer one of a day, or of a meeting."""
    digits = sum(letter.isdigit() for letter in printed.numerals[0])
    return digits >= _LEAST_DIGITS or printed.unit.casefold() != printed.base


def _plain_behind(behind: list[Token]) -> list[str]:
    """The words right behind a count that say whose it is: "lượt khách quốc tế"."""
    words: list[str] = []
    for token in behind[:_MOST_OF_WHOM]:
        tourist = token.word == "du lịch"
        other = token.kinds.keys() - {"place", "count", "people"}
        if token.any_of(_ENDS) or (other and not tourist):
            break
        words.append(token.text)
    return words


def _founded(behind: list[Token]) -> Token | None:
    """What was done to what was counted, a few words behind: "doanh nghiệp … thành lập mới"."""
    for token in behind[:8]:
        if "founded" in token:
            return token
        if token.any_of(_ENDS):
            return None
    return None


def is_economy(name: Name | None) -> bool:
    """Tell whether a name is that of which "growth" alone is said."""
    if name is None:
        return False
    said = name.text.casefold()
    return any(word in said for word in _ECONOMY)


def _is_short_for(name: Name, before: Name) -> bool:
    """Whether "xuất khẩu" stands for "kim ngạch xuất khẩu thủy sản" earlier in the sentence."""
    said = folded(name.text)
    traded = said.removeprefix("kim ngạch ") in ("xuất khẩu", "nhập khẩu")
    return traded and f"{said} " in folded(before.text)


def _grown(zone: list[Token], english: bool) -> Name | None:
    """What grew in "khu vực dịch vụ phát triển, đạt tốc độ tăng trưởng": what stands first."""
    commas = [at for at, token in enumerate(zone) if "," in token]
    if not commas or not has_having(zone[commas[-1] + 1 : commas[-1] + 2]):
        return None
    name, _, _ = name_in(zone[: commas[-1]], english)
    if name is None or name.sort not in ("level", "sector"):
        return None
    return Name(name.text.removesuffix(" phát triển"), "growth", name.head)


def _is_of_one_crop(name: Name, before: Name | None) -> bool:
    """Whether two names are of the same: "diện tích lúa", "năng suất lúa"."""
    if before is None or not name.head or not before.head or name.head == before.head:
        return False
    rest, other = name.text[len(name.head) :], before.text[len(before.head) :]
    return bool(rest) and rest == other


def _completed(name: Name, before: Name | None) -> Name:
    """A bare "sản lượng" with what the name before it is of."""
    if before is None or folded(name.text) == folded(before.text):
        return name
    if before.sort in ("weak", "sector"):
        rest = before.raw or before.text
        return Name(f"{name.text} {rest[:1].lower()}{rest[1:]}", name.sort, name.head or name.text)
    if not before.head:
        return name
    begins = folded(before.text).startswith(folded(before.head))
    rest = before.text[len(before.head) :] if begins else ""
    return Name(name.text + rest, name.sort, name.head)


def _is_of_the_country(named: list[Token]) -> bool:
    """Whether a name ends in that of the country: "GDP cả nước", and not "cao nhất cả nước"."""
    for before, token in pairwise(named):
        if token.word == "của cả nước" or (token.word in _WHOLE_COUNTRY and before.any_of(START)):
            return True
    return False
