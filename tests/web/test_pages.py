"""What the server sends: pages, assets and headers, and whom it knows again."""

import re
from collections.abc import Awaitable, Callable

import pytest

from game.web.gate import COOKIE, HEADERS, visitor_of
from game.web.server import ASSETS
from tests.web.conftest import House

Houses = Callable[..., Awaitable[House]]
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ELSEWHERE = re.compile(r"""(?:\w+:)?//[\w-]+(?:\.[\w-]+)+""")


async def test_a_visitor_gets_a_cookie_that_scripts_and_other_sites_do_not(house: Houses) -> None:
    answer = await (await house()).get()
    cookie = answer.cookies[COOKIE]
    assert answer.status == 200
    assert cookie["httponly"] and cookie["samesite"] == "Strict" and cookie["path"] == "/" and not cookie["secure"]
    assert int(cookie["max-age"]) > 300 * 24 * 60 * 60


async def test_by_https_the_cookie_never_goes_without(house: Houses) -> None:
    answer = await (await house(public="https://play.example.org")).get(Host="play.example.org")
    assert answer.cookies[COOKIE]["secure"]


async def test_everyone_gets_another_token(house: Houses) -> None:
    one = await house()
    tokens = [(await one.get()).cookies[COOKIE].value for _visitor in range(20)]
    assert len(set(tokens)) == 20 and all(len(token) == 32 for token in tokens)


async def test_who_comes_again_keeps_her_token(house: Houses) -> None:
    one = await house()
    token = (await one.get()).cookies[COOKIE].value
    assert (await one.get(token=token)).cookies[COOKIE].value == token


@pytest.mark.parametrize("token", ["../../../../etc", "short", "x" * 31 + "/", "x" * 33, "x" * 31 + "é"])
async def test_a_token_that_we_never_gave_counts_as_none(house: Houses, token: str) -> None:
    assert visitor_of(token) == ""
    answer = await (await house()).get(token=token)
    assert visitor_of(answer.cookies[COOKIE].value)


def test_a_folder_does_not_tell_the_token() -> None:
    assert re.fullmatch("[0-9a-f]{32}", visitor_of("x" * 32))
    assert visitor_of("x" * 32) != visitor_of("x" * 31 + "y")


async def test_a_link_on_another_site_leads_in_by_a_step_that_gives_no_new_cookie(house: Houses) -> None:
    one = await house()
    answer = await one.get(Sec_Fetch_Site="cross-site")
    assert COOKIE not in answer.cookies
    assert 'http-equiv="refresh" content="0;url=/"' in await answer.text()


async def test_a_page_asks_nobody_else_for_anything(house: Houses) -> None:
    one = await house()
    page = await (await one.get()).text()
    links = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert links and all(link.startswith(("/", "data:")) and not link.startswith("//") for link in links)
    assert not ELSEWHERE.search(page)
    for name in ASSETS:
        if not name.endswith(".ttf"):
            text = COMMENT.sub("", await (await one.get(f"/static/{name}")).text())
            assert not ELSEWHERE.search(text), name
            assert "@import" not in text


async def test_everything_a_page_asks_for_is_there(house: Houses) -> None:
    one = await house()
    page = await (await one.get()).text()
    asked = set(re.findall(r'"/(static/[^"]+)"', page))
    for sheet in ("page.css", "page.js"):
        asked |= set(re.findall(r'"/(static/[^"]+)"', await (await one.get(f"/static/{sheet}")).text()))
    assert asked == {f"static/{name}" for name in ASSETS}
    kinds = [(await one.get(f"/{name}")).content_type for name in sorted(asked)]
    assert kinds == ["font/ttf", "font/ttf", "text/css", "text/javascript", "text/javascript", "text/css"]


async def test_a_title_is_text(house: Houses) -> None:
    page = await (await (await house()).get()).text()
    assert "A &lt;Title&gt;" in page and "<Title>" not in page


@pytest.mark.parametrize("path", ["/", "/alive", "/static/page.js", "/static/nothing", "/nothing", "/ws"])
async def test_every_answer_has_the_headers(house: Houses, path: str) -> None:
    answer = await (await house()).get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_allows_nothing_from_elsewhere() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert set(re.findall(r"'[\w-]+'|\S+:", policy)) == {"'none'", "'self'", "'unsafe-inline'", "data:"}


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/../gate.py",
        "/static/..%2fgate.py",
        "/static/%2e%2e/gate.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/page.html",
        "/download/../../etc/passwd",
        "/download/" + "0" * 32,
    ],
)
async def test_nothing_else_on_the_disk_can_be_had(house: Houses, path: str) -> None:
    assert (await (await house()).get(path)).status == 404


@pytest.mark.parametrize("name", ["127.0.0.1", "127.0.0.1:9", "localhost", "localhost:1917", "[::1]:80"])
async def test_on_loopback_it_goes_by_names_of_this_machine(house: Houses, name: str) -> None:
    assert (await (await house()).get(Host=name)).status == 200


@pytest.mark.parametrize(
    "name", ["evil.example", "127.0.0.1.evil.example", "evil.example:1917", "[", "play.example.org"]
)
async def test_on_loopback_it_goes_by_no_other(house: Houses, name: str) -> None:
    assert (await (await house()).get(Host=name)).status == 421


async def test_behind_a_proxy_it_goes_by_the_name_it_was_given(house: Houses) -> None:
    one = await house(public="https://play.example.org")
    assert (await one.get(Host="play.example.org")).status == 200
    assert (await one.get(Host="evil.example")).status == 421
