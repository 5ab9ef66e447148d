# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""The operations tagged industryData, to be awaited."""

from typing import Annotated, Unpack

from pydantic import Field

from ..groups import Check
from ..models import (
    IncomingFlowRunCreate,
    IndustryDataRun,
    IndustryDataRunStatistics,
    OutgoingFlowRun,
    OutgoingFlowRunCreate,
    ProcessCreate,
    Run,
    RunCreate,
)
from ..paging import AsyncPaged, PageOf
from ..replies import decode_none
from ..requests import Call, CallOptions, require_type
from ..transport import AsyncTransport
from ..urls import path

_TOP = Check("top", Annotated[int, Field(ge=1)])
_industry_data_run_page: PageOf[IndustryDataRun] = PageOf(IndustryDataRun)


class AsyncIndustryData:
    """Runs of industry data. The live operations list, read and start runs of the whole service; the drafts create
    runs of single flows, and their processes.

    All methods take `timeout`, `deadline`, `retries`, `headers` and `on_response` for the one call: see CallOptions.

    Raises:
        TypeError, ValueError: An argument has the wrong type or cannot be sent.
        CredentialError: The credential gave no valid token; nothing was sent.
        TransportError: No response arrived.
        ResponseTooLargeError: The body of the response exceeds `max_body_bytes`.
        DecodeError: The service reported success, but the body is not as documented.
        GraphError: The service answered with an error status.

    Arguments that mean the same in all methods that have them:
        industry_data_run_id: The id of an industry data run.
        incoming_flow_id: The id of an incoming flow.
        run_id: The id of a run of the incoming flow.

    Methods that return a Paged send nothing until its items are iterated: see Paged.

    Headers of the response, see on_response: request-id, client-request-id.
    """

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def list_industry_data_runs(
        self, *, top: int | None = None, **options: Unpack[CallOptions]
    ) -> AsyncPaged[IndustryDataRun]:
        """List the runs of industry data.

        Returns the runs that the service has made, scheduled ones and those that were started on demand, page after
        page.

        Args:
            top: How many items a page has at most.

        Permissions: IndustryData-Run.Read.All (delegated work or school account, application).
        Clouds: global only.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/industrydata-industrydatarun-list?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path("/external/industryData/runs"),
            query={
                "$top": _TOP(top),
            },
            permissions="IndustryData-Run.Read.All (delegated work or school account, application)",
        )
        return AsyncPaged(self._transport, call, _industry_data_run_page, options)

    async def get_industry_data_run(self, industry_data_run_id: str, **options: Unpack[CallOptions]) -> IndustryDataRun:
        """Get a run of industry data.

        Returns a run, so that a caller can follow its status.

        Returns:
            The run.

        Permissions: IndustryData-Run.Read.All (delegated work or school account, application).
        Clouds: global only.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/industrydata-industrydatarun-get?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path("/external/industryData/runs/{industryDataRunId}", industry_data_run_id),
            permissions="IndustryData-Run.Read.All (delegated work or school account, application)",
        )
        return await self._transport.send(call, IndustryDataRun.model_validate_json, options)

    async def get_industry_data_run_statistics(
        self, industry_data_run_id: str, **options: Unpack[CallOptions]
    ) -> IndustryDataRunStatistics:
        """Get the statistics of a run of industry data.

        Counts what a run read from the sources, in total and by flow.

        Returns:
            The statistics.

        Permissions: one of IndustryData-Run.Read.All, IndustryData-Run.Start (delegated work or school account,
        application).
        Clouds: global only.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/industrydata-industrydatarun-getstatistics?view=graph-rest-beta
        """
        call = Call(
            "GET",
            path("/external/industryData/runs/{industryDataRunId}/getStatistics", industry_data_run_id),
            permissions="one of IndustryData-Run.Read.All, IndustryData-Run.Start (delegated work or school account, application)",
        )
        return await self._transport.send(call, IndustryDataRunStatistics.model_validate_json, options)

    async def start_industry_data_run(self, **options: Unpack[CallOptions]) -> None:
        """Start a run of industry data.

        Starts a run now instead of waiting for the next scheduled one; the service schedules one every 12 hours. At
        most five successful runs can be started in 12 hours. A scheduled run that would begin within the next 10
        hours is skipped. The response does not name the run: list the runs to find it.

        Permissions: IndustryData-Run.Start (delegated work or school account, application).
        Clouds: global only.
        Availability: live. Documentation: https://learn.microsoft.com/graph/api/industrydata-industrydatarun-start?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/external/industryData/runs/start"),
            permissions="IndustryData-Run.Start (delegated work or school account, application)",
        )
        return await self._transport.send(call, decode_none, options)

    async def add_process(
        self, incoming_flow_id: str, run_id: str, body: ProcessCreate, **options: Unpack[CallOptions]
    ) -> None:
        """Add a process to a run.

        Adds a process to a run of an incoming flow. The draft posts the whole process to the $ref of the run's
        process, where OData would expect the address of an existing one.

        Args:
            body: The process to add.

        Permissions: not documented.
        Availability: draft; the service is not known to offer it. Documentation: https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/industryData/incomingFlows/{incomingFlowId}/runs/{runId}/process/$ref", incoming_flow_id, run_id),
            body=require_type(ProcessCreate, body),
        )
        return await self._transport.send(call, decode_none, options)

    async def add_run(self, body: RunCreate, **options: Unpack[CallOptions]) -> None:
        """Add a run to a process.

        Adds a run to the runs of a process. The draft gives a path that names neither the industry data root nor the
        process, and posts the whole run to $ref. To create a run of the process that belongs to a run of an incoming
        flow, see create_process_run, which takes another body.

        Args:
            body: The run to add.

        Permissions: not documented.
        Availability: draft; the service is not known to offer it. Documentation: https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call("POST", path("/process/runs/$ref"), body=require_type(RunCreate, body))
        return await self._transport.send(call, decode_none, options)

    async def create_incoming_flow_run(
        self, incoming_flow_id: str, body: IncomingFlowRunCreate, **options: Unpack[CallOptions]
    ) -> Run:
        """Create a run of an incoming flow.

        Records a run of the incoming flow that the path names.

        Args:
            body: The run to create.

        Returns:
            The run as created.

        Permissions: not documented.
        Availability: draft; the service is not known to offer it. Documentation: https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/industryData/incomingFlows/{incomingFlowId}/runs", incoming_flow_id),
            body=require_type(IncomingFlowRunCreate, body),
        )
        return await self._transport.send(call, Run.model_validate_json, options)

    async def create_process_run(
        self, incoming_flow_id: str, run_id: str, body: IncomingFlowRunCreate, **options: Unpack[CallOptions]
    ) -> Run:
        """Create a run of a process.

        Records a run of the process that belongs to a run of an incoming flow. The draft gives this path as the
        second address of "Create run", with the same request and response. See also add_run.

        Args:
            body: The run to create.

        Returns:
            The run as created.

        Permissions: not documented.
        Availability: draft; the service is not known to offer it. Documentation: https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/industryData/incomingFlows/{incomingFlowId}/runs/{runId}/process/runs", incoming_flow_id, run_id),
            body=require_type(IncomingFlowRunCreate, body),
        )
        return await self._transport.send(call, Run.model_validate_json, options)

    async def create_outgoing_flow_run(
        self, outgoing_flow_id: str, body: OutgoingFlowRunCreate, **options: Unpack[CallOptions]
    ) -> OutgoingFlowRun:
        """Create a run of an outgoing flow.

        Records a run of the outgoing flow that the path names. The draft has no address for this operation: the path
        is inferred by analogy with the runs of incoming flows.

        Args:
            outgoing_flow_id: The id of an outgoing flow.
            body: The run to create.

        Returns:
            The run as created.

        Permissions: not documented.
        Address: inferred; the documentation has none.
        Availability: draft; the service is not known to offer it. Documentation: https://learn.microsoft.com/graph/api/resources/industrydata-industrydatarun?view=graph-rest-beta
        """
        call = Call(
            "POST",
            path("/industryData/outgoingFlows/{outgoingFlowId}/runs", outgoing_flow_id),
            body=require_type(OutgoingFlowRunCreate, body),
        )
        return await self._transport.send(call, OutgoingFlowRun.model_validate_json, options)
