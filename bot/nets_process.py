"""The learned parts of both filters in a process of their own: 110 MB less in the one that talks to people.

Nothing is pickled between the two: requests are JSON or the bytes of a picture, answers are JSON.
"""

import json
import socket
import struct
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any, Self

import numpy as np
import structlog
from numpy.typing import NDArray

from bot.errors import NonetError
from moderation.images import ImageFilter

ANSWER_TIMEOUT_S = 60
"""For one text with its readings or one picture, of which the first waits until the nets are loaded."""
_TEXTS, _PICTURE = b"t", b"p"
_STOPPED = "The content filter is out of order just now, and without it nothing is painted. Try again later."

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class NetsError(NonetError):
    """The nets can't be loaded, or their process has died or is silent; nothing was judged."""


class NetsProcess:
    """The process, which starts when it is first needed, and again after it has died."""

    def __init__(self) -> None:
        self._lock = Lock()  # one question at a time
        self._child: tuple[subprocess.Popen[bytes], Connection] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def ask(self, *parts: bytes) -> NDArray[np.float32]:
        """Send a question of so many parts, and wait for the scores in the answer.

        Raises:
            NetsError: there is no answer, or it says what went wrong.
        """
        with self._lock:
            try:
                answer = self._exchange(parts)
            except (EOFError, OSError) as error:
                self._end()
                log.warning("process of the nets lost", error=f"{type(error).__name__}: {error}")
                raise NetsError(_STOPPED, key="error-nets") from error
        if "error" in answer:
            log.error("nets failed", error=answer["error"])
            raise NetsError(f"{_STOPPED} {answer['error']}", key="error-nets")
        return np.array(answer["scores"], np.float32).reshape(answer["shape"])

    def _exchange(self, parts: Sequence[bytes]) -> dict[str, Any]:
        _, connection = self._child = self._child or _start()
        for part in parts:
            connection.send_bytes(part)
        answer: dict[str, Any] = json.loads(connection.recv_bytes())
        return answer

    def _end(self) -> None:
        if self._child:
            process, connection = self._child
            self._child = None
            connection.close()  # which ends a process that waits for a question
            process.kill()
            process.wait()


class TextNet:
    """The classifier in that process: a `moderation.text.Scorer`."""

    def __init__(self, process: NetsProcess) -> None:
        self._process = process

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As `moderation.classifier.Classifier.scores`. Raises NetsError."""
        question = json.dumps(list(texts)).encode()
        return self._process.ask(_TEXTS, question)


class PictureNet:
    """The nets for pictures in that process: what `moderation.images.ImageFilter` asks."""

    def __init__(self, process: NetsProcess) -> None:
        self._process = process

    def scores(self, pictures: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """As `moderation.image_nets.ImageNets.scores` of one picture or more. Raises NetsError.

        Texts may be scored between two of them, whose askers are waited for.
        """
        scored = [
            self._process.ask(_PICTURE, json.dumps(picture.shape).encode(), picture.tobytes())
            for picture in pictures
        ]
        return np.concatenate(scored)


def load_picture_filter(process: NetsProcess) -> ImageFilter:
    """The picture filter with its nets in that process, loaded there. Raises NetsError."""
    picture_filter = ImageFilter(PictureNet(process))
    picture_filter.check([np.zeros((1, 1, 3), np.uint8)])
    return picture_filter


def _start() -> tuple[subprocess.Popen[bytes], Connection]:
    ours, theirs = socket.socketpair()
    for way in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
        ours.setsockopt(socket.SOL_SOCKET, way, struct.pack("ll", ANSWER_TIMEOUT_S, 0))
    with theirs:  # afterwards only the child has it, and hears when we are gone
        process = subprocess.Popen(  # noqa: S603 - our own program, and nothing of anybody else
            [sys.executable, "-m", "bot.nets_process", str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # Ctrl-C is for the parent, which then closes us
        )
    return process, Connection(ours.detach())


def _serve(connection: Connection) -> None:
    """Answer questions until the other side is gone. Runs in the child."""
    nets = _Nets()
    while True:
        try:
            connection.send_bytes(json.dumps(nets.answer(connection)).encode())
        except (EOFError, ConnectionError):
            return


class _Nets:
    """What the child holds; each net is loaded when it is first asked."""

    def __init__(self) -> None:
        self._loaded: dict[bytes, Any] = {}

    def answer(self, connection: Connection) -> dict[str, Any]:
        kind, question = connection.recv_bytes(), json.loads(connection.recv_bytes())
        try:
            if kind == _TEXTS:
                scores = self._net(kind).scores(question)
            else:
                pixels = np.frombuffer(connection.recv_bytes(), np.uint8).reshape(question)
                scores = self._net(kind).scores([pixels])
        except Exception as error:  # noqa: BLE001 - whatever it is, the parent says that nothing was judged
            return {"error": f"{type(error).__name__}: {error}"}
        return {"scores": scores.tolist(), "shape": scores.shape}

    def _net(self, kind: bytes) -> Any:
        if kind not in self._loaded:
            from moderation.classifier import Classifier  # late: the parent needs neither
            from moderation.image_nets import ImageNets

            self._loaded[kind] = Classifier.load() if kind == _TEXTS else ImageNets()
        return self._loaded[kind]


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])))
