"""Visits: who may have one, what passes through it, and how it ends."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from game.web import visit as visiting
from game.web.gate import visitor_of
from game.web.visit import MESSAGE_LIMIT, TYPED_LIMIT, Leaving
from tests.web.conftest import House

KEY = "0123456789abcdef" * 2
"""Of the file that the stub hands over."""

Houses = Callable[..., Awaitable[House]]


async def refused(house: House, token: str = "", **headers: str) -> int:
    """With which status somebody is not let in."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
        await house.come_in(token, **headers)
    return refusal.value.status


async def test_what_is_typed_reaches_the_game_and_what_it_says_the_page(house: Houses) -> None:
    guest = await (await house()).come_in()
    await guest.type("пять ☭")
    await guest.sees("пять ☭")


@pytest.mark.parametrize("origin", ["", "null", "https://evil.example", "http://127.0.0.1:1", "http://["])
async def test_a_page_of_another_site_gets_no_socket(house: Houses, origin: str) -> None:
    one = await house()
    assert await refused(one, Origin=origin) == 403
    assert not one.server.folder.exists()


async def test_behind_a_proxy_the_page_comes_from_the_name_it_was_given(house: Houses) -> None:
    one = await house(public="https://play.example.org")
    guest = await one.come_in(Origin="https://play.example.org")
    await guest.type("here")
    await guest.sees("here")


async def test_without_a_cookie_there_is_no_socket(house: Houses) -> None:
    one = await house()
    assert await refused(one, Cookie="") == 403
    assert await refused(one, Cookie="october-visitor=../../../tmp") == 403
    assert not one.server.folder.exists()


async def test_no_process_for_one_visitor_too_many(house: Houses) -> None:
    one = await house(limit=1)
    guest = await one.come_in()
    await guest.type("here")
    await guest.sees("here")
    answer = await one.get()
    assert answer.status == 503 and answer.headers["Retry-After"]
    assert "Every chair is taken" in await answer.text()
    assert await refused(one) == 503
    assert [folder.name for folder in one.server.folder.iterdir()] == [visitor_of(guest.token)]


async def test_a_chair_that_was_left_is_free(house: Houses) -> None:
    one = await house(limit=1)
    guest = await one.come_in()
    await guest.sees("80x24")
    await guest.socket.close()
    await guest.is_gone()
    async with asyncio.timeout(30):
        while one.server.visits:
            await asyncio.sleep(0.01)
    await (await one.come_in()).sees("80x24")


async def test_her_own_chair_is_never_taken(house: Houses) -> None:
    one = await house(limit=1)
    guest = await one.come_in()
    await guest.sees("80x24")
    assert (await one.get(token=guest.token)).status == 200
    again = await one.come_in(guest.token)
    await again.sees("80x24")
    assert await guest.close_code() == Leaving.ELSEWHERE


async def test_in_a_new_window_the_game_starts_once_the_old_one_has_ended(house: Houses) -> None:
    one = await house()
    windows = [await one.come_in()]
    await windows[0].sees("80x24")
    windows += await asyncio.gather(*(one.come_in(windows[0].token) for _window in range(3)))
    open_still = {asyncio.create_task(window.close_code()) for window in windows}
    while len(open_still) > 1:
        _closed, open_still = await asyncio.wait(open_still, return_when=asyncio.FIRST_COMPLETED)
    async with asyncio.timeout(30):
        while not windows[0].processes:
            await asyncio.sleep(0.01)
    assert len(windows[0].processes) == 1
    notes = windows[0].notes
    assert all(pair != ("started", "started") for pair in itertools.pairwise(notes))


async def test_two_visitors_have_a_process_and_a_folder_each(house: Houses) -> None:
    one = await house()
    guests = [await one.come_in() for _guest in range(2)]
    for number, guest in enumerate(guests):
        await guest.type(f"I am {number}")
    for number, guest in enumerate(guests):
        await guest.sees("80x24")
        await guest.sees(f"I am {number}")
        assert guest.notes == ["started"]


