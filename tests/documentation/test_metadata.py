"""What metadata says otherwise than a page is told with its line, and is no error."""

from pathlib import Path

from typer.testing import CliRunner

from generator.__main__ import app
from tests.documentation.conftest import HERE, PAGES

SPEC = HERE / "archive.yaml"

CSDL = """<?xml version="1.0"?>
<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices>
<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="microsoft.graph.archive">
  <EnumType Name="tapeState">
    <Member Name="blank" Value="0"/><Member Name="full" Value="1"/><Member Name="unknownFutureValue" Value="2"/>
  </EnumType>
  <EntityType Name="item"><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
  <EntityType Name="tape" BaseType="microsoft.graph.archive.item">
    <Property Name="label" Type="Edm.String" Nullable="false"/>
    <Property Name="length" Type="Edm.Int64" Nullable="false"/>
    <Property Name="state" Type="microsoft.graph.archive.tapeState" Nullable="false"/>
    <Property Name="recordedDateTime" Type="Edm.DateTimeOffset"/>
    <Property Name="brand" Type="Edm.String"/>
    <NavigationProperty Name="notes" Type="Collection(microsoft.graph.archive.note)"/>
  </EntityType>
</Schema></edmx:DataServices></edmx:Edmx>
"""


def test_differences_from_metadata_are_notes_and_never_errors(tmp_path: Path) -> None:
    csdl = tmp_path / "metadata.xml"
    csdl.write_text(CSDL)
    result = CliRunner().invoke(app, ["docs", str(PAGES / "resources"), "--spec", str(SPEC), "--metadata", str(csdl)])
    assert result.exit_code == 0
    told = [line.removeprefix(f"{PAGES}/resources/") for line in result.stdout.splitlines() if "metadata of " in line]
    said = [line.split(" says ")[1] for line in told]
    assert said == [
        "length is of type Int64, the page Int32",
        "microsoft.graph.archive.tape has brand too",
        "tapeState has blank, full, unknownFutureValue",
    ]
    assert told[0].startswith("archive-tape.md:25: metadata of 20")
    assert "3 metadata" in result.stdout


def test_a_file_that_is_not_xml_is_named_with_its_line(tmp_path: Path) -> None:
    csdl = tmp_path / "metadata.xml"
    csdl.write_text("<Schema>\n<EntityType></Schema>")
    result = CliRunner().invoke(app, ["docs", str(PAGES / "resources"), "--spec", str(SPEC), "--metadata", str(csdl)])
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{csdl}:2: not XML (")
