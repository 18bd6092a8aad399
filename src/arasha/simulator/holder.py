"""A holder of a held account, at his browser: he opens the citizens' page with what his bank told him, and objects."""

import re
from types import TracebackType
from typing import Self

import httpx

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WORDS = "Мен тауар саттым, түбіртегі бар. Бұл ақша – адал табысым."


class Holder:
    """Somebody with a browser; each visit is a new one."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._http = httpx.Client(base_url=url, follow_redirects=True, timeout=10.0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._http.close()

    def object(self, reference: str, code: str) -> bool:
        """Open a hold by reference and code and object to it; whether the pages let him."""
        self._http.cookies.clear()
        opened = self._sends("/kk/help/held/", reference=reference, code=code)
        return opened and self._sends("/kk/help/held/objection/", text=WORDS)

    def _sends(self, path: str, **typed: str) -> bool:
        """Fill in the form of a page and send it; whether it was taken."""
        token = TOKEN.search(self._http.get(path).text)
        if token is None:
            return False
        sent = {**typed, "csrfmiddlewaretoken": token[1]}
        return self._http.post(path, data=sent, headers={"referer": f"{self._url}{path}"}).is_success
