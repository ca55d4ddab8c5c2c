"""The program `vpcli`, also as `python -m vpcli`: a process that is quick to begin and to end."""

from __future__ import annotations

import _signal  # what `signal` is made of, without the time to name every signal
import gc
import os

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing is one of the modules that wait until an interrupt is heeded
    from typing import NoReturn

__all__ = ["program"]

_OBJECTS = 500_000
"""New objects until the collector looks for cycles; modules, facts and rows make few of them."""
_INTERRUPTED = 130


def program() -> NoReturn:
    """Run vpcli and end the process at once; nothing registered for its end is run."""
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:  # it may be ignored
        _signal.signal(_signal.SIGINT, _interrupted)
    gc.set_threshold(_OBJECTS)
    from vpcli.cli import run_to_status
    from vpcli.cli.streams import leave

    leave(run_to_status())


def _interrupted(_number: int, _frame: object) -> NoReturn:
    """End the process in the middle of whatever it does; an exception could get lost there."""
    os._exit(_INTERRUPTED)


if __name__ == "__main__":
    program()
