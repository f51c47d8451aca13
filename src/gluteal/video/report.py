"""The one page about a set, as an HTML file that needs nothing else, or as a PDF."""

from base64 import b64encode
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from gluteal.form.report import Body, Degree
from gluteal.video.findings import Row
from gluteal.video.sheet import HEADS, SMALL_PRINT, Sheet

_CHIP = {Degree.CLEAR: "clear", Degree.SLIGHT: "slight", Degree.UNSURE: "unsure", Degree.NONE: "not seen"}
_STYLE = """
body{font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#2b211b;background:#fff;margin:0 auto;
max-width:60rem;padding:1.5rem}h1{margin:0;font-size:1.7rem}h2{font-size:1.05rem;margin:1.1rem 0 .3rem}
p{margin:.2rem 0}.muted{color:#65574d}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.28rem .6rem .28rem 0;border-bottom:1px solid #e3d7c9;vertical-align:top}
.keys{display:flex;flex-wrap:wrap;gap:.8rem;margin-top:.6rem}.keys figure{margin:0;flex:1 1 9rem;max-width:16rem}
.keys img{width:100%;border-radius:.5rem;display:block}figcaption{font-size:.85rem;margin-top:.2rem}
svg{width:100%;height:auto;display:block;margin:.4rem 0}.chip{border-radius:1rem;padding:.05rem .55rem;white-space:nowrap;
background:#f3ebe1}.clear{background:#fbe0dc;color:#a3201a}.slight{background:#fbecc9;color:#7a4f00}
.none{background:#dff0e3;color:#26633f}ul{margin:.2rem 0;padding-left:1.2rem}.small{font-size:.85rem}
@media print{body{padding:0;font-size:11px}}
"""
FONT = {".html": "system-ui, sans-serif", ".pdf": "Libertinus Serif"}


def html(sheet: Sheet) -> str:
    """Return the page as HTML; pictures and plots are within it."""
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(sheet.title)}: form check</title><style>{_STYLE}</style></head><body>",
        f'<h1>{escape(sheet.title)}</h1><p class="muted">{escape(sheet.line)}</p>',
    ]
    if sheet.experimental:
        parts.append(
            "<p><span class='chip slight'>Experimental: not tried on real films of this exercise</span></p>"
        )
    parts += [f"<p><strong>{escape(one)}</strong></p>" for one in sheet.advice]
    parts += [
        "<h2>The set</h2>",
        _table(HEADS, sheet.sides) if sheet.sides else "<p>Nothing was counted.</p>",
    ]
    if sheet.rows:
        body = "".join(
            f"<tr><td><strong>{escape(name(row))}</strong></td>"
            f'<td><span class="chip {row.worst}">{escape(chip(row))}</span></td>'
            f"<td>{escape(words)}</td><td>{escape(row.cue or (row.why if row.worst is Degree.UNSURE else ''))}</td></tr>"
            for row, words in sheet.rows
        )
        parts += ["<h2>What was looked for</h2>", f"<table><tbody>{body}</tbody></table>"]
    if sheet.keys:
        parts.append('<div class="keys">')
        parts += [
            f'<figure><img alt="" src="data:image/jpeg;base64,{b64encode(key.jpeg).decode()}">'
            f"<figcaption>{escape(key.caption)}</figcaption></figure>"
            for key in sheet.keys
        ]
        parts.append("</div>")
    if sheet.plots:
        parts += ["<h2>Signals</h2>", *sheet.plots]
    parts += _closing(sheet)
    return "".join([*parts, "</body></html>\n"])


def name(row: Row) -> str:
    """Return what was looked for, with its side."""
    return row.name if row.side is Body.BOTH else f"{row.name}, {row.side}"


def chip(row: Row) -> str:
    """Return the verdict in a word or two."""
    sure = "" if row.worst is Degree.UNSURE else f", {row.sureness} sureness"
    return _CHIP[row.worst] + sure + (", experimental" if row.experimental else "")


