"""How much a package may hold before it is refused or left unopened."""

from attrs import frozen


@frozen
class Limits:
    """The limits of one reader; sizes in bytes.

    max_files              files in a package
    max_file_bytes         a larger file is kept whole, but not opened
    max_package_bytes      of the zip itself, and of everything in it unpacked
    max_ratio              unpacked size against packed size, for files of `ratio_from` and more
    max_vault_files        files in a vault, all packages together
    max_vault_bytes        of a vault that is one zip
    max_vault_packages     folders and zips in a vault
    max_declaration_bytes  of `inschrijving.toml`
    """

    max_files: int = 500
    max_file_bytes: int = 100 * 2**20
    max_package_bytes: int = 2**30
    max_ratio: int = 200
    ratio_from: int = 2**20
    max_vault_files: int = 20_000
    max_vault_bytes: int = 16 * 2**30
    max_vault_packages: int = 1_000
    max_declaration_bytes: int = 64 * 2**10


def shown_size(size: int) -> str:
    """A size as officers read it: whole MiB where it is at least one, else bytes."""
    return f"{size // 2**20} MiB" if size >= 2**20 else f"{size} bytes"