async def test_a_silent_visit_ends_and_says_so(house: Houses) -> None:
    guest = await (await house(idle=0.3)).come_in()
    assert await guest.close_code() == Leaving.IDLE
    assert guest.notes == ["started", "terminated"]


async def test_a_game_that_quits_closes_its_page(house: Houses) -> None:
    guest = await (await house()).come_in()
    await guest.type("quit")
    assert await guest.close_code() == Leaving.QUIT


async def test_a_game_that_breaks_says_so(house: Houses) -> None:
    guest = await (await house()).come_in()
    await guest.type("crash")
    assert await guest.close_code() == Leaving.BROKEN


async def test_a_page_that_goes_takes_its_process_along(house: Houses) -> None:
    guest = await (await house()).come_in()
    await guest.sees("80x24")
    await guest.socket.close()
    await guest.is_gone()
    assert guest.notes == ["started", "terminated"]


async def test_a_process_that_will_not_end_is_killed(house: Houses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "PATIENCE", 0.2)
    guest = await (await house()).come_in()
    await guest.type("be deaf")
    await guest.sees("deaf")
    await guest.socket.close()
    await guest.is_gone()
    assert guest.notes == ["started"]


async def test_a_server_that_stops_leaves_no_process(house: Houses) -> None:
    one = await house()
    guests = [await one.come_in() for _guest in range(3)]
    for guest in guests:
        await guest.sees("80x24")
    await one.bound.close()
    assert [guest.processes for guest in guests] == [[], [], []]
    assert [await guest.close_code() for guest in guests] == [Leaving.CLOSING] * 3


@pytest.mark.parametrize(
    "message",
    [
        "",
        "{}",
        "[]",
        "[[[",
        '["stdin"]',
        '["stdin", 5]',
        '["resize", {"width": "x", "height": 1}]',
        "[" * 100_000,
        "NaN",
    ],
)
async def test_what_makes_no_sense_changes_nothing(house: Houses, message: str) -> None:
    guest = await (await house()).come_in()
    await guest.socket.send_str(message)
    await guest.socket.send_bytes(b"\0\1")
    await guest.type("still here")
    await guest.sees("still here")


async def test_a_paste_too_long_is_left_out(house: Houses) -> None:
    guest = await (await house()).come_in()
    await guest.type("x" * (TYPED_LIMIT + 1))
    await guest.type("after it")
    await guest.sees("80x24")
    assert (await guest.socket.receive(timeout=30)).data == b"after it"


async def test_a_message_out_of_all_bounds_ends_the_visit(house: Houses) -> None:
    guest = await (await house()).come_in()
    await guest.sees("80x24")
    await guest.type("x" * MESSAGE_LIMIT)
    assert await guest.close_code() == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
    await guest.is_gone()


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("?width=100&height=40", "100x40"),
        ("?width=999999&height=999999", "500x200"),
        ("?width=0&height=0", "20x5"),
        ("?width=-1&height=x", "80x24"),
        ("?width=" + "9" * 5000, "80x24"),
    ],
)
async def test_a_page_has_a_size_within_bounds(house: Houses, query: str, size: str) -> None:
    await (await (await house()).come_in(query=query)).sees(size)


async def test_so_has_one_that_is_resized(house: Houses) -> None:
    guest = await (await house()).come_in()
    await guest.socket.send_json(["resize", {"width": 10**12, "height": -5}])
    await guest.sees('{"type": "resize", "width": 500, "height": 5}')


async def test_a_file_is_handed_to_her_whose_game_it_is_and_to_nobody_else(house: Houses) -> None:
    one = await house()
    guest, other = await one.come_in(), await one.come_in()
    await other.sees("80x24")
    await guest.type("hand over")
    assert await guest.hears() == ["deliver_file_start", KEY]
    assert (await one.get(f"/download/{KEY}", other.token)).status == 404
    assert (await one.get(f"/download/{KEY}")).status == 404
    answer = await one.get(f"/download/{KEY}", guest.token)
    assert (answer.status, await answer.text()) == (200, "the file")
    assert answer.content_type == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''a%20%22b%0D%0A.yaml"
    assert (await one.get(f"/download/{KEY}", guest.token)).status == 404
