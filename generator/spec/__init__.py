"""YAML text -> a checked document: the one reading of the spec that everything else is made from."""
