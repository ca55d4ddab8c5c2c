"""The program `vpcli`, also as `python -m vpcli`: a process that is quick to begin and to end."""

from __future__ import annotations

import os

_INTERRUPTED = 130
try:  # whoever presses Ctrl-C at once sees no traceback either
    import gc
    import signal
except KeyboardInterrupt:
    os._exit(_INTERRUPTED)

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing is one of the modules that wait until an interrupt is heeded
    from typing import NoReturn

__all__ = ["program"]

_OBJECTS = 500_000
"""New objects until the collector looks for cycles; modules, facts and rows make few of them."""


def program() -> NoReturn:
    """Run vpcli and end the process at once; nothing registered for its end is run."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # it may be ignored
        signal.signal(signal.SIGINT, _interrupted)
    gc.set_threshold(_OBJECTS)
    from vpcli.cli import run_to_status
    from vpcli.cli.streams import leave

    leave(run_to_status())


def _interrupted(_signal: int, _frame: object) -> NoReturn:
    """End the process in the middle of whatever it does; an exception could get lost there."""
    os._exit(_INTERRUPTED)


if __name__ == "__main__":
    program()
