"""An image is published with its words, its maker and its licence, or not at all."""

from __future__ import annotations

import json
import re

import pytest
from samples import Explainer

PAGE = "facts/drawing-of-the-bridge.html"
FILE = "images/lantern-bridge.svg"


@pytest.mark.parametrize("field", ["alt", "licence", "maker", "about", "file"])
def test_a_field_that_is_missing(sample: Explainer, field: str) -> None:
    """No image is without alternative text, maker and licence."""
    path = sample.path("facts/images.yaml")
    path.write_text(re.sub(rf"  {field}: .*\n", "", path.read_text("utf-8")), "utf-8")
    (problem, *_) = sample.problems()
    assert problem.startswith(
        f"content/facts/images.yaml:2:3: image 'drawing-of-the-bridge': field '{field}' is missing"
    )


def test_a_file_that_is_far_too_heavy(sample: Explainer) -> None:
    """It is not read, and named with its weight."""
    sample.path(FILE).write_bytes(bytes(20 * 2**20))
    (problem,) = sample.problems()
    assert problem.startswith(
        "content/facts/images.yaml:6:9: image 'drawing-of-the-bridge': 'lantern-bridge.svg' is 20.0 MiB heavy; "
        "at most 400 KiB are published [whole_image]\n"
    )


def test_an_image_of_the_editors(sample: Explainer) -> None:
    """It needs no page that names its maker; that it is theirs is said."""
    path = sample.path("facts/images.yaml")
    path.write_text(path.read_text("utf-8").partition("  cite:\n")[0], "utf-8")
    assert [problem.partition("[")[2].partition("]")[0] for problem in sample.problems()] == ["image_credit"] * 2
    sample.edit("facts/images.yaml", "  about:", "  own: true\n  about:")
    assert sample.problems() == []


def test_an_image_is_published(sample: Explainer) -> None:
    """Byte for byte below images/, with its size, loaded at once on its own page and when it is needed in a story."""
    site = sample.make("--base-url", "https://example.org/")
    assert site[FILE] == sample.path(FILE).read_bytes()
    shown = '<img src="{}images/lantern-bridge.svg" width="640" height="300" alt="An arched bridge with lanterns over a river."{}>'
    assert shown.format("../", "") in site[PAGE].decode()
    assert shown.format("", ' loading="lazy"') in site["index.html"].decode()
    credit = 'Tomas Rill, <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'
    assert credit in site[PAGE].decode()
    assert credit in site["index.html"].decode()
    (record,) = json.loads(site["data/images.json"])["records"]
    assert (record["file"], record["licence"]) == ("lantern-bridge.svg", "CC BY 4.0")
    entity = site[PAGE].decode().partition('"mainEntity":')[2]
    assert '"contentUrl":"https://example.org/images/lantern-bridge.svg"' in entity.replace('": "', '":"')


def test_what_lies_in_the_folder(sample: Explainer) -> None:
    """What is no image and of no record is named, too."""
    sample.path("images/notes.txt").write_text("A note.", "utf-8")
    (problem,) = sample.problems()
    assert problem.startswith("content/site.yaml:1:1: images/notes.txt: no image is in this file [known_image]")
