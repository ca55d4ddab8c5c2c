"""`vpcli completion`."""

from __future__ import annotations

import click

from vpcli.cli.groups import GroupedCommand

__all__ = ["command"]


_REPAIRS = (
    # bash: a backslash before a blank in a name must come through
    ("read type", "read -r type"),
    # fish: so must a comma in a name
    ('string split ","', 'string split -m 1 ","'),
    # zsh: of --option=value the value alone is completed, and the option stays before it
    (
        "    for type key descr in",
        "    [[ $PREFIX == --*=* ]] && compset -P '*='\n    for type key descr in",
    ),
    ("completions_with_descriptions -U", 'completions_with_descriptions -U -i "$IPREFIX"'),
    ("compadd -U", 'compadd -U -i "$IPREFIX"'),
)
"""What is replaced in the scripts that Click makes."""


@click.command("completion", cls=GroupedCommand)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Complete names with Tab in bash, zsh and fish.

    Prints the script that teaches the shell to complete vpcli: commands, options, their
    values, data sets and files, and from the data named on the line its indicators, areas,
    sources, years and columns. In the file that the shell starts with, write:

    \b
      bash, ~/.bashrc                    eval "$(vpcli completion bash)"
      zsh, ~/.zshrc                      eval "$(vpcli completion zsh)"
      fish, ~/.config/fish/config.fish   vpcli completion fish | source

    \b
    Examples:
      vpcli completion bash
      vpcli completion fish
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    group = click.get_current_context().find_root().command
    if found is not None:
        script = found(group, {}, "vpcli", "_VPCLI_COMPLETE")
        template = script.source_template
        for theirs, ours in _REPAIRS:
            template = template.replace(theirs, ours)
        click.echo(template % script.source_vars())
