"""Rules are run on everything, however the work is shared."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from samples import Explainer

from explainer.rules import registry


def test_shares_have_the_problems_of_the_whole(sample: Explainer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What several processes find in parts of the records, and beside these, is what one finds in all of them."""
    for path in sorted((sample.folder / "content").rglob("*.*")):
        if path.suffix in (".yaml", ".md"):
            text = path.read_text("utf-8").replace("title: ", "title: 77 ")
            sample.save(path, text.replace(" the ", " the *twelve* "))
    content = sample.content()
    whole = set(registry.check_facts(content))
    monkeypatch.setattr(registry, "MANY", 0)
    content = sample.content()
    assert set(registry.check_facts(content)) == whole
    found = {problem.where.path for problem in whole}
    assert len(found & {entry.at().path for entry in content.entries}) > 20
    assert {"site.yaml", "sources.yaml", "index.md"} <= {PurePath(path).name for path in found}
