"""Installs packages of the system for the tests, where that can be done without asking."""

import os
import shutil
import subprocess


def install(what_for: str, *packages: str) -> bool:
    """Installs ``packages`` as root with apt, saying ``what_for``; False where that is not possible or did not work."""
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    print(f"Installing {what_for}.", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = ([apt, "-qq", "update"], [apt, "-qq", "install", "--yes", "--no-install-recommends", *packages])
    return all(
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0
        for command in commands
    )
