"""The models of the records that an editor writes, as frozen values.

Every field that an editor can set is declared here with its role, which says which rules check it, and a description;
the handbook in `content/` is written from these declarations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from inspect import get_annotations
from itertools import chain
from typing import Annotated, Any, ClassVar, Literal, NamedTuple
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

from explainer.content import roles
from explainer.content.fields import (
    Abbreviation,
    AccountWords,
    ActorRef,
    AgreementRef,
    AnyRef,
    AsideWords,
    Date,
    DatePart,
    DateWords,
    Day,
    Fate,
    Flag,
    FormerId,
    FormerWords,
    HeadWords,
    Host,
    Id,
    InferenceRef,
    Labels,
    LabelWords,
    LanguageTag,
    LinkState,
    LookedOn,
    Meaning,
    NameWords,
    Number,
    Offset,
    OpenDate,
    OrderRef,
    OwnWords,
    PassageWords,
    PlaceRef,
    PlainWords,
    ReasoningWords,
    RowKeys,
    SeedName,
    Sha256,
    Slug,
    SourceForm,
    SourceId,
    State,
    SupportRef,
    Text,
    Time,
    VerbatimWords,
    VoiceLabel,
    WebAddress,
    When,
    ZoneName,
)
from explainer.text.dates import Edtf
from explainer.text.source_text import SourceText, contains
from explainer.text.tables import Cell, CsvTable, read_table
from explainer.text.turns import Voicing

DATE_WORDS = "its words in the evidence, needed if that names other dates too; [words, words] if its two ends are in two passages"
StateWords = Annotated[Text, roles.Verbatim(affirmed=True)]
OF_FIGURE = roles.Verbatim(held_by="figure_in_passage")
VOICED = ("speech", "transcript", "interview")
"""The forms of sources whose words are those of a speaker, but for what is marked as not."""
_BRACKETS = re.compile(r"\[[^\[\]]*\]")


class Said(NamedTuple):
    """Words of the evidence; `kept` is the id of the source whose text has them, empty for our own account."""

    words: str
    kept: str = ""


class Closed(BaseModel):
    """Frozen, and closed: a key that is not a field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Model(Closed):
    """A model that an editor writes: every field has a role."""

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        """Put the fields in order, and reject one without a role."""
        super().__pydantic_init_subclass__(**options)
        fields = cls.model_fields
        for name in _in_order(cls):
            fields[name] = fields.pop(name)
        roles.leaves(cls)

    def related(self) -> tuple[str, ...]:
        """Ids of the records whose evidence also supports the sentences of this one."""
        return tuple(dict.fromkeys(part.value for part in roles.each(self, roles.SupportRef)))

    def evidence(self) -> tuple[Said, ...]:
        """The passages and accounts that support what it states, without those of other records."""
        return ()

    def evidence_words(self) -> tuple[str, ...]:
        """Their words."""
        return tuple(said.words for said in self.evidence())


def _in_order(model: type[Model]) -> dict[str, None]:
    """The fields of a model in order: those of its last base, its own, then those of the groups it has as other bases.

    Where it redeclares a field of a group, the whole group has its place there.
    """
    *groups, base = (each.model_fields for each in model.__bases__ if issubclass(each, BaseModel))
    own = (name for name in get_annotations(model) if name in model.model_fields)
    placed = (next((group for group in groups if name in group), (name,)) for name in own)
    return dict.fromkeys(chain(base, *placed, *groups))


class Citation(Model):
    """The evidence of a statement: `exact` words of a source text, a cell of a table, or the `claim` of an outside page.

    `exact`, `prefix` and `suffix` are the text quote selector of the W3C Web Annotation Data Model.
    """

    source: SourceId = Field(description="id of the source in sources.yaml")
    exact: PassageWords | None = Field(None, description="the words of the source text, copied without a change")
    prefix: PassageWords | None = Field(
        None, description="the words just before; needed unless a sentence starts there"
    )
    suffix: PassageWords | None = Field(None, description="the words just after; needed unless a sentence ends there")
    row: RowKeys | None = Field(
        None, description="of a table: the name of the row, [name, name] if several columns name it"
    )
    column: Annotated[Text, roles.Passage(held_by="cell_found")] | None = Field(
        None, description="of a table: the name of the column; the cell is where it meets the row"
    )
    claim: AccountWords | None = Field(None, description="what an outside page says, in our own words")
    locator: PlainWords | None = Field(None, description="where in the source: paragraph, page, record number")
    against: Flag = Field(False, description="true, for an inference: it says otherwise, and is shown as saying so")

    _cell: Cell | None = PrivateAttr(None)

    @property
    def cell(self) -> Cell | None:
        """The cell of a table that is cited, found when the content is read; None if there is none."""
        return self._cell if self.row is not None else None  # pydantic takes a microsecond for a private value

    @property
    def bare(self) -> bool:
        """True if it names nothing but the source, which an actor or place may do whose name is there."""
        return self.exact is None and self.claim is None and self.row is None and self.column is None

    @property
    def unread(self) -> bool:
        """True if it names a cell that was not found."""
        return self.row is not None and self._cell is None

    def with_cell(self, cell: Cell) -> Citation:
        """The citation with the cell that it is of."""
        copy = self.model_copy()
        copy._cell = cell  # noqa: SLF001  # it is a citation, too
        return copy

    @property
    def words(self) -> str:
        """What the source says: its own words, a cell with its row and column, or our account of an outside page."""
        return self.exact or self.claim or (self._cell.words if self._cell else "")

    @property
    def kept(self) -> str:
        """The id of the source whose text has these words; empty for our account of an outside page."""
        return self.source if self.claim is None else ""


class Attribution(Model):
    """Who says it, in what words the source credits them, and through what channel."""

    by: Annotated[Slug, roles.Ref("actor")] = Field(description="id of the actor who says it")
    words: Annotated[Text, roles.Verbatim(held_by="speaker_named")] | None = Field(
        None,
        description="the words of the passage that credit the speaker, copied without a change; not needed where the "
        "source itself is the speaker's: a speech, or their turn of a transcript",
    )
    channel: Annotated[Slug, roles.Term("channels", "channel")] | None = Field(
        None,
        description="how it was said; one of the channels in site.yaml; not needed where the source has a `channel`",
    )


class Claim(Model):
    """What an outside page says, where nothing but that is needed."""

    source: Annotated[Slug, roles.IdOf("source", held_by="described_publisher")] = Field(
        description="id of the source in sources.yaml, an outside page"
    )
    claim: AccountWords = Field(description="what it says, in our own words")


