"""Read the sentences that state facts: about success, the request body and query options."""

import re
from dataclasses import replace

from generator.documentation import facts
from generator.documentation.rows import page_name
from generator.documentation.texts import digest

NAME = r"[\w.]+"
METHOD = r"(?:method|function|action|API|operation|request)"
OBJECT = rf"(?:\[(?P<type>{NAME})\]\((?P<target>[^)\s]+)\)|\*\*(?P<bold>{NAME})\*\*|`(?P<code>{NAME})`)"
LINKED = r"\[[^\]]+\]\((?P<target>[^)\s]+)\)"
CODES = r"(?P<codes>`\$\w+`(?:(?:, (?:and )?| and )`\$\w+`)*)"
BOLDS = r"(?P<bolds>\*\*\w+\*\*(?:(?:, (?:and )?| and )\*\*\w+\*\*)*)"
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\[*])")
SUCCESS = re.compile(
    rf"If successful, this {METHOD} returns an? (?:HTTP )?`(?P<status>\d{{3}})(?: (?P<reason>[\w -]+))?` "
    r"(?:HTTP )?(?:response|status) code(?P<rest>.*?)\.?"
)
RESULT = re.compile(
    rf",? (?:and|along with) (?:an?|the)(?: new| updated| requested)?(?P<collection> (?:collection|list) of)?(?: the)? "
    rf"{OBJECT}(?: objects?| collection)? in the response body"
)
NO_RESULT = re.compile(
    r"(?: and an empty response body|[.;,] [Ii]t (?:does not|doesn't) return anything in the .*body)?"
)
NO_BODY = re.compile(rf"(?:Do not|Don't) supply a request body(?: for this {METHOD})?\.")
BODY = (
    (re.compile(rf"In the request body, supply an? JSON representation of (?:the|an?) {OBJECT}(?: object)?\."),
     "object"),
    (re.compile(r"In the request body, (?:supply|provide) an? JSON (?:representation of the|object with the following) "
                r"parameters\."), "parameters"),
    (re.compile(rf"In the request body, supply an? {LINKED}(?: object)?\."), "object"),
    (re.compile(r"In the request body, supply (?:\*only\* |only )?the values (?:for|of) (?:the )?"
                r"(?:relevant fields|properties) (?:that should be updated|to update)\."), "object"),
)  # fmt: skip
WITH = (
    rf"(?: (?:when (?:you )?creat(?:e|ing)|to creat\w+|with|for|of) (?:an?|the|this) (?:{METHOD}|{OBJECT})"
    r"(?: object)?)?"
)
LEADS = (
    (re.compile(rf"The following table (?:shows|lists) the (?:properties|parameters) that (?:are required|must be "
                rf"(?:supplied|specified)){WITH}[.:]"), "required"),
    (re.compile(rf"The following table (?:shows|lists) the (?:properties|parameters) that (?:can be used|can be "
                rf"(?:supplied|specified)){WITH}[.:]"), "available"),
    (re.compile(rf"You can specify the following properties{WITH}[.:]"), "available"),
)  # fmt: skip
IN_THE_URL = re.compile(r"In the request URL, provide (?:the following|values for the following) (?:query )?parameters"
                        r"(?: with values)?[.:]")  # fmt: skip
SUPPORTED = re.compile(
    rf"This {METHOD} supports (?:the )?{CODES} OData query parameters? to help customize the response\."
)
SOME_SUPPORTED = re.compile(
    rf"This {METHOD} supports (?:some of )?the (?:\[OData query parameters\]\([^)]*\)|OData query parameters) "
    r"to help customize the response\."
)
NONE_SUPPORTED = re.compile(
    rf"This {METHOD} (?:does not|doesn't) support (?:the )?(?:any )?(?:\[OData query parameters\]\([^)]*\)|OData query "
    r"parameters)(?: to help customize the response)?\."
)
EXPAND = re.compile(
    rf"(?:The \*\*(?P<default>\w+)\*\* relationship is expanded by default and )?(?P<code>`\$expand`) is supported by "
    rf"the {BOLDS} relationships?(?: only)?\."
)
SEE_ALSO = re.compile(
    r"(?:For general information, see|To learn more, see) \[[^\]]*\]\(/graph/query-parameters[^)]*\)\."
)


def sentences(text: str) -> list[str]:
    """Split a paragraph where one sentence ends and another begins."""
    return SENTENCE.split(text)


def response(line: int, sentence: str) -> facts.Response | None:
    """Read what a sentence says about success."""
    match = SUCCESS.fullmatch(sentence)
    if not match:
        return None
    stated = facts.Response(line=line, status=match["status"], reason=match["reason"], wording=(digest(sentence),))
    if NO_RESULT.fullmatch(match["rest"]):
        return stated
    result = RESULT.fullmatch(match["rest"]) or RESULT.fullmatch(f"{match['rest']} in the response body")
    if not result:
        return None
    return replace(
        stated,
        type=result["type"] or result["bold"] or result["code"],
        page=page_name(result["target"]) if result["target"] else None,
        collection=bool(result["collection"]),
    )


def body(stated: facts.Body, sentence: str) -> facts.Body | None:
    """Add what a sentence says about the request body."""
    stated = replace(stated, wording=(*stated.wording, digest(sentence)))
    if NO_BODY.fullmatch(sentence):
        return replace(stated, content="none")
    for pattern, content in BODY:
        if match := pattern.fullmatch(sentence):
            groups = match.groupdict()
            target = groups.get("target")
            kind = groups.get("type") or groups.get("bold") or groups.get("code")
            return replace(stated, content=content, type=kind, page=page_name(target) if target else None)
    for pattern, lead in LEADS:
        if pattern.fullmatch(sentence):
            return replace(stated, lead=lead)
    return None


def parameters(sentence: str) -> bool:
    """Whether the sentence only introduces a table of parameters, all of which are needed."""
    return IN_THE_URL.fullmatch(sentence) is not None or any(
        pattern.fullmatch(sentence) for pattern, lead in LEADS if lead == "required"
    )


def query(stated: facts.Query, sentence: str) -> facts.Query | None:
    """Add what a sentence says about query options."""
    stated = replace(stated, wording=(*stated.wording, digest(sentence)))
    if SEE_ALSO.fullmatch(sentence) or NONE_SUPPORTED.fullmatch(sentence):
        return stated
    if SOME_SUPPORTED.fullmatch(sentence):
        return replace(stated, unnamed=True)
    if match := SUPPORTED.fullmatch(sentence):
        return replace(stated, options=_joined(stated.options, re.findall(r"\$\w+", match["codes"])))
    if match := EXPAND.fullmatch(sentence):
        names = re.findall(r"\w+", match["bolds"])
        return replace(stated, options=_joined(stated.options, ["$expand"]), expand=_joined(stated.expand, names))
    return None


def _joined(before: tuple[str, ...], after: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*before, *after]))
