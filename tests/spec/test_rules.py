"""Each house rule reports what breaks it, and nothing else, when one place of the spec is edited."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from generator.spec import document
from generator.spec.source import Problem, read
from tests.conftest import SPEC

# Rule -> the text to edit, what replaces it (» marks the line that is named), and the message.
EDITS = {
    "version": ("openapi: 3.1.1", "»openapi: 3.1.0", "the version of OpenAPI is 3.1.0"),
    "top-level order": ("servers: # decision C6\n", "x-draft: true\n»servers:\n", "servers must precede x-draft"),
    "unused field": (
        "          description: The id that the caller sent.\n          type: string\n",
        "          description: The id that the caller sent.\n          type: string\n»webhooks: {}\n",
        "webhooks is not supported here",
    ),
    "operation order": (
        "      operationId: createOutgoingFlowRun\n      summary: Create a run of an outgoing flow\n",
        "      summary: Create a run of an outgoing flow\n»      operationId: createOutgoingFlowRun\n",
        "operationId must precede summary",
    ),
    "no summary": ("      summary: Add a run to a process\n", "", "the operation has no summary"),
    "undeclared tag": (
        "tags: [lifecycleWorkflows]",
        "»tags: [workflows]",
        "an operation needs exactly one declared tag",
    ),
    "inferred, but not in the description": (
        "the path is inferred**",
        "the path is a guess**",
        "the description does not mention the inferred path",
    ),
    "unfinished words": (
        "      description: Records a run of the incoming flow that the path names.\n",
        "»      description: TODO in your own words.\n",
        "the description is a TODO",
    ),
    "two permission types": ("        delegatedPersonal: []\n", "", "wrong permission types"),
    "permission as a string": ("delegatedPersonal: []", "»delegatedPersonal: none", "neither null nor a list of names"),
    "operationId in snake case": ("operationId: addRun", "»operationId: add_run", "add_run is not camelCase"),
    "component in camel case": (
        "    BearerToken:\n",
        "»    bearerToken:\n      type: http\n      scheme: bearer\n    BearerToken:\n",
        "bearerToken is not PascalCase",
    ),
    "property without description": (
        "          description: The display name of the process.\n",
        "",
        "no description",
    ),
    "parameter without description": ("      description: The id of an incoming flow.\n", "", "no description"),
    "response without Retry-After": (
        "        Retry-After: # decision C3\n",
        "        X-Wait:\n",
        "has no Retry-After header",
    ),
    "authorization as a parameter": (
        "      parameters:\n        - $ref: '#/components/parameters/OutgoingFlowId'\n",
        "      parameters:\n        - $ref: '#/components/parameters/OutgoingFlowId'\n»        - name: Authorization\n"
        "          in: header\n          description: The token.\n          schema:\n            type: string\n",
        "Authorization as a parameter",
    ),
    "format that nobody asserts": ("format: int32", "»format: int23", "the format int23 is not supported"),
    "nullable date-time as an array": (
        "          description: When the run was scheduled to start.\n          type: string",
        "          description: When the run was scheduled to start.\n»          type: [string, 'null']",
        "a date-time that is not simply a string",
    ),
    "composed request": (
        "      required: [displayName, startDateTime, status, statistics]\n",
        "      required: [displayName, startDateTime, status, statistics]\n»      unevaluatedProperties: false\n",
        "unevaluatedProperties in a request schema",
    ),
    "required but no property": (
        "required: [displayName, readinessStatus]",
        "»required: [displayName, readynessStatus]",
        '"readynessStatus" is listed in required but not in properties',
    ),
    "open request": (
        "      description: A process to add to a run.\n      type: object\n      additionalProperties: false\n",
        "      description: A process to add to a run.\n      type: object\n",
        "the request schema is open",
    ),
    "default of @odata.type": (
        "          enum: ['#microsoft.graph.identityGovernance.run']\n",
        "          enum: ['#microsoft.graph.identityGovernance.run']\n"
        "          default: '#microsoft.graph.identityGovernance.run'\n",
        "@odata.type differs from the form for requests",
    ),
    "body of a 204": (
        "          description: Added. The response has no body.\n",
        "          description: Added. The response has no body.\n»          content: {application/json: {}}\n",
        "a 204 response with content",
    ),
    "success as a $ref": (
        "        '204': # decision S1-1\n          description: Added. The response has no body.\n          headers:\n"
        "            request-id: {$ref: '#/components/headers/RequestId'}\n"
        "            client-request-id: {$ref: '#/components/headers/ClientRequestId'}\n",
        "        '204':\n»          $ref: '#/components/responses/NoContent'\n",
        "the 204 response is a $ref",
    ),
    "closed response": (
        "      description: The properties that all stored objects share.\n",
        "      description: The properties that all stored objects share.\n»      additionalProperties: false\n",
        "the response schema is closed",
    ),
    "closed enum in a response": (
        "              anyOf: [{$ref: '#/components/schemas/WorkflowExecutionType'}, {type: string}] # decision C4",
        "»              $ref: '#/components/schemas/WorkflowExecutionType'",
        "the response accepts no further enum members",
    ),
    "enum without a name": (
        "          description: The version tag of the process, for concurrency control.\n          type: string\n",
        "          description: The version tag of the process, for concurrency control.\n          type: string\n"
        '»          enum: [W/"JzEtdGVzdC1ldGFnJw=="]\n',
        "an enum without a name",
    ),
    "enum that cannot evolve": (
        "enum: [scheduled, onDemand, unknownFutureValue]",
        "»enum: [scheduled, onDemand]",
        "the enum has no member for future ones",
    ),
    "unused component": (
        "    RunStatistics: # decision B3\n",
        "»    Unused:\n      description: Nobody's.\n      type: string\n    RunStatistics: # decision B3\n",
        "Unused is not used",
    ),
    "no common error": (
        "        default: {$ref: '#/components/responses/Error'}\n",
        "",
        "errors are not documented",
    ),
    "error without the envelope": (
        "            $ref: '#/components/schemas/ODataError'\n          examples:\n            forbidden:\n",
        "            $ref: '#/components/schemas/Entity'\n          examples:\n            forbidden:\n",
        "the error response is not Graph's envelope",
    ),
}
# A component that the edit needs, by where it goes.
NO_CONTENT = "  responses: # decision X8\n", "    NoContent:\n      description: Added.\n"


def broken(tmp_path: Path, names: Iterable[str]) -> tuple[set[Problem], dict[str, int]]:
    """Break the rules in one copy of the spec; return its problems, and the lines that must be named."""
    text = SPEC.read_text("utf-8")
    for index, name in enumerate(names):
        old, new, _ = EDITS[name]
        assert old in text
        text = text.replace(old, new.replace("»", f"»{index}»"), 1)
        if "responses/NoContent" in new:
            text = text.replace(NO_CONTENT[0], "".join(NO_CONTENT), 1)
    lines = {name: text.count("\n", 0, text.find(f"»{index}»")) + 1 for index, name in enumerate(names)}
    path = tmp_path / "spec.yaml"
    path.write_text(re.sub("»[0-9]+»", "", text), "utf-8")
    source = read(path)
    marked = {name: line for name, line in lines.items() if "»" in EDITS[name][1]}
    return {problem for rule in document.RULES for problem in rule(source)}, marked


@pytest.fixture(scope="module")
def all_broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[Problem], dict[str, int]]:
    return broken(tmp_path_factory.mktemp("rules"), EDITS)


@pytest.mark.parametrize("name", EDITS)
def test_a_broken_rule_is_reported_at_its_line(all_broken: tuple[set[Problem], dict[str, int]], name: str) -> None:
    problems, lines = all_broken
    named = [problem.line for problem in problems if EDITS[name][2] in problem.what]
    assert named
    assert lines.get(name, named[0]) in named


def test_nothing_else_is_reported(all_broken: tuple[set[Problem], dict[str, int]]) -> None:
    problems, _ = all_broken
    assert len(problems) == len(EDITS)


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_a_rule_that_alone_is_broken_is_one_problem(tmp_path: Path, name: str) -> None:
    (problem,), lines = broken(tmp_path, [name])
    assert EDITS[name][2] in problem.what
    assert lines.get(name, problem.line) == problem.line