class Certainty(Model):
    """How certain a record is; left out if there is no reason to doubt what its sources say."""

    level: Annotated[Slug, roles.Term("certainties", "level")] = Field(
        description="one of the certainties in site.yaml"
    )
    reason: OwnWords = Field(description="why it is not more certain, in one sentence of our own")


class Name(Model):
    """A name in another language, as the evidence writes it."""

    lang: LanguageTag = Field(description="language of the name, as an HTML lang value: kk, ru")
    text: VerbatimWords = Field(description="the name; it occurs in a passage of this record")


class Record(Model):
    """Anything with an address of its own on the site."""

    kind: ClassVar[str]
    """Name of the kind: what the site calls it in the singular; also its template component."""

    id: Id = Field(description="permanent name: lower-case words joined by hyphens; never changed")

    def __hash__(self) -> int:
        """The hash of the id: fields such as mappings have none."""
        return hash(self.id)

    @property
    def label(self) -> str:
        """The name of this record in links and headings."""
        return str(self.get("title") or self.get("name") or self.id)

    def get(self, field: str) -> Any:
        """The value of a field, or None if this kind of record has no such field."""
        return self.__dict__.get(field)  # getattr takes ten times as long if there is none


class Publisher(Record):
    """A publisher of sources: what it is, who owns it, and whether it is a party to the subject."""

    kind: ClassVar[str] = "publisher"

    name: PlainWords = Field(description="name as the site writes it")
    form: Annotated[Slug, roles.Term("publisher_forms", "form")] = Field(
        description="what it is; one of the publisher_forms in site.yaml: newspaper, agency"
    )
    country: LabelWords | None = Field(None, description="the country it is of")
    description: Annotated[Text, roles.Own(held_by="described_publisher")] | None = Field(
        None, description="what it is and who runs it, as a page says that `cite` names; left out, it is not described"
    )
    owner: Annotated[Slug, roles.Term("owners", "owner")] | None = Field(
        None, description="one of the owners in site.yaml; those of one owner count as one"
    )
    party: Annotated[Slug, roles.Term("parties", "party")] | None = Field(
        None, description="one of the parties in site.yaml, if it is or belongs to that party"
    )
    party_reason: Annotated[Text, roles.Own(held_by="described_publisher")] | None = Field(
        None, description="why it is a party to the subject, or none; needed if site.yaml has parties"
    )
    hosts: tuple[Host, ...] = Field(
        description="hosts of its addresses, without www.; a source's url is on one of them; [] if we read no page of it"
    )
    note: Annotated[Text, roles.Own(held_by="plain_note")] | None = Field(
        None, description="what else a reader should know about it"
    )
    cite: tuple[Claim, ...] = Field((), description="the pages that say what it is and who owns it")

    def evidence(self) -> tuple[Said, ...]:
        """The claims of the pages it cites."""
        return tuple(Said(claim.claim) for claim in self.cite)


