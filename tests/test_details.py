"""What parsers say comes in English; a person who reads Vietnamese is told it in Vietnamese."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from vpcli.errors import DataError, Place, Problem
from vpcli.i18n import describe
from vpcli.readers import ReadOptions
from vpcli.readers.registry import read

ENGLISH = (
    "expected",
    "found",
    "allowed",
    "character",
    "expecting",
    "invalid",
    "nested",
    "trailing",
)


def in_vietnamese(detail: str) -> str:
    place = Place("a.yaml", 1)
    text = describe(Problem("yaml-syntax", {"detail": detail}, place), "vi")
    return text.removeprefix("a.yaml:1: không đúng cú pháp YAML: ")


def said_by_pyyaml() -> Iterator[str]:
    """Every text that the scanner and the parser of PyYAML raise an error with."""
    for name in ("scanner", "parser"):
        tree = ast.parse(Path(yaml.__file__).with_name(f"{name}.py").read_text("utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Raise) or not isinstance(node.exc, ast.Call):
                continue
            problem = node.exc.args[2]
            if isinstance(problem, ast.Constant):
                yield problem.value
            elif isinstance(problem, ast.BinOp):
                assert isinstance(problem.left, ast.Constant)
                text = problem.left.value
                yield text % ((4, "Q") if "%d" in text else "Q")


@pytest.mark.parametrize("detail", sorted(set(said_by_pyyaml())))
def test_every_error_of_pyyaml_has_words(detail: str) -> None:
    words = in_vietnamese(detail)
    assert not any(word in words.casefold() for word in ENGLISH), words
    assert ("'Q'" in detail) == ("'Q'" in words)
    assert ("4" in detail) == ("4" in words)


def test_what_was_found_is_named_in_words() -> None:
    assert in_vietnamese("found character '\\t' that cannot start any token") == (
        "không giá trị nào được bắt đầu bằng dấu tab"
    )
    assert in_vietnamese("expected ',' or '}', but got '<stream end>'") == (
        "trong ngoặc nhọn phải có dấu phẩy hoặc dấu }, nhưng gặp chỗ hết tệp"
    )


def test_what_no_message_says_is_left_as_it_is() -> None:
    assert in_vietnamese("something {else} (of .* course") == "something {else} (of .* course"
    assert in_vietnamese("") == ""


DAMAGED = {
    "a value is missing": '[{"a": }]',
    "a comma is missing": '[{"a": 1 "b": 2}]',
    "a colon is missing": '[{"a" 1}]',
    "a key without quotes": "[{a: 1}]",
    "a string that does not end": '[{"a": "b',
    "a line end in a string": '[{"a": "b\nc"}]',
    "an unknown escape": '[{"a": "\\q"}]',
    "a short escape": '[{"a": "\\u12"}]',
    "a comma before the end of an object": '[{"a": 1,}]',
    "a comma before the end of a list": "[1,]",
    "a list that does not end": '[{"a": 1}',
    "too deep": "[" * 100_000,
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_errors_of_json_have_words(text: str) -> None:
    with pytest.raises(DataError) as raised:
        read(text.encode(), "a.json", ".json", ReadOptions())
    for problem in raised.value.problems:
        assert problem.code == "json-syntax"
        words = describe(problem, "vi")
        assert not any(word in words.casefold() for word in ENGLISH), words
        assert words != describe(problem, "en").replace("not valid", "không đúng cú pháp")


def test_a_control_character_in_yaml_has_words() -> None:
    with pytest.raises(DataError) as raised:
        read(b"indicators: \x07", "a.yaml", ".yaml", ReadOptions())
    assert describe(raised.value.problems[0], "vi") == (
        "a.yaml: không đúng cú pháp YAML: không được dùng ký tự điều khiển (mã #x0007, vị trí 12)"
    )
