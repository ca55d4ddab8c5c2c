"""Claims put together as indicators with their facts, each as a data file takes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from vpcli.core.facts.model import Area, Indicator, Kind, Measure, Words
from vpcli.core.facts.number import NumberFormat, NumeralError, readings
from vpcli.core.facts.phrase import figure_of, is_numerator, parse_phrase
from vpcli.core.facts.units import UnitError, parse_unit
from vpcli.readers.prose.claims import Claim, Reading
from vpcli.readers.prose.figures import Sort

__all__ = ["Described", "Told", "described", "number_format", "parts_listed", "slug", "split_names"]

_THREE_DECIMALS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_TOTAL = "total"
_REAL = (Measure.GROWTH, Measure.CONTRIBUTION, Measure.SHARE_OF_GROWTH, Measure.PLANNED_GROWTH)
_POINTS = {"vi": "điểm %", "en": "percentage points"}
_DOLLARS = re.compile(r"(?:đô la(?: Mỹ)?|US dollars|dollars)$", re.IGNORECASE)


@dataclass
class Told:
    """One fact with its key and text in a data file."""

    claim: Claim
    key: str
    text: str
    numbers: NumberFormat | None = None
    total: str = ""


@dataclass
class Described:
    """An indicator with the facts told of it."""

    indicator: Indicator
    facts: list[Told] = field(default_factory=list)
    places: set[tuple[object, ...]] = field(default_factory=set)
    """What there is a fact of: two figures for one thing are not for a data file."""


def slug(text: str) -> str:
    """Make an id from a name.

    >>> slug("Tổng sản phẩm trên địa bàn (GRDP)"), slug("Đà Nẵng")
    ('tong-san-pham-tren-dia-ban-grdp', 'da-nang')
    """
    plain = normalize("NFD", text.casefold().replace("đ", "d"))
    made = re.sub("[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode())
    return made.strip("-")[:60].strip("-") or "indicator"


def number_format(reading: Reading) -> NumberFormat:
    """The format of a text: that of its language, unless every figure that tells has the other."""
    own = NumberFormat.VI if reading.lang == "vi" else NumberFormat.EN
    seen: Counter[NumberFormat] = Counter()
    for claim in reading.claims:
        for numeral in claim.printed.numerals:
            found = _readings(numeral)
            if len(found) == 1:
                seen.update(found)
    return own if not seen or own in seen else next(iter(seen))


def _readings(numeral: str) -> dict[NumberFormat, object]:
    try:
        return dict(readings(numeral))
    except NumeralError:
        return {}


def described(reading: Reading) -> list[Described]:
    """Return the indicators of a text; what no data file could hold goes to what is left."""
    numbers = number_format(reading)
    series: dict[tuple[str, str, str], list[Claim]] = {}
    bases = _bases(reading.claims)
    for claim in reading.claims:
        name = _key(claim)
        base = _base(claim, bases[name])
        series.setdefault((name, base, claim.price), []).append(claim)
    _without_price(series)
    made: list[Described] = []
    taken: set[str] = set()
    for (_, base, price), claims in series.items():
        several = len(bases[_key(claims[0])]) > 1
        one = _described(claims, base if several else "", price, numbers, taken, reading)
        if one.facts:
            made.append(one)
    told = {id(fact.claim) for one in made for fact in one.facts}
    reading.claims = [claim for claim in reading.claims if id(claim) in told]
    return _with_totals(made)


def _key(claim: Claim) -> str:
    return _folded(claim.name.text)


def _folded(name: str) -> str:
    from vpcli.readers.prose.text import folded_name

    return folded_name(name)


def _bases(claims: list[Claim]) -> dict[str, list[str]]:
    """The units that levels of a name are in, by name, in the order of the text."""
    found: dict[str, list[str]] = {}
    units: dict[str, set[str]] = {}
    for claim in claims:
        units.setdefault(_key(claim), set()).add(claim.printed.unit.casefold())
    for claim in claims:
        listed = found.setdefault(_key(claim), [])
        if claim.measure.is_in_unit and claim.printed.sort in (Sort.AMOUNT, Sort.PEOPLE):
            base = _base_of(claim)
            if base and base not in listed and not _is_numerator(claim, units[_key(claim)]):
                listed.append(base)
    return found


def _is_numerator(claim: Claim, units: Collection[str]) -> bool:
    """Whether a figure is in the unit over the bar of the levels."""
    return any(is_numerator(claim.printed.unit, claim.measure, unit) for unit in units)


def _base_of(claim: Claim) -> str:
    return parse_unit(claim.printed.unit).base or ""


def _base(claim: Claim, bases: list[str]) -> str:
    """Which of several units a fact belongs to."""
    if len(bases) <= 1:
        return ""
    if claim.measure.is_in_unit and claim.printed.sort in (Sort.AMOUNT, Sort.PEOPLE):
        return _base_of(claim) or bases[0]
    near = parse_unit(claim.base).base or ""
    return near if near in bases else bases[0]


def _without_price(series: dict[tuple[str, str, str], list[Claim]]) -> None:
    """What names no price basis belongs to the only one that the name has elsewhere.

    Unless the same thing is told there with another figure: "GDP grew 5 %; in volume, 1 %".
    """
    for name, base, price in list(series):
        others = [key for key in series if key[:2] == (name, base) and key[2]]
        if price or len(others) != 1:
            continue
        claims = series.pop((name, base, price))
        # A structure is of current prices, growth of constant ones, whatever stands beside.
        basis = others[0][2]
        rates = (Measure.SHARE,) if basis.startswith("constant") else _REAL
        told = {(one.measure, one.year, one.since): one.words for one in series[others[0]]}
        apart = [
            claim
            for claim in claims
            if claim.measure in rates
            or told.get((claim.measure, claim.year, claim.since), claim.words) != claim.words
        ]
        series[others[0]] += [claim for claim in claims if claim not in apart]
        if apart:
            series[name, base, price] = apart


def _described(
    claims: list[Claim],
    base: str,
    price: str,
    numbers: NumberFormat,
    taken: set[str],
    reading: Reading,
) -> Described:
    first = claims[0]
    name = first.name.text + (f" ({base})" if base else "")
    id_ = stem = slug(name)
    count = 1
    while id_ in taken:
        count += 1
        id_ = f"{stem}-{count}"
    taken.add(id_)
    unit = next(
        (c.printed.unit for c in claims if c.measure.is_level and c.printed.unit),
        next((c.printed.unit for c in claims if c.measure.is_in_unit and c.printed.unit), ""),
    )
    unit = _DOLLARS.sub("USD", unit)
    kind = None
    if any(c.name.sort == "rate" for c in claims) and not any(
        c.printed.sort is Sort.AMOUNT for c in claims
    ):
        only_changes = all(c.measure is Measure.CHANGE for c in claims)
        unit = _POINTS[reading.lang] if only_changes else "%"
    elif first.name.sort == "index" and not unit:
        unit, kind = "%", Kind.CHAIN_INDEX
    if unit in _POINTS.values():
        kind = Kind.RATE
    indicator = Indicator.described(id_, Words(name, name), parse_unit(unit), kind, None, price)
    made = Described(indicator)
    for claim in claims:
        _tell(made, claim, numbers, reading)
    return made


def _tell(made: Described, claim: Claim, numbers: NumberFormat, reading: Reading) -> None:
    """Add a fact if it can be read back as printed, and in one way only."""
    printed = claim.printed
    own = None
    for numeral in printed.numerals:
        found = _readings(numeral)
        if len(found) == 1 and numbers not in found:
            own = next(iter(found), None)
    if numbers is NumberFormat.VI and own is None and _could_be_thousands(claim):
        whole = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", ".", printed.text)
        reading.left.append(claim.left("two-readings", (printed.text, whole)))
        return
    text = claim.words
    try:
        figure, _ = figure_of(
            parse_phrase(text), claim.measure, own or numbers, made.indicator.unit
        )
    except (NumeralError, UnitError) as error:
        reading.left.append(claim.left("not-read"))
        del error
        return
    if claim.measure.is_average and figure.high < -100:
        reading.left.append(claim.left("not-read"))
        return
    if claim.total and made.indicator.kind is not Kind.LEVEL:
        reading.left.append(claim.left("unclear"))  # an index is no part of a total
        return
    is_growth, is_over_years = claim.measure.is_growth, claim.measure.is_over_years
    if claim.base_year != claim.year - 1 and is_growth and not is_over_years:
        reading.left.append(claim.left("other-base"))  # a plan is set beside the year before
        return
    area = area_of(claim, reading.area).id
    place = (area, claim.measure, claim.year, claim.base_year, claim.plan_by)
    if place in made.places:
        reading.left.append(claim.left("second-figure"))
        return
    made.places.add(place)
    key = "over-plan" if claim.over else claim.measure.value
    made.facts.append(Told(claim, key, text, own))


def _could_be_thousands(claim: Claim) -> bool:
    """ "126,484 tỷ đồng": three digits behind a comma that may as well group thousands."""
    return claim.printed.base == "đồng" and any(
        _THREE_DECIMALS.fullmatch(numeral) for numeral in claim.printed.numerals
    )


def _with_totals(made: list[Described]) -> list[Described]:
    """Name the total of every share; a part has the unit of its total."""
    named: dict[str, list[Described]] = {}
    for one in made:
        named.setdefault(one.indicator.name.vi.casefold(), []).append(one)
    no_totals = {one.indicator.id for one in made if one.indicator.kind is not Kind.LEVEL}
    _give_totals_units(made, named)
    for one in made:
        price = one.indicator.price_basis
        for told in one.facts:
            if told.claim.total:
                found = named.get(told.claim.total.casefold(), [])
                alike = [whole for whole in found if whole.indicator.price_basis == price]
                whole = next(iter(alike or found), None)
                total = _total_id(one, whole, told.claim.total)
                told.total = _TOTAL if total in no_totals else total
    _tell_totals_apart(made)
    return made


def _give_totals_units(made: list[Described], named: Mapping[str, list[Described]]) -> None:
    """Give a total of which only its growth is told the unit of its parts, if they have one."""
    parts: dict[int, list[Indicator]] = {}
    for one in made:
        for told in one.facts:
            for whole in named.get(told.claim.total.casefold(), []) if told.claim.total else ():
                parts.setdefault(id(whole), []).append(one.indicator)
    for whole in made:
        own = [part for part in parts.get(id(whole), []) if part.unit.text]
        level = whole.indicator.kind is Kind.LEVEL and not whole.indicator.unit.text
        if level and own and len({part.unit.base for part in own}) == 1:
            whole.indicator = replace_unit(whole.indicator, own[0])


def _tell_totals_apart(made: list[Described]) -> None:
    """What is not known to be of the same total is not: the shares of each sentence have one."""
    of_none = [told for one in made for told in one.facts if told.total == _TOTAL]
    numbers: dict[int, int] = {}
    for told in of_none:
        at = numbers.setdefault(id(told.claim.sentence), len(numbers) + 1)
        told.total = _TOTAL if at == 1 else f"{_TOTAL}-{at}"


def parts_listed(made: list[Described]) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Yield what the text lists as parts: the total, its parts in their order, and the line."""
    named = {(_key_of(one), one.indicator.price_basis): one.indicator.id for one in reversed(made)}
    found: dict[str, tuple[list[str], int]] = {}
    for one in made:
        for told in one.facts:
            whole = _folded(told.claim.whole)
            total = named.get((whole, one.indicator.price_basis)) if whole else None
            if total is not None and total != one.indicator.id:
                found.setdefault(total, ([], told.claim.sentence.line))[0].append(one.indicator.id)
    for total, (parts, line) in found.items():
        yield total, tuple(dict.fromkeys(parts)), line


