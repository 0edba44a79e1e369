"""A port of this machine that nobody else is given, also while its own server is not up."""

import socket
from typing import Self


class Port:
    """Kept until it is closed: bound and deaf, so that the system gives it to nobody who asks for
    any, lets in the server that names it, and refuses whoever calls while none listens."""

    def __init__(self) -> None:
        self._keeper = socket.socket()
        self._keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._keeper.bind(("127.0.0.1", 0))
        self.number = int(self._keeper.getsockname()[1])

    def close(self) -> None:
        """Give it free."""
        self._keeper.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
