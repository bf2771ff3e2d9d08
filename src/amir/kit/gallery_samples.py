"""Invented people and figures for the gallery: names of many scripts, texts of all lengths."""

from datetime import date

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from .charts import Bars, Dot, Dots, Funnel, Grid, Heat, Line
from .fields import Day, Languages, LongText, PhoneNumber, Upload
from .forms import KitForm
from .parts import Task
from .progress import Progress
from .tables import BulkAct, Column, Table
from .widgets import CodeInput, Radios, shipped_choices

LONG = (
    "A sentence that is much longer than anybody planned for, because real people write real "
    "answers, and Donaudampfschifffahrtsgesellschaftskapitänsmütze is a word that does not break"
)
ARABIC = "وصلت يسرا إلى بولونيا قبل ثلاث سنوات وتعمل الآن في مكتبة الحي."

NAMES = [
    "Amina Haddad",
    "Yusuf Demir",
    "Elena Conti",
    "نور الهاشمي",
    "Олена Ковальчук",
    "Tesfay G/her",
    "Μαρία Παπαδοπούλου",
    "Zsófia Ágoston-Szentgyörgyvölgyi von Hohenberg",
]
STATES = ["Matched", "Available", "On hold", "Trained"]
TONES = {"Matched": "good", "Available": "accent", "On hold": "warn", "Trained": "info"}

TASKS = [
    Task("Bring your list", "#", "done"),
    Task("Answer two questions about it", "#", "started", "One column could not be read."),
    Task("See the proposed pairs", "#", "to do"),
    Task("Invite both sides", "", "waiting", "Accept the pairs first."),
    Task("Check the dates of training", "#", "problem"),
]
NUMBERS = [("1,240", "pairs have met"), ("9", "partners"), ("8", "countries"), ("24", "languages")]
PARTNERS = [
    "Comune di Bologna",
    "Diakonie Wien",
    "Δήμος Θεσσαλονίκης",
    "Menedék Egyesület",
    "Ayuntamiento de Málaga",
]
STEPS = ["Bring a list", "Check", "Match", "Invite"]
TABS = [
    ("Pieces", "/gallery/pieces/", 12),
    ("Forms", "/gallery/forms/"),
    ("Desk", "/gallery/desk/"),
]
THREAD = [
    {
        "who": "Elena Conti",
        "when": "3 May",
        "note": "Coordinator",
        "href": "#comments",
        "text": "The first meeting is on Friday.\n\nCan you bring the plan?",
        "replies": [{"who": "نور الهاشمي", "when": "4 May", "text": "نعم، سأحضرها معي."}],
    },
    {"who": "Yusuf Demir", "when": "5 May", "text": LONG},
]


def people(some: bool) -> list[dict[str, object]]:
    """Sixty rows, or none."""
    return [
        {
            "id": str(index),
            "name": NAMES[index % len(NAMES)],
            "city": ["Bologna", "Wien", "Θεσσαλονίκη"][index % 3],
            "state": STATES[index % len(STATES)],
            "met": date(2026, 1 + index % 9, 1 + index % 27) if index % 5 else None,
            "meetings": (index * 7) % 23,
            "trained": index % 3 != 0,
        }
        for index in range(60 if some else 0)
    ]


class PeopleFilter(KitForm):
    """The filter bar of the sample table."""

    state = forms.ChoiceField(
        label="State", choices=[("", "All"), *((state, state) for state in STATES)]
    )


def _narrow(rows: list[dict[str, object]], chosen: dict[str, str]) -> list[dict[str, object]]:
    state = chosen.get("state")
    return [row for row in rows if row["state"] == state] if state else rows


PEOPLE = Table(
    key="gallery",
    title="Mentors in Bologna",
    order="name",
    columns=[
        Column(
            "name", "Name", sort="name", kind="person", link=lambda row: f"#{row['id']}", width=28
        ),
        Column("city", "City", sort="city"),
        Column("state", "State", sort="state", kind="tag", tone=lambda row: TONES[row["state"]]),
        Column("met", "Last meeting", sort="met", kind="date"),
        Column("meetings", "Meetings", sort="meetings", kind="number"),
        Column("trained", "Trained", kind="tick"),
    ],
    search=["name", "city"],
    filters=PeopleFilter,
    narrow=_narrow,
    acts=[
        BulkAct("accept", "Accept", icon="check", kind="primary"),
        BulkAct("hold", "Put on hold", confirm="Put the chosen people on hold?"),
    ],
    ident=lambda row: row["id"],
    empty="Bring a list of mentors and mentees to begin. It may look as it likes.",
    empty_label="Bring a list",
    empty_url="#",
)


