"""Behind a proxy that ends TLS the web knows that it is reached over HTTPS, and believes that of nobody else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import django
django.setup()
from django.test import RequestFactory
print(RequestFactory().get("/", headers={"x-forwarded-proto": "https"}).is_secure())
"""


@pytest.mark.parametrize(("https", "secure"), [("true", "True"), ("false", "False")])
def test_the_proxy_is_believed_only_where_the_centre_is_served_over_https(
    https: str, secure: str, tmp_path: Path
) -> None:
    environment = os.environ | {"ARASHA_HTTPS": https, "ARASHA_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == secure