def _table(heads: tuple[str, ...], lines: tuple[tuple[str, ...], ...]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(one)}</td>" for one in line) + "</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _closing(sheet: Sheet) -> list[str]:
    parts = []
    if sheet.withheld:
        parts.append('<h2>Not judged</h2><ul class="small">')
        parts += [f"<li>{escape(what)}: {escape(why)}</li>" for what, why in sheet.withheld]
        parts.append("</ul>")
    if sheet.cannot_see:
        parts.append('<h2>What a camera cannot see</h2><ul class="small">')
        parts += [f"<li>{escape(one)}</li>" for one in sheet.cannot_see]
        parts.append("</ul>")
    tried = f" This check was tried on: {sheet.tested_on}" if sheet.tested_on else ""
    return [*parts, f'<p class="small muted">{escape(SMALL_PRINT + tried)}</p>']


def pdf(sheet: Sheet) -> bytes:
    """Return the page as a PDF of one sheet of A4: where there is much to say, fewer plots are shown."""
    import typst

    with TemporaryDirectory() as folder:
        place = Path(folder)
        for at, key in enumerate(sheet.keys):
            (place / f"key{at}.jpg").write_bytes(key.jpeg)
        for at, svg in enumerate(sheet.plots):
            (place / f"plot{at}.svg").write_text(svg, encoding="utf-8")
        page = place / "page.typ"
        for plots in range(len(sheet.plots), -1, -1):
            page.write_text(source(sheet, plots), encoding="utf-8")
            if not isinstance(typst.compile(str(page), root=folder, format="svg"), list):
                break  # one page: several come as a list
        made = typst.compile(str(page), root=folder, format="pdf")
    return bytes(made)


def source(sheet: Sheet, plots: int) -> str:
    """Return the page in Typst with so many plots; pictures are `key0.jpg` … and `plot0.svg` … beside it."""
    size = 8 if len(sheet.rows) + len(sheet.withheld) > 12 else 9
    parts = [
        '#set page(paper: "a4", margin: 1.3cm)',
        f"#set text(size: {size}pt)",
        "#set par(spacing: 0.6em)",
        f"= {_typ(sheet.title)}",
        _typ(sheet.line),
    ]
    if sheet.experimental:
        parts.append("*Experimental: not tried on real films of this exercise.*")
    parts += [f"*{_typ(one)}*" for one in sheet.advice]
    if sheet.sides:
        cells = [f"[*{_typ(one)}*]" for one in HEADS]
        cells += [f"[{_typ(one)}]" for line in sheet.sides for one in line]
        parts.append(_grid(cells, "(auto, auto, 1fr, 1.4fr, auto)"))
    else:
        parts.append("Nothing was counted.")
    if sheet.rows:
        cells = []
        for row, words in sheet.rows:
            say = row.cue or (row.why if row.worst is Degree.UNSURE else "")
            cells += [f"[*{_typ(name(row))}*]", f"[{_typ(chip(row))}]", f"[{_typ(words)}]", f"[{_typ(say)}]"]
        parts += ["== What was looked for", _grid(cells, "(1.1fr, 1fr, 1.1fr, 1.4fr)")]
    if sheet.keys:
        shown = ", ".join(
            f'stack(spacing: 3pt, image("key{at}.jpg", height: 5cm, fit: "contain"), text(size: {size - 1}pt)[{_typ(key.caption)}])'
            for at, key in enumerate(sheet.keys)
        )
        parts.append(f"#grid(columns: ({'1fr, ' * len(sheet.keys)}), column-gutter: 8pt, {shown})")
    parts += [f'#image("plot{at}.svg", width: 100%)' for at in range(plots)]
    if sheet.withheld:
        parts.append(
            "*Not judged:* " + _typ("; ".join(f"{what} ({why})" for what, why in sheet.withheld)) + "."
        )
    parts.append("*What a camera cannot see:* " + _typ(" ".join(sheet.cannot_see)))
    parts.append(f"#text(size: 7pt)[{_typ(SMALL_PRINT)}]")
    return "\n\n".join(parts) + "\n"


def _grid(cells: list[str], columns: str) -> str:
    return (
        f"#table(columns: {columns}, stroke: (x: none, y: 0.4pt + luma(210)), inset: 3pt, {', '.join(cells)})"
    )


def _typ(words: str) -> str:
    """Return words so that nothing in them is markup."""
    return "".join(f"\\{letter}" if letter in "\\#$*_`<>@[]=-+/~'\"" else letter for letter in words)
