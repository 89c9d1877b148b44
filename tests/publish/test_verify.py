"""Anyone can verify a built site; every manipulation is reported."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import pytest
from samples import Explainer, make_unreadable

from explainer import cli
from explainer.exports.checksums import MANIFEST
from explainer.problems import ContentError
from explainer.publish.verify import Verdict, verify_site


def reseal(out: Path) -> None:
    """Make the manifest agree with the files, as a forger would."""
    from hashlib import sha256

    path = out / MANIFEST
    made = json.loads(path.read_text("utf-8"))
    made["files"] = {name: sha256((out / name).read_bytes()).hexdigest() for name in made["files"]}
    path.write_text(json.dumps(made), "utf-8")


@pytest.fixture
def out(built: Explainer) -> Path:
    """The miniature's finished site."""
    return built.folder / "_site"


def verdict(out: Path) -> Verdict:
    """The verdict on a site with the seeds next to it."""
    return verify_site(out, out.parent / "seeds")


def test_a_whole_site_is_verified(
    out: Path, capsys: pytest.CaptureFixture[str], record_property: Callable[[str, object], None]
) -> None:
    """An untouched site is verified, without the content folder."""
    (out.parent / "content").rename(out.parent / "gone")
    capsys.readouterr()
    assert cli.main(["verify", str(out), "--seeds", str(out.parent / "seeds")]) == 0
    assert capsys.readouterr().out.endswith("Verified.\n")
    found = verdict(out)
    assert found.passages > 10
    assert found.files == len([path for path in out.rglob("*") if path.is_file()]) - 1
    record_property("measured", f"verify: {found.files} files, {found.passages} passages, {found.claims} accounts")


def test_every_changed_file_is_named(out: Path) -> None:
    """One byte more in any file, of any class, contradicts the manifest and names the file, and so does its loss."""
    names = [path for path in sorted(out.rglob("*")) if path.is_file() and path.name != MANIFEST]
    kinds = {path.suffix: path for path in names}
    assert {".html", ".css", ".json", ".csv", ".ics", ".svg"} <= kinds.keys()
    for path in kinds.values():
        path.write_bytes(path.read_bytes() + b" ")
    (out / "new.html").write_text("x")
    found = verdict(out).contradicted
    for path in kinds.values():
        assert f"{path.relative_to(out)}: changed, it does not have the checksum of the manifest" in found
        path.unlink()
    assert "new.html: not listed in the manifest" in found
    found = verdict(out).contradicted
    for path in kinds.values():
        assert f"{path.relative_to(out)}: listed in the manifest, but missing" in found


FORGERIES: list[tuple[str, str, str]] = [
    ("facts/opening.html", "<mark>The Lantern Bridge opened", "does not show “The Lantern Bridge opened"),
    ("facts/opening.html", "paragraph 1, sentence 1", "does not show “paragraph 1, sentence 1”"),
    ("facts/opening.html", "../sources/harbour-gazette.html", "does not link to source 'harbour-gazette'"),
    (
        "facts/who-financed.html",
        "../facts/who-paid.html",
        "does not link to 'facts/who-paid.html', which has replaced it",
    ),
    ("sources/harbour-gazette.html", "b0386dc7", "does not show b0386dc7"),
    ("data/events.json", "The Lantern Bridge opened on the evening", "as evidence, which the manifest does not have"),
    ("data/citations.csv", "The Lantern Bridge opened on the evening", "as evidence, which the manifest does not have"),
    ("data/events.json", "{", "cannot be parsed"),
]


@pytest.mark.parametrize(("name", "old", "said"), FORGERIES)
def test_a_forged_file_with_a_forged_checksum(out: Path, name: str, old: str, said: str) -> None:
    """Words changed in a page or datum are reported even if the manifest was made to agree."""
    path = out / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, "Forged"), "utf-8")
    reseal(out)
    found = verdict(out)
    assert any(line.startswith(f"{name}: ") and said in line for line in found.contradicted), found.contradicted
    assert found.exit_code == 1


def test_a_forged_annotation(out: Path) -> None:
    """Words changed in the linked data of a page are reported."""
    path = out / "facts/opening.html"
    text = path.read_text("utf-8")
    assert text.count('"exact":"The Lantern Bridge') == 1
    path.write_text(text.replace('"exact":"The Lantern Bridge', '"exact":"No bridge'), "utf-8")
    reseal(out)
    assert any("“No bridge" in line for line in verdict(out).contradicted)


CLAIMED = {"at", "cell", "source", "claim", "locator", "url", "exact", "prefix", "suffix", "file", "sha256"}


