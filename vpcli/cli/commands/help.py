"""`vpcli help`: the commands and topics, and what each of them says."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from vpcli.cli.groups import OUTPUT, GroupedCommand, grouped, rare_option
from vpcli.cli.language import language, wrong_usage
from vpcli.i18n import LANGUAGES, say
from vpcli.i18n.topics import TOPICS, title_of, topic

if TYPE_CHECKING:
    from vpcli.writers.display import Style

__all__ = ["command"]


def _completed(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Commands with their questions, and topics with their titles."""
    lang, begin = language(ctx.params.get("lang")), typed.casefold()
    topics = [
        CompletionItem(name, help=title_of(name, lang)) for name in TOPICS if name.startswith(begin)
    ]
    return _group(ctx).shell_complete(ctx.find_root(), begin) + topics


@click.command("help", cls=GroupedCommand)
@click.argument("subject", metavar="[COMMAND|TOPIC]", required=False, shell_complete=_completed)
@grouped(
    OUTPUT,
    click.option("--lang", type=click.Choice(LANGUAGES), help="Language of help and output."),
    rare_option("--no-color", is_flag=True, help="No colour."),
)
@click.pass_context
def command(ctx: click.Context, subject: str | None, lang: str | None, no_color: bool) -> None:
    """Commands and topics: the whole reference.

    Without a name it lists them. A command is told as by its own --help, a topic whole, and a
    word of results or files (a reason, a column, a format) by its line in the topics.

    \b
    Examples:
      vpcli help
      vpcli help growth
      vpcli help files
      vpcli help no-base-year
    """
    lang, group = language(lang), _group(ctx)
    if subject is None:
        click.echo(_listed(ctx, group, lang))
        return
    name = subject.casefold()
    if name in group.list_commands(ctx):
        click.echo(_help_of(ctx, group, name))
        return
    from vpcli.cli.terminal import colour_wanted, width_of
    from vpcli.writers.display import Style

    colour = colour_wanted(sys.stdout, no_color=no_color)
    style = Style(lang=lang, width=width_of(sys.stdout), colour=colour)
    if name in TOPICS:
        from vpcli.writers.topic import topic_text

        click.echo(topic_text(topic(name, lang), style), nl=False, color=True)
        return
    click.echo(_told_of(subject, group, style), nl=False, color=True)


def _group(ctx: click.Context) -> click.Group:
    group = ctx.find_root().command
    assert isinstance(group, click.Group)
    return group


def _listed(ctx: click.Context, group: click.Group, lang: str) -> str:
    formatter = ctx.make_formatter()
    group.format_commands(ctx, formatter)
    with formatter.section(say(lang, "help.topics")):
        formatter.write_dl([(name, title_of(name, lang)) for name in TOPICS])
    formatter.write_paragraph()
    formatter.write(say(lang, "help.how"))
    return formatter.getvalue().lstrip("\n")


def _help_of(ctx: click.Context, group: click.Group, name: str) -> str:
    """The help of a command, as its own --help prints it."""
    found = group.get_command(ctx, name)
    assert found is not None
    with click.Context(found, info_name=name, parent=ctx.find_root()) as own:
        return found.get_help(own)


def _told_of(word: str, group: click.Group, style: Style) -> str:
    """What the topics say of a word; one that they do not know is answered with the nearest."""
    from vpcli.writers.topic import rows_text
    from vpcli.writers.topic_blocks import rows_about

    told = [
        rows_text(f"vpcli help {name}: {heading}", rows, style)
        for name in TOPICS
        for heading, rows in rows_about(topic(name, style.lang), word).items()
    ]
    if told:
        return "\n".join(told)
    from vpcli.errors import nearest

    known = [*group.list_commands(click.get_current_context()), *TOPICS]
    near = nearest(word.casefold(), known)
    code = "help-near" if near else "help-unknown"
    raise wrong_usage(code, text=word, hint=near, known=", ".join(known))