def host_of(url: str) -> str:
    """The host of an address, without `www.`; empty if it has none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").rstrip(".")


class Source(Record):
    """A document: a source text in `seeds/`, or an outside page known by its address."""

    kind: ClassVar[str] = "source"

    form: SourceForm = Field(
        "report",
        description="what it is: report, speech, transcript, interview, document or table; a report if left out",
    )
    title: PlainWords = Field(description="its title, or ours in square brackets if it has none")
    publisher: Annotated[Slug, roles.IdOf("publisher", held_by="known_publisher")] = Field(
        description="id of its publisher in publishers.yaml"
    )
    origin: Annotated[Slug, roles.IdOf("publisher", held_by="named_origin")] | None = Field(
        None, description="id of the publisher whose text it copies, if it is a copy"
    )
    origin_unknown: Flag = Field(False, description="true: it is a copy, and its origin could not be found out")
    language: LanguageTag = Field(description="language of the source text or the page")
    author: PlainWords | None = Field(None, description="who wrote it, if it says so")
    url: WebAddress | None = Field(None, description="address of the original")
    archive_url: WebAddress | None = Field(None, description="address of an archived copy")
    link_state: LinkState | None = Field(None, description="state of its address when it was last checked")
    link_checked: LookedOn | None = Field(None, description="when that was; `links` reports its present state")
    date_published: LookedOn | None = Field(None, description="when it was published, if known")
    date_accessed: LookedOn | None = Field(None, description="when we read it")
    rights: PlainWords | None = Field(None, description="who holds the rights, or the licence")
    file: SeedName | None = Field(None, description="name of the file in seeds/ that holds its text")
    sha256: Sha256 | None = Field(None, description="checksum of that file, so that it cannot change unnoticed")
    original: SeedName | None = Field(
        None, description="name of the file in seeds/ that its text was taken from: a PDF, an HTML page"
    )
    original_sha256: Sha256 | None = Field(None, description="checksum of that file")
    base: Flag = Field(False, description="true: every sentence must be cited or left out with a reason")
    covered_by: Annotated[Literal["sentence", "paragraph"], roles.Setting()] = Field(
        "sentence", description="of a base source: sentence, or paragraph: one sentence of each is then enough"
    )
    derived_from: SourceId | None = Field(None, description="id of the source this one rewrites: the two count as one")
    abbreviations: tuple[Abbreviation, ...] = Field((), description="words ending in a full stop that end no sentence")
    authors: tuple[ActorRef, ...] = Field(
        (),
        description="of a document: ids of those whose it is, authors or parties; its agreements may name them as parties",
    )
    speaker: ActorRef | None = Field(None, description="of a speech: id of the actor whose words it is")
    voices: Mapping[VoiceLabel, Annotated[Slug, roles.Ref("actor")]] = Field(
        default_factory=dict,
        description="of a transcript or interview: the labels that open a turn, without their colon, each with the id of "
        "the actor who speaks",
    )
    unnamed: tuple[VoiceLabel, ...] = Field((), description="labels of turns whose speaker is not named: Question")
    page_mark: Annotated[Text, roles.Passage(held_by="numbered_pages")] | None = Field(
        None, description="the form of the lines that number its pages, with # for the number: Page # of 40"
    )
    headings: tuple[Annotated[Text, roles.Passage(held_by="marked_voices")], ...] = Field(
        (),
        description="of a speech, transcript or interview: whole lines that nobody says, though they end like a sentence",
    )
    openings: tuple[Annotated[Text, roles.Passage(held_by="marked_voices")], ...] = Field(
        (), description="words that begin a line like a label and are part of what is said: One thing is sure"
    )
    keys: tuple[Annotated[Text, roles.Passage(held_by="sound_table")], ...] = Field(
        (), description="of a table: the columns that name its rows; the first column if left out"
    )
    decimals: Annotated[Literal["point", "comma"], roles.Setting()] = Field(
        "point", description="of a table: point or comma, what stands before the decimals of its numbers"
    )
    date: When | None = Field(None, description="when all of it was said, agreed or counted; quotations take it over")
    date_words: DateWords | None = Field(None, description=DATE_WORDS)
    place: PlaceRef | None = Field(None, description="id of the place where it was said; quotations take it over")
    channel: Annotated[Slug, roles.Term("channels", "channel")] | None = Field(
        None, description="how all of it was said; one of the channels in site.yaml; its records take it over"
    )
    note: Annotated[Text, roles.Own(held_by="plain_note")] | None = Field(
        None, description="what a reader should know about it"
    )
    aliases: tuple[FormerId, ...] = Field(
        (), description="ids it was published under before; each old address redirects here"
    )
    inferred: Mapping[DatePart, InferenceRef] = Field(
        default_factory=dict, description="parts of its date that no passage shows, each with the id of an inference"
    )
    meant: Mapping[AnyRef, Annotated[Text, roles.Verbatim(held_by="named_in_evidence")]] = Field(
        default_factory=dict,
        description="speaker and place that the evidence does not name, each with the words of the evidence that mean them",
    )
    cite: tuple[Citation, ...] = Field(
        (), description="the evidence of speaker, date and place: a heading of its own, or a page that says so"
    )

    def evidence(self) -> tuple[Said, ...]:
        """The passages and claims that show who speaks in it, when and where."""
        return tuple(Said(cite.words, cite.kept) for cite in self.cite)

    @property
    def voicing(self) -> Voicing | None:
        """How its words are marked as somebody's; None if it is none of the forms whose words are a speaker's."""
        if self.form not in VOICED:
            return None
        labels = () if self.form == "speech" else (*self.voices, *self.unnamed)
        return Voicing(labels, self.headings, self.openings)

    @property
    def files(self) -> Mapping[str, str | None]:
        """The names of its files in `seeds/`, text and original, each with the checksum it was registered with."""
        named = ((self.file, self.sha256), (self.original, self.original_sha256))
        return {file: sha256 for file, sha256 in named if file}

    def table(self, text: SourceText) -> CsvTable:
        """The table in its text."""
        return read_table(text.raw, self.keys)

    @property
    def originator(self) -> str:
        """The id of the publisher whose text it is: of a copy, that of the original."""
        return self.origin or self.publisher

    @property
    def host(self) -> str:
        """The host of its address, without `www.`; empty if it has none."""
        return host_of(self.url or "")


class LeftOut(Model):
    """A sentence of a base source that no record cites, or several in a row, and why."""

    source: SourceId = Field(description="id of the base source")
    exact: Annotated[Text, roles.Passage(held_by="left_out_found")] = Field(
        description="words of the sentence, enough to find it"
    )
    through: Annotated[Text, roles.Passage(held_by="left_out_found")] | None = Field(
        None, description="words of the last sentence, if it and those between are left out for the same reason"
    )
    reason: OwnWords = Field(description="why no fact rests on it")

    def evidence(self) -> tuple[Said, ...]:
        """The words of the sentence, and of the last one."""
        return tuple(Said(words, self.source) for words in (self.exact, self.through) if words)


class Removed(Model):
    """A record, source or page that was published and is no longer: its old address says what became of it."""

    kind: Annotated[Literal["record", "source", "page"], roles.Setting()] = Field(
        description="what it was: record, source or page"
    )
    id: FormerId = Field(description="its id, or its file name without .md: the name in its address")
    title: PlainWords = Field(description="what it was called")
    date: LookedOn = Field(description="when it was removed")
    reason: OwnWords = Field(description="why, in one to three sentences of our own")
    see: tuple[Annotated[Slug, roles.SupportRef(held_by="old_address")], ...] = Field(
        (), description="ids of the records that cover the subject now"
    )


class Review(Model):
    """The signature of a second person who read a statement with its evidence; the desk and `review` go by it."""

    page: Annotated[Slug, roles.Setting()] | None = Field(None, description="the page the statement was on")
    records: tuple[Annotated[Slug, roles.Setting()], ...] = Field(
        min_length=1, description="ids of the records it is bound to; without `page`, of the record it is"
    )
    verdict: Annotated[Literal["right", "wrong"], roles.Setting()] = Field(description="right or wrong")
    remark: PlainWords | None = Field(None, description="what is wrong")
    by: PlainWords = Field(description="who read it")
    date: Day = Field(description="when")
    statement_sha256: Sha256 = Field(description="checksum of its words: changed, the signature is void")
    evidence_sha256: Sha256 = Field(description="checksum of its evidence, likewise")


class Topical(Record):
    """A record that belongs to topics."""

    topics: tuple[Annotated[Slug, roles.Term("topics", "topic")], ...] = Field(
        (), description="topics of site.yaml it belongs to"
    )


class Fact(Topical):
    """A record that rests on evidence."""

    inferred: Mapping[DatePart, InferenceRef] = Field(
        default_factory=dict,
        description="parts of a date that no passage shows, each with the id of an inference",
    )
    meant: Mapping[AnyRef, Annotated[Text, roles.Verbatim(held_by="named_in_evidence")]] = Field(
        default_factory=dict,
        description="actors and places that the evidence does not name, each with the words of the evidence that mean them",
    )
    note: AsideWords | None = Field(None, description="context in our own words")
    certainty: Certainty | None = Field(None, description="how certain it is, if there is a reason to doubt")
    aliases: tuple[FormerId, ...] = Field(
        (), description="ids it was published under before; each old address redirects here"
    )
    draft: Flag = Field(False, description="true: it is checked and shown in the preview, but not published")
    cite: tuple[Citation, ...] = Field(min_length=1, description="the evidence; written last")

    def moments(self) -> Iterator[tuple[str, Edtf]]:
        """The dates of this record, as (field, date)."""
        for part in roles.each(self, roles.When):
            yield str(part.keys[0]), part.value

    def evidence(self) -> tuple[Said, ...]:
        """Its passages and claims."""
        return tuple(Said(cite.words, cite.kept) for cite in self.cite)

    @cached_property
    def references(self) -> tuple[str, ...]:
        """The ids of the records it refers to, each once."""
        return tuple(dict.fromkeys(part.value for part in roles.each(self, roles.Ref)))


class Dated(Model):
    """Fields of a record that has a date, and often a time of day."""

    date: When | None = Field(
        None, description="when, in EDTF, as exactly as the evidence says and no more; ../1925-03-12 for by 12 March"
    )
    date_words: DateWords | None = Field(None, description=DATE_WORDS)
    time: Time | None = Field(None, description="clock time HH:MM or part of the day")


class Ordered(Dated):
    """Fields of a record that has a date or a place in the order of events."""

    after: OrderRef | None = Field(
        None, description="id of the event or development it followed, if the order is known"
    )
    before: OrderRef | None = Field(None, description="id of the event or development it came before, likewise")


class Located(Model):
    """Fields of a record that has places."""

    places: tuple[PlaceRef, ...] = Field((), description="ids of the places where it happened")


class Acting(Model):
    """Fields of a record in which people and bodies take part."""

    actors: tuple[ActorRef, ...] = Field((), description="ids of the people and bodies taking part")


class Attributed(Model):
    """Fields of a record of what somebody says, if not the source itself."""

    attribution: Attribution | None = Field(None, description="who says so, if not the source itself")


class Event(Ordered, Located, Acting, Attributed, Fact):
    """Something that happened, or was set to happen, at a time."""

    kind: ClassVar[str] = "event"

    title: OwnWords = Field(description="what happened, as a headline")
    summary: OwnWords = Field(description="what happened, in one to three sentences of our own")
    date: When | None = Field(
        None, description="when, in EDTF, as exactly as the evidence says and no more; needed without after or before"
    )


class Agreement(Dated, Located, Attributed, Fact):
    """Anything agreed, announced, offered or hoped for, and its state on the day."""

    kind: ClassVar[str] = "agreement"

    title: OwnWords = Field(description="what it is, as a headline")
    summary: OwnWords = Field(description="what it is, in one to three sentences of our own")
    form: Annotated[Slug, roles.Term("agreement_forms", "form")] = Field(
        description="one of the agreement_forms in site.yaml: treaty, plan, invitation"
    )
    state: State = Field(description="its state on the day; one of the states in site.yaml")
    state_words: StateWords = Field(
        description="the words of the passage that show this state, copied without a change"
    )
    group: Annotated[Slug, roles.Term("ledger_groups", "group")] | None = Field(
        None, description="one of the ledger_groups in site.yaml"
    )
    date: When | None = Field(None, description="when it was made, or is to happen")
    parties: tuple[ActorRef, ...] = Field((), description="ids of the people and bodies it binds or concerns")
    places: tuple[PlaceRef, ...] = Field((), description="ids of the places it is about")
    attribution: Attribution | None = Field(None, description="who announced it, if not the source itself")
    continued_under: AgreementRef | None = Field(
        None, description="id of the agreement whose later states cover this one too"
    )


class Development(Ordered, Acting, Located, Attributed, Fact):
    """A later state of an agreement: what became of it."""

    kind: ClassVar[str] = "development"

    title: OwnWords = Field(description="what came of it, as a headline")
    summary: OwnWords = Field(description="what came of it, in one to three sentences of our own")
    agreement: AgreementRef = Field(description="id of the agreement")
    state: State = Field(description="its state from then on; one of the states in site.yaml")
    state_words: StateWords = Field(
        description="the words of the evidence that show this state, copied without a change"
    )
    date: When | None = Field(
        None, description="when, in EDTF; not before the day the site is about; needed without after or before"
    )


class Quote(Dated, Located, Attributed, Fact):
    """Words of a speaker, exactly as the source text gives them."""

    kind: ClassVar[str] = "quote"

    title: OwnWords = Field(description="who on what, as a headline")
    text: Annotated[Text, roles.Verbatim(held_by="verbatim_quote")] = Field(
        description="the words; '[…]' marks what we left out, other square brackets are ours"
    )
    attribution: Attribution | None = Field(None, description="who said it; left out only where a document says it")
    wording: Annotated[Slug, roles.Term("wordings", "wording")] = Field(
        description="original or translation; one of the wordings in site.yaml"
    )
    date: When | None = Field(None, description="when it was said")
    places: tuple[PlaceRef, ...] = Field((), description="ids of the places where it was said or shown")

    @property
    def credit(self) -> str:
        """The words that credit the speaker; empty if there are none."""
        return (self.attribution.words if self.attribution else None) or ""

    def pieces(self) -> Iterator[tuple[str, str]]:
        """The text cut at its square brackets, as (what, words).

        What is `words` of the speaker, `cut` for an editorial omission, `insertion` for another editorial
        bracket, `bracket` for one that a passage has, which is the source's own.
        """
        start = 0
        for match in _BRACKETS.finditer(self.text):
            yield "words", self.text[start : match.start()]
            bracket = match.group()
            if bracket in ("[…]", "[...]"):
                yield "cut", bracket
            else:
                theirs = any(contains(cite.words, bracket) for cite in self.cite)
                yield ("bracket" if theirs else "insertion"), bracket
            start = match.end()
        yield "words", self.text[start:]

    def spoken(self) -> list[tuple[str, bool]]:
        """The words between editorial marks, some empty, each with whether the mark before it is an insertion."""
        found, words, joined = [], "", False
        for what, text in self.pieces():
            if what in ("cut", "insertion"):
                found.append((words.strip(), joined))
                words, joined = "", what == "insertion"
            else:
                words += text
        return [*found, (words.strip(), joined)]


class Figure(Dated, Attributed, Fact):
    """A number with everything that belongs to it."""

    kind: ClassVar[str] = "figure"

    title: OwnWords = Field(description="what is measured, as a headline")
    summary: OwnWords | None = Field(None, description="what it counts, in one or two sentences of our own")
    words: Annotated[Text, OF_FIGURE] = Field(
        description="the figure as the passage writes it, qualifier first, copied without a change"
    )
    value: Annotated[Number, OF_FIGURE] | None = Field(
        None, description="the number in digits, without its scale: 30 for 30 billion; none for several thousand"
    )
    low: Annotated[Number, OF_FIGURE] | None = Field(None, description="for a range: its lower end, instead of 'value'")
    high: Annotated[Number, OF_FIGURE] | None = Field(None, description="for a range: its upper end")
    of: tuple[Annotated[Slug, roles.SupportRef("figure")], ...] = Field(
        (), description="ids of figures that the range spans; 'words' are then our own"
    )
    unit: Annotated[Text, OF_FIGURE] = Field(
        description="what is counted, in words of the passage; a scale (billion) comes first"
    )
    qualifier: Annotated[Text, OF_FIGURE] | None = Field(
        None, description="close to, over, almost: never dropped when the passage has one"
    )
    period: When | None = Field(
        None, description="the time it covers, if the evidence says so; ../1925 if it says only until when"
    )
    period_words: DateWords | None = Field(None, description=DATE_WORDS)
    series: Annotated[Slug, roles.Ref("series")] | None = Field(None, description="id of the series it is a point of")
    side: Annotated[Slug, roles.Term("sides", "side", held_by="series_point")] | None = Field(
        None, description="whose count it is: one of the sides of its series"
    )
    basis: Annotated[Slug, roles.Term("bases", "basis")] | None = Field(
        None, description="one of the bases in site.yaml: count, claim, forecast"
    )
    date: When | None = Field(None, description="when it was said or counted")
    attribution: Attribution | None = Field(None, description="who claims it, if not the source itself")

    @property
    def number_words(self) -> str:
        """The number with the words before it: "over 30"."""
        return " ".join(self.parts[:2]).strip()

    @property
    def parts(self) -> tuple[str, str, str]:
        """The words before the number, the number with its signs, and the words after it; words without digits are all number."""
        found = re.search(r"[$€£¥₽₸₴₩₹₺₪+−-]?\d(?:[\d.,]*\d)?(?: to \d(?:[\d.,]*\d)?)?[%‰]?", self.words)
        if not found:
            return "", self.words, ""
        return self.words[: found.start()].strip(), found.group(), self.words[found.end() :].strip()

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The value, or both ends of the range; none if its words have no exact number."""
        return tuple(number for number in (self.value, self.low, self.high) if number is not None)


