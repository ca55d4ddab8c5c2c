"""Names that name no indicator, or none that a figure can be of."""

from __future__ import annotations

import re

from vpcli.core.facts.units import CURRENCIES, parse_unit
from vpcli.i18n.vocabulary import folded
from vpcli.readers.prose.claims import Name
from vpcli.readers.prose.comparing import Comparing
from vpcli.readers.prose.figures import Printed, Sort
from vpcli.readers.prose.joining import has, has_any
from vpcli.readers.prose.kinds import START
from vpcli.readers.prose.markets import is_of_a_market
from vpcli.readers.prose.naming import is_economy
from vpcli.readers.prose.state import Point
from vpcli.readers.prose.tokens import Token

__all__ = ["Nameless", "cannot_have", "names_nothing", "without_unfit_head"]

_MONEY = frozenset(CURRENCIES.values())
_ECONOMIES = frozenset({"gdp", "grdp", "tổng sản phẩm", "gross domestic product"})
_WITHIN = frozenset({"under", "within", "among"})
_MOST_OF_A_TOPIC = 6
_DRIVERS = frozenset({"motivation", "driver", "force", "engine", "contributor", "factor"})
"""What is said to move something else than itself: "the driver of growth was industry"."""
_MOST_WORDS = 9
_LEAST_MONEY = 4
"""Digits of money without a scale that may be all of an indicator's."""
_PRICED = (
    "per ",
    "price",
    "productivity",
    "năng suất",
    "average",
    "wage",
    "salary",
    "bình quân",
    "giá ",
    "lương",
    "thu nhập",
)
_SUPERLATIVES = frozenset({"largest", "biggest", "highest", "fastest", "hardest"})
_MOST = ("duy nhất", "lớn nhất", "nhiều nhất", "cao nhất", "thấp nhất", "mạnh nhất", "nhanh nhất")
_RATES = ("lãi suất", "tỷ lệ", "tỷ suất", "tỷ trọng", "tốc độ", "nhịp độ")
_MOVED = (" bị thu hẹp", " bị giảm", " sụt giảm")
_AUTHORITIES = ("chi cục", "cục thuế", "cục hải quan", "bộ ", "sở ")
_UNSPECIFIC = frozenset({"giá trị sản xuất", "giá trị"})
_AIMED = (" to reach ", " to achieve ", " to attain ", " to get ", " to meet ")
_NO_NAMES = frozenset(
    {
        "xếp",
        "it",
        "they",
        "official",
        "previous",
        "see",
        "sees",
        "that",
        "those",
        "we",
        "he",
        "she",
        "ông",
        "bà",
        "said",
    }
)
"""What begins a sentence about somebody, and no name of an indicator."""
_OF_PEOPLE = ("population", "current population", "dân số", "number of ")
_BESIDE = (
    *("bên cạnh ", "cùng với ", "đánh giá "),
    *("thị xã ", "thị trấn ", "huyện ", "phường ", "xã ", "khu kinh tế "),
)
"""What begins words that name no indicator: another thing told of, a place."""
_VALUES = ("giá trị", "tổng giá trị")
_VERBS = frozenset({"up", "down", "cut"})
_BARE = re.compile(
    r"(?:tổng )?(?:kim ngạch|giá trị)(?: xuất khẩu| nhập khẩu)?|(?:tổng )?doanh thu(?: của [\w ]+)?"
    r"|lợi nhuận(?: trước thuế| sau thuế)?|lãi(?: trước thuế| sau thuế)?|tổng vốn(?: đăng ký)?"
    r"|(?:tổng )?vốn (?:đăng ký|đầu tư)|sản lượng|diện tích"
)
"""Heads that are of somebody, or of something, that has to be known."""
_ABROAD = re.compile(r"(?:ở|tại|trên) (?:các )?thị trường (?!việt nam)[^,]{2,40},")
_HEADS = frozenset({"head", "measured"})
_AIMS = frozenset({"plan", "aim"})
_CLAUSES = frozenset({"which", "who"})
_BETWEEN = frozenset({"drop", "filler"})
_REACHES = frozenset({"đạt", "ghi nhận"})
_TRADED = ("kim ngạch", "giá trị")
_LONGEST = 4
"""Words in which the name of an authority begins."""


