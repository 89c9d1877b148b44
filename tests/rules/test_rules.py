"""Every rule: the miniature passes all of them; one edit breaks each, with the whole message asserted."""

from __future__ import annotations

from hashlib import sha256

import pytest
from samples import Explainer

from explainer.rules.registry import RULES, WHOLE_RULES

# rule, file, words replaced, their replacement, every problem expected
CASES = [
    (
        "source_form",
        "sources.yaml",
        "register\n  date_accessed: 2022-01-30\n",
        "register\n  date_accessed: 2022-01-30\n  base: true\n",
        [
            "content/sources.yaml:16:9: source 'place-register' is a base source without a kept text [source_form]\n    hint: add 'file' and 'sha256'"
        ],
    ),
    (
        "source_form",
        "sources.yaml",
        "  base: true\n  note: Invented for the tests.\n- id: place-register",
        "  base: true\n- id: place-register\n  file: harbour-gazette.txt",
        [
            "content/facts/inferences.yaml:12:14: inference 'year-of-the-opening': 'place-register' is a kept text [citation_form]\n    hint: cite its words with 'exact'",
            "content/facts/places.yaml:11:14: place 'lantern-bridge': 'place-register' is a kept text [citation_form]\n    hint: cite its words with 'exact'",
            "content/sources.yaml:10:9: source 'place-register' has 'file' but no 'sha256' [source_form]\n    hint: its checksum is b0386dc718bb11bba9650168721fc6b8f6bc1274612a2dd42214dd0fc057fb3c",
        ],
    ),
    (
        "source_form",
        "sources.yaml",
        "register\n  date_accessed: 2022-01-30\n",
        "register\n",
        [
            "content/sources.yaml:10:3: source 'place-register' is an outside page without 'date_accessed' [source_form]\n    hint: give its address and the day it was read, or keep its text in seeds/"
        ],
    ),
    (
        "intact_source",
        "seeds/harbour-gazette.txt",
        "A cat slept",
        "A cat sleeps",
        [
            "content/left-out.yaml:3:10: sentence left out is not found in source 'harbour-gazette' [left_out_found]\n    hint: nearest text is \"A cat sleeps on the rail\"",
            "content/sources.yaml:7:11: 'harbour-gazette.txt' is not the file that was registered [intact_source]\n    hint: it is now c5c00768da7d9303055ea15c2dbc5ef3a0666c56084714bcf67096566c652c25; restore the file as received, or register the new text as a new source",
            'seeds/harbour-gazette.txt:4:107: sentence neither cited nor left out: "A cat sleeps on the rail. …" [covered_sentence]\n    hint: cite it in a record, or list it in left-out.yaml with the reason',
        ],
    ),
    (
        "citation_form",
        "facts/places.yaml",
        "      claim: The register lists the Lantern Bridge, in German Laternenbrücke, at 54.5 and -3.25.\n",
        "      exact: The register lists the Lantern Bridge, in German Laternenbrücke, at 54.5 and -3.25.\n",
        [
            "content/facts/places.yaml:11:14: place 'lantern-bridge': could not check these words, nothing of 'place-register' is kept [citation_form]\n    hint: say in our own words what the page states, with 'claim', or keep its text in seeds/"
        ],
    ),
    (
        "citation_form",
        "facts/terms.yaml",
        "      prefix: before the first\n      exact: tram",
        "      claim: tram",
        [
            "content/facts/terms.yaml:7:14: term 'rail': 'harbour-gazette' is a kept text [citation_form]\n    hint: cite its words with 'exact'"
        ],
    ),
    (
        "citation_form",
        "facts/terms.yaml",
        "      exact: tram",
        "      exact: tram\n      claim: tram",
        [
            "content/facts/terms.yaml:6:7: term 'rail': a citation has either 'exact' or 'claim' [citation_form]\n    hint: 'exact' for a kept text, 'claim' for an outside page"
        ],
    ),
    (
        "citation_form",
        "facts/events.yaml",
        "exact: The Lantern Bridge opened on the evening of June 3.",
        "exact: The Lantern Bridge opened on the evening of June 3.\n      against: true",
        [
            "content/facts/events.yaml:26:16: event 'opening': only an inference has evidence against it [citation_form]\n    hint: where sources differ, give what this one says a record of its own, and name both in a dispute"
        ],
    ),
    (
        "passage_found",
        "facts/events.yaml",
        "exact: The Lantern Bridge opened on the evening of June 3.",
        "exact: The Lantern Bridge opened on the morning of June 3.",
        [
            "content/facts/events.yaml:19:9: event 'opening': time 'evening' is not in its evidence [date_in_passage]\n    hint: its evidence reads \"The Lantern Bridge opened on the morning of June 3.\"",
            "content/facts/events.yaml:25:14: event 'opening': passage not found in source 'harbour-gazette' [passage_found]\n    hint: nearest text is \"The Lantern Bridge opened on the evening of June 3\"",
            'seeds/harbour-gazette.txt:1:1: sentence neither cited nor left out: "The Lantern Bridge opened on the evening of …" [covered_sentence]\n    hint: cite it in a record, or list it in left-out.yaml with the reason',
        ],
    ),
    (
        "passage_found",
        "facts/terms.yaml",
        "before the first",
        "before the last",
        [
            "content/facts/terms.yaml:7:15: term 'rail': prefix 'before the last' does not stand next to the passage [passage_found]\n    hint: the text before it is \"before the first\""
        ],
    ),
    (
        "passage_unique",
        "facts/inferences.yaml",
        "      prefix: in\n      exact: May 2019\n      suffix: ', the'",
        "      exact: the",
        [
            "content/facts/inferences.yaml:5:14: inference 'year-of-the-opening': '2019' in 'reasoning' is not in its evidence [numbers_in_evidence]\n    hint: its evidence reads \"the\"",
            "content/facts/inferences.yaml:8:14: inference 'year-of-the-opening': passage occurs 7 times in source 'harbour-gazette' [passage_unique]\n    hint: settle which is meant with 'prefix' or 'suffix': the text after it is \"evening of June\"",
        ],
    ),
    (
        "passage_bounded",
        "facts/terms.yaml",
        "      prefix: before the first\n",
        "",
        [
            "content/facts/terms.yaml:7:14: term 'rail': passage begins within a sentence [passage_bounded]\n    hint: add 'prefix': the text before it is \"before the first\""
        ],
    ),
    (
        "passage_bounded",
        "facts/agreements.yaml",
        "      suffix: ', in Westquay'\n",
        "",
        [
            "content/facts/agreements.yaml:17:14: agreement 'two-more-bridges': passage ends within a sentence [passage_bounded]\n    hint: add 'suffix': the text after it is \", in Westquay\""
        ],
    ),
    (
        "left_out_found",
        "left-out.yaml",
        "A cat slept",
        "A dog slept",
        [
            "content/left-out.yaml:3:10: sentence left out is not found in source 'harbour-gazette' [left_out_found]\n    hint: nearest text is \"A cat slept on the rail\"",
            'seeds/harbour-gazette.txt:4:107: sentence neither cited nor left out: "A cat slept on the rail. …" [covered_sentence]\n    hint: cite it in a record, or list it in left-out.yaml with the reason',
        ],
    ),
    (
        "verbatim_quote",
        "facts/quotes.yaml",
        "needs bridges, […] and",
        "needs many bridges, […] and",
        [
            "content/facts/quotes.yaml:15:9: quote 'small-as-it-is': 'town — small as it is — needs many bridges,' is not word for word in its passages [verbatim_quote]\n    hint: nearest text is \"This town - small as it is - needs bridges\""
        ],
    ),
    (
        "verbatim_quote",
        "facts/quotes.yaml",
        "text: We waited",
        "text: waited",
        [
            "content/facts/quotes.yaml:4:9: quote 'nine-years': the quotation begins within a sentence, after '“We' [verbatim_quote]\n    hint: quote from where the speech or sentence begins to where it ends; cut with […] at punctuation only"
        ],
    ),
    (
        "verbatim_quote",
        "facts/quotes.yaml",
        "needs bridges, […]",
        "needs […]",
        [
            "content/facts/quotes.yaml:15:9: quote 'small-as-it-is': the quotation is cut within a clause, before 'bridges,\"' [verbatim_quote]\n    hint: quote from where the speech or sentence begins to where it ends; cut with […] at punctuation only"
        ],
    ),
    (
        "verbatim_quote",
        "facts/quotes.yaml",
        "and it needs ferries.\n  attr",
        "and it needs\n  attr",
        [
            "content/facts/quotes.yaml:15:9: quote 'small-as-it-is': the quotation ends within a sentence, before 'ferries.\"' [verbatim_quote]\n    hint: quote from where the speech or sentence begins to where it ends; cut with […] at punctuation only"
        ],
    ),
    (
        "figure_in_passage",
        "facts/figures.yaml",
        "value: 400",
        "value: 40",
        [
            "content/facts/figures-crossings.yaml:40:8: figure 'walkers-range' does not span the figures it names [figure_in_passage]\n    hint: they run over 40–380",
            "content/facts/figures.yaml:6:10: figure 'first-walkers': 40 people is not what its words say [figure_in_passage]\n    hint: 'About 400 people' says 400",
            "content/pages/index.md:10:2: '400' is not what record 'first-walkers' says [link_agrees]\n    hint: it says 'About 400 people' (40 people)",
        ],
    ),
    (
        "figure_in_passage",
        "facts/figures.yaml",
        "  qualifier: About\n",
        "",
        [
            "content/facts/figures.yaml:5:10: figure 'first-walkers': qualifier '' is not the one of its words [figure_in_passage]\n    hint: 'About 400 people' has 'About' before the number"
        ],
    ),
    (
        "figure_in_passage",
        "facts/figures.yaml",
        "qualifier: About",
        "qualifier: Over",
        [
            "content/facts/figures.yaml:8:14: figure 'first-walkers': qualifier 'Over' is not the one of its words [figure_in_passage]\n    hint: 'About 400 people' has 'About' before the number",
            "content/pages/index.md:10:2: the figure 'first-walkers' is quoted without its qualifier [link_agrees]\n    hint: write 'Over' as in 'About 400 people'",
        ],
    ),
    (
        "figure_in_passage",
        "facts/figures.yaml",
        "  words: About 400 people\n  value: 400\n  unit: people\n  qualifier: About\n",
        "  words: 400 people\n  value: 400\n  unit: people\n",
        [
            "content/facts/figures.yaml:5:10: figure 'first-walkers': the qualifier 'about' stands before these words [figure_in_passage]\n    hint: a qualifier is part of the figure: add it to 'words' and 'qualifier'"
        ],
    ),
    (
        "figure_in_passage",
        "facts/figures.yaml",
        "unit: people",
        "unit: dogs",
        [
            "content/facts/figures-crossings.yaml:43:9: figure 'walkers-range': unit 'people' is not that of 'first-walkers' [figure_in_passage]\n    hint: that one counts dogs",
            "content/facts/figures.yaml:7:9: figure 'first-walkers': unit 'dogs' is not in its evidence [figure_in_passage]\n    hint: its evidence reads \"About 400 people crossed it on foot before the first tram.\"",
        ],
    ),
    (
        "figure_in_passage",
        "facts/figures.yaml",
        "words: nine years",
        "words: nine",
        [
            "content/facts/figures.yaml:15:10: figure 'years-of-waiting': the unit 'years' follows these words [figure_in_passage]\n    hint: write 'words' with the unit"
        ],
    ),
    (
        "figure_in_passage",
        "facts/figures.yaml",
        "words: nine years",
        "words: ten years",
        [
            "content/facts/figures.yaml:15:10: figure 'years-of-waiting': words 'ten years' are not in its evidence [figure_in_passage]\n    hint: its evidence reads \"“We waited nine years for this walk,”— said Mayor Ada Finch.\""
        ],
    ),
    (
        "name_in_passage",
        "facts/places.yaml",
        "longitude: -3.25",
        "longitude: -3.26",
        [
            "content/facts/places.yaml:8:14: place 'lantern-bridge': longitude '-3.26' is not in its evidence [name_in_passage]\n    hint: its evidence reads \"The register lists the Lantern Bridge, in German Laternenbrücke, at 54.5 and -3.25.\""
        ],
    ),
    (
        "name_in_passage",
        "facts/places.yaml",
        "text: Laternenbrücke",
        "text: Laternenbrucke",
        [
            "content/facts/places.yaml:6:24: place 'lantern-bridge': names 'Laternenbrucke' is not in its evidence [name_in_passage]\n    hint: its evidence reads \"The register lists the Lantern Bridge, in German Laternenbrücke, at 54.5 and -3.25.\""
        ],
    ),
    (
        "name_in_passage",
        "facts/actors.yaml",
        "office: Mayor",
        "office: Provost",
        [
            "content/facts/actors.yaml:5:11: actor 'finch': office 'Provost' is not in its evidence [name_in_passage]\n    hint: its evidence reads \"— said Mayor Ada Finch.\""
        ],
    ),
    (
        "name_in_passage",
        "facts/agreements.yaml",
        "state_words: announced",
        "state_words: signed",
        [
            "content/facts/agreements.yaml:8:16: agreement 'two-more-bridges': state_words 'signed' is not in its evidence [name_in_passage]\n    hint: its evidence reads \"Engineer Tomas Rill announced two more bridges\""
        ],
    ),
    (
        "name_in_passage",
        "facts/terms.yaml",
        "name: Tram",
        "name: Train",
        [
            "content/facts/terms.yaml:3:9: term 'rail': name 'Train' is not in its evidence [name_in_passage]\n    hint: its evidence reads \"tram\""
        ],
    ),
    (
        "speaker_named",
        "facts/agreements.yaml",
        "words: Engineer Tomas Rill announced",
        "words: Engineer Tomas Rill promised",
        [
            "content/facts/agreements.yaml:13:12: agreement 'two-more-bridges': attribution 'Engineer Tomas Rill promised' is not in its evidence [speaker_named]\n    hint: its evidence reads \"Engineer Tomas Rill announced two more bridges\""
        ],
    ),
    (
        "speaker_named",
        "facts/agreements.yaml",
        "by: rill",
        "by: finch",
        [
            "content/facts/agreements.yaml:12:9: agreement 'two-more-bridges': 'Engineer Tomas Rill announced' does not name actor 'finch' but 'rill' [speaker_named]\n    hint: known as: Ada Finch; cite words that name them, or add a form to 'also'"
        ],
    ),
    (
        "date_in_passage",
        "facts/events.yaml",
        "date: 2021-06-03",
        "date: 2021-06-04",
        [
            "content/facts/events.yaml:18:9: event 'opening': day 4 June of 'date' is not in its evidence [date_in_passage]\n    hint: give no more than it says, or name an inference: inferred: {day: <id>}; its evidence reads \"The Lantern Bridge opened on the evening of June 3.\""
        ],
    ),
    (
        "date_in_passage",
        "facts/events.yaml",
        "date: 2021-06-03",
        "date: 2022-06-03",
        [
            "content/facts/events.yaml:18:9: event 'opening': year 2022 of 'date' is not what 'year-of-the-opening' concludes [date_in_passage]\n    hint: it concludes 2021",
            "content/pages/index.md:9:43: '2021' is not what record 'opening' says [link_agrees]\n    hint: it rests on \"The Lantern Bridge opened on the evening of June 3.\"",
        ],
    ),
    (
        "date_in_passage",
        "facts/events.yaml",
        "date: 2019-05",
        "date: 2018-05",
        [
            "content/facts/events.yaml:5:9: event 'last-ferry': year 2018 of 'date' is not in its evidence [date_in_passage]\n    hint: give no more than it says, or name an inference: inferred: {year: <id>}; its evidence reads \"The old ferry made its last trip in May 2019, the harbour office writes.\""
        ],
    ),
    (
        "date_in_passage",
        "facts/events.yaml",
        "time: evening",
        "time: morning",
        [
            "content/facts/events.yaml:19:9: event 'opening': time 'morning' is not in its evidence [date_in_passage]\n    hint: its evidence reads \"The Lantern Bridge opened on the evening of June 3.\""
        ],
    ),
    (
        "date_in_passage",
        "facts/events.yaml",
        "date: 2019-05",
        "date: 2019-05~",
        [
            "content/facts/events.yaml:5:9: event 'last-ferry': no word of its evidence makes 'date' approximate [date_in_passage]\n    hint: remove '~', or cite the words that say so"
        ],
    ),
    (
        "dates_in_order",
        "facts/events.yaml",
        "date: 2019-05",
        "date: 2019-05/2019-04",
        [
            "content/facts/events.yaml:5:9: 2019-04 ends before 2019-05 starts [dates_in_order]\n    hint: swap the two dates",
            "content/facts/events.yaml:5:9: event 'last-ferry': month April of 'date' is not in its evidence [date_in_passage]\n    hint: give no more than it says, or name an inference: inferred: {month: <id>}; its evidence reads \"The old ferry made its last trip in May 2019, the harbour office writes.\"",
        ],
    ),
    (
        "dates_in_order",
        "site.yaml",
        "day: 2021-06-03",
        "day: 2021-06-03/2021-06-01",
        [
            "content/site.yaml:5:6: 2021-06-01 ends before 2021-06-03 starts [dates_in_order]\n    hint: swap the two dates"
        ],
    ),
    (
        "date_in_passage",
        "facts/events.yaml",
        "  date: 2019-05\n",
        "  date: 2019-05\n  date_words: June 2019\n",
        [
            "content/facts/events.yaml:6:15: event 'last-ferry': date_words 'June 2019' are not in its evidence [date_in_passage]\n    hint: its evidence reads \"The old ferry made its last trip in May 2019, the harbour office writes.\""
        ],
    ),
    (
        "date_in_passage",
        "facts/events.yaml",
        "  date: 2019-05\n",
        "  date: 2019-05\n  date_words: '2019'\n",
        [
            "content/facts/events.yaml:5:9: event 'last-ferry': 2019-05 is not what '2019' says [date_in_passage]\n    hint: correct the date, or choose the words that give it and no other"
        ],
    ),
    (
        "date_in_passage",
        "facts/developments.yaml",
        "claim: In Westquay work began in September 2021.",
        "claim: In Westquay work began in September 2021 and was to end in 2023.",
        [
            "content/facts/developments.yaml:8:9: development 'westquay-begun': its evidence names other dates than 'date', too [date_in_passage]\n    hint: say with 'date_words' which words give it; there is also 2023"
        ],
    ),
    (
        "dates_in_order",
        "facts/events.yaml",
        "  time: evening\n",
        "  time: evening\n  after: opening\n",
        [
            "content/facts/events.yaml:20:10: event 'opening' comes after itself [dates_in_order]\n    hint: break the circle of 'after' and 'before'"
        ],
    ),
    (
        "dates_in_order",
        "facts/events.yaml",
        "  date: 2019-05\n",
        "  date: 2019-05\n  after: opening\n",
        [
            "content/facts/events.yaml:6:10: event 'last-ferry' is dated before 'opening', which it followed [dates_in_order]\n    hint: correct one of the dates, or the order"
        ],
    ),
    (
        "looked_by_then",
        "facts/unknowns.yaml",
        "date: 2022-01-30",
        "date: 2022-02-28",
        [
            "content/facts/unknowns.yaml:5:9: unknown 'who-paid': 2022-02-28 is after 2022-01-31, to which the site looks [looked_by_then]\n    hint: mend the date, or 'as_of' in site.yaml"
        ],
    ),
    (
        "looked_by_then",
        "facts/corrections.yaml",
        "date: 2022-01-31",
        "date: 2022-02-01",
        [
            "content/facts/corrections.yaml:4:9: correction 'number-of-walkers': 2022-02-01 is after 2022-01-31, to which the site looks [looked_by_then]\n    hint: mend the date, or 'as_of' in site.yaml"
        ],
    ),
    (
        "known_fact",
        "facts/events.yaml",
        "  time: evening\n",
        "  time: evening\n  after: closing\n",
        [
            "content/facts/events.yaml:20:10: event 'opening' names unknown event or development 'closing' [known_fact]\n    hint: allowed here: bridge-market, flags-on-the-banks, last-ferry, millrow-begun, opening, westquay-begun"
        ],
    ),
    (
        "numbers_in_evidence",
        "facts/events.yaml",
        "summary: The old ferry stopped running in May 2019",
        "summary: The old ferry stopped running in May 2019 after 40 years",
        [
            "content/facts/events.yaml:4:12: event 'last-ferry': '40' in 'summary' is not in its evidence [numbers_in_evidence]\n    hint: its evidence reads \"The old ferry made its last trip in May 2019, the harbour office writes.\""
        ],
    ),
    (
        "quotations_in_evidence",
        "facts/events.yaml",
        "summary: The Lantern Bridge opened",
        "summary: The “Lamp Bridge” opened",
        [
            "content/facts/events.yaml:17:12: event 'opening': “Lamp Bridge” in 'summary' is not word for word in its evidence [quotations_in_evidence]\n    hint: its evidence reads \"The Lantern Bridge opened on the evening of June 3.\""
        ],
    ),
    (
        "known_word",
        "site.yaml",
        "copying_forms: [copier]",
        "mere_mentions: [anounced]\ncopying_forms: [copier]",
        [
            "content/site.yaml:16:17: site: state 'anounced' is not defined in site.yaml [known_word]\n    hint: did you mean 'announced'?"
        ],
    ),
    (
        "known_word",
        "facts/agreements.yaml",
        "form: plan",
        "form: plans",
        [
            "content/facts/agreements.yaml:5:9: agreement 'two-more-bridges': form 'plans' is not defined in site.yaml [known_word]\n    hint: did you mean 'plan'?"
        ],
    ),
    (
        "plain_markdown",
        "pages/index.md",
        "The bridge joins",
        "<b>The</b> bridge joins",
        [
            "content/pages/index.md:9:1: not plain Markdown: <b> [plain_markdown]\n    hint: write Markdown; layout belongs in a template"
        ],
    ),
    (
        "plain_markdown",
        "pages/index.md",
        "The bridge joins",
        "    The bridge joins",
        [
            "content/pages/index.md:9:5: a block of code in prose [plain_markdown]\n    hint: start the line without four spaces or backticks",
            "content/pages/index.md:9:62: bare number '3 June' in prose [bare_statement]\n    hint: bind it to a record: [words](fact:id); or exempt it in site.yaml with a reason",
            "content/pages/index.md:9:69: bare number '2021' in prose [bare_statement]\n    hint: bind it to a record: [words](fact:id); or exempt it in site.yaml with a reason",
        ],
    ),
    (
        "heading_id",
        "pages/index.md",
        "## What came after {#after}",
        "## What came after",
        [
            "content/pages/index.md:16:4: heading 'What came after' has no id [heading_id]\n    hint: add one at its end: {#short-name}"
        ],
    ),
    (
        "heading_id",
        "pages/index.md",
        "## What came after {#after}",
        "# What came after",
        [
            "content/pages/index.md:16:3: a heading of the first level [heading_id]\n    hint: the page title is in the front matter; use '##'"
        ],
    ),
    (
        "bare_statement",
        "pages/index.md",
        "waits. More",
        "waits nine years. More",
        [
            "content/pages/index.md:20:9: bare number 'nine' in prose [bare_statement]\n    hint: bind it to a record: [words](fact:id); or exempt it in site.yaml with a reason"
        ],
    ),
    (
        "bare_statement",
        "pages/index.md",
        "waits. More",
        'waits, "a walk". More',
        [
            "content/pages/index.md:20:10: bare quotation '“a walk”' in prose [bare_statement]\n    hint: bind it to a record: [words](fact:id); or exempt it in site.yaml with a reason"
        ],
    ),
    (
        "bare_statement",
        "pages/index.md",
        "title: How the bridge opened",
        "title: How the bridge opened in May",
        [
            "content/pages/index.md:2:8: bare number 'May' in 'title' [bare_statement]\n    hint: reword it, or exempt it in site.yaml with a reason"
        ],
    ),
    (
        "link_agrees",
        "pages/index.md",
        "[about 400 people]",
        "[400 people]",
        [
            "content/pages/index.md:10:2: the figure 'first-walkers' is quoted without its qualifier [link_agrees]\n    hint: write 'About' as in 'About 400 people'"
        ],
    ),
    (
        "link_agrees",
        "pages/index.md",
        "[about 400 people]",
        "[about 500 people]",
        [
            "content/pages/index.md:10:2: '500' is not what record 'first-walkers' says [link_agrees]\n    hint: it says 'About 400 people' (400 people)"
        ],
    ),
    (
        "link_agrees",
        "pages/index.md",
        "[May 2019]",
        "[June 2019]",
        [
            "content/pages/index.md:18:29: 'June' is not what record 'last-ferry' says [link_agrees]\n    hint: it rests on \"The old ferry made its last trip in May 2019, the harbour office writes.\""
        ],
    ),
    (
        "link_agrees",
        "pages/index.md",
        '"small as it is"',
        '"small as they are"',
        [
            "content/pages/index.md:19:79: “small as they are” is not word for word in record 'small-as-it-is' [link_agrees]\n    hint: it rests on \"This [harbour] town — small as it is — needs bridges, […] and it needs ferries.\""
        ],
    ),
    (
        "own_words",
        "facts/events.yaml",
        "summary: The old ferry stopped running in",
        "summary: The old ferry made its last trip in",
        [
            "content/facts/events.yaml:4:12: event 'last-ferry': 'summary' repeats \"The old ferry made its last trip in May 2019, the harbour office writes\" [own_words]\n    hint: more than 8 words in a row are a quotation: put them in quotation marks, or say it in our own words"
        ],
    ),
    (
        "own_words",
        "pages/index.md",
        "The ferry had stopped in [May",
        "Then the old ferry made its last trip in [May",
        [
            'content/pages/index.md:18:8: prose repeats "the old ferry made its last trip in May 2019" [own_words]\n    hint: more than 8 words in a row are a quotation: put them in quotation marks, or say it in our own words'
        ],
    ),
    (
        "plain_label",
        "site.yaml",
        "bridge: The bridge",
        "bridge: The bridge of 400",
        [
            "content/site.yaml:8:18: number '400' in a label [plain_label]\n    hint: labels only name; state it in a record"
        ],
    ),
    (
        "plain_label",
        "facts/series.yaml",
        "newspaper: Newspaper",
        "newspaper: The “paper”",
        [
            "content/facts/series.yaml:6:46: quotation '“paper”' in a label [plain_label]\n    hint: labels only name; state it in a record"
        ],
    ),
    (
        "unique_id",
        "facts/terms.yaml",
        "id: rail",
        "id: rill",
        [
            "content/facts/terms.yaml:2:7: id 'rill' is already taken [unique_id]\n    hint: first used at content/facts/actors.yaml:10:7; ids are addresses, choose another for the newer record"
        ],
    ),
    (
        "known_source",
        "facts/terms.yaml",
        "source: harbour-gazette",
        "source: harbor-gazette",
        [
            "content/facts/terms.yaml:6:15: term 'rail' cites unknown source 'harbor-gazette' [known_source]\n    hint: did you mean 'harbour-gazette'?"
        ],
    ),
    (
        "known_source",
        "left-out.yaml",
        "source: harbour-gazette",
        "source: gazette",
        [
            "content/left-out.yaml:2:11: unknown source 'gazette' [known_source]\n    hint: did you mean 'gazette-copy'?",
            'seeds/harbour-gazette.txt:4:107: sentence neither cited nor left out: "A cat slept on the rail. …" [covered_sentence]\n    hint: cite it in a record, or list it in left-out.yaml with the reason',
        ],
    ),
    (
        "known_source",
        "sources.yaml",
        "register\n  date_accessed: 2022-01-30",
        "register\n  date_accessed: 2022-01-30\n  derived_from: harbour-gazete",
        [
            "content/sources.yaml:16:17: source 'place-register' is derived from unknown source 'harbour-gazete' [known_source]\n    hint: did you mean 'harbour-gazette'?"
        ],
    ),
    (
        "used_source",
        "sources.yaml",
        "- id: place-register",
        "- id: unused\n  title: Unused\n  publisher: office\n  language: en\n  url: https://places.example/unused\n  date_accessed: 2022-01-30\n- id: place-register",
        [
            "content/sources.yaml:10:3: source 'unused' is cited by no record [used_source]\n    hint: cite it or remove it"
        ],
    ),
    (
        "covered_sentence",
        "left-out.yaml",
        "- source: harbour-gazette\n  exact: A cat slept on the rail.\n  reason: Colour; it tells nothing about the bridge.",
        "[]",
        [
            'seeds/harbour-gazette.txt:4:107: sentence neither cited nor left out: "A cat slept on the rail. …" [covered_sentence]\n    hint: cite it in a record, or list it in left-out.yaml with the reason'
        ],
    ),
    (
        "covered_sentence",
        "left-out.yaml",
        "A cat slept on the rail.",
        "The old ferry made its last trip",
        [
            "content/left-out.yaml:3:10: sentence is left out but cited by 'last-ferry' [covered_sentence]\n    hint: remove it from left-out.yaml",
            'seeds/harbour-gazette.txt:4:107: sentence neither cited nor left out: "A cat slept on the rail. …" [covered_sentence]\n    hint: cite it in a record, or list it in left-out.yaml with the reason',
        ],
    ),
    (
        "known_fact",
        "facts/agreements.yaml",
        "parties: [rill]",
        "parties: [rills]",
        [
            "content/facts/agreements.yaml:9:13: agreement 'two-more-bridges' names unknown actor 'rills' [known_fact]\n    hint: did you mean 'rill'?"
        ],
    ),
    (
        "known_fact",
        "facts/agreements.yaml",
        "parties: [rill]",
        "parties: [westquay]",
        [
            "content/facts/agreements.yaml:9:13: agreement 'two-more-bridges': 'westquay' is of kind place, not actor [known_fact]\n    hint: allowed here: finch, harbour-office, rill"
        ],
    ),
    (
        "unique_name",
        "facts/actors.yaml",
        "also: [Rill]",
        "also: [Rill, He]",
        [
            "content/facts/actors.yaml:14:9: actor 'rill': 'He' names nobody [unique_name]\n    hint: cite the sentence that names the speaker, as well"
        ],
    ),
    (
        "unique_name",
        "facts/actors.yaml",
        "also: [Rill]",
        "also: [Rill, Ada Finch]",
        [
            "content/facts/actors.yaml:11:9: actor 'rill': 'Ada Finch' also names actor 'finch' [unique_name]\n    hint: keep a name that only one of them has"
        ],
    ),
    (
        "used_inference",
        "facts/inferences.yaml",
        "  date: 2021\n",
        "",
        [
            "content/facts/events.yaml:18:9: event 'opening': year 2021 of 'date' is not what 'year-of-the-opening' concludes [date_in_passage]\n    hint: it concludes no date",
            "content/facts/inferences.yaml:2:3: inference 'year-of-the-opening' is used by no page [used_inference]\n    hint: link it, fact:year-of-the-opening, or remove it",
            "content/facts/inferences.yaml:3:10: inference 'year-of-the-opening': '2021' in 'title' is not in its evidence [numbers_in_evidence]\n    hint: its evidence reads \"May 2019\"",
        ],
    ),
    (
        "used_inference",
        "facts/events.yaml",
        "  inferred: {year: year-of-the-opening}\n",
        "",
        [
            "content/facts/events.yaml:18:9: event 'opening': year 2021 of 'date' is not in its evidence [date_in_passage]\n    hint: give no more than it says, or name an inference: inferred: {year: <id>}; its evidence reads \"The Lantern Bridge opened on the evening of June 3.\"",
            "content/facts/inferences.yaml:2:3: inference 'year-of-the-opening' is used by no record [used_inference]\n    hint: name it in a record, inferred: {year: year-of-the-opening}, or remove it",
        ],
    ),
    (
        "known_link",
        "pages/index.md",
        "(fact:opening)",
        "(fact:opened)",
        [
            "content/pages/index.md:9:71: link to unknown record 'opened' [known_link]\n    hint: did you mean 'opening'?"
        ],
    ),
    (
        "known_link",
        "pages/index.md",
        "(page:timeline)",
        "(page:time-line)",
        [
            "content/pages/index.md:20:33: link to unknown page 'time-line' [known_link]\n    hint: did you mean 'timeline'?"
        ],
    ),
    (
        "known_link",
        "pages/index.md",
        "(page:timeline)",
        "(timeline.html)",
        [
            "content/pages/index.md:20:33: link to 'timeline.html' [known_link]\n    hint: write page:name, fact:id, source:id or #heading"
        ],
    ),
    (
        "known_link",
        "pages/index.md",
        "(page:timeline)",
        "(javascript:alert)",
        [
            "content/pages/index.md:20:33: link of unknown kind 'javascript:' [known_link]\n    hint: allowed here: fact, show, page, source, https, http"
        ],
    ),
    (
        "known_link",
        "pages/index.md",
        "(page:timeline)",
        "(#later)",
        ["content/pages/index.md:20:33: link to '#later' [known_link]\n    hint: did you mean 'after'?"],
    ),
    (
        "known_link",
        "pages/index.md",
        "[The mayor](show:nine-years)",
        "See [The mayor](show:nine-years)",
        [
            "content/pages/index.md:12:17: a 'show:' link must be alone in its paragraph [known_link]\n    hint: put empty lines around it"
        ],
    ),
    (
        "used_exemption",
        "site.yaml",
        "text: two banks",
        "text: three banks",
        [
            "content/pages/index.md:9:18: bare number 'two' in prose [bare_statement]\n    hint: bind it to a record: [words](fact:id); or exempt it in site.yaml with a reason",
            "content/site.yaml:24:11: exempted words 'three banks' are not on their page [used_exemption]\n    hint: remove the exemption",
        ],
    ),
    (
        "used_exemption",
        "site.yaml",
        "text: two banks",
        "text: bridge joins",
        [
            "content/pages/index.md:9:18: bare number 'two' in prose [bare_statement]\n    hint: bind it to a record: [words](fact:id); or exempt it in site.yaml with a reason",
            "content/site.yaml:24:11: 'bridge joins' needs no exemption [used_exemption]\n    hint: remove it; only numbers, dates and quotations need one",
        ],
    ),
    (
        "used_exemption",
        "site.yaml",
        "page: index",
        "page: indexes",
        [
            "content/pages/index.md:9:18: bare number 'two' in prose [bare_statement]\n    hint: bind it to a record: [words](fact:id); or exempt it in site.yaml with a reason",
            "content/site.yaml:23:11: exemption for unknown page 'indexes' [used_exemption]\n    hint: did you mean 'index'?",
        ],
    ),
    (
        "one_witness",
        "facts/figures-crossings.yaml",
        "      claim: The retelling puts June 2021 at 15 thousand crossings.\n",
        "      claim: The retelling puts June 2021 at 15 thousand crossings.\n    - source: harbour-gazette\n      exact: A cat slept on the rail.\n",
        [
            "content/facts/figures-crossings.yaml:37:15: figure 'crossings-june-gazette': 'harbour-gazette' and 'gazette-copy' are one witness, both go back to 'harbour-gazette' [one_witness]\n    hint: cite one of them",
            "content/left-out.yaml:3:10: sentence is left out but cited by 'crossings-june-gazette' [covered_sentence]\n    hint: remove it from left-out.yaml",
        ],
    ),
    (
        "known_publisher",
        "sources.yaml",
        "publisher: gazette\n  language: en\n  file",
        "publisher: gazete\n  language: en\n  file",
        [
            "content/sources.yaml:4:14: source 'harbour-gazette' names unknown publisher 'gazete' [known_publisher]\n    hint: did you mean 'gazette'?"
        ],
    ),
    (
        "known_publisher",
        "sources.yaml",
        "url: https://places.example/register",
        "url: https://places.exemple/register",
        [
            "content/sources.yaml:14:8: source 'place-register': host 'places.exemple' is not one of publisher 'office' [known_publisher]\n    hint: its hosts are: places.example; add 'places.exemple' to its 'hosts' if it is one of them"
        ],
    ),
    (
        "known_publisher",
        "publishers.yaml",
        "- id: office",
        "- id: nobody\n  name: Nobody\n  form: register\n  party_reason: It built nothing.\n  hosts: [nobody.example]\n- id: office",
        [
            "content/publishers.yaml:12:3: publisher 'nobody' has no source [known_publisher]\n    hint: name it in a source, or remove it"
        ],
    ),
    (
        "figure_form",
        "facts/figures-crossings.yaml",
        "  low: 9\n",
        "",
        [
            "content/facts/figures-crossings.yaml:12:3: figure 'crossings-june-office' has neither one value nor a range in order [figure_form]\n    hint: give 'value', or 'low' and 'high'",
            "content/facts/figures-crossings.yaml:12:3: figure 'crossings-june-office': 12 thousand crossings is not what its words say [figure_in_passage]\n    hint: '9 to 12 thousand crossings' says 9, 12000",
        ],
    ),
    (
        "figure_form",
        "facts/figures-crossings.yaml",
        "  low: 9\n",
        "  low: 12\n",
        [
            "content/facts/figures-crossings.yaml:12:3: figure 'crossings-june-office' has neither one value nor a range in order [figure_form]\n    hint: give 'value', or 'low' and 'high'",
            "content/facts/figures-crossings.yaml:15:8: figure 'crossings-june-office': 12–12 thousand crossings is not what its words say [figure_in_passage]\n    hint: '9 to 12 thousand crossings' says 9, 12000",
        ],
    ),
    (
        "figure_in_passage",
        "facts/figures-crossings.yaml",
        "  low: 9\n",
        "  low: 8\n",
        [
            "content/facts/figures-crossings.yaml:15:8: figure 'crossings-june-office': 8–12 thousand crossings is not what its words say [figure_in_passage]\n    hint: '9 to 12 thousand crossings' says 9, 12000"
        ],
    ),
    (
        "figure_in_passage",
        "facts/figures-crossings.yaml",
        "  high: 12\n",
        "  high: 13\n",
        [
            "content/facts/figures-crossings.yaml:16:9: figure 'crossings-june-office': 9–13 thousand crossings is not what its words say [figure_in_passage]\n    hint: '9 to 12 thousand crossings' says 9, 12000"
        ],
    ),
    (
        "figure_in_passage",
        "facts/figures-crossings.yaml",
        "  low: 380\n",
        "  low: 379\n",
        [
            "content/facts/figures-crossings.yaml:40:8: figure 'walkers-range' does not span the figures it names [figure_in_passage]\n    hint: they run over 380–400",
            "content/facts/figures-crossings.yaml:40:8: figure 'walkers-range': 379–400 people is not what its words say [figure_in_passage]\n    hint: '380 to 400 people' says 380, 400",
        ],
    ),
    (
        "figure_in_passage",
        "facts/figures-crossings.yaml",
        "words: 380 to 400 people",
        "words: 380 to 410 people",
        [
            "content/facts/figures-crossings.yaml:41:9: figure 'walkers-range': 380–400 people is not what its words say [figure_in_passage]\n    hint: '380 to 410 people' says 380, 410"
        ],
    ),
    (
        "figure_in_passage",
        "facts/figures-crossings.yaml",
        "words: 380 to 400 people",
        "words: about 380 to 400 people",
        [
            "content/facts/figures-crossings.yaml:39:10: figure 'walkers-range': qualifier '' is not the one of its words [figure_in_passage]\n    hint: 'about 380 to 400 people' has 'about' before the number"
        ],
    ),
    (
        "known_fact",
        "facts/figures-crossings.yaml",
        "of: [first-walkers,",
        "of: [last-walkers,",
        [
            "content/facts/figures-crossings.yaml:42:8: figure 'walkers-range' names unknown figure 'last-walkers' [known_fact]\n    hint: did you mean 'first-walkers'?"
        ],
    ),
    (
        "series_point",
        "facts/figures-crossings.yaml",
        "  side: newspaper\n",
        "  side: paper\n",
        [
            "content/facts/figures-crossings.yaml:32:9: figure 'crossings-june-gazette': side 'paper' is not one of its series [series_point]\n    hint: its sides are: office, newspaper"
        ],
    ),
    (
        "series_point",
        "facts/series.yaml",
        "  unit: thousand crossings\n",
        "  unit: thousand\n",
        [
            "content/facts/figures-crossings.yaml:17:9: figure 'crossings-june-office': its series counts thousand, not thousand crossings [series_point]\n    hint: a series has one unit",
            "content/facts/figures-crossings.yaml:29:9: figure 'crossings-june-gazette': its series counts thousand, not thousand crossings [series_point]\n    hint: a series has one unit",
        ],
    ),
    (
        "series_point",
        "facts/figures-crossings.yaml",
        "  period: 2021-06\n  series: crossings\n  side: newspaper\n",
        "  series: crossings\n  side: newspaper\n",
        [
            "content/facts/figures-crossings.yaml:25:3: figure 'crossings-june-gazette' is a point of a series without a period [series_point]\n    hint: add 'period', as the other points have"
        ],
    ),
    (
        "series_point",
        "facts/figures-crossings.yaml",
        "- id: crossings-june-gazette",
        "- id: crossings-june-again\n  title: Crossings in June, again\n  words: 11 thousand crossings\n  value: 11\n  unit: thousand crossings\n  period: 2021-06\n  series: crossings\n  side: office\n  cite:\n    - source: office-yearbook\n      claim: Elsewhere the yearbook gives 11 thousand crossings for June 2021.\n- id: crossings-june-gazette",
        [
            "content/facts/figures-crossings.yaml:30:11: figure 'crossings-june-again': 'office-yearbook' already has a value for 2021-06: 'crossings-june-office' [series_point]\n    hint: keep one, or make both versions of a dispute"
        ],
    ),
    (
        "version_borne_out",
        "facts/disputes.yaml",
        "Nearly 380 did",
        "Nearly 390 did",
        [
            "content/facts/disputes.yaml:8:13: dispute 'how-many-walked': no record of this version says '390' [version_borne_out]\n    hint: it names: walkers-office"
        ],
    ),
    (
        "version_borne_out",
        "facts/disputes.yaml",
        "records: [walkers-office]",
        "records: [first-walkers]",
        [
            "content/facts/disputes.yaml:8:13: dispute 'how-many-walked': no record of this version says '380' [version_borne_out]\n    hint: it names: first-walkers",
            "content/facts/disputes.yaml:9:16: dispute 'how-many-walked': two versions rest on the same records [version_borne_out]\n    hint: a dispute needs records that differ",
        ],
    ),
    (
        "later_state",
        "facts/developments.yaml",
        "  date: 2021-09",
        "  date: 2020-09",
        [
            "content/facts/developments-later.yaml:8:10: development 'millrow-begun': nothing says whether it was before 2021-06-03, on that day or after it [placed_in_time]\n    hint: give a date exact to the day, or name with 'after' or 'before' a record that settles it",
            "content/facts/developments.yaml:8:9: development 'westquay-begun' is dated before 2021-06-03 [later_state]\n    hint: what came before is an event",
            "content/facts/developments.yaml:8:9: development 'westquay-begun': year 2020 of 'date' is not in its evidence [date_in_passage]\n    hint: give no more than it says, or name an inference: inferred: {year: <id>}; its evidence reads \"In Westquay work began in September 2021.\"",
        ],
    ),
    (
        "known_fact",
        "facts/developments.yaml",
        "  date: 2021-09",
        "  date: 2021-09\n  after: lantern-bridge",
        [
            "content/facts/developments.yaml:9:10: development 'westquay-begun': 'lantern-bridge' is of kind place, not event or development [known_fact]\n    hint: allowed here: bridge-market, flags-on-the-banks, last-ferry, millrow-begun, opening, westquay-begun"
        ],
    ),
    (
        "told_elsewhere",
        "facts/agreements.yaml",
        "  parties: [rill]",
        "  parties: [rill]\n  continued_under: two-more-bridges",
        [
            "content/facts/agreements.yaml:10:20: agreement 'two-more-bridges' is continued under itself [told_elsewhere]\n    hint: name the agreement whose developments tell what became of it"
        ],
    ),
    (
        "numbers_in_evidence",
        "facts/unknowns.yaml",
        "3 June",
        "4 June",
        [
            "content/facts/unknowns.yaml:4:12: unknown 'who-paid': '4 June' in 'summary' is not in its evidence [numbers_in_evidence]\n    hint: none of the records it is about says so: opening"
        ],
    ),
    (
        "numbers_in_evidence",
        "facts/corrections.yaml",
        "About 400",
        "About 450",
        [
            "content/facts/corrections.yaml:6:12: correction 'number-of-walkers': '450' in 'summary' is not in its evidence [numbers_in_evidence]\n    hint: none of the records it is about says so: first-walkers"
        ],
    ),
    (
        "known_fact",
        "facts/corrections.yaml",
        "about: [first-walkers]",
        "about: [first-runners]",
        [
            "content/facts/corrections.yaml:6:12: correction 'number-of-walkers': '400' in 'summary' is not in its evidence [numbers_in_evidence]\n    hint: none of the records it is about says so: first-runners",
            "content/facts/corrections.yaml:8:11: correction 'number-of-walkers' names unknown record 'first-runners' [known_fact]\n    hint: did you mean 'first-walkers'?",
        ],
    ),
    (
        "known_fact",
        "facts/disputes.yaml",
        "records: [walkers-office]",
        "records: [walkers]",
        [
            "content/facts/disputes.yaml:8:13: dispute 'how-many-walked': no record of this version says '380' [version_borne_out]\n    hint: it names: walkers",
            "content/facts/disputes.yaml:9:17: dispute 'how-many-walked' names unknown record 'walkers' [known_fact]\n    hint: did you mean 'walkers-range'?",
        ],
    ),
    (
        "known_fact",
        "facts/developments.yaml",
        "agreement: two-more-bridges",
        "agreement: three-more-bridges",
        [
            "content/facts/developments.yaml:5:14: development 'westquay-begun' names unknown agreement 'three-more-bridges' [known_fact]\n    hint: did you mean 'two-more-bridges'?"
        ],
    ),
    (
        "known_shapes",
        "facts/maps.yaml",
        "coast.geojson",
        "cost.geojson",
        [
            "content/facts/maps.yaml:5:11: map 'map-of-the-harbour': no file 'cost.geojson' in shapes/ [known_shapes]\n    hint: did you mean 'coast.geojson'?",
            "content/site.yaml:1:1: shapes/coast.geojson: no map is drawn on it [known_shapes]\n    hint: name it as the 'shapes' of a map, or delete it",
        ],
    ),
    (
        "mapped_place",
        "facts/maps.yaml",
        "[lantern-bridge]",
        "[lantern-bridge, westquay]",
        [
            "content/facts/maps.yaml:6:28: map 'map-of-the-harbour': place 'westquay' has no position [mapped_place]\n    hint: give it latitude and longitude, or take it off the map"
        ],
    ),
    (
        "mapped_place",
        "facts/places.yaml",
        "latitude: 54.5\n  longitude: -3.25\n",
        "latitude: -3.25\n  longitude: 54.5\n",
        [
            "content/facts/maps.yaml:6:12: map 'map-of-the-harbour': place 'lantern-bridge' lies off the ground in 'coast.geojson' [mapped_place]\n    hint: cut the ground anew, with room for it, or move it to 'beyond'"
        ],
    ),
    (
        "mapped_place",
        "facts/maps.yaml",
        "  places: [lantern-bridge]\n",
        "  places: [lantern-bridge]\n  beyond: [lantern-bridge]\n",
        [
            "content/facts/maps.yaml:7:12: map 'map-of-the-harbour': place 'lantern-bridge' is not beyond the edge, it lies on the map [mapped_place]\n    hint: move it to 'places'"
        ],
    ),
    (
        "numbers_in_evidence",
        "facts/maps.yaml",
        "  places: [lantern-bridge]\n",
        "  places: [lantern-bridge]\n  marks:\n    - words: 7 bridges planned\n      agreements: [two-more-bridges]\n",
        [
            "content/facts/maps.yaml:8:14: map 'map-of-the-harbour': '7' in 'marks' is not in its evidence [numbers_in_evidence]\n    hint: none of the records it is about says so: lantern-bridge"
        ],
    ),
    (
        "known_fact",
        "facts/maps.yaml",
        "  places: [lantern-bridge]\n",
        "  places: [lantern-bridge]\n  marks:\n    - words: Bridges planned\n      agreements: [westquay]\n",
        [
            "content/facts/maps.yaml:9:20: map 'map-of-the-harbour': 'westquay' is of kind place, not agreement [known_fact]\n    hint: allowed here: two-more-bridges"
        ],
    ),
    (
        "legible_map",
        "facts/places.yaml",
        "name: Lantern Bridge\n",
        "name: The Lantern Bridge of the Harbour Town of Westquay, The Lantern Bridge of the Harbour Town of Westquay, and of Millrow\n",
        [
            "content/facts/events.yaml:20:12: event 'opening': its evidence does not name place 'lantern-bridge' [named_in_evidence]\n    hint: known as: The Lantern Bridge of the Harbour Town of Westquay, The Lantern Bridge of the Harbour Town of Westquay, and of Millrow, Laternenbrücke; cite words that name it, or say which mean it: meant: {lantern-bridge: …}",
            "content/facts/maps.yaml:6:11: map 'map-of-the-harbour': no room for the names of all its places [legible_map]\n    hint: take off the map those that others stand for, or make two maps",
            "content/facts/places.yaml:3:9: place 'lantern-bridge': name 'The Lantern Bridge of the Harbour Town of Westquay, The Lantern Bridge of the Harbour Town of Westquay, and of Millrow' is not in its evidence [name_in_passage]\n    hint: its evidence reads \"The register lists the Lantern Bridge, in German Laternenbrücke, at 54.5 and -3.25.\"",
        ],
    ),
    (
        "credit_beside",
        "facts/quotes.yaml",
        "    by: finch\n    words: said Mayor Ada Finch\n    channel: speech\n  wording: original\n  cite:\n",
        "    by: rill\n    words: Rill told the Gazette\n    channel: speech\n  wording: original\n  cite:\n    - source: harbour-gazette\n      exact: Rill told the Gazette\n      prefix: '\"'\n      suffix: ', pouring'\n",
        [
            "content/facts/quotes.yaml:7:12: quote 'nine-years': 'Rill told the Gazette' does not stand beside 'We waited nine years for this' [credit_beside]\n    hint: cite words that credit the speaker in the same paragraph, or just before it"
        ],
    ),
    (
        "credit_beside",
        "facts/figures.yaml",
        "    by: finch\n    words: said Mayor Ada Finch\n    channel: speech\n  cite:\n",
        "    by: harbour-office\n    words: says the harbour office\n    channel: speech\n  cite:\n    - source: office-yearbook\n      claim: The yearbook says the harbour office waited, too.\n",
        [
            "content/facts/figures.yaml:20:12: figure 'years-of-waiting': 'says the harbour office' does not stand beside 'nine years' [credit_beside]\n    hint: cite words that credit the speaker in the same paragraph, or just before it"
        ],
    ),
    (
        "credit_beside",
        "facts/figures-crossings.yaml",
        "  of: [first-walkers, walkers-office]\n  unit: people\n  cite:\n    - source: office-yearbook\n      claim: The yearbook has",
        "  of: [first-walkers, years-of-waiting]\n  unit: people\n  attribution:\n    by: harbour-office\n    words: The harbour office has\n    channel: interview\n  cite:\n    - source: office-yearbook\n      claim: The harbour office has",
        [
            "content/facts/figures-crossings.yaml:40:8: figure 'walkers-range' does not span the figures it names [figure_in_passage]\n    hint: they run over 9–400",
            "content/facts/figures-crossings.yaml:43:9: figure 'walkers-range': unit 'people' is not that of 'years-of-waiting' [figure_in_passage]\n    hint: that one counts years",
            "content/facts/figures-crossings.yaml:46:12: figure 'walkers-range': its figure 'years-of-waiting' is given by 'finch' [credit_beside]\n    hint: a range of several speakers has no speaker",
        ],
    ),
    (
        "verbatim_quote",
        "facts/quotes.yaml",
        "  text: We waited nine years for this walk, […] It was worth the wait [for the whole harbour].\n  attribution:\n    by: finch\n    words: said Mayor Ada Finch\n    channel: speech\n  wording: original\n  cite:\n",
        "  text: We hated nine years\n  attribution:\n    by: finch\n    words: said Mayor Ada Finch\n    channel: speech\n  wording: original\n  cite:\n    - source: office-yearbook\n      claim: The yearbook tells of nine years.\n",
        [
            "content/facts/quotes.yaml:4:9: quote 'nine-years': 'We hated nine years' is not word for word in its passages [verbatim_quote]\n    hint: nearest text is \"We waited nine years\""
        ],
    ),
    (
        "credit_beside",
        "facts/agreements.yaml",
        "    words: Engineer Tomas Rill announced\n    channel: interview\n  cite:\n",
        "    words: Rill told the Gazette\n    channel: interview\n  cite:\n    - source: harbour-gazette\n      exact: Rill told the Gazette, pouring tea\n      prefix: '\"'\n      suffix: ', \"and'\n",
        [
            "content/facts/agreements.yaml:13:12: agreement 'two-more-bridges': 'Rill told the Gazette' does not stand beside 'announced' [credit_beside]\n    hint: cite words that credit the speaker in the same paragraph, or just before it"
        ],
    ),
    (
        "number_whole",
        "facts/figures.yaml",
        "summary: The newspaper's count of those",
        "summary: The newspaper's count of the hardly 400",
        [
            "content/facts/figures.yaml:4:12: figure 'first-walkers': '400' in 'summary' is not in the sense of its evidence [number_whole]\n    hint: the evidence has 'About 400 people'"
        ],
    ),
    (
        "number_whole",
        "facts/disputes.yaml",
        "Nearly 380 did",
        "Barely 380 did",
        [
            "content/facts/disputes.yaml:8:13: dispute 'how-many-walked': '380' is not in the sense of its evidence [number_whole]\n    hint: the evidence has 'nearly 380 people'"
        ],
    ),
    (
        "number_whole",
        "facts/disputes.yaml",
        "summary: The newspaper and the office differ",
        "summary: Walking were about 400; the newspaper and the office differ",
        [
            "content/facts/disputes.yaml:4:12: dispute 'how-many-walked': 'summary' gives one side only [number_whole]\n    hint: another version is 'Nearly 380 did, says the office.'"
        ],
    ),
    (
        "number_whole",
        "facts/figures-crossings.yaml",
        "title: People on foot, by both",
        "title: At least 380 people on foot, by both",
        [
            "content/facts/figures-crossings.yaml:38:10: figure 'walkers-range': '380' in 'title' is not in the sense of its evidence [number_whole]\n    hint: the evidence has 'nearly 380 people'",
            "content/facts/figures-crossings.yaml:38:10: figure 'walkers-range': 'title' gives one side only [number_whole]\n    hint: it is '380 to 400 people'",
        ],
    ),
    (
        "link_agrees",
        "pages/index.md",
        "[about 400 people]",
        "[hardly about 400 people]",
        [
            "content/pages/index.md:10:2: '400' is not in the sense of record 'first-walkers' [link_agrees]\n    hint: the evidence has 'About 400 people'"
        ],
    ),
    (
        "link_agrees",
        "pages/index.md",
        "[about 400 people](fact:first-walkers)",
        "nowhere near [about 400 people](fact:first-walkers)",
        [
            "content/pages/index.md:10:15: '400' is not in the sense of record 'first-walkers' [link_agrees]\n    hint: the evidence has 'About 400 people'"
        ],
    ),
    (
        "link_agrees",
        "pages/index.md",
        "[about 400 people](fact:first-walkers)",
        "[about 400 people](fact:how-many-walked)",
        [
            "content/pages/index.md:10:2: 'about 400 people' gives one side of 'how-many-walked' only [link_agrees]\n    hint: another version is 'Nearly 380 did, says the office.'; state both, or link a record that says this"
        ],
    ),
    (
        "link_agrees",
        "pages/index.md",
        "[about 400 people](fact:first-walkers)",
        "[as many as 400 people](fact:walkers-range)",
        [
            "content/pages/index.md:10:2: '400' is not in the sense of record 'walkers-range' [link_agrees]\n    hint: the evidence has '380 to 400 people'",
            "content/pages/index.md:10:2: 'as many as 400 people' gives one side of 'walkers-range' only [link_agrees]\n    hint: it is '380 to 400 people'; state both, or link a record that says this",
        ],
    ),
    (
        "figure_in_passage",
        "facts/figures-crossings.yaml",
        "claim: The yearbook has nearly 380 people on foot on the first evening.\n- id: crossings-june-office\n  title: Crossings in June\n  words: 9 to",
        "claim: The yearbook has not even nearly 380 people on foot on the first evening.\n- id: crossings-june-office\n  title: Crossings in June\n  words: 9 to",
        [
            "content/facts/figures-crossings.yaml:4:10: figure 'walkers-office': the qualifier 'not even' stands before these words [figure_in_passage]\n    hint: a qualifier is part of the figure: add it to 'words' and 'qualifier'"
        ],
    ),
    (
        "named_in_evidence",
        "facts/events.yaml",
        "places: [lantern-bridge]",
        "places: [lantern-bridge, westquay]",
        [
            "content/facts/events.yaml:20:28: event 'opening': its evidence does not name place 'westquay' [named_in_evidence]\n    hint: known as: Westquay; cite words that name it, or say which mean it: meant: {westquay: …}"
        ],
    ),
    (
        "named_in_evidence",
        "facts/agreements.yaml",
        "parties: [rill]",
        "parties: [rill, finch]",
        [
            "content/facts/agreements.yaml:9:19: agreement 'two-more-bridges': its evidence does not name actor 'finch' [named_in_evidence]\n    hint: known as: Ada Finch; cite words that name it, or say which mean it: meant: {finch: …}"
        ],
    ),
    (
        "named_in_evidence",
        "facts/events.yaml",
        "  inferred: {year: year-of-the-opening}\n",
        "  inferred: {year: year-of-the-opening}\n  meant: {westquay: The Lantern Bridge}\n",
        [
            "content/facts/events.yaml:23:21: event 'opening': 'westquay' is none of its actors and places [named_in_evidence]\n    hint: name it there, or remove it here"
        ],
    ),
    (
        "named_in_evidence",
        "facts/events.yaml",
        "places: [lantern-bridge]\n  topics: [bridge]\n  inferred: {year: year-of-the-opening}\n",
        "places: [lantern-bridge, westquay]\n  topics: [bridge]\n  inferred: {year: year-of-the-opening}\n  meant: {westquay: the quarter}\n",
        [
            "content/facts/events.yaml:23:21: event 'opening': 'the quarter' is not in its evidence [named_in_evidence]\n    hint: its evidence reads \"The Lantern Bridge opened on the evening of June 3.\""
        ],
    ),
    (
        "named_in_evidence",
        "facts/events.yaml",
        "actors: [harbour-office]\n",
        "actors: [harbour-office, finch]\n  meant: {finch: the harbour office}\n",
        [
            "content/facts/events.yaml:7:18: event 'last-ferry': 'the harbour office' names 'harbour-office' [named_in_evidence]\n    hint: its evidence reads \"The old ferry made its last trip in May 2019, the harbour office writes.\""
        ],
    ),
    (
        "known_fact",
        "facts/events.yaml",
        "actors: [harbour-office]\n",
        "actors: [harbour-office]\n  meant: {finches: the old ferry}\n",
        [
            "content/facts/events.yaml:7:20: event 'last-ferry' names unknown record 'finches' [known_fact]\n    hint: did you mean 'finch'?",
            "content/facts/events.yaml:7:20: event 'last-ferry': 'finches' is none of its actors and places [named_in_evidence]\n    hint: name it there, or remove it here",
        ],
    ),
    (
        "name_in_passage",
        "facts/developments.yaml",
        "claim: In Westquay work began in September 2021.",
        "claim: In Westquay hardly any work began in September 2021.",
        [
            "content/facts/developments.yaml:7:16: development 'westquay-begun': state_words 'work began' are denied there [name_in_passage]\n    hint: the evidence has 'Westquay hardly any work began'"
        ],
    ),
    (
        "plain_note",
        "sources.yaml",
        "note: Invented for the tests.",
        "note: Invented for 12 tests.",
        [
            "content/sources.yaml:9:9: source 'harbour-gazette': '12' in 'note' is in nothing that is cited from it [plain_note]\n    hint: state it in a record with its evidence, or leave it out"
        ],
    ),
    (
        "plain_note",
        "publishers.yaml",
        "note: The town's own office.",
        "note: The town's “very own” office.",
        [
            "content/publishers.yaml:21:9: publisher 'office': '“very own”' in 'note' is in nothing that is cited from it [plain_note]\n    hint: state it in a record with its evidence, or leave it out"
        ],
    ),
    (
        "inference_reached",
        "facts/inferences.yaml",
        "  date: 2021\n",
        "  date: 2016\n",
        [
            "content/facts/events.yaml:18:9: event 'opening': year 2021 of 'date' is not what 'year-of-the-opening' concludes [date_in_passage]\n    hint: it concludes 2016",
            "content/facts/inferences.yaml:3:10: inference 'year-of-the-opening': '2021' in 'title' is not in its evidence [numbers_in_evidence]\n    hint: its evidence reads \"May 2019\"",
            "content/facts/inferences.yaml:4:9: inference 'year-of-the-opening': nothing in its evidence leads to 2016 [inference_reached]\n    hint: cite a year to reckon from, or name the inference it builds on: inferred: {year: <id>}",
        ],
    ),
    (
        "inference_reached",
        "facts/inferences.yaml",
        "  date: 2021\n",
        "  date: 2021-07\n",
        [
            "content/facts/inferences.yaml:4:9: inference 'year-of-the-opening': nothing in its evidence leads to July [inference_reached]\n    hint: cite a month to reckon from, or name the inference it builds on: inferred: {month: <id>}"
        ],
    ),
    (
        "inference_reached",
        "facts/inferences.yaml",
        "  date: 2021\n",
        "  date: 2021-05-03\n  inferred: {day: year-of-the-opening}\n",
        [
            "content/facts/inferences.yaml:4:9: inference 'year-of-the-opening': nothing in its evidence leads to 3 May [inference_reached]\n    hint: cite a day to reckon from, or name the inference it builds on: inferred: {day: <id>}"
        ],
    ),
    (
        "date_in_passage",
        "facts/events.yaml",
        "  time: evening\n",
        "  time: '10:30'\n",
        [
            "content/facts/events.yaml:19:9: event 'opening': time '10:30' is not in its evidence [date_in_passage]\n    hint: its evidence reads \"The Lantern Bridge opened on the evening of June 3.\""
        ],
    ),
    (
        "date_in_passage",
        "facts/figures-crossings.yaml",
        "  period: 2021-06\n  series: crossings\n  side: office\n  basis: count\n  cite:\n    - source: office-yearbook\n      claim: For June 2021 the yearbook gives 9 to 12 thousand crossings.",
        "  period: 2021-05/2021-06\n  series: crossings\n  side: office\n  basis: count\n  cite:\n    - source: office-yearbook\n      claim: In May it opened. For June 2021 the yearbook gives 9 to 12 thousand crossings.",
        [
            "content/facts/figures-crossings.yaml:18:11: figure 'crossings-june-office': no words of its evidence join the two ends of 'period' [date_in_passage]\n    hint: cite a passage that says from when to when, or the words of each end: period_words: [words, words]; its evidence reads \"In May it opened. For June 2021 the yearbook gives 9 to 12 thousand crossings.\""
        ],
    ),
    (
        "date_in_passage",
        "facts/figures-crossings.yaml",
        "  period: 2021-06\n  series: crossings\n  side: office\n  basis: count\n  cite:\n    - source: office-yearbook\n      claim: For June 2021 the yearbook gives 9 to 12 thousand crossings.",
        "  period: 2019-06/2021-05\n  series: crossings\n  side: office\n  basis: count\n  cite:\n    - source: office-yearbook\n      claim: For the time from May 2019 to June 2021 the yearbook gives 9 to 12 thousand crossings.",
        [
            "content/facts/figures-crossings.yaml:18:11: figure 'crossings-june-office': no words of its evidence join the two ends of 'period' [date_in_passage]\n    hint: cite a passage that says from when to when, or the words of each end: period_words: [words, words]; its evidence reads \"For the time from May 2019 to June 2021 the yearbook gives 9 to 12 thousand crossings.\""
        ],
    ),
    (
        "date_in_passage",
        "facts/developments.yaml",
        "  date: 2021-09\n  places: [westquay]\n  cite:\n    - source: office-yearbook\n      claim: In Westquay work began in September 2021.",
        "  date: 2021-09\n  time: '10:30'\n  places: [westquay]\n  cite:\n    - source: office-yearbook\n      claim: In Westquay work began in September 2021 at 10:30 p.m.",
        [
            "content/facts/developments.yaml:9:9: development 'westquay-begun': time '10:30' is not in its evidence [date_in_passage]\n    hint: its evidence reads \"In Westquay work began in September 2021 at 10:30 p.m.\""
        ],
    ),
    (
        "numbers_in_evidence",
        "facts/events.yaml",
        "summary: The old ferry stopped running in May 2019",
        "summary: A quarter of the old ferries stopped running in May 2019",
        [
            "content/facts/events.yaml:4:12: event 'last-ferry': 'A quarter' in 'summary' is not in its evidence [numbers_in_evidence]\n    hint: its evidence reads \"The old ferry made its last trip in May 2019, the harbour office writes.\""
        ],
    ),
    (
        "one_alphabet",
        "facts/events.yaml",
        "summary: The old ferry stopped",
        "summary: The оld ferry stopped",
        [
            "content/facts/events.yaml:4:12: event 'last-ferry': 'оld' in 'summary' has letters that only look like 'old' [one_alphabet]\n    hint: type it anew: what looks like a number or name would be none"
        ],
    ),
    (
        "one_alphabet",
        "pages/index.md",
        "The bridge joins",
        "The briԁge joins",
        [
            "content/pages/index.md:9:5: 'briԁge' has letters that only look like 'bridge' [one_alphabet]\n    hint: type it anew: what looks like a number or name would be none"
        ],
    ),
    (
        "bare_statement",
        "pages/index.md",
        "waits. More",
        "waits XIV years. More",
        [
            "content/pages/index.md:20:9: bare number 'XIV' in prose [bare_statement]\n    hint: bind it to a record: [words](fact:id); or exempt it in site.yaml with a reason"
        ],
    ),
    (
        "old_address",
        "facts/unknowns.yaml",
        "aliases: [who-financed]",
        "aliases: [who-financed, opening]",
        [
            "content/facts/unknowns.yaml:7:27: unknown 'who-paid': 'opening' in 'aliases' is another record, which is still there [old_address]\n    hint: an address leads to one place: take it out, or remove that record",
        ],
    ),
    (
        "old_address",
        "facts/unknowns.yaml",
        "aliases: [who-financed]",
        "aliases: [who-paid]",
        [
            "content/facts/unknowns.yaml:7:13: unknown 'who-paid': 'who-paid' in 'aliases' is the name it has now [old_address]\n    hint: take it out; 'aliases' are the names it had before",
        ],
    ),
    (
        "old_address",
        "facts/unknowns.yaml",
        "aliases: [who-financed]",
        "aliases: [who-financed, who-financed, nine-lamps]",
        [
            "content/facts/unknowns.yaml:7:27: record 'who-financed' is given up twice [old_address]\n    hint: first at content/facts/unknowns.yaml:7:13; an address leads to one place, take it out at one of them",
            "content/removed.yaml:3:7: record 'nine-lamps' is given up twice [old_address]\n    hint: first at content/facts/unknowns.yaml:7:41; an address leads to one place, take it out at one of them",
        ],
    ),
    (
        "old_address",
        "sources.yaml",
        "aliases: [gazette-retold]",
        "aliases: [gazette-copy, office-yearbook]",
        [
            "content/sources.yaml:30:13: source 'gazette-copy': 'gazette-copy' in 'aliases' is the name it has now [old_address]\n    hint: take it out; 'aliases' are the names it had before",
            "content/sources.yaml:30:27: source 'gazette-copy': 'office-yearbook' in 'aliases' is another source, which is still there [old_address]\n    hint: an address leads to one place: take it out, or remove that source",
        ],
    ),
    (
        "old_address",
        "pages/index.md",
        "aliases: [story]",
        "aliases: [index, voices]",
        [
            "content/pages/index.md:7:11: page 'index': 'index' in 'aliases' is the name it has now [old_address]\n    hint: take it out; 'aliases' are the names it had before",
            "content/pages/index.md:7:18: page 'index': 'voices' in 'aliases' is another page, which is still there [old_address]\n    hint: an address leads to one place: take it out, or remove that page",
        ],
    ),
    (
        "old_address",
        "removed.yaml",
        "id: nine-lamps",
        "id: opening",
        [
            "content/removed.yaml:3:7: record 'opening' is listed as removed, and is still there [old_address]\n    hint: take it out of this list, or remove that record",
        ],
    ),
    (
        "old_address",
        "removed.yaml",
        "see: [lantern-bridge]",
        "see: [lantern-brigde, who-financed]",
        [
            "content/removed.yaml:7:9: removed record 'nine-lamps': unknown record 'lantern-brigde' in 'see' [old_address]\n    hint: did you mean 'lantern-bridge'?",
            "content/removed.yaml:7:25: removed record 'nine-lamps': unknown record 'who-financed' in 'see' [old_address]\n    hint: 'who-financed' is now 'who-paid'",
        ],
    ),
    (
        "looked_by_then",
        "removed.yaml",
        "date: 2022-01-31",
        "date: 2022-02-01",
        [
            "content/removed.yaml:5:9: record 'nine-lamps': 2022-02-01 is after 2022-01-31, to which the site looks [looked_by_then]\n    hint: mend the date, or 'as_of' in site.yaml",
        ],
    ),
    (
        "known_fact",
        "facts/unknowns.yaml",
        "about: [opening]",
        "about: [opening, nine-lamps]",
        [
            "content/facts/unknowns.yaml:6:20: unknown 'who-paid' names unknown record 'nine-lamps' [known_fact]\n    hint: 'nine-lamps' was removed: The source that said so was a drawing of another bridge.",
        ],
    ),
    (
        "known_fact",
        "facts/corrections.yaml",
        "about: [first-walkers]",
        "about: [first-walkers, who-financed]",
        [
            "content/facts/corrections.yaml:8:26: correction 'number-of-walkers' names unknown record 'who-financed' [known_fact]\n    hint: 'who-financed' is now 'who-paid'",
        ],
    ),
    (
        "known_source",
        "facts/figures-crossings.yaml",
        "source: gazette-copy",
        "source: gazette-retold",
        [
            "content/facts/figures-crossings.yaml:35:15: figure 'crossings-june-gazette' cites unknown source 'gazette-retold' [known_source]\n    hint: 'gazette-retold' is now 'gazette-copy'",
            "content/sources.yaml:23:3: source 'gazette-copy' is cited by no record [used_source]\n    hint: cite it or remove it",
        ],
    ),
    (
        "known_link",
        "pages/index.md",
        "(page:timeline)",
        "(page:story)",
        [
            "content/pages/index.md:20:33: link to unknown page 'story' [known_link]\n    hint: 'story' is now 'index'",
        ],
    ),
    (
        "known_link",
        "pages/index.md",
        "fact:opening",
        "fact:nine-lamps",
        [
            "content/pages/index.md:9:71: link to unknown record 'nine-lamps' [known_link]\n    hint: 'nine-lamps' was removed: The source that said so was a drawing of another bridge.",
        ],
    ),
    (
        "described_publisher",
        "publishers.yaml",
        "  cite:\n    - source: office-yearbook\n      claim: The Harbour Gazette is a daily newspaper of the harbour town.\n",
        "",
        [
            "content/publishers.yaml:6:16: publisher 'gazette': no page is cited for its description [described_publisher]\n    hint: name a page that says so under 'cite', or remove it: it is then shown as not described",
        ],
    ),
    (
        "described_publisher",
        "publishers.yaml",
        "  description: Daily newspaper of the harbour town\n",
        "",
        [
            "content/publishers.yaml:9:5: publisher 'gazette' cites a page and says nothing of itself [described_publisher]\n    hint: say what it is in 'description', or remove 'cite'",
        ],
    ),
    (
        "described_publisher",
        "publishers.yaml",
        "description: Daily newspaper of the harbour town",
        "description: Daily newspaper of the harbour town since 1911",
        [
            "content/publishers.yaml:6:16: publisher 'gazette': '1911' in 'description' is not in what it cites [described_publisher]\n    hint: say it in the 'claim' of a page that has it, or remove it",
        ],
    ),
    (
        "described_publisher",
        "publishers.yaml",
        "description: Daily newspaper of the harbour town",
        "description: Daily newspaper, “best of the coast”",
        [
            "content/publishers.yaml:6:16: publisher 'gazette': “best of the coast” in 'description' is not in what it cites [described_publisher]\n    hint: say it in our own words, without quotation marks",
        ],
    ),
    (
        "described_publisher",
        "publishers.yaml",
        "    - source: office-yearbook\n      claim: The Harbour Gazette",
        "    - source: office-yearbok\n      claim: The Harbour Gazette",
        [
            "content/publishers.yaml:10:15: publisher 'gazette' cites unknown source 'office-yearbok' [described_publisher]\n    hint: did you mean 'office-yearbook'?",
        ],
    ),
    (
        "described_publisher",
        "publishers.yaml",
        "    - source: office-yearbook\n      claim: The Harbour Gazette",
        "    - source: harbour-gazette\n      claim: The Harbour Gazette",
        [
            "content/publishers.yaml:10:15: publisher 'gazette': 'harbour-gazette' is a kept text [described_publisher]\n    hint: a publisher is described from outside pages",
        ],
    ),
    (
        "reasoned_party",
        "publishers.yaml",
        "  party_reason: It had the bridge built.\n",
        "",
        [
            "content/publishers.yaml:18:10: publisher 'office' is of party 'builders' without a reason [reasoned_party]\n    hint: say why in 'party_reason'",
        ],
    ),
    (
        "reasoned_party",
        "publishers.yaml",
        "  party_reason: None of those who built the bridge owns it.\n",
        "",
        [
            "content/publishers.yaml:2:7: publisher 'gazette' is of no party without a reason [reasoned_party]\n    hint: say why in 'party_reason'",
        ],
    ),
    (
        "reasoned_party",
        "site.yaml",
        "parties: {builders: Party to the building}\n",
        "",
        [
            "content/publishers-copies.yaml:5:17: publisher 'coast-mirror' has a reason, and site.yaml has no parties [reasoned_party]\n    hint: name the parties to the subject under 'parties' in site.yaml, or remove the reason",
            "content/publishers.yaml:7:17: publisher 'gazette' has a reason, and site.yaml has no parties [reasoned_party]\n    hint: name the parties to the subject under 'parties' in site.yaml, or remove the reason",
            "content/publishers.yaml:18:10: publisher 'office': party 'builders' is not defined in site.yaml [known_word]\n    hint: none is defined yet",
            "content/publishers.yaml:19:17: publisher 'office' has a reason, and site.yaml has no parties [reasoned_party]\n    hint: name the parties to the subject under 'parties' in site.yaml, or remove the reason",
        ],
    ),
    (
        "named_origin",
        "sources-copies.yaml",
        "  origin: office\n",
        "",
        [
            "content/sources-copies.yaml:4:14: source 'mirror-millrow': 'coast-mirror' copies the texts of others, and no origin is named [named_origin]\n    hint: name the publisher whose text it is, origin: <id>, or say that it is not known, origin_unknown: true",
        ],
    ),
    (
        "named_origin",
        "sources-copies.yaml",
        "  origin: office\n",
        "  origin: offices\n",
        [
            "content/sources-copies.yaml:5:11: source 'mirror-millrow' names unknown publisher 'offices' [named_origin]\n    hint: did you mean 'office'?",
        ],
    ),
    (
        "named_origin",
        "sources-copies.yaml",
        "  origin: office\n",
        "  origin: coast-mirror\n",
        [
            "content/sources-copies.yaml:5:11: source 'mirror-millrow' is a copy of its own publisher's text [named_origin]\n    hint: remove 'origin'",
        ],
    ),
    (
        "named_origin",
        "sources.yaml",
        "  publisher: office\n  language: en\n  url: https://places.example/register",
        "  publisher: office\n  origin: coast-mirror\n  language: en\n  url: https://places.example/register",
        [
            "content/sources.yaml:13:11: source 'place-register': its origin 'coast-mirror' copies the texts of others itself [named_origin]\n    hint: name the publisher who wrote the text",
        ],
    ),
    (
        "known_word",
        "site.yaml",
        "copying_forms: [copier]",
        "copying_forms: [copyer]",
        [
            "content/site.yaml:16:17: site: form 'copyer' is not defined in site.yaml [known_word]\n    hint: did you mean 'copier'?",
        ],
    ),
    (
        "known_word",
        "publishers.yaml",
        "owner: town",
        "owner: twon",
        [
            "content/publishers.yaml:17:10: publisher 'office': owner 'twon' is not defined in site.yaml [known_word]\n    hint: did you mean 'town'?",
        ],
    ),
    (
        "known_word",
        "publishers.yaml",
        "party: builders",
        "party: builder",
        [
            "content/publishers.yaml:18:10: publisher 'office': party 'builder' is not defined in site.yaml [known_word]\n    hint: did you mean 'builders'?",
        ],
    ),
    (
        "known_word",
        "facts/developments-later.yaml",
        "level: moderate",
        "level: moderat",
        [
            "content/facts/developments-later.yaml:10:12: development 'millrow-begun': level 'moderat' is not defined in site.yaml [known_word]\n    hint: did you mean 'moderate'?",
        ],
    ),
    (
        "numbers_in_evidence",
        "facts/developments-later.yaml",
        "in a copy only.",
        "in a copy of 2024 only.",
        [
            "content/facts/developments-later.yaml:11:13: development 'millrow-begun': '2024' in 'certainty' is not in its evidence [numbers_in_evidence]\n    hint: its evidence reads \"In Millrow work began once that in Westquay was under way.\"",
        ],
    ),
    (
        "placed_in_time",
        "facts/developments-later.yaml",
        "  after: westquay-begun\n",
        "",
        [
            "content/facts/developments-later.yaml:2:3: development 'millrow-begun' has no date and no place in the order [placed_in_time]\n    hint: give its date, or name with 'after' or 'before' what it followed or came before",
        ],
    ),
    (
        "placed_in_time",
        "facts/developments-later.yaml",
        "after: westquay-begun",
        "after: last-ferry",
        [
            "content/facts/developments-later.yaml:8:10: development 'millrow-begun': nothing says whether it was before 2021-06-03, on that day or after it [placed_in_time]\n    hint: give a date exact to the day, or name with 'after' or 'before' a record that settles it",
        ],
    ),
    (
        "placed_in_time",
        "facts/events-around.yaml",
        "  date: 2021-06-03\n",
        "  date: 2021-06\n",
        [
            "content/facts/events-around.yaml:5:9: event 'flags-on-the-banks': nothing says whether it was before 2021-06-03, on that day or after it [placed_in_time]\n    hint: give a date exact to the day, or name with 'after' or 'before' a record that settles it",
        ],
    ),
    (
        "dates_in_order",
        "facts/events-around.yaml",
        "  date: 2021-06-03\n",
        "  date: 2021-06-03\n  before: last-ferry\n",
        [
            "content/facts/events-around.yaml:6:11: event 'flags-on-the-banks' is dated after 'last-ferry', which it came before [dates_in_order]\n    hint: correct one of the dates, or the order",
        ],
    ),
    (
        "dates_in_order",
        "facts/developments.yaml",
        "  date: 2021-09\n",
        "  date: 2021-09\n  after: millrow-begun\n",
        [
            "content/facts/developments-later.yaml:8:10: development 'millrow-begun' comes after itself [dates_in_order]\n    hint: break the circle of 'after' and 'before'",
            "content/facts/developments.yaml:9:10: development 'westquay-begun' comes after itself [dates_in_order]\n    hint: break the circle of 'after' and 'before'",
        ],
    ),
    (
        "dates_in_order",
        "facts/developments-later.yaml",
        "  after: westquay-begun\n",
        "  after: westquay-begun\n  before: opening\n",
        [
            "content/facts/developments-later.yaml:9:11: development 'millrow-begun' is dated after 'opening', which it came before [dates_in_order]\n    hint: correct one of the dates, or the order",
        ],
    ),
    (
        "dates_in_order",
        "facts/events-around.yaml",
        "  date: 2021-06-03\n",
        "  date: 2021-06-03\n  time: noon\n  after: opening\n",
        [
            "content/facts/events-around.yaml:6:9: event 'flags-on-the-banks': time 'noon' is not in its evidence [date_in_passage]\n    hint: its evidence reads \"On 3 June 2021 flags hung on the two banks of the river.\"",
            "content/facts/events-around.yaml:7:10: event 'flags-on-the-banks': 'opening' is of a later time of the same day than 'flags-on-the-banks' [dates_in_order]\n    hint: correct one of the times, or the order",
        ],
    ),
    (
        "later_state",
        "facts/developments-later.yaml",
        "after: westquay-begun",
        "before: last-ferry",
        [
            "content/facts/developments-later.yaml:8:11: development 'millrow-begun' came before 2021-06-03 [later_state]\n    hint: what came before is an event",
        ],
    ),
    (
        "known_fact",
        "facts/developments-later.yaml",
        "after: westquay-begun",
        "before: westquay",
        [
            "content/facts/developments-later.yaml:8:11: development 'millrow-begun': 'westquay' is of kind place, not event or development [known_fact]\n    hint: did you mean 'westquay-begun'?",
        ],
    ),
    (
        "date_in_passage",
        "facts/events-around.yaml",
        "date_words: [opened on 5 June 2021, closed on 7 June 2021]",
        "date_words: [opened on 5 June 2021, closed on 8 June 2021]",
        [
            "content/facts/events-around.yaml:14:39: event 'bridge-market': date_words 'closed on 8 June 2021' are not in its evidence [date_in_passage]\n    hint: its evidence reads \"The market on the bridge opened on 5 June 2021.\"",
        ],
    ),
    (
        "date_in_passage",
        "facts/events-around.yaml",
        "date_words: [opened on 5 June 2021, closed on 7 June 2021]",
        "date_words: [closed on 7 June 2021, opened on 5 June 2021]",
        [
            "content/facts/events-around.yaml:13:9: event 'bridge-market': 2021-06-05 is not what 'closed on 7 June 2021' says [date_in_passage]\n    hint: correct the date, or choose the words that give it and no other",
            "content/facts/events-around.yaml:13:9: event 'bridge-market': 2021-06-07 is not what 'opened on 5 June 2021' says [date_in_passage]\n    hint: correct the date, or choose the words that give it and no other",
        ],
    ),
    (
        "date_in_passage",
        "facts/events-around.yaml",
        "date: 2021-06-05/2021-06-07",
        "date: 2021-06-05",
        [
            "content/facts/events-around.yaml:14:15: event 'bridge-market': date_words has two ends, and 2021-06-05 has one [date_in_passage]\n    hint: give the words that give the date, as one text",
        ],
    ),
    (
        "date_in_passage",
        "facts/events-around.yaml",
        "  date_words: [opened on 5 June 2021, closed on 7 June 2021]\n",
        "",
        [
            "content/facts/events-around.yaml:13:9: event 'bridge-market': no words of its evidence join the two ends of 'date' [date_in_passage]\n    hint: cite a passage that says from when to when, or the words of each end: date_words: [words, words]; its evidence reads \"The market on the bridge opened on 5 June 2021.\"",
        ],
    ),
    (
        "named_origin",
        "sources-copies.yaml",
        "  origin: office\n",
        "  origin: office\n  origin_unknown: true\n",
        [
            "content/sources-copies.yaml:6:19: source 'mirror-millrow': its origin is said to be 'office' and not known [named_origin]\n    hint: keep one of the two",
        ],
    ),
    (
        "reasoned_party",
        "publishers-copies.yaml",
        "  form: copier\n",
        "  form: copier\n  owner: town\n",
        [
            "content/publishers-copies.yaml:5:10: publisher 'coast-mirror' and 'office' have one owner, and are not of one party [reasoned_party]\n    hint: give both the same 'party', or none",
            "content/publishers-copies.yaml:5:10: publisher 'coast-mirror': no page is cited for its owner [described_publisher]\n    hint: name a page that says so under 'cite', or remove it: it is then shown as not described",
        ],
    ),
]


