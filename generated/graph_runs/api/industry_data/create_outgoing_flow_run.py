# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.o_data_error import ODataError
from ...models.outgoing_flow_run import OutgoingFlowRun
from ...models.outgoing_flow_run_create import OutgoingFlowRunCreate
from ...types import Response


def _get_kwargs(
    outgoing_flow_id: str,
    *,
    body: OutgoingFlowRunCreate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/industryData/outgoingFlows/{outgoing_flow_id}/runs".format(
            outgoing_flow_id=quote(str(outgoing_flow_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ODataError | OutgoingFlowRun | None:
    if response.status_code == 201:
        response_201 = OutgoingFlowRun.from_dict(response.json())

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


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ODataError | OutgoingFlowRun]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    outgoing_flow_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: OutgoingFlowRunCreate,
) -> Response[ODataError | OutgoingFlowRun]:
    """Create a run of an outgoing flow

     Records a run of the outgoing flow that the path names. **The draft has no address for this
    operation: the path is inferred** by analogy with the runs of incoming flows.

    Args:
        outgoing_flow_id (str):
        body (OutgoingFlowRunCreate): A run of an outgoing flow to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ODataError | OutgoingFlowRun]
    """

    kwargs = _get_kwargs(
        outgoing_flow_id=outgoing_flow_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    outgoing_flow_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: OutgoingFlowRunCreate,
) -> ODataError | OutgoingFlowRun | None:
    """Create a run of an outgoing flow

     Records a run of the outgoing flow that the path names. **The draft has no address for this
    operation: the path is inferred** by analogy with the runs of incoming flows.

    Args:
        outgoing_flow_id (str):
        body (OutgoingFlowRunCreate): A run of an outgoing flow to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ODataError | OutgoingFlowRun
    """

    return sync_detailed(
        outgoing_flow_id=outgoing_flow_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    outgoing_flow_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: OutgoingFlowRunCreate,
) -> Response[ODataError | OutgoingFlowRun]:
    """Create a run of an outgoing flow

     Records a run of the outgoing flow that the path names. **The draft has no address for this
    operation: the path is inferred** by analogy with the runs of incoming flows.

    Args:
        outgoing_flow_id (str):
        body (OutgoingFlowRunCreate): A run of an outgoing flow to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ODataError | OutgoingFlowRun]
    """

    kwargs = _get_kwargs(
        outgoing_flow_id=outgoing_flow_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    outgoing_flow_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: OutgoingFlowRunCreate,
) -> ODataError | OutgoingFlowRun | None:
    """Create a run of an outgoing flow

     Records a run of the outgoing flow that the path names. **The draft has no address for this
    operation: the path is inferred** by analogy with the runs of incoming flows.

    Args:
        outgoing_flow_id (str):
        body (OutgoingFlowRunCreate): A run of an outgoing flow to create.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ODataError | OutgoingFlowRun
    """

    return (
        await asyncio_detailed(
            outgoing_flow_id=outgoing_flow_id,
            client=client,
            body=body,
        )
    ).parsed