class Nameless(Comparing):
    """Tells what names nothing."""

    def is_nameless(self, point: Point, name: Name) -> bool:
        """Whether a new name names nothing: no market ("thị trường số 1"), a verb, a pronoun."""
        if has(point.zone.tokens, "quoted"):
            return False
        numbered = name.text == "Số" and is_of_a_market(point.zone, name)
        nothing = names_nothing(name) or self.is_word(name, "no-name")
        nothing = nothing or self.begins_with_verb(name) or self.is_verb(name, point)
        nothing = nothing or _is_of_an_authority(point.zone.tokens)
        nothing = nothing or _is_of_another_subject(point, name) or _is_last_of_many(point, name)
        nothing = nothing or self.is_of_an_owner(point, name)
        if self.lang == "vi":
            nothing = (
                nothing or _is_proper(name, self.sentence.text) or _is_last_listed(point, name)
            )
        else:
            nothing = nothing or self.is_unknown(point, name)
        return nothing and not numbered

    def is_of_an_owner(self, point: Point, name: Name) -> bool:
        """Whether a bare head is of what stands before it: "…, với kim ngạch đạt 5 tỷ"."""
        said, before = name.text.casefold(), point.before
        aim = next((at for at, token in enumerate(before) if "aim" in token), 0)
        own = before[aim].word.startswith("ngành") if before else False
        if said == "tăng trưởng" and (has(before[:aim], "sector") or own):
            return True  # "ngành nông nghiệp đặt mục tiêu tăng trưởng 2 %"
        if self.lang != "vi" or not _BARE.fullmatch(said):
            return False
        if _ABROAD.match(self.said) or ("sang " in self.said and said == "kim ngạch"):
            return True  # "Ở các thị trường nước ngoài, doanh thu tăng 24 %"
        count = next((at for at, token in enumerate(before) if token.reason == "count"), 0)
        if has(before[:count], "sector"):
            return True  # "lĩnh vực xây dựng có 572 dự án, tổng vốn đăng ký 32 tỷ USD"
        heads = (at for at in range(len(before) - 1, -1, -1) if before[at].any_of(_HEADS))
        head = next((at for at in heads if said.startswith(before[at].word)), 0)
        for at in range(head - 1, -1, -1):
            word = before[at].word
            if word == "với":
                return "vốn" not in said and not has_any(before[:at], _AIMS)
            if word in _REACHES and said.startswith(_TRADED):
                return has_any(before[:at], START)  # "xuất khẩu rau quả đạt kim ngạch 7 tỷ"
            if word == "có" and at:
                return not before[at - 1].kinds and before[at - 1].text[0].isupper()
            if not before[at].any_of(_BETWEEN):
                return False
        return False

    def is_second_of_a_count(self, point: Point, name: Name) -> bool:
        """Whether a name is half of what was counted: "4.112 DN và đơn vị trực thuộc giảm 2 %"."""
        first = point.before[0] if point.before else None
        return self.behind_people and name.sort == "weak" and first is not None and "and" in first

    def is_unknown(self, point: Point, name: Name) -> bool:
        """Whether nothing shows that an English name is one of something measured.

        Or it is of a part whose name is lost: "X under Y grew", "For goods, the deficit was".
        """
        zone = point.zone.tokens
        known = next((at for at, token in enumerate(zone) if token.any_of(START)), None)
        if known and zone[known - 1].word in _WITHIN:
            return True
        said = {token.word for token in zone}
        if len(name.text.split()) > _MOST_WORDS or not said.isdisjoint(_DRIVERS):
            return True
        if name.text.casefold().startswith("most of") or name.text.casefold().endswith("ly"):
            return True
        which = next((at for at, t in enumerate(point.before) if t.word in _CLAUSES), 0)
        if which and not has(point.before[which - 1 : which], ","):
            return True  # "exports were driven by tea which earned 188 billion"
        if _begins_with_topic(point.before) or " dollars" in name.text.casefold():
            return True
        words = name.text.split()
        if name.sort == "growth":
            placed = all(word[0].isupper() for word in words)  # "Sri Lanka's growth"
            return not placed and not is_economy(name) and not self.knows(words)
        return name.sort == "weak" and not self.parts and not self.is_goods(words[-1])

    def is_goods(self, word: str) -> bool:
        """Whether a word says what is produced or traded, or a part of the economy."""
        return word.casefold() in ("sector", "sectors") or self.is_word(Name(word), "goods")

    def knows(self, words: list[str]) -> bool:
        """Whether some words hold one that names of indicators begin with."""
        pieces = [folded(word) for word in words]
        found = (self.words.match(pieces, at)[1] for at in range(len(pieces)))
        return any(entry is not None and START & entry.kinds.keys() for entry in found)

    def begins_with_verb(self, name: Name) -> bool:
        """Whether a name begins with what is said of one: "giữ vững", "achieved"."""
        if name.sort != "weak":
            return False
        _, entry = self.words.match([folded(word) for word in name.text.split()], 0)
        return entry is not None and "cut" in entry.kinds

    def is_verb(self, name: Name, point: Point) -> bool:
        """Whether a name is nothing but an English verb, or a sentence that ends in one.

        "Jobs were created, equal to …", "plans to invest …", "existing projects added …".
        """
        if self.lang != "en" or name.sort != "weak":
            return False
        alone = " " not in name.text
        if alone and name.text.endswith("ing"):
            return True  # "…, processing 497,384 TEUs"
        if alone and point.cue:
            return name.text.endswith("ed")
        said = self.is_word(name, "cut") if alone else name.text.endswith("ed")
        return said and point.printed.sort is Sort.AMOUNT


