"""The article of a saved web page: its paragraphs and headings, without menus, scripts, tables."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["article_of"]

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "li", "blockquote", "figcaption"})
_BREAKS = frozenset({"div", "section", "article", "ul", "ol", "td", "tr", "br", "main", "body"})
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "table",
        "noscript",
        "svg",
        "button",
        "select",
        "template",
        "head",
    }
)
_VOID = frozenset(
    {
        "br",
        "img",
        "hr",
        "input",
        "meta",
        "link",
        "source",
        "wbr",
        "area",
        "base",
        "col",
        "embed",
        "track",
    }
)
_LONG = 60
"""Letters; a paragraph so long, outside all blocks, is still one of the article."""


class _Article(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[tuple[str, bool]] = []
        self.pieces: list[str] = []
        self.skipping: list[str] = []
        self.block = False
        self.inside = 0
        """How many article or main elements are open."""
        self.articles: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipping or tag in _SKIPPED:
            if tag in _SKIPPED:
                self.flush()
                self.skipping.append(tag)
            return
        if tag in _BLOCKS or tag in _BREAKS:
            self.flush()
            self.block = tag in _BLOCKS
        if tag in ("article", "main"):
            self.inside += 1

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            if tag in self.skipping:
                while self.skipping and self.skipping.pop() != tag:
                    pass
            return
        if tag in _BLOCKS or tag in _BREAKS:
            self.flush()
        if tag in ("article", "main") and self.inside:
            self.inside -= 1

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.pieces.append(data)

    def flush(self) -> None:
        text = " ".join("".join(self.pieces).split())
        self.pieces = []
        if text and (self.block or len(text) >= _LONG):
            (self.articles if self.inside else self.paragraphs).append((text, self.block))
        self.block = False


def article_of(page: str) -> str:
    """Return the paragraphs of a page, one a line: of its article where it has one.

    >>> article_of("<html><nav><p>Menu</p></nav><p>Exports grew 8%.</p></html>")
    'Exports grew 8%.'
    """
    parser = _Article()
    parser.feed(page)
    parser.close()
    parser.flush()
    found = parser.articles or parser.paragraphs
    return "\n\n".join(text for text, _ in found)
