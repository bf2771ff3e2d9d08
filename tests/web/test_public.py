"""What everybody sees without signing in."""

from django.test import Client

from tests.consortium import Consortium


def test_home_names_the_programme_and_its_partners(consortium: Consortium) -> None:
    page = Client().get("/en/")
    assert page.status_code == 200
    text = page.content.decode()
    for said in ("AMIR", "Casa", "Asyl", "Italy", "Greece", "Paid by AMIF.", "Ours.", "Work"):
        assert said in text


def test_start_leads_to_the_language_of_the_device(consortium: Consortium) -> None:
    answer = Client().get("/", headers={"accept-language": "it"})
    assert (answer.status_code, answer["Location"]) == (302, "/it/")