def names_nothing(name: Name) -> bool:
    """Tell whether a name names no indicator: it says what is the most, "Meridia's largest market".

    Or it breaks off where a clause about it begins: "loans that require attention".
    """
    said = name.text.casefold().split()
    if not said:
        return True
    if said[0] in ("this", "these", "those") or said[-2:] == ["không", "đạt"]:
        return True
    if said[:2] in (["along", "with"], ["phần", "lớn"], ["hầu", "hết"]):
        return True
    mostly = (
        said[0] == "nhất"
        or said[:2] in (["chủ", "yếu"], ["đóng", "góp"], ["chính", "của"])
        or said[0] in _NO_NAMES
        or said[-1] == "that"
    )
    alone = len(said) == 1 and len(said[0]) == 1
    text = name.text.casefold()
    if any(moved in text for moved in _MOVED) or text.startswith(_AUTHORITIES):
        return True  # "khu vực dịch vụ bị thu hẹp nhiều nhất với 5 tỷ", "chi cục hải quan …"
    if (
        text.startswith(_BESIDE)
        or text.endswith((" report", " spot"))
        or text.startswith(("busiest ", "top "))
    ):
        return True
    if any(words in text for words in _AIMED) or said[-1] == "combined" or text[0] == "(":
        return True  # "control inflation and stabilise the economy to reach a GDP"
    if any(most in text for most in _MOST) or "là" in said:
        return True  # "Nhập khẩu gỗ lớn nhất", "Giá trị xuất khẩu gỗ tăng mạnh là Malaysia"
    clause = any(word in said[1:] for word in ("that", "which", "it"))
    most = any(word in said for word in _SUPERLATIVES)
    return mostly or alone or clause or most or said == ["growth", "of"]


def cannot_have(name: Name, printed: Printed) -> bool:
    """Tell whether a name has no level in such a unit: a count in money, a yield in tonnes."""
    said, level = name.text.casefold(), printed.sort is Sort.AMOUNT
    unit = parse_unit(printed.unit)
    money = unit.base in _MONEY
    counted = said.startswith(("số lượt", "lượng khách", "số lao động", "số hộ", "the number of"))
    if (money or unit.base == "ha") and said.startswith("sản lượng"):
        return True
    if level and unit.base and said.startswith(_OF_PEOPLE):
        return True  # "4.1 billion liters" is no population
    if money and "/" not in printed.unit and said.startswith(_RATES):
        return True  # "do giảm lãi suất năm 2021 đạt gần 7.100 tỷ đồng"
    if money and "/" in printed.unit and name.sort in ("sector", "weak") and not name.head:
        return True  # "dự kiến để xây dựng dự toán là 60 USD/thùng"
    digits = sum(letter.isdigit() for letter in printed.numerals[0])
    if money and unit.exponent == 0 and "/" not in printed.unit and digits < _LEAST_MONEY:
        return not any(word in said for word in _PRICED)  # "Knit garments: $15.10"
    each = "/" in printed.unit or (money and unit.exponent == 0)
    if said in _ECONOMIES and each:
        return True  # "GRDP 8,231 USD" is one of each person
    is_yield = said.startswith("năng suất") and "lao động" not in said and bool(printed.base)
    return level and ((counted and money) or (is_yield and "/" not in printed.unit))


