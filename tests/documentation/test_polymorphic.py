"""What examples show within a value of several types is compared with those types, annotations of OData apart."""

import pytest

from tests.documentation.conftest import Archive

NOTE = """    Note:
      description: A note.
      type: object
      properties:
        '@odata.type':
          description: The type of the object.
          type: string
"""
NOTES = """    Note:
      description: A note.
      oneOf:
        - $ref: '#/components/schemas/WrittenNote'
        - $ref: '#/components/schemas/OtherNote'
    WrittenNote:
      description: A note in words.
      type: object
      required: ['@odata.type']
      properties:
        '@odata.type':
          description: The type of the object.
          type: string
          enum: ['#microsoft.graph.archive.writtenNote']
        words:
          description: The words.
          type: string
    OtherNote:
      description: Any other note.
      type: object
      properties:
        '@odata.type':
          description: The type of the object.
          type: string
          not: {enum: ['#microsoft.graph.archive.writtenNote']}
"""
# What an example has within the notes, and which difference check reports.
SHOWN = {
    "a member of one type": ('"words": "String"', ""),
    "a member of no type": ('"words": "String", "ink": "String"', "createTape/response/notes/ink is absent"),
    "the context of a member": ('"words": "String", "words@odata.context": "String"', ""),
    "another annotation": ('"words": "String", "words@odata.bind": "String"', "words@odata.bind is absent"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_members_of_each_type_are_accounted_for(archive: Archive, name: str) -> None:
    members, difference = SHOWN[name]
    text = archive.spec.read_text("utf-8")
    assert NOTE in text
    archive.spec.write_text(text.replace(NOTE, NOTES), "utf-8")
    page = archive.page.read_text("utf-8")
    head, response = page.split("HTTP/1.1 201 Created")
    shown = '"@odata.type": "microsoft.graph.archive.note"'
    assert shown in response
    response = response.replace(shown, f'"@odata.type": "#microsoft.graph.archive.writtenNote", {members}')
    archive.page.write_text(head + "HTTP/1.1 201 Created" + response, "utf-8")
    archive.docs("--update")
    problems = archive.problems()
    found = [line for line in problems if line.startswith(f"{archive.spec}:") and "createTape" in line]
    assert [difference in line for line in found] == ([True] if difference else []), problems


def test_a_polymorphic_type_is_named_like_its_component(archive: Archive) -> None:
    text = archive.spec.read_text("utf-8")
    archive.spec.write_text(
        text.replace(NOTE, NOTES.replace("Note", "Remark", 1)).replace("schemas/Note'", "schemas/Remark'")
    )
    archive.docs("--update")
    assert "createTape/response/notes/type is Remark, but microsoft.graph.archive.note in" in "".join(
        archive.problems()
    )
