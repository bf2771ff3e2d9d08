"""New organisations with one coordinator each, in the demo of AMIR_HOME; prints the accounts' ids.

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
        membership = create_staff(
            SETUP, organisation_id=organisation.pk, role="coordinator", shown_name="Elena Neri"
        )
        print(membership.account_id)  # noqa: T201
