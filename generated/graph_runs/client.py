# Do not edit: emitted from spec/openapi.yaml by `python -m generator generate`.

"""The clients: `GraphRuns` and `AsyncGraphRuns`, whose attributes hold the operations of each tag."""

from typing import Literal, TypeAlias

from . import __version__
from .aio.industry_data import AsyncIndustryData
from .aio.lifecycle_workflows import AsyncLifecycleWorkflows
from .clients import AsyncClient, SyncClient
from .groups import Group
from .industry_data import IndustryData
from .lifecycle_workflows import LifecycleWorkflows

Cloud: TypeAlias = Literal["global", "usGov", "usGovDod", "china"]
CLOUDS: dict[str, str] = {
    "global": "https://graph.microsoft.com/beta",
    "usGov": "https://graph.microsoft.us/beta",
    "usGovDod": "https://dod-graph.microsoft.us/beta",
    "china": "https://microsoftgraph.chinacloudapi.cn/beta",
}
USER_AGENT = f"graph-runs/{__version__}"


class GraphRuns(SyncClient[Cloud]):
    """A client of one Microsoft Graph server, with a connection pool of its own.

    Use it as a context manager, or call `close`. The credential is a token, a function that returns one, or a
    credential of azure-identity. It retries only requests that the server cannot have processed: see `Retries`.

    Raises:
        ValueError: The address is not https (or http to this machine, without a proxy), or a header cannot be sent.
    """

    _clouds = CLOUDS
    _user_agent = USER_AGENT

    industry_data = Group(IndustryData)
    """Runs of industry data. The live operations list, read and start runs of the whole service; the drafts create
    runs of single flows, and their processes.
    """
    lifecycle_workflows = Group(LifecycleWorkflows)
    """Lifecycle workflows, their runs, and what the runs did for each user and task. The live operations read and
    activate them; the draft creates a run.
    """


class AsyncGraphRuns(AsyncClient[Cloud]):
    """A client of one Microsoft Graph server, with a connection pool of its own.

    Use it as an async context manager, or call `aclose`. The credential is a token, a function that returns one, or a
    credential of azure-identity. It retries only requests that the server cannot have processed: see `Retries`.

    Raises:
        ValueError: The address is not https (or http to this machine, without a proxy), or a header cannot be sent.
    """

    _clouds = CLOUDS
    _user_agent = USER_AGENT

    industry_data = Group(AsyncIndustryData)
    """Runs of industry data. The live operations list, read and start runs of the whole service; the drafts create
    runs of single flows, and their processes.
    """
    lifecycle_workflows = Group(AsyncLifecycleWorkflows)
    """Lifecycle workflows, their runs, and what the runs did for each user and task. The live operations read and
    activate them; the draft creates a run.
    """
