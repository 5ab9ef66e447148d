"""Lists: pages are fetched while they are iterated, sync and async, with one page in memory at a time."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import Field

from .base import OpenModel
from .errors import NextLinkError
from .requests import Call, CallOptions
from .urls import resolve

if TYPE_CHECKING:
    from .transport import AsyncTransport, Transport

Item = TypeVar("Item")


class Page(OpenModel, Generic[Item]):
    """A page of a list as it arrived. Members of it that are not listed here are in `model_extra`."""

    value: list[Item]
    """The items; a page may have none and still have a next link."""
    count: Annotated[int | None, Field(alias="@odata.count")] = None
    """How many items the whole list has, where the service sends it: on the first page, on each, or not at all."""
    next_link: Annotated[str | None, Field(alias="@odata.nextLink")] = None
    """Where the list goes on, or None on the last page. See `resume`."""


class PageOf(Generic[Item]):
    """Decodes pages of one kind of items; what it needs for that is made when the first page arrives."""

    def __init__(self, item: Any) -> None:
        self._item = item
        self._model: type[Page[Item]] | None = None

    def __call__(self, content: bytes) -> Page[Item]:
        """Return the page. Raises pydantic.ValidationError."""
        if self._model is None:
            self._model = Page[self._item]  # type: ignore[name-defined]
        return self._model.model_validate_json(content)


class Paged(Generic[Item]):
    """The items of a list. Nothing is sent before it is iterated, and each iteration starts anew.

    Iterating yields the items of all pages; a page is fetched when the items of the one before are used up, with the
    headers and options of the call, and retried like any GET.

    Raises, while it is iterated:
        NextLinkError: A next link leads to another server, repeats, or is not an absolute URL.
        GraphRunsError: As for any call. A page without `value` is a DecodeError.
    """

    def __init__(self, transport: "Transport", call: Call, decode: PageOf[Item], options: CallOptions) -> None:
        call.request(transport.base_url, options)  # raises for what could not be sent
        self._transport = transport
        self._call = call
        self._decode = decode
        self._options = options

    def __iter__(self) -> Iterator[Item]:
        """Yield the items of all pages."""
        for page in self.pages():
            items = page.value
            del page  # its memory is needed for the next one
            yield from items
            del items

    def pages(self) -> Iterator[Page[Item]]:
        """Yield the pages, each with `value`, `count` and `next_link`."""
        trail = _Trail(self._call, self._transport.base_url)
        while trail.call:
            page = self._transport.send(trail.call, self._decode, self._options)
            link = page.next_link
            yield page
            del page
            trail.follow(link)

    def first_page(self) -> Page[Item]:
        """Fetch the first page only."""
        return self._transport.send(self._call, self._decode, self._options)

    def resume(self, next_link: str) -> "Paged[Item]":
        """Return the rest of the list: what the `next_link` of an earlier page leads to.

        Raises:
            ValueError: The link is not an absolute URL of the client's server.
        """
        call = _linked(self._call, self._transport.base_url, next_link)
        return Paged(self._transport, call, self._decode, self._options)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self._call.method} {self._call.path}, sent when iterated>"


class AsyncPaged(Generic[Item]):
    """The items of a list, for `async for`. Nothing is sent before it is iterated, and each iteration starts anew.

    Iterating yields the items of all pages; a page is fetched when the items of the one before are used up, with the
    headers and options of the call, and retried like any GET.

    Raises, while it is iterated:
        NextLinkError: A next link leads to another server, repeats, or is not an absolute URL.
        GraphRunsError: As for any call. A page without `value` is a DecodeError.
    """

    def __init__(self, transport: "AsyncTransport", call: Call, decode: PageOf[Item], options: CallOptions) -> None:
        call.request(transport.base_url, options)
        self._transport = transport
        self._call = call
        self._decode = decode
        self._options = options

    async def __aiter__(self) -> AsyncIterator[Item]:
        """Yield the items of all pages."""
        async for page in self.pages():
            items = page.value
            del page
            for item in items:
                yield item
            del items

    async def pages(self) -> AsyncIterator[Page[Item]]:
        """Yield the pages, each with `value`, `count` and `next_link`."""
        trail = _Trail(self._call, self._transport.base_url)
        while trail.call:
            page = await self._transport.send(trail.call, self._decode, self._options)
            link = page.next_link
            yield page
            del page
            trail.follow(link)

    async def first_page(self) -> Page[Item]:
        """Fetch the first page only."""
        return await self._transport.send(self._call, self._decode, self._options)

    def resume(self, next_link: str) -> "AsyncPaged[Item]":
        """Return the rest of the list: what the `next_link` of an earlier page leads to.

        Raises:
            ValueError: The link is not an absolute URL of the client's server.
        """
        call = _linked(self._call, self._transport.base_url, next_link)
        return AsyncPaged(self._transport, call, self._decode, self._options)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self._call.method} {self._call.path}, sent when iterated>"


class _Trail:
    """The calls of one iteration: the next one, and the addresses of those before, which none may repeat."""

    def __init__(self, call: Call, base_url: str) -> None:
        self.call: Call | None = call
        self._base_url = base_url
        self._seen = {hash(_address(resolve(base_url, call.path), call))}

    def follow(self, link: str | None) -> None:
        """Set the call of the next page, or none after the last. Raises NextLinkError."""
        call, self.call = self.call, None
        if link is None or call is None:
            return
        try:
            following = _linked(call, self._base_url, link)
        except ValueError as error:
            raise NextLinkError(f"the next link cannot be followed: {error}", link) from None
        address = hash(_address(link, following))  # an integer each, because a list may have very many pages
        if address in self._seen:
            raise NextLinkError("the next link leads to a page that was fetched before", link)
        self._seen.add(address)
        self.call = following


def _linked(call: Call, base_url: str, link: str) -> Call:
    """Return the call of the page that the link leads to: the link as it is, and the headers of the first call."""
    if not isinstance(link, str) or not re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", link):
        raise ValueError(f"{link!r} is not an absolute URL")
    return replace(call, method="GET", path=resolve(base_url, link), body=None, query={})


def _address(url: str, call: Call) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return path and query, however they are spelt."""
    parts = urlsplit(url)
    query = [*parse_qsl(parts.query, keep_blank_values=True), *call.parameters]
    return unquote(parts.path), tuple(query)
