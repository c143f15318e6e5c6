"""Stops an upload that is larger than any file the portal takes, before it fills memory or disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

DRAINED_TIMES = 4  # up to this many limits the rest is read and thrown away, so that the answer arrives


class LimitedUploadHandler(FileUploadHandler):
    """First of the handlers. The request is marked `upload_too_large`; the form's other fields stay readable."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,
        content_length: int,
        boundary: Any,
        encoding: Any = None,  # noqa: N803
    ) -> None:
        self.declared = content_length
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        slack = 1024 * 1024  # the other fields of the form
        if self.declared > settings.UPLOAD_MAX_BYTES + slack or self.received > settings.UPLOAD_MAX_BYTES:
            if self.request is not None:
                self.request.upload_too_large = True  # type: ignore[attr-defined]
            raise StopUpload(connection_reset=self.declared > DRAINED_TIMES * settings.UPLOAD_MAX_BYTES)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""
