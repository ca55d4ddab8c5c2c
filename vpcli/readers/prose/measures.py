"""What a figure says of its name: the measure, decided by unit, verb, comparison and name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from vpcli.core.facts.model import Measure
from vpcli.core.facts.number import NumeralError, readings
from vpcli.readers.prose.bases import Trail
from vpcli.readers.prose.claims import Base, Claim, Name
from vpcli.readers.prose.figures import Printed, Sort

__all__ = ["Case", "Decision", "decide"]

_PARTS = ("sector", "weak", "level")
_NO_COUNTS = ("weak", "sector", "growth", "share", "rate", "index")
_LEAST_INDEX = Decimal(50)
_LEAST_COUNTED = 3
_BALANCES = ("nhập siêu", "xuất siêu", "bội chi", "thâm hụt", "nợ công", "trade ", "budget ")
"""What may be so much of something else: "xuất khẩu tăng 10 %; nhập siêu 5 %" of exports."""
_NO_DIFFERENCE = Decimal(4)
"""Per cent by which no growth rate of a year exceeds that of the year before."""
_PER_HEAD = re.compile(
    r"(?i)\b(?:crime|homicide|murder|theft|robbery|assault|birth|death|mortality|fertility"
    r"|marriage|divorce|accident|fatality|exchange)s? rate"
)
"""Rates that are of so many people, and not in per cent."""
_PRODUCT = ("gdp", "grdp", "tổng sản phẩm", "gross")
_PLANNED = {
    Measure.ACTUAL: Measure.PLAN,
    Measure.GROWTH: Measure.PLANNED_GROWTH,
    Measure.AVERAGE_GROWTH: Measure.PLANNED_AVERAGE_GROWTH,
}


@dataclass
class Case:
    """All that a decision looks at."""

    printed: Printed
    cue: str
    """The verb that governs the figure, by its heading; empty where there is none."""
    name: Name
    base: Base | None
    trail: Trail
    planned: bool = False
    averaged: bool = False
    spanned: bool = False
    share: bool = False
    last: Claim | None = None
    """The claim before it in the same sentence."""
    from_: bool = False
    bounded: bool = False
    """Whether "above" or "below" stands before it, which may bound instead of qualify."""
    verbal: bool = False
    """Whether its name may be a verb that has it as its object."""
    part: bool = False
    """Whether its name is a part of a total that the sentence has given a level."""
    after_index: bool = False
    """Whether the claim before it is a growth printed as an index."""
    listed: bool = False
    """Whether it is one of a list of names with a figure behind each."""
    rated: bool = False
    """Whether a rate of it follows at once: "thủy sản trên 8,9 tỷ USD, tăng 5,6 %"."""
    attained: bool = False
    """Whether the sentence has told how far a plan was met."""
    moved: bool = False
    """Whether "giảm … là" stands before it."""


@dataclass
class Decision:
    """The measure, or the reason why the figure is left, with its possible readings."""

    measure: Measure | None = None
    reason: str = ""
    readings: tuple[str, ...] = field(default_factory=tuple)
    down: bool = False
    index: bool = False
    over: bool = False
    of_total: bool = False


def decide(case: Case) -> Decision:
    """Say what a figure is, or why it cannot be said."""
    made = _BY_SORT.get(case.printed.sort, _no_unit)(case)
    if made.measure is None:
        return made
    if case.planned:
        planned = _PLANNED.get(made.measure)
        if planned is None:
            return Decision(reason="intention")
        made.measure = planned
    if made.measure in (Measure.GROWTH, Measure.PLANNED_GROWTH):
        if case.spanned and not case.averaged:
            return Decision(reason="period")
        if case.spanned and made.index:
            return Decision(reason="period")
        if case.spanned:
            made.measure = made.measure.averaged(2)
        elif case.printed.yearly or case.trail.yearly:
            return Decision(reason="average-of-no-years")
    elif case.spanned:
        return Decision(reason="period")
    return made


def _down(case: Case) -> bool:
    return case.cue in ("down", "lowers") or case.trail.word == "down" or case.printed.sign == "-"


def _rises(case: Case) -> bool:
    return case.cue in ("up", "down") or bool(case.trail.word)


def _percent(case: Case) -> Decision:
    base = case.base
    if case.cue == "mark":
        return Decision(reason="mark")
    if (base is not None and base.kind in ("unknown", "part", "growth")) or case.trail.growth_noun:
        return Decision(reason="other-base" if base and base.kind != "part" else "part")
    if case.cue == "over":
        return _excess(case)
    if base is not None and base.kind == "plan" and case.printed.yearly:
        return Decision(reason="average-of-no-years")
    if base is not None and base.kind == "plan":
        return _of_plan(case)
    if case.trail.toward_growth or case.cue in ("contribution", "lowers"):
        down = case.cue == "lowers" or (case.cue == "down" and case.trail.toward_growth)
        return Decision(Measure.SHARE_OF_GROWTH, down=down, of_total=True)
    if case.cue == "share" and case.name.sort != "rate":
        return Decision(Measure.SHARE, of_total=True)
    if case.name.sort == "share" or (case.share and case.name.sort in ("sector", "weak")):
        if _rises(case) and not case.from_:
            return Decision(reason="points")
        return Decision(Measure.SHARE, of_total=True)
    if case.name.sort == "rate":
        return _of_rate(case)
    return _growth(case)


def _excess(case: Case) -> Decision:
    if case.name.sort in ("rate", "growth", "share"):
        return Decision(reason="points")
    if case.base is not None and case.base.kind != "plan":
        return Decision(reason="other-base")
    return Decision(Measure.ATTAINMENT, over=True)


def _of_plan(case: Case) -> Decision:
    compares = _rises(case) or case.cue in ("higher", "lower")
    if case.name.sort in ("rate", "growth", "share") and compares:
        return Decision(reason="points")
    if case.cue in ("up", "down", "higher", "lower") or case.trail.word:
        return Decision(Measure.ATTAINMENT, over=True, down=_down(case) or case.cue == "lower")
    if case.cue in ("share", "contribution", "multiple", "lowers"):
        return Decision(reason="unclear")
    return Decision(Measure.ATTAINMENT)


def _of_rate(case: Case) -> Decision:
    if _rises(case) and not case.from_ and _PER_HEAD.search(case.name.text):
        return _growth(case)  # "the crime rate fell by 2 percent" is none of percentage points
    if case.cue in ("higher", "lower", "equivalent", "multiple"):
        return Decision(reason="points")
    if _rises(case) and not case.from_:
        if case.printed.yearly or case.trail.yearly or case.averaged:
            return Decision(reason="average-of-no-years")
        return Decision(Measure.CHANGE, down=_down(case))
    if not case.cue and case.bounded and not case.planned and not case.from_:
        return Decision(reason="threshold")
    if case.moved and case.cue in ("level", "") and not case.from_:
        return Decision(reason="two-readings", readings=("actual", "change"))
    if case.from_ and case.printed.is_range and _rises(case):  # "phấn đấu giảm từ 1,5 - 2 %"
        return Decision(reason="two-readings", readings=("actual", "change"))
    return Decision(Measure.ACTUAL)


def _growth(case: Case) -> Decision:
    base = case.base
    compared = base is not None and base.kind in ("previous", "year")
    if case.cue in ("higher", "lower"):
        return Decision(reason="points")
    if case.cue == "multiple":
        return Decision(reason="unclear")
    if case.cue == "equivalent":
        return _equivalent(case)
    loose = case.from_ and not case.trail.word  # "from a 1.5 % contraction" says what it is
    if loose and not case.printed.is_range and not case.trail.at_least:
        return Decision(reason="two-readings", readings=("growth", "actual"))
    if _rises(case) or case.printed.sign:
        growth = case.name.sort == "growth" and not case.trail.word
        if growth and case.cue == "up" and _least(case.printed) >= _NO_DIFFERENCE:
            return Decision(Measure.GROWTH)  # "tốc độ tăng trưởng kinh tế tăng 8,6 %"
        if growth and case.cue in ("up", "down"):
            return Decision(reason="points")
        return Decision(Measure.GROWTH, down=_down(case))
    if case.name.sort == "growth":
        return Decision(Measure.GROWTH)
    product = case.name.sort == "index" or _is_product(case.name)
    if compared or (product and case.cue):
        return _index_or_growth(case, compared=compared)
    indexed = case.name.sort == "index" and not case.cue
    if case.after_index and case.cue in ("level", "equal", "") and case.name.sort in _PARTS:
        indexed = True
    if indexed and not case.printed.is_range and _least(case.printed) >= _LEAST_INDEX:
        return Decision(Measure.GROWTH, index=True)
    if case.planned and not case.cue and (_is_product(case.name) or case.name.sort == "index"):
        return Decision(Measure.GROWTH)
    return _in_a_list(case)


def _equivalent(case: Case) -> Decision:
    """ "tăng 3,9 tạ/ha, tương đương 7,6 %": the rate of the change before it."""
    last = case.last
    if last is None or last.measure is not Measure.CHANGE:
        return Decision(reason="two-readings", readings=("growth", "attainment"))
    return Decision(Measure.GROWTH, down=last.words.startswith(("giảm", "down")))


def _in_a_list(case: Case) -> Decision:
    """A rate without a verb of its own is what the one before it in the list is."""
    last = case.last
    unclear = Decision(reason="two-readings", readings=("growth", "share", "attainment"))
    if last is None:
        return unclear
    if case.cue == "equal" and case.part and case.base is None:
        of_part = last.measure is Measure.ACTUAL and last.name.text == case.name.text
        return Decision(Measure.SHARE, of_total=True) if of_part and not case.attained else unclear
    if case.cue:
        return unclear
    if case.listed and last.measure in _LISTED:
        balance = case.name.text.casefold().startswith(_BALANCES)
        if balance or last.words.startswith(("giảm", "down")):
            return Decision(reason="two-readings", readings=("growth", "share"))
        return Decision(Measure.GROWTH)
    if last.measure is Measure.SHARE_OF_GROWTH or (
        last.measure is Measure.SHARE and case.name.sort == "sector"
    ):
        return Decision(last.measure, of_total=True)
    return unclear


_LISTED = (
    Measure.GROWTH,
    Measure.PLANNED_GROWTH,
    Measure.PLANNED_AVERAGE_GROWTH,
    Measure.AVERAGE_GROWTH,
)


def _is_product(name: Name) -> bool:
    return name.text.casefold().startswith(_PRODUCT)


def _index_or_growth(case: Case, *, compared: bool) -> Decision:
    """ "đạt 113,94 %" is an index of 113.94, "IIP đạt 19,25 %" a growth of 19.25."""
    if not case.cue:
        return Decision(reason="two-readings", readings=("growth", "share"))
    if compared and case.name.unit is not None and case.name.sort == "index":
        return Decision(Measure.GROWTH, index=True)  # the bracket says that 100 is no growth
    if _least(case.printed) >= _LEAST_INDEX:
        if case.printed.is_range:
            return Decision(reason="two-readings", readings=("growth", "index"))
        return Decision(Measure.GROWTH, index=True)
    if compared and case.name.sort != "index":
        return Decision(reason="two-readings", readings=("growth", "index"))
    return Decision(Measure.GROWTH)


def _least(printed: Printed) -> Decimal:
    try:
        return min(min(readings(numeral).values()) for numeral in printed.numerals)
    except (NumeralError, ValueError):
        return Decimal(0)


def _points(case: Case) -> Decision:
    if case.trail.toward_growth or case.cue in ("contribution", "lowers"):
        down = case.cue in ("lowers", "down")
        return Decision(Measure.CONTRIBUTION, down=down, of_total=True)
    if not case.cue and case.last and case.last.measure is Measure.CONTRIBUTION:
        return Decision(Measure.CONTRIBUTION, of_total=True)
    if (
        case.name.sort == "rate"
        and _rises(case)
        and (case.base is None or case.base.kind in ("previous", "year"))
    ):
        return Decision(Measure.CHANGE, down=_down(case))
    return Decision(reason="points")


def _times(case: Case) -> Decision:
    if case.trail.growth_noun or (case.base and case.base.kind in ("growth", "unknown", "part")):
        return Decision(reason="other-base")
    if case.cue not in ("multiple", "up", "equal"):
        return Decision(reason="unclear")
    if case.name.sort in ("growth", "share"):
        return Decision(reason="points")
    if case.base is not None and case.base.kind == "plan":
        return Decision(Measure.ATTAINMENT)
    return Decision(Measure.MULTIPLE)


def _amount(case: Case) -> Decision:
    if case.cue in ("mark", "over") and case.base is None and case.name.sort != "weak":
        return Decision(Measure.ACTUAL)  # "vượt 700.000 tỷ đồng": more than that
    if case.cue == "equivalent":
        return Decision(reason="conversion")
    if case.printed.sign and not case.cue:
        return Decision(reason="two-readings", readings=("actual", "change"))
    if case.name.sort in ("growth", "share") and not case.name.head:
        return Decision(reason="unclear")
    if case.base is not None and case.base.kind == "plan" and not case.trail.open_base:
        return Decision(reason="gap" if case.cue in ("up", "down", "over") else "unclear")
    if case.cue in ("up", "down") and not case.from_:
        if case.base is not None and case.base.kind not in ("previous", "year"):
            return Decision(reason="other-base")
        return Decision(Measure.CHANGE, down=_down(case))
    if case.cue in ("over", "higher", "lower") or case.trail.word:
        return Decision(reason="gap")
    if case.cue == "share" and case.name.sort in ("level", "weak", "sector"):
        return Decision(Measure.ACTUAL)  # "shrimp accounted for $1.03 billion"
    if case.cue in ("share", "contribution", "lowers", "multiple"):
        return Decision(reason="unclear")
    if case.from_ and case.cue == "level" and case.planned and not case.printed.is_range:
        return Decision(reason="two-readings", readings=("actual", "plan"))
    if not case.cue and not case.from_ and not case.planned:
        if case.rated and case.name.sort in ("level", "sector", "weak"):
            return Decision(Measure.ACTUAL)
        if case.bounded:
            return Decision(reason="threshold")
        if case.verbal or (case.name.sort in ("weak", "sector") and not case.listed):
            return Decision(reason="no-verb")
        if case.last is not None and case.last.measure is Measure.CHANGE:
            return Decision(reason="two-readings", readings=("actual", "change"))
    return Decision(Measure.ACTUAL)


def _people(case: Case) -> Decision:
    if case.verbal or case.name.sort in _NO_COUNTS:
        return Decision(reason="count")
    return _amount(case)


def _no_unit(case: Case) -> Decision:
    counted = case.name.text.casefold().startswith(("the number of ", "number of "))
    digits = sum(letter.isdigit() for letter in case.printed.numerals[0])
    if counted and case.cue == "level" and digits >= _LEAST_COUNTED:
        return Decision(Measure.ACTUAL)  # "the number of new firms was 159,300"
    return Decision(reason="no-unit")


_BY_SORT = {
    Sort.PERCENT: _percent,
    Sort.POINTS: _points,
    Sort.TIMES: _times,
    Sort.AMOUNT: _amount,
    Sort.PEOPLE: _people,
}
