"""The files of dist/: their names and what each is."""

from packaging.version import Version

FILES = {
    "README.md": "which of these files to take for which tool, with recipes",
    "CHANGELOG.md": "what changed in each version",
    "index.html": "the reference: one page that works offline, from a file",
    "openapi.yaml": "the description as maintained",
    "openapi.json": "the same as JSON",
    "openapi.dereferenced.json": "the same without references, for tools that do not follow them",
    "schemas/index.json": "the names, files and descriptions of the JSON Schemas, and which operation has which body",
    "schemas/<Name>.schema.json": "each component as a self-contained JSON Schema 2020-12, with examples",
    "graph_runs-{version}-py3-none-any.whl": "the Python client, to install with pip",
    "graph_runs-{version}.tar.gz": "its source",
    "DECISIONS.md": "each contradiction in the documentation, numbered: what the description says and why",
    "LICENSE": "the licence",
    "SHA256SUMS": "the checksum of each file",
}


def names(version: str) -> dict[str, str]:
    """Return what each file is, by name; Python packages write the version in a normal form."""
    return {name.format(version=Version(version)): what for name, what in FILES.items()}


def table(version: str) -> str:
    """Return the files as a Markdown table, with links."""
    rows = [f"| {_link(name)} | {what} |" for name, what in names(version).items()]
    return "\n".join(["| File | Content |", "|---|---|", *rows])


def _link(name: str) -> str:
    return f"`{name}`" if "<" in name else f"[{name}]({name})"
