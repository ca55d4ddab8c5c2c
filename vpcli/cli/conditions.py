"""What is said on stderr of the conditions that a person set to a result."""

from __future__ import annotations

from collections.abc import Sequence

from vpcli.cli.language import language
from vpcli.cli.parameters import Options
from vpcli.cli.streams import tell
from vpcli.core.reports.conditions import Condition

__all__ = ["tell_conditions"]


def tell_conditions(conditions: Sequence[Condition], options: Options) -> None:
    """Say what falls short of a condition, and of one that compared nothing that it did not.

    The former is why the run ends with status 1, so that `-q` does not hide it.
    """
    if not conditions:
        return
    from vpcli.i18n import say
    from vpcli.writers.conditions import condition_lines, not_judged, nothing_compared

    lang = language(options["lang"])
    for one in conditions:
        if one.missed:
            tell("vpcli: " + "\n".join(condition_lines(one, lang)))
        elif not one.compared and not options["quiet"]:
            tell(f"{say(lang, 'warning.prefix')}: {nothing_compared(one, lang)}")
        if one.waiting and not options["quiet"]:
            tell(f"{say(lang, 'warning.prefix')}: {not_judged(one, lang)}")
