"""The front-end packages at an address of our own: what is offered, what is not, and what is said without them."""

import gzip
from pathlib import Path

import pytest
from django.test import Client

from gluteal.packages import fetch


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache as the npm client leaves it, with a file that is nobody's business beside it."""
    monkeypatch.setenv("GLUTEAL_CACHE", str(tmp_path))
    folder = fetch._place(tools=False) / "node_modules"
    (folder / "uplot" / "dist").mkdir(parents=True)
    (folder / "uplot" / "dist" / "uPlot.esm.js").write_text("export default class {}\n")
    (folder / "uplot" / "package.json").write_text("{}")
    (tmp_path / "secret.txt").write_text("nobody's business")
    return folder


def test_a_file_comes_with_its_type_and_is_asked_for_once(db: None, packages: Path) -> None:
    answer = Client().get("/packages/uplot/dist/uPlot.esm.js")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript")
    assert "max-age" in answer["Cache-Control"]
    again = Client(headers={"if-none-match": answer["ETag"]}).get("/packages/uplot/dist/uPlot.esm.js")
    assert again.status_code == 304


def test_scripts_come_compressed_to_those_who_can_read_it(db: None, packages: Path) -> None:
    script = packages / "three" / "build" / "three.module.js"
    script.parent.mkdir(parents=True)
    script.write_text("export const three = 3;\n" * 4000)
    for _ in range(2):  # compressed, then from what was kept
        packed = Client(headers={"accept-encoding": "gzip, br"}).get("/packages/three/build/three.module.js")
        assert packed["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed["Vary"]
        assert gzip.decompress(packed.content) == script.read_bytes()
        assert len(packed.content) < script.stat().st_size / 20
    plain = Client().get("/packages/three/build/three.module.js")
    assert "Content-Encoding" not in plain
    assert plain.content == script.read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "uplot/package.json",
        "uplot/dist/../../../../secret.txt",
        "uplot/dist/%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret.txt",
        "/etc/passwd",
        "uplot/dist/none.js",
    ],
)
def test_nothing_else_is_given_away(db: None, packages: Path, name: str) -> None:
    answer = Client().get(f"/packages/{name}")
    assert answer.status_code == 404
    assert "business" not in answer.content.decode()


def test_without_packages_it_is_said_and_pages_leave_the_chart_out(
    alices: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLUTEAL_CACHE", str(tmp_path / "empty"))
    answer = alices.get("/packages/uplot/dist/uPlot.esm.js")
    assert answer.status_code == 404
    assert "fetches them when it starts" in answer.content.decode()
    assert "uPlot" not in alices.get("/progress/measures").content.decode()