class Actor(Fact):
    """A person or a body, with the office held at the date."""

    kind: ClassVar[str] = "actor"

    name: NameWords = Field(description="name as the site writes it")
    form: Annotated[Slug, roles.Term("actor_forms", "form")] = Field(
        description="one of the actor_forms in site.yaml: person, body"
    )
    office: Annotated[Text, roles.Verbatim(ignore_case=True)] | None = Field(
        None, description="office held at the date, in words of a passage"
    )
    also: tuple[NameWords, ...] = Field((), description="other ways the sources name this actor and nobody else")
    names: tuple[Name, ...] = Field((), description="names in other languages")
    summary: OwnWords | None = Field(None, description="who this is, in one sentence of our own")


class Place(Fact):
    """A place of this story."""

    kind: ClassVar[str] = "place"

    name: NameWords = Field(description="name as the site writes it")
    form: Annotated[Slug, roles.Term("place_forms", "form")] = Field(
        description="one of the place_forms in site.yaml: city, building"
    )
    names: tuple[Name, ...] = Field((), description="names in other languages")
    latitude: Annotated[Number, roles.Verbatim()] | None = Field(
        None, ge=-90, le=90, description="degrees north; the digits occur in a claim"
    )
    longitude: Annotated[Number, roles.Verbatim()] | None = Field(
        None, ge=-180, le=180, description="degrees east; the digits occur in a claim"
    )
    summary: OwnWords | None = Field(None, description="what happened or is planned there, in one sentence of our own")


