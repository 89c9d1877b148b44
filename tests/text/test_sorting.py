"""Names are sorted as readers look for them."""

from __future__ import annotations

from random import Random

from explainer.text.sorting import name_key


def test_capitals_and_diacritics_make_no_difference() -> None:
    """Whatever the order they come in, names stand by their letters; composed or not is the same."""
    names = ["Abel", "Ärzte", "Arzt", "de Vries", "De Witt", "É\u0301mile", "Emile Z", "Straße", "Strasse 2", "Zander"]
    wanted = ["Abel", "Arzt", "Ärzte", "de Vries", "De Witt", "É\u0301mile", "Emile Z", "Straße", "Strasse 2", "Zander"]
    for seed in range(5):
        Random(seed).shuffle(names)
        assert sorted(names, key=name_key) == wanted
    assert sorted(["resume", "Resume", "résumé"], key=name_key) == ["Resume", "resume", "résumé"]
