"""Certificates that the desk trusts when it checks digital signatures."""

from inkoop_core.cli.app import beside

FOLDER = "vertrouwde-certificaten"
"""The folder beside the desk's file with certificates (.pem, .crt, .cer) of issuers that are trusted."""


def trust_anchors(database: str) -> tuple[bytes, ...]:
    """The certificates in the folder beside the desk, sorted by name; none for a desk on a server."""
    folder = beside(database, FOLDER)
    if folder is None or not folder.is_dir():
        return ()
    return tuple(
        file.read_bytes() for file in sorted(folder.iterdir()) if file.suffix in (".pem", ".crt", ".cer")
    )
