"""Measures start-up and a few programs against their limits.

usage: performance.py GRADUS
"""

import os
import re
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time

RUNS = 21
# A command that goes on for so many seconds is killed.
HANGS = 60
STARTUP_LIMIT = float(os.environ.get("GRADUS_STARTUP_MS", "15")) / 1000
PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "programs")

# The program, its limit in seconds and its limit in bytes of memory.
PROGRAM_LIMITS = [
    ("loop.gradus", 1.0, 500e6),
    ("xor.gradus", 1.0, 500e6),
    ("xor-rounds.gradus", 1.0, 500e6),
    ("wide.gradus", 1.0, 500e6),
]

# 60000 images of 28×28 points, as MNIST has them: what is done with them, and its limits in
# seconds and in bytes of memory.
DATA_CASES = 60000
DATA_PROGRAMS = [
    ("load", 'dataset("images")\n', 2.0, 600e6),
    (
        "train an epoch",
        'dataset("images")\nx = x / 255\nnetwork([784, 100, 10], [relu, softmax])\n'
        "train(epochs = 1, batch = 100)\n",
        30.0,
        2e9,
    ),
]


# A class trains on handwritten digits from the REPL: the limit in seconds, the least accuracy.
TRAINING_LIMITS = (3.0, 0.97)
TRAINING = """dataset("digits")
split(0.8, 0.2, seed = {seed})
network([64, 64, 10], [relu, softmax], seed = {seed})
λ = 0.03
train(epochs = 100, batch = 32, optimizer = adam, learning_rate = 0.003, seed = {seed})
accuracy(x_test, y_test)
"""


def run(command):
    """The seconds and the peak memory in bytes that a command takes; None if it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    watchdog = threading.Timer(HANGS, process.kill)
    watchdog.start()
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    watchdog.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        print(f"{' '.join(command)}: status {process.returncode}", file=sys.stderr)
        print(errors.decode(errors="replace"), end="", file=sys.stderr)
        return None
    # Linux counts kilobytes, macOS bytes.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return seconds, peak


def interpreters():
    """What start-up is compared with: the interpreter itself, not a wrapper that finds it."""
    found = {"python3 -c pass": [sys.executable, "-c", "pass"]}
    beside = os.path.join(os.path.dirname(sys.executable), "ipython")
    ipython = beside if os.access(beside, os.X_OK) else shutil.which("ipython")
    if ipython:
        found["ipython -c pass"] = [ipython, "-c", "pass"]
    return found


def measure_startup(gradus):
    """Prints medians of interleaved runs, so that all suffer alike; whether ours is in time."""
    ours = "gradus eval '1+1'"
    commands = {ours: [gradus, "eval", "1+1"], **interpreters()}
    # The first run of each reads its files from disk; it is not counted.
    for name in [name for name, command in commands.items() if run(command) is None]:
        if name == ours:
            return False
        del commands[name]
    times = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            answer = run(command)
            if answer is None:
                return False
            times[name].append(answer[0])
    medians = {name: statistics.median(values) for name, values in times.items()}
    in_time = medians[ours] <= STARTUP_LIMIT
    print(f"start-up, median of {RUNS} interleaved runs")
    for name, median in medians.items():
        note = f"{median / medians[ours]:6.1f} times gradus"
        if name == ours:
            note = f"limit {STARTUP_LIMIT * 1000:g} ms: {verdict(in_time)}"
        print(f"  {name:<20} {median * 1000:8.1f} ms   {note}")
    if "ipython -c pass" not in medians:
        print("  ipython -c pass      not installed")
    return in_time


def measure_programs(gradus):
    """Prints time and memory of each program, the better of two runs; whether all are in."""
    print("programs, the better of two runs")
    all_in = True
    for name, longest, largest in PROGRAM_LIMITS:
        command = [gradus, "run", os.path.join(PROGRAMS, name)]
        answers = [run(command), run(command)]
        if None in answers:
            print(f"  {name:<20} failed")
            all_in = False
            continue
        seconds = min(answer[0] for answer in answers)
        peak = min(answer[1] for answer in answers)
        is_in = seconds <= longest and peak <= largest
        all_in = all_in and is_in
        print(
            f"  {name:<20} {seconds * 1000:8.1f} ms {peak / 1e6:6.0f} MB"
            f"   limits {longest * 1000:.0f} ms, {largest / 1e6:.0f} MB: {verdict(is_in)}"
        )
    return all_in


def measure_data(gradus):
    """Prints time and memory of a large IDX file, loaded and trained on; whether all are in."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("images", "labels", "load.gradus")]
        images, labels, program = paths
        points = bytes(range(256)) * (28 * 28 * 5)
        with open(images, "wb") as file:
            file.write(struct.pack(">4B3I", 0, 0, 8, 3, DATA_CASES, 28, 28))
            left = DATA_CASES * 28 * 28
            while left > 0:
                left -= file.write(points[:left])
        with open(labels, "wb") as file:
            file.write(struct.pack(">4BI", 0, 0, 8, 1, DATA_CASES))
            file.write(bytes(case % 10 for case in range(DATA_CASES)))
        print(f"data, {DATA_CASES} images of 28×28 points (IDX), the better of two runs")
        all_in = True
        for name, text, seconds_limit, bytes_limit in DATA_PROGRAMS:
            with open(program, "w") as file:
                file.write(text)
            command = [gradus, "run", program, "--data", f"images={images},{labels}"]
            answers = [run(command), run(command)]
            if None in answers:
                print(f"  {name:<20} failed")
                return False
            seconds = min(answer[0] for answer in answers)
            peak = min(answer[1] for answer in answers)
            is_in = seconds <= seconds_limit and peak <= bytes_limit
            all_in = all_in and is_in
            print(
                f"  {name:<20} {seconds * 1000:8.1f} ms {peak / 1e6:6.0f} MB"
                f"   limits {seconds_limit:.0f} s, {bytes_limit / 1e6:.0f} MB: {verdict(is_in)}"
            )
    return all_in


def measure_training(gradus):
    """Prints time and test accuracy of a digit classifier for five seeds; whether all are in."""
    seconds_limit, least = TRAINING_LIMITS
    print("training, digits by 64-64-10 with Adam, five seeds")
    accuracies, times = [], []
    for seed in range(1, 6):
        program = TRAINING.format(seed=seed)
        start = time.perf_counter()
        session = subprocess.run(
            [gradus], input=program, capture_output=True, text=True, timeout=HANGS
        )
        times.append(time.perf_counter() - start)
        found = re.search(r"accuracy\(x_test, y_test\) = ([0-9.]+)", session.stdout)
        if session.returncode != 0 or not found:
            print(f"  seed {seed} failed: {session.stderr}")
            return False
        accuracies.append(float(found.group(1)))
    mean = statistics.mean(accuracies)
    spread = statistics.stdev(accuracies)
    is_in = max(times) <= seconds_limit and mean >= least
    print(
        f"  test accuracy        {mean:8.2%} ± {spread:.2%}, at worst {max(times):.2f} s"
        f"   limits {least:.0%}, {seconds_limit:.0f} s: {verdict(is_in)}"
    )
    return is_in


def verdict(is_in):
    """How a limit was kept."""
    return "within" if is_in else "OVER"


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: performance.py GRADUS")
    gradus = sys.argv[1]
    if not os.access(gradus, os.X_OK):
        sys.exit(f"performance: {gradus} is not built: run make build")
    results = [
        measure(gradus)
        for measure in (measure_startup, measure_programs, measure_data, measure_training)
    ]
    sys.exit(0 if all(results) else "performance: not all is within its limit")


main()