@pytest.mark.slow
def test_every_field_of_the_manifest(out: Path, record_property: Callable[[str, object], None]) -> None:
    """A change to any field of any citation in the manifest, and its loss, is contradicted or could not be checked."""
    path = out / MANIFEST
    whole = path.read_text("utf-8")
    places = [
        (name, index, key)
        for name, stated in json.loads(whole)["facts"].items()
        for index, cite in enumerate(stated["cite"])
        for key in cite
    ]
    assert {key for _, _, key in places} == CLAIMED

    def tampered(change: Callable[[dict[str, Any]], object]) -> Verdict:
        made = json.loads(whole)
        change(made["facts"])
        path.write_text(json.dumps(made), "utf-8")
        return verdict(out)

    for key in sorted(CLAIMED):
        others = {
            (name, index): {"sha256": f"{number:064}", "url": f"https://else.example/{number}/"}.get(
                key, f"else-{number}-entirely"
            )
            for number, (name, index, each) in enumerate(places)
            if each == key
        }

        def change(facts: dict[str, Any], key: str = key, others: Mapping[tuple[str, int], str] = others) -> None:
            for (name, index), other in others.items():
                facts[name]["cite"][index][key] = other

        found = tampered(change)
        assert found.exit_code == (2 if key == "file" else 1), key
        for (name, index), other in others.items():
            exact = json.loads(whole)["facts"][name]["cite"][index].get("exact")
            named = f"'{name}': “{exact}”" if key in ("prefix", "suffix") else other
            assert any(named in line for line in found.contradicted + found.unchecked), (name, index, key)
    record_property("measured", f"verify: {len(places)} fields of the manifest tampered with, each noticed")
    assert tampered(lambda facts: facts.pop("opening")).exit_code == 1
    assert tampered(lambda facts: facts["opening"].update(page="index.html")).exit_code == 1
    assert tampered(lambda facts: facts["crossings"]["rests_on"].append("rail")).exit_code == 1
    assert tampered(lambda facts: facts["crossings"]["rests_on"].append("nobody")).exit_code == 1
    assert tampered(lambda facts: facts["opening"]["cite"][0].update(file="../../secret")).exit_code == 1
    assert tampered(lambda facts: facts["opening"]["cite"][0].update(more="x")).exit_code == 1
    for key in ("exact", "file", "sha256"):
        assert tampered(lambda facts, key=key: facts["opening"]["cite"][0].pop(key)).exit_code == 1  # type: ignore[misc]
    made = json.loads(whole)
    del made["old"]["facts/nine-lamps.html"]
    path.write_text(json.dumps(made), "utf-8")
    assert verdict(out).contradicted == ["facts/nine-lamps.html: a record without evidence in the manifest"]
    for text in ("{}", "[]", "", "{", "null"):
        path.write_text(text)
        assert verdict(out).exit_code == 1


def test_a_tampered_or_missing_source(out: Path) -> None:
    """A changed source text is contradicted, a missing one could not be checked: the outcomes differ."""
    seed = out.parent / "seeds" / "harbour-gazette.txt"
    body = seed.read_bytes()
    seed.write_bytes(body.replace(b"evening", b"morning"))
    assert verdict(out).contradicted == [f"{seed}: not the text that was cited: its checksum differs"]
    seed.unlink()
    found = verdict(out)
    assert found.contradicted == []
    assert found.unchecked == [f"{seed} does not exist; what is cited from it was not checked"]
    assert found.exit_code == 2
    assert str(found).endswith("Could not check everything.")


def test_a_source_text_that_cannot_be_read(out: Path) -> None:
    """A folder or a link to itself in the place of a source text leaves what is cited from it unchecked."""
    seed = out.parent / "seeds" / "harbour-gazette.txt"
    seed.unlink()
    seed.mkdir()
    assert verdict(out).unchecked == [f"{seed} cannot be read: Is a directory; what is cited from it was not checked"]
    seed.rmdir()
    seed.symlink_to(seed)
    found = verdict(out)
    assert found.unchecked[0].startswith(f"{seed} cannot be read: Too many levels of symbolic links")
    assert found.exit_code == 2


def test_words_said_twice_or_never(out: Path) -> None:
    """Words that occur twice in the source text, or not at all, are contradicted by it."""
    seed = out.parent / "seeds" / "harbour-gazette.txt"
    from hashlib import sha256

    old = sha256(seed.read_bytes()).hexdigest()
    for text, how in ((seed.read_text("utf-8") * 2, "occurs 2 times"), ("Nothing.\n", "does not occur")):
        seed.write_text(text, "utf-8")
        new = sha256(seed.read_bytes()).hexdigest()
        for path in out.rglob("*"):
            if path.suffix in (".html", ".json", ".csv"):
                path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        reseal(out)
        assert any(f" {how} in harbour-gazette.txt" in line for line in verdict(out).contradicted)
        old = new


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_cannot_be_read(out: Path, capsys: pytest.CaptureFixture[str], kind: Literal["folder", "file"]) -> None:
    """A folder or file that cannot be read is a problem with its place, and nothing is verified."""
    place = make_unreadable(out, kind)
    capsys.readouterr()
    assert cli.main(["verify", str(out), "--seeds", str(out.parent / "seeds")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        f"{place}:1:1: cannot be read: File name too long [readable]\n    hint: get the site again from where it came\n"
    )


@pytest.mark.parametrize(
    ("name", "message"), [("site.zip", "cannot be read: N"), ("absent", "there is no such folder")]
)
def test_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, message: str) -> None:
    """A path that is not a folder is rejected with its place."""
    (tmp_path / "site.zip").write_bytes(b"PK\x03\x04")
    assert cli.main(["verify", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / name}:1:1: {message}")


def test_links_in_a_folder_and_no_manifest(out: Path, tmp_path: Path) -> None:
    """Links and pipes within a site are refused; a folder without a manifest could not be checked."""
    (out / "more.html").symlink_to("/etc/passwd")
    (out / "more").symlink_to(out)
    os.mkfifo(out / "pipe")
    with pytest.raises(ContentError, match="3 problem") as raised:
        verdict(out)
    assert [Path(problem.where.path).name for problem in raised.value.problems] == ["more", "more.html", "pipe"]
    (tmp_path / "empty").mkdir()
    assert verify_site(tmp_path / "empty", tmp_path).exit_code == 2


def test_one_account_of_an_outside_page() -> None:
    """The verdict counts in the singular where there is one."""
    assert "1 passage word for word in the source texts; 1 account of an outside page is shown" in str(
        Verdict(files=3, passages=1, claims=1)
    )
