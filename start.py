"""Set everything up and start it: `python3 start.py serve` or `python3 start.py test`, nothing needed but Python and pip.

Fetches uv into `.tools` beside this file and hands on to it; uv makes `.venv` from the lock file. Any other
words are handed to the `gluteal` command: `python3 start.py plan`. Only the standard library is used here.
"""

import os
import ssl
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOOLS = os.path.join(HERE, ".tools")
UV = os.path.join(TOOLS, "bin", "uv.exe" if os.name == "nt" else "uv")
UV_WANTED = "uv>=0.9,<1"


def main(words):
    """Run one command; return its exit code."""
    if sys.version_info < (3, 11):
        print(
            "Gluteal needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2],
            file=sys.stderr,
        )
        return 2
    if not uv_works() and not fetch_uv():
        return 2
    sys.stdout.flush()
    if os.name == "posix":  # become uv, so that Ctrl-C and exit codes are its own
        os.execve(UV, command(words), environment())  # noqa: S606
    return subprocess.call(command(words), env=environment())


def command(words):
    """Return the uv command line for the words given."""
    run = [UV, "run", "--frozen", "--project", HERE, "--python", sys.executable]
    if words[:1] == ["test"]:
        return [*run, "--directory", HERE, "pytest", "-n", "auto", "--dist", "loadgroup", *words[1:]]
    return [*run, "--no-dev", "gluteal", *(words or ["--help"])]


def environment():
    """Return the environment for uv, without what would send it to another project's place."""
    dropped = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "UV_PROJECT_ENVIRONMENT")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    # Behind a company's proxy only the machine's own certificates are right; a bare machine may have none.
    if ssl.create_default_context().get_ca_certs():
        kept.setdefault("UV_SYSTEM_CERTS", "1")
    return kept


def uv_works():
    """Tell whether a usable uv is in `.tools` already (an interrupted download leaves an unusable one)."""
    try:
        return subprocess.run([UV, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def fetch_uv():
    """Install uv into `.tools`; tell in one sentence when that fails."""
    print("First start: fetching the installer into .tools …", file=sys.stderr, flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run([*pip, "--upgrade", "--target", TOOLS, UV_WANTED], check=False)
    if done.returncode == 0 and uv_works():
        return True
    print(
        "Could not fetch uv with pip: check that pip is there (python3 -m pip --version), that the network"
        " reaches the Python package index, and that this folder can be written.",
        file=sys.stderr,
    )
    return False


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
