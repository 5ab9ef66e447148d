"""A small Graph on loopback: answers every operation of a document from its examples, for the demo and the tests."""
