"""A story to walk about in for as long as one likes, whose every page says exactly where the run stands."""

from pathlib import Path

from game.play.run import Run
from game.story.loader import load_story

ROOMS = 30
STORY = """\
format: october-story/1
story: walk
title: A Walk
version: 1.0.0
language: en
initial: rooms
variables:
  taken: {type: int, initial: 0, min: 0, max: 1000000}
  trail: {type: int, initial: 0, min: 0, max: 1000000}
scenes:
  rooms: {}
endings:
  home: {title: Home}
"""
ROOM = """\
  room-{room}:
    text: >
      Mark {{taken}} and {{trail}} stands on the door of this room. It has a table with a cloth of oilskin, two
      chairs that do not belong together, and a window on a yard where somebody has been mending the same cart
      since the spring.
    choices:
"""
WAY = """\
      - id: way-{way}
        text: Take door {way}.
        to: room-{to}
        do:
          - taken += 1
          - trail = (trail * 3 + {way}) % 9973
"""
HOME = """\
      - {id: home, text: Go home., to: home}
"""


def write_walk(folder: Path) -> Path:
    """The story's folder, made in `folder`."""
    story = folder / "walk"
    story.mkdir(parents=True)
    states = []
    for room in range(ROOMS):
        ways = (WAY.format(way=way, to=(room * way + way) % ROOMS) for way in (1, 2, 3))
        states += [ROOM.format(room=room), *ways, HOME]
    end = "  home:\n    text: The kettle is on.\n    ending: home\n"
    (story / "rooms.yaml").write_text(
        f"scene: rooms\ntitle: Rooms\ninitial: room-0\nstates:\n{''.join(states)}{end}", encoding="utf-8"
    )
    (story / "story.yaml").write_text(STORY, encoding="utf-8")
    return story


def begin(story: Path) -> Run:
    """A run at the walk's beginning, to know what the game should show."""
    return Run.begin(load_story(story), seed=1)


def mark(run: Run) -> str:
    """What the page of the run has to show."""
    values = run.values
    return f"Mark {values['taken']} and {values['trail']} stands"
