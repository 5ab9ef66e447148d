# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.incoming_flow_run_create import IncomingFlowRunCreate
from ...models.o_data_error import ODataError
from ...models.run import Run
from ...types import Response


def _get_kwargs(
    incoming_flow_id: str,
    run_id: str,
    *,
    body: IncomingFlowRunCreate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/industryData/incomingFlows/{incoming_flow_id}/runs/{run_id}/process/runs".format(
            incoming_flow_id=quote(str(incoming_flow_id), safe=""),
            run_id=quote(str(run_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> ODataError | Run | None:
    if response.status_code == 201:
        response_201 = Run.from_dict(response.json())

        return response_201

    if response.status_code == 429:
        response_429 = ODataError.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = ODataError.from_dict(response.json())

        return response_503

    if 400 <= response.status_code <= 499:
        response_4xx = ODataError.from_dict(response.json())

        return response_4xx

    if 500 <= response.status_code <= 599:
        response_5xx = ODataError.from_dict(response.json())

        return response_5xx

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[ODataError | Run]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    incoming_flow_id: str,
    run_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: IncomingFlowRunCreate,
) -> Response[ODataError | Run]:
    """Create a run of a process

     Records a run of the process that belongs to a run of an incoming flow. The draft gives this path as
    the second address of "Create run", with the same request and response. See also addRun.

    Args:
        incoming_flow_id (str):
        run_id (str):
        body (IncomingFlowRunCreate): A run to create, of an incoming flow or of the process of
            such a run.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ODataError | Run]
    """

    kwargs = _get_kwargs(
        incoming_flow_id=incoming_flow_id,
        run_id=run_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    incoming_flow_id: str,
    run_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: IncomingFlowRunCreate,
) -> ODataError | Run | None:
    """Create a run of a process

     Records a run of the process that belongs to a run of an incoming flow. The draft gives this path as
    the second address of "Create run", with the same request and response. See also addRun.

    Args:
        incoming_flow_id (str):
        run_id (str):
        body (IncomingFlowRunCreate): A run to create, of an incoming flow or of the process of
            such a run.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ODataError | Run
    """

    return sync_detailed(
        incoming_flow_id=incoming_flow_id,
        run_id=run_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    incoming_flow_id: str,
    run_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: IncomingFlowRunCreate,
) -> Response[ODataError | Run]:
    """Create a run of a process

     Records a run of the process that belongs to a run of an incoming flow. The draft gives this path as
    the second address of "Create run", with the same request and response. See also addRun.

    Args:
        incoming_flow_id (str):
        run_id (str):
        body (IncomingFlowRunCreate): A run to create, of an incoming flow or of the process of
            such a run.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ODataError | Run]
    """

    kwargs = _get_kwargs(
        incoming_flow_id=incoming_flow_id,
        run_id=run_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    incoming_flow_id: str,
    run_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: IncomingFlowRunCreate,
) -> ODataError | Run | None:
    """Create a run of a process

     Records a run of the process that belongs to a run of an incoming flow. The draft gives this path as
    the second address of "Create run", with the same request and response. See also addRun.

    Args:
        incoming_flow_id (str):
        run_id (str):
        body (IncomingFlowRunCreate): A run to create, of an incoming flow or of the process of
            such a run.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ODataError | Run
    """

    return (
        await asyncio_detailed(
            incoming_flow_id=incoming_flow_id,
            run_id=run_id,
            client=client,
            body=body,
        )
    ).parsed