def _is_of_another_subject(point: Point, name: Name) -> bool:
    """Whether something else stands first that the figure is of, or what the name is of.

    "Doanh nghiệp trong khu công nghiệp ổn định, giá trị sản xuất đạt 5 tỷ": of these alone;
    "Diện tích đất được tích tụ, ứng dụng công nghệ đạt 1.900 ha": of the area.
    """
    if not has(point.zone.tokens, ","):
        return False
    if name.text.casefold() in _UNSPECIFIC:
        return True
    first = next((token for token in point.before if token.any_of(START)), None)
    measured = not point.figured and first is not None and "measured" in first
    named = point.zone.tokens
    begin = next((at for at, token in enumerate(named) if token.any_of(START)), 0)
    listed = named[begin].word.startswith(_VALUES) and not has_any(named[begin:], _VERBS)
    if listed and name.sort in ("sector", "weak") and has(named[begin:], ","):
        return True  # "giá trị ngành thương mại, vận tải đạt 5 tỷ": of both
    aside = has(point.before, "but") and not point.figured
    if aside and measured and name.sort == "weak":
        return True  # "Diện tích được tích tụ để sản xuất, ứng dụng công nghệ đạt 5 ha"
    return measured and name.sort == "weak" and not name.head


def _begins_with_topic(before: list[Token]) -> bool:
    """Whether a clause says first what it is about: "For goods, the deficit was 7 billion"."""
    end = next((at for at, token in enumerate(before[:_MOST_OF_A_TOPIC]) if "," in token), 0)
    dated = any("year" in token or "span" in token or token.reason for token in before[:end])
    return end > 1 and before[0].word == "for" and not dated and "year" not in before[1].word


def _is_last_of_many(point: Point, name: Name) -> bool:
    """Whether a name is the last of a list: "Mỹ, Singapore, Hồng Kông đều giảm"."""
    listed = point.lead.each and has(point.zone.tokens, ",")
    return listed and name.sort == "weak" and not name.head


def _is_last_listed(point: Point, name: Name) -> bool:
    """Whether a name is the last of a list that is one thing: "máy móc, linh kiện đạt …"."""
    named = point.zone.tokens
    commas = [at for at, token in enumerate(named) if "," in token]
    if not commas or name.sort != "weak":
        return False
    begin = commas[-2] + 1 if len(commas) > 1 else 0
    piece = named[begin : commas[-1]]
    return bool(piece) and not any(token.kinds for token in piece)


def _is_proper(name: Name, sentence: str) -> bool:
    """Whether a name is that of a company or a country, and says nothing of what is measured."""
    words = [word for word in name.raw.split() if word[0].isalpha()]
    if name.sort != "weak" or name.head or not words or not all(w[0].isupper() for w in words):
        return False
    if name.raw.isupper():
        return False  # "TMBL ước đạt 42.150 tỷ đồng"
    before = sentence[: sentence.find(name.raw)].rstrip()
    begins = not before or before[-1] in ":;•–-"  # "như: Lúa tăng 2,6 %"
    return len(words) > 1 or not begins


def _is_of_an_authority(named: list[Token]) -> bool:
    """Whether a name stands within that of an authority: "Chi cục … quản lý hàng nhập khẩu"."""
    return "chi cục " in " ".join(token.word for token in named[:_LONGEST])


def without_unfit_head(name: Name, printed: Printed) -> Name:
    """A name without "Sản lượng" taken from a name before, where the figure is in money."""
    money = parse_unit(printed.unit).base in _MONEY
    if money and name.head.casefold().startswith("sản lượng") and name.sort in ("sector", "weak"):
        return Name(name.text, name.sort, "", name.raw)
    return name
