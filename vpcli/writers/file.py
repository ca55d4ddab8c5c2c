"""A file written whole or not at all, whatever happens in between."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from vpcli.errors import DataError, Place, Problem, said_by_system

__all__ = ["own_descriptor", "write_file"]

_DESCRIPTORS = "/proc/self/fd"
_STANDARD = ("stdin", "stdout", "stderr")
_MOST_LINKS = 40


def write_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file whole or not at all: beside it first, then in its place.

    A symbolic link is followed. What is open already (/dev/stdout, /dev/fd/3), a device or a
    FIFO is written to as it is. A file keeps its mode and its owner; where only its owner could
    replace it so, the whole result is copied into it.
    Raises `DataError` (`cannot-write`); the old file then stands as it was. Raises
    `BrokenPipeError` where the reader of a FIFO or a pipe went away.
    """
    try:
        opened = own_descriptor(str(path))
        if opened is not None:
            _pour(os.dup(opened), chunks)
        elif path.exists() and not path.is_file() and not path.is_dir():
            _pour(os.open(path, os.O_WRONLY | os.O_NOCTTY), chunks)
        else:
            _replace(path.resolve(), chunks)
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:
        fields = {"detail": said_by_system(error)}
        raise DataError(Problem("cannot-write", fields, Place(str(path)))) from None


def own_descriptor(path: str) -> int | None:
    """Return the number of the open file that a path such as /dev/stdout stands for, or None.

    >>> own_descriptor("/dev/fd/3"), own_descriptor("/dev/null")
    (3, None)
    """
    for _ in range(_MOST_LINKS):
        folder, name = os.path.split(path)
        folder = os.path.realpath(folder)
        is_listed = folder in ("/dev/fd", os.path.realpath(_DESCRIPTORS))
        if is_listed and name.isascii() and name.isdecimal():
            return int(name)
        if folder == "/dev" and name in _STANDARD:
            return _STANDARD.index(name)
        path = os.path.join(folder, name)
        if not os.path.islink(path):
            return None
        path = os.path.join(folder, os.readlink(path))
    return None


def _pour(handle: int, chunks: Iterable[bytes]) -> None:
    with open(handle, "wb") as stream:
        stream.writelines(chunks)


def _replace(target: Path, chunks: Iterable[bytes]) -> None:
    """Write a file beside the target, and give it the target's place."""
    if target.is_symlink():  # links in a circle: from Python 3.13 on they are left as they are
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    handle, name = _beside(target)
    try:
        with open(handle, "wb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(handle)
            if not target.exists() or _is_made_like(handle, target):
                name = name or _named(handle, target)
                if name != target:
                    os.replace(name, target)
                return
            _copy_into(target, handle)
    except BaseException:
        if name and name != target:
            with suppress(FileNotFoundError):
                os.unlink(name)
        raise
    if name:
        os.unlink(name)


def _beside(target: Path) -> tuple[int, Path | None]:
    """Open a file in the target's folder: one without a name where the system can do that.

    Such a file is gone with the process, so that even a killed run leaves nothing behind.
    """
    if hasattr(os, "O_TMPFILE") and os.path.isdir(_DESCRIPTORS):
        with suppress(OSError):
            return os.open(target.parent, os.O_TMPFILE | os.O_RDWR, 0o666), None
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.chmod(name, 0o666 & ~_umask())
    return handle, Path(name)


def _is_made_like(handle: int, target: Path) -> bool:
    """Give a file the owner, the group and the mode of the target; False if that is not allowed."""
    made, old = os.fstat(handle), target.stat()
    if (made.st_uid, made.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.fchown(handle, old.st_uid, old.st_gid)
        except PermissionError:
            return False
    os.fchmod(handle, old.st_mode & 0o7777)
    return True


def _copy_into(target: Path, handle: int) -> None:
    """Copy a whole file into another; room for all of it is made before anything is changed."""
    size = os.fstat(handle).st_size
    with target.open("r+b") as stream:
        before = os.fstat(stream.fileno()).st_size
        try:
            if size and hasattr(os, "posix_fallocate"):
                os.posix_fallocate(stream.fileno(), 0, size)
        except OSError:
            stream.truncate(before)
            raise
        with open(os.dup(handle), "rb") as made:
            made.seek(0)
            while chunk := made.read(1 << 20):
                stream.write(chunk)
        stream.truncate(size)
        stream.flush()
        os.fsync(stream.fileno())


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
