# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""The clients: `GraphRuns` and `AsyncGraphRuns`, with one method for each operation, grouped by tag."""

from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, TypeAlias, Unpack

from . import __version__
from .credentials import AsyncCredential, AsyncTokenSource, Credential, TokenSource
from .models import (
    IncomingFlowRunCreate,
    OutgoingFlowRun,
    OutgoingFlowRunCreate,
    ProcessCreate,
    Run,
    RunCreate,
    WorkflowRun,
    WorkflowRunCreate,
)
from .retries import Retries
from .transport import AsyncTransport, Once, Transport
from .wire import CODINGS, Call, CallOptions, base_address, instance, nothing, path, scope, sendable_headers

if TYPE_CHECKING:
    import httpx2

Cloud: TypeAlias = Literal["global", "usGov", "usGovDod", "china"]
CLOUDS: dict[Cloud, str] = {
    "global": "https://graph.microsoft.com/beta",
    "usGov": "https://graph.microsoft.us/beta",
    "usGovDod": "https://dod-graph.microsoft.us/beta",
    "china": "https://microsoftgraph.chinacloudapi.cn/beta",
}
USER_AGENT = f"graph-runs/{__version__}"


class IndustryData:
    """Runs of the flows that carry industry data, and the processes that they are runs of."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def add_process(
        self, incoming_flow_id: str, run_id: str, body: ProcessCreate, **options: Unpack[CallOptions]
    ) -> None:
        """Add a process to a run.

        Adds a process to a run of an incoming flow. The draft posts the whole process to the `$ref` of the run's
        process, where OData would expect the address of an existing one.

        Args:
            incoming_flow_id: The id of an incoming flow.
            run_id: The id of a run of the incoming flow.
            body: The process to add.
            options: timeout, headers and on_response for this call, see CallOptions.

        Returns: None.
        Raises: GraphError for an error status; TransportError or DecodeError without a usable answer.
        Permissions: its documentation names none.
        Documentation: Draft page "Add process" (microsoft.graph); the link leads to the runs that the service offers
        today:
        https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/industryData/incomingFlows/{incomingFlowId}/runs/{runId}/process/$ref", incoming_flow_id, run_id),
            body=instance(ProcessCreate, body),
        )
        return self._transport.send(call, nothing, options)

    def add_run(self, body: RunCreate, **options: Unpack[CallOptions]) -> None:
        """Add a run to a process.

        Adds a run to the runs of a process. The draft gives a path that names neither the industry data root nor the
        process, and posts the whole run to `$ref`. To create a run of the process that belongs to a run of an
        incoming flow, see createProcessRun, which takes another body.

        Args:
            body: The run to add.
            options: timeout, headers and on_response for this call, see CallOptions.

        Returns: None.
        Raises: GraphError for an error status; TransportError or DecodeError without a usable answer.
        Permissions: its documentation names none.
        Documentation: Draft page "Add run" (microsoft.graph.industryData); the link leads to the runs that the
        service offers today:
        https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call("POST", path("/process/runs/$ref"), body=instance(RunCreate, body))
        return self._transport.send(call, nothing, options)

    def create_incoming_flow_run(
        self, incoming_flow_id: str, body: IncomingFlowRunCreate, **options: Unpack[CallOptions]
    ) -> Run:
        """Create a run of an incoming flow.

        Records a run of the incoming flow that the path names.

        Args:
            incoming_flow_id: The id of an incoming flow.
            body: The run to create.
            options: timeout, headers and on_response for this call, see CallOptions.

        Returns: The run as created.
        Raises: GraphError for an error status; TransportError or DecodeError without a usable answer.
        Permissions: its documentation names none.
        Documentation: Draft page "Create run" (microsoft.graph); the link leads to the runs that the service offers
        today:
        https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/industryData/incomingFlows/{incomingFlowId}/runs", incoming_flow_id),
            body=instance(IncomingFlowRunCreate, body),
        )
        return self._transport.send(call, Run.model_validate_json, options)

    def create_process_run(
        self, incoming_flow_id: str, run_id: str, body: IncomingFlowRunCreate, **options: Unpack[CallOptions]
    ) -> Run:
        """Create a run of a process.

        Records a run of the process that belongs to a run of an incoming flow. The draft gives this path as the
        second address of "Create run", with the same request and response. See also addRun.

        Args:
            incoming_flow_id: The id of an incoming flow.
            run_id: The id of a run of the incoming flow.
            body: The run to create.
            options: timeout, headers and on_response for this call, see CallOptions.

        Returns: The run as created.
        Raises: GraphError for an error status; TransportError or DecodeError without a usable answer.
        Permissions: its documentation names none.
        Documentation: Draft page "Create run" (microsoft.graph); the link leads to the runs that the service offers
        today:
        https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/industryData/incomingFlows/{incomingFlowId}/runs/{runId}/process/runs", incoming_flow_id, run_id),
            body=instance(IncomingFlowRunCreate, body),
        )
        return self._transport.send(call, Run.model_validate_json, options)

    def create_outgoing_flow_run(
        self, outgoing_flow_id: str, body: OutgoingFlowRunCreate, **options: Unpack[CallOptions]
    ) -> OutgoingFlowRun:
        """Create a run of an outgoing flow.

        Records a run of the outgoing flow that the path names. **The draft has no address for this operation: the
        path is inferred** by analogy with the runs of incoming flows.

        Args:
            outgoing_flow_id: The id of an outgoing flow.
            body: The run to create.
            options: timeout, headers and on_response for this call, see CallOptions.

        Returns: The run as created.
        Raises: GraphError for an error status; TransportError or DecodeError without a usable answer.
        Permissions: its documentation names none.
        Address: inferred; the documentation has none.
        Documentation: Draft page "Create outgoingFlowRun" (microsoft.graph.industryData); the link leads to the runs
        that the service offers today:
        https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/industryData/outgoingFlows/{outgoingFlowId}/runs", outgoing_flow_id),
            body=instance(OutgoingFlowRunCreate, body),
        )
        return self._transport.send(call, OutgoingFlowRun.model_validate_json, options)


