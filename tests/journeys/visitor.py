"""A browser without a window: cookies, links and forms over plain HTTP, nothing else.

It sends what a browser without JavaScript would send, so a test may send it twice, or change it.
"""

import http.client
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any, Self
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.journeys.page import Page, Values

PATIENCE = 60
CSRF = "csrfmiddlewaretoken"
# What befalls a request to a server that is killed, or is being started again.
LOST = (ConnectionError, TimeoutError, http.client.HTTPException, urllib.error.URLError)


@dataclass(frozen=True)
class Upload:
    """A chosen file."""

    name: str
    content: bytes


class _NoWay(urllib.request.HTTPRedirectHandler):
    """Answers are looked at one by one."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        """Stay."""


class Visitor:
    """Somebody with a browser of their own."""

    def __init__(self, site: str, *, language: str = "en") -> None:
        """`site`: where the platform is, without a path."""
        self.site = site
        self.cookies = CookieJar()
        self.language = language
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), _NoWay()
        )

    @classmethod
    def signed_in(cls, site: str, account: str) -> Self:
        """Somebody of the demo."""
        visitor = cls(site)
        visitor.get(f"/demo/as/{account}/")
        return visitor

    def get(self, path: str) -> Page:
        """A page, wherever it leads."""
        return self._followed(self.request("GET", path))

    def press(
        self, page: Page, button: str, values: Values | None = None,
        files: Mapping[str, Sequence[Upload]] | None = None,
    ) -> Page:  # fmt: skip
        """Send the form with that button, wherever it leads."""
        return self._followed(self.send(page, button, values, files))

    def send(
        self, page: Page, button: str, values: Values | None = None,
        files: Mapping[str, Sequence[Upload]] | None = None,
    ) -> Page:  # fmt: skip
        """Send the form with that button; the answer itself, also where it leads elsewhere."""
        form, text = page.form(button)
        action = urljoin(page.address, form.action)
        return self.request("POST", action, form.filled(values or {}, text), files or {})

    def post(self, path: str, values: Values, page: Page | None = None) -> Page:
        """Send fields that stand in no form; `page` lends its CSRF token."""
        told = {name: [one] if isinstance(one, str) else list(one) for name, one in values.items()}
        if page is not None:
            told[CSRF] = next(form.sent[CSRF] for form in page.forms if CSRF in form.sent)
        return self.request("POST", path, told)

    def request(
        self,
        method: str,
        path: str,
        fields: Mapping[str, Sequence[str]] | None = None,
        files: Mapping[str, Sequence[Upload]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """One request, one answer. Raises one of LOST if there is none."""
        told_by = {"Accept-Language": self.language, "Referer": urljoin(self.site, path)}
        told_by |= headers or {}
        body = None
        if files:
            told: dict[str, Any] = {name: list(values) for name, values in (fields or {}).items()}
            for name, chosen in files.items():
                told[name] = [SimpleUploadedFile(one.name, one.content) for one in chosen]
            body = encode_multipart(BOUNDARY, told)
            told_by["Content-Type"] = MULTIPART_CONTENT
        elif fields is not None:
            body = urlencode(fields, doseq=True).encode()
        asked = urllib.request.Request(  # noqa: S310
            urljoin(self.site, path), data=body, headers=told_by, method=method
        )
        try:
            answer = self._opener.open(asked, timeout=PATIENCE)
        except HTTPError as error:
            answer = error
        with answer:
            return Page(answer.url, answer.status, answer.read(), answer.headers)

    def _followed(self, page: Page) -> Page:
        for _ in range(5):
            if page.status not in (301, 302, 303):
                break
            page = self.request("GET", urljoin(page.address, page.headers["Location"]))
        return page
