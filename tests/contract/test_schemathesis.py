"""Prism accepts the requests that Schemathesis derives from the spec, and answers as the spec says."""

from typing import Any

import pytest

from tests.conftest import SPEC

pytest.importorskip("schemathesis", reason="needs requirements-extra.lock: make contract")

import schemathesis

pytestmark = pytest.mark.extra
EXAMPLES = 40
schema = schemathesis.openapi.from_path(SPEC)
# Negative requests are test_prism.py's; it knows what each is to be refused for.
schema.config.generation.update(
    modes=[schemathesis.GenerationMode.POSITIVE], max_examples=EXAMPLES, deterministic=True, database="none"
)
# Every other check stays. This one sends a false token, but Prism looks for a bearer token, not into it.
schema.config.checks.update(excluded_check_names=["ignored_auth"])
tried: dict[str, int] = {}


@pytest.fixture(autouse=True)
def plugin(pytestconfig: pytest.Config) -> None:
    """Skip where pytest runs without the plugin of Schemathesis, which pyproject.toml leaves out."""
    if not pytestconfig.pluginmanager.hasplugin("schemathesis"):
        pytest.skip("needs pytest -p schemathesis: make contract")


@schema.parametrize()
def test_valid_requests_are_accepted(case: schemathesis.Case[Any], prism: str) -> None:
    case.call_and_validate(base_url=prism, headers={"Authorization": "Bearer t0ken"}, timeout=30)
    tried[case.operation.label] = tried.get(case.operation.label, 0) + 1


def test_each_operation_was_tried_often() -> None:
    assert len(tried) > 5
    assert all(count > EXAMPLES for count in tried.values()), tried
