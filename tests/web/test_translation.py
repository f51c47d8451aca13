"""Every text of the pages goes through the translation tags, and is found by the tools that translators use."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import gluteal.web

WEB = Path(gluteal.web.__file__).parent
TEMPLATES = sorted(WEB.rglob("*.html"))
# Names, units and signs that are the same in every language.
SAME = {"Gluteal", "CR-10", "kg", "cm", "reps", "min", "doi", "doi:", "Ctrl-C", "s", "x", "RIR", "D3", "D4"}


def plain(text: str) -> str:
    """Return what a reader sees of a template that no tag gives."""
    text = re.sub(
        r"{%\s*(?:blocktranslate|blocktrans).*?%}.*?{%\s*end(?:blocktranslate|blocktrans)\s*%}",
        " ",
        text,
        flags=re.S,
    )
    text = re.sub(r"{% block main_attributes %}.*?{% endblock %}", " ", text)
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}", " ", text, flags=re.S)
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", text, flags=re.S)
    return re.sub(r"<!--.*?-->|<(script|style|code)\b.*?</\1>", " ", text, flags=re.S)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_text_of_a_template_stands_outside_a_translation_tag(path: Path) -> None:
    text = plain(path.read_text(encoding="utf-8"))
    said = re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]*[A-Za-z]{2}[^"]*)"', text)
    said += re.sub(r"<[^>]*>", "\n", text).splitlines()
    left = [word for line in said for word in re.findall(r"[A-Za-z][A-Za-z-]+", line)]
    assert not [word for word in left if word not in SAME]


@pytest.mark.skipif(
    shutil.which("xgettext") is None, reason="the tools of translators are not on this machine"
)
@pytest.mark.skipif(
    shutil.which("xgettext") is None, reason="the translators' tool (gettext) is not on this machine"
)
def test_the_tools_of_translators_find_the_texts(tmp_path: Path) -> None:
    copy = tmp_path / "web"
    shutil.copytree(WEB, copy, ignore=shutil.ignore_patterns("static", "__pycache__", "migrations"))
    (copy / "locale").mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale=de", "--verbosity=0"], cwd=copy, check=True
    )
    found = (copy / "locale" / "de" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    for text in ("Set up my plan", "Change this session", "reaches what is aimed at", "Gluteus medius"):
        assert f'msgid "{text}"' in found
    assert found.count("msgid ") > 500
