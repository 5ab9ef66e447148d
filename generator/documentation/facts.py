"""The facts that a page states, as types; `line` is where in the file that they were read from."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something stated at a line, which is not part of what is stated."""

    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class Row(Fact):
    """A property, parameter or relationship: a row of a table."""

    name: str
    type: str
    collection: bool = False
    page: str | None = None
    """The page that the type links to."""
    mark: str | None = None
    """`required` or `optional`, where the description says so."""
    nullable: bool | None = None
    members: tuple[str, ...] = ()
    members_on_request: tuple[str, ...] = ()
    """The members that are sent only to requests with a Prefer header."""
    inherited: str | None = None
    todo: bool = False
    description: str | None = None
    """The hash of what the description says beyond all this."""


@dataclass(frozen=True, kw_only=True)
class Permission(Fact):
    """The permissions for one way to sign in, in the order of the page: [] is "not supported", None is not known."""

    names: tuple[str, ...] | None
    higher: tuple[str, ...] = ()
    """Those of the second column, where there are two."""
    todo: bool = False
    wording: str | None = None
    """The hash of a remark in parentheses."""

    @property
    def all(self) -> tuple[str, ...] | None:
        """The permissions of both columns."""
        return None if self.names is None else (*self.names, *self.higher)


@dataclass(frozen=True, kw_only=True)
class Permissions(Fact):
    """The permission table of a page or of the file that it includes."""

    order: str
    """How the table orders names: `least to most`, `most to least`, `least, higher` (two columns) or `unknown`."""
    include: str | None = None
    delegated_work: Permission
    delegated_personal: Permission
    application: Permission


@dataclass(frozen=True, kw_only=True)
class Request(Fact):
    """A line under "HTTP request"."""

    method: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Header(Fact):
    """A request or response header."""

    name: str
    value: str | None = None
    mark: str | None = None
    description: str | None = None


@dataclass(frozen=True, kw_only=True)
class Query(Fact):
    """The OData query options of a page."""

    options: tuple[str, ...] = ()
    unnamed: bool = False
    """Whether the page says that there are some without naming them."""
    expand: tuple[str, ...] = ()
    """The relationships that can be expanded, where the page names them."""
    wording: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Body(Fact):
    """The request body: nothing, an object of a type, or the parameters of an action."""

    content: str
    """`none`, `object`, `parameters` or `unknown`."""
    type: str | None = None
    page: str | None = None
    lead: str | None = None
    """Whether the sentence before the table calls all its rows `required` or `available`."""
    rows: tuple[Row, ...] = ()
    wording: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Response(Fact):
    """What a sentence about success says."""

    status: str
    reason: str | None = None
    type: str | None = None
    page: str | None = None
    collection: bool = False
    wording: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Message(Fact):
    """A request or response that an example shows: its first line, headers and payload."""

    start: str
    name: str | None = None
    type: str | None = None
    """The `@odata.type` of the comment before it."""
    truncated: bool = False
    comment: bool = True
    headers: tuple[Header, ...] = ()
    mended: tuple[str, ...] = ()
    """What was done to the payload so that it could be read."""
    more: str | None = None
    """The hash of what else the comment says."""
    payload: Any = None


@dataclass(frozen=True, kw_only=True)
class Example(Fact):
    """An example of a request and its response."""

    title: str | None = None
    request: Message | None = None
    response: Message | None = None
    wording: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Page(Fact):
    """What every page has."""

    title: str
    heading: str | None = None
    """The heading, where it differs from the title."""
    namespace: str | None = None
    description: str | None = None
    lead: tuple[str, ...] = ()
    todo: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ApiPage(Page):
    """The page of a method."""

    clouds: tuple[str, ...] = ()
    permissions: Permissions | None = None
    permissions_of_its_name: Permissions | None = None
    """Those of the file with the page's name, where the page has a table instead of including it."""
    permissions_wording: tuple[str, ...] = ()
    """The hashes of the notes on them."""
    roles: tuple[str, ...] = ()
    roles_include: str | None = None
    roles_wording: str | None = None
    requests: tuple[Request, ...] = ()
    path_parameters: tuple[Row, ...] = ()
    function_parameters: tuple[Row, ...] = ()
    query: Query | None = None
    headers: tuple[Header, ...] = ()
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Method(Fact):
    """A row of the methods of a resource page."""

    name: str
    page: str | None = None
    type: str | None = None
    collection: bool = False
    description: str | None = None


@dataclass(frozen=True, kw_only=True)
class ResourcePage(Page):
    """The page of a type."""

    base: str | None = None
    base_of: tuple[str, ...] = ()
    methods: tuple[Method, ...] = ()
    properties: tuple[Row, ...] = ()
    relationships: tuple[Row, ...] = ()
    type: str | None = None
    base_type: str | None = None
    key: str | None = None
    open: bool | None = None
    abstract: bool | None = None
    mended: tuple[str, ...] = ()
    payload: Any = None
    wording: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Enum(Fact):
    """An enum and its members in order."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EnumPage(Page):
    """The page of a namespace's enums."""

    enums: tuple[Enum, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FactsFile(Fact):
    """The facts of a page, where the page comes from, and what in the spec it describes."""

    page: str
    source: str | None
    commit: str | None
    operations: tuple[str | None, ...] = ()
    """The operationId for each request line, None where the spec leaves the request out."""
    schemas: tuple[str, ...] = ()
    """The schemas that a resource or enum page describes."""
    facts: ApiPage | ResourcePage | EnumPage
