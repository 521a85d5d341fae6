"""How each contender is started: always as a process of its own that prints JSON lines."""

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = ROOT / ".build" / "peers" / "bin" / "python"

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "VECLIB_MAXIMUM_THREADS": "1"}


class Unavailable(Exception):
    """A contender that cannot run here, with the reason."""


class Contenders:
    """Starts contenders by their names."""

    def __init__(self, gradus):
        self.gradus = gradus
        self.python = str(PEERS) if PEERS.exists() else sys.executable

    def command(self, name, work, seconds):
        """The words and the environment that start a contender."""
        kind, _, detail = name.partition(" ")
        environment = dict(os.environ, **ONE_THREAD)
        if kind == "gradus":
            words = [self.gradus, "benchmark", "--json", "--only", work, "--seconds", str(seconds)]
            if detail.endswith("threads"):
                words += ["--threads", detail.split()[0]]
            elif detail:
                environment["GRADUS_KERNEL"] = detail
            return words, environment
        script = {"numpy": "numpy_works.py", "torch": "torch_works.py"}.get(kind, "value_works.py")
        words = [self.python, str(HERE / script)]
        if kind == "numpy":
            words.append("idiomatic" if detail == "idiomatic" else "preallocated")
            # Its BLAS chooses the processor's kernels itself elsewhere.
            if platform.machine() in ("x86_64", "AMD64"):
                core = "Haswell" if detail == "idiomatic" else detail
                environment["OPENBLAS_CORETYPE"] = core
        return words + [work, str(seconds)], environment

    def run(self, name, work, seconds):
        """The measurements of a work by a contender: a dictionary from variant to JSON members."""
        if name == "gradus 2 threads" and (os.cpu_count() or 1) < 2:
            raise Unavailable("one core only")
        words, environment = self.command(name, work, seconds)
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Unavailable(reason(done.stderr))
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        if not lines:
            raise Unavailable("has no such work")
        return {label(line): line for line in lines}

    def peak(self, name, work, seconds):
        """The peak of the resident memory of a contender at a work, in MB."""
        words, environment = self.command(name, work, seconds)
        with subprocess.Popen(
            words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            peak = highest_resident(process)
        if process.returncode != 0 or peak is None:
            raise Unavailable("not measured")
        return peak


def label(line):
    """What a measurement is called among those of its work: its variant, and its type."""
    kind = line.get("type", "float64")
    return line["variant"] if kind == "float64" else f"{line['variant']} {kind}"


def highest_resident(process):
    """The highest resident memory of a process until it ends, in MB; None where it is not told.

    Read again and again from /proc: what wait4 tells of a child counts its parent's memory too.
    """
    highest = None
    while process.poll() is None:
        try:
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        except OSError:
            break
        for line in status.splitlines():
            if line.startswith("VmHWM:"):
                highest = int(line.split()[1]) / 1024
        time.sleep(0.002)
    process.wait()
    return highest


def reason(errors):
    """Why a contender failed, in a few words."""
    if "ModuleNotFoundError" in errors:
        return "not installed"
    lines = [line for line in errors.splitlines() if line.strip()]
    return "failed: " + (lines[-1] if lines else "no message")
