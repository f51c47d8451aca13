"""Reading comma and semicolon files whose encoding nobody stated, with a line number for every fault."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gluteal.errors import BadData

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: the number of the line it starts on (1 is the header) and its cells by column."""

    line: int
    cells: dict[str, str]

    def get(self, *columns: str) -> str:
        """Return the first cell of `columns` that is there and filled, without outer spaces; "" for none."""
        for column in columns:
            value = self.cells.get(column, "").strip()
            if value:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Table:
    """A file's column names in their order, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def text_of(data: bytes | str, where: str) -> str:
    """Decode `data`: UTF-8 with or without mark, UTF-16, or else Western (Windows-1252).

    Raises:
        BadData: For data that is no text in any of these, or holds nothing.

    """
    text = data.removeprefix("\ufeff") if isinstance(data, str) else _decoded(data, where)
    if not text.strip():
        raise BadData([f"{where}: the file is empty"])
    if "\0" in text:
        raise BadData([f"{where}: this is not a text file"])
    return text


def table_of(text: str, where: str, *, delimiters: Sequence[str] = (",", ";", "\t")) -> Table:
    """Split `text` into a table; the delimiter is the one that the header holds most often.

    Raises:
        BadData: With one sentence per faulty line: wrong number of cells, a quote never closed, a field
            larger than Python's limit, a column that is there twice.

    """
    header = text.lstrip("\r\n").splitlines()[0]
    delimiter = max(delimiters, key=header.count)
    lines = _lines(text, delimiter, where)
    _, names = next(lines, (0, []))
    if not names:
        raise BadData([f"{where}: the file holds no table"])
    columns = tuple(name.strip() for name in names)
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise BadData([f"{where}: line 1: column {', '.join(twice)} is there twice"])
    rows, faults = [], []
    for line, cells in lines:
        if len(cells) != len(columns):
            faults.append(f"{where}: line {line}: {len(cells)} cells where the header has {len(columns)}")
        rows.append(Row(line, dict(zip(columns, cells, strict=False))))
    if faults:
        raise BadData(faults)
    return Table(columns, tuple(rows))


def _decoded(data: bytes, where: str) -> str:
    marked = data[:2] in _UTF16_MARKS
    # UTF-16 without a mark: every other byte of a Western text is zero.
    encodings = ["utf-16"] if marked else ["utf-8-sig"]
    if not marked and b"\0" in data[:64]:
        encodings = ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    elif not marked:
        encodings += ["cp1252", "latin-1"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadData([f"{where}: the text is in no encoding known here (UTF-8, UTF-16, Windows-1252)"])


def _lines(text: str, delimiter: str, where: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = str(error).replace("unexpected end of data", "a quoted cell is never closed")
            raise BadData([f"{where}: line {before + 1}: {reason}"]) from None
        line, before = before + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            yield line, cells
