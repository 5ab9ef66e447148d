"""What the tests of the client run inside their own process ends as a process of its own would."""

from pathlib import Path

import pytest

from tests.client import small

LEFT_OPEN = """
import socket
class Holder: ...
holder = Holder()
holder.itself, holder.socket = holder, socket.socket()
del holder
"""
CODE = {
    "an exception": ("1 / 0", "ZeroDivisionError: "),
    "an exit": ("import sys; sys.exit(3)", "SystemExit: 3"),
    "standard error": ("import sys; print('on stderr', file=sys.stderr)", "on stderr"),
    "a warning": ("import warnings; warnings.warn('careful')", "UserWarning: careful"),
    "an exception that is ignored": ("class A:\n def __del__(self): 1 / 0\nA()", "Exception ignored in"),
    "a socket that is left open": (LEFT_OPEN, "ResourceWarning: unclosed <socket"),
}


@pytest.mark.parametrize(("code", "printed"), CODE.values(), ids=CODE)
def test_what_a_process_would_print_is_returned(code: str, printed: str) -> None:
    assert printed in small.run(Path(), code)


def test_code_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "while True:\n try: 1 / 0\n except Exception: pass"
    with monkeypatch.context() as patched:
        patched.setattr(small, "LIMIT", 0.1)
        with pytest.raises(small.OverLimitError, match=r"it took over 0\.1 s"):
            small.run(Path(), endless)
    assert small.run(Path(), "print('ended')") == "ended\n"
