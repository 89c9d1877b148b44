"""Building again after an edit gives what a build from nothing gives."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping

import pytest
from edits import EDITS
from samples import BASE, ROOT, SAMPLE, Explainer

from explainer.cache import WHOLE, CachedPipeline, bodies
from explainer.pipeline import Inputs
from explainer.problems import ContentError, Problem


def outcome(make: Callable[[], Mapping[str, bytes]]) -> dict[str, bytes] | tuple[Problem, ...]:
    """The site, or every problem."""
    try:
        return dict(make())
    except ContentError as error:
        return error.problems


@pytest.mark.slow
def test_any_edit_gives_what_a_build_from_nothing_gives(sample: Explainer) -> None:
    """Over 200 random edits, broken ones and fixes, site and problems equal those of a cold build."""
    sample.copy_look()
    folders = {name: sample.folder / name for name in ("content", "seeds", "templates", "static")}
    builder = CachedPipeline(Inputs(**folders, base_url=BASE, drafts=False, stored=True))
    whole = sample.folder.with_name(f"{sample.folder.name}-whole")
    shutil.copytree(sample.folder, whole)
    generator = random.Random(8)  # edits, not secrets
    good = broken = 0
    for number in range(200):
        for _ in range(generator.choice((1, 1, 1, 2, 5))):
            generator.choice(EDITS)(generator, sample.folder)
        cold = outcome(lambda: sample.make("--base-url", BASE))
        assert outcome(lambda: bodies(builder.make().files)) == cold, number
        good, broken = (good + 1, broken) if isinstance(cold, dict) else (good, broken + 1)
        if isinstance(cold, tuple) and generator.random() < 0.6:
            for name, folder in folders.items():  # everything is undone at once
                shutil.rmtree(folder)
                shutil.copytree(whole / name, folder)
    assert good > 50
    assert broken > 50


def test_only_what_changed_is_rendered(sample: Explainer) -> None:
    """A changed note renders the pages that print it, and not all the others."""
    sample.edit("facts/events.yaml", "  topics: [ferry]\n", "  topics: [ferry]\n  note: Plain words.\n")
    builder = CachedPipeline(
        Inputs(sample.folder / "content", sample.folder / "seeds", sample.templates, sample.static)
    )
    first = bodies(builder.make().files)
    before = dict(builder._rendered)
    sample.edit("facts/events.yaml", "note: Plain words.", "note: Other words.")
    second = bodies(builder.make().files)
    changed = {url for url in before if first[url] != second[url]}
    again = {url for url, made in builder._rendered.items() if made is not before[url]}
    assert "facts/last-ferry.html" in changed
    assert changed <= again
    assert len(again) < len(before) / 2


def test_a_page_of_its_own_walks_no_list_of_all() -> None:
    """The cost of a record or source does not grow with their number: its page asks for what it shows by name."""
    builder = CachedPipeline(Inputs(SAMPLE / "content", SAMPLE / "seeds", ROOT / "templates", ROOT / "static", BASE))
    builder.make()
    of_their_own = [made for made in builder._rendered.values() if made.page.template in ("record", "source")]
    assert len(of_their_own) > 30
    walked = {name for made in of_their_own for name, key in made.read if key is WHOLE or name == "kinds"}
    # Of each explainer as short as its menu, words, topics and texts, the days of its search, the form of its base.
    assert walked == {"nav", "site", "catalogue", "timed_units", "coverage", "searched", "base_form"}


def test_pages_are_served_before_the_rest_is_made(sample: Explainer) -> None:
    """What is asked for is made first; what is wrong with a page is found at the end, and its last good bytes stay."""
    sample.copy_look()
    inputs = Inputs(sample.folder / "content", sample.folder / "seeds", sample.templates, sample.static)
    builder = CachedPipeline(inputs)
    builder.make()  # what was never there is made at once
    record = sample.templates / "record.html"
    text = record.read_text("utf-8")
    record.write_text(f"{text}\n", "utf-8")
    made = builder.prepare()
    page = "facts/last-ferry.html"
    good = bodies(made.files)[page]
    assert [url for url, file in builder._rendered.items() if file.is_computed] == [page]
    builder.finish(made)
    assert all(file.is_computed for file in builder._rendered.values())
    for wrong, said in (("{{ data.nothing }}", "'nothing'"), ('<a href="x">x</a>', "'facts/x'")):
        record.write_text(text.replace("{% block main %}", "{% block main %}" + wrong), "utf-8")
        made = builder.prepare()
        with pytest.raises(ContentError) as caught:
            builder.finish(made)
        assert said in caught.value.problems[0].message
        assert (bodies(made.files)[page] == good) == ("nothing" in wrong)
    record.write_text(text, "utf-8")
    assert bodies(builder.make().files)[page] == good
