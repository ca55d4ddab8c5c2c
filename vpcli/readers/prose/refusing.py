"""Figures that are no facts: thresholds, counts, differences, and names that name nothing."""

from __future__ import annotations

from vpcli.core.facts.units import CURRENCIES, parse_unit
from vpcli.i18n.vocabulary import folded
from vpcli.readers.prose.behind import in_terms, is_pair, up_to_a_stop
from vpcli.readers.prose.claims import Name
from vpcli.readers.prose.comparing import Comparing
from vpcli.readers.prose.figures import Printed, Sort
from vpcli.readers.prose.joining import has, has_any, kinds_of, says
from vpcli.readers.prose.kinds import CUES, EDGE, START
from vpcli.readers.prose.markets import is_of_a_market
from vpcli.readers.prose.naming import is_economy
from vpcli.readers.prose.state import Point
from vpcli.readers.prose.tokens import Token

__all__ = ["Refusing", "cannot_have", "names_nothing", "without_unfit_head"]

_SPREADS = frozenset({"dao động"})
_EACH_YEAR = frozenset({"hàng năm", "hằng năm", "mỗi năm"})
_MONEY = frozenset(CURRENCIES.values())
_ECONOMIES = frozenset({"gdp", "grdp", "tổng sản phẩm", "gross domestic product"})
_MORE = frozenset({"more", "less", "fewer", "more than", "less than", "fewer than", "short of"})
_MOST_OF_A_COUNT = 3
_THERE_ARE = frozenset({"có", "were", "are"})
_LINKS = frozenset({"and", ",", ";", "qualifier", "equal", "up", "down"})
_WITHIN = frozenset({"under", "within", "among"})
_CHANGED = frozenset(
    {"cut", "raised", "lowered", "upgraded", "downgraded", "trimmed", "upped", "hiked", "slashed"}
)
"""What is done to a forecast or a target."""
_MOST_OF_A_TOPIC = 6
_DRIVERS = frozenset({"motivation", "driver", "force", "engine", "contributor", "factor"})
"""What is said to move something else than itself: "the driver of growth was industry"."""
_MOST_OF_A_PLACE = 6
_MOST_WORDS = 9
_FORECASTS = ("forecast", "projection", "outlook", "target", "goal")
_MOST_OF_A_PAIR = 8
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
_MOVED = (" bị thu hẹp", " bị giảm", " sụt giảm")
_AUTHORITIES = ("chi cục", "cục thuế", "cục hải quan", "bộ ", "sở ")
_UNSPECIFIC = frozenset({"giá trị sản xuất", "giá trị"})
_AIMED = (" to reach ", " to achieve ", " to attain ", " to get ", " to meet ")
_LONGEST_CODE = 4
_CAUSES = ("due to", "because of", "owing to", "thanks to", "driven by", "boosted by")
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


