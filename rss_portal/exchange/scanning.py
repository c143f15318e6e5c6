"""The hook for a virus scanner: ClamAV's daemon at settings.CLAMAV_SOCKET (a path, or host:port)."""

import socket
import struct

from django.conf import settings

from .file_safety import CHUNK, FileRefused

TIMEOUT_SECONDS = 20


def scanner_present() -> bool:
    """Whether a scanner is configured; pages say when none is."""
    return bool(settings.CLAMAV_SOCKET)


def scan(data: bytes) -> None:
    """Return when the scanner finds nothing (or none is configured); raise `FileRefused` otherwise."""
    if not scanner_present():
        return
    try:
        answer = _ask(data)
    except OSError as error:
        raise FileRefused("scanner_silent") from error
    if answer.endswith("FOUND"):
        raise FileRefused("virus", name=answer.removeprefix("stream: ").removesuffix(" FOUND"))
    if not answer.endswith("OK"):
        raise FileRefused("scanner_silent")


def _ask(data: bytes) -> str:
    with _connection() as link:
        link.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), CHUNK):
            piece = data[start : start + CHUNK]
            link.sendall(struct.pack("!L", len(piece)) + piece)
        link.sendall(struct.pack("!L", 0))
        return link.recv(4096).decode("utf-8", "replace").strip("\0\n ")


def _connection() -> socket.socket:
    address = settings.CLAMAV_SOCKET
    if address.startswith("/"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(TIMEOUT_SECONDS)
        link.connect(address)
        return link
    host, port = address.rsplit(":", 1)
    return socket.create_connection((host, int(port)), TIMEOUT_SECONDS)
