"""A polymorphic value accepts missing and unknown types, and rejects known ones with wrong properties."""

from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from generator.spec import document, unions
from generator.spec.document import Document, validator
from generator.spec.json_schemas import DEFINITIONS

# Schema -> payloads that it accepts, and payloads that it rejects.
VERDICTS: dict[str, tuple[list[Any], list[Any]]] = {
    "Shape": (
        [
            {"@odata.type": "#example.circle", "radius": 1},
            {"@odata.type": "#example.formerSquare", "side": 1, "color": "red"},
            {"@odata.type": "#example.hexagon", "radius": "wide"},
            {"radius": "wide"},
            {},
        ],
        [
            {"@odata.type": "#example.circle", "radius": "wide"},
            {"@odata.type": "#example.formerSquare", "side": []},
            {"@odata.type": "#example.hexagon", "name": 5},
            {"@odata.type": None},
            {"name": 5},
            [],
        ],
    ),
    "ShapeCreate": (
        [{"@odata.type": "#example.circle", "radius": 1}, {"@odata.type": "#example.square"}],
        [
            {"@odata.type": "#example.circle", "radius": 1, "side": 1},
            {"@odata.type": "#example.hexagon"},
            {"radius": 1},
        ],
    ),
    "Tool": (
        [
            {"kind": "pen", "width": 1.5},
            {"kind": "broadBrush", "width": "5 cm"},
            {"kind": "eraser", "width": []},
            {"width": 1},
        ],
        [{"kind": "pen", "width": "5 cm"}, {"kind": "broadBrush", "width": 5}, "pen"],
    ),
    "Layer": (
        [
            {"@odata.type": "#example.pixelLayer", "width": 5, "opacity": 0.5},
            {"@odata.type": "#example.vectorLayer", "shapes": [{"@odata.type": "#example.circle"}]},
            {"@odata.type": "#example.textLayer", "width": "wide"},
        ],
        [
            {"@odata.type": "#example.pixelLayer", "width": "wide"},
            {"@odata.type": "#example.pixelLayer", "opacity": "low"},
            {"@odata.type": "#example.textLayer", "opacity": "low"},
            {"@odata.type": "#example.vectorLayer", "shapes": [{"@odata.type": "#example.circle", "radius": "wide"}]},
            {"width": 5},
        ],
    ),
}
# What the document itself says without its discriminators.
WRITTEN_OUT = ("Shape", "ShapeCreate")


@pytest.fixture(scope="module")
def polymorphic() -> Document:
    return document.load(Path(__file__).parent / "polymorphic.yaml")


@pytest.mark.parametrize("name", VERDICTS)
def test_the_published_schema_judges_by_the_tag(polymorphic: Document, name: str) -> None:
    schema = {"$ref": f"{DEFINITIONS}{name}", "$defs": polymorphic.json_schemas["$defs"]}
    judges = [Draft202012Validator(schema).is_valid, jsonschema_rs.Draft202012Validator(schema).is_valid]
    if name in WRITTEN_OUT:
        judges.append(validator(polymorphic.data, (*unions.SCHEMAS, name)).is_valid)
    accepted, rejected = VERDICTS[name]
    for judge in judges:
        assert [payload for payload in accepted if not judge(payload)] == []
        assert [payload for payload in rejected if judge(payload)] == []


def test_unions_know_their_tags(polymorphic: Document) -> None:
    found = {
        name: unions.union(polymorphic.data, schema)
        for name, schema in polymorphic.data["components"]["schemas"].items()
    }
    assert {name: union.tags for name, union in found.items() if union} == {
        "ShapeCreate": {"#example.circle": "CircleCreate", "#example.square": "SquareCreate"},
        "Shape": {
            "#example.circle": "Circle",
            "#example.square": "Square",
            "#example.formerSquare": "Square",
        },
        "Tool": {"pen": "Pen", "brush": "Brush", "broadBrush": "Brush"},
        "Layer": {"#example.pixelLayer": "PixelLayer", "#example.vectorLayer": "VectorLayer"},
    }
    assert found["Shape"] is not None
    assert found["Shape"].others == "OtherShape"
