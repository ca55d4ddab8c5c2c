"""What a figure is of: the words of a clause that name an indicator, and the areas named."""

from __future__ import annotations

import re

from vpcli.core.facts.units import PERCENT, POINTS, parse_unit
from vpcli.readers.prose.claims import Name
from vpcli.readers.prose.joining import Token, has, has_any, kinds_of
from vpcli.readers.prose.kinds import CUES, EDGE, NAMING, START
from vpcli.readers.prose.zones import is_abbreviation, is_exception, is_weak

__all__ = ["has_having", "name_in", "names_listed", "price_in"]

_SORTS = (
    ("rate-noun", "rate"),
    ("share-noun", "share"),
    ("index-noun", "index"),
    ("growth-noun", "growth"),
)
_RATES_OF = frozenset({"growth-noun", "index-noun", "share-noun"})
_GROUPS = frozenset({"nhóm", "nhóm hàng", "nhóm ngành", "khu vực"})
_HAVING = frozenset(
    {"đạt", "có", "với", "giữ", "duy trì", "had", "posted", "recorded", "registered", "achieved"}
    | {"witnessed", "saw", "attained", "showed", "experienced", "reported", "registering"}
)
_SAYING = frozenset({"said", "noted", "estimated", "cho biết", "công bố", "cho thấy", "showed"})
_VERBS = frozenset({"is", "are", "was", "were", "has", "have", "had"}) | frozenset(
    {"grew", "rose", "fell", "increased", "declined", "expanded", "dropped", "contracted"}
)
_OWNERS = frozenset(
    {"country", "nation", "province", "city", "state", "district", "region"}
    | {"year", "month", "quarter", "week", "government", "world"}
)
"""Whose figures are those of the text itself, or of a time."""
_LINKS = frozenset({"với", "là", "đạt", "gồm", "có", "with", "were"})
_MODIFIERS = frozenset({"-", "goods"})
"""What words before a name may be that belong to it: "raw cotton exports"."""
_MOST_WORDS = 14
_OF_ANOTHER_TIME = frozenset({"after", "following"})
_PREVIOUS_100 = re.compile(r"(?:năm trước|previous year) ?= ?100", re.IGNORECASE)
_INDICES = ("chỉ số", "iip", "cpi", "index", "lạm phát", "inflation", "consumer price")
_WITHIN_RATES = ("được", "đang", "có", "hoàn thành")
_BARE_RATES = ("tỷ lệ", "tỷ suất", "mức độ", "rate", "ratio", "coverage")
_RATES = ("rate", "ratio", "coverage", "cover")
_NOT_KEPT = frozenset(
    {
        "year",
        "years",
        "span",
        "many-years",
        "part",
        "each-part",
        "full-year",
        "place",
        "province",
        "price",
        "to-date",
        "this-year",
        "next-year",
        "previous",
        "estimate",
        "provisional",
        "expected",
        "number",
    }
)


def name_in(zone: list[Token], english: bool) -> tuple[Name | None, list[str], str]:
    """Return the name in a zone, the provinces in it and the price basis."""
    provinces = [token.text for token in zone if "province" in token]
    price = price_in(zone)
    segment = _last_segment(zone)
    growing = _growing(segment, english)
    if growing is not None:
        return growing, provinces, price
    segment = _said_last(segment)
    start = next((at for at, token in enumerate(segment) if token.any_of(START)), None)
    if start and segment[start - 1].word in ("của", "of") and not english:
        start = 0
    if segment and not english and _is_group(segment):
        start = 0
    if start is None:
        kept = _uncut(_trimmed([token for token in segment if not token.any_of(_NOT_KEPT)]))
        if not kept:
            return None, provinces, price
        if all("this" in token or token.any_of(EDGE) for token in kept):
            return Name(_joined(kept), this=True), provinces, price
        said = any(token.any_of(CUES) and not is_weak(token) for token in kept)
        short = all("group" in token for token in kept)  # "kế hoạch (KH), tăng 13 %"
        if said or short or len(kept) > _MOST_WORDS:
            return None, provinces, price
        return Name(_capital(_joined(kept)), "weak", raw=_joined(kept)), provinces, price
    first = start
    if not english and start and _is_all_plain(segment, start):
        text = _joined(_trimmed(_uncut(_without_inner(segment))))
        return Name(_capital(text), "weak", raw=text), provinces, price
    while english and first and _is_of_name(segment, first - 1):
        first -= 1
    if english:
        first = _owner(segment, first)
    kept = _without_years(segment[first:])
    if english:
        is_said = (at for at, t in enumerate(kept) if at and t.word in _VERBS)
        kept = kept[: next(is_said, len(kept))]  # "unemployment was at a low"
    kept = _without_inner(_trimmed(_uncut(kept)))
    return _described(kept), provinces, price