class LifecycleWorkflows:
    """Runs of identity governance lifecycle workflows."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def create_workflow_run(self, body: WorkflowRunCreate, **options: Unpack[CallOptions]) -> WorkflowRun:
        """Create a run of a lifecycle workflow.

        Records a run of a lifecycle workflow with its times and counters. The draft gives a path that names neither
        the lifecycle workflows root nor the workflow.

        Args:
            body: The run to create.
            options: timeout, headers and on_response for this call, see CallOptions.

        Returns: The run as created.
        Raises: GraphError for an error status; TransportError or DecodeError without a usable answer.
        Permissions: LifecycleWorkflows.ReadWrite.All (delegated, work or school account);
        LifecycleWorkflows.ReadWrite.All (application).
        Documentation: Draft page "Create run" (microsoft.graph.identityGovernance); the link leads to the resource as
        published:
        https://learn.microsoft.com/graph/api/resources/identitygovernance-run?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/workflowBase/runs"),
            body=instance(WorkflowRunCreate, body),
            permissions="LifecycleWorkflows.ReadWrite.All (delegated, work or school account); LifecycleWorkflows.ReadWrite.All (application)",
        )
        return self._transport.send(call, WorkflowRun.model_validate_json, options)


class GraphRuns:
    """A client of one Microsoft Graph server, with a connection pool of its own.

    Use it as a context manager, or call `close`. The credential is a token, a function that returns one, or a
    credential of azure-identity. Only what was certainly not processed is sent again: see `Retries`.

    Raises ValueError if the address is not https (or http to this machine, through no proxy): the token goes there and
    nowhere else; and for headers that cannot be sent.
    """

    def __init__(
        self,
        credential: Credential,
        *,
        cloud: Cloud = "global",
        base_url: str | None = None,
        timeout: "httpx2.Timeout | float | None" = 60,
        retries: Retries | None = None,
        max_body_bytes: int = 50_000_000,
        headers: Mapping[str, str] | None = None,
        proxy: "httpx2.Proxy | str | None" = None,
        transport: "httpx2.BaseTransport | None" = None,
    ) -> None:
        if base_url is None and cloud not in CLOUDS:
            raise ValueError(f"no cloud {cloud!r}: it is one of {', '.join(CLOUDS)}")
        address = base_address(CLOUDS[cloud] if base_url is None else base_url)
        if proxy is not None and not address.startswith("https:"):
            raise ValueError("a proxy would read the token, which http does not hide: use https, or no proxy")
        if not isinstance(retries, Retries | None):
            raise TypeError(f"retries is {type(retries).__name__}, not Retries")
        own = sendable_headers(headers or {})

        def connect() -> "httpx2.Client":
            import httpx2

            sent = httpx2.Headers({"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": CODINGS})
            sent.update(own)
            # A proxy of the environment would read what goes to this machine in plain text.
            return httpx2.Client(
                timeout=timeout, headers=sent, proxy=proxy, transport=transport, trust_env=address.startswith("https:")
            )

        self._http = Once(connect)
        tokens = TokenSource(credential, scope(address))
        sender = Transport(self._http, address, tokens, retries or Retries(), max_body_bytes)
        self.industry_data = IndustryData(sender)
        self.lifecycle_workflows = LifecycleWorkflows(sender)

    def close(self) -> None:
        """Close the connections."""
        self._http.closed = True
        if self._http.made:
            self._http.made.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncIndustryData:
    """Runs of the flows that carry industry data, and the processes that they are runs of."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def add_process(
        self, incoming_flow_id: str, run_id: str, body: ProcessCreate, **options: Unpack[CallOptions]
    ) -> None:
        """Add a process to a run.

        Adds a process to a run of an incoming flow. The draft posts the whole process to the `$ref` of the run's
        process, where OData would expect the address of an existing one.

        Args:
            incoming_flow_id: The id of an incoming flow.
            run_id: The id of a run of the incoming flow.
            body: The process to add.
            options: timeout, headers and on_response for this call, see CallOptions.

        Returns: None.
        Raises: GraphError for an error status; TransportError or DecodeError without a usable answer.
        Permissions: its documentation names none.
        Documentation: Draft page "Add process" (microsoft.graph); the link leads to the runs that the service offers
        today:
        https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/industryData/incomingFlows/{incomingFlowId}/runs/{runId}/process/$ref", incoming_flow_id, run_id),
            body=instance(ProcessCreate, body),
        )
        return await self._transport.send(call, nothing, options)

    async def add_run(self, body: RunCreate, **options: Unpack[CallOptions]) -> None:
        """Add a run to a process.

        Adds a run to the runs of a process. The draft gives a path that names neither the industry data root nor the
        process, and posts the whole run to `$ref`. To create a run of the process that belongs to a run of an
        incoming flow, see createProcessRun, which takes another body.

        Args:
            body: The run to add.
            options: timeout, headers and on_response for this call, see CallOptions.

        Returns: None.
        Raises: GraphError for an error status; TransportError or DecodeError without a usable answer.
        Permissions: its documentation names none.
        Documentation: Draft page "Add run" (microsoft.graph.industryData); the link leads to the runs that the
        service offers today:
        https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call("POST", path("/process/runs/$ref"), body=instance(RunCreate, body))
        return await self._transport.send(call, nothing, options)

    async def create_incoming_flow_run(
        self, incoming_flow_id: str, body: IncomingFlowRunCreate, **options: Unpack[CallOptions]
    ) -> Run:
        """Create a run of an incoming flow.

        Records a run of the incoming flow that the path names.

        Args:
            incoming_flow_id: The id of an incoming flow.
            body: The run to create.
            options: timeout, headers and on_response for this call, see CallOptions.

        Returns: The run as created.
        Raises: GraphError for an error status; TransportError or DecodeError without a usable answer.
        Permissions: its documentation names none.
        Documentation: Draft page "Create run" (microsoft.graph); the link leads to the runs that the service offers
        today:
        https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/industryData/incomingFlows/{incomingFlowId}/runs", incoming_flow_id),
            body=instance(IncomingFlowRunCreate, body),
        )
        return await self._transport.send(call, Run.model_validate_json, options)

    async def create_process_run(
        self, incoming_flow_id: str, run_id: str, body: IncomingFlowRunCreate, **options: Unpack[CallOptions]
    ) -> Run:
        """Create a run of a process.

        Records a run of the process that belongs to a run of an incoming flow. The draft gives this path as the
        second address of "Create run", with the same request and response. See also addRun.

        Args:
            incoming_flow_id: The id of an incoming flow.
            run_id: The id of a run of the incoming flow.
            body: The run to create.
            options: timeout, headers and on_response for this call, see CallOptions.

        Returns: The run as created.
        Raises: GraphError for an error status; TransportError or DecodeError without a usable answer.
        Permissions: its documentation names none.
        Documentation: Draft page "Create run" (microsoft.graph); the link leads to the runs that the service offers
        today:
        https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/industryData/incomingFlows/{incomingFlowId}/runs/{runId}/process/runs", incoming_flow_id, run_id),
            body=instance(IncomingFlowRunCreate, body),
        )
        return await self._transport.send(call, Run.model_validate_json, options)

    async def create_outgoing_flow_run(
        self, outgoing_flow_id: str, body: OutgoingFlowRunCreate, **options: Unpack[CallOptions]
    ) -> OutgoingFlowRun:
        """Create a run of an outgoing flow.

        Records a run of the outgoing flow that the path names. **The draft has no address for this operation: the
        path is inferred** by analogy with the runs of incoming flows.

        Args:
            outgoing_flow_id: The id of an outgoing flow.
            body: The run to create.
            options: timeout, headers and on_response for this call, see CallOptions.

        Returns: The run as created.
        Raises: GraphError for an error status; TransportError or DecodeError without a usable answer.
        Permissions: its documentation names none.
        Address: inferred; the documentation has none.
        Documentation: Draft page "Create outgoingFlowRun" (microsoft.graph.industryData); the link leads to the runs
        that the service offers today:
        https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/industryData/outgoingFlows/{outgoingFlowId}/runs", outgoing_flow_id),
            body=instance(OutgoingFlowRunCreate, body),
        )
        return await self._transport.send(call, OutgoingFlowRun.model_validate_json, options)


