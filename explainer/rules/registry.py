"""Every fact against its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Literal, NamedTuple

from explainer.content.content import Content
from explainer.content.records import Series, TakenColumn
from explainer.parallel import run_parallel
from explainer.problems import Problem
from explainer.progress import Progress, unseen
from explainer.rules import (
    addresses,
    attribution,
    commentary,
    comparisons,
    courses,
    documents,
    drafts,
    facts,
    figures,
    files,
    images,
    maps,
    pages,
    parts,
    pictures,
    prose,
    publishers,
    quotes,
    sources,
    tables,
    tallies,
    titles,
    voices,
    wholes,
)
from explainer.rules.common import Problems


class Rule(NamedTuple):
    """A check, and what its results depend on.

    The results of a rule of scope "entry" depend, for each record, page or other entry, on that entry, on the records it
    refers or links to, directly or indirectly, on the site's own entry, the sources and publishers, all actors, and the
    names of places and terms: while these are unchanged it need not run again. A rule that `needs_all` would report
    correct records while a file or record cannot be read, and does not run then.
    """

    check: Callable[[Content], Problems]
    scope: Literal["entry", "site"] = "site"
    needs_all: bool = False

    @property
    def name(self) -> str:
        """The id of the rule, which problems carry."""
        return self.check.__name__


RULES = (
    Rule(files.whole_text),
    Rule(sources.source_form),
    Rule(sources.intact_source),
    Rule(sources.citation_form, scope="entry"),
    Rule(sources.one_citation_per_origin, scope="entry"),
    Rule(sources.passage_found, scope="entry"),
    Rule(sources.passage_unique, scope="entry"),
    Rule(sources.passage_bounded, scope="entry"),
    Rule(sources.left_out_found),
    Rule(documents.clause_named, scope="entry"),
    Rule(documents.document_form, needs_all=True),
    Rule(pages.page_named, scope="entry"),
    Rule(pages.numbered_pages, needs_all=True),
    Rule(tables.cell_found, scope="entry"),
    Rule(tables.figure_in_cell, scope="entry"),
    Rule(tables.sound_table, needs_all=True),
    Rule(quotes.verbatim_quote, scope="entry"),
    Rule(figures.figure_form, scope="entry"),
    Rule(figures.figure_in_passage, scope="entry"),
    Rule(figures.figure_basis, scope="entry"),
    Rule(figures.number_whole, scope="entry"),
    Rule(facts.name_in_passage, scope="entry"),
    Rule(attribution.speaker_named, scope="entry"),
    Rule(attribution.credit_beside, scope="entry"),
    Rule(attribution.credited_in_records, scope="entry"),
    Rule(voices.voice_agrees, scope="entry"),
    Rule(voices.marked_voices, needs_all=True),
    Rule(voices.shown_speaker, needs_all=True),
    Rule(attribution.named_in_evidence, scope="entry"),
    Rule(attribution.names_in_evidence, scope="entry"),
    Rule(facts.date_in_passage, scope="entry"),
    Rule(facts.inference_reached, scope="entry"),
    Rule(facts.dates_in_order),
    Rule(facts.looked_by_then),
    Rule(facts.numbers_in_evidence, scope="entry"),
    Rule(facts.quotations_in_evidence, scope="entry"),
    Rule(facts.known_word, scope="entry"),
    Rule(commentary.later_state),
    Rule(prose.plain_markdown, scope="entry"),
    Rule(prose.heading_id, scope="entry"),
    Rule(prose.bare_statement, scope="entry"),
    Rule(prose.link_agrees, scope="entry"),
    Rule(prose.credited_in_prose, scope="entry"),
    Rule(prose.quoted_of_speaker, scope="entry"),
    Rule(prose.one_alphabet, scope="entry"),
    Rule(prose.plain_text, scope="entry"),
    Rule(prose.own_words, scope="entry"),
    Rule(prose.plain_label, scope="entry"),
    Rule(prose.share_image),
    Rule(sources.unique_id, needs_all=True),
    Rule(sources.known_publisher, needs_all=True),
    Rule(publishers.described_publisher, scope="entry", needs_all=True),
    Rule(publishers.reasoned_party, scope="entry", needs_all=True),
    Rule(publishers.named_origin, needs_all=True),
    Rule(sources.known_source, scope="entry", needs_all=True),
    Rule(sources.registered_seed, needs_all=True),
    Rule(sources.used_source, needs_all=True),
    Rule(sources.plain_note, needs_all=True),
    Rule(sources.covered_sentence, needs_all=True),
    Rule(facts.known_fact, scope="entry", needs_all=True),
    Rule(drafts.published_only, needs_all=True),
    Rule(facts.unique_name, needs_all=True),
    Rule(facts.used_inference, needs_all=True),
    Rule(facts.placed_in_time, needs_all=True),
    Rule(figures.series_point, needs_all=True),
    Rule(figures.series_finding, needs_all=True),
    Rule(commentary.version_supported, scope="entry", needs_all=True),
    Rule(commentary.told_elsewhere, needs_all=True),
    Rule(maps.known_shapes, needs_all=True),
    Rule(maps.mapped_place, scope="entry", needs_all=True),
    Rule(maps.legible_map, scope="entry", needs_all=True),
    Rule(maps.true_map, needs_all=True),
    Rule(images.known_image, needs_all=True),
    Rule(images.whole_image, needs_all=True),
    Rule(images.image_credit, needs_all=True),
    Rule(tallies.counted_row, needs_all=True),
    Rule(tallies.true_count, needs_all=True),
    Rule(wholes.sum_of_parts, needs_all=True),
    Rule(wholes.true_share, needs_all=True),
    Rule(comparisons.remark_of_person, needs_all=True),
    Rule(comparisons.true_remark, needs_all=True),
    Rule(comparisons.true_comparison, needs_all=True),
    Rule(pictures.known_meaning, needs_all=True),
    Rule(pictures.true_finding, needs_all=True),
    Rule(courses.drawn_course, needs_all=True),
    Rule(titles.titled_finding, needs_all=True),
    Rule(parts.named_part, needs_all=True),
    Rule(parts.told_part, needs_all=True),
    Rule(prose.known_link, needs_all=True),
    Rule(prose.known_door, needs_all=True),
    Rule(prose.used_exemption, needs_all=True),
    Rule(addresses.old_address, needs_all=True),
)
"""All rules about content, in the order in which they are documented and run."""

MANY = 500
"""Number of records from which a second process saves more time than it takes to start."""

_SHARES = 16
"""Parts of the records that processes take one after the other."""


def check_facts(
    content: Content, progress: Progress = unseen, first: Callable[[], object] = lambda: None
) -> list[Problem]:
    """Every problem of the content, from every rule that can run on it.

    Several processes share the work on many records; this one does something else `first`.
    """
    rules = rules_for(content)
    if len(content.facts) <= MANY:
        return with_published(run_rules(rules, content), content)
    content.narrowed(())  # what all shares need is computed before there are several processes
    # All rules about a record are run by one process, which reads its texts once.
    about_entry = [rule for rule in rules if rule.scope == "entry"]
    jobs = [partial(_run_on_share, about_entry, content, share) for share in range(_SHARES)]
    jobs += [partial(run_rules, [rule], content) for rule in rules if rule.scope == "site"]
    problems = chain.from_iterable(run_parallel(jobs, partial(progress, "Checking facts"), first))
    return with_published(list(problems), content)


def _run_on_share(rules: Iterable[Rule], content: Content, share: int) -> list[Problem]:
    """The problems that some rules find in a share of the records, by its number; the first has all that is no record."""
    facts = content.facts
    first, end = (number * len(facts) // _SHARES for number in (share, share + 1))
    others = not share
    return run_rules(rules, content.narrowed(facts[first:end], content.prose if others else (), others=others))


def with_published(problems: list[Problem], content: Content) -> list[Problem]:
    """The problems of a content, and those that what is published of it has without the drafts."""
    problems = _once_by_column(problems, content)
    published = content.without_drafts()
    if published is content:
        return problems
    places = {problem.where for problem in problems}
    alone = run_rules([rule for rule in rules_for(published) if rule.scope == "site"], published)
    return [*problems, *(problem for problem in alone if problem.where not in places)]


def _once_by_column(problems: list[Problem], content: Content) -> list[Problem]:
    """The problems, of those of the points of one column the first that each rule has: what is wrong is wrong with all."""
    if not problems:
        return problems
    columns = {
        entry.at("columns", index, *field)
        for entry in content.facts
        if isinstance(entry.record, Series)
        for index in range(len(entry.record.columns))
        for field in ((), *((name,) for name in TakenColumn.model_fields))
    }
    first = {(problem.where, problem.rule): problem for problem in reversed(problems) if problem.where in columns}
    return [problem for problem in problems if problem.where not in columns or problem in first.values()]


def rules_for(content: Content) -> tuple[Rule, ...]:
    """The rules that can be run on a content."""
    return tuple(rule for rule in RULES if not (rule.needs_all and content.incomplete))


def run_rules(rules: Iterable[Rule], content: Content) -> list[Problem]:
    """The problems that some rules find."""
    return [replace(problem, rule=rule.name) for rule in rules for problem in rule.check(content)]
