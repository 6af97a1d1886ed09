"""The command `pullquote`, and the only place where errors become exit codes.

    0    done
    1    unexpected: a bug, or the user stopped the work on the page
    2    the input cannot be used, or the output cannot be written
    3    a program or a model that Pullquote relies on failed
    4    the words are not said in the recording
    130  stopped by Ctrl-C;  141  the reader of the output went away;  143  terminated

An error is one line on stderr that starts with `pullquote:`. PULLQUOTE_DEBUG=1 adds the traceback.
Subcommands live in `ui/cli/commands`, a module each, imported when they are called; nothing heavy
is imported to answer `--help`.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Sequence
from importlib import import_module
from types import FrameType
from typing import Any, NoReturn

import click

from pullquote.align.errors import OutputError, ProgramError, PullquoteError

COMMANDS = {
    "align": "Find the time of every word of a transcript in its recording.",
    "transcribe": "Write the transcript of a recording that has none, with Whisper.",
    "clip": "Cut captioned clips that start and end on the words you choose.",
    "card": "Make a picture of the words you choose, with the speaker's name.",
    "subtitles": "Write subtitles of the whole recording.",
    "chapters": "Write chapters of the recording, with their times.",
    "find": "Show when words are spoken, or which words at a time.",
    "add": "Put recordings with their transcripts into the library.",
    "search": "Find where words are said in everything that is in the library.",
    "check-quote": "Say whether somebody in the library said what is quoted.",
    "library": "List, check, export or thin out the library.",
    "ui": "Open the page: select words, get a clip.",
    "sample": "Put the sample recording and its transcript into a folder.",
    "doctor": "Report what is installed here, and how to mend what is missing.",
}
"""Each subcommand and its line in `--help`, kept here so that help imports none of them."""

_MODULES = {
    "ui": "page",
    "add": "library.add",
    "search": "library.search",
    "check-quote": "library.check_quote",
    "library": "library.upkeep",
}
"""Command → its module under `ui/cli/commands`, where the names differ."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_ACCESS = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENAMETOOLONG)


class _LazyGroup(click.Group):
    """A group that imports a subcommand's module when that subcommand is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"pullquote.ui.cli.commands.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _print_version(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    from importlib.metadata import version

    click.echo(f"pullquote {version('pullquote')}")
    ctx.exit()


@click.group(
    "pullquote",
    cls=_LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Every command has its own help: pullquote clip --help",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and end.",
)
@click.pass_context
def pullquote(ctx: click.Context) -> None:
    """From a recording and its transcript to captioned clips.

    Times are written like 75.5, 1:15.5 or 1:02:03.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; never raises, prints no traceback."""
    _print_any_text()
    before = signal.getsignal(signal.SIGTERM)
    try:
        _quieten_libraries()
        _heed_termination(_terminate)
        if "_PULLQUOTE_COMPLETE" in os.environ:
            pullquote.main(prog_name="pullquote")
        words = list(sys.argv[1:] if arguments is None else arguments)
        with pullquote.make_context("pullquote", words) as context:
            pullquote.invoke(context)
        _flush()
    except BaseException as error:
        return _exit_code(error)
    finally:
        _heed_termination(before)
    return 0


def _exit_code(error: BaseException) -> int:
    """The exit code for this ending, after a line to the user about it."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 1
    if isinstance(error, BrokenPipeError):
        # The reader is gone. Python would complain again when it flushes at exit.
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.Signals.SIGPIPE if hasattr(signal, "SIGPIPE") else 1
    if os.environ.get("PULLQUOTE_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        _complain("stopped")
        return 130
    if isinstance(error, click.ClickException):
        _complain(_usage(error))
        return error.exit_code
    known = _known(error)
    if known is not None:
        _complain(str(known))
        return known.exit_code
    what = " ".join(f"{type(error).__name__}: {error}".split())
    _complain(f"unexpected {what}; set PULLQUOTE_DEBUG=1 to see the traceback")
    return 1


def _known(error: BaseException) -> PullquoteError | None:
    """The error as one of ours; None for an unforeseen one."""
    if isinstance(error, ProgramError) and "No space left on device" in error.last_words:
        problem = f"has no room left for {error.doing}; make room and try again"
        return OutputError("the disk", problem)
    if isinstance(error, PullquoteError):
        return error
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return OutputError(
            error.filename or "the disk", "has no room left; make room and try again"
        )
    if isinstance(error, OSError) and error.errno in _NO_ACCESS and error.filename:
        return OutputError(error.filename, f"cannot be used ({error.strerror})")
    return None


def _usage(error: click.ClickException) -> str:
    message = error.format_message().rstrip(".")
    context = getattr(error, "ctx", None)
    return f"{message}; see {context.command_path} --help" if context is not None else message


def _complain(message: str) -> None:
    with contextlib.suppress(OSError):
        click.echo(f"pullquote: {message}", err=True)


def _quieten_libraries() -> None:
    """Keep warnings of libraries off the user's terminal, unless they were asked for."""
    if os.environ.get("PULLQUOTE_DEBUG") or sys.warnoptions:
        return
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())


def _print_any_text() -> None:
    """Make a terminal that lacks a letter show its code instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _heed_termination(handler: Any) -> None:
    # Python allows this only in the main thread.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, handler)


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    # An exception, so that unfinished files are removed on the way out.
    raise SystemExit(128 + signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