class Refusing(Comparing):
    """Tells what is no fact."""

    def is_no_fact(self, point: Point) -> bool:
        """Leave thresholds, counts, and figures of something else than the name."""
        before = point.before
        counted = any(t.reason == "count" for t in before) and point.qualifier
        bound = counted and says(before, _THERE_ARE)
        if (point.trail.at_least and not point.planned) or bound:
            self.named(point.zone, point.trail)
            self.leave(point.token, "threshold")
            return True
        if point.printed.sort is Sort.PEOPLE and not self.counts(point):
            self.leave(point.token, "count")
            return True
        if self.is_one_of_a_pair(point):
            self.leave(point.token, self.context.part or "unclear")
            return True
        ahead = point.behind[:_MOST_OF_A_PAIR]
        if is_pair(ahead) and has(ahead, "respectively") and not self.by_years:
            self.leave(point.token, self.context.part or "respectively")
            return True
        if says(point.before, _CHANGED) or (self.was_changed and point.from_):
            self.was_changed = any(word in self.said for word in _FORECASTS)
            if self.was_changed:
                self.leave(point.token, "other-base")
                self.blocked = True
                return True
        if self.is_one_of_a_list(point):
            self.leave(point.token, self.context.part or "respectively")
            return True
        for why in (_of_each, _why_no_level, _why_no_rate, _why_no_figure):
            reason = why(point)
            if reason:
                self.leave(point.token, self.context.part or reason)
                self.blocked = self.blocked or reason in ("no-name", "other-base")
                return True
        if self.is_excess(point) or self.is_one_of_two(point):
            return True
        return self.is_difference(point) or self.is_other_count(point)

    def is_one_of_a_pair(self, point: Point) -> bool:
        """Whether two rates stand behind the levels of two names: "up 5 % and 6 %"."""
        if point.printed.sort is not Sort.PERCENT:
            return False
        levels = [one for one in self.claims_here if one.measure.is_level]
        if self.pair_left and point.before and all("and" in t for t in point.before):
            return True
        two = len({one.name.text for one in levels[-2:]}) > 1 or _are_two(point.zone.tokens)
        each = any(token.word.startswith("tương ứng") for token in point.before)
        return is_pair(point.behind) and (two or each)

    def is_one_of_a_list(self, point: Point) -> bool:
        """Whether it stands behind "lần lượt", or in such a list, and could not be paired."""
        goes_on = all(token.any_of(_LINKS) for token in point.before)
        self.listing_on = has(point.before, "respectively") or (self.listing_on and goes_on)
        return self.listing_on and not self.by_years

    def is_excess(self, point: Point) -> bool:
        """Leave "vượt 1,2 triệu tấn" behind a level: by how much more than what was planned."""
        last, sort = self.in_sentence, point.printed.sort
        beside_plan = self.pending is not None and self.pending.kind == "plan"
        if beside_plan and point.cue in ("up", "down") and sort is Sort.AMOUNT:
            self.leave(point.token, self.context.part or "gap")
            return True  # "tăng 900 triệu USD so với kế hoạch 7 tỷ USD"
        beyond = point.cue in ("over", "mark") and sort in (Sort.AMOUNT, Sort.PEOPLE)
        if not beyond or point.trail.base is not None or last is None or last.printed.sort != sort:
            return False
        self.leave(point.token, self.context.part or "gap")
        return True

    def is_one_of_two(self, point: Point) -> bool:
        """Leave both of "46,8 ha/50 ha", and the rate behind: a result and a plan, or what not."""
        behind, before = point.behind, point.before
        first = len(behind) > 1 and behind[0].text == "/" and "figure" in behind[1]
        second = [token.text for token in before] == ["/"]
        if not (first or second):
            return False
        self.leave(point.token, self.context.part or "ratio")
        self.blocked = True
        return True

    def is_difference(self, point: Point) -> bool:
        """Leave "3.21 million more than targeted", and "giảm 0,35 % hộ nghèo" of who knows what."""
        behind, sort = point.behind, point.printed.sort
        first = behind[0] if behind else None
        word = first.word if first is not None else ""
        if sort in (Sort.AMOUNT, Sort.PEOPLE) and word in _MORE:
            self.leave(point.token, self.context.part or "gap")
            return True
        moved = sort is Sort.PERCENT and point.cue in ("up", "down") and self.lang == "vi"
        moved = moved and not point.trail.subject and word.startswith(("số hộ", "hộ "))
        if moved and all(t.any_of(EDGE) for t in point.zone.tokens):
            self.leave(point.token, "two-readings", ("growth", "change"))
            return True
        return False

    def is_other_count(self, point: Point) -> bool:
        """Leave "29 million domestic tourists", which says itself what it counts."""
        bare = point.printed.sort is Sort.AMOUNT and not point.printed.base
        named = has_any(point.zone.tokens, START)
        near = up_to_a_stop(point.behind)[:_MOST_OF_A_COUNT]
        if not bare or named or not any(map(_is_who, near)):
            return False
        if self.received(point):
            end = next(at for at, t in enumerate(near) if _is_who(t))
            self.name_anew(point, " ".join(token.text for token in near[: end + 1]))
            return False
        self.leave(point.token, self.context.part or "count")
        return True

    def is_nameless(self, point: Point, name: Name) -> bool:
        """Whether a new name names nothing: no market ("thị trường số 1"), a verb, a pronoun."""
        if has(point.zone.tokens, "quoted"):
            return False
        numbered = name.text == "Số" and is_of_a_market(point.zone, name)
        nothing = names_nothing(name) or self.is_word(name, "no-name")
        nothing = nothing or self.begins_with_verb(name) or self.is_verb(name, point)
        nothing = nothing or _is_of_an_authority(point.zone.tokens)
        nothing = nothing or _is_of_another_subject(point, name) or _is_last_of_many(point, name)
        if self.lang == "vi":
            nothing = nothing or _is_proper(name, self.sentence.text)
        else:
            nothing = nothing or self.is_unknown(point, name)
        return nothing and not numbered

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


def _of_each(point: Point) -> str:
    """Why a figure is of each of several: "both fell, by 20 % and 21 %", "over 1 billion each"."""
    behind = point.behind
    if point.lead.each and point.printed.sort is Sort.PERCENT and is_pair(behind):
        return "unclear"
    if behind and behind[0].word in ("each", "mỗi"):
        return "threshold"
    if says(point.before, _SPREADS):
        return "unclear"  # "dao động từ 5,8 % đến 11,9 %"
    level = point.printed.sort in (Sort.AMOUNT, Sort.PEOPLE)
    return "unclear" if level and says(point.before, _EACH_YEAR) else ""


