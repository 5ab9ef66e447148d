"""What the emitted package has whatever the document: ordinary typed Python, copied into it."""
