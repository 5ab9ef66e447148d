"""What the documentation's pages state, as data: read, kept, compared with the spec, drafted from."""
