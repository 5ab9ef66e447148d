# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

from http import HTTPStatus
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.o_data_error import ODataError
from ...models.run_create import RunCreate
from ...types import Response


def _get_kwargs(
    *,
    body: RunCreate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/process/runs/$ref",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | ODataError | None:
    if response.status_code == 204:
        response_204 = cast(Any, None)
        return response_204

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | ODataError]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: RunCreate,
) -> Response[Any | ODataError]:
    """Add a run to a process

     Adds a run to the runs of a process. The draft gives a path that names neither the industry data
    root nor the process, and posts the whole run to `$ref`. To create a run of the process that belongs
    to a run of an incoming flow, see createProcessRun, which takes another body.

    Args:
        body (RunCreate): A run to add to the runs of a process.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ODataError]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: RunCreate,
) -> Any | ODataError | None:
    """Add a run to a process

     Adds a run to the runs of a process. The draft gives a path that names neither the industry data
    root nor the process, and posts the whole run to `$ref`. To create a run of the process that belongs
    to a run of an incoming flow, see createProcessRun, which takes another body.

    Args:
        body (RunCreate): A run to add to the runs of a process.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ODataError
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: RunCreate,
) -> Response[Any | ODataError]:
    """Add a run to a process

     Adds a run to the runs of a process. The draft gives a path that names neither the industry data
    root nor the process, and posts the whole run to `$ref`. To create a run of the process that belongs
    to a run of an incoming flow, see createProcessRun, which takes another body.

    Args:
        body (RunCreate): A run to add to the runs of a process.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ODataError]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: RunCreate,
) -> Any | ODataError | None:
    """Add a run to a process

     Adds a run to the runs of a process. The draft gives a path that names neither the industry data
    root nor the process, and posts the whole run to `$ref`. To create a run of the process that belongs
    to a run of an incoming flow, see createProcessRun, which takes another body.

    Args:
        body (RunCreate): A run to add to the runs of a process.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ODataError
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
