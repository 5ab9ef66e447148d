"""The Python types of JSON types and formats, and the limits that go with each."""

import math

from generator.client.api_types import NULL, Scalar

SCALARS = {
    "string": Scalar("str", "string"),
    "integer": Scalar("int", "integer"),
    "number": Scalar("float", "number"),
    "boolean": Scalar("bool", "boolean"),
    "null": NULL,
}
# Formats of texts, in requests and in responses: what a service sends is read as it comes.
TEXT_FORMATS = {
    "date-time": (Scalar("DateTime", "date-time"), Scalar("ReceivedDateTime", "date-time")),
    "date": (Scalar("date", "date"), Scalar("date", "date")),
    "uuid": (Scalar("Uuid", "uuid"), Scalar("str", "uuid")),
    "uri": (Scalar("Uri", "string"), Scalar("str", "string")),
    "duration": (Scalar("Duration", "string"), Scalar("str", "string")),
    "time": (Scalar("Time", "string"), Scalar("str", "string")),
    "byte": (Scalar("Base64", "string"), Scalar("str", "string")),
}
NUMBER_FORMATS = {"int32", "int64"}
NUMERIC = {
    **{"minimum": "ge", "maximum": "le", "exclusiveMinimum": "gt", "exclusiveMaximum": "lt"},
    "multipleOf": "multiple_of",
}
# The limits of each type, and what pydantic calls them.
LIMITS = {
    "string": {"minLength": "min_length", "maxLength": "max_length"},
    "array": {"minItems": "min_length", "maxItems": "max_length"},
    "integer": NUMERIC,
    "number": NUMERIC,
}
# A bound of an integer is the nearest integer that has the same effect.
ROUNDED = {
    **{"minimum": math.ceil, "exclusiveMinimum": math.floor},
    **{"maximum": math.floor, "exclusiveMaximum": math.ceil},
}
FORMATS = {*TEXT_FORMATS, *NUMBER_FORMATS}
