"""What the words around a figure say against the measure that its verb gives it."""

from __future__ import annotations

import re
from typing import NamedTuple

from vpcli.core.facts.model import Measure

__all__ = ["doubt_of"]

_GROWTH = frozenset({Measure.GROWTH, Measure.PLANNED_GROWTH})
_ACTUAL = frozenset({Measure.ACTUAL})
_CHANGE = frozenset({Measure.CHANGE})
_PLANNED = frozenset(measure for measure in Measure if measure.is_planned)
_NO_MEANS = frozenset(Measure) - {Measure.AVERAGE_GROWTH}
_ANY = frozenset(Measure)
_PER_CENT = r"^ ?(?:%|per ?cent)? ?"
_FORESEEN = r"\b(?:estimated?|estimates|budgeted|pegged|forecast|projected|anticipated|expected)\b"


class _Doubt(NamedTuple):
    """Patterns that the words before and behind a figure match, and why it is left then."""

    measures: frozenset[Measure]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    reason: str


def _doubt(measures: frozenset[Measure], reason: str, before: str = "", behind: str = "") -> _Doubt:
    return _Doubt(measures, re.compile(before), re.compile(behind), reason)


_BETWEEN_YEARS = re.compile(rf"{_PER_CENT}from [^;]*? in (\d{{4}}) to [^;]*? in (\d{{4}})\b")
_MEAN = re.compile(r"\bbình quân (?:ước |khoảng |gần |trên |hơn |đạt )*$")
_OF_PERSONS = re.compile(r"\b(?:thu nhập|lương|grdp|gdp|tổng sản phẩm|đầu người|năng suất)\b[^,]*$")
_DOUBTS = (
    # "was originally expected to be 5 % of GDP"
    _doubt(
        _ANY,
        "intention",
        r"\b(?:originally|initially) (?:expected|forecast|projected|estimated|planned|budgeted)\b"
        r"[^,;]*$",
    ),
    # "it is feasible to reach a turnover of 27 billion"
    _doubt(_ANY, "intention", r"\b(?:feasible|possible) to \w+ [^,;]*$"),
    # "since 1997 exports averaged 23.4 % of GDP"
    _doubt(
        _NO_MEANS, "period", r"(?:^|[,;] )(?:from|since) \d{4}\b(?! to\b)[^,;]*\baveraged\b[^,;]*$"
    ),
    # "from 1997 consumption amounted to 23.4 % of GDP on average"
    _doubt(
        _NO_MEANS,
        "period",
        r"(?:^|[,;] )(?:from|since) \d{4}\b(?! to\b)[^,;]*$",
        r"^[^,;]*\bon average\b",
    ),
    # "cao hơn chỉ tiêu của kế hoạch 5 năm 2006-2010 là 7,5-8 %"
    _doubt(
        _PLANNED,
        "other-base",
        r"\b(?:kế hoạch|chỉ tiêu|mục tiêu)[^,;]* (?:5 năm\b|năm năm \d{4} ?[-–])[^,;]*$",
    ),
    # "giảm tỷ lệ hộ nghèo năm 2022 là 0,47 %"
    _doubt(
        _ACTUAL,
        "unclear",
        r"(?:^|[,;.] |\b(?:thực hiện|kết quả) )giảm tỷ lệ [^,;]*\b(?:là|đạt) $",
    ),
    # "55 trillion, of which 29 trillion come from industry"
    _doubt(
        _ACTUAL, "no-name", r"\bof which [^,;]{0,12}$", r"^[^,;]{0,30}\b(?:come|comes|came) from\b"
    ),
    # "16,000 jobs were created, 15,800 workers were trained"
    _doubt(_ACTUAL, "no-name", r"(?:^|[,;] (?:and )?)$", r"^ (?:were|was|have been|has been) "),
    # "the industry grew, with 86 million cars sold"
    _doubt(_CHANGE, "unclear", r"\bwith (?:about |around |nearly |almost |some )?$"),
    # "mỗi năm tăng trưởng ở ngưỡng 30 đến 50 %"
    _doubt(_GROWTH, "period", r"\bmỗi năm (?:tăng|giảm|đạt)\b[^,;]*$"),
    # "cây ngô 73/70 ha, tăng 4,3 %", on the plan
    _doubt(_GROWTH, "unclear", r"\d[\d.,]*/\d[\d.,]* ?[^\W\d]+, (?:tăng|giảm) $"),
    # "fell from 2018's poverty rate of 11.8 percent"
    _doubt(_GROWTH, "other-base", r"\bfrom \d{4}['’]s [a-z ]+ of $"),
    # "will increase or decrease by 1.82 %"
    _doubt(
        _GROWTH,
        "unclear",
        r"\b(?:increase|rise|up) or (?:decrease|fall|down)\b[^,;]*$"
        r"|\btăng(?: hoặc |/)giảm\b[^,;]*$",
    ),
    # "GDP của khu vực này tăng từ 77,6 % lên 80,1 %", of a share
    _doubt(
        _GROWTH,
        "unclear",
        r"\btừ (?:mức )?[\d.,]+ ?%[^,;]* (?:lên|xuống|còn) (?:mức |còn |tới )?(?:\w+ )?$",
    ),
    # "revenues were 1.1 % higher than estimated"
    _doubt(
        _GROWTH,
        "other-base",
        behind=rf"{_PER_CENT}(?:higher|lower|more|less|above|below)\b[^,;]*{_FORESEEN}",
    ),
)


def doubt_of(said: str, begin: int, end: int, measure: Measure) -> str:
    """Return why a figure, from `begin` to `end` of a sentence in small letters, is left, or ""."""
    before, behind = said[:begin], said[end:]
    for doubt in _DOUBTS:
        if (
            measure in doubt.measures
            and doubt.before.search(before)
            and doubt.behind.search(behind)
        ):
            return doubt.reason
    of_each = measure is Measure.ACTUAL and said[begin:end].endswith("/năm")
    if of_each and _MEAN.search(before) and not _OF_PERSONS.search(before):
        return "period"  # "lợi nhuận bình quân đạt trên 4.000 tỷ đồng/năm"
    years = _BETWEEN_YEARS.search(behind) if measure in _GROWTH else None
    if years and int(years[2]) - int(years[1]) > 1:
        return "other-base"  # "by 36 % from 5 million in 2015 to 7 million in 2021"
    return ""
