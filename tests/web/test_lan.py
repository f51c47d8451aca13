"""Phones in the home network: a certificate that vouches for little, a page that carries no secret, codes to scan."""

import os
import re
import signal
import ssl
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from gluteal.errors import StoreError
from gluteal.web import authority
from gluteal.web.authority import is_home, trust

NOW = datetime(2026, 11, 23, tzinfo=UTC)
START = "import sys; from gluteal.web.serve import serve; serve(port=0, open_browser=False, lan=True)"


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("192.168.1.7", True),
        ("10.2.3.4", True),
        ("172.31.0.1", True),
        ("8.8.8.8", False),
        ("172.32.0.1", False),
    ],
)
def test_only_addresses_of_home_networks_are_vouched_for(address: str, home: bool) -> None:
    assert is_home(address) is home


def test_the_authority_can_vouch_for_nothing_beyond(tmp_path: Path) -> None:
    root = x509.load_pem_x509_certificate(trust(tmp_path, ("192.168.1.7",), NOW).root.read_bytes())
    limits = root.extensions.get_extension_for_class(x509.NameConstraints)
    assert limits.critical
    assert limits.value.permitted_subtrees is not None
    names = {one.value for one in limits.value.permitted_subtrees if isinstance(one, x509.DNSName)}
    assert names == {"local", "localhost"}
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0


def test_the_same_certificate_is_used_until_the_address_changes_or_it_runs_out(tmp_path: Path) -> None:
    first = trust(tmp_path, ("192.168.1.7",), NOW)
    chain = first.chain.read_bytes()
    assert trust(tmp_path, ("192.168.1.7",), NOW + timedelta(days=300)).chain.read_bytes() == chain
    assert trust(tmp_path, ("192.168.1.7",), NOW + timedelta(days=380)).chain.read_bytes() != chain
    moved = trust(tmp_path, ("192.168.1.9",), NOW)
    assert moved.chain.read_bytes() != chain
    assert moved.fingerprint == first.fingerprint


def test_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    trust(tmp_path, ("192.168.1.7",), NOW)
    for name in (authority.KEY, authority.LEAF):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_damaged_key_is_said_in_a_sentence(tmp_path: Path) -> None:
    trust(tmp_path, ("192.168.1.7",), NOW)
    (tmp_path / authority.KEY).write_text("nothing")
    with pytest.raises(StoreError, match="damaged"):
        trust(tmp_path, ("192.168.1.7",), NOW)


def test_a_phone_learns_to_trust_and_gets_in_once(tmp_path: Path) -> None:
    if not authority.addresses():
        pytest.skip("this machine is in no network")
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment |= {"GLUTEAL_DATA": str(tmp_path), "PYTHONWARNINGS": "always"}
    process = subprocess.Popen(
        [sys.executable, "-c", START],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    try:
        said = ""
        while "makes further ones" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        set_up, link = re.findall(r"(http://\S+|https://\S+)", said.split("For a phone")[1])[:2]
        with urllib.request.urlopen(set_up) as answer:
            page = answer.read().decode()
            assert "Set-Cookie" not in answer.headers
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        fingerprint = re.search(r"has to be (\S+)", said)
        assert fingerprint
        assert fingerprint[1] in page
        assert "/enter/" not in page
        with pytest.raises(urllib.error.HTTPError) as other:
            urllib.request.urlopen(f"{set_up}account")
        assert other.value.code == 404
        other.value.close()
        with pytest.raises(urllib.error.URLError):  # not trusted yet
            urllib.request.urlopen(link)
        with urllib.request.urlopen(f"{set_up}gluteal.crt") as answer:
            root = answer.read().decode()
        context = ssl.create_default_context(cadata=root)
        cookies = urllib.request.HTTPCookieProcessor()
        phone = urllib.request.build_opener(cookies, urllib.request.HTTPSHandler(context=context))
        with phone.open(link) as answer:
            assert "Set up my plan" in answer.read().decode()
        assert all(cookie.secure for cookie in cookies.cookiejar)
        with pytest.raises(urllib.error.HTTPError) as spent:
            urllib.request.build_opener(urllib.request.HTTPSHandler(context=context)).open(link)
        spent.value.close()
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=20)
        assert (process.returncode, err) == (0, "")
    finally:
        process.kill()
        process.communicate()
