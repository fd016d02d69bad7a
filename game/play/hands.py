"""Hands of storylets: what a state's draws offer, filled on entering and kept until taken or no longer eligible."""

from game.play.position import Hand, Position
from game.story.model import Draw, State


def fill_hand(position: Position, state: State) -> None:
    """Fill the gaps of the hand that `state` offers, by weight, the draws in file order."""
    draws = [way for way in state.choices if isinstance(way, Draw)]
    if not draws:
        return
    kept = position.hands.get(state.id, ((),) * len(draws))
    held = [[id for id in dealt if _still(position, id)] for dealt in kept]
    for draw, dealt in zip(draws, held, strict=True):
        tagged = position.scene.storylets.get(draw.tag, ())
        while len(dealt) < draw.most:
            others = [id for hand in held for id in hand]
            id = position.deal_one(tagged, state.origin, others)
            if not id:
                break
            dealt.append(id)
    _keep(position, state, tuple(tuple(_in_file_order(position, dealt)) for dealt in held))


def drop_ineligible(position: Position, state: State) -> None:
    """Take what can no longer be dealt out of the hand of the state at rest."""
    kept = position.hands.get(state.id)
    if kept:
        still = tuple(tuple(id for id in dealt if _still(position, id)) for dealt in kept)
        if still != kept:
            _keep(position, state, still)


def take(position: Position, state: State, storylet: str) -> None:
    """Take one storylet out of a hand."""
    kept = position.hands.get(state.id, ())
    _keep(position, state, tuple(tuple(id for id in dealt if id != storylet) for dealt in kept))


def _keep(position: Position, state: State, hand: Hand) -> None:
    position.hands = {**position.hands, state.id: hand}


def _still(position: Position, id: str) -> bool:
    return position.eligible(position.scene.states[id]) > 0


def _in_file_order(position: Position, ids: list[str]) -> list[str]:
    order = {id: number for number, id in enumerate(position.scene.states)}
    return sorted(ids, key=order.__getitem__)
