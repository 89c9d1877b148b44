"""Rules about maps: every place can be drawn, and every name can be read."""

from __future__ import annotations

from explainer.content.content import Content
from explainer.content.fates import Outcomes
from explainer.content.records import Agreement, Map
from explainer.graphics.maps import map_sheet, mapped_places, sides, within_frame
from explainer.problems import Problem
from explainer.rules.common import Problems, finding_shown, title
from explainer.text.suggest import did_you_mean


def known_shapes(content: Content) -> Problems:
    """The base map that a map names is a file in `shapes/`, and every file there is the base map of a map."""
    used = set()
    for entry in content.facts:
        if isinstance(record := entry.record, Map):
            used.add(record.shapes)
            if record.shapes not in content.shapes:
                message = f"{title(entry)}: no file '{record.shapes}' in shapes/"
                yield Problem(entry.at("shapes"), message, did_you_mean(record.shapes, list(content.shapes)))
    for name in sorted(set(content.shapes) - used):
        message = f"shapes/{name}: no map is drawn on it"
        yield Problem(content.site.at(), message, "name it as the 'shapes' of a map, or delete it")


def mapped_place(content: Content) -> Problems:
    """Every place on a map has a position on its base map."""
    for entry in content.facts:
        if not isinstance(record := entry.record, Map):
            continue
        shown = {place.id: place for place in mapped_places(content, record.related())}
        for field, names in (("places", record.places), ("beyond", record.beyond)):
            for index, name in enumerate(names):
                if name in content.records and name not in shown:
                    message = f"{title(entry)}: place '{name}' has no position"
                    hint = "give it latitude and longitude, or remove it from the map"
                    yield Problem(entry.at(field, index), message, hint)
                elif name in shown and (shapes := content.shapes.get(record.shapes)):
                    west, south, east, north = shapes.extent()
                    at = float(shown[name].longitude or 0), float(shown[name].latitude or 0)
                    if field == "beyond":
                        if set(record.places) & set(shown) and within_frame(content, record, shown[name]):
                            message = f"{title(entry)}: place '{name}' is not beyond the edge, it is on the map"
                            yield Problem(entry.at(field, index), message, "move it to 'places'")
                    elif not (west <= at[0] <= east and south <= at[1] <= north):
                        message = f"{title(entry)}: place '{name}' is outside the base map in '{record.shapes}'"
                        hint = "cut the base map again, with room for it, or move it to 'beyond'"
                        yield Problem(entry.at(field, index), message, hint)


def legible_map(content: Content) -> Problems:
    """A map has room for the name of every place, on a narrow screen, too."""
    for entry in content.facts:
        record = entry.record
        drawable = isinstance(record, Map) and record.shapes in content.shapes and mapped_places(content, record.places)
        if drawable and map_sheet(content, record) is None:
            hint = "shorten names, remove places that others represent from the map, or make two maps"
            yield Problem(entry.at("places"), f"{title(entry)}: no room for the names of all its places", hint)


def true_map(content: Content) -> Problems:
    """A place of a map lies where its title is said to have it, and the same became of all agreements of one mark."""
    outcomes = Outcomes(content)
    for entry in content.facts:
        if not isinstance(record := entry.record, Map):
            continue
        shown = {place.id: place for place in mapped_places(content, record.places)}
        if shown and record.finding and record.shapes in content.shapes:
            on_side = sides(content, record)
            for index, finding in enumerate(record.finding):
                named = [(("finding", index, "places", at), name) for at, name in enumerate(finding.places)]
                yield from finding_shown(content, entry, shown, named, "add it to 'places'")
                for keys, name in named:
                    if name in shown and not on_side(shown[name], finding.side):
                        drawn = f"that '{name}' lies in the {finding.side}"
                        message = f"{title(entry)}: its finding is not what is drawn: {drawn}"
                        hint = "by its position it lies in the other half of the area in focus"
                        yield Problem(entry.at(*keys), message, hint)
        for index, mark in enumerate(record.marks):
            records = (content.records.get(name) for name in mark.agreements)
            fates = {each.id: outcomes.of(each).fate for each in records if isinstance(each, Agreement)}
            if len(set(fates.values())) > 1:
                message = f"{title(entry)}: different things became of the agreements of one mark"
                drawn = "; ".join(f"'{name}' is in '{fate}'" for name, fate in fates.items())
                yield Problem(entry.at("marks", index, "agreements"), message, drawn)
