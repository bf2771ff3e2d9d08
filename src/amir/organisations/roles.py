"""Roles as one table: what each role may do (permissions by name) and which areas of the
organisation's rows the database opens for it.

Areas: `people` participants and what is known of them · `work` the organisation's own work ·
`staff` memberships · `concerns` safeguarding · `audit` who did what · `part` what every
participant may see of their organisation.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORK_PERMISSIONS = frozenset(
    {
        "web.desk",
        "programmes.view",
        "programmes.tick",
        "organisations.view_colleagues",
        "strategies.view",
        "consultations.view",
    }
)
# What a place's strategy and its consultations take.
STRATEGY_PERMISSIONS = frozenset({
    "strategies.write", "consultations.run", "publishing.withdraw",
})  # fmt: skip
# Whoever protects people may look past the locks for one person, and is looked at for it.
EMERGENCY_PERMISSIONS = frozenset(
    {
        "organisations.break_glass",
        "organisations.review_emergency",
    }
)
PEOPLE_PERMISSIONS = frozenset({
    "participants.view", "participants.change", "participants.import", "participants.attest",
    "participants.decide", "participants.export", "people.issue_card", "people.change_contact",
    "people.restrict", "people.erase", "messages.see_deliveries",
    "care.view", "care.log", "care.support",
    "mentoring.view_plans", "mentoring.plan", "mentoring.change_rules", "mentoring.decide",
    "recruiting.view", "recruiting.screen", "recruiting.run",
    "mentoring.view_matches", "mentoring.end_match", "mentoring.step_match", "mentoring.arrange",
    "safeguarding.know", "programmes.open_cohort",
    "instruments.ask", "instruments.results", "closures.view", "closures.close",
    "closures.follow_up", "closures.certify", "handbook.comment",
    "meetings.view", "meetings.change",
})  # fmt: skip


EVIDENCE_PERMISSIONS = frozenset({"evidence.view", "evidence.write", "evidence.publish"})
REPORT_PERMISSIONS = frozenset({"reports.write", "reports.publish", "publishing.withdraw"})
# Who collects what is known and judges it.
RESEARCH_PERMISSIONS = frozenset({
    "benchmarks.assess", "practices.write", "practices.assess", "practices.publish",
})  # fmt: skip


@dataclass(frozen=True)
class Role:
    """A role: how it is called, what it may do, which areas it opens, what it sees in words."""

    label: str | Promise
    permissions: frozenset[str]
    areas: tuple[str, ...]
    explained: str | Promise = ""


ROLES: dict[str, Role] = {
    "coordinator": Role(
        _("Coordinator"),
        WORK_PERMISSIONS | PEOPLE_PERMISSIONS,
        ("people", "work", "part"),
        _("Sees participants and matches. Of a concern, only that there is one."),
    ),
    "safeguarding_lead": Role(
        _("Safeguarding lead"),
        WORK_PERMISSIONS
        | EMERGENCY_PERMISSIONS
        | {"safeguarding.read", "safeguarding.decide", "safeguarding.know"},
        ("concerns", "work", "part"),
        _("Reads and decides concerns. Sees no lists of participants."),
    ),
    "safeguarding_deputy": Role(
        _("Deputy safeguarding lead"),
        WORK_PERMISSIONS
        | EMERGENCY_PERMISSIONS
        | {"safeguarding.read", "safeguarding.decide", "safeguarding.know"},
        ("concerns", "work", "part"),
        _("Stands in for the safeguarding lead, with the same rights."),
    ),
    "researcher": Role(
        _("Researcher"),
        WORK_PERMISSIONS | EVIDENCE_PERMISSIONS | RESEARCH_PERMISSIONS | REPORT_PERMISSIONS,
        ("work", "part"),
        _("Focus groups, practices and reports: writes, codes, assesses. No participants."),
    ),
    "partner_lead": Role(
        _("Partner lead"),
        WORK_PERMISSIONS
        | EVIDENCE_PERMISSIONS
        | STRATEGY_PERMISSIONS
        | RESEARCH_PERMISSIONS
        | {"organisations.review_emergency", "safeguarding.answer_for", "instruments.results",
           "handbook.comment"}
        | REPORT_PERMISSIONS,
        ("work", "part"),
        _("Sees the work of the organisation and its programmes. No participants."),
    ),
    "programme_coordinator": Role(
        _("Programme coordinator"),
        WORK_PERMISSIONS
        | EVIDENCE_PERMISSIONS
        | REPORT_PERMISSIONS
        | STRATEGY_PERMISSIONS
        | RESEARCH_PERMISSIONS
        | {
            "strategies.share",
            "programmes.change", "programmes.invite", "instruments.bring", "instruments.results",
            "handbook.write", "handbook.comment", "benchmarks.bring",
        },
        ("work", "part"),
        _("Runs the programmes that this organisation coordinates. No participants."),
    ),
    "strategy_officer": Role(
        _("Strategy officer"),
        WORK_PERMISSIONS | STRATEGY_PERMISSIONS,
        ("work", "part"),
        _("Writes the strategy of the place and asks people about it. No participants."),
    ),
    "funder": Role(
        _("Funder"),
        frozenset({"web.desk", "programmes.view"}),
        ("work",),
        _("Sees the programmes of the organisation. No participants."),
    ),
    "administrator": Role(
        _("Administrator"),
        frozenset({
            "web.desk", "organisations.change", "organisations.manage_staff",
            "organisations.view_colleagues", "organisations.view_audit",
        }),
        ("staff", "audit"),
        _("Gives and ends roles, and sees who did what. No participants."),
    ),
}  # fmt: skip

# What the platform itself may do for a purpose, without a person behind it.
PURPOSES: dict[str, frozenset[str]] = {
    "setup": frozenset({
        "organisations.create", "organisations.manage_staff", "programmes.create",
        "programmes.change", "programmes.open_cohort", "people.register",
    }),
    "sign-in": frozenset(),
    "notifying": frozenset(),
    "sealing": frozenset(),
    "application": frozenset({"people.register"}),
    "consultation": frozenset(),
}  # fmt: skip
