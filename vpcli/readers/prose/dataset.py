"""Prose as one more format: a text read into a data set, every fact at its line."""

from __future__ import annotations

from pathlib import PurePath

from vpcli.core.facts.codes import Status
from vpcli.core.facts.model import Dataset, Measure, Source, Words
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.build import Builder, Entry
from vpcli.readers.fields import MEASURE_COLUMNS
from vpcli.readers.listed_parts import Listed
from vpcli.readers.options import ReadOptions
from vpcli.readers.prose.claims import Reading
from vpcli.readers.prose.indicators import (
    area_of,
    described,
    number_format,
    parts_listed,
    slug,
    split_names,
)
from vpcli.readers.prose.structures import odd_structures
from vpcli.readers.prose.text import read_text

__all__ = ["dataset_of", "read_prose", "source_of"]


_DOUBTS = frozenset(
    {
        "two-readings",
        "no-name",
        "no-verb",
        "no-unit",
        "no-year",
        "unclear",
        "second-figure",
        "bracket",
    }
)
"""Reasons of figures that may well be facts, and are left because that is not sure."""
_FOUND = "prose"
"""The remark on how a text was read."""


def read_prose(text: str, file: str, options: ReadOptions) -> Dataset:
    """Read the facts of a text; `options` tells what was found.

    Raises `DataError` (`prose-no-facts`) where it prints no yearly figure.
    """
    reading = read_text(text)
    dataset = dataset_of(reading, file, options)
    fields: dict[str, object] = {
        "facts": sum(len(series.facts) for series in dataset.series),
        "left": len(reading.left),
        "lang": reading.lang,
    }
    options.found.append(Problem(_FOUND, fields, Place(file)))
    return dataset


def source_of(reading: Reading, file: str) -> Source:
    """The text as a source, named after its file."""
    title = reading.title or PurePath(file).name
    id_ = slug(PurePath(file).stem) if file not in ("<stdin>", "-") else "text"
    return Source(id_, Words(title, title), Words(), reading.date)


def dataset_of(reading: Reading, file: str, options: ReadOptions) -> Dataset:
    """Make a data set of what was read from a text."""
    build = Builder(
        options.numbers or number_format(reading),
        file,
        options.null_values,
        options.precision,
        found=options.found,
    )
    source = source_of(reading, file)
    made = described(reading)
    for total, parts, line in parts_listed(made):
        build.listed.append(Listed(total, parts, of_some=False, place=Place(file, line)))
    doubtful = sum(left.reason in _DOUBTS for left in reading.left)
    if doubtful:
        build.warnings.append(Problem("prose-left", {"count": doubtful}, Place(file)))
    for one, other in split_names(made):
        names = {"name": one.indicator.name.vi, "other": other.indicator.name.vi}
        build.warnings.append(Problem("split-names", names, Place(file)))
    for one in made:
        build.declared[one.indicator.id] = one.indicator
        for told in one.facts:
            claim = told.claim
            place = Place(file, claim.sentence.line)
            measure: Measure = MEASURE_COLUMNS[told.key.replace("-", "_")]
            build.add(
                Entry(
                    area_of(claim, reading.area),
                    one.indicator,
                    one.indicator.unit,
                    claim.year,
                    ((told.key, measure, told.text, place.at(told.key)),),
                    Status(claim.status) if claim.status else None,
                    source.id,
                    place,
                    numbers=told.numbers,
                    since=claim.since,
                    total=told.total,
                    plan_by=claim.plan_by,
                )
            )
    if not build.declared:
        raise DataError(Problem("prose-no-facts", {"left": len(reading.left)}, Place(file)))
    title = Words(reading.title, reading.title) if reading.title else Words()
    dataset = build.dataset(title, {source.id: source})
    facts = (fact for series in dataset.series for fact in series.facts)
    odd = tuple(
        Problem("odd-structure", {"year": one.year, "total": one.total}, Place(file, one.line))
        for one in odd_structures(reading.sentences, facts)
    )
    return dataset._replace(warnings=dataset.warnings + odd)
