"""Check the spec of this checkout and emit the client package from it."""

import os

# Otherwise openapi-spec-validator takes jsonschema-rs where that is installed, and says less of an error.
os.environ["OPENAPI_SPEC_VALIDATOR_SCHEMA_VALIDATOR_BACKEND"] = "jsonschema"
