"""The metadata of a page for programs: JSON-LD with the vocabulary of schema.org, and W3C Web Annotations."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from explainer.content.records import KINDS, Actor, Fact, Figure, Image, Place, Quote, Record, Series, Site, Source
from explainer.exports.feeds import modified
from explainer.graphics.share_images import HEIGHT, SHARED, WIDTH
from explainer.text.dates import Edtf, Moment
from explainer.text.numbers import PARTS_OF_DAY, plain_number
from explainer.view.citing import url_of
from explainer.view.navigation import pages_above
from explainer.view.page_list import Page
from explainer.view.site_data import SiteData

Node = dict[str, Any]
PLURAL = {model.kind: name for name, model in KINDS.items()}
_ENCODE = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=plain_number).encode


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata in the head of a page. `image` and `data` are output paths, `image` may be empty."""

    image: str
    data: str
    modified: str
    graph: Markup
    annotations: Markup
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def hashes(self) -> str:
        """The hashes of the data blocks for a Content-Security-Policy, so that no checker reports them as scripts."""
        blocks = (block.encode() for block in (self.graph, self.annotations) if block)
        return "".join(f" 'sha256-{b64encode(sha256(block).digest()).decode()}'" for block in blocks)


def metadata(page: Page, data: SiteData, base_url: str, files: Collection[str]) -> Metadata:
    """The metadata of a page; `files` are the static files and the share images."""
    root = base_url or "../" * page.url.count("/")
    record, source = page.data.get("record"), page.data.get("source")
    # A part of a list has the image of the whole list.
    own = page.data["above"].url if page.data.get("part") else page.url
    names = (f"{SHARED}{own.removesuffix('.html')}.png", f"{SHARED}index.png")
    name = PLURAL[record.kind] if record else "sources" if source else None
    changed = modified(data, page)
    notes = list(_annotations(record, data, root)) if record else []
    return Metadata(
        image=next((image for image in names if image in files), ""),
        data=f"data/{name}.json" if name else "data/datapackage.json",
        modified=changed,
        graph=_inert({"@context": "https://schema.org", **_page(page, changed, data, root)}),
        annotations=_inert({"@context": "http://www.w3.org/ns/anno.jsonld", "@graph": notes}) if notes else Markup(),
    )


def _inert(node: Node) -> Markup:
    """JSON for a script element: no character of it can end the element."""
    text = _ENCODE(node)
    for char in "&<>\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704  # escaped above


def _page(page: Page, changed: str, data: SiteData, root: str) -> Node:
    site, record, source = data.site, page.data.get("record"), page.data.get("source")
    node: Node = {
        "@type": "Article" if page.url == "index.html" else "WebPage",
        "url": f"{root}{page.url}",
        "headline" if page.url == "index.html" else "name": page.title,
        "inLanguage": site.language,
        "dateModified": changed,
    }
    if page.url == "index.html":
        kept = [_source(each, data, root) for each in data.sources if each.file]
        return {**node, "description": page.description, "citation": kept}
    node["isPartOf"] = {"@type": "WebSite", "name": site.title, "url": f"{root}index.html"}
    node["breadcrumb"] = _breadcrumb(page, data, root)
    if record:
        node["mainEntity"] = _entity(record, data, root)
        cited = {evidence.source.id: evidence.source for evidence in data.evidence[record.id]}
        node |= _some(citation=[_source(each, data, root) for each in cited.values()])
    elif source:
        node["mainEntity"] = _source(source, data, root)
    return node


