"""Checked document -> dist/: what API consumers download."""

SUMS = "SHA256SUMS"
"""The file with the checksum of each published file; a folder that has it was published."""
