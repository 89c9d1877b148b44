"""The text of the interface: complete in any language, and nowhere else than in the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from markupsafe import Markup
from samples import ROOT, Explainer

from explainer import cli
from explainer.locales.catalogue import Group, Message
from explainer.locales.reading import BUILT_IN, english, placeholders, read_catalogue
from explainer.text.dates import parse_edtf

WORDS: dict[str, dict[str, Any]] = yaml.safe_load((BUILT_IN / "en.yaml").read_text("utf-8"))
"""The English catalogue as it is written."""


def translated(change: Callable[[str, str], Any]) -> dict[str, dict[str, Any]]:
    """A catalogue with every text changed: `change` is given its name and the text, of several forms the last."""

    def text(name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [change(f"{name}.{number}", each) for number, each in enumerate(value, 1)]
        return change(name, [*value.values()][-1] if isinstance(value, dict) else value)

    return {
        group: {key: text(f"{group}.{key}", value) for key, value in texts.items()}
        for group, texts in WORDS.items()
        if group != "plurals"
    }


def speak(sample: Explainer, language: str, catalogue: dict[str, Any]) -> Path:
    """Give the copy a language of its own and the catalogue for it; returns the catalogue's file."""
    sample.edit("site.yaml", "language: en", f"language: {language}")
    path = sample.path(f"locales/{language}.yaml")
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(catalogue, allow_unicode=True, sort_keys=False), "utf-8")
    return path


MARKER = re.compile(r"\^[^^\s]*\^")


def marked(name: str, text: str) -> str:
    """A marker with the placeholders of a text, each apart; a short one in dates, which are drawn on share images."""
    shown = "" if name.startswith("dates.") else name
    return " ".join([f"^{shown}^", *(f"{{{each}}}^^" for each in sorted(placeholders(text)))])


class _Texts(HTMLParser):
    """Every text of a page: between tags, and in attributes that are read to somebody."""

    READ = ("alt", "aria-label", "title", "content", "placeholder")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.unread = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        if tag in ("script", "style", "pre", "code"):
            self.unread = tag
        if tag != "meta" or named.get("name") in ("description", "citation_title"):
            self.found += [value for name, value in attributes if name in self.READ and value]

    def handle_endtag(self, tag: str) -> None:
        self.unread = "" if tag == self.unread else self.unread

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.found.append(data)


def texts(page: str) -> list[str]:
    """Every text that a reader of a page sees or hears; of what is to be copied, the first line alone."""
    parser = _Texts()
    parser.feed(page)
    cited = re.search(r"<pre>([^@<][^<]*(?:<wbr>[^<]*)*)</pre>", page)
    return [*parser.found, *([cited[1].replace("<wbr>", "")] if cited else [])]


def plain(text: str) -> str:
    """The words of a text, in small letters."""
    words = re.findall(r"[^\W_]+", text.lower())
    return f" {' '.join(words)} "


def written(folder: Path) -> str:
    """Every word that an editor of an explainer wrote, or a source."""
    files = [
        path
        for path in folder.rglob("*")
        if path.suffix in (".yaml", ".md", ".txt", ".geojson") and "locales" not in path.parts
    ]
    values = (str(yaml.safe_load(path.read_text("utf-8"))) for path in files if path.suffix == ".yaml")
    prose = (re.sub(r"\]\([^)]*\)|\{#[^}]*\}", "", path.read_text("utf-8")) for path in files if path.suffix != ".yaml")
    return plain(" ".join([*values, *prose]).replace("\\n", " ").replace("\\xa0", " "))


def unmarked(text: str) -> list[str]:
    """The parts of a text that come from no catalogue and hold a word; ids, addresses and numbers do not count."""
    text = re.sub(r"https?://\S+", "", MARKER.sub("\n", text))
    stretches = (plain(each).strip() for each in re.split(r"[,;·:()“”–|\n]| \| |\. ", text))
    return [each for each in stretches if re.search(r"[^\W\d]", each)]


