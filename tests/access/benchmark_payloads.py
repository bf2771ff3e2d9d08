"""What partners post about benchmarks and practices."""

from django.core.files.uploadedfile import SimpleUploadedFile

from amir.benchmarks.shipped import file_of, shipped

from .payload import RUNS, Payload, on, same

NEW_SET = (file_of("quick") or b"").replace(b"version: 1", b"version: 2")
LEADS = "partner_lead"
QUICK = dict.fromkeys(shipped()["quick"].indicators, "50")
BENCHMARKS = {
    "benchmark_bring": Payload(
        lambda s: {"upload": SimpleUploadedFile("own.yaml", NEW_SET)}, RUNS,
        "benchmarks_benchmark",
    ),
    "benchmark_publish": Payload(by=RUNS, wrote="benchmarks_benchmark"),
    "benchmark_assess": Payload(by=LEADS, wrote="benchmarks_assessment"),
    "assessment_answers": Payload(same(lead="100"), LEADS, "benchmarks_answer"),
    "assessment_submit": Payload(by=LEADS, wrote="benchmarks_assessment"),
    "quick_check_keep": Payload(same(**QUICK), LEADS, "benchmarks_assessment"),
    "practice_add": Payload(
        same(title="New", country="SE", language="en"), LEADS, "practices_practice"
    ),
    "practice_edit": Payload(same(title="New", language="en"), LEADS, "practices_practice"),
    "practice_step": Payload(same(step="report"), LEADS, "practices_practice"),
    "practice_assess": Payload(by=LEADS, wrote="benchmarks_assessment"),
    "practice_label": Payload(by=LEADS),
    "practice_remove": Payload(by=LEADS, wrote="practices_practice"),
    "transfer_add": Payload(
        same(adopter="New", country="SE", how="As it is.", **on("since")), LEADS,
        "practices_transfer",
    ),
    "transfer_remove": Payload(by=LEADS, wrote="practices_transfer"),
    "media_add": Payload(same(title="New", url="https://example.org/"), LEADS, "practices_media"),
    "media_remove": Payload(by=LEADS, wrote="practices_media"),
    "practice_lists": Payload(
        lambda s: {"upload": SimpleUploadedFile("new.csv", b"Title,Country,Summary\nA,SE,B\n"),
                   "programme": str(s.ids["programme_id"])},
        LEADS, "practices_practicelist",
    ),
    "practice_list": Payload(
        lambda s: {"version": s.ids["practice_list_version"]}, LEADS, "practices_practicelist"
    ),
    "practice_list_in": Payload(by=LEADS, wrote="practices_practice"),
    "practice_list_undo": Payload(by=LEADS, wrote="practices_practicelist"),
    "practice_list_discard": Payload(by=LEADS, wrote="practices_practicelist"),
}  # fmt: skip
