"""Saves, and the builds that they cause."""

from __future__ import annotations

import threading

from previewing import LONG, until


def test_a_save_during_a_build_is_not_lost() -> None:
    """What is saved while a build runs is built afterwards; requests are answered meanwhile."""
    from explainer.preview.watch import Builder

    started, go = threading.Event(), threading.Event()
    built: list[frozenset[str]] = []

    def build_one(files: frozenset[str]) -> None:
        started.set()
        assert go.wait(LONG)
        built.append(files)

    builder = Builder(build_one)
    builder.start()
    builder.notice({"first"})
    assert started.wait(LONG)
    builder.notice({"second"})
    builder.notice({"third"})
    go.set()
    until(lambda: len(built), lambda count: count == 2)
    builder.stop()
    builder.join(LONG)
    assert built == [frozenset({"first"}), frozenset({"second", "third"})]
