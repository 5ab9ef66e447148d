"""What the service refuses."""


class RefusedError(Exception):
    """A request that is answered with an error: its status, code and message."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
