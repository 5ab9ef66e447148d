"""Whether a request was sent: known for proxies without a tunnel, certificates and pools, and part of the error."""

import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from graph_runs import GraphRuns, Retries, TransportError, models

from generator.client.service.loopback import running
from tests.runtime.conftest import Run
from tests.runtime.scripted import Server, answer, serving, silent

PROCESS = models.ProcessCreate(display_name="A", readiness_status="ready")
ADD = ("industry_data", "add_process", "flow-1", "run-1", PROCESS)
TWICE: dict[str, Any] = {"retries": Retries(attempts=2, longest=0.01)}


class Proxy(socketserver.ThreadingTCPServer):
    """Answers each CONNECT with the next status of its script; 200 opens a tunnel, None hangs up."""

    daemon_threads = True

    def __init__(self, script: list[int | None]) -> None:
        super().__init__(("127.0.0.1", 0), ProxyHandler)
        self.script = script
        self.asked = 0

    @property
    def url(self) -> str:
        """The address, with a password."""
        return f"http://user:pr0xy-pass@127.0.0.1:{self.server_address[1]}"


class ProxyHandler(socketserver.StreamRequestHandler):
    """Reads one CONNECT."""

    server: Proxy

    def handle(self) -> None:
        """Answer, and tunnel if the status is 200."""
        target = self.rfile.readline().split()[1].decode()
        while self.rfile.readline().strip():
            pass
        status = self.server.script[min(self.server.asked, len(self.server.script) - 1)]
        self.server.asked += 1
        if status is None:
            return
        self.wfile.write(b"HTTP/1.1 %d Said\r\nContent-Length: 0\r\nLocation: http://x/\r\n\r\n" % status)
        if status == 200:
            self._tunnel(target)

    def _tunnel(self, target: str) -> None:
        import socket

        host, port = target.rsplit(":", 1)
        with socket.create_connection((host, int(port))) as upstream:
            back = threading.Thread(target=self._pump, args=(upstream, self.connection), daemon=True)
            back.start()
            self._pump(self.connection, upstream)
            back.join(5)

    @staticmethod
    def _pump(source: Any, sink: Any) -> None:
        try:
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(1)
        except OSError:
            pass


