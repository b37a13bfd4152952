"""A clerk at a screen, by the same addresses that the pages use."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

import httpx2

from terbit.errors import ClerkRefused

Json = dict[str, Any]
SPACE = UUID(int=17)


class Desk:
    """One browser: JSON asked for, cookies kept."""

    def __init__(self, address: str) -> None:
        headers = {"Accept": "application/json"}
        self._client = httpx2.Client(base_url=address, headers=headers, timeout=30, trust_env=False)
        self._acts = 0

    def get(self, path: str, **query: str) -> Json:
        return self._told(self._client.get(path, params=query))

    def post(self, path: str, **form: Any) -> Json:
        return self._told(self._client.post(path, data=form))

    def close(self) -> None:
        self._client.close()

    def _told(self, answer: httpx2.Response) -> Json:
        if answer.status_code >= 400:
            raise ClerkRefused(f"{answer.request.url.path}: {answer.status_code} {answer.text}")
        found: Json = answer.json()
        return found


class Clerk(Desk):
    """Signed in; every act has a command id of its own."""

    def __init__(self, address: str, login: str, password: str) -> None:
        super().__init__(address)
        self.login = login
        self.post("/masuk", login=login, password=password)

    def act(self, path: str, **form: Any) -> Json:
        self._acts += 1
        command = uuid5(SPACE, f"{self.login}:{self._acts}").hex
        return self.post(path, command_id=command, **form)


Clerks = Callable[[str], Clerk]
