"""What `show` writes is read back as the same facts, in every format that holds facts."""

from __future__ import annotations

import pytest
from anyfacts import datasets, essence
from hypothesis import given

from vpcli.core.model import Dataset
from vpcli.core.show import show
from vpcli.readers import ReadOptions, bundled, load
from vpcli.readers.delimited import read_csv
from vpcli.writers import Style, render

FORMATS = ("csv", "tsv")


def read_back(dataset: Dataset, form: str, lang: str) -> Dataset:
    text = render(show(dataset), form, Style(lang))
    return read_csv(text, f"facts.{form}", ReadOptions())


@pytest.mark.parametrize("form", FORMATS)
@given(dataset=datasets())
def test_any_data_set_is_read_back_as_the_same_facts(dataset: Dataset, form: str) -> None:
    assert essence(read_back(dataset, form, "vi")) == essence(dataset)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", bundled())
def test_every_bundled_data_set_is_read_back_as_the_same_facts(name: str, form: str) -> None:
    dataset = load([name], ReadOptions())
    assert essence(read_back(dataset, form, "vi")) == essence(dataset)
