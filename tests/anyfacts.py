"""Data sets in which everything that a fact can carry occurs, and what of them must survive."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random
from unicodedata import normalize

from fulldata import full
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from vpcli.core.facts.model import (
    Area,
    Dataset,
    Direction,
    Indicator,
    Kind,
    Parts,
    Source,
    Status,
    Words,
)
from vpcli.core.facts.number import NumberFormat
from vpcli.core.facts.units import parse_unit
from vpcli.errors import Place, VpcliError
from vpcli.readers import ReadOptions
from vpcli.readers.breakdowns import Breakdown
from vpcli.readers.build import Builder, Entry
from vpcli.readers.fields import MEASURE_COLUMNS
from vpcli.readers.registry import read

IDS = st.text("abcđơ019_-. ", min_size=1, max_size=8).map(str.strip).filter(bool)
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
WORDS = (
    st.text(
        st.characters(
            exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"),
            exclude_characters=DIRECTIONS,
            max_codepoint=0xFFFF,
        )
        | st.sampled_from("[]{}#:;,|\"'\\*&!%@`=+-<>\n\t"),
        max_size=12,
    )
    .map(lambda text: " ".join(normalize("NFC", text).replace("\ufeff", "").split(" ")).strip())
    .filter(lambda text: text == normalize("NFC", text))
)
NAMES = WORDS.filter(bool)
UNITS = ("tỷ đồng", "triệu USD", "nghìn tỷ đồng", "người", "")
GROUPED = {
    NumberFormat.VI: ("244.794", "1.234,50", "13,43", "10.8", "0,001", "2945"),
    NumberFormat.EN: ("244,794", "1,234.50", "13.43", "10,8", "0.001", "2945"),
    None: ("2945", "7", "12"),
}


@st.composite
def texts(draw: DrawFn, key: str, numbers: NumberFormat | None, unit: str) -> str:
    """A text as reports print it, for a column."""
    if key == "verdict":
        return draw(st.sampled_from(["Vượt", "đạt", "not met"]))
    numeral = draw(st.sampled_from(GROUPED[numbers]))
    if key in ("actual", "plan"):
        if key == "actual" and draw(st.integers(0, 9)) == 0:
            return draw(st.sampled_from(["..", "…", "NA", "-"]))
        word = draw(st.sampled_from(["", "", "", "gần ", "hơn ", "about ", "ước ", "dưới "]))
        behind = draw(st.sampled_from(["", "", f" {unit}" if unit else ""]))
        if word == "" and draw(st.booleans()):
            return f"7–{numeral}" if numeral not in ("0,001", "0.001", "7") else "7–8"
        return f"{word}{numeral}{behind}"
    if key == "multiple":
        return draw(st.sampled_from(["", "gấp "])) + numeral + draw(st.sampled_from(["", " lần"]))
    if key == "change":
        return draw(st.sampled_from(["", "−", "giảm "])) + numeral
    if key == "attainment":
        return draw(st.sampled_from([numeral, f"vượt {numeral} %", f"bằng {numeral}%"]))
    behind = "" if key == "contribution" else draw(st.sampled_from(["", "%", " %"]))
    # No average falls by more than everything, and 2945 is one of the numerals.
    words = ["", "tăng "] if "average" in key else ["", "-", "tăng ", "giảm "]
    return draw(st.sampled_from(words)) + numeral + behind


STATUSES = [None, *map(Status, "AEPFB")]
OF_A_TOTAL = ("share", "contribution", "share_of_growth")


def populated(seed: int) -> Dataset:
    """A data set of tests/fulldata.py, in which everything occurs at once."""
    random = Random(seed)
    while True:
        name, text = full(random)
        try:
            return read(
                text.encode(), name, Path(name).suffix, ReadOptions(numbers=NumberFormat.EN)
            )
        except VpcliError:
            continue  # a part of it without its total, now and then


def datasets() -> st.SearchStrategy[Dataset]:
    """Any data set: half of the time one fully populated, else one of single facts."""
    return st.integers(0, 10**6).map(populated) | single_facts()


@st.composite
def single_facts(draw: DrawFn) -> Dataset:
    """A data set made as readers make it, one entry for each fact."""
    builder = Builder(None, "made")
    sources = {id_: _source(draw, id_) for id_ in draw(st.lists(IDS, max_size=3, unique=True))}
    named = st.builds(Area, IDS, st.builds(Words, NAMES, NAMES)) | st.just(Area())
    areas = draw(st.lists(named, min_size=1, max_size=2, unique_by=lambda area: area.id))
    ids = draw(st.lists(IDS, min_size=1, max_size=4, unique=True))
    totals = _breakdowns(draw, ids, builder)
    formats = draw(st.sampled_from([(None,), ("vi",), ("en", "vi")]))
    for indicator in [_indicator(draw, id_, level=bool(totals)) for id_ in ids]:
        keys = [key for key in MEASURE_COLUMNS if key not in OF_A_TOTAL or indicator.id in totals]
        choice = st.tuples(
            st.sampled_from(areas),
            st.integers(2015, 2018),
            st.sampled_from(keys),
            st.sampled_from(["", *sources]),
        )
        chosen = st.lists(choice, min_size=1, max_size=6, unique_by=_unlike)
        for area, year, key, source in draw(chosen):
            code = draw(st.sampled_from(formats))
            numbers = NumberFormat(code) if code else None
            place = Place("made", 1)
            text = draw(texts(key, numbers, indicator.unit.text))
            measure = MEASURE_COLUMNS[key]
            since = year - draw(st.integers(2, 3)) if measure.is_over_years else None
            if not measure.is_average and draw(st.booleans()):
                since = None
            builder.add(
                Entry(
                    area,
                    indicator,
                    parse_unit(draw(st.sampled_from([indicator.unit.text, *UNITS[:1]])))
                    if indicator.unit.base == "VND"
                    else indicator.unit,
                    year,
                    ((key.replace("_", "-"), measure, text, place),),
                    draw(st.sampled_from(STATUSES)),
                    source,
                    place,
                    draw(WORDS),
                    draw(st.sampled_from([{}, {}, {key.replace("_", "-"): Decimal("0.5")}])),
                    numbers,
                    since,
                    draw(st.sampled_from(totals[indicator.id])) if key in OF_A_TOTAL else "",
                )
            )
    return builder.dataset(draw(st.builds(Words, WORDS, WORDS)), sources)


def _unlike(choice: tuple[Area, int, str, str]) -> tuple[str, int, str, str]:
    """Two figures for one fact of one source would be a contradiction."""
    area, year, key, source = choice
    return area.id, year, str(MEASURE_COLUMNS[key]), source


def _source(draw: DrawFn, id_: str) -> Source:
    words = st.builds(Words, NAMES, NAMES)
    date = draw(st.sampled_from(["", "2019", "2020-01", "2020-01-20"]))
    return Source(id_, draw(words), draw(words | st.just(Words())), date, draw(WORDS))


def _indicator(draw: DrawFn, id_: str, *, level: bool) -> Indicator:
    kind = Kind.LEVEL if level else draw(st.sampled_from(Kind))
    unit = "%" if kind is Kind.RATE else "tỷ đồng" if level else draw(st.sampled_from(UNITS))
    basis = "constant:2010" if level else draw(st.sampled_from(["", "current", "constant:2010"]))
    direction = draw(st.sampled_from(Direction))
    name = draw(st.builds(Words, NAMES, NAMES))
    return Indicator(id_, name, parse_unit(unit), kind, direction, basis)


def _breakdowns(draw: DrawFn, ids: list[str], builder: Builder) -> dict[str, list[str]]:
    """Break the first indicator down into the others, in up to two ways; totals by part."""
    if len(ids) < 2 or draw(st.booleans()):
        return {}
    total, *rest = ids
    ways = draw(st.lists(st.sets(st.sampled_from(rest), min_size=1), min_size=1, max_size=2))
    for way in ways:
        parts = Parts(total, tuple(sorted(way)), draw(st.booleans()))
        builder.breakdowns.append(Breakdown(parts, Place("made", 1)))
    return {part: [total] for way in ways for part in way}


def essence(dataset: Dataset) -> dict[str, object]:
    """What a data set says, whatever the order of its rows and wherever they stand."""
    listed: dict[tuple[str, str], set[str]] = {}
    for series in dataset.series:
        for fact in series.facts:
            listed.setdefault((series.area.id, fact.source), set()).add(series.indicator.id)
    # Rows can call a breakdown complete where a source of an area lists all of its parts.
    whole = [b for b in dataset.parts if any(ids >= {*b.parts} for ids in listed.values())]
    whole = [b for b in whole if b.complete]
    return {
        "facts": sorted(
            (
                (one.area.id, one.indicator.id, fact._replace(place=Place("")))
                for one in dataset.series
                for fact in one.facts
            ),
            key=repr,
        ),
        "indicators": {
            one.indicator.id: one.indicator._replace(name=Words()) for one in dataset.series
        },
        "whole": {(b.total, frozenset(b.parts)) for b in whole},
        "some": {(b.total, part) for b in dataset.parts if b not in whole for part in b.parts},
        "sources": {
            id_: source.date
            for id_, source in dataset.sources.items()
            if any(fact.source == id_ for one in dataset.series for fact in one.facts)
        },
    }


def names(dataset: Dataset) -> dict[str, object]:
    """Every name in both languages."""
    return {
        "title": dataset.title,
        "areas": {one.area for one in dataset.series},
        "indicators": {one.indicator.id: one.indicator.name for one in dataset.series},
        "sources": dict(dataset.sources),
    }
