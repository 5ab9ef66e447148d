"""Checked document -> dist/: what API consumers download."""
