"""What is posted while a match runs: contacts, alarms, gatherings, a person's own data."""

from amir.core import clock

from .payload import Payload, on, same

CONTACT = {
    "whom": "mentee", "is_reached": "no", "channel": "phone", "nature": "check_in",
}  # fmt: skip
CARE = {
    "person_restrict": Payload(wrote="people_person"),
    "person_unrestrict": Payload(wrote="people_person"),
    "person_erase": Payload(same(understood="on"), wrote="people_identity"),
    "dismissal_take_back": Payload(wrote="care_dismissal"),
    "alarm_dismiss": Payload(same(reason="We met."), wrote="care_dismissal"),
    "alarm_remind": Payload(wrote="care_reminder"),
    "reminder_whatsapp": Payload(wrote="amir_messages_delivery"),
    "contact_log": Payload(
        lambda s: {**CONTACT, **on("held_on", clock.today())}, wrote="care_contact"
    ),
    "contact_remove": Payload(wrote="care_contact"),
    "gathering_add": Payload(
        same(kind="group", title="New", **on("held_on")), wrote="care_gathering"
    ),
    "wellbeing_ask": Payload(same(state="good"), wrote="care_wellbeing"),
    "suggestion_answer": Payload(same(answer="We do it."), wrote="care_suggestion"),
    "me_suggest": Payload(same(text="More time."), "mentee", "care_suggestion"),
    "me_rights": Payload(same(ask="erase"), "mentor", "mentoring_wish"),
}
