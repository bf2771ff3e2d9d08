"""New organisations, each with two coordinators, in the demo of AMIR_HOME.

Prints the ids of the two accounts, one organisation a line.

python -m tests.journeys.newcomer [HOW MANY]
"""

import sys

import django

django.setup()

from amir.config.installation import using_database  # noqa: E402
from amir.core.access.acting import acting_as  # noqa: E402
from amir.core.actor import platform  # noqa: E402
from amir.organisations.actions import create_organisation, create_staff  # noqa: E402
from amir.organisations.roles import PURPOSES  # noqa: E402

SETUP = platform("setup", PURPOSES["setup"])

with using_database(), acting_as(SETUP):
    for _number in range(int(sys.argv[1]) if len(sys.argv) > 1 else 1):
        organisation = create_organisation(
            SETUP, name="Porta Saragozza", country="IT", language="it"
        )
        elena, marco = (
            create_staff(SETUP, organisation_id=organisation.pk, role="coordinator", shown_name=n)
            for n in ("Elena Neri", "Marco Conti")
        )
        print(elena.account_id, marco.account_id)  # noqa: T201
