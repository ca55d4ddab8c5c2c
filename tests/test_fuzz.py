"""A small part of the fuzzing that tests/fuzz.py and tests/fuzz_commands.py do in any number."""

from __future__ import annotations

import pytest
from fuzz import CORPUS, fuzz
from fuzz_commands import fuzz_commands, results


@pytest.mark.parametrize("name", CORPUS)
def test_a_changed_input_gives_a_result_or_an_error_of_vpcli(name: str) -> None:
    office = name.endswith((".xlsx", ".xls", ".docx"))
    outcome = fuzz(name, 30 if office else 100, seed=1_000_000)
    assert outcome.failures == []
    assert outcome.results * 3 >= outcome.inputs
    assert outcome.codes


def test_a_command_with_any_options_gives_an_answer_or_an_error_of_vpcli() -> None:
    statuses, failures = fuzz_commands(100, seed=1_000_000)
    assert failures == []
    assert results(statuses) > 0.5
    assert statuses[2]
    assert statuses[3]
