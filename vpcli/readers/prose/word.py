"""The paragraphs of a Word file, those in tables left out."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree as Tree
from zipfile import ZipFile

from vpcli.errors import DataError, Place, Problem
from vpcli.readers.unpacking import DAMAGED

__all__ = ["paragraphs_of"]

_MAIN = "word/document.xml"
_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST = 200_000_000
_BROKEN: tuple[type[Exception], ...] = (*DAMAGED, LookupError, Tree.ParseError)
"""What a damaged document raises; `LookupError` where its encoding is not known."""


def paragraphs_of(raw: bytes, file: str) -> str:
    """Return the paragraphs outside of tables, one a line.

    Raises `DataError` (`not-a-word-file`) for anything else than a Word document.
    """
    try:
        with ZipFile(BytesIO(raw)) as packed:
            if packed.getinfo(_MAIN).file_size > _MOST:
                raise ValueError
            content = packed.read(_MAIN)
        if b"<!DOCTYPE" in content[:2000] or b"<!ENTITY" in content:
            raise ValueError
        root = Tree.fromstring(content)
    except _BROKEN:
        raise DataError(Problem("not-a-word-file", {}, Place(file))) from None
    found: list[str] = []
    _walk(root, found)
    return "\n\n".join(text for text in found if text)


def _walk(root: Tree.Element, found: list[str]) -> None:
    """Go through the document in its order, without what stands in tables."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag == f"{_NAMESPACE}tbl":
            continue
        if element.tag == f"{_NAMESPACE}p":
            found.append(_text(element))
            continue
        stack.extend(reversed(list(element)))


def _text(paragraph: Tree.Element) -> str:
    pieces = []
    for element in paragraph.iter():
        if element.tag == f"{_NAMESPACE}t":
            pieces.append(element.text or "")
        elif element.tag in (f"{_NAMESPACE}tab", f"{_NAMESPACE}br"):
            pieces.append(" ")
    return "".join(pieces).strip()
