"""How far a build has come is shown on a terminal, and nowhere else."""

from __future__ import annotations

import io

from explainer.progress import AFTER, shown


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """True, as for a terminal."""
        return True


def written(stream: io.StringIO) -> str:
    """What is written on a stream by a build of three steps, the first of which ends before anything is shown."""
    times = iter((0.0, 0.1, AFTER, AFTER + 1))
    with shown(stream, lambda: next(times)) as progress:
        progress("Checking facts", 0.5)
        progress("Making pages", 0.25)
        progress("Making pages", 0.251)
        progress("End", 1)
    return stream.getvalue()


def test_a_line_of_a_terminal_is_written_over_and_empty_at_the_end() -> None:
    """Each line covers the last one; what rounds to the same is written once, and nothing in the first seconds."""
    assert written(Terminal()) == f"\rMaking pages: 25%\rEnd: 100%{' ' * 8}\r{' ' * 9}\r"


def test_any_other_stream_stays_empty() -> None:
    """A file or a pipe gets nothing."""
    assert not written(io.StringIO())
