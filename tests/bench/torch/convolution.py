"""The workloads of tests/bench/convolution.bench.ts in PyTorch."""

import time

from lines import read_floats, serve
import torch
from torch import nn
from torch.nn import functional as F


def conv_norm(inputs, outputs):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        widths = (1, 16, 16, 32, 32, 64, 64)
        self.convs = nn.ModuleList(conv_norm(*pair) for pair in zip(widths, widths[1:]))
        self.head = nn.Linear(64, 3)

    def forward(self, x):
        for i, conv in enumerate(self.convs):
            x = conv(F.max_pool2d(x, 2) if i in (2, 4) else x)
        return self.head(x.mean((2, 3)))


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        pair = lambda inputs, outputs: nn.Sequential(conv_norm(inputs, outputs), conv_norm(outputs, outputs))
        self.down = nn.ModuleList((pair(2, 16), pair(16, 32), pair(32, 64), pair(64, 128)))
        self.up = nn.ModuleList((pair(128 + 64, 64), pair(64 + 32, 32), pair(32 + 16, 16)))
        self.head = nn.Conv2d(16, 1, 1)

    def forward(self, x):
        kept = []
        for i, convs in enumerate(self.down):
            x = convs(F.max_pool2d(x, 2) if i > 0 else x)
            kept.append(x)
        kept.pop()
        for convs in self.up:
            x = convs(torch.cat((F.interpolate(x, scale_factor=2), kept.pop()), 1))
        return self.head(x)


NETWORKS = {
    "W3": (Classifier, lambda logits, target: -(F.log_softmax(logits, 1) * target).sum(1).mean()),
    "W4": (UNet, F.binary_cross_entropy_with_logits),
}
opened = {}


def start(request):
    """A network with the given flat weights, in the order in which it has them; linear ones lie [in, out]."""
    make, loss = NETWORKS[request["network"]]
    network = make()
    flat = read_floats(request["weights"])
    with torch.no_grad():
        for parameter in network.parameters():
            taken, flat = flat.split((parameter.numel(), flat.numel() - parameter.numel()))
            turned = parameter.T if parameter.dim() == 2 else parameter
            turned.copy_(taken.reshape(turned.shape))
    assert flat.numel() == 0
    opened.update(
        network=network,
        loss=loss,
        optimizer=torch.optim.Adam(network.parameters(), request["rate"]),
        x=read_floats(request["x"]).reshape(request["xDims"]),
        target=read_floats(request["target"]).reshape(request["targetDims"]),
    )
    return {}


def step(_):
    """One step of training: its loss, how long it took, and how long all processors worked for it."""
    began, worked = time.perf_counter(), time.process_time()
    opened["optimizer"].zero_grad()
    loss = opened["loss"](opened["network"](opened["x"]), opened["target"])
    loss.backward()
    opened["optimizer"].step()
    value = loss.item()
    return {"loss": value, "ms": (time.perf_counter() - began) * 1e3, "cpuMs": (time.process_time() - worked) * 1e3}


serve({"start": start, "step": step})