class Term(Fact):
    """A word a reader may not know."""

    kind: ClassVar[str] = "term"

    name: NameWords = Field(description="the term as the site writes it")
    names: tuple[Name, ...] = Field((), description="the term in other languages")
    summary: OwnWords = Field(description="what it means, in one or two sentences of our own")
    own_gloss: Flag = Field(False, description="true: no source says what it means; the gloss is general knowledge")


class Inference(Fact):
    """A conclusion that no passage states, with its reasoning."""

    kind: ClassVar[str] = "inference"

    title: OwnWords = Field(description="the conclusion, as a headline")
    date: Annotated[OpenDate, roles.When(held_by="inference_reached")] | None = Field(
        None,
        description="the date concluded, if it is one; records that refer to it take parts of their dates from here, of "
        "../1925 only the end of a range",
    )
    reasoning: ReasoningWords = Field(description="how it follows from the passages cited")


class Commentary(Fact):
    """An editorial record about other records; it rests on their evidence and needs none of its own."""

    cite: tuple[Citation, ...] = Field(
        (), description="evidence of its own, in addition to that of the records it is about"
    )


class SeriesFinding(Model):
    """What the title of a series states of its sides, for the periods for which two of them give figures."""

    greater: Annotated[Slug, roles.Term("sides", "side", held_by="series_finding")] | None = Field(
        None, description="the side all of whose figures are above those of the other sides"
    )
    differ: Flag = Field(False, description="true: no two sides give the same figure")
    except_for: tuple[Annotated[Date, roles.When(held_by="series_finding")], ...] = Field(
        (), description="periods of which it is not true, where the title leaves them out"
    )


class TakenColumn(Model):
    """A column of a table whose numbers are points of a series: one for each row that names a period."""

    source: Annotated[Slug, roles.IdOf("source", held_by="series_point")] = Field(
        description="id of the table in sources.yaml"
    )
    column: Annotated[Text, roles.Passage(held_by="series_point")] = Field(description="the name of the column")
    rows: Mapping[
        Annotated[Text, roles.Passage(held_by="series_point")], Annotated[Text, roles.Passage(held_by="series_point")]
    ] = Field(
        default_factory=dict,
        description="which rows, if several columns name them: a column with the name that its rows have there",
    )
    side: Annotated[Slug, roles.Term("sides", "side", held_by="series_point")] = Field(
        description="whose count it is: one of the sides of the series"
    )
    basis: Annotated[Slug, roles.Term("bases", "basis")] | None = Field(
        None, description="one of the bases in site.yaml: count, claim, forecast"
    )


class Series(Commentary):
    """A measure over time, by side; its points are the figures that name it, and those of its columns."""

    kind: ClassVar[str] = "series"

    title: OwnWords = Field(description="what the series shows, as a headline")
    summary: OwnWords = Field(description="what is measured and how to read it, in our own sentences")
    unit: Annotated[Text, roles.Verbatim(held_by="series_point")] = Field(description="the unit that every point has")
    sides: Labels = Field(description="whose counts it holds, never merged: id and name")
    columns: tuple[TakenColumn, ...] = Field(
        (), description="columns of tables whose numbers are its points; each is a figure without being written as one"
    )
    finding: SeriesFinding | None = Field(None, description="what the title states of the sides, if it does")


class Version(Model):
    """One version of what is disputed."""

    says: Annotated[Text, roles.Own(held_by="version_supported")] = Field(
        description="the version, in one sentence of our own"
    )
    records: tuple[SupportRef, ...] = Field(min_length=1, description="ids of the records that support it")


