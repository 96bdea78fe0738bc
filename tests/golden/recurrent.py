"""
Makes recurrent.json: LSTM and GRU of two layers and their gradients in PyTorch, in double precision, weights in ONNX's
order. Then: npx prettier --write recurrent.json
"""

import json
from pathlib import Path

import torch
from torch import nn

N, T, I, H, LAYERS = 3, 4, 2, 3, 2
# Where ONNX's gates are among PyTorch's: i, o, f, c among i, f, g, o; and z, r, h among r, z, n.
ORDER = {"lstm": (0, 3, 1, 2), "gru": (1, 0, 2)}
random = torch.Generator().manual_seed(11)


def numbers(*dims):
    values = torch.rand(dims, generator=random, dtype=torch.float64) * 1.6 - 0.8
    return (values * 1000).round() / 1000


def reordered(kind, tensor):
    return torch.cat([tensor.chunk(len(ORDER[kind]))[gate] for gate in ORDER[kind]])


def relu_lstm(x, w, r, b):
    h = c = x.new_zeros(N, H)
    states = []
    for t in range(T):
        i, o, f, g = (x[:, t] @ w.T + h @ r.T + b).chunk(4, 1)
        c = f.sigmoid() * c + i.sigmoid() * g.relu()
        h = o.sigmoid() * c.relu()
        states.append(h)
    return torch.stack(states, 1)


def relu_gru(x, w, r, b, second):
    h = x.new_zeros(N, H)
    states = []
    for t in range(T):
        xz, xr, xn = (x[:, t] @ w.T + b).chunk(3, 1)
        hz, hr, hn = (h @ r.T).chunk(3, 1)
        z = (xz + hz).sigmoid()
        n = (xn + (xr + hr).sigmoid() * (hn + second)).relu()
        h = n + z * (h - n)
        states.append(h)
    return torch.stack(states, 1)


def weighted_sum(y):
    weights = [0.5 + (i * 7) % 11 / 10 for i in range(y.numel())]
    return (y.flatten() * torch.tensor(weights, dtype=torch.float64)).sum()


def entry(tensor):
    return {"dims": list(tensor.shape), "values": tensor.detach().flatten().tolist()}


def case(y, leaves):
    """leaves: the tensors that were differentiated by, each with what makes ONNX's form of it and of its gradient."""
    weighted_sum(y).backward()
    return {
        "leaves": [entry(form(leaf.detach())) for leaf, form in leaves],
        "sequence": y.flatten().tolist(),
        "gradients": [form(leaf.grad).flatten().tolist() for leaf, form in leaves],
    }


def stacked(kind):
    """nn.LSTM or nn.GRU, with tanh; the second bias is 0 but for the candidate of a GRU."""
    net = {"lstm": nn.LSTM, "gru": nn.GRU}[kind](I, H, LAYERS, batch_first=True).double()
    x = numbers(N, T, I).requires_grad_()
    leaves = [(x, lambda tensor: tensor)]
    order = lambda tensor: reordered(kind, tensor)
    for layer in range(LAYERS):
        w, r, b, second = (getattr(net, f"{name}_l{layer}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
        with torch.no_grad():
            for parameter in (w, r, b):
                parameter.copy_(numbers(*parameter.shape))
            second.zero_()
            if kind == "gru":
                second[2 * H :] = numbers(H)
        leaves += [(w, order), (r, order), (b, order)]
        if kind == "gru":
            leaves.append((second, lambda tensor: tensor[2 * H :]))
    return case(net(x)[0], leaves)


def with_relu(function, *dims):
    tensors = [numbers(*one).requires_grad_() for one in ((N, T, I), *dims)]
    return case(function(*tensors), [(tensor, lambda same: same) for tensor in tensors])


cases = {
    "lstm, tanh": stacked("lstm"),
    "gru, tanh": stacked("gru"),
    "lstm, relu": with_relu(relu_lstm, (4 * H, I), (4 * H, H), (4 * H,)),
    "gru, relu": with_relu(relu_gru, (3 * H, I), (3 * H, H), (3 * H,), (H,)),
}
path = Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"torch": torch.__version__, "cases": cases}, indent=1) + "\n")
