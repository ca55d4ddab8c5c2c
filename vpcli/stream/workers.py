"""Processes that work on pieces of a stream; what they return comes in the order of the pieces.

A piece that a process cannot do, or that is lost with one that was killed, comes back undone.
Each has but one piece at a time, so that nobody ever waits for somebody who waits for him. The
processes end when nobody is left at the other end of their pipes, however that came about.
"""

from __future__ import annotations

import json
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

__all__ = ["Workers", "workers"]

Piece = TypeVar("Piece")
Done = TypeVar("Done")
_LENGTH = 8


def workers(asked: int | None) -> int:
    """Return how many processes work at once: as many as are asked for, or as are processors.

    It is one where no process can be begun as a copy of this one.
    """
    if not hasattr(os, "fork"):
        return 1
    if asked:
        return asked
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers(Generic[Piece, Done]):
    """Processes that each do one piece after the other; pieces and results are plain values."""

    def __init__(self, count: int, work: Callable[[Piece], Done | None]) -> None:
        """Begin the processes; each has all that `work` knows by now."""
        self._ends: list[tuple[int, int] | None] = []
        self._pids: list[int] = []
        for _ in range(count):
            self._begin(work)

    def _begin(self, work: Callable[[Piece], Done | None]) -> None:
        asked, answered = os.pipe(), os.pipe()
        pid = os.fork()
        if pid:
            os.close(asked[0])
            os.close(answered[1])
            self._ends.append((asked[1], answered[0]))
            self._pids.append(pid)
            return
        try:  # the new process: it keeps nothing of the others, and heeds no key
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            for end in (asked[1], answered[0], *(e for ends in self._ends for e in ends or ())):
                os.close(end)
            while (piece := _received(asked[0])) is not None:
                _send(answered[1], work(piece[0]))
        finally:
            os._exit(0)

    def done(self, pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Done | None]]:
        """Yield each piece with what was made of it, or None where nothing was."""
        waiting: deque[tuple[Piece, int]] = deque()
        free = deque(range(len(self._ends)))
        try:
            for piece in pieces:
                if not free:
                    yield self._next(waiting, free)
                at = free.popleft()
                self._ask(at, piece)
                waiting.append((piece, at))
            while waiting:
                yield self._next(waiting, free)
        finally:
            self.end()

    def _next(
        self, waiting: deque[tuple[Piece, int]], free: deque[int]
    ) -> tuple[Piece, Done | None]:
        piece, at = waiting.popleft()
        answer = self._answer(at)
        free.append(at)
        return piece, answer

    def _ask(self, at: int, piece: Piece) -> None:
        ends = self._ends[at]
        if ends is not None:
            try:
                _send(ends[0], piece)
            except BrokenPipeError:
                self._lose(at)

    def _answer(self, at: int) -> Done | None:
        ends = self._ends[at]
        received = _received(ends[1]) if ends is not None else None
        if received is None:
            self._lose(at)
            return None
        done: Done | None = received[0]
        return done

    def _lose(self, at: int) -> None:
        """Go on without a process that is no more there."""
        for end in self._ends[at] or ():
            os.close(end)
        self._ends[at] = None

    def end(self) -> None:
        """Let the processes end, and wait for them."""
        for at in range(len(self._ends)):
            self._lose(at)
        while self._pids:
            os.waitpid(self._pids.pop(), 0)


def _send(end: int, value: Any) -> None:
    message = json.dumps([value]).encode("ascii")
    message = len(message).to_bytes(_LENGTH, "little") + message
    view = memoryview(message)
    while view:
        view = view[os.write(end, view) :]


def _received(end: int) -> list[Any] | None:
    """A value in a list; None at the end of the pipe."""
    head = _read(end, _LENGTH)
    body = _read(end, int.from_bytes(head, "little")) if head is not None else None
    return None if body is None else json.loads(body)


def _read(end: int, size: int) -> bytes | None:
    found = bytearray()
    while len(found) < size:
        more = os.read(end, min(size - len(found), 1 << 20))
        if not more:
            return None
        found += more
    return bytes(found)
