"""The small Graph refuses what Graph refuses, in its envelope, so that a call which it takes is a right one."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.client.lists import runs, serving, state

RUNS = "/workflows/w/runs"
SUMMARY = f"{RUNS}/summary(startDateTime={{}},endDateTime=2026-11-02T00:00:00Z)"


@pytest.fixture(scope="module")
def http() -> Iterator[httpx2.Client]:
    token = {"Authorization": "Bearer t0ken"}
    with serving(state(runs(45))) as service, httpx2.Client(base_url=service.url, headers=token) as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path", "status", "code", "said"),
    [
        ("GET", "/workflows", 404, "ResourceNotFound", "not found"),
        ("GET", f"{RUNS}/run-45", 404, "ResourceNotFound", "no item with the id 'run-45'"),
        ("PATCH", RUNS, 405, "MethodNotAllowed", "PATCH is not allowed"),
        ("GET", f"{RUNS}?$top=0", 400, "BadRequest", "Invalid value '0' for $top"),
        ("GET", f"{RUNS}?$top=1&$top=2", 400, "BadRequest", "more than once"),
        ("GET", f"{RUNS}?$skip=1", 400, "BadRequest", "'$skip' is not supported"),
        ("GET", f"{RUNS}/run-0?$top=1", 400, "BadRequest", "'$top' is not supported"),
        ("GET", f"{RUNS}?$select=nme", 400, "BadRequest", "Could not find a property named 'nme'"),
        ("GET", f"{RUNS}?$filter=status eq failed", 400, "BadRequest", "failed is not a literal"),
        ("GET", f"{RUNS}?$filter=status = 'failed'", 400, "BadRequest", "Invalid filter clause"),
        ("GET", f"{RUNS}?$filter=nme eq 'a'", 400, "BadRequest", "Could not find a property named 'nme'"),
        ("GET", f"{RUNS}?$skiptoken=a", 400, "BadRequest", "skip token"),
        ("GET", SUMMARY.format("2026-11-01T00:00:00"), 400, "BadRequest", "is not a literal"),
        ("GET", SUMMARY.format("'2026-11-01T00:00:00Z"), 400, "BadRequest", "is not a literal"),
        ("POST", f"{RUNS}/activate", 400, "BadRequest", "Unable to read JSON"),
    ],
)
def test_what_is_wrong_is_refused(
    http: httpx2.Client, method: str, path: str, status: int, code: str, said: str
) -> None:
    response = http.request(method, path)
    assert response.status_code == status
    error = response.json()["error"]
    assert error["code"] == code
    assert said in error["message"]


@pytest.mark.parametrize("body", [b"{", b"[]", b"{}", b'{"subjects": ["a"], "scope": 1}', b'{"subjects": "a"}'])
def test_a_body_must_be_as_documented(http: httpx2.Client, body: bytes) -> None:
    assert http.post(f"{RUNS}/activate", content=body).status_code == 400
    assert http.post(f"{RUNS}/activate", json={"subjects": ["a"]}).status_code == 204
    assert http.post(f"{RUNS}/start", content=body).status_code == 400
    assert http.post(f"{RUNS}/start").status_code == 202


@pytest.mark.parametrize("authorization", ["", "Bearer other", "Basic t0ken", "t0ken"])
def test_only_a_known_token_is_taken(http: httpx2.Client, authorization: str) -> None:
    response = http.get(RUNS, headers={"Authorization": authorization})
    assert (response.status_code, response.json()["error"]["code"]) == (401, "InvalidAuthenticationToken")


@pytest.mark.parametrize(
    ("query", "headers", "sizes"),
    [
        ("", {}, [20, 20, 5]),
        ("$top=30", {}, [30, 15]),
        ("", {"Prefer": "respond-async, odata.maxpagesize=40"}, [40, 5]),
        ("$filter=status eq 'failed' and failedUsersCount ne 0", {}, [12]),
        ("$filter=endDateTime eq null and startDateTime lt 2026-11-01T03:00:00Z", {}, [3]),
        ('$search="NEIL"&$top=44', {}, [44, 1]),
    ],
)
def test_pages_are_as_the_options_say_and_lead_on(
    http: httpx2.Client, query: str, headers: dict[str, str], sizes: list[int]
) -> None:
    pages: list[Any] = [http.get(f"{RUNS}?{query}", headers=headers).json()]
    while link := pages[-1].get("@odata.nextLink"):
        pages.append(http.get(link, headers=headers).json())
    assert [len(page["value"]) for page in pages] == sizes
    ids = [run["id"] for page in pages for run in page["value"]]
    assert len(set(ids)) == sum(sizes)
