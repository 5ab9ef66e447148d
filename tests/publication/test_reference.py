"""The reference page before a browser draws it: it is whole, and nothing in it can end its place."""

import json
import re
from pathlib import Path

import pytest

from generator.client import operation_reader
from generator.publication import reference
from generator.spec import document, walk
from generator.spec.document import Document
from tests.publication.conftest import small

HOSTILE = "</script><script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'>"


def test_the_document_in_the_page_is_the_published_one(dist: Path, spec: Document) -> None:
    page = (dist / "index.html").read_text("utf-8")
    (block,) = re.findall(r'<script type="application/json" id="document">(.*?)</script>', page)
    assert "<" not in block
    shown = json.loads(block)
    assert shown["paths"].keys() == spec.data["paths"].keys()
    assert shown["components"]["schemas"].keys() == spec.data["components"]["schemas"].keys()
    assert shown["info"]["description"].startswith("**Read this first.**")
    said = {"live": "- Availability: live\n", "draft": "- Availability: draft; the service is not known to offer it\n"}
    for item in shown["paths"].values():
        for operation in item.values():
            assert said[operation["x-availability"]] in operation["description"]
    assert [tag["name"] for tag in shown["tags"]] == [name for group in shown["x-tagGroups"] for name in group["tags"]]


def test_each_operation_shows_availability_roles_and_clouds(dist: Path, spec: Document) -> None:
    (block,) = re.findall(r'id="document">(.*?)</script>', (dist / "index.html").read_text("utf-8"))
    shown = json.loads(block)
    titles = {server["x-name"]: server["description"] for server in spec.data["servers"]}
    overview = shown["info"]["description"].partition("# Operations\n")[2].partition("# Downloads\n")[0]
    roles = clouds = 0
    for (_, path, method), operation in walk.operations(spec.data):
        page = shown["paths"][path][method]
        assert [badge["name"] for badge in page["x-badges"]] == [operation["x-availability"]]
        link = f"(#tag/{operation['tags'][0]}/operation/{operation['operationId']})"
        assert f"- [{operation['summary']}]{link} ({operation['x-availability']})\n" in f"{overview}\n"
        (added,) = [page["description"].removeprefix(operation["description"])]
        assert all(role in added for role in operation.get("x-directory-roles", ()))
        assert ("Clouds: only" in added) is ("x-clouds" in operation)
        assert all(titles[cloud] in added for cloud in operation.get("x-clouds", ()))
        roles, clouds = roles + ("x-directory-roles" in operation), clouds + ("x-clouds" in operation)
    assert roles > 5
    assert clouds > 3


def test_the_licences_of_what_draws_the_page_are_in_it(dist: Path) -> None:
    page = (dist / "index.html").read_text("utf-8")
    for notice in ("Permission is hereby granted, free of charge", "perfect-scrollbar", "Copyright (c) 2015-present"):
        assert notice in page


def test_hostile_texts_do_not_end_their_place(tmp_path: Path) -> None:
    changed = small(tmp_path, "  title: Small\n", f"  title: {json.dumps(HOSTILE)}\n")
    hostile = document.load(changed)
    page = reference.page(hostile, operation_reader.read(hostile), HOSTILE, {})
    assert page.count("</script>") == 3  # as many as the template has
    assert "<img src=x" not in page
    assert "window.pwned = 1</script>" not in page


def test_a_missing_package_is_one_clear_message(monkeypatch: pytest.MonkeyPatch, spec: Document) -> None:
    monkeypatch.setattr(reference, "SIDECAR", "not-installed")
    with pytest.raises(
        FileNotFoundError, match="missing or damaged, which carries Redoc: run make clean, then"
    ) as caught:
        reference.page(spec, operation_reader.read(spec), "", {})
    assert caught.value.filename == "not-installed"
