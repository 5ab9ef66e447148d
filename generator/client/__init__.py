"""Checked document -> the emitted client package."""
