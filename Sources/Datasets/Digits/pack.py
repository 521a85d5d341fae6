"""Packs the digits into DigitsText.swift, or checks that it holds them.

usage: pack.py [--check] digits.csv.gz

digits.csv.gz is scikit-learn's sklearn/datasets/data/digits.csv.gz. LICENCE.md says whose data it is.
"""

import base64
import gzip
import hashlib
import os
import re
import sys
import zlib

SHA256 = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8"
TEXT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "DigitsText.swift")
WIDTH = 96

HEAD = '''/// The digits, deflated and in base 85, as `pack.py` writes them; `LICENCE.md` says whose they are.
let digitsText: StaticString = """
'''


def table(path):
    """The bytes to be packed: point by point that of all cases, then the digits."""
    with gzip.open(path) as file:
        text = file.read()
    found = hashlib.sha256(text).hexdigest()
    if found != SHA256:
        sys.exit(f"{path} is another table: its SHA-256 is {found}")
    rows = [[int(float(cell)) for cell in line.split(",")] for line in text.decode().split()]
    return bytes(row[column] for column in range(65) for row in rows)


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    data = table(arguments[0])
    if "--check" in sys.argv:
        with open(TEXT) as file:
            text = re.search(r'"""\n(.*)\n  """', file.read(), re.DOTALL).group(1)
        packed = base64.b85decode("".join(text.split()))
        if zlib.decompressobj(-15).decompress(packed) != data:
            sys.exit(f"{TEXT} holds something else")
        print(f"{TEXT} holds the {len(data) // 65} digits; CRC-32 {zlib.crc32(data):08x}")
        return
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_FILTERED)
    packed = packer.compress(data) + packer.flush()
    # Whole words, so that the text has a whole number of groups; inflating ends before the zeros.
    packed += bytes(-len(packed) % 4)
    text = base64.b85encode(packed).decode()
    with open(TEXT, "w") as file:
        file.write(HEAD)
        for start in range(0, len(text), WIDTH):
            file.write("  " + text[start : start + WIDTH] + "\n")
        file.write('  """\n')
    print(f"{len(data)} bytes are {len(text)} characters; CRC-32 {zlib.crc32(data):08x}")


main()
