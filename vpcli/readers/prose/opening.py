"""A text fetched from where it is: a file or standard input; of a web page only the article."""

from __future__ import annotations

import sys
from pathlib import Path

from vpcli.errors import DataError, Place, Problem, said_by_system
from vpcli.limits import MOST_BYTES, check_size
from vpcli.readers.encoding import decode

__all__ = ["prose_of", "text_from"]

_ZIP = b"PK\x03\x04"


def text_from(name: str, encoding: str | None) -> str:
    """Return the text of a file, or of standard input (`-`).

    Raises `DataError` where it cannot be read, is too large, or holds nothing.
    """
    label = "<stdin>" if name == "-" else name
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with _file(name).open("rb") as source:
                raw = source.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        fields: dict[str, object] = {"detail": said_by_system(error)}
        raise DataError(Problem("cannot-read", fields, Place(label))) from None
    check_size(len(raw), label)
    return prose_of(raw, label, encoding)


def _file(name: str) -> Path:
    """The file of that name, or the text that is bundled under it."""
    path = Path(name)
    if path.exists() or path.suffix:
        return path
    package = Path(__file__).resolve().parent.parent.parent
    for folder in (package / "data", package.parent / "data"):
        if (bundled := folder / f"{name}.txt").is_file():
            return bundled
    return path


def prose_of(raw: bytes, file: str, encoding: str | None) -> str:
    """Return the prose in a file: a text as it is, paragraphs of a Word file, an article."""
    if raw.startswith(_ZIP):
        from vpcli.readers.prose.word import paragraphs_of

        text = paragraphs_of(raw, file)
    else:
        text, _ = decode(raw, file, encoding)
        start = text[:2000].lstrip().casefold()
        if start.startswith(("<!doctype html", "<html", "<?xml")) or "<body" in start:
            from vpcli.readers.prose.html import article_of

            text = article_of(text)
    if not text.strip():
        raise DataError(Problem("empty-file", {}, Place(file)))
    return text
