"""Turn descriptions of the document, which are Markdown, into docstrings, which are plain text."""

import re
import textwrap
from collections.abc import Iterable, Mapping

from generator.client.api_model import Group, Method

WIDTH = 118
NO_NAMES: Mapping[str, str] = {}
# Emphasis and code spans that begin and end at a word; anything else is left as it is.
STRONG = re.compile(r"(?<!\w)(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\w)")
EMPHASIS = re.compile(r"(?<![\w*])(\*)(?=[^\s*])([^*]+?)(?<=[^\s*])\1(?![\w*])")
CODE = re.compile(r"(`+)(?=\S)(.+?)(?<=\S)\1")
LINK = re.compile(r"\[([^\[\]]+)\]\((\w+:[^()\s]+)\)")
LAZY = "Methods that return a Paged send nothing until its items are iterated: see Paged."
AVAILABILITY = {
    "draft": "Availability: draft; the service is not known to offer it.",
    "live": "Availability: live.",
}
ON_THE_CLASS = """
All methods take `timeout`, `deadline`, `retries`, `headers` and `on_response` for the one call: see CallOptions.

Raises:
    TypeError, ValueError: An argument has the wrong type or cannot be sent.
    CredentialError: The credential gave no valid token; nothing was sent.
    TransportError: No response arrived.
    ResponseTooLargeError: The body of the response exceeds `max_body_bytes`.
    DecodeError: The service reported success, but the body is not as documented.
    GraphError: The service answered with an error status.
"""


def docstring(text: str, indent: int) -> str:
    """Return the text as a wrapped docstring; whatever it contains, it ends where it should."""
    return _literal(_wrapped(text, indent), indent)


def for_group(group: Group, names: Mapping[str, str]) -> str:
    """Return the docstring of a class of operations: what is the same for all methods is said here."""
    description = _wrapped(_plain(group.description or f"Operations tagged {group.tag}.", names), 4)
    lines = [*description, *ON_THE_CLASS.rstrip().split("\n")]
    if group.common_arguments:
        lines += ["", "Arguments that mean the same in all methods that have them:"]
        for name, meaning in group.common_arguments.items():
            lines += _item(f"{name}: {_plain(meaning, names)}")
    lines += ["", *_filled(LAZY)] if group.page_decoders else []
    lines += ["", *_filled(_headers(group.headers))] if group.headers else []
    return _literal(lines, 4)


def for_method(method: Method, group: Group, names: Mapping[str, str]) -> str:
    """Return the docstring of a method in Google's style; `names` maps operationIds to the names of methods."""
    common = group.common_arguments.items()
    arguments = {one.name: one.description for one in method.parameters if (one.name, one.description) not in common}
    if method.body:
        arguments["body"] = method.body.description
    lines = _wrapped(method.summary.rstrip(". ") + ".", 8)
    if _words(method.description).rstrip(".") != _words(method.summary).rstrip("."):
        lines += ["", *_filled(_plain(method.description, names))]
    if arguments:
        lines += ["", "Args:"]
        for name, description in arguments.items():
            lines += _item(f"{name}: {_plain(description, names)}")
    if method.result and not method.item:
        lines += ["", "Returns:", *_item(_plain(method.result.description, names))]
    if method.headers:
        lines += ["", *_filled(_headers(method.headers))]
    lines += ["", *_filled(f"Permissions: {method.permissions or method.no_permissions}.")]
    lines += _filled(f"Directory roles, one of: {', '.join(method.roles)}.") if method.roles else []
    lines += _filled(f"Clouds: {', '.join(method.clouds)} only.") if method.clouds else []
    lines += ["Address: inferred; the documentation has none."] if method.inferred else []
    availability = f"{AVAILABILITY[method.availability]} " if method.availability else ""
    return _literal([*lines, f"{availability}Documentation: {_words(method.url)}"], 8)


def _headers(names: Iterable[str]) -> str:
    return f"Headers of the response, see on_response: {', '.join(names)}."


def _plain(text: str, names: Mapping[str, str] = NO_NAMES) -> str:
    """Return the text without Markdown, with the methods' names in place of operationIds."""
    text = LINK.sub(r"\1 (\2)", text)
    for markup in (CODE, STRONG, EMPHASIS):
        text = markup.sub(r"\2", text)
    return re.sub(r"(?<![\w/])[a-z]+[A-Z]\w*(?![\w/])", lambda word: names.get(word[0], word[0]), _words(text))


def plain(text: str, indent: int) -> str:
    """Return the description of a class or property as a docstring."""
    return docstring("\n\n".join(_plain(paragraph) for paragraph in re.split(r"\n\s*\n", text)), indent)


def _words(text: str) -> str:
    return " ".join(text.split())


def _filled(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH - 8, break_on_hyphens=False, break_long_words=False)


def _item(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH - 8, initial_indent="    ", subsequent_indent="        ", break_on_hyphens=False)


def _wrapped(text: str, indent: int) -> list[str]:
    paragraphs: Iterable[str] = (_words(paragraph) for paragraph in re.split(r"\n\s*\n", text.strip()))
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += (
            ["", *textwrap.wrap(paragraph, WIDTH - indent)] if lines else textwrap.wrap(paragraph, WIDTH - indent - 3)
        )
    return lines


def _literal(lines: list[str], indent: int) -> str:
    margin = " " * indent
    escaped = [line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"') for line in lines] or [""]
    if len(escaped) == 1 and not escaped[0].endswith('"'):
        return f'"""{escaped[0]}"""'
    return '"""' + f"\n{margin}".join(escaped).replace(f"\n{margin}\n", "\n\n") + f'\n{margin}"""'
