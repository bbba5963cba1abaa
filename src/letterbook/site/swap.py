"""Replaces the old site with a finished one. The only module that writes into `site/`.

All files are written into a folder beside the site, which then takes its place in a single exchange. A failure before
that leaves the old site unchanged.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from letterbook import urls
from letterbook.errors import BuildFailure
from letterbook.interruption import allow_interruption, interruptible
from letterbook.processes import is_running
from letterbook.rendering.page import OutputFile

_FILE_LIST_HEAD = (
    "# The files of a site that Letterbook built. The next build replaces them, unless the folder has more."
)
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_MOST_NAMED = 3


class NotOurs(BuildFailure):
    """A folder that was not made by a build, and so must not be replaced by one."""


def replace_site(outputs: Iterable[OutputFile], site: Path, check: Callable[[Path], None] = lambda _: None) -> int:
    """Write `outputs` to a staging folder and put it in place of the folder `site`, unless `check` raises for the
    staging folder. Returns the number of files.

    Raises NotOurs if `site` is a folder with other content, BuildFailure if two outputs have the same path, and OSError
    if the disk fails.
    """
    site = site.absolute()
    require_replaceable(site)
    _remove_abandoned(site)
    site.parent.mkdir(parents=True, exist_ok=True)
    staging = site.with_name(f".{site.name}.next-{os.getpid()}")
    try:
        staging.mkdir(mode=0o700)  # nobody else may read it until it has been checked
        count = write_files(outputs, staging)
        _write_file_list(staging)
        check(staging)
        allow_interruption()  # for the last time: what follows is done or undone as a whole
        staging.chmod(0o755)
        _exchange(staging, site)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return count


def write_files(outputs: Iterable[OutputFile], folder: Path) -> int:
    """Write `outputs` below `folder` and return their number.

    Raises BuildFailure if two have the same path, ignoring case as some disks do, and ValueError if a path leads out of
    the folder.
    """
    written: set[str] = set()
    folders: set[str] = set()
    for output in interruptible(outputs):
        path = PurePosixPath(output.path)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"a path that leads out of the site: {output.path}")
        if str(path).casefold() in written:
            raise BuildFailure(
                f"two files of the site have the path {output.path}; "
                "a page in docs/ cannot have the address of a letter or a list"
            )
        written.add(str(path).casefold())
        target = folder / path
        parent = str(path.parent)
        if parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(parent)
        if isinstance(output.content, bytes):
            target.write_bytes(output.content)
        else:
            shutil.copyfile(output.content, target)
    return len(written)


def measure_site(site: Path) -> int:
    """Return the size in bytes of all files of a site."""
    return sum(Path(folder, name).stat().st_size for folder, _, names in os.walk(site) for name in names)


def require_replaceable(site: Path) -> None:
    """Raise NotOurs unless `site` is absent, empty, or a site made by a build and nothing else, and BuildFailure on
    Windows, where exchanging folders and looking up processes work differently."""
    if sys.platform == "win32":
        raise BuildFailure("Letterbook builds on Linux and macOS; on Windows, use WSL")
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise NotOurs(f"{site} is not a folder; choose another with --site-dir")
    if not site.is_dir():
        return
    others = sorted(_list_files(site) - _read_file_list(site))
    if others:
        raise NotOurs(
            f"{site} contains files that Letterbook did not build, and they would be deleted: "
            f"{', '.join(others[:_MOST_NAMED])}{' …' if len(others) > _MOST_NAMED else ''}; "
            "choose another folder with --site-dir, or move them away"
        )


def _write_file_list(site: Path) -> None:
    """Write the list by which the next build knows the files of `site`."""
    path = site / urls.FILE_LIST
    path.parent.mkdir(parents=True, exist_ok=True)
    files = sorted(_list_files(site) | {urls.FILE_LIST})
    path.write_bytes(("\n".join((_FILE_LIST_HEAD, *files)) + "\n").encode())


def _read_file_list(site: Path) -> frozenset[str]:
    """Return the files of a site according to its list, and those that a publication adds; none if it has no list."""
    try:
        head, *files = (site / urls.FILE_LIST).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset((*files, urls.CHECKSUMS)) if head == _FILE_LIST_HEAD else frozenset()


def _list_files(folder: Path) -> frozenset[str]:
    """Return the paths of everything in a folder but its folders, relative to it; a link is not followed."""
    found: set[str] = set()
    for parent, folders, names in os.walk(folder):
        links = [each for each in interruptible(folders) if Path(parent, each).is_symlink()]
        found.update(Path(parent, each).relative_to(folder).as_posix() for each in interruptible((*names, *links)))
    return frozenset(found)


def _exchange(new: Path, old: Path) -> None:
    if not old.exists():
        new.rename(old)
        return
    if sys.platform == "linux" and _exchange_at_once(new, old):
        return
    # Elsewhere in two steps; the old site is moved back if the second fails.
    aside = old.with_name(f"{new.name}.old")
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    shutil.rmtree(aside)


def _exchange_at_once(new: Path, old: Path) -> bool:
    """Call renameat2(2) with RENAME_EXCHANGE; return False if the C library or the file system does not have it."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.EPERM):
        return False
    raise OSError(number, os.strerror(number), str(old))


def _remove_abandoned(site: Path) -> None:
    """Remove the folders of builds that were killed, but not of one that is still running. A site that was moved aside
    is moved back if nothing has taken its place."""
    for folder in site.parent.glob(f".{site.name}.next-*"):
        process = folder.name.rsplit("-", 1)[1].removesuffix(".old")
        if not process.isdecimal() or (int(process) != os.getpid() and is_running(int(process))):
            continue
        if folder.name.endswith(".old") and not site.exists():
            folder.rename(site)
        else:
            shutil.rmtree(folder)
