"""YAML as text with line numbers: no implicit types, no aliases, no tags, no repeated keys.

`no`, `012` and `7.10` stay the text that was written. The tree is built from PyYAML's
events, so that nothing is constructed and depth and size stay bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml

from vpcli.errors import DataError, Place, Problem
from vpcli.limits import check_figures, check_yaml
from vpcli.readers.encoding import composed

__all__ = ["Node", "parse_yaml"]

_MAX_DEPTH = 30


class Node(NamedTuple):
    """A value and where it stands: text, list of nodes, or mapping of key to node."""

    value: str | list[Node] | dict[str, Node]
    place: Place


class _TextLoader(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """Reader, scanner and parser of PyYAML, without composer, resolver or constructor."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


def parse_yaml(text: str, file: str) -> Node:
    """Parse one YAML document; raise `DataError` for what is not plain nested text."""
    check_yaml(text, file)
    try:
        return _build(_events(text), file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1 if mark else None)
        detail = error.problem or error.context or ""
        raise DataError(Problem("yaml-syntax", {"detail": detail}, place)) from None
    except yaml.YAMLError as error:
        detail = " ".join(str(error).split())
        raise DataError(Problem("yaml-syntax", {"detail": detail}, Place(file))) from None


def _events(text: str) -> Iterator[yaml.Event]:
    parser = _TextLoader(text)
    while parser.check_event():
        # The stubs leave this one method of the parser without types.
        yield parser.get_event()  # type: ignore[no-untyped-call]


def _build(events: Iterator[yaml.Event], file: str) -> Node:
    """Build the tree with a stack of our own; the depth of the input is not Python's depth."""
    root: Node | None = None
    stack: list[Node] = []
    keys: list[Node | None] = []
    documents = 0
    problems: list[Problem] = []
    for event in events:
        place = Place(file, event.start_mark.line + 1 if event.start_mark else None)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise DataError(Problem("yaml-documents", {}, place))
        if isinstance(event, yaml.AliasEvent):
            raise DataError(Problem("yaml-alias", {"name": event.anchor}, place))
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            keys.pop()
            continue
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            continue
        if event.tag not in (None, "!"):
            raise DataError(Problem("yaml-tag", {"tag": event.tag}, place))
        node = _node(event, place)
        if not stack:
            root = node
        elif isinstance(stack[-1].value, list):
            stack[-1].value.append(node)
        else:
            keys[-1] = _put(stack[-1].value, keys[-1], node, problems)
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append(node)
            keys.append(None)
            if len(stack) > _MAX_DEPTH:
                raise DataError(Problem("yaml-depth", {"depth": _MAX_DEPTH}, place))
    if problems:
        raise DataError(problems)
    if root is None:
        raise DataError(Problem("empty-file", {}, Place(file)))
    return root


def _node(event: yaml.Event, place: Place) -> Node:
    if isinstance(event, yaml.ScalarEvent):
        return Node(composed(event.value, place), place)
    return Node([] if isinstance(event, yaml.SequenceStartEvent) else {}, place)


def _put(
    mapping: str | dict[str, Node], key: Node | None, node: Node, problems: list[Problem]
) -> Node | None:
    """Take a node as the next key of a mapping, or as the value of the key before it."""
    assert isinstance(mapping, dict)
    if key is None:
        if not isinstance(node.value, str):
            raise DataError(Problem("yaml-key", {}, node.place))
        return node
    assert isinstance(key.value, str)
    if key.value in mapping:
        first = mapping[key.value].place.line
        problems.append(Problem("duplicate-key", {"key": key.value, "line": first}, key.place))
        check_figures(0, problems, key.place)
    mapping[key.value] = Node(node.value, key.place if isinstance(node.value, str) else node.place)
    return None
