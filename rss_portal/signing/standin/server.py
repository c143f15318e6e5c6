"""The stand-in for NCALayer: a WebSocket (RFC 6455) on this machine that answers as the recorded exchanges do.

Which certificate signs is said in the address (`?variant=rsa&iin=...`), in place of NCALayer's own window.
"""

import asyncio
import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from . import messages, variants

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
GREETING = {"result": {"version": "1.3"}}
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
LARGEST = 4 * 1024 * 1024


def answer(request: Any, asked: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """What NCALayer answers REQUEST with; ASKED are the words of the address."""
    if not isinstance(request, dict):
        return _error("Cannot parse the request.")
    called = (request.get("module"), request.get("method"))
    if called == ("kz.digiflow.mobile.extensions", "getVersion"):
        return {"code": "200", "responseObject": {"name": "stand-in", "version": "1.0"}}
    if called != ("kz.gov.pki.knca.basics", "sign"):
        return _error(f"There is no {called[0]}.{called[1]}.")
    arguments = request.get("args")
    if not isinstance(arguments, dict) or not isinstance(arguments.get("signingParams"), dict):
        return _error('org.json.JSONException: JSONObject["signingParams"] is not a JSONObject.')
    return _signed(arguments, asked, folder)


def _error(details: str) -> dict[str, Any]:
    message = "An invoked method threw an exception."
    return {"code": "INVOCATION_ERROR", "details": details, "message": message, "status": False}


def _signed(arguments: dict[str, Any], asked: Mapping[str, str], folder: Path) -> dict[str, Any]:
    variant = asked.get("variant", "")
    if arguments.get("format") != "cms" or variant not in variants.Variant.values:
        return _error("The format or the certificate is not known.")
    if variant == variants.Variant.CANCEL:
        return {"body": {}, "status": True}
    try:
        content = base64.b64decode(arguments.get("data") or "", validate=True)
    except (binascii.Error, TypeError, ValueError):
        return _error("The data are not base64.")
    issued, chain = variants.issue(variant, asked, folder)
    attached = bool(arguments["signingParams"].get("encapsulate", True))
    made = messages.sign(content, [issued], attached=attached, chain=chain)
    return {"body": {"result": messages.armoured(made)}, "status": True}


class _Closed(Exception):
    pass


async def _handshake(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> dict[str, str]:
    """Answer the upgrade; the words of the address come back."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
    if "sec-websocket-key" not in headers or len(head[0].split(" ")) != 3:
        writer.write(b"HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        raise _Closed
    digest = hashlib.sha1((headers["sec-websocket-key"] + GUID).encode(), usedforsecurity=False).digest()
    accept = base64.b64encode(digest).decode()
    lines = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"]
    writer.write("\r\n".join([*lines, f"Sec-WebSocket-Accept: {accept}", "", ""]).encode())
    return dict(parse_qsl(urlsplit(head[0].split(" ")[1]).query))


async def _frame(reader: asyncio.StreamReader) -> tuple[int, bool, bytes]:
    """Kind, whether it is the last of its message, payload."""
    first, second = await reader.readexactly(2)
    size = second & 0x7F
    if size >= 126:
        size = int.from_bytes(await reader.readexactly(2 if size == 126 else 8), "big")
    if size > LARGEST or not second & 0x80:
        raise _Closed
    mask = await reader.readexactly(4)
    data = await reader.readexactly(size)
    return first & 0x0F, bool(first & 0x80), bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))


def _send(writer: asyncio.StreamWriter, kind: int, data: bytes) -> None:
    size = len(data)
    if size < 126:
        head = bytes([0x80 | kind, size])
    elif size < 1 << 16:
        head = bytes([0x80 | kind, 126]) + size.to_bytes(2, "big")
    else:
        head = bytes([0x80 | kind, 127]) + size.to_bytes(8, "big")
    writer.write(head + data)


async def _converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, folder: Path) -> None:
    asked = await _handshake(reader, writer)
    _send(writer, TEXT, json.dumps(GREETING).encode())
    message = b""
    while True:
        await writer.drain()
        kind, last, data = await _frame(reader)
        if kind == CLOSE:
            _send(writer, CLOSE, data[:2])
            raise _Closed
        if kind == PING:
            _send(writer, PONG, data)
            continue
        message += data
        if len(message) > LARGEST:
            raise _Closed
        if last and kind != PONG:
            _send(writer, TEXT, json.dumps(_answered(message, asked, folder)).encode())
            message = b""


def _answered(message: bytes, asked: Mapping[str, str], folder: Path) -> dict[str, Any]:
    try:
        return answer(json.loads(message), asked, folder)
    except (ValueError, RecursionError):
        return _error("Cannot parse the request.")


async def serve(port: int, folder: Path, host: str = "127.0.0.1") -> asyncio.Server:
    """A server that listens; the caller keeps it running."""

    async def attend(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _converse(reader, writer, folder)
        except (_Closed, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass  # the browser went away, or it was no WebSocket
        finally:
            writer.close()

    return await asyncio.start_server(attend, host, port)
