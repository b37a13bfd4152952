"""One IPP question, one answer, each on its own connection."""

from collections.abc import Callable
from itertools import count

from printers.dialects.ipp.decoding import decode
from printers.dialects.ipp.encoding import encode
from printers.dialects.ipp.message import Message
from printers.driver import Post
from printers.errors import GarbledReply

Question = Callable[[str, int], Message]
"""Makes a request for a printer's URI and a request id."""


class IppLink:
    """Nothing stays open between questions; any thread may ask."""

    def __init__(self, uri: str, open_post: Callable[[], Post], answer_s: float) -> None:
        self._uri = uri
        self._open_post = open_post
        self._answer_s = answer_s
        self._ids = count(1)

    def ask(self, question: Question) -> Message:
        return self.send(self.connect(), question, b"", self._answer_s)[0]

    def connect(self) -> Post:
        return self._open_post()

    def send(
        self, post: Post, question: Question, document: bytes, timeout_s: float
    ) -> tuple[Message, bool]:
        """Send on a connection of `connect`; the answer, and whether all was sent before it."""
        request = question(self._uri, next(self._ids))
        try:
            posted = post.post(encode(request), document, timeout_s)
        finally:
            post.close()
        answer, left_over = decode(posted.body)
        if answer.request_id != request.request_id or left_over:
            raise GarbledReply(f"not the answer to request {request.request_id}")
        return answer, posted.whole
