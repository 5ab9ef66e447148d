# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""The operations tagged lifecycleWorkflows."""

from typing import Unpack

from .models import WorkflowRun, WorkflowRunCreate
from .requests import Call, CallOptions, require_type
from .transport import Transport
from .urls import path


class LifecycleWorkflows:
    """Runs of identity governance lifecycle workflows.

    All methods take `timeout`, `deadline`, `retries`, `headers` and `on_response` for the one call: see CallOptions.

    Raises:
        TypeError, ValueError: An argument has the wrong type or cannot be sent.
        CredentialError: The credential gave no valid token; nothing was sent.
        TransportError: No response arrived.
        ResponseTooLargeError: The body of the response exceeds `max_body_bytes`.
        DecodeError: The service reported success, but the body is not as documented.
        GraphError: The service answered with an error status.

    Headers of the response, see on_response: request-id, client-request-id.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def create_workflow_run(self, body: WorkflowRunCreate, **options: Unpack[CallOptions]) -> WorkflowRun:
        """Create a run of a lifecycle workflow.

        Records a run of a lifecycle workflow with its times and counters. The draft gives a path that names neither
        the lifecycle workflows root nor the workflow.

        Args:
            body: The run to create.

        Returns:
            The run as created.

        Permissions: LifecycleWorkflows.ReadWrite.All (delegated, work or school account);
        LifecycleWorkflows.ReadWrite.All (application).
        Availability: draft; the service is not known to offer it.
        Documentation: https://learn.microsoft.com/graph/api/resources/identitygovernance-run?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/workflowBase/runs"),
            body=require_type(WorkflowRunCreate, body),
            permissions="LifecycleWorkflows.ReadWrite.All (delegated, work or school account); LifecycleWorkflows.ReadWrite.All (application)",
        )
        return self._transport.send(call, WorkflowRun.model_validate_json, options)
