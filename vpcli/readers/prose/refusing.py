"""Figures that are no facts: thresholds, counts, differences, what a forecast was before."""

from __future__ import annotations

import re

from vpcli.readers.prose.behind import in_terms, is_pair, up_to_a_stop
from vpcli.readers.prose.figures import Sort
from vpcli.readers.prose.joining import has, has_any, says
from vpcli.readers.prose.kinds import CUES, EDGE, START
from vpcli.readers.prose.nameless import Nameless
from vpcli.readers.prose.state import Point
from vpcli.readers.prose.tokens import Token

__all__ = ["Refusing"]

_SPREADS = frozenset({"dao động"})
_HOPES = frozenset({"hy vọng", "kỳ vọng", "hopes", "hoping", "hoped"})
_HOLDER = "công ty mẹ"
_EACH_YEAR = frozenset({"hàng năm", "hằng năm", "mỗi năm"})
_MORE = frozenset({"more", "less", "fewer", "more than", "less than", "fewer than", "short of"})
_MOST_OF_A_COUNT = 3
_THERE_ARE = frozenset({"có", "were", "are"})
_LINKS = frozenset({"and", ",", ";", "qualifier", "equal", "up", "down"})
_CHANGED = frozenset(
    {"cut", "raised", "lowered", "upgraded", "downgraded", "trimmed", "upped", "hiked", "slashed"}
)
"""What is done to a forecast or a target."""
_MOST_OF_A_PLACE = 6
_NOT = frozenset({"not", "never", "failed", "cannot"})
_FORECASTS = ("forecast", "projection", "outlook", "target", "goal")
_MOST_OF_A_PAIR = 8
_LONGEST_CODE = 4
_SEEN = 80
"""Letters before a figure that are looked at."""
_RECOVERED = frozenset({"bounced", "rebounded", "recovered", "rebounding", "recovering"})
_MISSPELT = re.compile(r"(?:b|m|tr)[il]+[io]{1,2}ns?")
_NOW = re.compile(r"\bhiện (?:có|nay|tại|đang)\b")
_SOMEBODYS = re.compile(
    r"\b(?:doanh nghiệp|công ty|cơ sở|gia đình|trang trại|hợp tác xã|xưởng|vườn)"
    r" (?:của )?(?:ông|bà|anh|chị|tôi|chúng tôi)\b"
)
"""What belongs to one person that a text speaks of."""
_SINCE = re.compile(
    r"\W*(?:tính |kể )?từ (?:đầu |giữa |cuối )?năm (?:19|20)\d\d\b(?! (?:đến|tới|lên))"
)
_OTHER_FORECAST = re.compile(
    r"so với (?:mức |con số )?(?:dự báo|ước tính|dự đoán|ước đoán|ước đạt)[^,;.]*$"
)
_MORE_THAN_BEFORE = re.compile(r"\bhơn (?:so với )?(?:cùng kỳ |cả )?năm (?:trước|ngoái) *$")
_DATES = frozenset({"year", "previous", "plan"})
_CAUSES = ("due to", "because of", "owing to", "thanks to", "driven by", "boosted by")


class Refusing(Nameless):
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
        if any(begin <= point.token.begin < end for begin, end in self.rows):
            self.leave(point.token, self.context.part or "respectively")
            return True
        if point.trail.taken and _HOLDER in self.said:
            self.blocked = True  # "công ty mẹ đạt 75.000 tỷ đồng doanh thu và …"
            self.leave(point.token, self.context.part or "no-name")
            return True
        if self.is_one_of_a_pair(point):
            self.leave(point.token, self.context.part or "unclear")
            return True
        if self.lang == "en" and says(before[-_MOST_OF_A_PLACE:], _NOT):
            self.leave(point.token, self.context.part or "threshold")
            return True  # "exports could not reach 200 billion"
        year = point.trail.year or point.lead.year or self.context.year or 0
        if says(point.before, _HOPES) and not (point.planned or self.ahead(year)):
            self.leave(point.token, "no-year")
            return True
        if reason := self.why_of_another(point):
            self.leave(point.token, self.context.part or reason)
            return True
        if self.is_of_a_forecast_that_changed(point):
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

    def why_of_another(self, point: Point) -> str:
        """Why a figure is of something, of somebody, or of a time that is not told of."""
        behind = self.said[point.token.end : point.token.end + _SEEN]
        if self.is_of_a_source(point) or _SOMEBODYS.search(self.said, 0, point.token.begin):
            self.blocked = True
            return "no-name"
        now = _NOW.search(self.said, 0, point.token.begin) is not None
        if now and not (self.context.year_here or point.trail.year):
            return "to-date"
        if _SINCE.match(behind) or says(point.before[-1:], ("mốc", "ngưỡng")):
            return "unclear"
        return "other-base" if self.is_put_right(point) else ""

    def is_of_a_source(self, point: Point) -> bool:
        """Whether names stand behind the figures: "including $4 billion from garments and $2 …"."""
        if self.lang != "en" or point.printed.sort is not Sort.AMOUNT:
            return False
        before, behind = point.before, point.behind
        listed = has(before[-1:], "parts") or has(before[-1:], "and")
        first = listed and says(behind[:1], ("from",)) and not has(behind[1:2], "figure")
        dated = has_any(behind[1:2], _DATES)
        return first and not dated

    def is_put_right(self, point: Point) -> bool:
        """Whether it says by how much a figure was put right, or what another forecast was.

        "Lợi nhuận điều chỉnh giảm 33 tỷ đồng"; "so với dự báo trước đó là 3,3 %".
        """
        moved = point.cue in ("up", "down") and not point.from_
        words = " ".join(token.word for token in point.before)
        if moved and (self.is_revised or "điều chỉnh" in words):
            return True
        begin = point.token.begin
        said = self.said[max(0, begin - _SEEN) : begin]
        return (
            _OTHER_FORECAST.search(said) is not None or _MORE_THAN_BEFORE.search(said) is not None
        )

    def is_of_a_forecast_that_changed(self, point: Point) -> bool:
        """Whether it is a forecast or a target before or after a change: "cut from 7 to 6 %"."""
        if says(point.before, _CHANGED) or (self.was_changed and point.from_):
            self.was_changed = any(word in self.said for word in _FORECASTS)
            return self.was_changed
        return False

    def is_one_of_a_list(self, point: Point) -> bool:
        """Whether it stands behind "lần lượt", or in such a list, and could not be paired."""
        ahead = point.behind[:_MOST_OF_A_PAIR]
        if is_pair(ahead) and has(ahead, "respectively") and not self.by_years:
            return True  # "down 37.5 % and 10.78 % against 2008 respectively"
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
        moved = moved and not point.trail.subject and word.startswith(("số hộ", "hộ ", "tỷ lệ"))
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
    if level and point.before and point.before[-1].word == "thứ":
        return "rank"  # "vị khách thứ 5 triệu"
    yearly = says((*point.before, *up_to_a_stop(behind)), _EACH_YEAR)
    return "unclear" if level and yearly else ""