def test_no_word_of_the_interface_is_english(sample: Explainer) -> None:
    """With a marker in place of every text, what pages, pictures, feed and calendar say is the content and nothing else."""
    speak(sample, "zz", {"plurals": {}, **translated(marked)})
    known = written(sample.folder / "content") + written(sample.folder / "seeds")
    site = sample.make("--base-url", "https://example.org/bridge/")
    found: dict[str, set[str]] = {}
    for path, body in site.items():
        shown: list[str] = []
        if path.endswith((".html", ".svg")):
            shown = texts(body.decode())
        elif path == "feed.xml":
            shown = re.findall(r"<(?:title|subtitle|summary|rights|name)>([^<]*)<", body.decode())
        elif path == "calendar.ics":
            lines = body.decode().replace("\r\n ", "").replace("\\", "").splitlines()
            shown = [
                line.partition(":")[2] for line in lines if line.startswith(("DESCRIPTION", "SUMMARY", "LOCATION"))
            ]
        elif path.startswith("data/") and path.endswith(".json") and path != "data/datapackage.json":
            shown = re.findall(r'^{"title": "(.*?)", "of"', body.decode())
        strange = {each for text in shown for each in unmarked(text) if f" {each} " not in known}
        if strange:
            found[path] = strange
    assert not found
    for path in ("js/site.js", "js/records.js", "js/results.js", "css/site.css"):
        assert MARKER.search(site[path].decode())