def _without_years(named: list[Token]) -> list[Token]:
    """Without what dates a name: "thu nhập năm 2020 của 15 xã" is that of 15 communes."""
    dated = [*(("year" in token) for token in named[1:]), False]
    return [
        token
        for token, before_year in zip(named, dated, strict=True)
        if not token.any_of(_NOT_KEPT) and not (before_year and token.word == "năm")
    ]


def _is_group(piece: list[Token]) -> bool:
    """Whether a name begins with "nhóm" or "khu vực", and goes on to the verb."""
    return bool(piece) and piece[0].word in _GROUPS


def _owner(segment: list[Token], first: int) -> int:
    """Where a name begins with whose it is: "the domestic sector's exports".

    What is of the country, the province or the year that a text is about has no owner.
    """
    mark = first - 2 if first > 1 and segment[first - 1].text == "s" else first - 1
    if mark < 1 or segment[mark].text not in ("'", "’"):
        return first
    begin = mark
    while begin and not _is_edge(segment[begin - 1]) and not segment[begin - 1].any_of(CUES):
        begin -= 1
    owner = segment[begin:mark]
    if not owner or owner[-1].text[:1].isupper():
        return first  # a country, a company: that of the text, as far as it can be seen
    words = {token.word for token in owner}
    own = words & _OWNERS or any(token.any_of(_NOT_KEPT) for token in owner)
    return first if own else begin


def _is_of_name(segment: list[Token], at: int) -> bool:
    """Whether a word before a known one belongs to its name: "Food and live animal exports"."""
    if segment[at].kinds.keys() <= _MODIFIERS:
        return True
    return "and" in segment[at] and at > 0 and segment[at - 1].kinds.keys() <= _MODIFIERS


def _is_all_plain(segment: list[Token], until: int) -> bool:
    """Whether only words of no other use stand before a place: "đá xây dựng"."""
    before = _trimmed(segment[:until])
    return 0 < len(before) <= 4 and all(not token.kinds for token in before)


def _described(kept: list[Token]) -> Name | None:
    if not kept:
        return None
    first = kept[0]
    if "quoted" in first:
        return quoted_name(first.text, first.kinds["quoted"])
    sort = next((sort for kind, sort in _SORTS if kind in first), "")
    if not sort:
        measured = has(kept, "measured")
        part = "sector" in first or "compound" in first
        sort = "sector" if part and not measured else "level"
    short = next((t for t in kept if "group" in t and _is_economy(t)), None)
    if short is not None:
        name = short.inside[0].text
        beyond = kept[kept.index(short) + 1 :]
        if has(beyond, "per-head"):
            name = f"{name} per capita"
        if any("except" in token or token.word == "trừ" for token in beyond):
            name = f"{name} {_joined(beyond)}"  # "(GRDP) trừ dầu khí"
        return Name(name, "growth" if sort == "growth" else "level", raw=name)
    if (sort == "growth" and len(kept) > 1) or (sort == "share" and len(kept) > 1):
        rest = _trimmed(kept[1:])
        text = _joined(rest)
        if text.casefold() in ("kinh tế", "chung", "economic", ""):
            return Name(_capital(f"{first.text} {text}".strip()), "growth")
        if not rest:
            return Name(_capital(_joined(kept)), sort, this=sort == "growth")
        return Name(_capital(text), sort, head=_head(rest))
    text = _joined(kept)
    if sort == "rate" and text.casefold() in _BARE_RATES:
        return Name(_capital(text), sort, this=True)
    if sort == "growth" and not text.casefold().endswith(("kinh tế", "economic growth")):
        return Name(_capital(text), sort, this=True)
    if sort in ("level", "sector") and "growth-noun" in kept[-1] and len(kept) > 1:
        return Name(_capital(_joined(_trimmed(kept[:-1]))), "growth", head=_head(kept[:-1]))
    if (sort in ("level", "index") and text.casefold().startswith(_INDICES)) or any(
        token.word in ("iip", "cpi") or token.word.endswith("index") for token in kept
    ):
        sort = "index"
    if sort == "level" and any(word in text.casefold() for word in ("inflation", "lạm phát")):
        sort = "index"
    if sort in ("level", "sector") and text.casefold().endswith(_RATES):
        sort = "rate"
    if sort != "rate" and has(kept[-1:], "rate-noun"):
        sort = "rate"
    return Name(_capital(text), sort, head=_head(kept), raw=text)


