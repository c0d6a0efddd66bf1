"""A hub that stands in for Hugging Face's on loopback."""

import hashlib
import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

COMMIT = "c0ffee" + "0" * 34


class Hub(ThreadingHTTPServer):
    """Repositories of files; `requests` records (path, Range header) of every download."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.repos: dict[str, dict[str, bytes]] = {}
        self.commits: dict[str, str] = {}
        self.sent_instead: dict[str, bytes] = {}
        self.cut_after: list[int] = []
        """After how many bytes the next downloads break off."""
        self.requests: list[tuple[str, str | None]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def commit(self, repo: str) -> str:
        return self.commits.get(repo, COMMIT)


class _Handler(BaseHTTPRequestHandler):
    server: Hub
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if found := re.fullmatch(r"/api/models/(.+/.+)/revision/(.+)", path):
            self._describe(found[1], found[2])
        elif found := re.fullmatch(r"/(.+?/.+?)/resolve/([^/]+)/(.+)", path):
            self._send_file(found[1], found[2], found[3])
        else:
            self.send_error(404)

    def _describe(self, repo: str, revision: str) -> None:
        if repo not in self.server.repos or revision not in ("main", self.server.commit(repo)):
            self.send_error(404)
            return
        siblings = [_sibling(name, data) for name, data in self.server.repos[repo].items()]
        body = json.dumps({"id": repo, "sha": self.server.commit(repo), "siblings": siblings}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send_file(self, repo: str, revision: str, name: str) -> None:
        wanted = self.headers.get("Range")
        self.server.requests.append((name, wanted))
        data = self.server.sent_instead.get(name, self.server.repos[repo][name])
        if revision != self.server.commit(repo):
            self.send_error(404)
            return
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(data) - start))
        if wanted:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.end_headers()
        if self.server.cut_after:
            self.wfile.write(data[start : start + self.server.cut_after.pop(0)])
            self.close_connection = True
        else:
            self.wfile.write(data[start:])

    def log_message(self, *_: object) -> None:
        pass


def _sibling(name: str, data: bytes) -> dict[str, object]:
    git = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
    about: dict[str, object] = {"rfilename": name, "size": len(data), "blobId": git}
    if len(data) > 100_000:  # as large files are kept
        sha256 = hashlib.sha256(data).hexdigest()
        about["lfs"] = {"size": len(data), "sha256": sha256, "pointerSize": 130}
    return about


@contextmanager
def running_hub():
    """A hub that is served by a thread until the block ends."""
    hub = Hub()
    thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        hub.shutdown()
        thread.join()
        hub.server_close()
