"""A table of a Word document: widths, headings on every page, rows that stay whole.

It is made as one piece of XML: the library's own way takes minutes for a thousand rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, product
from typing import NamedTuple
from xml.sax.saxutils import escape

from vpcli.writers.office import OfficeCell, OfficeColumn, OfficeTable
from vpcli.writers.office_widths import INDENT, needs
from vpcli.writers.typeset import shared_out, text_width

__all__ = ["Fitted", "fitted", "table_xml"]

_SIDE = 3.5
"""Points between a text and the line beside it."""
_SHORT = 110.0
"""Points of texts that are not broken where the page has room for them whole."""
_MM = 72 / 25.4
_PORTRAIT, _LANDSCAPE = (210 - 50) * _MM, (297 - 40) * _MM
_SIZES = (11.0, 10.0, 9.0)
_SMALLEST = 8.0
_LONGEST_PAGE = 558.0
"""Millimetres that a page of Word may be wide."""
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_StyleOf = Callable[[str], str]


class Fitted(NamedTuple):
    """How a table is set: the size of its letters, the widths of its columns, and the page."""

    size: float
    widths: Sequence[float]
    """In points."""
    landscape: bool = False
    page: float = 297.0
    """The longer side of the page in millimetres."""


def fitted(table: OfficeTable) -> Fitted:
    """Return how the table is set so that no word of it is broken.

    Upright where it has room, else lying, then in smaller letters, then on a wider page.
    """
    beside = 2 * _SIDE + 2
    least, wanted = needs(table, _SIZES[0], padding=beside, short=_SHORT)
    if sum(wanted) <= _PORTRAIT * 1.1 and sum(least) <= _PORTRAIT:
        return Fitted(_SIZES[0], shared_out(least, wanted, _PORTRAIT))
    for size, short in product(_SIZES, (_SHORT, 0.0)):
        least, wanted = needs(table, size, padding=beside, short=short)
        if sum(least) <= _LANDSCAPE:
            return Fitted(size, shared_out(least, wanted, _LANDSCAPE), landscape=True)
    least, wanted = needs(table, _SMALLEST, padding=beside)
    page = max(297.0, min(_LONGEST_PAGE, sum(least) / _MM + 40))
    room = (page - 40) * _MM
    factor = min(1.0, room / sum(least))
    return Fitted(_SMALLEST, shared_out([one * factor for one in least], wanted, room), True, page)


def table_xml(table: OfficeTable, how: Fitted, title: str, style_of: _StyleOf) -> str:
    """Return the table as WordprocessingML; `style_of` names the style of a kind of cells."""
    widths = [round(width * 20) for width in how.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [*_heading_rows(table.columns, widths, style_of)]
    tails = [
        max((text_width(cell.tail or "", how.size) for cell in column), default=0)
        for column in zip(*table.rows, strict=True)
    ]
    for row in table.rows:
        cells = zip(row, table.columns, widths, tails, strict=True)
        made = "".join(_cell(*one, how.size, style_of) for one in cells)
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{made}</w:tr>")
    side = round(_SIDE * 20)
    return (
        f'<w:tbl xmlns:w="{_NAMESPACE}"><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{_attribute(title)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _heading_rows(
    columns: Sequence[OfficeColumn], widths: Sequence[int], style_of: _StyleOf
) -> Iterator[str]:
    """One row, or two where columns stand under a common heading; repeated on every page."""
    style = style_of("Heading")
    deep = any(column.group for column in columns)
    top, below = [], []
    pairs = [*zip(columns, widths, strict=True)]
    for group, members in groupby(pairs, key=lambda pair: pair[0].group):
        inside = [*members]
        if group:
            width = sum(one for _, one in inside)
            top.append(_heading(group, width, style, f'<w:gridSpan w:val="{len(inside)}"/>'))
            below += [_heading(column.heading, one, style) for column, one in inside]
            continue
        for column, one in inside:
            merged = '<w:vMerge w:val="restart"/>' if deep else ""
            top.append(_heading(column.heading, one, style, merged))
            below.append(_heading("", one, style, "<w:vMerge/>"))
    for cells in (top, below) if deep else (top,):
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _heading(text: str, width: int, style: str, merged: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}'
        f'<w:vAlign w:val="center"/></w:tcPr>{_paragraph(text, style)}</w:tc>'
    )


def _cell(
    cell: OfficeCell,
    column: OfficeColumn,
    width: int,
    longest_tail: float,
    size: float,
    style_of: _StyleOf,
) -> str:
    """A cell; numbers are moved in by what others of the column have behind the decimal mark."""
    kind = {"right": "Number", "center": "Centre"}.get(column.align, "Text")
    indent = ""
    if cell.depth:
        indent = f'<w:ind w:left="{round(cell.depth * INDENT * 20)}"/>'
    elif column.align == "right" and (cell.tail is not None or cell.is_blank):
        room = round((longest_tail - text_width(cell.tail or "", size)) * 20)
        indent = f'<w:ind w:right="{room}"/>' if room > 0 else ""
    look = cell.look and f'<w:rPr><w:rStyle w:val="{cell.look.capitalize()}"/></w:rPr>'
    made = _paragraph(cell.text, style_of(kind), indent, look)
    if cell.below:
        made += _paragraph(cell.below, style_of("Range"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{made}</w:tc>'


def _paragraph(text: str, style: str, layout: str = "", look: str = "") -> str:
    run = ""
    if text:
        run = f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{layout}</w:pPr>{run}</w:p>'


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})
