"""The workloads of tests/bench/recurrent.bench.ts in PyTorch."""

import time

from lines import read_floats, serve
import torch
from torch import nn


class ReluCell(nn.Module):
    """An LSTM with relu in place of tanh, which nn.LSTM does not offer; the input part of all steps in one product."""

    def __init__(self, inputs, hidden):
        super().__init__()
        self.hidden = hidden
        self.w = nn.Parameter(torch.zeros(4 * hidden, inputs))
        self.r = nn.Parameter(torch.zeros(4 * hidden, hidden))
        self.b = nn.Parameter(torch.zeros(4 * hidden))

    def forward(self, x):
        parts = (x @ self.w.T + self.b).unbind(1)
        h = c = x.new_zeros(x.shape[0], self.hidden)
        recurrent = self.r.T
        for part in parts:
            z = torch.addmm(part, h, recurrent)
            gates, g = z.split((3 * self.hidden, self.hidden), 1)
            i, o, f = gates.sigmoid().chunk(3, 1)
            c = f * c + i * g.relu()
            h = o * c.relu()
        return h


class Stacked(nn.Module):
    """nn.LSTM, its last state alone."""

    def __init__(self, inputs, hidden, layers):
        super().__init__()
        self.lstm = nn.LSTM(inputs, hidden, layers, batch_first=True)
        for name, parameter in self.lstm.named_parameters():
            if name.startswith("bias_hh"):  # it does what bias_ih does
                parameter.requires_grad_(False).zero_()

    def forward(self, x):
        return self.lstm(x)[0][:, -1]


def network(request):
    """The network with its weights, which come in the order and the layout that ours has."""
    inputs, hidden, layers = request["features"], request["hidden"], request["layers"]
    if request["activation"] == "relu":
        recurrent = ReluCell(inputs, hidden)
        parameters = [recurrent.w, recurrent.r, recurrent.b]
        order = [0, 1, 2, 3]
    else:
        recurrent = Stacked(inputs, hidden, layers)
        names = ("weight_ih_l", "weight_hh_l", "bias_ih_l")
        parameters = [getattr(recurrent.lstm, f"{name}{layer}") for layer in range(layers) for name in names]
        order = [0, 2, 3, 1]  # i, f, g, o among ONNX's i, o, f, c
    dense = nn.Linear(hidden, 1)
    flat = read_floats(request["weights"])
    with torch.no_grad():
        for parameter in parameters:
            part, flat = flat[: parameter.numel()], flat[parameter.numel() :]
            parameter.copy_(part.reshape(4, hidden, -1)[order].reshape(parameter.shape))
        dense.weight.copy_(flat[:hidden].reshape(1, hidden))
        dense.bias.copy_(flat[hidden:])
    return nn.Sequential(recurrent, dense)


def train(request):
    """Trains from the given weights; the loss of each step and how long all steps took."""
    net = network(request)
    x = read_floats(request["x"]).reshape(-1, request["steps"], request["features"])
    target = read_floats(request["target"]).reshape(-1, 1)
    optimizer = torch.optim.Adam((p for p in net.parameters() if p.requires_grad), request["rate"])
    losses = []
    wall, processor = time.perf_counter(), time.process_time()
    for _ in range(request["epochs"]):
        for at in range(0, len(x), request["batch"]):
            optimizer.zero_grad()
            loss = ((net(x[at : at + request["batch"]]) - target[at : at + request["batch"]]) ** 2).mean()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return {
        "losses": losses,
        "seconds": time.perf_counter() - wall,
        "cpuSeconds": time.process_time() - processor,
    }


serve({"train": train})
