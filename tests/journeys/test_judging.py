"""The judges of pages find what is wrong: a judge who finds nothing proves nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import NARROW
from tests.journeys.judging import Judge
from tests.journeys.plain import faults
from tests.journeys.tour import Stop, Tour

DEAD = """<form method="post" action="/sign-out/"><button>Sign out</button></form>
<a>Nowhere</a> <a href="#gone">Gone</a> <a href="/nowhere/">Not ours</a>
<a href="javascript:go()">Go</a> <button type="button">Do</button>
<button hidden type="button">Listen</button> <input name="lost"> <input form="f" name="far">
<p style="color: red" onclick="go()" hx-post="/x/">Inline</p> <script>go()</script>
<form action="/en/"><button>Home</button></form> <a href="tel:112">112</a>"""
# Grey on white, wider than a phone, cut off, and with a picture from elsewhere that says nothing.
POOR = """<!doctype html><html lang="it"><title>Poor</title><main><h1>Poor</h1>
<p style="color: #bbb; background: #fff">Hardly to be read</p><img src="https://example.org/a.png">
<p style="inline-size: 400px">Wide</p>
<p class="cut" style="inline-size: 50px; overflow: hidden; white-space: nowrap">Cut off here</p>
</main></html>"""


def test_dead_controls_and_inline_parts_are_found() -> None:
    assert faults(DEAD, "/en/") == [
        "form to '/sign-out/' has no token",
        "<a> without href: {}",
        "link to '/nowhere/' with GET leads nowhere",
        "link to 'javascript:go()' with GET leads nowhere",
        "<input> stands in no form: {'name': 'lost'}",
        "<p> has ['style', 'onclick']",
        "<p> needs a script: ['hx-post']",
        "<script> stands in the page",
        "link to #gone, which is not there",
        "<button> does nothing: {'type': 'button'}",
        "<input> of form 'f', not there",
    ]


@pytest.mark.parametrize("briefly", [False, True])
def test_poor_page_is_found_out(browser: Browser, briefly: bool) -> None:
    tour = Tour("http://127.0.0.1:9", Path(), cookies={"visitor": {}})
    judge = Judge(browser, tour)
    judge.show("light", NARROW)
    stop = Stop("home", "visitor", "/en/", 200, POOR, "", is_answer=True)
    judge.open(stop, "en")
    found = {fault.split(" [")[0] for fault in judge.faults(stop, "en", briefly=briefly)}
    judge.close()
    # What the browser says of the picture depends on whether there is a network.
    assert sorted(each for each in found if not each.startswith("Failed to load")) == [
        "asks elsewhere: https://example.org/a.png",
        "color-contrast",
        "cut off: p.cut: Cut off here",
        "image-alt",
        "is wider than the screen",
        "says that it is in it",
    ]
