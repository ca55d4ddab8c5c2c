"""All commands agree about invented publications, and with the world these were printed of.

A small part, of 64 systems, of what tests/differential.py does in any number.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from differential import Outcome, examine, told

LOTS = 4
"""The systems are made in so many lots, which processes may share."""
LEAST = 16
"""Systems of a lot; --systems N makes it N / 20."""


@pytest.fixture(scope="module", params=range(LOTS))
def outcome(request: pytest.FixtureRequest) -> Outcome:
    systems = max(LEAST, request.config.getoption("--systems") // 5 // LOTS)
    return examine(systems, request.param * systems)


def of_kind(outcome: Outcome, kind: str) -> str:
    return told([one for one in outcome.failures if one.kind == kind])


def test_every_command_answers(outcome: Outcome) -> None:
    assert of_kind(outcome, "!") == ""
    assert outcome.cells > 50 * outcome.systems


def test_a_quantity_is_the_same_number_in_every_command(outcome: Outcome) -> None:
    assert of_kind(outcome, "a") == ""


def test_the_order_of_facts_files_and_indicators_does_not_show(outcome: Outcome) -> None:
    assert of_kind(outcome, "b") == ""


def test_the_true_value_lies_in_every_printed_interval(outcome: Outcome) -> None:
    assert of_kind(outcome, "c") == ""


def test_check_objects_to_nothing_that_is_honest(outcome: Outcome) -> None:
    assert of_kind(outcome, "d") == ""


def test_check_finds_the_figure_that_was_misprinted(outcome: Outcome) -> None:
    assert outcome.misprints * 3 >= outcome.systems
    assert outcome.found >= Fraction(98, 100), told(outcome.missed)


def test_check_says_the_same_of_what_show_writes(outcome: Outcome) -> None:
    assert of_kind(outcome, "f") == ""


def test_a_number_has_one_interval_and_lies_in_it(outcome: Outcome) -> None:
    assert of_kind(outcome, "g") == ""


def test_whatever_crosses_a_break_is_blank_and_says_so(outcome: Outcome) -> None:
    assert of_kind(outcome, "h") == ""
