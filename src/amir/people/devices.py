"""What a session is called in the list of one's sessions: browser and system, nothing finer."""

from django.conf import settings
from django.http import HttpRequest

# The first that is found: Edge and Opera call themselves Chrome too, Chrome calls itself Safari.
BROWSERS = {
    "Edg": "Edge", "OPR/": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox",
    "FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari",
}  # fmt: skip
SYSTEMS = {
    "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows",
    "Mac OS": "Mac", "CrOS": "ChromeOS", "Linux": "Linux",
}  # fmt: skip


def device_of(request: HttpRequest) -> str:
    """Such as "Firefox, Android"; "" if the browser does not say."""
    agent = request.headers.get("User-Agent", "")
    parts = [
        next((name for mark, name in known.items() if mark in agent), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(part for part in parts if part)


def address_of(request: HttpRequest) -> str:
    """The visitor's network address; behind our own proxies the one that the first of them saw."""
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    proxies: int = settings.AMIR_PROXIES
    if proxies and len(seen) >= proxies and seen[-proxies]:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
