"""What a web process does before its first request."""

import gc
import subprocess
import sys

SCRIPT = "import rss_portal.wsgi, gc, sys; sys.exit(0 if gc.get_freeze_count() > 100_000 and gc.isenabled() else 1)"


def test_a_web_process_keeps_its_code_out_of_the_search_for_cycles_and_still_searches(tmp_path):
    environment = {"DJANGO_SETTINGS_MODULE": "rss_portal.settings.embedded", "RSS_VAR_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, check=False, timeout=120)  # noqa: S603
    assert done.returncode == 0
    assert gc.get_freeze_count() == 0  # only there
