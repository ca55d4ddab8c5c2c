"""Word documents (DOCX), through python-docx: a report to hand in, or several on one page.

`write_docx` writes one report. A page of several is made of the same parts: `new_document`,
`add_heading`, `add_paragraph`, `add_report`, `carry_facts`, `document_bytes`. The same reports
make the same bytes: nothing in them tells when they were written.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

from vpcli.core.facts.fingerprint import CARRIED_NAMESPACE, fingerprint
from vpcli.core.reports.table import Report
from vpcli.errors import DataError, Problem
from vpcli.limits import check_document
from vpcli.writers.display import Style
from vpcli.writers.docx_styles import (
    MOST_DEPTH,
    number_pages,
    set_language,
    set_pages,
    set_styles,
    table_style,
)
from vpcli.writers.docx_table import fitted, table_xml
from vpcli.writers.layout import notes_of
from vpcli.writers.machine import write_csv
from vpcli.writers.office import (
    head_of,
    in_xml,
    leads_of,
    office_table,
    refuse_charts,
    sources_of,
    told_lines,
)
from vpcli.writers.prose.text import paragraphs_of_report

__all__ = [
    "add_heading",
    "add_paragraph",
    "add_report",
    "carry_facts",
    "document_bytes",
    "new_document",
    "turn",
    "write_docx",
]

_DATED = datetime(1980, 1, 1, tzinfo=UTC)  # where the dates of a ZIP archive begin
_CARRIED = "/customXml/item2.xml"


def write_docx(report: Report, style: Style) -> bytes:
    """Return the report as a document.

    Raises `DataError` (`no-xlsx-package`) where python-docx is not installed, and
    `InvocationError` (`no-chart-in-format`) where a chart is asked for.
    """
    refuse_charts(style, "docx")
    document = new_document(style.lang, head_of(report, style.lang))
    if report.sections:
        _add_page(document, report, style)
        return document_bytes(document)
    add_report(document, report, style)
    if report.rows and all(row.fact for row in report.rows):
        carry_facts(document, report, style.lang)
    return document_bytes(document)


def new_document(lang: str, title: str = "") -> Any:
    """Return an empty document of A4 pages with the styles of offices, in a language."""
    try:
        from docx import Document
    except ImportError:
        raise DataError(Problem("no-xlsx-package", {"package": "python-docx"})) from None
    document = Document()
    about = document.core_properties
    about.title, about.author, about.comments = in_xml(title)[:255], "", ""
    about.created = about.modified = _DATED
    set_styles(document)
    set_language(document, lang)
    set_pages(document.sections[0])
    number_pages(document)
    _without_thumbnail(document)
    return document


def add_report(
    document: Any,
    report: Report,
    style: Style,
    level: int = 0,
    *,
    title: str = "",
    sources: bool = True,
) -> None:
    """Add a report: its title as a heading, what it says first, lists, table, notes, sources.

    A level of 0 is the title of the document, 1 to 3 a heading in it. A table that is too wide
    for an upright page begins a page that lies; `turn` makes what follows it stand upright.
    Raises `InvocationError` (`too-long-for-word`) for a table of too many cells.
    """
    lang = style.lang
    table = office_table(report, style)
    check_document(len(table.rows) * len(table.columns))
    how = fitted(table) if table.rows else None
    if how is not None:
        turn(document, landscape=how.landscape, wide=how.page)
    elif level == 0:
        turn(document, landscape=False)
    title = title or head_of(report, lang)
    add_heading(document, title, level)
    for text in leads_of(report, lang):
        document.add_paragraph(text, "Lead")
    for line in told_lines(report, style):
        document.add_paragraph(line.text, _style_of_line(report, line.depth, line.look))
    if how is not None:
        style_of = cache(partial(table_style, document, size=how.size))
        _append(document, table_xml(table, how, in_xml(title), style_of))
        document.add_paragraph("", "Table Note")
    for text in table.notes:
        document.add_paragraph(text, "Table Note")
    for text in sources_of(report, lang) if sources else ():
        document.add_paragraph(text, "Source Note")


def _add_page(document: Any, report: Report, style: Style) -> None:
    """Add a page of several sections: its title, each section under a heading, its sources."""
    add_heading(document, head_of(report, style.lang), 0)
    for section in report.sections:
        if section.command == "statements":
            add_heading(document, head_of(section, style.lang))
            for text in paragraphs_of_report(section, style.lang):
                add_paragraph(document, text)
            for note in notes_of(section, (), style.lang):
                document.add_paragraph(in_xml(note), "Finding That Disagrees")
        else:
            add_report(document, section, style, level=1)
    for text in sources_of(report, style.lang):
        document.add_paragraph(text, "Source Note")


def add_heading(document: Any, text: str, level: int = 1) -> None:
    """Add a heading of a level from 1 to 3, or at 0 the title."""
    document.add_paragraph(in_xml(text), f"Heading {min(level, 3)}" if level else "Title")


def add_paragraph(document: Any, text: str) -> None:
    """Add a paragraph of text."""
    document.add_paragraph(in_xml(text), "Body Text")


def turn(document: Any, *, landscape: bool, wide: float = 297.0) -> None:
    """Let what follows stand on pages that lie, or upright; an empty document turns as a whole."""
    from docx.enum.section import WD_SECTION

    section = document.sections[-1]
    lies = section.page_width > section.page_height
    is_empty = not any(True for _ in document.iter_inner_content())
    if is_empty:
        set_pages(section, landscape=landscape, wide=wide)
    elif lies != landscape or wide != 297.0:
        set_pages(document.add_section(WD_SECTION.NEW_PAGE), landscape=landscape, wide=wide)
        document.sections[-1].different_first_page_header_footer = False


def carry_facts(document: Any, report: Report, lang: str) -> None:
    """Let the document carry the facts of a `show` whole, beside tables that hold less of them.

    They are read from it as long as its tables are as they are now; so this comes last.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE as TYPES
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    text = in_xml(write_csv(report, Style(lang)))
    seen = fingerprint(_table_texts(document))
    from xml.sax.saxutils import escape

    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<facts xmlns="{CARRIED_NAMESPACE}" tables="{seen}">{escape(text)}</facts>'
    )
    package = document.part.package
    part = Part(PackURI(_CARRIED), "application/xml", xml.encode(), package)
    document.part.relate_to(part, TYPES.CUSTOM_XML)


def document_bytes(document: Any) -> bytes:
    """Return the document, packed so that nothing tells when that was."""
    saved = io.BytesIO()
    document.save(saved)
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _DATED.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()


def _without_thumbnail(document: Any) -> None:
    """Leave out the picture of the library's own empty document."""
    relations = document.part.package.rels
    for name in [name for name, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[name]


def _style_of_line(report: Report, depth: int, look: str) -> str:
    if report.trees is not None:
        return f"Derivation {min(depth, MOST_DEPTH) + 1}"
    if depth:
        return "List Bullet"
    return "Finding That Disagrees" if look else "Finding"


def _append(document: Any, xml: str) -> None:
    """Add a piece of XML at the end of the body, before the settings of its last section."""
    from docx.oxml import parse_xml

    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def _table_texts(document: Any) -> list[str]:
    """The texts of all tables, in order."""
    return [text.text or "" for text in document.element.body.xpath(".//w:tbl//w:t")]
