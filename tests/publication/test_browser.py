"""The reference page in a real browser, from a file, with no host within reach."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.spec import walk
from generator.spec.document import Document
from tests import node
from tests.conftest import ROOT, SPEC
from tests.publication.conftest import publish

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.extra,
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium: apt-get install chromium"),
]
OPTIONS = (
    "--no-sandbox",  # root has none
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
HOSTILE = "</script><script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'> after"


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def page(browser: "Browser", dist: Path) -> "Page":
    return opened(browser, dist / "index.html")


def opened(browser: "Browser", file: Path, width: int = 1400) -> "Page":
    """Open the page and wait until it is drawn: without a word on the console, and asking for nothing."""
    said: list[str] = []
    page = drawn(browser, file, said, width)
    assert [one for one in said if not one.startswith("blob:")] == [file.as_uri()]
    return page


def drawn(browser: "Browser", file: Path, said: list[str], width: int = 1400) -> "Page":
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url))
    page.goto(file.as_uri())
    page.locator('[id="tag/spec-decisions"]').wait_for()
    page.wait_for_timeout(500)  # for what comes late, such as images
    return page


def text(page: "Page") -> str:
    return page.locator("#reference").inner_text()


def test_the_reference_shows_every_operation_schema_and_decision(page: "Page", spec: Document) -> None:
    shown = text(page)
    for select in page.locator("#reference select:has(option + option)").all():  # of several examples
        select.select_option(index=1)
        shown += text(page)
    for (_, path, _), operation in walk.operations(spec.data):
        assert all(part in shown for part in (operation["summary"], operation["operationId"], path))
        for permissions in operation["x-ms-permissions"].values():
            assert all(name in shown for name in permissions or ())
    assert all(server["url"] in shown for server in spec.data["servers"])
    for name, schema in spec.data["components"]["schemas"].items():
        assert page.locator(f'[id="tag/schema-{name}"]').count() == 1
        assert all(key in shown for key in schema.get("properties", {}))
    for example in spec.data["components"]["examples"].values():
        for key, value in example.get("value", {}).items():
            assert f'"{key}"' in shown
            assert not isinstance(value, str) or json.dumps(value, ensure_ascii=False) in shown
    decisions = re.findall(r"^- \*\*(\S+)\*\*", (ROOT / "spec/DECISIONS.md").read_text("utf-8"), re.MULTILINE)
    assert len(decisions) > 40
    assert all(re.search(rf"\b{number} ", shown) for number in decisions)


def test_the_warning_comes_first(page: "Page", spec: Document) -> None:
    shown = text(page)
    first = min(shown.index(operation["summary"]) for _, operation in walk.operations(spec.data))
    assert shown.index("calls will probably be refused") < first


@pytest.mark.parametrize("words", ["lifecycle", "createWorkflowRun", "workflowBase"])
def test_search_finds_an_operation(page: "Page", words: str) -> None:
    page.get_by_placeholder("Search").fill(words)
    found = page.locator('[role="search"] [role="menuitem"]').filter(has_text="Create a run of a lifecycle workflow")
    found.first.click()
    assert page.url.endswith("/operation/createWorkflowRun")
    page.get_by_placeholder("Search").fill("")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("displayName", "IncomingFlowRunCreate"),  # a property
        ("Retry-After", "Create a run of a lifecycle workflow"),  # a header
        ("incomingFlowId", "Create a run of an incoming flow"),  # a parameter
        ("LifecycleWorkflows.ReadWrite.All", "Create a run of a lifecycle workflow"),  # a permission
    ],
)
def test_search_finds_what_an_operation_or_schema_has(page: "Page", words: str, title: str) -> None:
    page.get_by_placeholder("Search").fill(words)
    page.locator('[role="search"] [role="menuitem"]').filter(has_text=title).first.wait_for()
    page.get_by_placeholder("Search").fill("")


def test_every_file_is_linked(page: "Page", dist: Path) -> None:
    targets = page.locator("#reference a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    files = {path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_file()}
    assert {name for name in files if not name.endswith(".schema.json")} == files & set(targets)


@pytest.mark.skipif(not node.AVAILABLE, reason="needs axe-core: make test-extra installs it")
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing(browser: "Browser", dist: Path, width: int) -> None:
    page = opened(browser, dist / "index.html", width)
    page.evaluate((node.MODULES / "axe-core" / "axe.min.js").read_text("utf-8"))
    violations = page.evaluate("axe.run().then(found => found.violations)")
    assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == []
    page.evaluate("document.querySelector('main').removeAttribute('id'); document.querySelector('main').outerHTML = ''")
    assert page.evaluate("axe.run().then(found => found.violations.length)") > 0  # it can complain
    page.close()


def test_no_empty_column_on_the_first_screen(page: "Page") -> None:
    """What fills the right third of the first screen is text, not the dark column for samples."""
    page.evaluate("scrollTo(0, 0)")
    dark = """() => [...Array(8).keys()].map(row => document.elementFromPoint(1300, 60 + row * 100)).filter(element =>
        [...(function* () { for (let one = element; one; one = one.parentElement) yield one })()].some(one =>
            /rgb\\((\\d\\d?), /.test(getComputedStyle(one).backgroundColor))).length"""
    assert page.evaluate(dark) == 0
    right = "() => Math.max(...[...document.querySelectorAll('.api-info p')].map(p => p.getBoundingClientRect().right))"
    assert page.evaluate(right) > 1200


@pytest.mark.parametrize("name", ["openapi.yaml", "openapi.json"])
def test_a_button_leads_to_the_file_and_does_not_rename_it(page: "Page", dist: Path, name: str) -> None:
    link = page.get_by_role("link", name=name).first
    assert (link.get_attribute("href"), link.get_attribute("download")) == (name, "")
    assert (dist / name).is_file()


def test_on_a_phone_nothing_is_wider_than_the_screen(browser: "Browser", dist: Path) -> None:
    page = opened(browser, dist / "index.html", width=390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    cut = "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth).map(node => node.textContent)"
    assert page.locator("#reference :is(.http-verb + span, code)").evaluate_all(cut) == []
    page.close()


def test_on_a_phone_the_menu_covers_no_text(browser: "Browser", dist: Path) -> None:
    page = opened(browser, dist / "index.html", width=390)
    bar = page.get_by_role("button", name="Menu")
    box = bar.bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, 390)
    text_top = "() => document.querySelector('.api-info h1').getBoundingClientRect().top"
    assert page.evaluate(text_top) >= box["height"]
    bar.focus()
    page.keyboard.press("Enter")
    page.get_by_placeholder("Search").wait_for()
    page.locator(".menu-content").get_by_text("lifecycleWorkflows").click()
    page.locator(".menu-content").get_by_text("Create a run of a lifecycle workflow").click()
    page.wait_for_timeout(500)
    top = "() => document.querySelector('[id=\"operation/createWorkflowRun\"] h2').getBoundingClientRect().top"
    assert box["height"] <= page.evaluate(top) < 200
    page.close()


def test_printed_it_is_black_on_white_and_open_without_the_menu(browser: "Browser", dist: Path, spec: Document) -> None:
    page = opened(browser, dist / "index.html")
    page.pdf(print_background=True)
    page.emulate_media(media="print")
    assert not page.get_by_placeholder("Search").is_visible()
    style = "nodes => nodes.map(node => getComputedStyle(node)).flatMap(of => [of.color, of.backgroundColor])"
    assert set(page.locator("#reference code").evaluate_all(style)) == {"rgb(0, 0, 0)", "rgb(255, 255, 255)"}
    answers = [response for _, operation in walk.operations(spec.data) for response in operation["responses"]]
    assert page.get_by_text("Response Headers").count() == len(answers) > 20
    page.close()


@pytest.mark.parametrize("policy", [True, False], ids=["", "even without the page's security policy"])
def test_hostile_texts_stay_inert(browser: "Browser", tmp_path: Path, policy: bool) -> None:
    hostile = SPEC.read_text("utf-8").replace("title: Graph Runs\n", f"title: {json.dumps(HOSTILE)}\n")
    hostile = re.sub(r"^( +(?:description|summary): )(?=[A-Z])", rf"\1{HOSTILE} ", hostile, flags=re.MULTILINE)
    (tmp_path / "openapi.yaml").write_text(hostile.replace("**Read this first.**", HOSTILE), "utf-8")
    result = publish(tmp_path / "openapi.yaml", "--output", tmp_path / "dist")
    assert result.returncode == 0, result.stdout
    file = tmp_path / "dist" / "index.html"
    if not policy:
        without, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", file.read_text("utf-8"))
        assert count == 1
        file.write_text(without, "utf-8")
    page = drawn(browser, file, [])
    assert page.evaluate("window.pwned") is None
    assert text(page).count("after") > 20
    page.close()