def _why_no_level(point: Point) -> str:
    """Why an amount is no level: a gap, a value of something else, a currency not known."""
    if point.printed.sort is not Sort.AMOUNT:
        return ""
    before, words = point.before, [token.word for token in point.before]
    if words[-1:] == ["by"] and point.cue in ("level", ""):
        return "unclear"  # "expand the area by 1,500 ha"
    if words[-1:] == ["by"] and point.cue in ("over", "higher", "mark"):
        return "gap"  # "exports surpassed the estimate by 100 million"
    if before and not before[-1].kinds and _is_code(before[-1].text) and not point.printed.base:
        return "no-unit"  # "GDP is now at Frw 9,105 billion"
    if words[:1] == ["of"] and words[-1] in ("worth", "valued"):
        return "no-name"  # "exported 6 million tonnes of rice worth 3 billion"
    return ""


def _why_no_rate(point: Point) -> str:
    """Why a percentage is no rate of the name."""
    if point.printed.sort is not Sort.PERCENT:
        return ""
    behind, words = point.behind, [token.word for token in point.before]
    bare = not point.cue and not point.trail.subject
    bare = bare and not has(point.zone.tokens, "share-noun")
    if bare and behind and behind[0].any_of(START) and not behind[0].any_of(CUES):
        return "no-verb"  # "chia cổ tức tối thiểu 80 % lợi nhuận sau thuế"
    ranged = len(behind) > 1 and behind[0].text == "to" and "figure" in behind[1]
    from_ = point.from_ or words[-1:] == ["from"]
    if ranged and not from_ and behind[1].text.endswith(("%", "cent")):
        return "two-readings"  # "expected to grow 5 % to 6 %"
    if point.cue in ("up", "down") and has(behind[:1], "follows"):
        return "unclear"  # "lĩnh vực thép giảm 22 % lợi nhuận"
    place = next((at for at, t in enumerate(behind[:_MOST_OF_A_PLACE]) if t.text[:1].isupper()), 0)
    if point.cue in ("up", "down") and behind and behind[0].word == "to" and place:
        if not any(t.printed is not None for t in behind[: place + 1]):
            return "unclear"  # "contracted by 20 percent to countries in the Europe region"
    shared = has(point.before, "contribution")
    if shared and point.cue in ("up", "down", "level"):
        return "unclear"  # "its contribution to the GDP increased to 11 %"
    return "other-base" if "revised" in words else ""  # "revised down its forecast by 3.5 %"


def _why_no_figure(point: Point) -> str:
    """Why a figure is of something else than the name: of an average, of what moved it."""
    behind = point.behind
    if point.printed.sort is Sort.TIMES and behind and "average" in behind[0]:
        return "other-base"  # "gấp 5 lần bình quân chung cả nước"
    if point.cue in ("up", "down") and behind and behind[0].text == "in":
        said = " ".join(token.word for token in point.before)
        if any(cause in said for cause in _CAUSES):
            return "unclear"  # "the growth is due to an increase of 16 % in wholesale trade"
    about = behind and (behind[0].word == "về" or in_terms(behind))
    return "unclear" if about or point.lead.excepted else ""


def names_nothing(name: Name) -> bool:
    """Tell whether a name names no indicator: it says what is the most, "Meridia's largest market".

    Or it breaks off where a clause about it begins: "loans that require attention".
    """
    said = name.text.casefold().split()
    if not said:
        return True
    if said[0] in ("this", "these", "those"):
        return True
    if said[:2] in (["along", "with"], ["phần", "lớn"], ["hầu", "hết"]):
        return True
    mostly = (
        said[:2] in (["chủ", "yếu"], ["đóng", "góp"], ["chính", "của"])
        or said[0] in _NO_NAMES
        or said[-1] == "that"
    )
    alone = len(said) == 1 and len(said[0]) == 1
    text = name.text.casefold()
    if any(moved in text for moved in _MOVED) or text.startswith(_AUTHORITIES):
        return True  # "khu vực dịch vụ bị thu hẹp nhiều nhất với 5 tỷ", "chi cục hải quan …"
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
    measured = not point.figured and "measured" in point.before[0]
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
    return "chi cục " in " ".join(token.word for token in named[:_LONGEST_CODE])


def _are_two(named: list[Token]) -> bool:
    """Whether two indicators are named: "năng suất, sản lượng bông tăng 11 % và 29 %"."""
    linked = any("," in token or "and" in token for token in named)
    return linked and sum("head" in token for token in named) > 1


def _is_code(word: str) -> bool:
    """Whether a word may be the sign of a currency that is not known: "Frw 9,105 billion"."""
    return 1 < len(word) <= _LONGEST_CODE and word[0].isupper() and word.isascii()


def without_unfit_head(name: Name, printed: Printed) -> Name:
    """A name without "Sản lượng" taken from a name before, where the figure is in money."""
    money = parse_unit(printed.unit).base in _MONEY
    if money and name.head.casefold().startswith("sản lượng") and name.sort in ("sector", "weak"):
        return Name(name.text, name.sort, "", name.raw)
    return name


def _is_who(token: Token) -> bool:
    """Whether a word says who is counted: tourists, "foreign visitors"."""
    return "people" in token or token.word.endswith(("visitors", "tourists", "arrivals"))
