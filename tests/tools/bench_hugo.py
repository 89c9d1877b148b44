"""The benchmark's records as a Hugo site: the same pages and the same weight, nothing checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from bench_content import SOURCES, Record, speaker_of

RECORD = """\
{{ define "main" }}<p class="label">{{ .Params.kind }}</p>
<h1>{{ .Title }}</h1>
<p class="standing">
<span class="mark mark--in-source">In the source</span>
</p>
<div class="event">
{{ .Content }}
</div>
<section aria-labelledby="evidence">
<h2 id="evidence">Evidence</h2>
<ul class="evidence__list">
{{ range .Params.cites }}{{ $source := site.GetPage (printf "/sources/%s" .source) }}
<li>
<p class="evidence__kind">In the source, word for word</p>
<blockquote class="evidence__words" lang="en"><p>{{ .exact }}</p></blockquote>
<p class="evidence__source"><a href="{{ $source.RelPermalink }}">{{ $source.Title }}</a>, The Archive <span class="label">archive</span>, paragraph 1, sentence 2</p>
</li>
{{ end }}
</ul>
</section>
<nav class="neighbours" aria-label="Neighbouring records">
{{ with .PrevInSection }}<p>Previous: <a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}
{{ with .NextInSection }}<p>Next: <a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}
</nav>
{{ end }}
"""
LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul class="records">
{{ range $page := %s }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>
{{ end }}
"""
TIMELINE = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ol class="timeline">
{{ range (where site.RegularPages "Params.kind" "event").ByParam "told" }}<li>
<div class="event">
<p class="event__date"><time datetime="{{ .Params.told }}">{{ .Params.told }}</time></p>
<p class="event__title"><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>
{{ .Content }}
<p class="standing">
<span class="mark mark--in-source">In the source</span>
</p>
</div>
</li>
{{ end }}</ol>
{{ end }}
"""
SOURCE = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<dl class="facts"><dt>Publisher</dt><dd>The Archive <span class="label">archive</span></dd></dl>
<section aria-labelledby="passages">
<h2 id="passages">Passages used, and what rests on them</h2>
<ol class="passages">
{{ $name := .Params.name }}
{{ range $page := .Pages }}{{ range .Params.cites }}{{ if eq .source $name }}<li>
<p class="label">paragraph 1, sentence 2</p>
<blockquote lang="en"><p><mark>{{ .exact }}</mark></p></blockquote>
<ul>
<li><a href="{{ $page.RelPermalink }}">{{ $page.Title }}</a></li>
</ul>
</li>
{{ end }}{{ end }}{{ end }}
</ol>
</section>
{{ end }}
"""
CONFIG = {
    "baseURL": "https://example.org/",
    "title": "The Harbour",
    "locale": "en",
    "uglyURLs": True,
    "disableKinds": ["RSS"],
    "taxonomies": {"source": "sources"},
    "markup": {"goldmark": {"renderer": {"unsafe": True}}},
}


def write_hugo(folder: Path, made: list[Record], like: Mapping[str, bytes], filler: int) -> None:
    """Write a Hugo site of the records, each page with so many bytes of `filler`.

    Head, header and footer are taken from a record page of `like`, and so are the files beside the pages.
    """
    shell = next(body for path, body in like.items() if path.startswith("facts/event-")).decode()
    before, _, rest = shell.partition("<main")
    after = rest.partition("</main>")[2]
    # Static text of the same weight, but for what differs from page to page.
    title, description = before.partition("<title>"), '<meta name="description" content="{{ .Params.description }}">'
    head = title[2].partition("</title>")[2].partition("\n")[2]
    kept = "".join(line + "\n" for line in head.splitlines() if "description" not in line)
    base = (
        f'{title[0]}<title>{{{{ .Title }}}} · The Harbour</title>\n{description}\n{kept}<main id="main">'
        f'{{{{ block "main" . }}}}{{{{ end }}}}</main>{after}'
    )
    files = {
        "hugo.json": json.dumps(CONFIG),
        "layouts/_default/baseof.html": base.replace("../", "/"),
        "layouts/_default/single.html": RECORD.replace("</nav>", f"</nav><p>{'filler ' * (filler // 7)}</p>"),
        "layouts/_default/list.html": LIST % ".Pages",
        "layouts/index.html": LIST % "site.RegularPages",
        "layouts/404.html": LIST % "(slice)",
        "layouts/timeline/list.html": TIMELINE,
        "layouts/sources/term.html": SOURCE,
        "content/timeline/_index.md": _page({"title": "Time line"}, ""),
    }
    for number in range(SOURCES):
        name = f"source-{number:02}"
        files[f"content/sources/{name}/_index.md"] = _page(
            {"title": f"Harbour book {chr(65 + number)}", "name": name}, ""
        )
        words = f"{speaker_of(number)} keeps the harbour book."
        actor = Record(f"actor-{number:02}", "actor", speaker_of(number), words, ((number, words),), ())
        files[f"content/facts/{actor.id}.md"] = hugo_record(actor)
    files |= {f"content/facts/{record.id}.md": hugo_record(record) for record in made}
    beside = {f"static/{name}": body for name, body in like.items() if not name.endswith((".html", "sitemap.xml"))}
    for name, body in {**{name: text.encode() for name, text in files.items()}, **beside}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def hugo_record(record: Record) -> str:
    """One record as a Markdown page with front matter."""
    cites = [{"source": f"source-{source:02}", "exact": words} for source, words in record.cites]
    told = next((line.partition("date: ")[2] for line in record.fields if line.startswith("date: ")), "")
    named = sorted({cite["source"] for cite in cites})
    head = {"title": record.title, "kind": record.kind, "description": record.text[:250], "told": told,
            "sources": named, "cites": cites}  # fmt: skip
    return _page(head, record.text)


def _page(head: Mapping[str, object], body: str) -> str:
    lines = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items())
    return f"---\n{lines}\n---\n\n{body}\n"