def test_a_miniature_in_another_language(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A catalogue in the explainer's own folder is all that another language needs: plural forms, dates, order of words."""
    catalogue = translated(marked)
    catalogue["plurals"] = {"one": "n = 1", "few": "n = 2..4"}
    catalogue["numbers"]["words"] = ["jeden", "dwóch", "trzech", *map(str, range(4, 11))]
    catalogue["support"]["some_parties"] = {
        "one": "{number} wydawców, {parties} z nich stroną",
        "few": "{number} wydawców, {parties} z nich stronami",
        "other": "{number} wydawców, {parties} z nich strony",
    }
    catalogue["strip"]["known_to_day"] = {"one": "{n} znany dzień", "few": "{n} znane dni", "other": "{n} znanych dni"}
    catalogue["dates"] |= {"day": "{day}. {month} {year}", "days": "{first}.–{last}", "about": "ok. {date}"}
    catalogue["dates"]["months_with_day"][5] = "czerwca"
    catalogue["times"]["evening"] = "wieczorem"
    catalogue["kind"]["figure"] = "liczba"
    catalogue["bases"]["report"] = "raport"
    catalogue["support"]["disputed"] = "źródła są sprzeczne: {publishers}"
    catalogue["support"]["base"] = "Tylko {base} źródłowy"
    catalogue["evidence"]["sentence"] = "zdanie {sentence} w akapicie {paragraph}"
    speak(sample, "pl", catalogue)
    assert cli.main(sample.options("build", "--base-url", "https://example.org/bridge/")) == 0
    assert "no catalogue" not in capsys.readouterr().out
    site = {path.name: path.read_text("utf-8") for path in (sample.folder / "_site").rglob("*.html")}
    assert '<html lang="pl"' in site["index.html"]
    assert "4 znane dni" in site["timeline.html"]
    assert "Tylko raport źródłowy." in site["opening.html"]
    assert "Źródła są sprzeczne: dwóch wydawców, jeden z nich stroną." in site["how-many-walked.html"]
    assert "3. czerwca 2021" in site["index.html"]
    assert '<p class="date">Wieczorem</p>' in site["timeline.html"]
    assert '<p class="label"><span>Liczba</span>' in site["first-walkers.html"]
    assert "zdanie 1\xa0w akapicie 1" in site["opening.html"]


def test_a_language_without_a_catalogue(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """The interface is in English, and the build says so; a variety of a language has the words of that language."""
    sample.edit("site.yaml", "language: en", "language: en-GB")
    assert cli.main(sample.options("build")) == 0
    assert "no catalogue" not in capsys.readouterr().out
    sample.edit("site.yaml", "language: en-GB", "language: kk")
    assert cli.main(sample.options("build")) == 0
    assert (
        "  no catalogue for the language 'kk': the words of the interface are in English; "
        "content/locales/kk.yaml would hold them\n"
    ) in capsys.readouterr().out
    assert b"Cite this record" in (sample.folder / "_site" / "facts" / "opening.html").read_bytes()


def test_an_explainer_has_its_own_words_in_english(sample: Explainer) -> None:
    """A catalogue of the explainer comes before the one of the program."""
    path = sample.path("locales/en.yaml")
    path.parent.mkdir()
    text = (BUILT_IN / "en.yaml").read_text("utf-8")
    path.write_text(text.replace("title: Cite this record", "title: How to cite"), "utf-8")
    assert b"How to cite" in sample.make()["facts/opening.html"]


MONTHS = "Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec"
CONDITIONS = "write comparisons of n joined by 'and' or 'or': n % 10 = 2..4 and n % 100 != 12..14"


@pytest.mark.parametrize(
    ("old", "new", "at", "message", "hint"),
    [
        ("  close: Close\n", "", "\nnote:", "text 'note.close' is missing", "in English: Close"),
        ("  close: Close", "  clos: Close\n  close: X", "clos: ", "unknown text 'note.clos'", "did you mean 'close'?"),
        ("\nnote:\n", "\nnotes:\n", "\nnotes:", "unknown group 'notes'", "did you mean 'note'?"),
        ("  close: Close", "  close: ''", "''", "'note.close' is not a text", "in English: Close"),
        ("see: See {agreement}", "see: See {deal}", "See {deal", "'ledger.see' does not have the placeholders of its English text", "it has: {agreement}"),
        ("see: See {agreement}", "see: See it", "See it", "'ledger.see' does not have the placeholders of its English text", "it has: {agreement}"),
        ("see: See {agreement}", "see: See {", "See {\n", "'ledger.see': braces without a placeholder", "it has: {agreement}"),
        ("  one: n = 1", "  one: n is 1", "n is 1", "'n is 1' is not a condition", CONDITIONS),
        ("{one: '{n} word', other", "{one: '{n} word', many", "{one: '{n} word'", "'counted.terms' does not have the plural forms one, other",
         "write each, and no other"),
        ("Nov, Dec]", "Nov]", "[Jan,", "'dates.months_brief' is not a list of 12 texts", f"in English: {MONTHS}"),
    ],
)  # fmt: skip
def test_a_faulty_catalogue(sample: Explainer, old: str, new: str, at: str, message: str, hint: str) -> None:
    """A text that is missing, unknown or of the wrong form is reported with its place and the English text."""
    path = sample.path("locales/en.yaml")
    path.parent.mkdir()
    text = (BUILT_IN / "en.yaml").read_text("utf-8")
    assert text.count(old) == 1
    text = text.replace(old, new)
    path.write_text(text, "utf-8")
    place = text.index(at) + at.startswith("\n")
    line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    assert f"content/locales/en.yaml:{line}:{column}: {message} [catalogue]\n    hint: {hint}" in sample.problems()


def test_what_is_no_catalogue(sample: Explainer) -> None:
    """A file of another name or form is a problem, as everywhere in the folder of content."""
    path = sample.path("locales/kk.yaml")
    path.parent.mkdir()
    path.write_text("- a list\n", "utf-8")
    path.with_name("Kazakh.yaml").write_text("", "utf-8")
    assert sample.problems() == [
        (
            "content/locales/Kazakh.yaml:1:1: unknown file 'Kazakh.yaml' [readable]\n"
            "    hint: catalogues are named after a language: kk.yaml"
        ),
        (
            "content/locales/kk.yaml:1:1: not a mapping of groups of texts [catalogue]\n"
            "    hint: copy en.yaml and translate its texts"
        ),
    ]


def asked_for() -> Iterator[tuple[Path, str, str]]:
    """Every text that a template, a script, a style sheet or a module asks for by name, as (file, group, key)."""
    files = [path for folder in ("templates", "static", "explainer") for path in (ROOT / folder).rglob("*")]
    for path in files:
        if path.suffix in (".html", ".svg", ".xml"):
            yield from ((path, *found) for found in re.findall(r"\bt\.(\w+)\.(\w+)", path.read_text("utf-8")))
        elif path.suffix in (".js", ".css"):
            yield from ((path, *found) for found in re.findall(r'\bt\("(\w+)\.(\w+)"', path.read_text("utf-8")))
        elif path.suffix == ".py":
            own = "self" if path.parent.name == "locales" else "t"
            yield from ((path, *found) for found in _chains(ast.parse(path.read_text("utf-8")), own))


def _chains(tree: ast.AST, own: str) -> Iterator[tuple[str, str]]:
    """What follows a catalogue, or what is called as one, in chains of attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            above = ast.unparse(node.value.value)
            if above == own or above.endswith(".catalogue"):
                yield node.value.attr, node.attr


def groups_by_key() -> set[str]:
    """The groups of which a text is looked up by a key that is computed."""
    sources = [path for folder in ("templates", "explainer") for path in (ROOT / folder).rglob("*") if path.is_file()]
    text = " ".join(path.read_text("utf-8", "ignore") for path in sources if path.suffix in (".html", ".py", ".js"))
    return set(re.findall(r"\b(?:t|catalogue)\.(\w+)\[", text)) | set(re.findall(r"\bvars\((?:t|self)\.(\w+)\)", text))


def test_every_text_that_is_asked_for_exists() -> None:
    """No template, script or module asks for a text that the English catalogue does not have."""
    words = english()
    known = {name for name, group in vars(words).items() if isinstance(group, Group)}
    missing = [
        f"{path.relative_to(ROOT)}: {group}.{key}"
        for path, group, key in asked_for()
        if group in known and not hasattr(words[group], key)
    ]
    unknown = [
        f"{path.relative_to(ROOT)}: {group}"
        for path, group, _ in asked_for()
        if path.suffix != ".py" and group not in known
    ]
    assert not missing + unknown


def test_every_text_is_asked_for() -> None:
    """The catalogue has no text that nothing prints."""
    asked = {(group, key) for _, group, key in asked_for()}
    by_key = groups_by_key()
    idle = [
        f"{group}.{key}"
        for group, texts in WORDS.items()
        if group != "plurals"
        for key in texts
        if (group, key) not in asked and group not in by_key
    ]
    assert not idle


def test_catalogues_of_the_program() -> None:
    """Every one of them has all texts, and the handbook's example is one."""
    for path in sorted(BUILT_IN.glob("*.yaml")):
        assert read_catalogue(str(path), path.read_text("utf-8")).language == path.stem


def test_a_message_in_a_page() -> None:
    """Its values are escaped unless they are markup; in a text for programs they stay as they are."""
    message = english().note.record_with_more
    assert isinstance(message, Message)
    assert message(record="<a>", n=1) == "<a>, with 1 more passage"
    made = message.as_markup()(record=Markup("<b>A & B</b>"), n=2)
    assert made == Markup("<b>A & B</b>, with 2 more passages")
    assert message.as_markup()(record="<a>", n=2) == "&lt;a&gt;, with 2 more passages"


@pytest.mark.parametrize(
    ("text", "time", "shown"),
    [
        ("2024", None, "2024"),
        ("2024-11", None, "November 2024"),
        ("2024-11-27", "evening", "27 November 2024, evening"),
        ("2022~", None, "about 2022"),
        ("2024-11-27/2024-11-28", None, "27–28 November 2024"),
        ("2024-11-30/2024-12-01", None, "30 November 2024 – 1 December 2024"),
        ("2017/2025", None, "2017 – 2025"),
        ("../2025-03-12", None, "by 12 March 2025"),
        ("../2025~", "morning", "by about 2025, morning"),
    ],
)
def test_display(text: str, time: str | None, shown: str) -> None:
    """A date is shown as exactly as it is known, and is written back as it was read."""
    assert english().date(parse_edtf(text), time) == shown
    assert str(parse_edtf(text)) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2019-01/2019-11", "Jan–Nov 2019"), ("2021", "2021"), ("2021-11/2022-02", "Nov 2021–Feb 2022")],
)
def test_brief(text: str, shown: str) -> None:
    """In short dates, months are cut to three letters."""
    assert english().brief_date(parse_edtf(text)) == shown


def test_a_period_without_a_beginning() -> None:
    """Of a period it is said until when, of what happened by when."""
    date = parse_edtf("../2025-03")
    assert (english().period(date), english().brief_period(date)) == ("until March 2025", "until Mar 2025")
    assert (english().date(date), english().brief_date(date)) == ("by March 2025", "by Mar 2025")
    assert english().period(parse_edtf("2021")) == "2021"


def test_names_in_a_sentence() -> None:
    """One name stands alone, the last of several after a word."""
    assert [english().listed(names) for names in (["A"], ["A", "B"], ["A", "B", "C"])] == ["A", "A and B", "A, B and C"]