@pytest.mark.parametrize(("rule", "file", "old", "new", "expected"), CASES)
def test_rule(sample: Explainer, rule: str, file: str, old: str, new: str, expected: list[str]) -> None:
    """A good miniature has no problem; after one edit the rule says where, what and what to do."""
    assert sample.problems() == []
    sample.edit(file, old, new)
    assert sample.problems() == expected
    assert any(f"[{rule}]" in problem for problem in expected)


def test_registered_seed(sample: Explainer) -> None:
    """A file among the kept texts that belongs to no source is a problem."""
    sample.path("seeds/stray.txt").write_text("stray", "utf-8")
    (problem,) = sample.problems()
    message = "'stray.txt' in the folder of kept texts belongs to no source [registered_seed]"
    assert problem == f"content/sources.yaml:1:1: {message}\n    hint: register it with 'file', or remove it"


def test_every_rule_has_a_failing_case() -> None:
    """No rule is without a case above, and every rule is documented."""
    tested = {case[0] for case in CASES} | {"registered_seed", "plain_text"}
    assert {rule.__name__ for rule in RULES + WHOLE_RULES} == tested
    assert all(rule.__doc__ for rule in RULES + WHOLE_RULES)


def test_a_series_has_points(sample: Explainer) -> None:
    """A series that no figure names shows nothing, and is told so."""
    more = "- id: bells\n  title: Bells\n  summary: Bells.\n  unit: bells\n  sides: {office: Office}\n"
    sample.add("facts/series.yaml", more)
    (problem,) = sample.problems()
    assert problem == (
        "content/facts/series.yaml:7:3: series 'bells' has no point [series_point]\n"
        "    hint: name it in a figure, series: bells, or remove it"
    )


