"""Tables of a Word document, through python-docx, which comes with the extra `vpcli[office]`."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from xml.parsers import expat

from vpcli.core.facts.fingerprint import CARRIED_NAMESPACE, fingerprint
from vpcli.core.facts.model import Dataset
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.encoding import composed
from vpcli.readers.options import ReadOptions
from vpcli.readers.several_tables import check_cells, read_one_of
from vpcli.readers.tables.cells import Grid, Line, Span
from vpcli.readers.unpacking import DAMAGED

__all__ = ["carried_facts", "has_tables", "is_word", "read_word"]

_MOST_BYTES = 200_000_000
"""Of a document once unpacked."""
_MOST_ELEMENTS = 3_000_000
_CHUNK = 1 << 20
_MOST_SPAN = 1000
_BEGINNING = 1_000
_CARRIED = re.compile(r"customXml/item[0-9]+\.xml")
_RANGE = "TableRange"
"""The style of a paragraph that holds what is implied, and not printed."""


def is_word(raw: bytes) -> bool:
    """Tell whether a ZIP archive is a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "word/document.xml" in archive.namelist()
    except DAMAGED:
        return False


def has_tables(raw: bytes) -> bool:
    """Tell whether a Word document that has been unpacked before holds a table."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return b"<w:tbl" in archive.read("word/document.xml")


def carried_facts(raw: bytes, file: str) -> str:
    """Return the facts that a document of ours carries as CSV, "" where there are none.

    They are only told where its tables are as they were written: what a person has corrected
    there goes before them. Raises `DataError` for a document that is not read.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = [name for name in archive.namelist() if _CARRIED.fullmatch(name)]
        found = next((name for name in names if _is_ours(archive, name)), None)
        if found is None:
            return ""
        _check_parts(raw, file)
        about, facts = _texts(archive.read(found), "facts", inside="facts")
        _, tables = _texts(archive.read("word/document.xml"), "t", inside="tbl")
    return "".join(facts) if about.get("tables") == fingerprint(tables) else ""


def _is_ours(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        return CARRIED_NAMESPACE.encode() in part.read(_BEGINNING)


def _texts(raw: bytes, element: str, inside: str) -> tuple[dict[str, str], list[str]]:
    """The attributes of a part, and the texts of elements that stand in others of a name."""
    around: list[str] = []
    about: dict[str, str] = {}
    found: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if not around:
            about.update(attributes)
        around.append(tag.rpartition(":")[2])

    def text(written: str) -> None:
        if around[-1] == element and inside in around:
            found.append(written)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _tag: around.pop()
    parser.CharacterDataHandler = text
    with suppress(expat.ExpatError, LookupError):  # what is broken ends it
        parser.Parse(raw, True)
    return about, found


def read_word(raw: bytes, file: str, options: ReadOptions) -> Dataset:
    """Read one table of a document.

    Raises `DataError` with every problem found, or where python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError:
        raise DataError(
            Problem("no-xlsx-package", {"package": "python-docx"}, Place(file))
        ) from None
    _check_parts(raw, file)
    try:
        document = Document(io.BytesIO(raw))
        grids = [*_grids(document, file)]
    except DataError:
        raise
    except Exception as error:  # a broken document breaks the library in any way whatever
        detail = " ".join(str(error).split())[:200] or type(error).__name__
        raise DataError(Problem("bad-document", {"detail": detail}, Place(file))) from None
    return read_one_of(grids, file, options)


def _check_parts(raw: bytes, file: str) -> None:
    """Refuse an archive that unpacks to too much, or whose parts declare entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > _MOST_BYTES:
                fields: dict[str, object] = {"most": _MOST_BYTES // 1_000_000}
                raise DataError(Problem("document-too-large", fields, Place(file)))
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _check_part(archive, member, file)
    except DataError:
        raise
    except DAMAGED as error:
        raise DataError(Problem("bad-document", {"detail": str(error)}, Place(file))) from None


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> None:
    count = 0

    def start(_tag: str, _attributes: object) -> None:
        nonlocal count
        count += 1

    def declared(*_about: object) -> None:
        raise DataError(
            Problem("bad-document", {"detail": "a document type is declared"}, Place(file))
        )

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = declared
    with archive.open(member) as part, suppress(expat.ExpatError, LookupError):
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk)
            if count > _MOST_ELEMENTS:
                fields: dict[str, object] = {"most": _MOST_BYTES // 1_000_000}
                raise DataError(Problem("document-too-large", fields, Place(file)))


def _grids(document: Any, file: str) -> Iterator[Grid]:
    """Every table of the body, with the paragraph before it as its title."""
    title = ""
    number = 0
    for item in document.iter_inner_content():
        if hasattr(item, "_tbl"):
            grid, number = _grid(item, title, number, file)
            yield grid
            title = ""
        elif text := " ".join(item.text.split()):
            title = composed(text, Place(file))


def _grid(table: Any, title: str, number: int, file: str) -> tuple[Grid, int]:
    """The cells of a table; rows are counted through the document."""
    lines = [Line(number, [title])] if title else []
    spans: dict[tuple[int, int], Span] = {}
    above: dict[int, tuple[int, int]] = {}
    for row in table._tbl.tr_lst:
        number += 1
        cells: list[str] = [""] * (getattr(row, "grid_before", 0) or 0)
        indents: list[float] = [0.0] * len(cells)
        for cell in row.tc_lst:
            at = len(cells)
            columns = max(1, min(int(cell.grid_span or 1), _MOST_SPAN))
            goes_on = cell.vMerge == "continue"
            text = "" if goes_on else "\n".join(_text(p) for p in cell.p_lst if not _is_small(p))
            if goes_on and at in above:
                first, taken = above[at]
                spans[first, at] = Span(number - first + 1, taken)
            elif columns > 1 or cell.vMerge == "restart":
                spans[number, at] = Span(1, columns)
                above[at] = (number, columns)
            plain = composed(" ".join(text.split()), Place(file, number))
            cells += [plain, *[""] * (columns - 1)]
            blank = len(text) - len(text.lstrip())
            indents += [blank * 0.3, *[0.0] * (columns - 1)]
        check_cells(len(cells) * number, file)
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            lines.append(Line(number, cells, indents))
    return Grid(lines, spans, has_layout=True), number


def _is_small(paragraph: Any) -> bool:
    """Whether it is the range below a figure in a table of our own, as <small> of a page is."""
    return str(paragraph.style or "").startswith(_RANGE)


def _text(paragraph: Any) -> str:
    return str(paragraph.text or "")
