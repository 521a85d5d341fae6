"""Measures how long the REPL takes to answer a key, and whether typing lines takes memory.

With 10,000 names and 10,000 lines of history: letters, TAB, Up, backspace and Ctrl-R. Then 10,000
lines are typed; its memory may grow by no more than a tenth.

usage: keys.py GRADUS
"""

import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time

NAMES = 10_000
LINES = 10_000
KEYS = 200
# A key is answered within so many seconds; the worst of all may be hit by another program.
MEDIAN_LIMIT = 0.010
WORST_LIMIT = 0.020
GROWTH_LIMIT = 1.10
PATIENCE = 30


class Terminal:
    """The REPL on a terminal of its own."""

    def __init__(self, gradus, state):
        self.process, self.side = pty.fork()
        if self.process == 0:
            environment = {
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "PATH": os.environ["PATH"],
                "XDG_STATE_HOME": state,
            }
            os.execve(gradus, [gradus], environment)

    def type(self, text):
        """Types a text."""
        data = text.encode()
        while data:
            data = data[os.write(self.side, data[:2000]):]

    def wait(self, text, patience=PATIENCE):
        """Reads until a text has been printed."""
        seen = b""
        wanted = text.encode()
        end = time.monotonic() + patience
        while wanted not in seen:
            if time.monotonic() > end or not select.select([self.side], [], [], 1)[0]:
                if time.monotonic() > end:
                    sys.exit(f"keys: no {text!r}, but {seen[-500:]!r}")
                continue
            seen += os.read(self.side, 65536)

    def answer(self, key):
        """The seconds until a key is answered in full: until the line is painted."""
        start = time.perf_counter()
        self.type(key)
        last = start
        while select.select([self.side], [], [], 0.03)[0]:
            os.read(self.side, 65536)
            last = time.perf_counter()
        return last - start

    def memory(self):
        """The resident memory in bytes."""
        shown = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.process)], capture_output=True, text=True
        )
        return int(shown.stdout) * 1024

    def leave(self):
        """Ends the REPL."""
        os.kill(self.process, 9)
        os.waitpid(self.process, 0)
        os.close(self.side)


def measure_keys(gradus, state):
    """Prints the median and the worst time of a key; whether both are within their limits."""
    folder = os.path.join(state, "gradus")
    os.makedirs(folder)
    with open(os.path.join(folder, "history"), "w", encoding="utf-8") as history:
        for number in range(LINES):
            history.write(f"line{number} = {number} # ∂J\n")
    terminal = Terminal(gradus, state)
    terminal.wait("1> ")
    for part in range(20):
        definitions = "; ".join(
            f"v{chr(97 + part)}x{number} = {number}" for number in range(NAMES // 20)
        )
        terminal.type("\x1b[200~" + definitions + "\x1b[201~\r")
        terminal.wait(f"{part + 2}> ")
    keys = list("line12") + ["\x1b[A"] * 4 + ["\x15"] + list("1+vb") + ["\t"] + ["\x7f"] * 4
    keys += ["\x15", "\x12"] + list("∂J") + ["\x12"] * 3 + ["\x07"]
    times = [terminal.answer(keys[index % len(keys)]) for index in range(KEYS)]
    terminal.leave()
    median, worst = statistics.median(times), max(times)
    is_in = median <= MEDIAN_LIMIT and worst <= WORST_LIMIT
    print(
        f"  a key, of {KEYS}: median {median * 1000:.1f} ms, worst {worst * 1000:.1f} ms"
        f"   limits {MEDIAN_LIMIT * 1000:g} ms, {WORST_LIMIT * 1000:g} ms: {verdict(is_in)}"
    )
    return is_in


def measure_memory(gradus, state):
    """Prints how memory grows while lines are typed; whether that is within its limit."""
    terminal = Terminal(gradus, state)
    terminal.wait("1> ")

    def enter(count):
        # Empty of meaning, so that only typing is measured: a comment changes nothing.
        for number in range(count):
            terminal.type(f"# {number % 500}\r")
            if number % 50 == 49:
                terminal.wait(f"# {number % 500}")
        terminal.type(":vars\r")
        terminal.wait("No name")

    enter(2000)
    before = terminal.memory()
    enter(LINES)
    after = terminal.memory()
    terminal.leave()
    is_in = after <= before * GROWTH_LIMIT
    print(
        f"  memory after {LINES} more lines: {before / 1e6:.0f} MB, then {after / 1e6:.0f} MB"
        f"   limit {GROWTH_LIMIT:g} times: {verdict(is_in)}"
    )
    return is_in


def verdict(is_in):
    """How a limit was kept."""
    return "within" if is_in else "OVER"


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: keys.py GRADUS")
    gradus = os.path.abspath(sys.argv[1])
    print("typing at the prompt")
    results = []
    for measure in (measure_keys, measure_memory):
        with tempfile.TemporaryDirectory() as state:
            results.append(measure(gradus, state))
    sys.exit(0 if all(results) else "keys: not all is within its limit")


main()
