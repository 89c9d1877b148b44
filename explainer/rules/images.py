"""Rules about the images of editors: each is there, whole and light, and may be shown."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.content.content import Content, Entry
from explainer.content.records import Image
from explainer.problems import Problem
from explainer.rules.common import Problems, title
from explainer.text.source_text import contains
from explainer.text.suggest import did_you_mean


def known_image(content: Content) -> Problems:
    """The file that an image names is in `images/`, and every file there is that of an image."""
    used = set()
    for entry, image in _images(content):
        used.add(image.file)
        if image.file not in content.images:
            hint = did_you_mean(image.file, list(content.images))
            yield Problem(entry.at("file"), f"{title(entry)}: no file '{image.file}' in images/", hint)
    for name in sorted(set(content.images) - used):
        hint = "name it as the 'file' of an image, with its maker and licence, or delete it"
        yield Problem(content.site.at(), f"images/{name}: no image is in this file", hint)


def whole_image(content: Content) -> Problems:
    """The file of an image is a whole PNG, JPEG, GIF, WebP or SVG file, not too heavy, and runs or loads nothing."""
    for entry, image in _images(content):
        if (file := content.images.get(image.file)) and file.fault:
            message = f"{title(entry)}: '{image.file}' {file.fault}"
            hint = "save it again in the format its name says, no wider than it is shown: some 1300 pixels"
            yield Problem(entry.at("file"), message, hint)


def image_credit(content: Content) -> Problems:
    """The page that an image comes from names its maker and its licence, unless the editors made it."""
    for entry, image in _images(content):
        for field, words in (("maker", image.maker), ("licence", image.licence)):
            if not image.own and not any(contains(said, words) for said in image.evidence_words()):
                message = f"{title(entry)}: {field} '{words}' is not in its evidence"
                hint = (
                    "cite the page it comes from, with what that says of both; of an image of your own, say own: true"
                )
                yield Problem(entry.at(field), message, hint)


def _images(content: Content) -> Iterator[tuple[Entry, Image]]:
    return ((entry, entry.record) for entry in content.facts if isinstance(entry.record, Image))
