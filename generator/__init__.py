"""Check the spec of this checkout and emit the client package from it."""
