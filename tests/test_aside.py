"""Work in a second process gives what it gives in one."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import ROOT, Explainer

from explainer.aside import MANY, aside, halves
from explainer.errors import ContentError, Location, Problem


def broken() -> int:
    """Fail as content does."""
    raise ContentError([Problem(Location("a.yaml", 3), "wrong", "rule")])


def test_a_result_and_an_exception_come_back() -> None:
    """What the work gives or raises is what the caller gets."""
    assert aside(lambda: [1, "two"])() == [1, "two"]
    with pytest.raises(ContentError) as error:
        aside(broken)()
    assert error.value.problems == (Problem(Location("a.yaml", 3), "wrong", "rule"),)


def test_a_killed_process_is_no_loss() -> None:
    """Work that another process did not finish is done here."""
    here = os.getpid()
    assert aside(lambda: os._exit(9) if os.getpid() != here else "done here")() == "done here"


def test_halves_keep_the_order() -> None:
    """Many items or few, the answers come in the order of the items."""
    for count in (0, 1, MANY - 1, MANY, MANY + 1):
        items = list(range(count))
        assert halves(lambda some: [2 * each for each in some], items) == [2 * each for each in items]


def test_one_process_or_two_the_same_site(sample: Explainer) -> None:
    """The whole flow gives the same bytes and problems whether or not a second process can be had."""
    outputs = []
    for alone in (False, True):
        program = f"import os, runpy\nif {alone}: del os.fork\nrunpy.run_path('build.py', run_name='__main__')"
        out = sample.folder / f"site-{alone}"
        arguments = [*sample.options("build"), "--out", str(out)]
        subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True, cwd=ROOT)
        outputs.append({path.relative_to(out): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()})
    assert outputs[0] == outputs[1]