class AllFields(KitForm):
    """A field of every kind."""

    is_about_me = True
    name = forms.CharField(
        label="Your name", help_text="As you want us to write it.", max_length=100
    )
    email = forms.EmailField(label="Email address", required=False)
    phone = PhoneNumber(label="Phone number", help_text="With the country, like +39 051 123 4567.")
    born = Day(label="When were you born?", birthday=True, help_text="For example 27 3 1990.")
    agrees = forms.ChoiceField(
        label="Do you have children?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios(inline=True),
    )
    theme = forms.ChoiceField(
        label="What do you want help with first?",
        choices=[
            ("work", "Work"),
            ("housing", "Housing"),
            ("money", "Money and banks"),
            ("?", "I do not know"),
        ],
    )
    times = forms.MultipleChoiceField(
        label="When can you meet?",
        required=False,
        choices=[("am", "Mornings"), ("pm", "Afternoons"), ("eve", "Evenings"), ("we", "Weekends")],
    )
    languages = Languages(
        label="Which languages do you speak?",
        first=["ar", "it"],
        choices=[*shipped_choices(), ("ti", "Tigrinya"), ("so", "Somali"), ("uk", "Ukrainian")],
    )
    week = forms.MultipleChoiceField(
        label="Times in the week",
        required=False,
        choices=[
            (day, [(f"{day}-am", "morning"), (f"{day}-pm", "afternoon"), (f"{day}-eve", "evening")])
            for day in ("Monday", "Tuesday", "Sunday")
        ],
    )
    hours = forms.IntegerField(label="Hours a month", required=False)
    country = forms.ChoiceField(
        label="Country",
        required=False,
        choices=[("", "Choose a country"), *((str(n), f"Country {n}") for n in range(30))],
    )
    about = LongText(label="What should your mentor know?", max_words=20, required=False)
    sheet = Upload(
        label="Your list", endings=[".xlsx", ".csv"], help_text="XLSX or CSV, up to 20 MB."
    )
    code = forms.CharField(label="The code that we sent you", widget=CodeInput, required=False)
    consent = forms.BooleanField(label="I agree that the coordinator reads this.")


class OneQuestion(KitForm):
    """One question a page, as participants see it."""

    first = forms.ChoiceField(
        label="Who should your mentor be?",
        help_text="We try to find this. It may take longer.",
        choices=[("w", "A woman"), ("m", "A man"), ("any", "It does not matter")],
    )


WRONG = QueryDict(
    "name=&phone=12&born_day=31&born_month=2&born_year=1990&languages=xx&hours=many&about="
    + "+".join(["word"] * 25)
)
RIGHT = QueryDict(
    "name=Amina+Haddad&phone=%2B39+051+1234567&born_day=27&born_month=3&born_year=1990&agrees=no"
    "&theme=work&times=am&times=we&languages=ar&languages=it&hours=6&about="
    + ARABIC
    + "&consent=on"
)
EMPTY_FILE = SimpleUploadedFile("list.xlsx", b"")
GOOD_FILE = SimpleUploadedFile("list.xlsx", b"sheet")

_DAY = date(2026, 11, 20)
BARS = Bars(
    finding="Most people without a mentor need one who speaks Tigrinya.",
    items=[
        ("No shared language", 14),
        ("No free mentor near", 9),
        ("Only women wanted", 4),
        ("Times do not meet", 2),
        ("Still in training", None),
    ],
    marked="No shared language",
    n=30,
    as_of=_DAY,
    csv_url="#",
)
FUNNEL = Funnel(
    finding="Half of those who apply have a mentor three months later.",
    stages=[
        ("Applied", 240),
        ("Interviewed", 201),
        ("Trained", 160),
        ("Matched", 131),
        ("Met", 118),
    ],
    n=240,
    as_of=_DAY,
)
DOTS = Dots(
    finding="Bologna is ahead of its peers in housing and behind in work.",
    items=[
        Dot("Work", 42, 55, 38, 71),
        Dot("Housing", 68, 51, 30, 66),
        Dot("Money", 50, 49, 44, 58),
    ],
    own_name="Bologna",
    n=12,
    as_of=_DAY,
)
HEAT = Heat(
    finding="Arabic is wanted in every theme; Tigrinya has nobody for housing.",
    rows=["Arabic", "Tigrinya", "Українська"],
    columns=["Work", "Housing", "Money"],
    values=[[21, 17, 9], [6, 12, 3], [11, 4, 0]],
    n=83,
    as_of=_DAY,
    corner="Language",
)
GRID = Grid(
    finding="Two pairs have not met for three weeks.",
    rows=["Amina & Yusuf", "نور & Elena", "Олена & Μαρία"],
    columns=[f"{n}" for n in range(1, 13)],
    states=[
        ["met"] * 9 + ["planned", "", ""],
        ["met", "met", "missed"] * 3 + ["missed", "", ""],
        ["", "met", "", "met", "", "", "missed", "missed", "missed", "planned", "", ""],
    ],
    corner="Pair",
    n=3,
    as_of=_DAY,
)
LINE = Line(
    finding="Meetings have doubled since spring.",
    points=[
        ("Jan", 31),
        ("Feb", 28),
        ("Mar", 44),
        ("Apr", 52),
        ("May", None),
        ("Jun", 61),
        ("Jul", 66),
    ],
    n=282,
    as_of=_DAY,
)
WORK = Progress("Reading row 120 of 200", "#", 120, 200)
WORK_DONE = Progress("The list is read.", "#", 200, 200, is_finished=True, result_url="#")
