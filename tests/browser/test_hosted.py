"""A hosted Gluteal in a real browser: an account, a passkey, a second step; every page of it accessible and silent."""

import socket
from pathlib import Path
from typing import Any

import pytest
from running import CHROMIUM, chromium, server, violations, watched

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="there is no Chromium on this machine")
KEPT = """new Promise((resolve, reject) => {
  const opening = indexedDB.open("gluteal");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    if (!opening.result.objectStoreNames.contains("keep")) { opening.result.close(); resolve([]); return; }
    const found = opening.result.transaction("keep").objectStore("keep").getAllKeys();
    found.onsuccess = () => { opening.result.close(); resolve(found.result); };
  };
})"""
PHRASE = "seven green bands of rubber"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def look(page: Any, faults: list[str]) -> None:
    assert not violations(page), page.url
    assert not faults, page.url


def with_authenticator(context: Any, page: Any) -> None:
    """Give the browser a phone's own authenticator, as its developer tools can."""
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_an_account_with_a_passkey_gets_in_without_its_password(tmp_path: Path) -> None:
    port = free_port()
    base = f"http://localhost:{port}"  # the one plain address that browsers trust with passkeys
    with server(tmp_path, port=port, GLUTEAL_URL=base), chromium() as browser:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        faults = watched(page, base)
        page.goto(f"{base}/programme")
        assert page.url.startswith(f"{base}/accounts/login/")
        look(page, faults)
        page.goto(f"{base}/accounts/signup/")
        look(page, faults)
        page.fill("#id_email", "alice@example.org")
        page.fill("#id_password1", PHRASE)
        page.fill("#id_password2", PHRASE)
        page.click("main form button")
        page.wait_for_url(f"{base}/")
        for address in ("/account", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/"):
            page.goto(base + address)
            look(page, faults)
        with_authenticator(context, page)
        page.goto(f"{base}/accounts/2fa/webauthn/add/")
        page.fill("#id_password", PHRASE)
        page.click("main form button")
        page.wait_for_url("**/webauthn/add/")
        look(page, faults)
        page.fill("#id_name", "phone")
        page.check("#id_passwordless")
        page.click("main form button")
        page.wait_for_url("**/recovery-codes/**")
        look(page, faults)
        page.goto(f"{base}/accounts/2fa/totp/activate/")
        look(page, faults)
        assert page.locator("svg").count() == 1
        page.goto(f"{base}/session")
        page.wait_for_function(f"{KEPT}.then(kept => kept.includes('me'))")
        page.goto(f"{base}/account")
        page.click("text=Sign out here")
        page.wait_for_selector("html[data-forgotten=yes]")
        assert page.evaluate(KEPT) == []
        page.goto(f"{base}/account")
        assert "/accounts/login/" in page.url
        page.goto(f"{base}/accounts/login/")
        page.click("#passkey_login")
        page.wait_for_url(f"{base}/")
        page.goto(f"{base}/account")
        assert "This device" in page.inner_text("main")
        assert not faults
        context.close()
