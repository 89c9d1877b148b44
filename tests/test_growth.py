"""Checking takes time in proportion to what is checked, whatever an editor typed or pasted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import Explainer
from troublesome import LISTS, PIECES, copied, fields, fill_fields, fill_page, repeated

from explainer.text.source_text import SourceText

MOST = 8.0
"""How many times as long four times as much may take: twice as long as in proportion, half as long as the square."""

SIZES = (25_000, 100_000)
COUNTS = (750, 3000)


def growth(make: Callable[[int], Callable[[], object]], small: int, large: int) -> tuple[float, float]:
    """The processor time for a small and for a large input, the best of ten, or of fewer if that is short enough."""
    runs = make(small), make(large)
    best = [float("inf"), float("inf")]
    for _ in range(10):
        for number, run in enumerate(runs):
            start = time.process_time()
            run()
            best[number] = min(best[number], time.process_time() - start)
        if best[1] < MOST * best[0]:
            break
    return best[0], best[1]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process do all work itself, so that its time is all that is used."""
    monkeypatch.delattr(os, "fork", raising=False)


def assert_grows_in_proportion(
    tmp_path: Path, edit: Callable[[Explainer, int], object], sizes: tuple[int, int]
) -> None:
    """Checking the miniature with a large edit takes at most `MOST` times as long as with one of a quarter."""

    def make(size: int) -> Callable[[], object]:
        sample = copied(tmp_path / str(size))
        edit(sample, size)
        return sample.problems

    small, large = growth(make, *sizes)
    assert large < MOST * small, f"{small:.2f} s, then {large:.2f} s"


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
def test_different_numbers(tmp_path: Path) -> None:
    """A pasted table: each number of a page is another one, and each is reported at its place."""
    assert_grows_in_proportion(
        tmp_path,
        lambda sample, size: sample.add("pages/method.md", f"\n{' '.join(map(str, range(size // 6)))}\n"),
        SIZES,
    )


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("kind", PIECES)
def test_a_page(tmp_path: Path, kind: str) -> None:
    """A page, mostly one paragraph, of any kind of text."""
    assert_grows_in_proportion(
        tmp_path,
        lambda sample, size: fill_page(sample, repeated(PIECES[kind], size)),
        SIZES,
    )


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("kind", PIECES)
def test_a_field_of_each_role(tmp_path: Path, kind: str) -> None:
    """One field of each role, all at once, each with more than fits, of any kind of text."""
    places = fields()
    assert sum(map(len, places.values())) > 12

    assert_grows_in_proportion(
        tmp_path, lambda sample, size: fill_fields(sample, places, repeated(PIECES[kind], size)), SIZES
    )


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", LISTS)
def test_a_list(tmp_path: Path, name: str) -> None:
    """A list with many entries that are equal or wrong."""
    file, text = LISTS[name]
    assert_grows_in_proportion(tmp_path, lambda sample, count: sample.add(file, text(count)), COUNTS)


@pytest.mark.slow
def test_passages_not_found_in_a_long_text() -> None:
    """Hints about passages that a text of megabytes does not have: the text is read once, not for each of them."""

    def make(count: int) -> Callable[[], object]:
        words = [f"word{number * 7919 % 5003}" for number in range(count)]
        raw = " ".join(words)

        def run() -> None:
            text = SourceText(raw)
            for number in range(60):
                near = " ".join(words[number : number + 4])
                assert near in text.nearest(f"{near} never seen")

        return run

    small, large = growth(make, 100_000, 400_000)
    assert large < MOST * small
