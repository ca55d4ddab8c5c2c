"""The YAML data set: sources, indicators, and facts as the report prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from pathlib import PurePath
from typing import TypeVar

from vpcli.core.facts.model import (
    Area,
    Dataset,
    Direction,
    GrowthMethod,
    Indicator,
    Kind,
    Measure,
    Parts,
    Source,
    Words,
)
from vpcli.core.facts.number import NumberFormat, NumeralError
from vpcli.core.facts.phrase import figure_of, parse_phrase
from vpcli.core.facts.units import Unit, UnitError, parse_unit
from vpcli.errors import DataError, Place, Problem, VpcliError, nearest
from vpcli.limits import check_figures
from vpcli.readers.breakdowns import Breakdown
from vpcli.readers.build import Builder, Entry
from vpcli.readers.fields import (
    MEASURE_COLUMNS,
    STATUSES,
    parse_base_year,
    parse_date,
    parse_natural_limit,
    parse_precision,
    parse_since,
    parse_year,
    said_yes,
)
from vpcli.readers.options import ReadOptions
from vpcli.readers.yaml_nodes import Node, parse_yaml

__all__ = ["read_yaml"]

MEASURE_KEYS = {name.replace("_", "-"): measure for name, measure in MEASURE_COLUMNS.items()}
IN_UNIT_KEYS = tuple(key for key, measure in MEASURE_KEYS.items() if measure.is_in_unit)
_TOP = ("title", "numbers", "area", "sources", "indicators", "tables", "aliases", "scenarios")
_SOURCE = ("title", "publisher", "date", "url")
_INDICATOR = (
    "name",
    "unit",
    "kind",
    "direction",
    "price-basis",
    "growth-method",
    "base-year",
    "natural-limit",
    "plans-add-up",
    "precision",
    "parts",
    "some-parts",
    "area",
    "facts",
)
_FACT = (
    "year",
    *MEASURE_KEYS,
    "since",
    "of",
    "plan-by",
    "status",
    "source",
    "note",
    "area",
    "precision",
    "numbers",
)

_MOST_HINTS = 20
_LONGEST_MISSPELT = 100
_MOST_KNOWN = 1_000
_Choice = TypeVar("_Choice", bound=StrEnum)
_Parsed = TypeVar("_Parsed")


ReadFile = Callable[[str, ReadOptions], Dataset]
"""Reads a file that a data set names."""


def read_yaml(
    text: str, file: str, options: ReadOptions, read_file: ReadFile | None = None
) -> Dataset:
    """Read a YAML data set; raise `DataError` with every problem found.

    `read_file` reads the files of `tables:`, named as seen from here.
    """
    root = parse_yaml(text, file)
    return _Reader(file, options, read_file).dataset(root)


class _Reader:
    """Walks the tree; what is wrong is collected, and reading goes on."""

    def __init__(self, file: str, options: ReadOptions, read_file: ReadFile | None = None) -> None:
        self.file, self.options, self.read_file = file, options, read_file
        self.has_tables = False
        self.descriptions: list[tuple[str, Words, str, Mapping[str, object]]] = []
        self.build = Builder(
            options.numbers, file, options.null_values, options.precision, found=options.found
        )
        self.problems = self.build.problems
        self.sources: dict[str, Source] = {}
        self.area = Area()
        self.units: dict[str, Unit] = {}

    def dataset(self, root: Node) -> Dataset:
        top = self.mapping(root, _TOP)
        self.has_tables = "tables" in top
        if not self.problems and "indicators" not in top and not self.has_tables:
            self.problem("missing-key", root.place, key="indicators")
        if "numbers" in top and self.build.number_format is None:
            self.build.number_format = self.choice(top["numbers"], NumberFormat, "numbers")
        if "area" in top:
            self.area = self.named_area(top["area"])
        for id_, node in self.entries(top.get("sources")):
            self.sources[id_] = self.source(id_, node)
        for id_, node in self.entries(top.get("indicators")):
            self.indicator(id_, node)
        title = self.words(top["title"]) if "title" in top else Words()
        scenarios = {name: self.scenario(node) for name, node in self.entries(top.get("scenarios"))}
        if self.has_tables:
            return self.with_tables(top, title)._replace(scenarios=scenarios)
        return self.build.dataset(title, self.sources)._replace(scenarios=scenarios)

    def with_tables(self, top: Mapping[str, Node], title: Words) -> Dataset:
        """The figures of the files that are named, described here, beside those that stand here."""
        from vpcli.readers.joining import Description, described_by, renamed
        from vpcli.readers.merge import merge

        aliases = {
            self.text(alias): id_
            for id_, node in self.entries(top.get("aliases"))
            for alias in (node.value if isinstance(node.value, list) else [node])
        }
        tables = top["tables"].value
        read: list[Dataset] = []
        for node in tables if isinstance(tables, list) else [top["tables"]]:
            try:
                read.append(self.table(node))
            except VpcliError as error:
                self.problems.extend(error.problems)
        if self.problems:
            raise DataError(self.problems)
        series = [one for dataset in read for one in dataset.series]
        descriptions = [Description(*told) for told in self.descriptions]
        known = described_by(series, descriptions, aliases)
        ids = {old: description.id for old, description in known.items()}
        datasets = [
            dataset._replace(
                series=tuple(
                    renamed(one, known[one.indicator.id].of(one), ids)
                    if one.indicator.id in known
                    else one
                    for one in dataset.series
                ),
                parts=tuple(
                    parts._replace(
                        total=ids.get(parts.total, parts.total),
                        parts=tuple(ids.get(part, part) for part in parts.parts),
                    )
                    for parts in dataset.parts
                ),
            )
            for dataset in read
        ]
        declared = tuple(breakdown.parts for breakdown in self.build.breakdowns)
        if self.build.has_entries:
            self.build.breakdowns = []  # they hold among the figures of all files
            datasets.insert(0, self.build.dataset(title, self.sources))
        first = datasets[0]
        sources = {**first.sources, **self.sources}
        datasets[0] = first._replace(parts=(*first.parts, *declared), sources=sources)
        return merge(datasets, self.build.declared)._replace(title=title)

    def table(self, node: Node) -> Dataset:
        """One file, with its sheet, columns, unit and the way it prints numbers."""
        from vpcli.readers.tables.naming import parse_naming

        keys = self.mapping(node, ("file", "sheet", "columns", "unit", "numbers"))
        if "file" not in keys or self.read_file is None:
            raise DataError(Problem("missing-key", {"key": "file"}, node.place))
        namings = []
        for role, heading in self.entries(keys.get("columns")):
            namings.append(parse_naming(f"{role}={self.text(heading)}"))
        numbers = self.choice(keys.get("numbers"), NumberFormat, "numbers")
        name = self.text(keys["file"])
        how = replace(
            self.options,
            numbers=numbers or self.build.number_format,
            sheet=self.text(keys["sheet"]) if "sheet" in keys else None,
            columns=tuple(namings),
            unit=self.text(keys["unit"]) if "unit" in keys else "",
            input_format=None,
            skip_lines=0,
        )
        path = PurePath(self.file).parent / name if self.file != "<stdin>" else PurePath(name)
        return self.read_file(str(path), how)

    def scenario(self, node: Node) -> dict[str, dict[int, Decimal]]:
        """By indicator the growth of every year, or levels by year."""
        plans = {}
        for id_, plan in self.mapping(node, tuple(self.units)).items():
            if id_ not in self.units:
                continue
            years = {"": plan} if isinstance(plan.value, str) else dict(self.entries(plan))
            plans[id_] = {
                year: value
                for text, one in years.items()
                if (year := self.year(text, one)) is not None
                and (value := self.assumed(one, self.units[id_], planned=not text)) is not None
            }
        return plans

    def year(self, text: str, node: Node) -> int | None:
        """The year of a level; 0 stands for the growth of every year."""
        try:
            return parse_year(text, node.place) if text else 0
        except DataError as error:
            self.problems.extend(error.problems)
            return None

    def assumed(self, node: Node, unit: Unit, *, planned: bool) -> Decimal | None:
        """A single number that is taken as it stands."""
        text = self.text(node)
        measure = Measure.PLANNED_GROWTH if planned else Measure.PLAN
        try:
            figure, _ = figure_of(parse_phrase(text), measure, self.build.number_format, unit)
            if figure.value is None:
                raise NumeralError("not-a-number")
        except NumeralError as error:
            self.build.numeral_problem(error, text, node.place)
        except UnitError:
            fields = {"text": text, "unit": "%" if planned else unit.text}
            self.problems.append(Problem("unit-mismatch", fields, node.place))
        else:
            return figure.value
        return None

    def source(self, id_: str, node: Node) -> Source:
        keys = self.mapping(node, _SOURCE)
        when = ""
        if "date" in keys:
            try:
                when = parse_date(
                    self.text(keys["date"]),
                    keys["date"].place.at("date"),
                    day_first=self.options.day_first or self.build.day_first,
                )
            except DataError as error:
                self.problems.extend(error.problems)
        return Source(
            id_,
            self.words(keys["title"]) if "title" in keys else Words(id_, id_),
            self.words(keys["publisher"]) if "publisher" in keys else Words(),
            when,
            self.text(keys["url"]) if "url" in keys else "",
        )

    def indicator(self, id_: str, node: Node) -> None:
        keys = self.mapping(node, _INDICATOR)
        unit = parse_unit(self.text(keys["unit"]) if "unit" in keys else "")
        self.units[id_] = unit
        kind = self.choice(keys.get("kind"), Kind, "kind")
        direction = self.choice(keys.get("direction"), Direction, "direction")
        basis = self.text(keys["price-basis"]) if "price-basis" in keys else ""
        name = self.words(keys["name"]) if "name" in keys else Words(id_, id_)
        indicator = Indicator.described(
            id_,
            name,
            unit,
            kind,
            direction,
            basis,
            growth_method=self.choice(keys.get("growth-method"), GrowthMethod, "growth-method"),
            base_year=self.checked(keys, "base-year", parse_base_year),
            natural_limit=self.checked(keys, "natural-limit", parse_natural_limit),
            plans_add_up=bool(self.checked(keys, "plans-add-up", said_yes)),
        )
        declared = {
            "kind": kind,
            "direction": direction,
            "price_basis": basis,
            "growth_method": indicator.growth_method,
            "base_year": indicator.base_year,
            "natural_limit": indicator.natural_limit,
            "plans_add_up": indicator.plans_add_up,
        }
        self.descriptions.append((id_, name, unit.text, declared))
        self.build.declared[id_] = indicator
        area = self.named_area(keys["area"]) if "area" in keys else self.area
        precision = self.precision(keys.get("precision"))
        for key in ("parts", "some-parts"):
            if key in keys:
                self.breakdowns(id_, keys[key], complete=key == "parts")
        facts = keys.get("facts")
        if facts is None and ("parts" in keys or self.has_tables):
            return  # a total may be known by its parts alone
        if facts is None or not isinstance(facts.value, list):
            self.problem("missing-facts", node.place, indicator=id_)
            return
        for entry in facts.value:
            self.fact(entry, indicator, area, precision)

    def breakdowns(self, total: str, node: Node, *, complete: bool) -> None:
        """One list of ids, or a list of such lists where a total is broken down in several ways.

        A list that holds for one area or source only stands under `ids`, beside `area` or `source`.
        """
        if not isinstance(node.value, list):
            self.problem("not-a-list", node.place)
            return
        several = any(not isinstance(item.value, str) for item in node.value)
        for listed in node.value if several else [node]:
            area = source = None
            ids = listed
            if isinstance(listed.value, dict):
                keys = self.mapping(listed, ("ids", "area", "source"))
                area = self.text(keys["area"]) if "area" in keys else None
                source = self.text(keys["source"]) if "source" in keys else None
                ids = keys.get("ids", listed)
            if not isinstance(ids.value, list) or not ids.value:
                self.problem("not-a-list", listed.place)
                continue
            named = tuple(self.text(item) for item in ids.value)
            place = Place(listed.place.file, listed.place.line, "parts")
            parts = Parts(total, named, complete, area, source)
            self.build.breakdowns.append(Breakdown(parts, place))

    def fact(
        self, node: Node, indicator: Indicator, area: Area, precision: Mapping[str, Decimal]
    ) -> None:
        keys = self.mapping(node, _FACT)
        if "year" not in keys:
            self.problem("missing-key", node.place, key="year")
            return
        year_text = self.text(keys["year"])
        since = None
        try:
            year = parse_year(year_text, keys["year"].place.at("year"))
            if "since" in keys:
                since = parse_since(self.text(keys["since"]), year, keys["since"].place.at("since"))
        except DataError as error:
            self.problems.extend(error.problems)
            return
        status = None
        if "status" in keys:
            word = self.text(keys["status"])
            status = STATUSES.get(word.casefold())
            if status is None:
                self.problem("unknown-status", keys["status"].place.at("status"), text=word)
        self.build.add(
            Entry(
                self.named_area(keys["area"]) if "area" in keys else area,
                indicator,
                indicator.unit,
                year,
                tuple(
                    (key, measure, self.text(keys[key]), keys[key].place.at(key))
                    for key, measure in MEASURE_KEYS.items()
                    if key in keys
                ),
                status,
                self.source_id(keys.get("source")),
                node.place,
                self.text(keys["note"]) if "note" in keys else "",
                {**precision, **self.precision(keys.get("precision"))},
                self.choice(keys.get("numbers"), NumberFormat, "numbers"),
                since,
                self.text(keys["of"]) if "of" in keys else "",
                self.text(keys["plan-by"]) if "plan-by" in keys else "",
            )
        )

    def checked(
        self, keys: Mapping[str, Node], key: str, parse: Callable[[str, Place], _Parsed]
    ) -> _Parsed | None:
        """What a key says, read by a function that may refuse it; None where it is not there."""
        if key not in keys:
            return None
        try:
            return parse(self.text(keys[key]), keys[key].place.at(key))
        except DataError as error:
            self.problems.extend(error.problems)
            return None

    def source_id(self, node: Node | None) -> str:
        if node is None:
            return next(iter(self.sources)) if len(self.sources) == 1 else ""
        id_ = self.text(node)
        if id_ and id_ not in self.sources:
            place = node.place.at("source")
            self.problem("unknown-source", place, text=id_, hint=self.near(id_, self.sources))
        return id_

    def precision(self, node: Node | None) -> dict[str, Decimal]:
        """One number for all that is in the unit, or a number for each measure by its key."""
        if node is None:
            return {}
        listed = dict.fromkeys(IN_UNIT_KEYS, node)
        if isinstance(node.value, dict):
            listed = self.mapping(node, tuple(MEASURE_KEYS))
        found: dict[str, Decimal] = {}
        for key, one in listed.items():
            try:
                found[key] = parse_precision(self.text(one), one.place.at("precision"))
            except DataError as error:
                self.problems.extend(p for p in error.problems if p not in self.problems)
        return found

    def named_area(self, node: Node) -> Area:
        if isinstance(node.value, str):
            return Area(node.value, Words(node.value, node.value))
        keys = self.mapping(node, ("id", "en", "vi"))
        words = Words(*(self.text(keys[lang]) if lang in keys else "" for lang in ("en", "vi")))
        return Area(self.text(keys["id"]) if "id" in keys else words.en, words)

    def words(self, node: Node) -> Words:
        if isinstance(node.value, str):
            return Words(node.value, node.value)
        keys = self.mapping(node, ("en", "vi"))
        return Words(*(self.text(keys[lang]) if lang in keys else "" for lang in ("en", "vi")))

    def choice(self, node: Node | None, choices: type[_Choice], key: str) -> _Choice | None:
        if node is None:
            return None
        text = self.text(node)
        try:
            return choices(text)
        except ValueError:
            valid = ", ".join(choices)
            self.problem("not-a-choice", node.place.at(key), text=text, valid=valid)
            return None

    def text(self, node: Node) -> str:
        if isinstance(node.value, str):
            return node.value
        self.problem("not-a-text", node.place)
        return ""

    def mapping(self, node: Node, valid: tuple[str, ...]) -> dict[str, Node]:
        """The keys of a mapping, unknown ones reported with the nearest valid one."""
        if not isinstance(node.value, dict):
            self.problem("not-a-mapping", node.place, valid=", ".join(valid))
            return {}
        for key, value in node.value.items():
            if key not in valid and value.value == "" and key[:1].isdigit():
                self.problem("comma-in-braces", value.place, text=key)
            elif key not in valid:
                fields = {"text": key, "hint": self.near(key, valid), "valid": ", ".join(valid)}
                self.problem("unknown-key", value.place, **fields)
        return node.value

    def entries(self, node: Node | None) -> list[tuple[str, Node]]:
        if node is None:
            return []
        if isinstance(node.value, dict):
            return list(node.value.items())
        self.problem("not-a-mapping", node.place, valid="ID: …")
        return []

    def near(self, text: str, known: Iterable[str]) -> str:
        """What was probably meant, for the first problems: to look for it takes its time."""
        few = len(self.problems) < _MOST_HINTS and len(text) <= _LONGEST_MISSPELT
        return nearest(text, islice(known, _MOST_KNOWN)) if few else ""

    def problem(self, code: str, place: Place, **fields: object) -> None:
        self.problems.append(Problem(code, fields, place))
        check_figures(0, self.problems, place)
