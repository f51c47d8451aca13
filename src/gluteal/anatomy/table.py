"""The atlas as Markdown tables, for docs/anatomy.md."""

from collections.abc import Mapping

from gluteal.anatomy.atlas import Entry, Posture
from gluteal.anatomy.region import Region


def attachment_table(atlas: Mapping[Region, Entry]) -> str:
    """Return a table of where each region is, where it attaches and which nerve moves it."""
    rows = ["| region | where | from | to | nerve | claims |", "|---|---|---|---|---|---|"]
    for entry in atlas.values():
        claims = ", ".join(entry.claims)
        cells = (
            f"`{entry.region}`",
            entry.plain,
            entry.origin,
            entry.insertion,
            entry.innervation,
            claims,
        )
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def pull_table(atlas: Mapping[Region, Entry]) -> str:
    """Return a table of what each region does with the hip straight and bent, with lever arms in mm."""
    rows = ["| region | hip straight | hip bent to 90° | besides |", "|---|---|---|---|"]
    for entry in atlas.values():
        besides = " ".join(text for text in (entry.elsewhere, entry.note) if text)
        cells = (
            f"`{entry.region}`",
            _pulls(entry, Posture.STRAIGHT),
            _pulls(entry, Posture.BENT),
            besides or "–",
        )
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _pulls(entry: Entry, posture: Posture) -> str:
    groups: dict[str | None, list[str]] = {}
    for pull in sorted(entry.pulls, key=lambda pull: -(pull.arm_mm or 0)):
        if pull.posture in (posture, Posture.ANY):
            arm = "" if pull.arm_mm is None else f" {pull.arm_mm:.0f}"
            groups.setdefault(pull.part, []).append(pull.action.replace("-", " ") + arm)
    return "; ".join((f"{part}: " if part else "") + ", ".join(words) for part, words in groups.items())
