"""`curl` as the pages use it, so that their examples run where there is no curl."""

import argparse
import shlex

import httpx

CURL = argparse.ArgumentParser(prog="curl")
CURL.add_argument("url")
CURL.add_argument("-s", action="store_true")
CURL.add_argument("-H", action="append", default=[])
CURL.add_argument("-d")


def curl(command: str, environment: dict[str, str]) -> httpx.Response:
    """What a line of shell that begins with `curl` gets; `$NAME` is taken from the environment given."""
    for name, value in environment.items():
        command = command.replace(f"${name}", value)
    name, *words = shlex.split(command.replace("\\\n", " "))
    assert name == "curl", command
    given = CURL.parse_args(words)
    headers = dict(header.split(": ", 1) for header in given.H)
    return httpx.request("POST" if given.d else "GET", given.url, headers=headers, content=given.d, timeout=20)