@contextmanager
def proxying(*script: int | None) -> Iterator[Proxy]:
    proxy = Proxy(list(script))
    with running(proxy):
        yield proxy


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a certificate authority, beside which are the certificates that it issued."""
    import trustme  # loads cryptography

    folder = tmp_path_factory.mktemp("authority")
    made = trustme.CA()
    made.cert_pem.write_to_path(folder / "authority.pem")
    made.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(folder / "server.pem")
    made.issue_cert("client.example").private_key_and_cert_chain_pem.write_to_path(folder / "client.pem")
    return folder / "authority.pem"


@contextmanager
def secured(authority: Path, *script: Any, client_certificate: bool = False) -> Iterator[tuple[Server, str]]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(authority))
    context.load_cert_chain(authority.with_name("server.pem"))
    context.verify_mode = ssl.CERT_REQUIRED if client_certificate else ssl.CERT_NONE
    with serving(*script, tls=context) as server:
        yield server, server.url.replace("http:", "https:")


@pytest.mark.parametrize("status", [502, 503, 504, 429, 500, 407, 403, 301, 404, None])
def test_a_request_is_not_sent_if_the_proxy_opens_no_tunnel(call: Run, authority: Path, status: int | None) -> None:
    with secured(authority, answer(204)) as (server, url), proxying(status) as proxy:
        with pytest.raises(TransportError, match="the request was not sent") as caught:
            call(url, *ADD, client={**TWICE, "proxy": proxy.url, "verify": authority})
        assert server.received == []
        lasting = status is not None and status < 429
        assert proxy.asked == (1 if lasting else 2)
    assert caught.value.processed is False
    assert caught.value.permanent is lasting
    assert "pr0xy-pass" not in f"{caught.value!s}{caught.value!r}{caught.value.__cause__!r}"
    assert status is None or f"the proxy refused the connection: {status} Said" in str(caught.value)


def test_a_call_continues_once_the_proxy_opens_a_tunnel(call: Run, authority: Path) -> None:
    with secured(authority, answer(204)) as (server, url), proxying(503, None, 200) as proxy:
        retries = Retries(attempts=3, longest=0.01)
        call(url, *ADD, client={"retries": retries, "proxy": proxy.url, "verify": authority})
        assert (proxy.asked, len(server.received)) == (3, 1)
        assert "Proxy-Authorization" not in server.received[0].headers


def test_a_request_through_a_tunnel_may_have_been_processed(call: Run, authority: Path) -> None:
    with secured(authority, silent) as (server, url), proxying(200) as proxy:
        with pytest.raises(TransportError, match="may have been processed") as caught:
            call(
                url,
                *ADD,
                client={**TWICE, "proxy": proxy.url, "verify": authority, "timeout": httpx2.Timeout(5, read=0.1)},
            )
        assert caught.value.processed is None
        assert (proxy.asked, len(server.received)) == (1, 1)


def test_a_certificate_that_is_not_trusted_is_reported_at_once(call: Run, authority: Path) -> None:
    with secured(authority, answer(204)) as (server, url):
        started = time.monotonic()
        with pytest.raises(TransportError, match=r"CERTIFICATE_VERIFY_FAILED.*the request was not sent") as caught:
            call(url, *ADD)
        assert server.received == []
    assert time.monotonic() - started < 5
    assert (caught.value.processed, caught.value.permanent) == (False, True)


def test_a_server_without_tls_is_reported_at_once(call: Run) -> None:
    with serving(answer(204)) as server, pytest.raises(TransportError, match="the request was not sent") as caught:
        call(server.url.replace("http:", "https:"), *ADD)
    assert caught.value.permanent


@pytest.mark.parametrize("as_context", [False, True])
def test_a_private_certificate_authority_can_be_trusted(call: Run, authority: Path, as_context: bool) -> None:
    context = ssl.create_default_context(cafile=str(authority))
    for given in ({"ssl_context": context}, {"verify": context}) if as_context else ({"verify": authority},):
        with secured(authority, answer(204)) as (server, url):
            call(url, *ADD, client=given)
            assert len(server.received) == 1


def test_a_client_certificate_can_be_used(call: Run, authority: Path) -> None:
    context = ssl.create_default_context(cafile=str(authority))
    with secured(authority, answer(204), client_certificate=True) as (server, url):
        with pytest.raises(TransportError):
            call(url, *ADD, client={**TWICE, "verify": authority})
        assert server.received == []
        context.load_cert_chain(authority.with_name("client.pem"))
        call(url, *ADD, client={"ssl_context": context})
        assert len(server.received) == 1


@pytest.mark.parametrize("scheme", ["HTTPS", "Https"])
def test_the_scheme_is_read_in_any_case(
    call: Run, authority: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with secured(authority, answer(204)) as (server, url), proxying(200) as proxy:
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        call(url.replace("https", scheme), *ADD)
        assert (proxy.asked, len(server.received)) == (1, 1)


@pytest.mark.parametrize(
    ("error", "processed"),
    [
        *[(httpx2.PoolTimeout, False), (httpx2.ConnectTimeout, False), (httpx2.ConnectError, False)],
        *[(httpx2.ProxyError, False), (httpx2.UnsupportedProtocol, False)],
        *[(httpx2.ReadTimeout, None), (httpx2.WriteTimeout, None), (httpx2.ReadError, None), (httpx2.WriteError, None)],
        *[(httpx2.RemoteProtocolError, None), (ConnectionResetError, None)],
    ],
)
def test_an_error_of_a_transport_tells_whether_the_request_was_sent(
    error: type[Exception], processed: bool | None
) -> None:
    def fail(_request: httpx2.Request) -> httpx2.Response:
        raise error("x")

    said = f"no response \\({error.__name__}: x|proxy refused"
    with (
        GraphRuns("t", transport=httpx2.MockTransport(fail), **TWICE) as graph,
        pytest.raises(TransportError, match=said) as caught,
    ):
        graph.industry_data.add_process("f", "r", PROCESS)
    assert caught.value.processed is processed


def test_waiting_for_a_pooled_connection_does_not_count_as_sending() -> None:
    limits = httpx2.Limits(max_connections=1)
    timeout = httpx2.Timeout(10, pool=0.05)
    with serving(silent) as server:
        transport = httpx2.HTTPTransport(limits=limits)
        graph = GraphRuns("t", base_url=server.url, transport=transport, timeout=timeout, retries=Retries(attempts=1))

        def occupy() -> None:
            with pytest.raises(TransportError):
                graph.industry_data.add_process("f", "r", PROCESS)

        thread = threading.Thread(target=occupy)
        thread.start()
        while not server.received:
            time.sleep(0.001)
        with pytest.raises(TransportError, match=r"PoolTimeout.*the request was not sent") as caught:
            graph.industry_data.add_process("f", "r", PROCESS)
        assert caught.value.processed is False
        server.stop.set()
        thread.join()
        graph.close()
