"""The lab's pages: what is asked of each muscle, settings from the address, bad addresses in a sentence."""

import re
from dataclasses import replace
from gzip import compress, decompress
from pathlib import Path

import pytest
from django.test import Client

from gluteal.lab import pictures
from gluteal.training.athlete import Athlete
from gluteal.web.store import Store

PAGE = "/lab/side-lying-abduction"
HTMX = {"hx-request": "true"}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("pictures")
    monkeypatch.setattr(pictures, "_folder", lambda: folder)


def loads(page: str) -> dict[str, int]:
    rows = re.findall(r'<tr data-region="([a-z-]+)">.*?<td class="amount">(\d+) %', page, re.S)
    return {region: int(percent) for region, percent in reversed(rows)}  # the working leg comes first


def test_the_page_tells_the_load_of_each_region_and_says_what_that_is(alices: Client) -> None:
    page = alices.get(PAGE).content.decode()
    assert loads(page)["gluteus-medius-anterior"] > 10
    assert "What the mechanics ask of each muscle, and which way a variation moves it" in page
    assert "It is nobody's measured activation" in page
    assert "%MVIC" not in page


def test_a_setting_in_the_address_moves_the_loads_and_the_sentence_says_which_way(alices: Client) -> None:
    usual = loads(alices.get(PAGE).content.decode())
    page = alices.get(PAGE, {"hip-rotation": "15"}).content.decode()
    assert loads(page)["gluteus-medius-anterior"] > usual["gluteus-medius-anterior"]
    assert loads(page)["tensor-fasciae-latae"] < usual["tensor-fasciae-latae"]
    assert re.search(r"More is asked of gluteus medius anterior \(from \d+ to \d+ %\)", page)
    assert 'value="15"' in page


def test_with_htmx_only_the_answer_comes_and_names_the_new_motion(alices: Client) -> None:
    page = alices.get(PAGE, {"hip-rotation": "15"}, headers=HTMX).content.decode()
    assert "<html" not in page
    assert "<form" not in page
    assert f'data-address="{PAGE}/motion?hip-rotation=15&amp;side=right"' in page
    assert "hx-swap-oob" in page


def test_two_variations_stand_side_by_side(alices: Client) -> None:
    page = alices.get(PAGE, {"load": "3", "from": "clamshell", "from.hip-flexion": "30"}).content.decode()
    assert f"{PAGE}/motion?load=3&amp;side=right" in page
    assert "/lab/clamshell/motion?hip-flexion=30&amp;side=right" in page
    assert "Compared with Clamshell." in page
    assert 'name="from.hip-flexion" value="30"' in page


def test_what_is_kept_to_compare_with_stays_as_it_was(alices: Client) -> None:
    page = alices.get(PAGE, {"load": "3"}).content.decode()
    kept = re.search(rf'{PAGE}\?(load=3&amp;from=[^"]+)"', page)
    assert kept
    assert kept[1].replace("&amp;", "&") == "load=3&from=side-lying-abduction&from.load=3"


def test_the_left_side_asks_of_the_left_leg_what_the_right_asks_of_the_right(alices: Client) -> None:
    assert loads(alices.get(PAGE, {"side": "left"}).content.decode()) == loads(
        alices.get(PAGE).content.decode()
    )


