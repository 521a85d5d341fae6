"""Types all kinds of keys at a program on a terminal; it must end well when Ctrl-D is pressed.

usage: drive.py PROGRAM
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

ROUNDS = 20
TYPED = [
    "Δz = W⁽²⁾\r", "y\u0302 x\u0302 漢\x1b[D\x1b[D\x7f\r", "\x1b[A\x1b[D\x03", "a\t\tb\r",
    "\x12abc∂\x1b", "\r", "\x1b[200~w = 1\nx = 2\x1b[201~\r", "x" * 700 + "\r", "\x1b[5~\x1bOB\r",
    "a\x1a", "b\r", "keys\r", "\x1b[Ac∂\x1b[6~q", "\x1b[99;99~\x1bx\r", "\xff", "c\x15\r",
]


def main():
    process, side = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.environ.update({"TERM": "xterm", "LANG": "C.UTF-8", "HOME": "/"})
        os.execv(sys.argv[1], [sys.argv[1]])
    seen = b""
    end = time.monotonic() + 120

    def read(patience):
        nonlocal seen
        while select.select([side], [], [], patience)[0] and time.monotonic() < end:
            try:
                part = os.read(side, 65536)
            except OSError:
                return
            if not part:
                return
            seen += part

    read(1)
    for _ in range(ROUNDS):
        for text in TYPED:
            os.write(side, text.encode())
            read(0.03)
    os.write(side, b"\x15\x04")
    read(1)
    _, status = os.waitpid(process, 0)
    if os.waitstatus_to_exitcode(status) != 0 or b"[keys]" not in seen:
        print(seen[-4000:].decode(errors="replace"), file=sys.stderr)
        sys.exit("memory-test: the shim over libedit misuses memory, or did not end")


main()