def split_names(made: list[Described]) -> Iterator[tuple[Described, Described]]:
    """Yield indicators that are planned alone, each with one that goes on where its name ends.

    "Exports of goods" of one year and "exports" of the next may be one indicator or two.
    """
    planned: list[tuple[list[str], Described]] = []
    others: dict[str, list[tuple[list[str], Described]]] = {}
    for one in made:
        words = _key_of(one).split()
        if all(told.claim.measure.is_planned for told in one.facts):
            planned.append((words, one))
        else:
            others.setdefault(words[0], []).append((words, one))
    for words, one in planned:
        for more, other in others.get(words[0], ()):
            if _is_longer(words, more) and _may_be_in_one_unit(one, other):
                yield one, other


def _is_longer(words: list[str], others: list[str]) -> bool:
    """Whether one of two names is the other with more words behind it."""
    short, long = sorted((words, others), key=len)
    return len(short) < len(long) and long[: len(short)] == short


def _may_be_in_one_unit(one: Described, other: Described) -> bool:
    units = {made.indicator.unit.base for made in (one, other) if made.indicator.unit.text}
    return len(units) < 2


def _key_of(one: Described) -> str:
    return _folded(one.indicator.name.vi)


def _total_id(one: Described, whole: Described | None, total: str) -> str:
    if whole is None:
        id_ = slug(total)
        return id_ if id_ != one.indicator.id else _TOTAL
    part, of = one.indicator, whole.indicator
    if of.kind is not Kind.LEVEL or whole is one:
        return _TOTAL
    if not part.unit.text and part.price_basis == of.price_basis:
        one.indicator = replace_unit(part, of)
    same = one.indicator.unit.base == of.unit.base and part.price_basis == of.price_basis
    return of.id if same else _TOTAL


def replace_unit(part: Indicator, whole: Indicator) -> Indicator:
    """A part without levels of its own is in the unit of its total."""
    return part._replace(unit=whole.unit)


def area_of(claim: Claim, area: str) -> Area:
    """The area of a fact: its own, or that of the text."""
    name = claim.area or area
    return Area(slug(name), Words(name, name)) if name else Area()