class Dispute(Commentary):
    """Sources that differ: each version with the records that support it."""

    kind: ClassVar[str] = "dispute"

    title: OwnWords = Field(description="what is disputed, as a headline")
    summary: OwnWords = Field(description="what the versions differ in, and how this site deals with it")
    versions: tuple[Version, ...] = Field(min_length=2, description="two versions or more")


class _About(Commentary):
    """A commentary that names the records it is about."""

    about: tuple[SupportRef, ...] = Field((), description="ids of the records it is about")


class Unknown(_About):
    """Something that was searched for and not found."""

    kind: ClassVar[str] = "unknown"

    title: OwnWords = Field(description="what is not known, as a headline")
    summary: OwnWords = Field(description="what was searched for, where, and what was found instead")
    date: LookedOn = Field(description="up to when it was searched for")


class Correction(_About):
    """A change to what this site said; never deleted."""

    kind: ClassVar[str] = "correction"

    title: OwnWords = Field(description="what was corrected, as a headline")
    date: LookedOn = Field(description="when it was changed")
    was: FormerWords = Field(description="what the site said before")
    summary: OwnWords = Field(description="what it says now")
    reason: OwnWords = Field(description="why")


class Image(_About):
    """A photograph or drawing: a file of the editors' own choice, with whose it is and who may use it."""

    kind: ClassVar[str] = "image"

    title: OwnWords = Field(description="what it shows, as a headline")
    summary: OwnWords = Field(description="its caption: what is to be seen, in one or two sentences of our own")
    alt: OwnWords = Field(description="what it shows, for those who cannot see it")
    file: SeedName = Field(description="name of the file in images/: PNG, JPEG, GIF, WebP or SVG")
    maker: Annotated[Text, roles.Verbatim(held_by="image_credit")] = Field(
        description="who made it, as the page it comes from says"
    )
    licence: Annotated[Text, roles.Verbatim(held_by="image_credit")] = Field(
        description="under what licence it may be shown, as that page says: CC BY 4.0"
    )
    licence_url: WebAddress | None = Field(None, description="address of the text of the licence")
    own: Flag = Field(False, description="true: the editors made it, and no page has to name its maker and licence")
    about: tuple[SupportRef, ...] = Field(min_length=1, description="ids of the records it shows")
    cite: tuple[Citation, ...] = Field(
        (), description="the page it comes from, with what that says of maker and licence; not needed if it is our own"
    )


class Mark(Model):
    """What was agreed or planned for some places of a map; their sign says what became of it."""

    words: OwnWords = Field(description="what it is, in one to three words that stand at each of the places")
    agreements: tuple[AgreementRef, ...] = Field(
        min_length=1, description="ids of the agreements about these places; the same became of all of them"
    )


class MapLabel(Model):
    """The name of a neighbour or a water on a map."""

    name: LabelWords = Field(description="the name, as the map writes it")
    form: Annotated[Literal["land", "water"], roles.Setting()] = Field(description="land or water")
    latitude: Annotated[Number, roles.Setting()] = Field(ge=-90, le=90, description="degrees north of its middle")
    longitude: Annotated[Number, roles.Setting()] = Field(ge=-180, le=180, description="degrees east of its middle")


class MapFinding(Model):
    """Where the title of a map says that places lie."""

    side: Annotated[Literal["north", "south", "east", "west"], roles.Setting()] = Field(
        description="the half of the area in focus: north, south, east or west"
    )
    places: tuple[Annotated[Slug, roles.SupportRef("place")], ...] = Field(
        min_length=1, description="ids of the places that lie in it"
    )


class Map(Commentary):
    """Places of this story on a map; its sentences rest on the evidence of those places."""

    kind: ClassVar[str] = "map"

    title: OwnWords = Field(description="what the map shows, as a headline")
    summary: OwnWords = Field(description="what is drawn, for those who cannot see it, in our own sentences")
    shapes: SeedName = Field(description="name of the GeoJSON file in shapes/ that holds its base map")
    places: tuple[Annotated[Slug, roles.SupportRef("place")], ...] = Field(
        min_length=1, description="ids of the places shown; each has a position"
    )
    beyond: tuple[Annotated[Slug, roles.SupportRef("place")], ...] = Field(
        (), description="ids of places too far away to be shown; an arrow at the edge points to each"
    )
    marks: tuple[Mark, ...] = Field((), description="what was agreed or planned for which of them")
    labels: tuple[MapLabel, ...] = Field((), description="neighbours and waters to be named where there is room")
    finding: tuple[MapFinding, ...] = Field(
        (), description="where the title says that places lie, so that it is held against the map"
    )


class PictureRow(Model):
    """An agreement in a picture."""

    agreement: Annotated[Slug, roles.SupportRef("agreement")] = Field(description="id of the agreement")
    name: OwnWords = Field(description="what the picture calls it, in two to four words")


class Finding(Model):
    """What the title of a picture states of the groups that agreements are in."""

    which: Annotated[Literal["all", "none", "only", "all-but"], roles.Setting()] = Field(
        description="'all' or 'none' of the agreements named, 'only' these of all shown, or 'all-but' these"
    )
    agreements: tuple[Annotated[Slug, roles.SupportRef("agreement")], ...] = Field(
        min_length=1, description="ids of agreements that the picture shows"
    )
    fate: Fate = Field(description="the group they are in: done, under-way, mention, elsewhere or nothing")


class Picture(Commentary):
    """What became of certain agreements, drawn from their later states."""

    kind: ClassVar[str] = "picture"

    title: OwnWords = Field(description="what the picture shows: its finding, as a headline")
    summary: OwnWords = Field(description="what is drawn, in one sentence of our own below the title")
    form: Annotated[Literal["fates"], roles.Setting()] = Field(
        description="what is drawn: 'fates', what became of each agreement"
    )
    rows: tuple[PictureRow, ...] = Field(min_length=1, description="the agreements shown")
    finding: tuple[Finding, ...] = Field(
        min_length=1, description="what the title states, so that it is held against what is drawn"
    )


class Station(Model):
    """Something that happened in a course of events."""

    event: Annotated[Slug, roles.SupportRef("event or development")] = Field(
        description="id of the event or development"
    )
    name: OwnWords = Field(description="what the picture calls it, in two to five words")
    words: OwnWords | None = Field(None, description="what else it says of it, in a few words")


