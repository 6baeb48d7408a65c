import re
from collections.abc import Iterator

import httpx
import pytest

from tests.web.desk import Desk


@pytest.fixture
def signed_in(desk: Desk) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk.address) as client:
        client.post("/enter", data={"key": desk.key})
        yield client


def csrf(client: httpx.Client) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', client.get("/").text)
    assert found is not None
    return found[1]


def test_a_form_without_the_sessions_token_is_refused(signed_in: httpx.Client) -> None:
    assert signed_in.post("/leave").status_code == 403
    assert signed_in.post("/leave", data={"csrf": "0" * 64}).status_code == 403
    assert signed_in.get("/").status_code == 200


def test_a_form_from_another_site_is_refused_even_with_the_token(signed_in: httpx.Client) -> None:
    data = {"csrf": csrf(signed_in)}
    assert signed_in.post("/leave", data=data, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert signed_in.post("/leave", data=data, headers={"Origin": "https://evil.example"}).status_code == 403
    assert signed_in.post("/leave", data=data).status_code == 303


def test_signing_in_from_another_site_is_refused(desk: Desk) -> None:
    answer = httpx.post(f"{desk.address}/enter", data={"key": desk.key}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nothing_leads_off_the_service(desk: Desk, back: str) -> None:
    with httpx.Client(base_url=desk.address) as client:
        assert client.get("/language/en", params={"back": back}).headers["Location"] == "/"
        assert client.post("/enter", data={"key": desk.key, "back": back}).headers["Location"] == "/"


def test_every_page_allows_nothing_inline_and_nothing_from_elsewhere(signed_in: httpx.Client) -> None:
    answer = signed_in.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "<script>" not in answer.text
    assert not re.search(r"\sstyle=|\son\w+=", answer.text)


def test_the_sessions_cookie_is_out_of_reach_for_scripts(desk: Desk) -> None:
    cookie = httpx.post(f"{desk.address}/enter", data={"key": desk.key}).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
