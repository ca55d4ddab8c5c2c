"""JSON-stat 2.0: a cube of values over dimensions, of which one is time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import prod
from pathlib import PurePath
from typing import NamedTuple

from vpcli.core.facts.model import Dataset, Source, Words
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.columns import column_name, year_column
from vpcli.readers.encoding import composed
from vpcli.readers.fields import (
    NO_FIGURE,
    PlainNumber,
    parse_date,
    parse_status,
    with_decimals,
)
from vpcli.readers.json_text import JsonText
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader
from vpcli.readers.units_in_words import scaled_unit, unit_in_brackets

__all__ = ["read_cube", "read_json_stat"]

_MOST_DECIMALS = 30
_FIRST_WORD = re.compile(r"\W.*", re.DOTALL)
_DEPTH = 8
"""Of a document: dimension, its id, category, unit, code, label, and one to spare."""
_ROLE_NAMES = {
    "time": frozenset({"time", "year", "time_period", "period", "năm", "thời_gian", "tid"}),
    "geo": frozenset({"geo", "area", "ref_area", "region", "province", "tỉnh", "địa_phương"}),
    "metric": frozenset({"metric", "indicator", "measure", "contentscode", "chỉ_tiêu"}),
}


class _Category(NamedTuple):
    code: str
    label: str
    unit: str
    decimals: int


class _Dimension(NamedTuple):
    id: str
    categories: tuple[_Category, ...]


def read_json_stat(text: str, file: str, options: ReadOptions) -> Dataset:
    """Read one dataset; raise `DataError` with every problem found."""
    return _Reader(file, options).dataset(_composed(JsonText(text, file).only(), Place(file)))


def read_cube(document: Mapping[str, object], file: str, options: ReadOptions) -> Dataset:
    """Read a cube that another format has told in the members of JSON-stat."""
    return _Reader(file, options).dataset(_composed(document, Place(file)))


class _Reader:
    def __init__(self, file: str, options: ReadOptions) -> None:
        self.file = file
        self.records = RecordReader(file, options)
        self.unknown_statuses: set[str] = set()

    def dataset(self, document: object) -> Dataset:
        if not isinstance(document, dict) or document.get("class") != "dataset":
            raise self.invalid("class")
        dimensions = self.dimensions(document)
        roles = self.roles(document, dimensions)
        if "time" not in roles:
            raise self.invalid("role.time")
        common = self.source(document)
        label = _text(document.get("label"))
        sizes = [len(dimension.categories) for dimension in dimensions]
        values, statuses = (
            dict(self.flat(document, member, prod(sizes))) for member in ("value", "status")
        )
        if "value" not in document:
            raise self.invalid("value")
        for position in sorted({*values, *(p for p, word in statuses.items() if _text(word))}):
            chosen = _chosen(position, dimensions)
            row = self.row(chosen, roles, label)
            place = Place(self.file, None, f"value {position}")
            self.add(row | common, values.get(position), statuses.get(position), place, chosen)
        return self.records.dataset(Words(label, label))

    def add(
        self,
        row: dict[str, str],
        value: object,
        status: object,
        place: Place,
        chosen: Mapping[str, _Category],
    ) -> None:
        word = _text(status)
        known = parse_status(word) if word and word not in NO_FIGURE else None
        if known is not None:
            row["status"] = known[0].value if known[0] else ""
            row["note"] = known[1]
        elif word and word not in NO_FIGURE | {"."} and word not in self.unknown_statuses:
            self.unknown_statuses.add(word)
            self.records.warn("unknown-status", place, text=word)
        text = _text(value)
        decimals = max((one.decimals for one in chosen.values()), default=0)
        if isinstance(value, PlainNumber):
            text = PlainNumber(with_decimals(text, decimals))
        row["actual"] = text
        self.records.add(row, place)

    def row(
        self, chosen: Mapping[str, _Category], roles: Mapping[str, list[str]], label: str
    ) -> dict[str, str]:
        """What a cell is about: its area, its year, and the indicator of all other dimensions."""
        times = [chosen[id_] for id_ in roles["time"]]
        year, status = _year(times[0])
        geo = [chosen[id_] for id_ in roles.get("geo", [])]
        metric = [chosen[id_] for id_ in roles.get("metric", [])]
        others = [chosen[id_] for id_ in roles["other"]]
        about = metric + others
        stem = label or PurePath(self.file).stem
        return {
            "area": ".".join(one.code for one in geo),
            "area_name": ", ".join(one.label for one in geo),
            "indicator": ".".join(one.code for one in about) or stem,
            "name": ", ".join(one.label for one in about) or stem,
            "unit": next((one.unit for one in about if one.unit), ""),
            "year": year,
            "status": status,
        }

    def dimensions(self, document: Mapping[str, object]) -> list[_Dimension]:
        ids, described = document.get("id"), document.get("dimension")
        if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
            raise self.invalid("id")
        if len(set(ids)) != len(ids) or not ids:
            raise self.invalid("id")
        if not isinstance(described, dict):
            raise self.invalid("dimension")
        found = [self.dimension(id_, described.get(id_)) for id_ in ids]
        sizes = document.get("size")
        if not isinstance(sizes, list) or [_text(size) for size in sizes] != [
            str(len(dimension.categories)) for dimension in found
        ]:
            raise self.invalid("size")
        return found

    def dimension(self, id_: str, described: object) -> _Dimension:
        member = f"dimension.{id_}"
        if not isinstance(described, dict):
            raise self.invalid(member)
        category = described.get("category")
        if not isinstance(category, dict):
            raise self.invalid(f"{member}.category")
        labels = category.get("label", {})
        units = category.get("unit", {})
        index = category.get("index", labels)
        if not isinstance(labels, dict) or not isinstance(units, dict):
            raise self.invalid(f"{member}.category.label")
        codes = self.codes(index, f"{member}.category.index")
        found = [_category(code, labels.get(code), units.get(code)) for code in codes]
        numbered = all(one.code == str(position) for position, one in enumerate(found))
        if numbered and len({one.label for one in found}) == len(found):
            # Some servers number the categories, so that only their labels name them.
            found = [one._replace(code=one.label) for one in found]
        return _Dimension(id_, tuple(found))

    def codes(self, index: object, member: str) -> list[str]:
        """The codes of a dimension in their order, from a list or from positions."""
        if isinstance(index, list):
            codes = [_text(code) for code in index]
        elif isinstance(index, dict):
            positions = {code: _text(position) for code, position in index.items()}
            if all(position.isdecimal() for position in positions.values()):
                codes = sorted(positions, key=lambda code: (len(positions[code]), positions[code]))
            else:
                codes = list(positions) if len(positions) == 1 else []
        else:
            codes = []
        if not codes or len(set(codes)) != len(codes):
            raise self.invalid(member)
        return codes

    def roles(
        self, document: Mapping[str, object], dimensions: list[_Dimension]
    ) -> dict[str, list[str]]:
        """The dimensions of time, area and indicator, as declared or else by their names.

        Any other dimension of several categories is a part of the indicator.
        """
        declared = document.get("role")
        roles: dict[str, list[str]] = {}
        taken: set[str] = set()
        for role, names in _ROLE_NAMES.items():
            listed = declared.get(role) if isinstance(declared, dict) else None
            listed = listed if isinstance(listed, list) else []
            ids = [one.id for one in dimensions if one.id in listed and one.id not in taken]
            if not ids:
                ids = [
                    one.id
                    for one in dimensions
                    if _FIRST_WORD.sub("", column_name(one.id)) in names and one.id not in taken
                ][:1]
            if ids:
                roles[role] = ids
                taken.update(ids)
        roles["other"] = [
            one.id for one in dimensions if one.id not in taken and len(one.categories) > 1
        ]
        return roles

    def source(self, document: Mapping[str, object]) -> dict[str, str]:
        id_ = _text(document.get("source"))
        if not id_:
            return {}
        when = _text(document.get("updated"))[:10]
        try:
            when = when and parse_date(when, Place(self.file, None, "updated"))
        except DataError:
            when = ""  # servers say 9999-12-31 where they know no date
        self.records.sources[id_] = Source(id_, Words(id_, id_), date=when)
        return {"source": id_}

    def flat(
        self, document: Mapping[str, object], member: str, size: int
    ) -> Iterator[tuple[int, object]]:
        """The entries of a member by position: a list, an object of some, or one for all."""
        given = document.get(member)
        if isinstance(given, list):
            if len(given) != size:
                raise self.invalid(member)
            yield from enumerate(given)
        elif isinstance(given, dict):
            for key, one in given.items():
                if not (key.isascii() and key.isdecimal() and len(key) < 10 and int(key) < size):
                    raise self.invalid(f"{member}.{key}")
                yield int(key), one
        elif isinstance(given, str) and member == "status":
            values = document.get("value")
            for position, _ in self.flat(document, "value", size) if values else ():
                yield position, given
        elif given is not None:
            raise self.invalid(member)

    def invalid(self, member: str) -> DataError:
        return DataError(Problem("bad-json-stat", {"member": member}, Place(self.file)))


def _category(code: str, label: object, unit: object) -> _Category:
    decimals = ""
    words = ""
    if isinstance(unit, dict):
        decimals = _text(unit.get("decimals"))
        words = _text(unit.get("label")) or _text(unit.get("base")) or _text(unit.get("symbol"))
        multiplier = _text(unit.get("multiplier"))
        if multiplier and not unit.get("label"):
            words = scaled_unit(words, multiplier) or words
    known_to = int(decimals[:3]) if decimals.isascii() and decimals.isdecimal() else 0
    name = _text(label) or code
    return _Category(code, name, words or unit_in_brackets(name), min(known_to, _MOST_DECIMALS))


def _chosen(position: int, dimensions: list[_Dimension]) -> dict[str, _Category]:
    """The category of each dimension at a position; the last dimension runs fastest."""
    chosen: dict[str, _Category] = {}
    for dimension in reversed(dimensions):
        position, index = divmod(position, len(dimension.categories))
        chosen[dimension.id] = dimension.categories[index]
    return chosen


def _year(time: _Category) -> tuple[str, str]:
    """The year of a category and the status that its label says; the label if it is no year."""
    for text in (time.label, time.code):
        found = year_column(0, text)
        if found is not None and found.measure == "actual":
            return str(found.year), found.status.value if found.status else ""
    return time.label, ""


def _composed(value: object, place: Place, depth: int = _DEPTH) -> object:
    """The same JSON with its texts composed, which escapes may have held apart."""
    if isinstance(value, str) and not isinstance(value, PlainNumber):
        return composed(value, place)
    if isinstance(value, dict) and depth:
        items = value.items()
        return {composed(key, place): _composed(one, place, depth - 1) for key, one in items}
    if isinstance(value, list) and depth:
        return [_composed(one, place, depth - 1) for one in value]
    return value


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
