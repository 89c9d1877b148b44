"""Every fact against its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain

from explainer.content.content import Content
from explainer.parallel import run_parallel
from explainer.problems import Problem
from explainer.rules import addresses as rules_address
from explainer.rules import attribution as rules_credit
from explainer.rules import commentary as rules_comment
from explainer.rules import facts as rules_fact
from explainer.rules import figures as rules_figure
from explainer.rules import maps as rules_map
from explainer.rules import prose as rules_prose
from explainer.rules import publishers as rules_publisher
from explainer.rules import quotes as rules_quote
from explainer.rules import sources as rules_source
from explainer.rules.common import Faults

Rule = Callable[[Content], Faults]

RULES: tuple[Rule, ...] = (
    rules_source.source_form,
    rules_source.intact_source,
    rules_source.citation_form,
    rules_source.one_witness,
    rules_source.passage_found,
    rules_source.passage_unique,
    rules_source.passage_bounded,
    rules_source.left_out_found,
    rules_quote.verbatim_quote,
    rules_figure.figure_form,
    rules_figure.figure_in_passage,
    rules_figure.number_whole,
    rules_fact.name_in_passage,
    rules_credit.speaker_named,
    rules_credit.credit_beside,
    rules_credit.named_in_evidence,
    rules_fact.date_in_passage,
    rules_fact.inference_reached,
    rules_fact.dates_in_order,
    rules_fact.looked_by_then,
    rules_fact.numbers_in_evidence,
    rules_fact.quotations_in_evidence,
    rules_fact.known_word,
    rules_comment.later_state,
    rules_prose.plain_markdown,
    rules_prose.heading_id,
    rules_prose.bare_statement,
    rules_prose.link_agrees,
    rules_prose.one_alphabet,
    rules_prose.plain_text,
    rules_prose.own_words,
    rules_prose.plain_label,
    rules_prose.share_image,
)
"""Rules about one record or page, in the order they are documented; a rule's name is its id."""

WHOLE_RULES: tuple[Rule, ...] = (
    rules_source.unique_id,
    rules_source.known_publisher,
    rules_publisher.described_publisher,
    rules_publisher.reasoned_party,
    rules_publisher.named_origin,
    rules_source.known_source,
    rules_source.registered_seed,
    rules_source.used_source,
    rules_source.plain_note,
    rules_source.covered_sentence,
    rules_fact.known_fact,
    rules_fact.unique_name,
    rules_fact.used_inference,
    rules_fact.placed_in_time,
    rules_figure.series_point,
    rules_comment.version_borne_out,
    rules_comment.told_elsewhere,
    rules_map.known_shapes,
    rules_map.mapped_place,
    rules_map.legible_map,
    rules_prose.known_link,
    rules_prose.used_exemption,
    rules_address.old_address,
)
"""Rules that need everything: not run while a file or record cannot be read, lest they accuse the rest."""


SINGLE_RULES = frozenset(
    (
        rules_source.one_witness,
        rules_source.known_source,
        rules_fact.known_word,
        rules_fact.known_fact,
        rules_prose.one_alphabet,
        rules_prose.plain_text,
        rules_prose.own_words,
        rules_source.citation_form,
        rules_source.passage_found,
        rules_source.passage_unique,
        rules_source.passage_bounded,
        rules_quote.verbatim_quote,
        rules_figure.figure_form,
        rules_figure.figure_in_passage,
        rules_figure.number_whole,
        rules_fact.name_in_passage,
        rules_credit.speaker_named,
        rules_credit.credit_beside,
        rules_credit.named_in_evidence,
        rules_fact.date_in_passage,
        rules_fact.inference_reached,
        rules_fact.numbers_in_evidence,
        rules_fact.quotations_in_evidence,
    )
)
"""Rules whose word on a fact rests on that fact, on those it refers to at any remove, on the sources, and on
all actors: a fact need not be looked at again while these are the same."""


MANY = 500
"""From so many records on a second process earns what it costs to start."""


def check_facts(content: Content) -> list[Problem]:
    """Every problem of the content, from every rule that can be run on it; several processes share much work."""
    jobs = [partial(run_rules, [rule], content) for rule in rules_for(content)]
    done = run_parallel(jobs) if len(content.facts) > MANY else [job() for job in jobs]
    return list(chain.from_iterable(done))


def rules_for(content: Content) -> tuple[Rule, ...]:
    """The rules that can be run on a content."""
    return RULES if content.incomplete else RULES + WHOLE_RULES


def run_rules(rules: Iterable[Rule], content: Content) -> list[Problem]:
    """The problems that some rules find."""
    return [Problem(fault.where, fault.message, rule.__name__, fault.hint) for rule in rules for fault in rule(content)]
