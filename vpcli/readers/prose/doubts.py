"""What the words around a figure say against the measure that its verb gives it."""

from __future__ import annotations

import re

from vpcli.core.facts.model import Measure

__all__ = ["doubt_of"]

_FORESEEN = re.compile(
    r"^ ?(?:%|per ?cent)? ?(?:higher|lower|more|less|above|below)\b[^,;]*"
    r"\b(?:estimated?|estimates|budgeted|pegged|forecast|projected|anticipated|expected)\b"
)
_BETWEEN_YEARS = re.compile(r"^ ?(?:%|per ?cent)? from [^;]*? in (\d{4}) to [^;]*? in (\d{4})\b")
_EITHER_WAY = re.compile(
    r"\b(?:increase|rise|up) or (?:decrease|fall|down)\b[^,;]*$|\btăng(?: hoặc |/)giảm\b[^,;]*$"
)
_FROM_TO = re.compile(
    r"\btừ (?:mức )?[\d.,]+ ?%[^,;]* (?:lên|xuống|còn) (?:mức |còn |tới )?(?:\w+ )?$"
)
_OF_WHICH = re.compile(r"\bof which [^,;]{0,12}$")
_COMES = re.compile(r"^[^,;]{0,30}\b(?:come|comes|came) from\b")
_BEGINS = re.compile(r"(?:^|[,;] (?:and )?)$")
_HAPPENED = re.compile(r"^ (?:were|was|have been|has been) ")
_OF_A_YEAR = re.compile(r"\bfrom \d{4}['’]s [a-z ]+ of $")
_POSSIBLE = re.compile(r"\b(?:feasible|possible) to \w+ [^,;]*$")
_ONCE_FORESEEN = re.compile(
    r"\b(?:originally|initially) (?:expected|forecast|projected|estimated|planned|budgeted)\b[^,;]*$"
)
_AVERAGED = re.compile(r"\b(?:on average|averaged)\b")
_SINCE = re.compile(r"(?:^|[,;] )(?:from|since) \d{4}\b(?! to\b)[^,;]*$")
_WITH = re.compile(r"\bwith (?:about |around |nearly |almost |some )?$")
_OF_SEVERAL_YEARS = re.compile(
    r"\b(?:kế hoạch|chỉ tiêu|mục tiêu)[^,;]* (?:5 năm\b|năm năm \d{4} ?[-–])[^,;]*$"
)


def doubt_of(said: str, begin: int, end: int, measure: Measure) -> str:
    """Return why a figure, from `begin` to `end` of a sentence in small letters, is left, or ""."""
    before, behind = said[:begin], said[end:]
    if _ONCE_FORESEEN.search(before) or _POSSIBLE.search(before):
        return "intention"  # "was originally expected to be 5 % of GDP", "feasible to reach 27 billion"
    if measure is not Measure.AVERAGE_GROWTH and _AVERAGED.search(said) and _SINCE.search(before):
        return "period"  # "from 1997 consumption amounted to 23.4 % of GDP on average"
    if measure in (Measure.GROWTH, Measure.PLANNED_GROWTH):
        if _OF_A_YEAR.search(before):
            return "other-base"  # "fell from 2018's poverty rate of 11.8 percent"
        if _EITHER_WAY.search(before):
            return "unclear"  # "will increase or decrease by 1.82 %"
        if _FROM_TO.search(before):
            return "unclear"  # "GDP của khu vực này tăng từ 77,6 % lên 80,1 %", of a share
        if _FORESEEN.search(behind):
            return "other-base"  # "revenues were 1.1 % higher than estimated"
        years = _BETWEEN_YEARS.search(behind)
        if years and int(years[2]) - int(years[1]) > 1:
            return "other-base"  # "by 36 % from 5 million in 2015 to 7 million in 2021"
    if measure is Measure.ACTUAL and _OF_WHICH.search(before) and _COMES.search(behind):
        return "no-name"  # "55 trillion, of which 29 trillion come from industry"
    if measure is Measure.ACTUAL and _BEGINS.search(before) and _HAPPENED.search(behind):
        return "no-name"  # "16,000 jobs were created, 15,800 workers were trained"
    if measure is Measure.CHANGE and _WITH.search(before):
        return "unclear"  # "the industry grew, with 86 million cars sold"
    if measure.is_planned and _OF_SEVERAL_YEARS.search(before):
        return "other-base"  # "cao hơn chỉ tiêu của kế hoạch 5 năm 2006-2010 là 7,5-8 %"
    return ""