class CourseFinding(Model):
    """What the title of a course states of the order and of the hours of its stations."""

    known_up_to: Annotated[Slug, roles.SupportRef("event or development")] | None = Field(
        None,
        description="id of the last station whose place is known: of those after it no order is known, and those up to "
        "it follow each other in one line",
    )
    hours: Annotated[Literal["none", "some", "all"], roles.Setting()] | None = Field(
        None, description="of how many of the stations a clock time is known: none, some or all"
    )


class Course(Commentary):
    """The order of what happened, drawn from the `after` and `before` of events and later states."""

    kind: ClassVar[str] = "course"

    title: OwnWords = Field(description="what is known of the order, as a headline")
    summary: OwnWords = Field(description="what is drawn, in one or two sentences of our own below the title")
    stations: tuple[Station, ...] = Field(
        min_length=1, description="what is shown; those of which no order is known stand apart"
    )
    finding: CourseFinding | None = Field(
        None, description="what the title states, so that it is held against what is drawn"
    )


class TallyRow(Model):
    """A number that somebody gives, in a picture of such numbers."""

    record: SupportRef = Field(description="id of the record that gives it")
    name: OwnWords = Field(description="what the picture calls it, in two to four words")
    words: Annotated[Text, roles.Verbatim(held_by="counted_row")] | None = Field(
        None,
        description="the number as the evidence of the record writes it, qualifier first; of a figure its own words",
    )
    beside: Annotated[Text, roles.Verbatim(held_by="counted_row")] | None = Field(
        None, description="one more that the evidence names besides the number, drawn apart: joint statement"
    )


class TallyFinding(Model):
    """What the title of a tally states of its numbers."""

    which: Annotated[Literal["least", "most", "same"], roles.Setting()] = Field(
        description="'least' or 'most': these, and no others, give the lowest or highest number; 'same': these give one number"
    )
    records: tuple[SupportRef, ...] = Field(min_length=1, description="ids of records that it shows")


class Tally(Commentary):
    """How many of something there are by different accounts, as many signs in a row as its number says."""

    kind: ClassVar[str] = "tally"

    title: OwnWords = Field(description="what the picture shows: its finding, as a headline")
    summary: OwnWords = Field(description="what is drawn, in one or two sentences of our own below the title")
    sign: Annotated[Literal["sheet", "person", "square"], roles.Setting()] = Field(
        description="what is drawn for each: sheet, person or square"
    )
    unit: LabelWords = Field(description="what one sign stands for, in the singular: document")
    dispute: Annotated[Slug, roles.SupportRef("dispute")] = Field(
        description="id of the dispute; each of its versions has a row, and it is shown with the picture"
    )
    rows: tuple[TallyRow, ...] = Field(min_length=2, description="the numbers shown")
    finding: tuple[TallyFinding, ...] = Field(
        min_length=1, description="what the title states, so that it is held against what is drawn"
    )


class WholePart(Model):
    """A figure in a picture of a whole, and what the picture calls it."""

    figure: Annotated[Slug, roles.SupportRef("figure")] = Field(description="id of the figure, an exact number")
    name: OwnWords = Field(description="what the picture calls it, in one to four words")


class WholeFinding(Model):
    """What the title of a picture of a whole states: one of its figures against another."""

    figure: Annotated[Slug, roles.SupportRef("figure")] = Field(description="id of a figure that it shows")
    which: Annotated[Literal["over", "under", "same"], roles.Setting()] = Field(
        description="whether it is over, under or the same as that share of the other"
    )
    share: Annotated[Decimal, roles.Setting()] = Field(
        Decimal(1), gt=0, le=100, description="the share: 0.5 for half; left out, the other figure itself"
    )
    of: Annotated[Slug, roles.SupportRef("figure")] = Field(description="id of the other figure, shown too")


class Whole(Commentary):
    """The parts of one whole, as lengths of one bar."""

    kind: ClassVar[str] = "whole"

    title: OwnWords = Field(description="what the picture shows: its finding, as a headline")
    summary: OwnWords = Field(description="what the whole and its parts are, in one or two sentences of our own")
    whole: WholePart = Field(description="what all of it is: the figure, and its name")
    parts: tuple[WholePart, ...] = Field(min_length=1, max_length=4, description="its parts, none in another")
    together: WholePart | None = Field(
        None, description="what these parts make together, if a figure says so: all who took part"
    )
    rest: OwnWords | None = Field(None, description="what is left of the whole: needed if there is any")
    finding: tuple[WholeFinding, ...] = Field(
        min_length=1, description="what the title states, so that it is held against what is drawn"
    )

    @property
    def figures(self) -> tuple[WholePart, ...]:
        """The whole, its parts, and what they make together."""
        return (self.whole, *self.parts, *((self.together,) if self.together else ()))


_PersonRef = Annotated[Slug, roles.Ref("actor")]


class Remark(Model):
    """What one of two people said on a topic: a record of it, or of the fact that they did not mention it."""

    record: SupportRef = Field(description="id of a quote, or of another record of what this person said")
    says: Annotated[Text, roles.Own(held_by="true_remark")] | None = Field(
        None, description="what they said or did not mention, in our own words; left out, the words of the quote"
    )
    silent: Flag = Field(False, description="true: the record says that they did not mention it")


class ComparisonRow(Model):
    """A topic, and what each of two people said on it."""

    topic: Annotated[Slug, roles.Term("topics", "topic")] = Field(description="one of the topics in site.yaml")
    first: Remark | None = Field(None, description="what the first person said; left out if no record has it")
    second: Remark | None = Field(None, description="what the second person said; left out if no record has it")


class ComparisonFinding(Model):
    """What the title of a comparison states: on which topics who said something."""

    who: Annotated[Literal["both", "neither", "first", "second"], roles.Setting()] = Field(
        description="who said something on each of these topics; first and second mean only that person"
    )
    topics: tuple[Annotated[Slug, roles.Term("topics", "topic")], ...] = Field(
        min_length=1, description="topics of its rows"
    )


class Comparison(Commentary):
    """What two people said on the same topics, side by side."""

    kind: ClassVar[str] = "comparison"

    title: OwnWords = Field(description="what the comparison shows: its finding, as a headline")
    summary: OwnWords = Field(description="whose words these are, and from when, in one or two sentences of our own")
    people: tuple[_PersonRef, _PersonRef] = Field(description="ids of the two people or bodies")
    rows: tuple[ComparisonRow, ...] = Field(min_length=2, max_length=12, description="the topics, from top to bottom")
    finding: tuple[ComparisonFinding, ...] = Field(
        min_length=1, description="what the title states, so that it is held against what is shown"
    )


