"""Writes convolution.json: what PyTorch gives for the ops of models/graph/ops that it has too, and their gradients.

python3 tests/golden/convolution.py && npx prettier --write tests/golden/convolution.json
On Debian PyTorch is the package python3-torch.
"""

import json
import os

import torch
from torch.nn import functional as F

torch.manual_seed(5)


def rounded(tensor):
    return [float(f"{value:.8g}") for value in tensor.flatten().tolist()]


def case(name, op, options, compute, *dims):
    """The loss is the sum of all entries of y, entry i 0.5 + (7 i mod 11) / 10 times."""
    inputs = [torch.randn(d).requires_grad_() for d in dims]
    y = compute(*inputs)
    weights = torch.tensor([0.5 + (i * 7) % 11 / 10 for i in range(y.numel())]).reshape(y.shape)
    (y * weights).sum().backward()
    return {
        "name": name,
        "op": op,
        "options": options,
        "inputs": [{"dims": list(x.shape), "values": rounded(x.detach())} for x in inputs],
        "y": {"dims": list(y.shape), "values": rounded(y.detach())},
        "gradients": [rounded(x.grad) for x in inputs],
    }


def conv(name, x, w, strides=(1, 1), pads=(0, 0), dilations=(1, 1), groups=1):
    options = {"strides": strides, "pads": [*pads, *pads], "dilations": dilations, "groups": groups}
    return case(name, "conv", options, lambda x, w, b: F.conv2d(x, w, b, strides, pads, dilations, groups), x, w, w[:1])


def conv_transpose(name, x, w, strides, pads=(0, 0), dilations=(1, 1), groups=1):
    options = {"strides": strides, "pads": [*pads, *pads], "dilations": dilations, "groups": groups}

    def compute(x, w, b):
        return F.conv_transpose2d(x, w, b, strides, pads, 0, groups, dilations)

    return case(name, "convTranspose", options, compute, x, w, [w[1] * groups])


def pool(name, op, compute, x, kernel, strides, pads=(0, 0)):
    options = {"kernel": kernel, "strides": strides, "pads": [*pads, *pads]}
    return case(name, op, options, lambda x: compute(x, kernel, strides, pads), x)


def average(x, kernel, strides, pads):
    return F.avg_pool2d(x, kernel, strides, pads, count_include_pad=False)


def batch_norm(x, scale, offset):
    return F.batch_norm(x, None, None, scale, offset, True, 0, 1e-5)


def running(steps, *dims):
    """Two training steps of a batch norm, and what it gives afterwards."""
    norm = torch.nn.BatchNorm2d(dims[1])
    inputs = [torch.randn(dims) * 2 + 1 for _ in range(steps)]
    for x in inputs:
        norm(x)
    return {
        "inputs": [{"dims": list(dims), "values": rounded(x)} for x in inputs],
        "mean": rounded(norm.running_mean),
        "variance": rounded(norm.running_var),
        "after": rounded(norm.eval()(inputs[0]).detach()),
    }


def resize(name, op, options, compute, *x):
    return case(name, op, options, compute, list(x))


cases = [
    conv("3 × 3", [2, 3, 5, 4], [4, 3, 3, 3], pads=(1, 1)),
    conv("fewer channels out than in", [2, 5, 4, 5], [2, 5, 3, 3], pads=(1, 1)),
    conv("strides", [2, 3, 7, 6], [2, 3, 3, 3], strides=(2, 2), pads=(1, 1)),
    conv("dilations", [1, 2, 7, 8], [3, 2, 3, 3], pads=(2, 2), dilations=(2, 2)),
    conv("groups", [2, 6, 4, 5], [4, 3, 3, 3], pads=(1, 1), groups=2),
    conv("each channel alone, strides", [2, 4, 6, 5], [4, 1, 3, 3], strides=(2, 2), pads=(1, 1), groups=4),
    conv("more channels than places, groups", [2, 8, 3, 3], [6, 4, 3, 3], strides=(2, 2), pads=(1, 1), groups=2),
    conv("a point", [2, 4, 3, 3], [3, 4, 1, 1]),
    conv_transpose("blocks", [2, 4, 3, 2], [4, 3, 2, 2], (2, 2)),
    conv_transpose("overlapping, groups", [1, 4, 4, 3], [4, 2, 4, 3], (2, 1), pads=(1, 1), groups=2),
    pool("largest, side by side", "maxPool", F.max_pool2d, [2, 3, 4, 6], (2, 2), (2, 2)),
    pool("largest, overlapping", "maxPool", F.max_pool2d, [2, 2, 7, 6], (3, 3), (2, 2), (1, 1)),
    pool("mean, side by side", "averagePool", average, [2, 3, 4, 6], (2, 2), (2, 2)),
    pool("mean, overlapping", "averagePool", average, [2, 2, 7, 6], (3, 3), (2, 2), (1, 1)),
    case("all", "globalAveragePool", {}, lambda x: x.mean((2, 3)), [2, 3, 3, 4]),
    case("all", "globalMaxPool", {}, lambda x: F.adaptive_max_pool2d(x, 1).flatten(1), [2, 3, 3, 4]),
    case("training", "batchNorm", {"epsilon": 1e-5}, batch_norm, [3, 4, 3, 2], [4], [4]),
    case("2 groups", "groupNorm", {"groups": 2, "epsilon": 1e-5}, lambda x, s, o: F.group_norm(x, 2, s, o), [2, 4, 3, 2], [4], [4]),
    case("rows", "layerNorm", {"epsilon": 1e-5}, lambda x, s, o: F.layer_norm(x, [6], s, o), [2, 3, 6], [6], [6]),
    resize("double", "resizeNearest", {"factors": [2, 2]}, lambda x: F.interpolate(x, scale_factor=2), 2, 2, 3, 4),
    resize("larger", "resizeBilinear", {"size": [7, 8]}, lambda x: F.interpolate(x, (7, 8), mode="bilinear"), 1, 2, 3, 4),
    resize("smaller", "resizeBilinear", {"size": [3, 2]}, lambda x: F.interpolate(x, (3, 2), mode="bilinear"), 1, 2, 7, 5),
]
path = os.path.join(os.path.dirname(__file__), "convolution.json")
with open(path, "w") as file:
    json.dump({"torch": torch.__version__, "cases": cases, "running": running(2, 3, 2, 4, 3)}, file, ensure_ascii=False)
