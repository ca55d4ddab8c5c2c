"""What a heading says, understood whole or not at all: a year, a measure, a base of comparison.

A heading is cut into words that are known here; what is left over is a label, and a label
beside words of comparison is not understood. The kinds of words, one letter each, make a
pattern, and only the patterns listed have a meaning.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from vpcli.core.facts.codes import Status
from vpcli.readers.tables.units import is_index_base, is_unit, price_basis
from vpcli.readers.tables.years import STATES, is_part_of_a_year, plain, read_year

__all__ = ["Meaning", "understand"]


class Meaning(NamedTuple):
    """What figures under a heading are.

    `measure` is a column of facts; `growth` with `is_index` is printed as 107.2 for 7.2 %, with
    `is_index` None it has to be told by the figures. `year` is None where the rows say it.
    """

    measure: str = ""
    year: int | None = None
    status: Status | None = None
    since: int | None = None
    is_index: bool | None = False
    unit: str = ""
    label: str = ""
    price_basis: str = ""
    kind: str = ""
    base_year: int | None = None
    note: str = ""
    is_vague: bool = False
    """Whether only figures in per cent, or only a label, are told."""


_TOKENS: tuple[tuple[str, str], ...] = (
    (
        "D",
        r"tăng\s*\(\s*\+\s*\)\s*[,;/]?\s*(?:và )?giảm\s*\(\s*[-–]\s*\)|\+\s*/\s*[-–]|±|tăng/giảm",
    ),
    ("D", r"chênh lệch|tăng,? giảm|absolute change|\bchange\b|số tuyệt đối"),
    ("%", r"\(\s*(?:%|per ?cent|percent|pct)\s*\)|%"),
    ("a", r"tỷ lệ hoàn thành(?: kế hoạch)?|mức độ hoàn thành(?: kế hoạch)?|hoàn thành kế hoạch"),
    ("a", r"\b(?:absorption|execution|attainment) rate\b"),
    ("a", r"\battainment\b|tỷ lệ đạt kế hoạch|% hoàn thành(?: kế hoạch)?|đạt kế hoạch"),
    ("i", r"tốc độ phát triển|chỉ số phát triển|development index"),
    ("g", r"tốc độ tăng(?: trưởng)?|tăng trưởng|annual growth|growth(?: rates?)?"),
    ("c", r"cơ cấu|tỷ trọng|\bstructure\b|\bshares?\b"),
    ("h", r"cùng kỳ"),
    ("p", r"năm (?:trước|ngoái|liền trước)|(?:the )?(?:previous|last|preceding|prior) year"),
    ("v", r"so với|so sánh với|\bvới\b|compared (?:with|to)|\bvs\b\.?|\bversus\b|\bon\b"),
    (
        "n",
        r"so sánh|\bcomparison\b|\bnăm\b|cả năm|cộng dồn|lũy kế|luỹ kế|\byear\b|\bfull\b"
        r"|\bchỉ số\b|tỷ lệ",
    ),
    ("x", r"\b(?:tăng|giảm|bình quân|trung bình|increase|decrease|average|mean|median)\b"),
    ("x", r"\b(?:yoy|revised|variance|difference|rank|tăng thêm|lũy tiến)\b"),
    ("u", r"\([^()]*\)"),
    ("/", r"/|÷"),
)
_LONGEST = 400
_STATE = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, STATES), key=len, reverse=True)) + r")\b\.?"
)
_YEAR = re.compile(
    r"(?<![0-9.,])(?:fy ?|yr|y|x)?[12][0-9]{3}(?:\.0+)?"
    r"(?:[-–](?:[12][0-9])?[0-9]{2}(?![0-9])|/[0-9]{2}(?![0-9]))?(?:\s*\([a-z]\)|[a-z]\b)?(?![0-9])"
    r"|\bfy ?['’]?[0-9]{2}[abef]?\b"
)
_TOKEN = re.compile("|".join(f"(?P<t{at}>{pattern})" for at, (_, pattern) in enumerate(_TOKENS)))
_LETTER_OF_STATE = {"plan": "k", "actual": "t"}
_BRACKETED_YEAR = re.compile(r"\[yr[12][0-9]{3}\]")

# Of the letters without labels, brackets and words that say nothing. A: t actual, with its year.
_RIGHT = r"(?:h?p|h?t?y|h)"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("level", r"t?y|yt|t"),
    ("plan", r"k?y(?<=ky)|yk|k"),
    ("percent", r"%y|y%|%"),
    ("growth-index", rf"%?(?:t?y|yt|t)?v%?{_RIGHT}%?|%?v%?{_RIGHT}%?(?:t?y|yt)?%?"),
    ("growth", rf"%?g%?(?:t?y|yt)?%?|t?y%?g%?|%?g%?(?:t?y)?v{_RIGHT}%?|%?(?:t?y)g?v{_RIGHT}g%?"),
    ("index", rf"%?i%?(?:t?y|yt)?%?|t?yi%?|%?i%?(?:t?y)?v{_RIGHT}%?"),
    ("ratio", r"%?t?y/t?y%?"),
    ("attainment", r"%?t?y?(?:v|/)ky?%?|%?a%?(?:t?y|yt)?%?|t?ya%?|%?v(?:k|ky|yk)%?(?:t?y|yt)?%?"),
    ("attainment", r"%?(?:t|y|ty|yt)(?:v%?|/)(?:k|ky|yk)%?"),
    ("planned-index", rf"%?(?:ky|yk|k)(?:v|/){_RIGHT}%?|%?(?:ky|yk)/(?:t|ty|yt)%?"),
    ("share", r"%?c%?(?:t?y|yt)?%?|t?yc%?"),
    ("change", rf"D(?:t?y|yt)?|t?yD|D(?:t?y)?v{_RIGHT}|(?:t?y)v{_RIGHT}D"),
    ("change-percent", rf"%?D%?(?:t?y|yt)?%?|t?yD%|%?D%?(?:t?y)?v{_RIGHT}%?|%?(?:t?y)v{_RIGHT}D%"),
)
_COMPILED = [(name, re.compile(pattern)) for name, pattern in _PATTERNS]


class _Piece(NamedTuple):
    letter: str
    text: str


@lru_cache(maxsize=1 << 12)
def understand(heading: str) -> Meaning | None:
    """Return what a heading says; None where a word or sign of it is not accounted for.

    >>> understand("Năm 2023 so với năm 2022 (%)")[:2]
    ('growth', 2023)
    >>> understand("TH/KH (%)").measure, understand("Cơ cấu (%) Cả năm 2022").measure
    ('attainment', 'share')
    >>> understand("KH 2019 (%)"), understand("Quý IV năm 2022 so với quý III năm 2022")
    (None, None)
    """
    if len(heading) > _LONGEST or is_part_of_a_year(heading):
        return None
    said = _BRACKETED_YEAR.sub(" ", plain(heading)).strip(" :;.,")
    if not said:
        return None
    kind, base_year = is_index_base(said)
    if kind:
        said = re.sub(r"\(?[^()]*=\s*100(?:\s*%)?\)?", " ", said).strip()
    meaning = _meaning(_pieces(said))
    if meaning is None or not kind:
        return meaning
    if meaning.measure not in ("actual", ""):
        return None
    return meaning._replace(measure="actual", kind=kind, base_year=base_year)


def _pieces(said: str) -> list[_Piece]:
    """Cut a heading into known words, years and what is left over."""
    pieces: list[_Piece] = []
    at = 0
    while at < len(said):
        year = _YEAR.match(said, at)
        found = read_year(year[0]) if year is not None else None
        if year is not None and found is not None:
            pieces += [_Piece("k", "")] if found.measure == "plan" else []
            pieces.append(_Piece("y", year[0]))
            at = year.end()
            continue
        state, token = _STATE.match(said, at), _TOKEN.match(said, at)
        if state is not None and len(state[0].rstrip(".")) == 1 and not _beside_year(said, state):
            state = None  # a letter among words: Brasil e Unidade
        if token is not None and (state is None or token.end() >= state.end()):
            letter = _TOKENS[int((token.lastgroup or "t0")[1:])][0]
            pieces.append(_Piece(letter, token[0]))
            at = token.end()
        elif state is not None:
            measure, status = STATES[state[0].rstrip(".")]
            letter = "k" if measure == "plan" else "t"
            pieces.append(_Piece(letter, status.value if status else ""))
            at = state.end()
        elif said[at] in " ,;." or (said[at] in "-–:" and said[at - 1 : at] in ("", " ")):
            at += 1
        else:
            word = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*|\S").match(said, at)
            assert word is not None
            pieces.append(_Piece("w", word[0]))
            at = word.end()
    return pieces


def _beside_year(said: str, state: re.Match[str]) -> bool:
    """Whether a year stands right before or behind."""
    before, behind = said[: state.start()].rstrip(" (."), said[state.end() :].lstrip(" ).")
    return before[-4:].isdecimal() or behind[:4].isdecimal() or before == behind == ""


def _meaning(pieces: list[_Piece]) -> Meaning | None:
    """Return the meaning of the pieces by the pattern that they make."""
    unit = basis = ""
    label: list[str] = []
    kept: list[_Piece] = []
    for piece in pieces:
        inside = piece.text.strip("()").strip()
        if piece.letter == "u" and is_unit(inside):
            unit = inside
        elif piece.letter == "u" and price_basis(inside):
            basis = price_basis(inside)
        elif piece.letter == "u" and inside in STATES:
            kept.append(_Piece("t", (STATES[inside][1] or Status.NORMAL).value))
        elif piece.letter in "wu":
            label.append(piece.text)
        elif piece.letter != "n":
            kept.append(piece)
    kept = _merged_states(kept)
    letters = "".join(piece.letter for piece in kept)
    words = " ".join(label)
    if not letters:
        return Meaning("", unit=unit, label=words, price_basis=basis, is_vague=True)
    for name, pattern in _COMPILED:
        if pattern.fullmatch(letters):
            if words and name not in ("level", "plan", "percent"):
                return None
            made = _of_pattern(name, kept)
            if made is None:
                return None
            return made._replace(unit=unit or made.unit, label=words, price_basis=basis)
    return None


def _merged_states(kept: list[_Piece]) -> list[_Piece]:
    """ "Ước thực hiện" is one state: of two in a row the one with a status stays."""
    made: list[_Piece] = []
    for piece in kept:
        if made and piece.letter == made[-1].letter and piece.letter in "t%":
            made[-1] = _Piece(piece.letter, made[-1].text or piece.text)
        else:
            made.append(piece)
    return made


def _of_pattern(name: str, kept: list[_Piece]) -> Meaning | None:
    """Return the meaning of a pattern: its years in order, and the state of the first."""
    base_at = next((at for at, piece in enumerate(kept) if piece.letter in "v/"), None)
    years = [read_year(piece.text) for piece in kept if piece.letter == "y"]
    whole = [year for year in years if year is not None]
    if len(whole) != len(years):
        return None
    state = next((piece.text for piece in kept if piece.letter == "t" and piece.text), "")
    status = Status(state) if state and state != Status.NORMAL.value else None
    note = next((year.letter for year in whole if year.letter), "")
    status = status or next((year.status for year in whole if year.status), None)
    has_base = any(piece.letter in "ph" for piece in kept)
    found = _first_and_base(kept, [year.year for year in whole], base_at, has_base=has_base)
    if found is None:
        return None
    return _finished(name, *found, status, note)


def _first_and_base(
    kept: list[_Piece], years: list[int], base_at: int | None, *, has_base: bool
) -> tuple[int | None, int | None] | None:
    """The year that a heading is about, and the one it is compared with; None if unclear."""
    behind = [piece.letter for piece in kept[base_at:]] if base_at is not None else []
    if len(years) < 2:
        is_base = base_at is not None and not has_base and "y" in behind and "k" not in behind
        return None if is_base else (years[0] if years else None, None)
    if len(years) > 2 or base_at is None:
        return None
    if has_base:
        return (years[0], years[1]) if years[0] - years[1] == 1 else None
    if behind.count("y") == 2:  # the base is named before the year: "so với 2021 ... 2022"
        return years[1], years[0]
    return years[0], years[1]


_NAMED = {
    "level": ("actual", False),
    "plan": ("plan", False),
    "percent": ("actual", False),
    "growth-index": ("growth", None),
    "growth": ("growth", False),
    "index": ("growth", True),
    "ratio": ("growth", None),
    "attainment": ("attainment", False),
    "planned-index": ("planned_growth", None),
    "share": ("share", False),
    "change": ("change", False),
    "change-percent": ("growth", False),
}


def _finished(
    name: str, year: int | None, base: int | None, status: Status | None, note: str
) -> Meaning | None:
    measure, is_index = _NAMED[name]
    since = None
    if name == "attainment":
        if base is not None and base != year:
            return None
    elif base is not None:
        if year is None or base >= year:
            return None
        since = base if base != year - 1 else None
    status = None if measure == "planned_growth" else status  # that of the base
    made = Meaning(measure, year, status, since, is_index, note=note)
    if name == "percent":
        return made._replace(unit="%", is_vague=year is None)
    return made
