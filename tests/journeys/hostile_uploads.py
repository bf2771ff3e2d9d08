"""Files that are no list: how each is made, and the sentence that refuses it."""

from tests.sheets.intake.hostile_files import HOSTILE

DAMAGED = (
    "{} is damaged or was not copied completely. Open it in your spreadsheet program, save it"
    " again and upload the new file."
)
HARMFUL = (
    "{} contains definitions that no spreadsheet program writes and that can do harm. Copy the"
    " list into a new sheet, save it and upload that file."
)
NO_TEXT = (
    "{} is neither a spreadsheet nor a text that can be read. Save the list as .xlsx or .csv in"
    " your spreadsheet program and upload that file."
)
NO_LIST = (
    "Open the list in your spreadsheet program, save it as .xlsx or .csv and upload that file."
)
MUCH = (
    "{} holds far more than a list of people needs. Copy only the rows and columns of the list into"
    " a new sheet, or split it into several files, and upload that."
)
EMPTY = "{} is empty. Check that you saved the list and chose the right file."
LARGE = "{} is larger than 30 MB. Save only the list in a new file."
REFUSED = {
    "bomb.xlsx": (HOSTILE["bomb.xlsx"], MUCH),
    "lying_bomb.xlsx": (HOSTILE["lying_bomb.xlsx"], DAMAGED),
    "laughs.xlsx": (HOSTILE["laughs.xlsx"], HARMFUL),
    "outside.xlsx": (HOSTILE["outside.xlsx"], HARMFUL),
    "truncated.xlsx": (HOSTILE["truncated.xlsx"], DAMAGED),
    "noise.csv": (HOSTILE["noise.csv"], NO_TEXT),
    "password.xlsx": (
        HOSTILE["password.xlsx"],
        "{} is protected by a password. Open it, remove the password, save it and upload it again.",
    ),
    "31_mb.csv": (lambda: b"Amina,Paris\n" * 2_600_000, LARGE),
    "empty.csv": (lambda: b"", EMPTY),
    "program.exe": (lambda: b"MZ" + bytes(500), NO_TEXT),
    "photo.png": (
        lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(300),
        "{} is a picture, not a list. " + NO_LIST,
    ),
    "letter.pdf": (
        lambda: b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n" * 20,
        "{} is a PDF document, not a list. " + NO_LIST,
    ),
}  # fmt: skip
