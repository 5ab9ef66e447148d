"""A polymorphic value is judged as what its tag says it is: each finding names the place within it."""

import pytest
from graph_runs.payloads import Validator

RUN = "#microsoft.graph.identityGovernance.activateRunScope"
RESULT = "#microsoft.graph.identityGovernance.activateProcessingResultScope"
VALID = {"@odata.type": RUN, "taskScope": "allTasks", "userScope": "allUsers", "run": {"id": "a"}}
# What is sent as the scope, and the findings on it.
SENT = {
    "a scope": (VALID, []),
    "a wrong member": (
        VALID | {"taskScope": "allTask"},
        [
            (
                "/scope/taskScope",
                '"allTask" is not one of allTasks, failedTasks, unknownFutureValue (did you mean "allTasks"?)',
            )
        ],
    ),
    "two wrong values within": (
        VALID | {"run": {"id": 5}, "users": []},
        [
            ("/scope/users", '"users" is not a documented property (did you mean "userScope"?)'),
            ("/scope/run/id", "5 is an integer, not a string"),
        ],
    ),
    "no tag": ({"taskScope": "allTasks"}, [("/scope", 'required property "@odata.type" is missing')]),
    "an unknown tag": (
        {"@odata.type": RUN + "s"},
        [("/scope/@odata.type", f'"{RUN}s" is not one of {RESULT}, {RUN} (did you mean "{RUN}"?)')],
    ),
    "a tag that is a number": ({"@odata.type": 5}, [("/scope/@odata.type", f"5 is not one of {RESULT}, {RUN}")]),
    "a number": (5, [("/scope", "5 is an integer, not an object")]),
}
# What a run is received with as its scope.
RECEIVED = {
    "null": (None, []),
    "an unknown tag": ({"@odata.type": "#microsoft.graph.identityGovernance.activateGroupScope", "group": {}}, []),
    "a wrong value": ({"@odata.type": RUN, "run": {"id": 5}}, [("/run/id", "5 is an integer, not a string")]),
    "a tag that is a number": ({"@odata.type": 5}, [("/@odata.type", "5 is an integer, not a string")]),
    "a misspelt name": (
        {"@odata.type": RUN, "taskScop": "allTasks"},
        [("/taskScop", '"taskScop" is not documented (did you mean "taskScope"?)')],
    ),
    "a text": ("allTasks", [("", '"allTasks" is a string, not an object or null')]),
}


@pytest.mark.parametrize("name", SENT)
def test_a_scope_to_send(name: str) -> None:
    scope, expected = SENT[name]
    found = Validator.for_schema("WorkflowScopedActivation").findings({"scope": scope})
    assert [(each.pointer, each.message) for each in found] == expected


@pytest.mark.parametrize("name", RECEIVED)
def test_a_received_scope(name: str) -> None:
    scope, expected = RECEIVED[name]
    found = Validator.for_schema("WorkflowRun").findings({"activatedOnScope": scope})
    assert [(each.pointer.removeprefix("/activatedOnScope"), each.message) for each in found] == expected