def test_a_sentence_cut_after_an_abbreviation(sample: Explainer) -> None:
    """Where a sentence that is not covered ends after what may be an abbreviation, the hint says what to do."""
    seed = sample.path("seeds/harbour-gazette.txt")
    old = seed.read_bytes()
    seed.write_bytes(old + b"\nThen came Capt. Ferris.\n")
    sample.edit("sources.yaml", sha256(old).hexdigest(), sha256(seed.read_bytes()).hexdigest())
    found = [problem for problem in sample.problems() if "covered_sentence" in problem]
    assert len(found) == 2
    assert found[0].endswith("; if 'Capt.' ends no sentence, list it in 'abbreviations' of the source")
    assert found[1].endswith("left-out.yaml with the reason")


def test_a_conclusion_needs_evidence_for_it(sample: Explainer) -> None:
    """An inference may cite what speaks against it, but not that alone."""
    sample.edit("facts/inferences.yaml", "      suffix: ', the'\n", "      suffix: ', the'\n      against: true\n")
    assert sample.problems() == []
    sample.edit("facts/inferences.yaml", "claim: In 2022", "against: true\n      claim: In 2022")
    found = [problem for problem in sample.problems() if "[citation_form]" in problem]
    assert len(found) == 2
    assert "there is evidence against it and none for it" in found[0]


def test_a_claimant_may_have_two_values_in_a_dispute(sample: Explainer) -> None:
    """Two values of one claimant for one time are points of a series where a dispute has both as versions."""
    sample.edit(
        "facts/figures-crossings.yaml",
        "- id: crossings-june-gazette",
        "- id: crossings-june-again\n  title: Crossings in June, again\n  words: 11 thousand crossings\n  value: 11\n"
        "  unit: thousand crossings\n  period: 2021-06\n  series: crossings\n  side: office\n  cite:\n"
        "    - source: office-yearbook\n      claim: Elsewhere the yearbook gives 11 thousand crossings for June 2021.\n"
        "- id: crossings-june-gazette",
    )
    (problem,) = sample.problems()
    assert "[series_point]" in problem
    sample.add(
        "facts/disputes.yaml",
        "- id: june\n  title: How many crossed\n  summary: The yearbook has more than a single figure.\n  versions:\n"
        "    - says: 9 to 12 thousand crossings.\n      records: [crossings-june-office]\n"
        "    - says: 11 thousand crossings.\n      records: [crossings-june-again]\n",
    )
    assert sample.problems() == []
