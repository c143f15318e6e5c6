"""Health check of the web container: exit code 0 when the portal is ready. Standard library only."""

import os
import sys
import urllib.request

HOST = os.environ.get("RSS_ALLOWED_HOSTS", "localhost").split(",")[0].strip()
ADDRESS = os.environ.get("RSS_PROBE_ADDRESS", "http://127.0.0.1:8000/readyz")

request = urllib.request.Request(ADDRESS, headers={"Host": HOST})  # noqa: S310  a fixed address
try:
    urllib.request.urlopen(request, timeout=8).close()  # noqa: S310
except OSError as error:
    sys.exit(f"not ready: {error}")
