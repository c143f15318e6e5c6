"""The one check of every PDF that a person uploads: size, content, scanner of viruses."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from .file_safety import FileRefused, megabytes
from .pdf_safety import check_pdf
from .scanning import scan


def read_pdf(upload: UploadedFile) -> tuple[bytes, int]:
    """The bytes of UPLOAD and its number of pages; `FileRefused` when it may not be kept (DOCUMENT_MAX_BYTES)."""
    limit = settings.DOCUMENT_MAX_BYTES
    if (upload.size or 0) > limit:  # before it is read
        raise FileRefused("too_large", size=megabytes(upload.size or 0), limit=megabytes(limit))
    data = upload.read()
    pages = check_pdf(data, limit)
    scan(data)
    return data, pages
