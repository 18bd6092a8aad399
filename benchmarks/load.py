"""A load generator for the gateway: plain sockets and epoll, requests encoded beforehand, so that the load costs
little.

`closed` keeps a number of connections busy and measures the rate; `paced` sends at a given rate whether or not answers
come, and measures each latency from the moment at which the request was due, so that a stall is not hidden.
"""

import select
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Measured:
    """What a run showed; latencies in seconds, in the order of the answers."""

    seconds: float = 0.0
    answered: int = 0
    refused: int = 0
    latencies: list[float] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def request(path: str, key: str, body: bytes) -> bytes:
    """One HTTP request, ready to be sent."""
    head = (
        f"POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {key}\r\ncontent-type: application/json\r\n"
    )
    return f"{head}content-length: {len(body)}\r\n\r\n".encode() + body


class Connection:
    """A keep-alive connection with at most one request under way."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.due = 0.0
        self._got = b""
        self._wanted = -1

    def send(self, data: bytes, due: float) -> None:
        self.due = due
        try:
            sent = self.socket.send(data)
        except BlockingIOError:
            sent = 0
        if sent < len(data):
            self.socket.setblocking(True)
            self.socket.sendall(data[sent:])
            self.socket.setblocking(False)

    def receive(self) -> tuple[int, bytes] | None:
        """Status and body of the answer, once it is whole."""
        data = self.socket.recv(1 << 20)
        if not data:
            raise ConnectionResetError
        self._got += data
        if self._wanted < 0:
            end = self._got.find(b"\r\n\r\n")
            if end < 0:
                return None
            head = self._got[:end].lower()
            at = head.find(b"content-length:")
            self._wanted = end + 4 + int(head[at + 15 : head.find(b"\r\n", at) if b"\r\n" in head[at:] else None])
        if len(self._got) < self._wanted:
            return None
        answer = int(self._got[9:12]), self._got[self._got.find(b"\r\n\r\n") + 4 : self._wanted]
        self._got, self._wanted = b"", -1
        return answer


def closed(address: tuple[str, int], requests: Sequence[bytes], connections: int, *, seconds: float = 1e9) -> Measured:
    """Send all requests over some connections, each waiting for its answer before the next."""
    pool = {(connection := Connection(address)).socket.fileno(): connection for _ in range(connections)}
    poll, waiting, measured = select.epoll(), iter(requests), Measured()
    for number, connection in pool.items():
        poll.register(number, select.EPOLLIN)
        connection.send(next(waiting), time.perf_counter())
    begin, busy = time.perf_counter(), len(pool)
    while busy:
        for number, _ in poll.poll(1.0):
            connection = pool[number]
            answer = connection.receive()
            if answer is None:
                continue
            now = time.perf_counter()
            measured.latencies.append(now - connection.due)
            _count(measured, *answer)
            following = next(waiting, None) if now - begin < seconds else None
            if following is None:
                busy -= 1
            else:
                connection.send(following, now)
    measured.seconds = time.perf_counter() - begin
    for connection in pool.values():
        connection.socket.close()
    return measured


def paced(address: tuple[str, int], requests: Sequence[bytes], rate: float, connections: int) -> Measured:
    """Send requests at `rate` a second over idle connections; when none is idle a request waits, and its wait
    counts.
    """
    pool = {(connection := Connection(address)).socket.fileno(): connection for _ in range(connections)}
    poll, idle, measured = select.epoll(), list(pool.values()), Measured()
    for number in pool:
        poll.register(number, select.EPOLLIN)
    begin, sent = time.perf_counter(), 0
    while measured.answered + measured.refused < len(requests):
        now = time.perf_counter()
        while idle and sent < len(requests) and begin + sent / rate <= now:
            idle.pop().send(requests[sent], begin + sent / rate)
            sent += 1
        pause = max(0.0, begin + sent / rate - time.perf_counter()) if idle and sent < len(requests) else 0.05
        for number, _ in poll.poll(min(pause, 0.05)):
            answer = pool[number].receive()
            if answer is not None:
                measured.latencies.append(time.perf_counter() - pool[number].due)
                _count(measured, *answer)
                idle.append(pool[number])
    measured.seconds = time.perf_counter() - begin
    for connection in pool.values():
        connection.socket.close()
    return measured


def _count(measured: Measured, status: int, body: bytes) -> None:
    if status == 200:
        measured.answered += 1
    else:
        measured.refused += 1
        measured.bodies.append(body[:200])
