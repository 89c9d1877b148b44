"""Style sheets are published without comments and indentation."""

from __future__ import annotations

import pytest
from samples import ROOT

from explainer.rendering.css import compact


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("/* why */\na {\n  color: red;\n}\n", "a{color:red}"),
        ('p::before {\n  content: "a  /* b */; } ";\n}\n', 'p::before{content:"a  /* b */; } "}'),
        ("a b > c:not(.d .e) { margin: 0 calc(1px + 2px) }", "a b > c:not(.d .e){margin:0 calc(1px + 2px)}"),
        ("@media (width >= 64rem) {\n  a {\n    b: c;\n  }\n}", "@media (width >= 64rem){a{b:c}}"),
    ],
)
def test_compact(css: str, small: str) -> None:
    """Comments and indentation go; strings and the spaces that mean something stay."""
    assert compact(css) == small


def test_compact_twice_is_compact() -> None:
    """What is compact already stays as it is, for every style sheet of the project."""
    for path in (ROOT / "static" / "css").glob("*.css"):
        once = compact(path.read_text("utf-8"))
        assert compact(once) == once
