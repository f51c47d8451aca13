"""A certificate authority of this machine's own: it vouches for addresses of home networks and for nothing else."""

import ipaddress
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from gluteal.errors import StoreError
from gluteal.web.folder import make_private

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate, GeneralName

KEY, ROOT, LEAF = "lan-authority.key", "lan-authority.crt", "lan.pem"
_ROOT_DAYS = 3650
_LEAF_DAYS = 397  # what browsers accept at most
_RENEW_DAYS = 30

HOME = tuple(
    ipaddress.ip_network(network)
    for network in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "100.64.0.0/10",  # shared address space, which private meshes use
        "127.0.0.0/8",
        "192.0.2.0/24",  # for documentation: never anybody's on the internet
        "fc00::/7",
        "fe80::/10",
        "::1/128",
    )
)
"""The networks that a certificate of this authority may name; a browser refuses all others."""
NAMES = ("local", "localhost")


@dataclass(frozen=True, slots=True)
class Trust:
    """What a server and a phone need: `root` in PEM to be trusted, `chain` with its key for the server."""

    root: Path
    chain: Path
    fingerprint: str


def addresses() -> tuple[str, ...]:
    """Return this machine's addresses in home networks, the one that leads outward first; asks nobody."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # sends nothing: only the way out is looked up
        found.append(probe.getsockname()[0])
    with suppress(OSError):
        found += [
            str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        ]
    home = [one for one in dict.fromkeys(found) if is_home(one) and not one.startswith("127.")]
    return tuple(home)


def is_home(address: str) -> bool:
    """Tell whether an address lies in a home network."""
    one = ipaddress.ip_address(address)
    return any(one in network for network in HOME if network.version == one.version)


def trust(folder: Path, hosts: tuple[str, ...], now: datetime | None = None) -> Trust:
    """Return the authority, made on first use, and a certificate for these hosts that still holds for a while.

    Raises:
        StoreError: The files in the data folder are damaged.

    """
    from cryptography.hazmat.primitives.hashes import SHA256

    now = now or datetime.now(UTC)
    try:
        key, root = _authority(folder, now)
        if not _holds(folder / LEAF, hosts, root, now):
            _write(folder / LEAF, _leaf(hosts, key, root, now))
    except ValueError:
        raise StoreError(
            f"{folder / KEY} or {folder / ROOT} is damaged; remove both, and let each phone trust the new ones."
        ) from None
    digest = root.fingerprint(SHA256()).hex().upper()
    fingerprint = ":".join(digest[i : i + 2] for i in range(0, len(digest), 2))
    return Trust(folder / ROOT, folder / LEAF, fingerprint)


def _authority(folder: Path, now: datetime) -> "tuple[EllipticCurvePrivateKey, Certificate]":
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    if (folder / KEY).exists() and (folder / ROOT).exists():
        key = load_pem_private_key((folder / KEY).read_bytes(), None)
        root = x509.load_pem_x509_certificate((folder / ROOT).read_bytes())
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise ValueError(KEY)
        if root.not_valid_after_utc > now + timedelta(days=_LEAF_DAYS):
            return key, root
    key = ec.generate_private_key(ec.SECP256R1())
    root = _root(key, now)
    _write(folder / KEY, _pem(key))
    _write(folder / ROOT, _public(root))
    return key, root


def _root(key: "EllipticCurvePrivateKey", now: datetime) -> "Certificate":
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509.oid import NameOID

    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Gluteal on {socket.gethostname()}"[:64])])
    allowed = [x509.IPAddress(network) for network in HOME] + [x509.DNSName(one) for one in NAMES]
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=_ROOT_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(
            x509.NameConstraints(permitted_subtrees=allowed, excluded_subtrees=None), critical=True
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )


def _leaf(
    hosts: tuple[str, ...], authority: "EllipticCurvePrivateKey", root: "Certificate", now: datetime
) -> bytes:
    """Return a fresh key and its certificate for these hosts, one PEM text."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Gluteal")]))
        .issuer_name(root.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=_LEAF_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(_general(hosts)), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(issuer_key, critical=False)
        .sign(authority, SHA256())
    )
    return _pem(key) + _public(certificate) + _public(root)


def _general(hosts: tuple[str, ...]) -> "list[GeneralName]":
    from cryptography import x509

    found: list[GeneralName] = []
    for host in hosts:
        try:
            found.append(x509.IPAddress(ipaddress.ip_address(host)))
        except ValueError:
            found.append(x509.DNSName(host))
    return found


def _holds(file: Path, hosts: tuple[str, ...], root: "Certificate", now: datetime) -> bool:
    """Tell whether the certificate at hand is by this authority, for these hosts, and not about to end."""
    from cryptography import x509

    if not file.exists():
        return False
    try:
        own = x509.load_pem_x509_certificate(file.read_bytes())
        own.verify_directly_issued_by(root)
        names = own.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except Exception:  # whatever is wrong with it, a fresh one takes its place
        return False
    return list(names) == _general(hosts) and own.not_valid_after_utc > now + timedelta(days=_RENEW_DAYS)


def _pem(key: "EllipticCurvePrivateKey") -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _public(certificate: "Certificate") -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.PEM)


def _write(file: Path, content: bytes) -> None:
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    make_private(draft, content)
    draft.replace(file)
