"""What opening and unpacking a damaged ZIP archive raises."""

from __future__ import annotations

import lzma
import zipfile
import zlib

__all__ = ["DAMAGED"]

DAMAGED: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
)
