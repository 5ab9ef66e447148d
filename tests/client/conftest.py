"""What the tests of lists share: the emitted package, and both clients."""

from importlib import import_module
from typing import Any

import pytest

from tests.client import lists
from tests.conftest import MakeOnce


@pytest.fixture(scope="session")
def lists_package(made_once: MakeOnce) -> Any:
    """Return the package emitted from lists.yaml."""
    lists.emitted(made_once)
    return import_module(lists.NAME)


@pytest.fixture(params=[lists.Sync, lists.Async], ids=["sync", "async"])
def client(request: pytest.FixtureRequest, lists_package: Any) -> lists.Sync:
    """Make calls with one of the two clients."""
    made: lists.Sync = request.param(lists_package)
    return made
