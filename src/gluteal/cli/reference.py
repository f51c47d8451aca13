"""Generates the command reference and the JSON Schemas; `make docs` writes both."""

import json
from pathlib import Path
from typing import Any

import typer


def answers() -> dict[str, Any]:
    """Return the type of every JSON answer and document by the name of its schema."""
    from gluteal.cli import answer, lab_answer
    from gluteal.exchange.json_file import Document
    from gluteal.training.athlete import Athlete
    from gluteal.training.programme import Programme

    return {
        "init": Athlete,
        "plan": Programme,
        "today": answer.SessionAnswer,
        "next": answer.SessionAnswer,
        "log": answer.LogAnswer,
        "history": answer.HistoryAnswer,
        "exercises": answer.FoundAll,
        "explain": answer.ExerciseAnswer | answer.ClaimAnswer,
        "check": answer.CheckAnswer,
        "load": lab_answer.LoadAnswer,
        "whatif": lab_answer.WhatifAnswer,
        "form": answer.FormAnswer,
        "screen": answer.ScreenAnswer,
        "import": answer.ImportAnswer,
        "map": answer.MapAnswer,
        "demo": answer.DemoAnswer,
        "export": Document,
    }


def schema(name: str) -> str:
    """Return one schema as text, the same for the same code."""
    from gluteal.record import schema_of

    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"gluteal {name}",
        **schema_of(answers()[name]),
    }
    document["title"] = f"gluteal {name}" + ("" if name == "export" else " --json")
    return json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def reference() -> str:
    """Return the command reference in Markdown, read from the commands themselves."""
    from gluteal.cli.app import app

    lines = [
        "# Commands",
        "",
        "Generated from the program by `make docs`; do not edit.",
        "",
        "Every command takes `--data-dir FOLDER` (or `GLUTEAL_DATA`) to choose the store. Exit codes: 0 done, 2 not "
        "possible as asked (one sentence on standard error), 130 interrupted.",
    ]
    command: Any = typer.main.get_command(app)
    for name, one in command.commands.items():
        lines += _section(f"gluteal {name}", one)
        for inner, two in getattr(one, "commands", {}).items():
            lines += _section(f"gluteal {name} {inner}", two)
    return "\n".join(lines) + "\n"


def _section(path: str, command: Any) -> list[str]:
    lines = ["", f"## {path}", "", (command.help or "").strip()]
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
    if hasattr(command, "commands"):
        return lines
    usage = " ".join([path, *(_usage(p) for p in arguments), *(["[OPTIONS]"] if options else [])])
    lines += ["", f"    {usage}", ""]
    lines += [f"- `{_name(p)}`: {p.help}" for p in arguments if p.help]
    lines += [
        f"- `{', '.join([*p.opts, *p.secondary_opts])}`: {p.help}{_default(p)}" for p in options if p.help
    ]
    return lines


def _name(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _usage(parameter: Any) -> str:
    name = _name(parameter)
    if parameter.nargs == -1 and "…" not in name:
        name += "…"
    return name if parameter.required else f"[{name}]"


def _default(parameter: Any) -> str:
    value = parameter.default
    return "" if value in (None, False, True, "", ()) or callable(value) else f" Default: {value}."


def write(folder: Path) -> None:
    """Write `reference.md` and `schemas/*.json` into the documentation's folder."""
    (folder / "schemas").mkdir(parents=True, exist_ok=True)
    (folder / "reference.md").write_text(reference(), encoding="utf-8")
    for name in answers():
        (folder / "schemas" / f"{name}.json").write_text(schema(name), encoding="utf-8")
