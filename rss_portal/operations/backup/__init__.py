"""Backup of everything that a person entered into one file, and the way back."""

from .archive import BackupRefused, Manifest, read_manifest
from .restoring import restore_backup
from .saving import save_backup

__all__ = ["BackupRefused", "Manifest", "read_manifest", "restore_backup", "save_backup"]
