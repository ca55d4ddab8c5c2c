"""What `show` writes is read back as the same facts, in every format that holds facts."""

from __future__ import annotations

import pytest
from anyfacts import datasets, essence, names
from hypothesis import given, settings

from vpcli.core.facts.model import Dataset
from vpcli.core.reports.show import show
from vpcli.readers import ReadOptions, bundled, load
from vpcli.readers.registry import read
from vpcli.writers import render
from vpcli.writers.display import Style

A_QUARTER = settings(max_examples=settings().max_examples // 4)  # there are many formats
FORMATS = ("csv", "tsv", "json", "jsonl", "yaml", "sdmx-csv", "xlsx", "docx")


def read_back(dataset: Dataset, form: str, lang: str = "vi") -> Dataset:
    """Write and read as a pipe does, where no file name tells the format."""
    made = render(show(dataset), form, Style(lang))
    raw = made.encode() if isinstance(made, str) else made
    return read(raw, "<stdin>", "", ReadOptions())


@pytest.mark.parametrize("form", FORMATS)
@A_QUARTER
@given(dataset=datasets())
def test_any_data_set_is_read_back_as_the_same_facts(dataset: Dataset, form: str) -> None:
    assert essence(read_back(dataset, form)) == essence(dataset)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", bundled())
def test_every_bundled_data_set_is_read_back_as_the_same_facts(name: str, form: str) -> None:
    dataset = load([name], ReadOptions())
    assert essence(read_back(dataset, form)) == essence(dataset)


@A_QUARTER
@given(dataset=datasets())
def test_yaml_keeps_every_name_in_both_languages(dataset: Dataset) -> None:
    found, expected = names(read_back(dataset, "yaml")), names(dataset)
    assert found == expected
