"""A small story with a map: a dozen towns, one of which fails twice, and a choice that changes when Moscow is lit."""

from pathlib import Path

from tests.making import HEAD, scene_of, write_files

TOWNS = {
    "tallinn": ("Tallinn", 59.4, 24.8),
    "petrograd": ("Petrograd", 59.9, 30.3),
    "moscow": ("Moscow", 55.8, 37.6),
    "minsk": ("Minsk", 53.9, 27.6),
    "kiev": ("Kiev", 50.5, 30.5),
    "kazan": ("Kazan", 55.8, 49.1),
    "yekaterinburg": ("Yekaterinburg", 56.8, 60.6),
    "arkhangelsk": ("Arkhangelsk", 64.5, 40.5),
    "baku": ("Baku", 40.4, 49.9),
    "astrakhan": ("Astrakhan", 46.3, 48.0),
    "sevastopol": ("Sevastopol", 44.6, 33.5),
    "simferopol": ("Simferopol", 45.0, 34.1),
}
STORY = (
    HEAD
    + """\
initial: scene
variables:
  truce: {type: bool, initial: false}
scenes:
  scene: {}
endings:
  over: {title: Over}
"""
)
STATES = """\
start:
  at: 1917-10-26
  text: Here.
  choices:
    - {id: make, text: Make it., do: truce = true, to: made}
    - {id: end-it, text: End., to: end}
made:
  at: 1917-11-02
  text: Made.
  choices:
    - {id: end-it, text: End., to: end}
end: {ending: over}
"""
MAP = """\
- {place: tallinn, at: 1917-10-23, shows: soviet, facts: [tallinn-opens]}
- {place: petrograd, at: 1917-10-25, shows: soviet}
- {place: minsk, at: 1917-10-25, shows: soviet}
- {place: kazan, at: 1917-10-26, shows: soviet}
- {place: kiev, at: 1917-10-26, shows: failed, facts: [kiev-fails]}
- {place: yekaterinburg, at: 1917-10-26, shows: soviet}
- {place: moscow, at: 1917-10-27, shows: contested}
- {place: moscow, at: 1917-11-02, shows: none, when: truce}
- {place: moscow, at: 1917-11-02, shows: soviet, when: not truce}
- {place: baku, at: 1917-11-02, shows: soviet}
- {place: sevastopol, at: 1917-12-16, shows: soviet}
- {place: simferopol, at: 1918-01-13, shows: soviet}
- {place: astrakhan, at: 1918-01-25, shows: soviet}
- {place: kiev, at: 1918-01-26, shows: soviet, facts: [kiev-at-last]}
- {place: arkhangelsk, at: 1918-02-17, shows: soviet}
"""
FACTS = """\
sources:
  - {id: list, title: A list of towns}
contested:
  - {id: whose-kiev, question: Whose was Kiev?}
facts:
  - {id: tallinn-opens, statement: Tallinn opens the list., sources: [list]}
  - {id: kiev-fails, statement: In Kiev the attempt failed., places: [kiev], sources: [list], contested: whose-kiev}
  - {id: kiev-at-last, statement: Kiev was taken at last., places: [kiev], sources: [list]}
places:
""" + "".join(f"  - {{id: {id}, name: {name}, lat: {lat}, lon: {lon}}}\n" for id, (name, lat, lon) in TOWNS.items())


def mapped(folder: Path, pins: str = MAP) -> Path:
    """The folder of the story, its map.yaml with these pins; without one where there are none."""
    files = {"facts__yaml": FACTS} | ({"map__yaml": pins} if pins else {})
    return write_files(folder, scene_of(STATES), STORY, **files)
