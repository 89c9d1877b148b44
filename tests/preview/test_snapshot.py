"""Successive snapshots, and their pages as the preview shows them."""

from __future__ import annotations

from typing import NoReturn


def test_a_fault_of_the_program_is_told() -> None:
    """An exception that is not about content is shown with its place, and the preview goes on."""
    from explainer.preview.snapshot import Snapshot, next_snapshot

    good = next_snapshot(Snapshot(), lambda: ({"index.html": b"x"}, lambda _path: None, frozenset(), lambda: None))

    def broken() -> NoReturn:
        raise ZeroDivisionError("of ours")

    bad = next_snapshot(good, broken)
    (problem,) = bad.problems
    assert (problem.message, problem.rule) == ("ZeroDivisionError: of ours", "unexpected")
    assert problem.where.path == __file__
    assert (bad.number, bad.site) == (2, good.site)
    assert [line.text.strip() for line in bad.excerpts[0] if line.marked] == ['raise ZeroDivisionError("of ours")']


def test_script_in_any_page_and_under_any_policy() -> None:
    """The script is added whatever a page's head looks like and its policy says."""
    from explainer.preview.snapshot import PreviewPages, Snapshot

    desk = PreviewPages("/", "edit:{path}")
    policy = "default-src &#39;none&#39;; style-src 'self' 'sha256-abc='; img-src 'self'"
    pages = {
        "upper.html": b"<HEAD><TITLE>x</TITLE></HEAD ><BODY>",
        "bare.html": b"<title>x</title><p>no head at all",
        "long.html": b"<head>" + b"<!-- " + b"x" * 200_000 + b" --></head>",
        "strict.html": f'<head><meta http-equiv="Content-Security-Policy" content="{policy}"></head>'.encode(),
    }
    snapshot = Snapshot(1, pages)
    for name in pages:
        shown = desk.page(snapshot, name, "localhost:8000")
        assert shown.count(b'<script defer src="/__preview/preview.js"') == 1
        assert shown.count(b"livereload.js?mindelay=200&amp;maxdelay=1000&amp;host=localhost&amp;port=8000") == 1
    strict = desk.page(snapshot, "strict.html", "localhost:8000").decode()
    assert ("default-src 'none'; style-src 'self' 'sha256-abc='; img-src 'self'; script-src 'self'; "
            "connect-src 'self'\">") in strict  # fmt: skip


def test_what_makes_a_page_load_again() -> None:
    """A page's key changes with it, its pictures and scripts; the look with any style sheet; else neither."""
    from explainer.preview.snapshot import PreviewPages, Snapshot

    page = b'<a href="other.html"><img src="../pic.svg"><script src=\'/base/s.js\'>'
    site = {"a/x.html": page, "pic.svg": b"1", "s.js": b"1", "c.css": b"1", "a/other.html": b"1", "404.html": b"?"}
    desk = PreviewPages("/base/", "edit:{path}")

    def after(change: dict[str, bytes]) -> tuple[bool, bool]:
        old, new = Snapshot(1, site), Snapshot(2, {**site, **change})
        return desk.key(old, "a/x.html") != desk.key(new, "a/x.html"), old.look != new.look

    assert after({"a/other.html": b"2", "new.html": b"2"}) == (False, False)
    assert after({"c.css": b"2"}) == (False, True)
    for name in ("a/x.html", "pic.svg", "s.js"):
        assert after({name: site[name] + b"2"}) == (True, False), name
