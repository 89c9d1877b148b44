"""The size of an image is read as a browser shows it; whatever is wrong with a file is said in words."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any

import pytest
from PIL import Image

from explainer.formats.images import CUT_OFF, HEAVIEST, read_image

SIZE = (37, 21)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><path d="M0 0h9v9z"/></svg>'


def written(form: str, **options: Any) -> bytes:
    """An image of `SIZE` as another program writes it; of random colours, so that it is not compressed away."""
    body, pixels = BytesIO(), Random(1).randbytes(3 * SIZE[0] * SIZE[1])
    Image.frombytes("RGB", SIZE, pixels).save(body, form, **options)
    return body.getvalue()


def turned(orientation: int) -> Image.Exif:
    """What a camera writes that was held in another way."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


FILES = {
    "png": written("PNG"),
    "jpg": written("JPEG"),
    "jpeg": written("JPEG", progressive=True),
    "gif": written("GIF"),
    "webp": written("WEBP"),
    "lossless.webp": written("WEBP", lossless=True),
    "extended.webp": written("WEBP", exif=turned(1)),
}


@pytest.mark.parametrize("name", FILES)
def test_the_size_of_each_format(name: str) -> None:
    """It is that of the program that wrote the file; the body is kept, byte for byte."""
    image = read_image(f"a.{name}", FILES[name])
    assert (image.width, image.height, image.fault, image.body) == (*SIZE, "", FILES[name])


@pytest.mark.parametrize(("orientation", "size"), [(1, SIZE), (3, SIZE), (6, SIZE[::-1]), (8, SIZE[::-1])])
def test_a_camera_held_on_its_side(orientation: int, size: tuple[int, int]) -> None:
    """A photograph has the size in which it is shown."""
    image = read_image("a.jpg", written("JPEG", exif=turned(orientation)))
    assert (image.width, image.height) == size


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_cut_off(name: str) -> None:
    """Wherever it ends too early, it is no image; none is read as a smaller one."""
    body = FILES[name]
    faults = {read_image(f"a.{name}", body[:end]).fault for end in range(12, len(body) - 2, 7)}
    assert faults == {CUT_OFF}


def test_a_damaged_file() -> None:
    """A byte that changed on its way is found by the checksum of its part."""
    body = bytearray(FILES["png"])
    body[60] ^= 1
    assert read_image("a.png", bytes(body)).fault == "is damaged: a checksum in it is wrong"


def test_random_bytes_are_no_image() -> None:
    """Whatever follows the first bytes of a format, reading it ends, and it has a size or a fault."""
    random = Random(2)
    for name, body in FILES.items():
        for _ in range(200):
            image = read_image(f"a.{name}", body[:8] + random.randbytes(random.randrange(200)))
            assert bool(image.fault) != bool(image.width and image.height)


def test_other_files() -> None:
    """A text is no image, and an image is of the format that its name says."""
    formats = "PNG, JPEG, GIF, WebP, SVG"
    assert read_image("a.png", b"A text.").fault == f"is no image in a format that browsers show: {formats}"
    assert read_image("a.bmp", written("BMP")).fault == f"is no image in a format that browsers show: {formats}"
    assert read_image("a.png", FILES["jpg"]).fault == "is JPEG, and its name says PNG"
    assert read_image("a.png", b"").fault.startswith("is no image")


def test_a_heavy_image() -> None:
    """Its weight is said with the most that is published."""
    body = FILES["png"] + bytes(HEAVIEST)
    assert read_image("a.png", body).fault == "is 402 KiB heavy; at most 400 KiB are published"


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="640" height="300.4px"', (640, 300)),
        ('viewBox="0 0 64 48"', (64, 48)),
        ('viewBox="-1,-2,64,48" width="100%" height="100%"', (64, 48)),
        ('width="64" height="48" viewBox="0 0 1 1"', (64, 48)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[int, int]) -> None:
    """Its own width and height, else those of its frame."""
    image = read_image("a.svg", SVG.format(attributes).encode())
    assert (image.width, image.height, image.fault) == (*size, "")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (SVG.format(""), "has no size: give it 'width' and 'height', or a 'viewBox'"),
        (SVG.format('viewBox="0 0 0 9"'), "has no size"),
        (SVG.format("")[:-6], "is no whole SVG: no element found, line 1"),
        ("<!-- <svg --><html/>", "is XML, but no SVG"),
        (SVG.format('onload="alert(1)"'), "holds an attribute 'onload', which is run or loaded where it is opened by itself"),
        (
            SVG.format("").replace("<path", "<script>x</script><path"),
            "holds an element 'script', which is run or loaded where it is opened by itself",
        ),
        (
            SVG.format("").replace("<path", '<image href="https://example.org/a.png"/><path'),
            "holds a link to 'https://example.org/a.png', which is run or loaded where it is opened by itself",
        ),
        (
            SVG.format("").replace("<path", "<style>@import 'a.css'</style><path"),
            "loads something from elsewhere in its styles",
        ),
        (
            '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
            "holds an entity or an instruction, which no drawing needs",
        ),
    ],
)  # fmt: skip
def test_a_drawing_that_is_not_published(body: str, fault: str) -> None:
    """It has a size, is whole, and neither runs nor loads anything."""
    assert read_image("a.svg", body.encode()).fault == fault