def quoted_name(text: str, unit: str) -> Name:
    """Return the name that stands in quotation marks; its unit tells whether it is a rate."""
    if _PREVIOUS_100.search(unit):
        return Name(text, "index", unit="")
    of_rates = parse_unit(unit).base in (PERCENT, POINTS)
    return Name(text, "rate" if of_rates else "level", unit=unit)


def _head(kept: list[Token]) -> str:
    """The words that parts share with a name: its first known words, unless a sector."""
    first = kept[0]
    if "measured" not in first:
        return ""
    words = first.text
    return words.removeprefix("Tổng ").removeprefix("tổng ") if len(words.split()) > 2 else words


def _last_segment(zone: list[Token]) -> list[Token]:
    """The last piece between commas, with those before it that make one list with it."""
    if not has(zone, ","):
        return zone
    pieces: list[list[Token]] = [[]]
    for token in zone:
        if "," in token:
            pieces.append([])
        else:
            pieces[-1].append(token)
    while len(pieces) > 1 and all(_is_edge(t) for t in pieces[-1]):
        pieces.pop()
    at = len(pieces) - 1
    if at and pieces[at - 1] and pieces[at - 1][-1].word in _GROUPS:
        return [token for token in zone if "," not in token]  # "giá trị khu vực, dịch vụ"
    group = next((i for i in range(at) if _is_group(pieces[i])), at)
    if group < at and all(_is_plain(p) for p in pieces[group:]) and not _is_level(pieces[at]):
        return zone[zone.index(pieces[group][0]) :]
    is_list = "and" in kinds_of(pieces[at]) and not has_any(pieces[at][:1], START)
    while at and is_list and _is_plain(pieces[at - 1]):
        at -= 1
        if has_any(pieces[at], START):
            break
    known = any(token.any_of(START) for piece in pieces for token in piece)
    unknown = is_list and not at and not known  # "Mineral fuels, lubricants and related materials"
    if not unknown and not has_any(pieces[at], START):
        at = len(pieces) - 1
    first = at
    while first and _goes_on(pieces[first - 1], pieces[first]):
        first -= 1
    if has_any(pieces[first], START):
        at = first
    joined = list(pieces[at])
    commas = [token for token in zone if "," in token]
    for offset, piece in enumerate(pieces[at + 1 :]):
        joined += [commas[at + offset], *piece]
    return joined


def _is_level(piece: list[Token]) -> bool:
    """Whether something is named that has a level of its own: "giá trị tăng thêm"."""
    return any("head" in token and "sector" not in token for token in piece[:1])


def _goes_on(piece: list[Token], following: list[Token]) -> bool:
    """Whether two pieces are of one list: "tổng thu BHXH, BHYT", "dư nợ trung, dài hạn"."""
    short = 0 < len(following) <= 4 and all(not token.kinds for token in following)
    return short and _is_plain(piece) and not has_any(piece, _NOT_KEPT)


def _growing(segment: list[Token], english: bool) -> Name | None:
    """The name in "công nghiệp đạt tốc độ tăng trưởng", where what grows stands first."""
    at = len(segment)
    while at and segment[at - 1].any_of(_RATES_OF):
        at -= 1
    if at < len(segment):
        while at and segment[at - 1].word in ("a", "an", "the"):
            at -= 1
    if at == len(segment) or at < 2 or segment[at - 1].word not in _HAVING:
        return None
    share = "share-noun" in segment[-1]
    if not share and not has_any(segment[: at - 1], START):
        return None
    name, _, _ = name_in(segment[: at - 1], english)
    if name is None or name.sort not in ("level", "sector", "weak"):
        return None
    sort = "index" if "index-noun" in segment[-1] else "share" if share else "growth"
    return Name(name.text, sort, name.head, name.raw)


def has_having(tokens: list[Token]) -> bool:
    """Tell whether a verb of having is among some tokens: "đạt", "posted"."""
    return any(token.word in _HAVING for token in tokens)