HOSTILE = [
    "hip-rotation=900",
    "hip-rotation=nan",
    "hip-rotation=-inf",
    "hip-rotation=1e999",
    "hip-rotation=",
    "hip-rotation=<script>alert(1)</script>",
    "hip-rotation=" + "9" * 5000,
    "hip-rotation=%00%ff",
    "load=-5",
    "band-placement=nose",
    "no-such-setting=1",
    "side=up",
    "side=right&side=🦵",
    "from=no-such-exercise",
    "from=clamshell&from.hip-flexion=900",
    "from=clamshell&from.nope=1",
    "__class__=1",
    "'%20OR%201=1--=x",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_address_gets_a_sentence_and_the_usual_exercise(alices: Client, query: str) -> None:
    answer = alices.get(f"{PAGE}?{query}")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'class="notice bad" role="alert"' in page
    assert "<script>alert" not in page
    assert len(page) < 200_000
    assert loads(page)["gluteus-medius-anterior"] > 10


@pytest.mark.parametrize("file", ["motion", "picture.svg"])
@pytest.mark.parametrize("query", ["hip-rotation=900", "no-such=1", "side=up"])
def test_a_file_of_a_bad_address_is_refused_in_a_sentence(alices: Client, file: str, query: str) -> None:
    answer = alices.get(f"{PAGE}/{file}?{query}")
    assert answer.status_code == 400
    assert "<h1>That did not work</h1>" in answer.content.decode()


def test_a_picture_is_seen_from_where_there_is_a_view(alices: Client) -> None:
    assert alices.get(f"{PAGE}/picture.svg?show=inside").status_code == 400
    answer = alices.get(f"{PAGE}/picture.svg?show=best&still=1&night=1")
    assert answer["Content-Type"] == "image/svg+xml", answer.content.decode()[-600:]
    assert answer.content.startswith(b"<svg")


@pytest.mark.parametrize(
    "address", ["/lab/no-such-exercise", "/lab/no-such-exercise/motion", "/lab?exercise=nope"]
)
def test_an_exercise_that_does_not_exist_is_not_found(alices: Client, address: str) -> None:
    assert alices.get(address).status_code == 404


def test_an_exercise_without_a_motion_says_why(alices: Client) -> None:
    page = alices.get("/lab/skater-bound").content.decode()
    assert "has no motion" in page
    assert "<canvas" not in page
    assert "exercises without a figure" in alices.get("/lab").content.decode()


def test_another_exercise_is_a_page_of_its_own(alices: Client) -> None:
    answer = alices.get("/lab", {"exercise": "hip-thrust"})
    assert (answer.status_code, answer["Location"]) == (302, "/lab/hip-thrust")


def test_the_page_of_an_exercise_shows_its_figure_and_leads_to_the_lab(alices: Client) -> None:
    page = alices.get("/exercises/clamshell-band").content.decode()
    assert 'src="/lab/clamshell-band/picture.svg"' in page
    assert 'href="/lab/clamshell-band"' in page
    assert "/lab/" not in alices.get("/exercises/lateral-hop-hold").content.decode()


@pytest.mark.parametrize("address", ["/lab/bones", f"{PAGE}/motion", f"{PAGE}/picture.svg"])
def test_nobody_gets_the_files_without_entering(charlies: Client, address: str) -> None:
    assert charlies.get(address).status_code == 403


def test_a_picture_of_the_usual_exercise_is_drawn_once_and_kept(
    alices: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "_folder", lambda: tmp_path)
    first = alices.get(f"{PAGE}/picture.svg?still=1")
    (kept,) = tmp_path.iterdir()
    assert decompress(kept.read_bytes()) == first.content
    kept.write_bytes(compress(b"<svg>kept</svg>"))
    assert alices.get(f"{PAGE}/picture.svg?still=1").content == b"<svg>kept</svg>"
    squeezed = alices.get(f"{PAGE}/picture.svg?still=1", headers={"accept-encoding": "gzip"})
    assert squeezed["Content-Encoding"] == "gzip"
    assert decompress(squeezed.content) == b"<svg>kept</svg>"
    assert alices.get(f"{PAGE}/picture.svg?still=1&load=3").content != b"<svg>kept</svg>"
    assert len(list(tmp_path.iterdir())) == 1


def test_two_planted_legs_leave_a_range_and_the_word_undetermined(alices: Client) -> None:
    page = alices.get("/lab/squat", {"band-placement": "above-knees"}).content.decode()
    assert '<span class="chip">undetermined</span>' in page
    assert "How hard the person pushes the knees out decides" in page


def test_a_slider_is_answered_first_and_the_ranges_follow(alices: Client) -> None:
    query = {"band-placement": "above-knees", "band": "blue"}
    quick = alices.get("/lab/squat", query, headers=HTMX).content.decode()
    assert "undetermined</span>" not in quick
    follow = re.search(r'hx-get="(/lab/squat\?[^"]+ranges=1)"', quick)
    assert follow
    whole = alices.get(follow[1].replace("&amp;", "&"), headers=HTMX).content.decode()
    assert "undetermined</span>" in whole
    assert "ranges=1" not in whole
    assert "ranges=1" not in alices.get("/lab/squat", query, headers=HTMX).content.decode()


def test_what_cannot_be_held_is_said_and_the_movement_still_shown(alices: Client) -> None:
    query = {"weight": "50"}
    for headers in ({}, HTMX):
        answer = alices.get("/lab/single-leg-rdl", query, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "The muscles of this model cannot hold that" in page
        assert loads(page) == {}
    file = alices.get("/lab/single-leg-rdl/motion", query)
    assert file.status_code == 200
    assert b'"loaded": false' in file.content


def test_the_page_reckons_with_the_body_of_the_profile_and_says_so(
    alices: Client, alices_store: Store, athlete: Athlete
) -> None:
    usual = alices.get(PAGE).content.decode()
    assert "Reckoned for the model&#x27;s own body of 170 cm and 75 kg: your profile tells neither." in usual
    alices_store.save_athlete(replace(athlete, height_cm=158, mass_kg=95.5))
    page = alices.get(PAGE).content.decode()
    assert "Reckoned for your body: 158 cm and 96 kg, from your profile." in page
    assert loads(page) != loads(usual)
    assert f"{PAGE}/motion?body.height=158&amp;body.mass=95.5&amp;side=right" in page


def test_another_body_can_be_asked_about_and_only_then_stands_in_the_address(
    alices: Client, alices_store: Store, athlete: Athlete
) -> None:
    alices_store.save_athlete(replace(athlete, height_cm=168, mass_kg=62))
    own = alices.get(PAGE, {"body.height": "168", "body.mass": "62", "body.strength": "100"}, headers=HTMX)
    assert own["HX-Replace-Url"] == PAGE
    weak = alices.get(PAGE, {"body.strength": "50", "hip-rotation": "0"}, headers=HTMX)
    assert weak["HX-Replace-Url"] == f"{PAGE}?body.strength=50"
    assert "as you have set it here" in weak.content.decode()
    assert (
        loads(weak.content.decode())["gluteus-medius-anterior"]
        > loads(own.content.decode())["gluteus-medius-anterior"]
    )


@pytest.mark.parametrize("query", ["body.height=20", "body.mass=nan", "body.strength=-1", "body.colour=red"])
def test_a_body_that_cannot_be_is_refused_in_a_sentence(alices: Client, query: str) -> None:
    answer = alices.get(f"{PAGE}?{query}")
    assert answer.status_code == 400
    assert 'class="notice bad" role="alert"' in answer.content.decode()


@pytest.mark.parametrize(
    "slug", ["hip-thrust", "machine-abduction", "quadruped-fire-hydrant-band", "glute-bridge-banded", "squat"]
)
def test_no_muscle_that_hardly_works_is_called_one_of_those_asked_most(alices: Client, slug: str) -> None:
    page = alices.get(f"/lab/{slug}").content.decode()
    said = re.search(r"The mechanics (?:ask|leave).*", page)
    assert said
    named = re.findall(r"\((\d+) % of its strength\)", said[0])
    assert all(int(percent) >= 5 for percent in named)
    assert "ask most of: ." not in page


def test_a_weight_that_no_hand_holds_says_so(alices: Client) -> None:
    page = alices.get("/lab/single-leg-squat", {"weight": "20"}).content.decode()
    assert "No hand holds the weight, so it does nothing" in page


def test_two_variations_of_one_exercise_are_told_apart_by_their_names(alices: Client) -> None:
    query = {"band-placement": "above-knees", "from": "squat", "from.band-placement": "none"}
    page = alices.get("/lab/squat", query).content.decode()
    titles = re.findall(r"<figcaption><strong>([^<]+)</strong>", page)
    assert len(set(titles)) == 2
    assert "above the knees" in titles[0] or "above knees" in titles[0]
    assert f"Compared with {titles[1]}." in page


def test_the_cue_can_be_given_and_settles_what_was_open(alices: Client) -> None:
    page = alices.get("/lab/squat", {"knees-out": "50"}).content.decode()
    assert 'name="knees-out"' in page
    assert "undetermined</span>" not in page