def _why_no_level(point: Point) -> str:
    """Why an amount is no level: a gap, a value of something else, a currency not known."""
    if point.printed.sort is not Sort.AMOUNT:
        return ""
    before, words = point.before, [token.word for token in point.before]
    if words[-1:] == ["by"] and point.cue in ("level", ""):
        return "unclear"  # "expand the area by 1,500 ha"
    if words[-1:] == ["by"] and point.cue in ("over", "higher", "mark"):
        return "gap"  # "exports surpassed the estimate by 100 million"
    behind = point.behind
    if words[-1:] in (["their"], ["its"]):
        return "no-name"  # "the leader in steel production with their 1,032 tons output"
    if behind and behind[0].word == "will" and not point.planned:
        return "intention"  # "57 billion kWh will be produced"
    if behind and not behind[0].kinds and _MISSPELT.fullmatch(behind[0].text.casefold()):
        return "no-unit"  # "Ksh 176.3 billon"
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
    alone = not has_any(up_to_a_stop(behind)[:_MOST_OF_A_PLACE], CUES)
    if point.cue in ("up", "down") and has(behind[:1], "follows") and alone:
        return "unclear"  # "lĩnh vực thép giảm 22 % lợi nhuận"
    if point.cue in ("up", "down") and _goes_to_a_place(behind):
        return "unclear"  # "contracted by 20 percent to countries in the Europe region"
    if says(point.before, _RECOVERED) and says(point.before, ("from",)):
        return "other-base"  # "bounced back from a decline of 1.1 percent"
    shared = has(point.before, "contribution")
    if shared and point.cue in ("up", "down", "level"):
        return "unclear"  # "its contribution to the GDP increased to 11 %"
    return "other-base" if "revised" in words else ""  # "revised down its forecast by 3.5 %"


def _goes_to_a_place(behind: list[Token]) -> bool:
    """Whether "to" and a place follow, and no figure that was reached."""
    near = behind[:_MOST_OF_A_PLACE]
    place = next((at for at, token in enumerate(near) if token.text[:1].isupper()), 0)
    reached = any(token.printed is not None for token in near[: place + 1])
    return bool(place) and near[0].word == "to" and not reached


def _why_no_figure(point: Point) -> str:
    """Why a figure is of something else than the name: of an average, of what moved it."""
    behind = point.behind
    if point.printed.sort is Sort.TIMES and behind and "average" in behind[0]:
        return "other-base"  # "gấp 5 lần bình quân chung cả nước"
    of_another = point.printed.sort is Sort.TIMES and behind and behind[0].any_of(START)
    if of_another and not has_any(up_to_a_stop(behind), _DATES):
        return "other-base"  # "gấp 4 lần kim ngạch xuất khẩu gạo"
    if point.cue in ("up", "down") and behind and behind[0].text == "in":
        said = " ".join(token.word for token in point.before)
        if any(cause in said for cause in _CAUSES):
            return "unclear"  # "the growth is due to an increase of 16 % in wholesale trade"
    about = behind and (behind[0].word == "về" or in_terms(behind))
    return "unclear" if about or point.lead.excepted else ""


def _are_two(named: list[Token]) -> bool:
    """Whether two indicators are named: "năng suất, sản lượng bông tăng 11 % và 29 %"."""
    linked = any("," in token or "and" in token for token in named)
    return linked and sum("head" in token for token in named) > 1


def _is_code(word: str) -> bool:
    """Whether a word may be the sign of a currency that is not known: "Frw 9,105 billion"."""
    return 1 < len(word) <= _LONGEST_CODE and word[0].isupper() and word.isascii()


def _is_who(token: Token) -> bool:
    """Whether a word says who is counted: tourists, "foreign visitors"."""
    return "people" in token or token.word.endswith(("visitors", "tourists", "arrivals"))
