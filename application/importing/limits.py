"""How large a list may be; beyond these it is no list, or an attack, and one sentence says so."""

MEBIBYTE = 1 << 20

LARGEST_FILE = 256 * MEBIBYTE
"""Two million rows of the widest layout as CSV: more than any kabupaten has residents to record."""

LARGEST_WORKBOOK = 64 * MEBIBYTE
"""A full sheet of a million rows takes less; workbooks are read whole, sheet by sheet."""

LARGEST_UNPACKED = 1024 * MEBIBYTE
"""All parts of an .xlsx unpacked: 64 MiB of real lists unpack to less."""

STEEPEST = 200
"""Unpacked to packed size. Real sheets reach 5 to 40; a bomb of zeros reaches 1,000."""

STEEPNESS_COUNTS_FROM = 16 * MEBIBYTE
"""Unpacked. Below it even thousands of equal empty rows, which do pack so well, do no harm."""

MOST_PARTS = 5_000
"""Files inside an .xlsx: a sheet takes two or three."""

MOST_ROWS = 1_048_576
"""What a sheet of Excel holds: no clerk could look a longer list through."""

MOST_COLUMNS = 16_384
"""What a sheet of Excel holds; the widest layout known has 66."""

LONGEST_LINE = 16_000_000
"""Letters. A longer line is no table; a shorter one is read, its cells are judged one by one."""

LONGEST_RECORD = 50
"""Lines. A quoted cell that runs on for longer was never closed."""

LONGEST_CELL = 32_767
"""Letters: what a cell of Excel holds."""

READER_MEMORY = 2048 * MEBIBYTE
"""Address space of the process that reads a workbook. One cell in the last corner of a sheet asks
for 500 GiB at once; a full list of 100,000 rows and 43 columns takes less than half of this."""

READER_SECONDS = 120
"""Processor time of that process; 100,000 rows take a few."""
