"""The whole way of a mentee and a mentor, from an open role to the question months after the end.

Elena works in English at a desk, Yusuf in Arabic on a small phone, Amina in Italian on hers. All is
done in a browser by what stands there; only the months until the follow-up are skipped.
"""

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import demo_folder
from tests.journeys.together import Together


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_way_from_an_open_role_to_the_follow_up(
    demo: str, newcomer: str, browser: Browser, has_script: bool
) -> None:
    way = Together(browser, demo, demo_folder() / "home", newcomer, has_script)
    links = way.open_roles()
    way.apply_as_yusuf(links["Mentee"])
    way.apply_as_amina(links["Mentor"])
    way.screen_yusuf()
    way.screen_amina()
    way.propose()
    way.say_yes()
    way.meet_first()
    way.agree()
    way.choose_goal()
    way.answer_pulse()
    way.log_meeting()
    way.log_contact()
    way.close()
    way.certify()
    way.check_certificate()
    way.pass_months()
    way.follow_up()
    way.leave()