def _said_last(segment: list[Token]) -> list[Token]:
    """Without what stands before a verb that a known name follows: "… đạt kim ngạch …"."""
    for at in range(len(segment) - 1, 0, -1):
        word = segment[at - 1].word
        owned = word == "có" and at > 1 and segment[at - 2].any_of(START)
        if word in _LINKS and not owned and segment[at].any_of(START):
            return segment[at:]
    return segment


_FORETOLD = frozenset({"forecast", "expected"})


def _uncut(kept: list[Token]) -> list[Token]:
    """A name up to the first word that says something of it; behind it, another may begin."""
    long = bool(kept) and ("rate-noun" in kept[0] or kept[0].word.startswith(("số ", "tổng số ")))
    said = [at for at, token in enumerate(kept) if at and token.word in _SAYING]
    if said and has_any(kept[said[-1] :], START):
        kept = kept[said[-1] + 1 :]  # "the Ministry of Trade said that GDP grew"
        kept = kept[next(at for at, token in enumerate(kept) if token.any_of(START)) :]
    told = [at for at, token in enumerate(kept[:-1]) if at and token.any_of(_FORETOLD)]
    if told and has_any(kept[told[-1] + 1 :], START) and not has_any(kept[: told[-1]], START):
        kept = kept[told[-1] + 1 :]  # "Chúng tôi dự báo GRDP toàn vùng tăng 7 %"
    for at, token in enumerate(kept):
        within = long and token.word in _WITHIN_RATES
        if at and "cut" in token and not (token.any_of(START) or within):
            return kept[:at]
    return kept


def _is_plain(piece: list[Token]) -> bool:
    return 0 < len(piece) <= 8 and not any(
        token.any_of(CUES) and not token.any_of(NAMING) for token in piece
    )


def _trimmed(tokens: list[Token]) -> list[Token]:
    begin, end = 0, len(tokens)
    while begin < end and _is_edge(tokens[begin]):
        begin += 1
    while end > begin and (_is_edge(tokens[end - 1])):
        end -= 1
    return tokens[begin:end]


def _is_edge(token: Token) -> bool:
    if token.word in _OF_ANOTHER_TIME:
        return True  # "grew by 1.3 %, after 2.9 % in 2022"
    return token.any_of(EDGE) and not token.any_of(START) and "this" not in token


def _without_inner(kept: list[Token]) -> list[Token]:
    """Without brackets that are no abbreviation, and words that say nothing of the name."""
    return [
        token
        for token in kept
        if not ("group" in token and not is_abbreviation(token) and not is_exception(token))
        and not ("average" in token and "per-head" not in token and not token.any_of(START))
    ]


def _is_economy(token: Token) -> bool:
    """Whether a bracket holds the short name of a gross product."""
    return len(token.inside) == 1 and token.inside[0].text in ("GDP", "GRDP", "GSDP", "GNI")


def price_in(zone: list[Token]) -> str:
    """Return the price basis that a zone or a bracket in it names."""
    for token in zone:
        for one in (token, *token.inside) if token.inside else (token,):
            basis = one.kinds.get("price")
            if basis is not None:
                dated = basis == "constant" and one.years
                return f"{basis}:{one.years[0]}" if dated else basis
    return ""


def names_listed(zone: list[Token], english: bool, *, apart: bool = False) -> list[Name]:
    """The names of a list: "A, B và C"; one that stands for two ("xuất, nhập khẩu") is both."""
    items: list[list[Token]] = [[]]
    for token in zone:
        if apart and "compound" in token and "," in token.text:
            first, *others = (
                Token({"head": "", "sector": ""}, part.strip(), token.begin, token.end)
                for part in re.split(", | và | and ", token.text)
            )
            items[-1].append(first)
            items += [[other] for other in others]
            continue
        if "expands" in token:
            shared = _trimmed(items[-1])
            both = token.kinds["expands"].split(" | ")
            front = _joined(shared) + " " if shared else ""
            return [Name(_capital(front + one), head=front.strip()) for one in both]
        if "," in token or "and" in token:
            items.append([])
        else:
            items[-1].append(token)
    names: list[Name] = []
    for item in items:
        name, _, _ = name_in(item, english)
        if name is not None:
            if names and not name.head and name.sort in ("weak", "sector"):
                name.head = names[0].head
            names.append(name)
    return names


def _joined(tokens: list[Token]) -> str:
    """The text of tokens, spaced as it was."""
    made = ""
    for at, token in enumerate(tokens):
        spaced = at > 0 and tokens[at - 1].end < token.begin
        made += (" " if spaced else "") + token.text
    return made


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
