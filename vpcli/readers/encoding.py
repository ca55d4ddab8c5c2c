"""From bytes to text: encodings, byte order marks, and one form of every accented letter."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from vpcli.errors import DataError, Place, Problem

__all__ = ["composed", "decode"]

_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_VIETNAMESE = "windows-1258"
_TONE = "[\u0300\u0301\u0303\u0309\u0323]"
_STRAY_TONE = f"(?i)(?:^|[^aăâeêioôơuưy]){_TONE}"
_SAMPLE = 1000
_MOST_MARKS = 30
"""On one letter, as in Unicode's stream-safe text; composing takes the square of it."""
_NO_ASCII = re.compile(r"[^\x00-\x7f]{31,}")


def decode(raw: bytes, file: str, declared: str | None) -> tuple[str, str]:
    """Return the text, composed (NFC), and the encoding it was in.

    What is not declared is UTF-8, or UTF-16 as spreadsheets save it, or else windows-1258
    where every tone mark stands on a vowel. Raises `DataError` for anything else.
    """
    encoding = declared or _marked(raw) or "utf-8"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        read = _as_vietnamese(raw) if declared is None else None
        if read is None:
            line = raw.count(b"\n", 0, error.start) + 1
            fields: dict[str, object] = {"encoding": encoding}
            raise DataError(Problem("bad-encoding", fields, Place(file, line))) from None
        text, encoding = read, _VIETNAMESE
    except (LookupError, UnicodeError):  # the latter of one that nothing is in: "undefined"
        fields = {"encoding": encoding}
        raise DataError(Problem("unknown-encoding", fields, Place(file))) from None
    return composed(text.removeprefix("\ufeff"), Place(file)), encoding


def composed(text: str, place: Place) -> str:
    """Return a text with every accented letter in one form (NFC).

    Raises `DataError` for more marks on one letter than any language has.
    """
    if text.isascii():
        return text
    for run in _NO_ASCII.finditer(text):
        marks = 0
        for at, letter in enumerate(run[0], run.start()):
            marks = marks + 1 if combining(letter) else 0
            if marks > _MOST_MARKS:
                line = place.line or text.count("\n", 0, at) + 1
                fields = {"most": _MOST_MARKS}
                raise DataError(
                    Problem("stacked-marks", fields, Place(place.file, line, place.field))
                )
    return normalize("NFC", text)


def _marked(raw: bytes) -> str | None:
    """The encoding that a byte order mark names, or the zero bytes of UTF-16 without one."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            return encoding
    sample = raw[:_SAMPLE]
    for first, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        every_second = sample[first::2]
        if every_second.count(0) * 2 > len(every_second) and sample.count(0) < len(sample):
            return encoding
    return None


def _as_vietnamese(raw: bytes) -> str | None:
    """Read as windows-1258, whose tone marks follow their vowel; None if they do not."""
    try:
        text = raw.decode(_VIETNAMESE)
    except UnicodeDecodeError:
        return None
    return text if re.search(_TONE, text) and not re.search(_STRAY_TONE, text) else None