class AsyncLifecycleWorkflows:
    """Runs of identity governance lifecycle workflows."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def create_workflow_run(self, body: WorkflowRunCreate, **options: Unpack[CallOptions]) -> WorkflowRun:
        """Create a run of a lifecycle workflow.

        Records a run of a lifecycle workflow with its times and counters. The draft gives a path that names neither
        the lifecycle workflows root nor the workflow.

        Args:
            body: The run to create.
            options: timeout, headers and on_response for this call, see CallOptions.

        Returns: The run as created.
        Raises: GraphError for an error status; TransportError or DecodeError without a usable answer.
        Permissions: LifecycleWorkflows.ReadWrite.All (delegated, work or school account);
        LifecycleWorkflows.ReadWrite.All (application).
        Documentation: Draft page "Create run" (microsoft.graph.identityGovernance); the link leads to the resource as
        published:
        https://learn.microsoft.com/graph/api/resources/identitygovernance-run?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/workflowBase/runs"),
            body=instance(WorkflowRunCreate, body),
            permissions="LifecycleWorkflows.ReadWrite.All (delegated, work or school account); LifecycleWorkflows.ReadWrite.All (application)",
        )
        return await self._transport.send(call, WorkflowRun.model_validate_json, options)


class AsyncGraphRuns:
    """A client of one Microsoft Graph server, with a connection pool of its own.

    Use it as an async context manager, or call `aclose`. The credential is a token, a function that returns one, or a
    credential of azure-identity. Only what was certainly not processed is sent again: see `Retries`.

    Raises ValueError if the address is not https (or http to this machine, through no proxy): the token goes there and
    nowhere else; and for headers that cannot be sent.
    """

    def __init__(
        self,
        credential: AsyncCredential,
        *,
        cloud: Cloud = "global",
        base_url: str | None = None,
        timeout: "httpx2.Timeout | float | None" = 60,
        retries: Retries | None = None,
        max_body_bytes: int = 50_000_000,
        headers: Mapping[str, str] | None = None,
        proxy: "httpx2.Proxy | str | None" = None,
        transport: "httpx2.AsyncBaseTransport | None" = None,
    ) -> None:
        if base_url is None and cloud not in CLOUDS:
            raise ValueError(f"no cloud {cloud!r}: it is one of {', '.join(CLOUDS)}")
        address = base_address(CLOUDS[cloud] if base_url is None else base_url)
        if proxy is not None and not address.startswith("https:"):
            raise ValueError("a proxy would read the token, which http does not hide: use https, or no proxy")
        if not isinstance(retries, Retries | None):
            raise TypeError(f"retries is {type(retries).__name__}, not Retries")
        own = sendable_headers(headers or {})

        def connect() -> "httpx2.AsyncClient":
            import httpx2

            sent = httpx2.Headers({"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": CODINGS})
            sent.update(own)
            # A proxy of the environment would read what goes to this machine in plain text.
            return httpx2.AsyncClient(
                timeout=timeout, headers=sent, proxy=proxy, transport=transport, trust_env=address.startswith("https:")
            )

        self._http = Once(connect)
        tokens = AsyncTokenSource(credential, scope(address))
        sender = AsyncTransport(self._http, address, tokens, retries or Retries(), max_body_bytes)
        self.industry_data = AsyncIndustryData(sender)
        self.lifecycle_workflows = AsyncLifecycleWorkflows(sender)

    async def aclose(self) -> None:
        """Close the connections."""
        self._http.closed = True
        if self._http.made:
            await self._http.made.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()
