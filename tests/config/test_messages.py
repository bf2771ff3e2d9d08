"""Sentences are found in templates, whatever tag holds them."""

from io import BytesIO

from amir.config.command.messages import sentences_in_template


def test_vital_sentences_are_found() -> None:
    page = b'{% vital _("Only {name} reads this.") "lead" name=organisation.name %}'
    found = [told[2] for told in sentences_in_template(BytesIO(page), {"_": None}, (), {})]
    assert found == ["Only {name} reads this."]
