"""A file written whole or not at all, whatever happens in between."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from vpcli.errors import DataError, Place, Problem, said_by_system

__all__ = ["write_file"]

_DESCRIPTORS = "/proc/self/fd"


def write_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file whole or not at all: beside it first, then in its place.

    A symbolic link is followed; a device or a FIFO is written to as it is.
    Raises `DataError` (`cannot-write`); the old file then stands as it was.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as stream:
                stream.writelines(chunks)
            return
        target = path.resolve()
        if target.is_symlink():  # links in a circle: from Python 3.13 on they are left as they are
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        handle, name = _beside(target)
        try:
            with open(handle, "wb") as stream:
                stream.writelines(chunks)
                stream.flush()
                os.fsync(handle)
                if target.exists():
                    os.fchmod(handle, target.stat().st_mode & 0o777)
                name = name or _named(handle, target)
            if name != target:
                os.replace(name, target)
        except BaseException:
            if name and name != target:
                os.unlink(name)
            raise
    except (OSError, RuntimeError) as error:
        fields = {"detail": said_by_system(error)}
        raise DataError(Problem("cannot-write", fields, Place(str(path)))) from None


def _beside(target: Path) -> tuple[int, Path | None]:
    """Open a file in the target's folder: one without a name where the system can do that.

    Such a file is gone with the process, so that even a killed run leaves nothing behind.
    """
    if hasattr(os, "O_TMPFILE") and os.path.isdir(_DESCRIPTORS):
        with suppress(OSError):
            return os.open(target.parent, os.O_TMPFILE | os.O_WRONLY, 0o666), None
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.chmod(name, 0o666 & ~_umask())
    return handle, Path(name)


def _named(handle: int, target: Path) -> Path:
    """Give the file without a name that of the target, or one beside it if there is a target."""
    unused = target.with_name(f".{target.name}.{os.getpid()}")
    for name in (target, unused):
        with suppress(FileExistsError):
            # With a folder, which an absolute path has no use for, os.link follows the link.
            os.link(f"{_DESCRIPTORS}/{handle}", name, src_dir_fd=handle, follow_symlinks=True)
            return name
    os.unlink(unused)  # of a run that was killed between two system calls, long ago
    return _named(handle, target)


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
