"""Addresses of the ways in."""

from django.urls import path

from .views import demo, factors, own, signing_in, staff

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/code/", signing_in.sign_in_code, name="sign_in_code"),
    path("sign-in/who/", signing_in.sign_in_who, name="sign_in_who"),
    path("sign-in/pin/", signing_in.sign_in_pin, name="sign_in_pin"),
    path("sign-in/go-on/", signing_in.sign_in_go_on, name="sign_in_go_on"),
    path("sign-in/passkey/", factors.sign_in_passkey, name="sign_in_passkey"),
    path("sign-in/factor/", factors.sign_in_factor, name="sign_in_factor"),
    path("sign-in/body/back/", signing_in.body_cancelled, name="socialaccount_login_cancelled"),
    path("sign-out/", own.sign_out, name="sign_out"),
    path("card/<str:token>/", signing_in.card_sign_in, name="card_sign_in"),
    path("invitation/<str:token>/", signing_in.invitation, name="invitation"),
    path("exit/", own.quick_exit, name="quick_exit"),
    path("ways-in/", own.ways_in, name="ways_in"),
    path("ways-in/app/", factors.enrol_app, name="enrol_app"),
    path("ways-in/passkey/", factors.enrol_passkey, name="enrol_passkey"),
    path("ways-in/recovery/", factors.new_recovery_codes, name="new_recovery_codes"),
    path("ways-in/everywhere/end/", own.end_all, name="sessions_end"),
    path("ways-in/sessions/<uuid:public_id>/end/", own.end_session, name="session_end"),
    path("ways-in/factors/<int:factor_id>/remove/", own.remove_factor, name="factor_remove"),
    path("ways-in/changes/<uuid:change_id>/stop/", own.drop_my_change, name="my_change_drop"),
    path("desk/people/<uuid:person_id>/card/", staff.person_card, name="person_card"),
    path("desk/people/<uuid:person_id>/card/end/", staff.person_cards_end, name="person_cards_end"),
    path("desk/people/<uuid:person_id>/pin/", staff.person_pin_forget, name="person_pin_forget"),
    path("desk/people/<uuid:person_id>/contact/", staff.person_contact, name="person_contact"),
    path("desk/contacts/", staff.contact_changes, name="contact_changes"),
    path("desk/contacts/<uuid:change_id>/confirm/", staff.contact_change_confirm,
         name="contact_change_confirm"),
    path("desk/contacts/<uuid:change_id>/drop/", staff.contact_change_drop,
         name="contact_change_drop"),
    path("demo/", demo.demo_people, name="demo_people"),
    path("demo/as/<uuid:person_id>/", demo.demo_as, name="demo_as"),
]  # fmt: skip