KINDS: dict[str, type[Fact]] = {
    "events": Event,
    "agreements": Agreement,
    "developments": Development,
    "quotes": Quote,
    "figures": Figure,
    "actors": Actor,
    "places": Place,
    "terms": Term,
    "inferences": Inference,
    "series": Series,
    "disputes": Dispute,
    "unknowns": Unknown,
    "corrections": Correction,
    "maps": Map,
    "pictures": Picture,
    "courses": Course,
    "images": Image,
    "tallies": Tally,
    "wholes": Whole,
    "comparisons": Comparison,
}
"""File name below `content/facts/` (without `.yaml`) to the kind of record it holds.

A kind may be spread over several files: `events.yaml`, `events-before.yaml`.
"""


class Exemption(Model):
    """A number or quotation in prose that needs no record, and why."""

    page: Annotated[Slug, roles.IdOf("page", held_by="used_exemption")] = Field(
        description="the page it is on: the file name without .md"
    )
    text: Annotated[Text, roles.Passage(held_by="used_exemption")] = Field(
        description="the words, exactly as on the page"
    )
    reason: OwnWords = Field(description="why no record is needed")

    def evidence(self) -> tuple[Said, ...]:
        """The words that are exempted."""
        return (Said(self.text),)


class TimeZone(Model):
    """The offsets of a time zone, stored with the content so that they do not depend on a machine's tables."""

    name: ZoneName = Field(description="its name in the IANA time zone database")
    offsets: Mapping[Day, Offset] = Field(
        min_length=1,
        description="offsets from UTC, each with the day from which it was in force: {2021-01-01: '+01:00'}",
    )

    def offset(self, day: str) -> str | None:
        """The offset from UTC on a day (YYYY-MM-DD), as +HH:MM; None before the first day listed."""
        return max(((start, offset) for start, offset in self.offsets.items() if start <= day), default=("", None))[1]


class FateWords(Model):
    """A group of agreements by what became of them, in words."""

    fate: Fate = Field(description="the group: done, under-way, mention, elsewhere or nothing")
    title: LabelWords = Field(description="its title in a picture")
    meaning: LabelWords = Field(description="what an agreement has to show to be in it, in one sentence")


FORMAT = 1
"""The format of content that this program reads; content without one has format 0."""


class Site(Model):
    """Everything particular to this explainer that is not a fact."""

    title: HeadWords = Field(description="name of the site")
    description: HeadWords = Field(description="what it is about, in one sentence")
    language: LanguageTag = Field(description="language of the site")
    day: Annotated[Date, roles.When(held_by="dates_in_order")] = Field(
        description="the day or days the site is about; the time line has what was before, on and after it"
    )
    as_of: Annotated[Date, roles.When(held_by="dates_in_order")] = Field(
        description="the day up to which sources were searched"
    )
    uid: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{8,64}$"), roles.Setting()] = Field(
        description="made once, at random, by `init`: the ids in feed and calendar rest on it; never changed"
    )
    rights: PlainWords = Field(description="who may use what")
    timezone: TimeZone | None = Field(None, description="the time zone of the clock times of events")
    topics: Labels = Field(default_factory=dict, description="topic ids and their names")
    channels: Labels = Field(default_factory=dict, description="how something was said")
    wordings: Labels = Field(default_factory=dict, description="original, translation and the like")
    states: Labels = Field(default_factory=dict, description="states of an agreement")
    state_meanings: Mapping[State, Meaning] = Field(
        default_factory=dict,
        description="what states mean: done, under-way, elsewhere (given to others), or mention, which changes nothing",
    )
    state_stems: Mapping[State, tuple[LabelWords, ...]] = Field(
        default_factory=dict,
        description="beginnings of words, one of which the `state_words` of a state have: sign for signed; of a state "
        "without any, only denials and announcements are found",
    )
    verdicts: Mapping[State, LabelWords] = Field(
        default_factory=dict, description="names of states for pictures, where those in `states` are too long for it"
    )
    fates: tuple[FateWords, ...] = Field(
        (),
        description="groups of agreements by their last state that is more than a mention, in the order of pictures; "
        "those without one are in mention or nothing",
    )
    agreement_forms: Labels = Field(default_factory=dict, description="forms of agreement")
    actor_forms: Labels = Field(
        default_factory=dict, description="forms of actor; files for programs mark those called person and body as such"
    )
    place_forms: Labels = Field(default_factory=dict, description="forms of place")
    publisher_forms: Labels = Field(default_factory=dict, description="forms of publisher")
    copying_forms: tuple[Annotated[Slug, roles.Term("publisher_forms", "form")], ...] = Field(
        (), description="forms of publishers that copy the texts of others: each of their sources names its origin"
    )
    owners: Labels = Field(default_factory=dict, description="owners of publishers")
    parties: Labels = Field(
        default_factory=dict, description="parties to the subject, which are not independent publishers"
    )
    ledger_groups: Labels = Field(default_factory=dict, description="groups of the ledger of agreements")
    certainties: Labels = Field(
        default_factory=dict, description="how certain a record can be that there is a reason to doubt"
    )
    bases: Labels = Field(
        default_factory=dict,
        description="what a figure is; charts draw count and forecast as such, all others as claims",
    )
    exemptions: tuple[Exemption, ...] = Field((), description="numbers and quotations in prose that need no record")
    format: Annotated[int, roles.Setting()] = Field(
        ge=FORMAT,
        le=FORMAT,
        description="the format of this content; `migrate` brings older content to that of the program",
    )

    def verdict(self, state: str) -> str:
        """The name of a state in pictures."""
        return self.verdicts.get(state, self.states[state])


class FrontMatter(Model):
    """The head of a Markdown page."""

    title: HeadWords = Field(description="title of the page")
    template: Annotated[Slug, roles.Setting()] = Field(description="template below templates/, without .html")
    description: HeadWords = Field(description="one sentence for search engines and link previews")
    kicker: HeadWords | None = Field(None, description="a line above the title: who, where and when, in a few words")
    nav: HeadWords | None = Field(None, description="its name in the navigation, if it is one of the few pages there")
    under: Annotated[Slug, roles.IdOf("page", held_by="known_door")] | None = Field(
        None, description="file name, without .md, of the page of the navigation that it belongs to, if it has no `nav`"
    )
    order: Annotated[int, roles.Setting()] = Field(
        100, description="place in the navigation, or among the pages under the same one, lowest first"
    )
    aliases: tuple[FormerId, ...] = Field(
        (), description="file names it had before, without .md; each old address redirects here"
    )
    draft: Flag = Field(False, description="true: it is checked and shown in the preview, but not published")
