"""A centre has its data folder and its ports to itself, and says so in one line when it has not."""

import socket
from pathlib import Path

import pytest

from arasha.app import centre
from arasha.kernel.settings import Settings, WrongSetting


def test_a_second_centre_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    refused = pytest.raises(WrongSetting, match=f"{tmp_path} already; stop it first")
    with centre.alone(settings), refused, centre.alone(settings):
        pass
    with centre.alone(settings):  # the first has ended
        pass


@pytest.mark.parametrize("name", ["web_port", "gateway_port"])
def test_a_port_that_is_taken_is_named_with_the_remedy(tmp_path: Path, name: str) -> None:
    with socket.socket() as taken, socket.socket() as free:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        free.bind(("127.0.0.1", 0))
        ports = {"web_port": free.getsockname()[1], "gateway_port": free.getsockname()[1]}
        free.close()
        settings = Settings(data=tmp_path, **(ports | {name: taken.getsockname()[1]}))
        with pytest.raises(WrongSetting, match=f"is taken; set ARASHA_{name.upper()} to another"):
            centre.check_ports(settings)
