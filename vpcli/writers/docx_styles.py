"""The styles and the page of a Word document, as the decree on clerical work (30/2020) has them.

Text in Times New Roman 13, tables in 11 or what their width allows, A4 with 20 mm above, below
and on the right and 30 mm to bind on the left, the number of the page centred at the top from the
second page on. Everything a document shows has a style that one can change for all of it.
"""

from __future__ import annotations

from typing import Any

__all__ = [
    "FONT",
    "MOST_DEPTH",
    "number_pages",
    "set_language",
    "set_pages",
    "set_styles",
    "table_style",
]

FONT = "Times New Roman"
TEXT_SIZE, TABLE_SIZE = 13, 11
MOST_DEPTH = 12
"""Deeper steps of a derivation are moved in no further."""
_LANGUAGES = {"en": "en-GB", "vi": "vi-VN"}
_BETTER, _WORSE, _DIM = "0A5C2A", "A11212", "444444"


def set_language(document: Any, lang: str) -> None:
    """Say for all text in which language it is, so that spelling is checked in it."""
    from docx.oxml.ns import qn

    defaults = document.styles.element.find(qn("w:docDefaults"))
    for element in defaults.iter(qn("w:lang")):
        element.set(qn("w:val"), _LANGUAGES[lang])
        element.set(qn("w:eastAsia"), _LANGUAGES[lang])
    for element in document.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), _LANGUAGES[lang])
    document.core_properties.language = _LANGUAGES[lang]


def set_styles(document: Any) -> None:
    """Give the built-in styles their looks, and add those of tables, notes and derivations."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.oxml.ns import qn
    from docx.shared import Cm

    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()  # fonts of a theme would go before ours
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # of Word since 2013, which otherwise says so above
    normal = document.styles["Normal"]
    _font(normal, TEXT_SIZE)
    _space(normal, after=6)
    _paragraph(document, "Title", 14, bold=True, centred=True, before=0, after=6, border=False)
    for level in (1, 2, 3):
        _paragraph(document, f"Heading {level}", TEXT_SIZE, bold=True, before=12, after=6)
        document.styles[f"Heading {level}"].font.italic = level == 3
    body = _paragraph(document, "Body Text", TEXT_SIZE, after=6).paragraph_format
    body.alignment, body.first_line_indent = ALIGN.JUSTIFY, Cm(1)
    _paragraph(document, "List Bullet", 12, before=0, after=3)
    _paragraph(document, "Lead", TEXT_SIZE, bold=True, before=0, after=6)
    for name, colour in (("Finding", "000000"), ("Finding That Disagrees", _WORSE)):
        finding = _paragraph(document, name, 12, bold=True, before=8, after=3)
        finding.paragraph_format.keep_with_next = True
        _colour(finding, colour)
    _paragraph(document, "Table Note", 11, before=0, after=2)
    _paragraph(document, "Source Note", 11, before=0, after=2).font.italic = True
    for name, colour in (("Better", _BETTER), ("Worse", _WORSE), ("Dim", _DIM)):
        _colour(_added(document, name, character=True), colour)
    for depth in range(MOST_DEPTH + 1):
        style = _paragraph(document, f"Derivation {depth + 1}", 12, bold=not depth, after=3)
        _space(style, before=0 if depth else 8, after=3, left=12 * depth)
        style.paragraph_format.keep_with_next = not depth


def table_style(document: Any, kind: str, size: float) -> str:
    """Return the identifier of the style of cells: `Text`, `Centre`, `Number`, `Heading`, `Range`.

    A table that needs smaller letters has styles of its own.
    """
    name = f"Table {kind}" + ("" if size == TABLE_SIZE else f" {size:g}")
    if name not in document.styles:
        from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

        small = size - 2 if kind == "Range" else size
        style = _paragraph(document, name, small, bold=kind == "Heading", before=0, after=0)
        _space(style, before=0 if kind == "Range" else 2, after=2)
        sides = {"Heading": ALIGN.CENTER, "Centre": ALIGN.CENTER}
        sides |= {"Number": ALIGN.RIGHT, "Range": ALIGN.RIGHT}
        style.paragraph_format.alignment = sides.get(kind, ALIGN.LEFT)
    identifier: str = document.styles[name].style_id
    return identifier


def set_pages(
    section: Any, *, landscape: bool = False, wide: float = 297, long: float = 210
) -> None:
    """Make the pages of a section A4, upright or lying, or as large as a very wide table needs."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    sides = sorted((wide, long), reverse=landscape)
    section.page_width, section.page_height = Mm(sides[0]), Mm(sides[1])
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = Mm(30 if not landscape else 20)
    section.right_margin = Mm(20)
    section.top_margin = Mm(20 if not landscape else 30)
    section.bottom_margin = Mm(20)
    section.header_distance = Mm(10)


def number_pages(document: Any) -> None:
    """Number the pages of a document in the middle of their top, all but the first."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    style = document.styles["Header"]
    style.paragraph_format.alignment = ALIGN.CENTER
    section = document.sections[0]
    section.different_first_page_header_footer = True
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph = section.header.paragraphs[0]
    paragraph.style = style
    field.append(paragraph.add_run("2")._r)
    paragraph._p.append(field)


def _paragraph(
    document: Any,
    name: str,
    size: float,
    *,
    bold: bool = False,
    centred: bool = False,
    before: float = 0,
    after: float = 0,
    border: bool = True,
) -> Any:
    """A style of paragraphs, made or made anew."""
    style = _added(document, name)
    _font(style, size)
    style.font.bold = bold
    _colour(style, "000000")
    _space(style, before=before, after=after)
    if centred:
        from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

        style.paragraph_format.alignment = ALIGN.CENTER
    if not border:
        for element in style.element.xpath(".//w:pBdr"):
            element.getparent().remove(element)
    return style


def _added(document: Any, name: str, *, character: bool = False) -> Any:
    from docx.enum.style import WD_STYLE_TYPE as TYPES

    if name in document.styles:
        return document.styles[name]
    kind = TYPES.CHARACTER if character else TYPES.PARAGRAPH
    style = document.styles.add_style(name, kind)
    if not character:
        style.base_style = document.styles["Normal"]
    return style


def _font(style: Any, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name = FONT
    style.font.size = Pt(size)
    fonts = style.element.rPr.rFonts
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    for spacing in style.element.xpath(".//w:spacing[@w:val] | .//w:kern"):
        spacing.getparent().remove(spacing)


def _colour(style: Any, colour: str) -> None:
    from docx.shared import RGBColor

    style.font.color.rgb = RGBColor.from_string(colour)


def _space(style: Any, *, before: float = 0, after: float = 0, left: float = 0) -> None:
    from docx.shared import Pt

    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = 1.0
    if left:
        layout.left_indent = Pt(left)
