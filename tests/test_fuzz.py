"""A small part of the fuzzing that tests/fuzz.py does in any number."""

from __future__ import annotations

import pytest
from fuzz import CORPUS, fuzz


@pytest.mark.parametrize("name", CORPUS)
def test_a_changed_input_gives_a_result_or_an_error_of_vpcli(name: str) -> None:
    outcome = fuzz(name, 60 if name.endswith(".xlsx") else 200, seed=1_000_000)
    assert outcome.failures == []
    assert outcome.results * 3 >= outcome.inputs
    assert outcome.codes
