"""True sentences of an editor are accepted, and false ones reported: `sentences/` has over 200 of each, for two explainers.

Most of the `seen` half was written before the rules were read; later finds are added to it. The `unseen` half was written
after the rules had been changed for the first and was judged once before any more change; then they were changed for it, too,
and a few sentences that break the form of statements were reworded. The miniature has more records here, in forms that it
has none of: a temperature, a fraction, a season.
"""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest
from samples import ROOT, SAMPLE, Explainer

from explainer.content.loader import load_content
from explainer.rules.prose import bare_statement, credited_in_prose, known_link, link_agrees, quoted_of_speaker

SENTENCES = Path(__file__).parent / "sentences"
FOLDERS = {"miniature": SAMPLE, "real": ROOT}
HALVES = ("seen", "unseen")
RULES = (bare_statement, link_agrees, known_link, credited_in_prose, quoted_of_speaker)
"""Those that judge the sentences of a page."""


def sentences(kind: str, half: str) -> list[dict[str, str]]:
    """The rows of a file: `explainer`, `class`, `sentence`."""
    with (SENTENCES / f"{kind}-{half}.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def copied(name: str, folder: Path) -> Explainer:
    """A copy of an explainer; of the miniature with more records."""
    explainer = Explainer(FOLDERS[name]).copied(folder)
    if name == "miniature":
        for file in SENTENCES.glob("*.yaml"):
            shutil.copy(file, explainer.path(f"facts/{file.name}"))
    return explainer


def reported(explainer: Explainer, paragraphs: Sequence[str]) -> dict[str, list[str]]:
    """The messages about each of some paragraphs that are added to the story."""
    page = explainer.path("pages/index.md")
    text = page.read_text("utf-8")
    lines = {text.count("\n") + 2 * number + 2: paragraph for number, paragraph in enumerate(paragraphs)}
    explainer.save(page, text + "".join(f"\n{paragraph}\n" for paragraph in paragraphs))
    content, _ = load_content(explainer.folder / "content", explainer.folder / "seeds")
    found = defaultdict[str, list[str]](list)
    for rule in RULES:
        for problem in rule(content):
            assert problem.where.path.endswith("index.md"), problem
            found[lines[problem.where.line]].append(problem.message)
    return found


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("kind", ["true", "false"])
def test_sentences(kind: str, half: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every true sentence is accepted and every false one reported; the rate is printed."""
    rows = sentences(kind, half)
    assert len(rows) >= 100
    wrong = []
    for name in FOLDERS:
        own = [row["sentence"] for row in rows if row["explainer"] == name]
        found = reported(copied(name, tmp_path / name), own)
        wrong += [(sentence, found[sentence]) for sentence in own if bool(found[sentence]) == (kind == "true")]
    with capsys.disabled():
        print(f"\n{kind} sentences, {half}: {100 * (1 - len(wrong) / len(rows)):.1f} % of {len(rows)} judged right")
    assert wrong == []


def test_the_records_for_sentences_are_right(tmp_path: Path) -> None:
    """The records that the sentences need besides those of the miniature are right."""
    assert copied("miniature", tmp_path).check() == []
