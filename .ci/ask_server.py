"""Start the README's first command as a new user would, open the address it prints, ask for pages, stop it."""

import http.cookiejar
import re
import signal
import subprocess
import sys
import threading
import urllib.request

LIMIT_S = 600  # the first start installs everything


def main():
    """Return 0 when the server started, answered and stopped."""
    server = subprocess.Popen(
        [sys.executable, "start.py", "serve", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    watchdog = threading.Timer(LIMIT_S, server.kill)
    watchdog.start()
    address = None
    try:
        for line in server.stdout:
            print("  |", line.rstrip())
            found = re.search(r"http://127\.0\.0\.1:\d+/\S+", line)
            if found:
                address = found.group(0)
                break
        if address is None:
            print("the server printed no address")
            return 1
        # Whatever it prints from here on must not fill the pipe and block it.
        threading.Thread(target=server.stdout.read, daemon=True).start()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        root = re.match(r"http://[^/]+", address).group(0)
        for url in (address, root + "/exercises", root + "/exercises/clamshell"):
            page = opener.open(url, timeout=60)
            text = page.read().decode()
            print(page.status, url.split("/enter/")[0], len(text))
            if page.status != 200 or "Gluteal" not in text:
                return 1
    finally:
        server.send_signal(signal.SIGINT)
        watchdog.cancel()
    code = server.wait(timeout=30)
    print("stopped with", code)
    return 0 if code in (0, 130, -signal.SIGINT) else 1


if __name__ == "__main__":
    sys.exit(main())
