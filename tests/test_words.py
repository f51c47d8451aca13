"""No text of Gluteal holds a diagnosis, an injury-risk number, or a promise that training keeps harm away."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "gluteal"

# Claims of the seed article that are quoted, in `says` and in their title, only to be doubted or contradicted.
QUOTED: frozenset[str] = frozenset({"seed-1-6", "seed-6-1", "seed-6-3", "seed-6-9", "seed-tip-1-2"})
# Titles and addresses of sources are other people's words, and so is one heading of the seed article.
OTHERS_WORDS = {"citation", "seen_at", "doi"}
HEADING = "6 Injury prevention"

ILLNESS = (
    r"(?:tears?\b|torn\b|fractur\w*|sprain\w*|strain\b|impingement|dysfunction|herni\w+|sciatica|scoliosis"
    r"|necrosis|infection|cancer|inflammation|injur\w+|disease|syndrome|disorder|instability"
    r"|[a-z]{3,}itis\b|[a-z]{3,}pathy\b|[a-z]{4,}osis\b)"
)
HARM = (
    r"(?:injur\w*|sprain\w*|\btears?\b|fractur\w*|\bfalls?\b|\bfalling\b|\bhurt\w*|\bpains?\b|\bstrains?\b"
    r"|syndrome|herni\w+|\baches?\b|damage)"
)
A_FEW_WORDS = r"(?:[\w-]+\s+){0,4}"

DIAGNOSIS = re.compile(
    rf"\byou(?:['’]ve| have| suffer from| are suffering from| are diagnosed with|(?: \w+)? show signs of"
    rf"| (?:may|might|must|probably|likely|seem to|appear to) have)\s+{A_FEW_WORDS}{ILLNESS}"
    rf"|\b(?:this|it|that|your pain|the pain|your answers?)\s+(?:\w+\s+)?(?:means|shows|indicates|suggests|points to)"
    rf"\s+{A_FEW_WORDS}{ILLNESS}"
    rf"|\byour (?:diagnosis\b|{ILLNESS})"
    rf"|\b(?:we|gluteal|it|this app) (?:can )?diagnoses?\b",
    re.IGNORECASE,
)
QUANTITY = (
    r"(?:\d[\d.,]*\s*(?:%|per ?cent\b|-?\s?fold\b|times\b|×)|\btwice\b|\bdoubles?\b|\bhalves?\b|\btripled?\b)"
)
CHANCE = r"(?:\brisks?\b|\bodds\b|\bchances?\b|\blikel(?:y|ihood)\b|\bprobabilit\w+)"
RISK_NUMBER = re.compile(
    rf"(?=.*{QUANTITY})(?=.*{CHANCE})(?=.*{HARM})"
    rf"|\b(?:odds|hazard|risk) ratios?\b"
    rf"|(?-i:\b[OH]R \d)|\brelative risk\b"
    rf"|\binjury[- ]risk (?:score|index|is|of|:)"
    rf"|\bprobability of (?:an? )?{HARM}",
    re.IGNORECASE,
)
PROMISE = re.compile(
    rf"(?=.*(?:\bprevent(?:s|ed|ing|ion|ative)?\b|\bprotect(?:s|ed|ing|ion|ive)?\b|\bshields?\b|\bsafeguards?\b"
    rf"|\bwards? off\b|\bkeeps?\b.*\baway\b|\b(?:reduc|lower|cut|decreas|minimi[sz])\w*\s+{A_FEW_WORDS}{CHANCE}))(?=.*{HARM})"
    rf"|\binjury-(?:free|proof)\b|\bbullet-?proof|\b(?:stays?|keeps? you|become) pain-free\b"
    rf"|\b(?:cures?|heals?)\s+{A_FEW_WORDS}(?:{HARM}|{ILLNESS})",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:not|no|nor|never|nobody|nothing|none|neither|without|whether|cannot|unproven|unsupported|unclear|unknown)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)


def faults(text: str) -> list[str]:
    """What is wrong with a text: the kind of fault and the sentence."""
    found = []
    for sentence in re.split(r"(?<=[.!?;])\s+", " ".join(text.replace(HEADING, "").split())):
        if sentence.endswith("?"):
            continue  # asking is neither a verdict nor a promise
        denied = DENIED.search(sentence) is not None
        if DIAGNOSIS.search(sentence) and not denied:
            found.append(f"diagnosis: {sentence}")
        if RISK_NUMBER.search(sentence):
            found.append(f"injury-risk number: {sentence}")
        if PROMISE.search(sentence) and not denied:
            found.append(f"promise: {sentence}")
    return found


def toml_texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Each string of a TOML document with its path; claims are named by their id."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        here = f"{path}[{value['id']}]" if isinstance(value.get("id"), str) else path
        for key, item in value.items():
            if key not in OTHERS_WORDS:
                yield from toml_texts(item, f"{here}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from toml_texts(item, path)


def python_texts(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Each string of a module; whatever an f-string fills in counts as a number."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [str(p.value) if isinstance(p, ast.Constant) else "0" for p in node.values]
            yield f"line {node.lineno}", "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield f"line {node.lineno}", node.value


def texts_of(file: Path) -> Iterator[tuple[str, str]]:
    content = file.read_text(encoding="utf-8")
    if file.suffix == ".toml":
        yield from toml_texts(tomllib.loads(content))
    elif file.suffix == ".py":
        yield from python_texts(ast.parse(content))
    else:
        for number, line in enumerate(re.sub(r"<[^>]+>", " ", content).splitlines(), start=1):
            # A row of the evidence page repeats a claim, whose own words are looked at in its file.
            claim = re.search(r"`(seed-[^`]+)`", line)
            yield f"line {number}" + (f" [{claim.group(1)}].title" if claim else ""), line


def quoted(path: str) -> str | None:
    """The claim id, when the path leads to what the seed article says, or to the title that repeats it."""
    found = re.search(r"\[(seed-[^\]]+)\]\.(?:seed\.says|title)$", path)
    return found.group(1) if found else None


FILES = sorted(
    file
    for folder, endings in (
        (PACKAGE, {".toml", ".py", ".html", ".txt", ".js"}),
        (ROOT / "docs", {".md"}),
    )
    for file in folder.rglob("*")
    if file.suffix in endings and "vendor" not in file.parts and ".min." not in file.name
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_text_diagnoses_counts_risk_or_promises(file: Path) -> None:
    found = [
        f"{path}: {fault}"
        for path, text in texts_of(file)
        for fault in faults(text)
        if quoted(path) not in QUOTED
    ]
    assert not found, "\n".join(found)


def test_what_is_quoted_from_the_seed_is_doubted_and_needs_the_exception() -> None:
    claims = {
        claim["id"]: claim
        for file in (PACKAGE / "catalogue" / "data" / "claims").glob("*.toml")
        for claim in tomllib.loads(file.read_text(encoding="utf-8"))["claims"]
    }
    for claim_id in QUOTED:
        seed = claims[claim_id]["seed"]
        assert seed["verdict"] in ("unsure", "disagree"), f"{claim_id} is quoted in agreement"
        assert faults(seed["says"]) or faults(claims[claim_id]["title"]), (
            f"{claim_id} needs no exception any more"
        )


@pytest.mark.parametrize(
    "bad",
    [
        "You have gluteal tendinopathy.",
        "You probably have a labral tear.",
        "You suffer from patellofemoral pain syndrome.",
        "This means that you have a stress fracture.",
        "Your pain suggests bursitis.",
        "Take it easy with your tendinopathy.",
        "Gluteal diagnoses weak hips.",
        "Weak abductors raise the risk of an ankle sprain by 12 %.",
        "Athletes below this value are 3 times as likely to be injured.",
        "Poor control doubles your chance of injury.",
        "The odds ratio was 2.67.",
        "Injury risk: OR 2.67 in this group.",
        "Your injury-risk score is low.",
        "The probability of injury is shown below.",
        "Clamshells prevent knee injuries.",
        "Strong glutes protect you from falls.",
        "This lowers the chance of sprains.",
        "Reduces your risk of back pain.",
        "Stay injury-free with six minutes a day.",
        "Clamshells can keep band syndrome away.",
        "It cures pain at the side of the hip.",
    ],
)
def test_what_must_not_be_said_is_caught(bad: str) -> None:
    assert faults(bad)


@pytest.mark.parametrize(
    "fine",
    [
        "Have you been told that you have arthritis?",
        "Please see a professional before you go on.",
        "Gluteal never diagnoses and promises no protection from injuries.",
        "Nobody has shown that clamshells prevent knee injuries.",
        "Stop when pain is above 5 of 10.",
        "Hip work helps with pain around the kneecap.",
        "About one pregnant person in five has pain around the pelvis.",
        "The band pulls 25 % harder at twice its length.",
        "A check prevents a second import of the same file.",
        "You have three sessions this week.",
    ],
)
def test_what_may_be_said_passes(fine: str) -> None:
    assert not faults(fine)


def test_an_f_string_cannot_hide_a_number() -> None:
    tree = ast.parse('f"{value} % more risk of injury"')
    assert [faults(text) for _, text in python_texts(tree)] == [
        ["injury-risk number: 0 % more risk of injury"]
    ]
