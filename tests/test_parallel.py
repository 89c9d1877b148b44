"""Work in a second process gives what it gives in one."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from previewing import until
from samples import ROOT, Explainer

from explainer.parallel import fork, run_parallel
from explainer.problems import ContentError, Location, Problem


def broken() -> int:
    """Fail as content does."""
    raise ContentError([Problem(Location("a.yaml", 3), "wrong", rule="rule")])


def test_a_result_and_an_exception_come_back() -> None:
    """What the work gives or raises is what the caller gets."""
    assert fork(lambda: [1, "two"])() == [1, "two"]
    with pytest.raises(ContentError) as error:
        fork(broken)()
    assert error.value.problems == (Problem(Location("a.yaml", 3), "wrong", rule="rule"),)


def test_a_killed_process_is_no_loss() -> None:
    """Work that another process did not finish is done here."""
    here = os.getpid()
    assert fork(lambda: os._exit(9) if os.getpid() != here else "done here")() == "done here"


def test_jobs_keep_their_order() -> None:
    """Many jobs or few, short or long, the answers come in the order of the jobs."""
    for count in (0, 1, 2, 3, 500):
        jobs = [partial(lambda number: sum(range(number * 97 % 5000)) and number, number) for number in range(count)]
        assert run_parallel(jobs) == [job() for job in jobs]


def test_jobs_of_a_killed_process_are_done_again() -> None:
    """A job that another process had taken and did not finish is done here; an exception of a job is raised."""
    here = os.getpid()
    assert run_parallel([lambda: os._exit(9) if os.getpid() != here else "here"] * 20) == ["here"] * 20
    with pytest.raises(ContentError):
        run_parallel([broken] * 20)


def test_this_process_does_something_else_first() -> None:
    """It takes no job before that, and has its own results; the others need not wait for it."""
    here, done = os.getpid(), []
    takers = run_parallel([os.getpid] * 20, lambda _share: done.append("job"), lambda: done.append("first"))
    assert done == ["first", *["job"] * takers.count(here)]


def test_another_process_ends_with_the_first(tmp_path: Path) -> None:
    """Killed, the first process takes those with it that work for it, in the middle of their jobs."""
    program = (
        "import os, sys, time, pathlib\n"
        "from explainer.parallel import run_parallel\n"
        "def job():\n"
        "    pathlib.Path(sys.argv[1], str(os.getpid())).touch()\n"
        "    time.sleep(600)\n"
        "run_parallel([job] * 8)\n"
    )
    # A processor alone has no second process.
    program = f"import os\nos.cpu_count = lambda: 3\n{program}"
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], cwd=ROOT) as first:
        until(lambda: list(tmp_path.iterdir()), lambda found: len(found) == 3)
        first.kill()
    others = [int(path.name) for path in tmp_path.iterdir() if path.name != str(first.pid)]
    assert len(others) == 2
    until(lambda: [pid for pid in others if running(pid)], lambda left: not left)


def running(pid: int) -> bool:
    """True if there is such a process, and it is no zombie that nobody asked for yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
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