def _breadcrumb(page: Page, data: SiteData, root: str) -> Node:
    steps = [(data.site.title, "index.html")]
    steps += [(above.label, above.url) for above in pages_above(page, data) if above.url != "index.html"]
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": f"{root}{url}"}
        for number, (name, url) in enumerate([*steps, (page.title, page.url)], 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _entity(record: Fact, data: SiteData, root: str) -> Node:
    """The subject of a record; for a kind that schema.org has no type for, its name and description."""
    describe = _ENTITIES.get(record.kind)
    node = describe(record, data, root) if describe else {"@type": "Thing"}
    return {**node, "name": record.label, **_some(description=getattr(record, "summary", None))}


def _event(record: Any, data: SiteData, root: str) -> Node:
    node = {"@type": "Event", **_some(startDate=_start(record, data.site))}
    if record.date and (record.date.end or record.date.open) and not record.date.last.approximate:
        node["endDate"] = str(record.date.last)
    places = [_named(data.records[name], "Place", root) for name in record.places]
    return {**node, **_some(location=places)}


def _start(record: Any, site: Site) -> str | None:
    """The start with the precision that is known; None if it is open or approximate, for which schema.org has no form."""
    if record.date is None or record.date.open or record.date.start.approximate:
        return None
    start: Moment = record.date.start
    day = str(start)
    clock = record.time if record.time and record.time not in PARTS_OF_DAY and not record.date.end else ""
    offset = site.timezone.offset(day) if clock and site.timezone else None
    return f"{day}T{clock}:00{offset}" if offset else day


def _quotation(record: Quote, data: SiteData, root: str) -> Node:
    speaker = data.records[record.attribution.by] if record.attribution else None
    source = data.evidence[record.id][0].source
    return {
        "@type": "Quotation",
        "text": record.text,
        **_some(spokenByCharacter=_named(speaker, _form(speaker), root) if speaker else None),
        "isPartOf": _source(source, data, root),
        **_some(dateCreated=_date(record.date)),
    }


def _figure(record: Figure, data: SiteData, root: str) -> Node:  # noqa: ARG001  # one signature for all kinds
    value = _some(value=record.value, minValue=record.low, maxValue=record.high, unitText=record.unit)
    measured = {"@type": "QuantitativeValue", **value, "description": record.words}
    return {"@type": "Observation", "value": measured, **_some(observationDate=_date(record.date))}


def _image(record: Image, data: SiteData, root: str) -> Node:
    image = data.images[record.id]
    return {
        "@type": "ImageObject",
        "contentUrl": f"{root}images/{record.file}",
        "width": image.width,
        "height": image.height,
        "creditText": record.maker,
        "license": record.licence_url or record.licence,
    }


def _dataset(record: Series, data: SiteData, root: str) -> Node:
    table = {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{root}data/series-{record.id}.csv"}
    return {
        "@type": "Dataset",
        "distribution": table,
        "variableMeasured": record.unit,
        "copyrightNotice": data.site.rights,
    }


def _actor(record: Actor, data: SiteData, root: str) -> Node:  # noqa: ARG001  # one signature for all kinds
    person = record.form == "person"
    names = [name.text for name in record.names]
    return {"@type": _form(record), **_some(alternateName=names, jobTitle=record.office if person else None)}


def _place(record: Place, data: SiteData, root: str) -> Node:  # noqa: ARG001  # one signature for all kinds
    node: Node = {"@type": "Place", **_some(alternateName=[name.text for name in record.names])}
    if record.latitude is not None and record.longitude is not None:
        node["geo"] = {"@type": "GeoCoordinates", "latitude": record.latitude, "longitude": record.longitude}
    return node


def _term(record: Any, data: SiteData, root: str) -> Node:  # noqa: ARG001  # one signature for all kinds
    return {"@type": "DefinedTerm", **_some(alternateName=[name.text for name in record.names])}


def _correction(record: Any, data: SiteData, root: str) -> Node:
    about = [_named(data.records[name], "Thing", root) for name in record.about]
    return {"@type": "CorrectionComment", **_some(text=record.summary, dateCreated=_date(record.date), about=about)}


_ENTITIES: dict[str, Callable[[Any, SiteData, str], Node]] = {
    "event": _event,
    "development": _event,
    "quote": _quotation,
    "figure": _figure,
    "series": _dataset,
    "image": _image,
    "actor": _actor,
    "place": _place,
    "term": _term,
    "correction": _correction,
}


def _source(source: Source, data: SiteData, root: str) -> Node:
    publisher = data.publishers[source.publisher].name
    origin = {"@type": "Organization", "name": data.publishers[source.origin].name} if source.origin else None
    return {
        "@type": "CreativeWork",
        "name": source.title,
        "mainEntityOfPage": f"{root}{url_of(source)}",
        "publisher": {"@type": "Organization", "name": publisher},
        **_some(
            url=source.url,
            author=source.author,
            sourceOrganization=origin,
            datePublished=_date(source.date_published),
        ),
    }


def _named(record: Record, form: str, root: str) -> Node:
    return {"@type": form, "name": record.label, "url": f"{root}{url_of(record)}"}


def _form(record: Record) -> str:
    """The schema.org type of an actor, known only for the forms called person and body."""
    return {"person": "Person", "body": "Organization"}.get(getattr(record, "form", ""), "Thing")


def _date(when: Edtf | None) -> str | None:
    """A single date as ISO 8601; None for an approximate date or an interval."""
    return str(when) if when and not when.end and not when.start.approximate else None


def _some(**values: Any) -> Node:
    """A node of those values that are not empty."""
    return {name: value for name, value in values.items() if value not in (None, [], "")}


def _annotations(record: Fact, data: SiteData, root: str) -> Iterator[Node]:
    """One annotation for each citation of a record, with the words of the source or our account of it."""
    page = f"{root}{url_of(record)}"
    for number, (cite, evidence) in enumerate(zip(record.cite, data.evidence[record.id], strict=True), 1):
        target: Node = {"source": evidence.source.url or f"{root}{url_of(evidence.source)}"}
        bodies: Iterable[Any] = [page]
        if cite.exact:
            quoted = {"exact": evidence.words, **_some(prefix=cite.prefix, suffix=cite.suffix)}
            target["selector"] = {"type": "TextQuoteSelector", **quoted}
        else:
            bodies = [page, {"type": "TextualBody", "value": evidence.words, "format": "text/plain"}]
        if evidence.source.archive_url:
            target["state"] = {"type": "TimeState", "cached": evidence.source.archive_url}
        yield {"id": f"{page}#evidence-{number}", "type": "Annotation", "body": bodies, "target": target}
