"""What was read from a text, as a YAML data set: every fact under its sentence, the rest listed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence

from vpcli.readers.options import ReadOptions
from vpcli.readers.prose.claims import Left, Reading
from vpcli.readers.prose.dataset import dataset_of, source_of
from vpcli.readers.prose.indicators import Described, Told, described, number_format, slug

__all__ = ["annotated"]

_BARE = re.compile(r"[^\W\d_](?:[\w .()/-]*[\w)])?")
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_NOT_PLAIN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)


def annotated(reading: Reading, file: str, say: Callable[[Left], str], heading: str) -> str:
    """Return a YAML data set with every sentence as a comment above its facts.

    `say` puts the reason of a figure that is left into words; `heading` stands above them.
    """
    return "\n".join(_lines(reading, file, say, heading)) + "\n"


def _lines(reading: Reading, file: str, say: Callable[[Left], str], heading: str) -> Iterator[str]:
    source = source_of(reading, file)
    if reading.title:
        yield f"title: {_text(reading.title)}"
    yield f"numbers: {number_format(reading).value}"
    if reading.area:
        yield f"area: {_area(reading.area)}"
    yield "sources:"
    yield f"  {_text(source.id)}:"
    yield f"    title: {_text(source.title.vi)}"
    if source.date:
        yield f"    date: {source.date}"
    made = described(reading)
    yield "indicators:" if made else "indicators: {}"
    parts = dataset_of(reading, file, ReadOptions()).parts if made else ()
    listed = {one.total: one.parts for one in parts if one.complete}
    for one in made:
        yield from _indicator(one, listed.get(one.indicator.id, ()), reading)
    if reading.left:
        yield ""
        yield f"# {heading}"
        for left in sorted(reading.left, key=lambda one: (one.sentence.line, one.begin)):
            yield f"#   {left.sentence.line}: {_plain(left.text)} – {_plain(say(left))}"


def _indicator(one: Described, parts: Sequence[str], reading: Reading) -> Iterator[str]:
    indicator = one.indicator
    yield f"  {_text(indicator.id)}:"
    yield f"    name: {_text(indicator.name.vi)}"
    if indicator.unit.text:
        yield f"    unit: {_text(indicator.unit.text)}"
    yield f"    kind: {indicator.kind.value}"
    if indicator.price_basis:
        yield f"    price-basis: {_text(indicator.price_basis)}"
    if parts:
        yield f"    parts: [{', '.join(map(_text, parts))}]"
    yield "    facts:"
    before = None
    for told in one.facts:
        sentence = told.claim.sentence
        if sentence is not before:
            yield f"      # {sentence.line}: {_plain(sentence.text)}"
            before = sentence
        yield f"      - {{{', '.join(f'{k}: {v}' for k, v in _fact(told, reading).items())}}}"


def _fact(told: Told, reading: Reading) -> dict[str, str]:
    claim = told.claim
    keys = {"year": str(claim.year), told.key: _text(told.text)}
    if claim.since is not None:
        keys["since"] = str(claim.since)
    if told.total:
        keys["of"] = _text(told.total)
    if claim.plan_by:
        keys["plan-by"] = _text(claim.plan_by)
    if claim.status:
        keys["status"] = claim.status
    if told.numbers is not None:
        keys["numbers"] = told.numbers.value
    if claim.area and claim.area != reading.area:
        keys["area"] = _area(claim.area)
    return keys


def _area(name: str) -> str:
    return f"{{id: {_text(slug(name))}, en: {_text(name)}, vi: {_text(name)}}}"


def _plain(text: str) -> str:
    """A text that can stand in a comment."""
    return _NOT_PLAIN.sub(" ", text)


def _text(text: str) -> str:
    """Text bare where nothing could take it for something else, otherwise in quotes."""
    if _BARE.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _NOT_PLAIN.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
