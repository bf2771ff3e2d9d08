"""How much of a file is read. Beyond these the file is refused with a clear text.

They are set so that the worst file below all limits takes about two seconds and less than
200 MB on a small server. A list of 20,000 people with 60 columns, a good half of them filled,
fits in XLSX and CSV; one of 5,000 people with 50 columns fits in every format.
"""

MAX_FILE_BYTES = 30_000_000  # a filled list of 20,000 x 60 as CSV has about 15 MB
MAX_XLS_BYTES = 12_000_000  # the old binary format is read by slower code
MAX_XLS_CELLS = 400_000  # filled cells in the old binary format
MAX_MARKUP_BYTES = 12_000_000  # web pages and XML tables: pure markup, one tag or more per cell

MAX_ROWS = 50_000  # rows down to the last filled one, per sheet
MAX_COLUMNS = 1_000  # columns up to the last filled one; the widest real list known has 240
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # what spreadsheet programs can hold at all
MAX_SHEETS = 100
MAX_CELLS = 1_000_000  # filled cells of the whole file
MAX_CELL_CHARACTERS = 100_000  # a spreadsheet program holds 32,767 in a cell
MAX_LINE_CHARACTERS = 1_000_000  # one line of a text file
MAX_RECORD_LINES = 1_000  # line breaks inside one quoted cell of a text file
MAX_TEXT_MEMORY = 110_000_000  # bytes of memory for all cells and texts together

MAX_UNPACKED_BYTES = 120_000_000  # all parts of a workbook that are read, unpacked
MAX_PACKING_RATIO = 150  # unpacked to packed, judged only above SMALL_UNPACKED_BYTES
SMALL_UNPACKED_BYTES = 20_000_000
MAX_TAGS = 3_900_000  # "<" in the XML of an XLSX file: what the time of reading depends on
MAX_ODS_TAGS = 1_300_000  # in an ODS file, where one cell takes four
MAX_PAGE_TAGS = 700_000  # in a web page, which is read by slower code
MAX_ZIP_ENTRIES = 5_000
MAX_XML_DEPTH = 100
MAX_XML_TOKEN_BYTES = 1_000_000  # one tag with its attributes
MAX_MERGED_CELLS = 200_000  # merges that cover more than this together are forgotten
MAX_MERGES = 20_000
MAX_COMMENTS = 20_000
