"""The PyTorch side of tests/bench/torch-process.ts: a request a line in, an answer a line out, both JSON objects."""

import json
import os
import sys


def say(answer):
    print(json.dumps(answer), flush=True)


try:
    import torch
except ImportError:
    say({"torch": None})
    sys.exit(0)


def serve(handlers):
    """Answers each request with what handlers[request["kind"]](request) gives, until the input ends."""
    with open("/proc/self/maps") as maps:
        say({"torch": torch.__version__, "openblas": "openblas" in maps.read()})
    handlers = {"memory": lambda _: {"peakBytes": peak_bytes()}, **handlers}
    for line in sys.stdin:
        request = json.loads(line)
        say(handlers[request["kind"]](request))


def read_floats(path):
    """The raw float32 file as a flat tensor."""
    numbers = bytearray(os.path.getsize(path))
    with open(path, "rb") as file:
        file.readinto(numbers)
    return torch.frombuffer(numbers, dtype=torch.float32)


def peak_bytes():
    """Highest resident size so far. Not ru_maxrss: a child's begins at the size of the process that forked it."""
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024
