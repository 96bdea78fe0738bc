"""
Makes activation.json: activations and their gradients in PyTorch, in double precision. Then:
npx prettier --write activation.json
"""

import json
from pathlib import Path

import torch
from torch.nn import functional as f

X = [-20.0, -6.0, -3.5, -2.9, -1.0, -0.3, -0.01, 0.01, 0.2, 0.7, 1.5, 2.9, 3.1, 8.0, 30.0]
ROWS = [[-2.0, 0.5, 1.0, 3.0], [1000.0, 999.0, 998.5, 0.0], [-60.0, 40.0, 39.0, -3.0]]
ELEMENTWISE = {
    "relu": f.relu,
    "leakyRelu": lambda x: f.leaky_relu(x, 0.1),
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softplus": f.softplus,
    "silu": f.silu,
    "hardSwish": f.hardswish,
    "gelu": f.gelu,
}
BY_ROW = {
    "softmax": lambda x: f.softmax(x, -1),
    "logSoftmax": lambda x: f.log_softmax(x, -1),
}


def case(function, values):
    """The gradient is that of the sum in which entry i counts weight(i) times."""
    x = torch.tensor(values, dtype=torch.float64, requires_grad=True)
    y = function(x)
    weights = torch.tensor([0.5 + (i * 7) % 11 / 10 for i in range(y.numel())], dtype=torch.float64)
    (y.flatten() * weights).sum().backward()
    return {"y": y.flatten().tolist(), "gradient": x.grad.flatten().tolist()}


Path(__file__).with_suffix(".json").write_text(
    json.dumps(
        {
            "torch": torch.__version__,
            "x": X,
            "rows": ROWS,
            "elementwise": {name: case(function, X) for name, function in ELEMENTWISE.items()},
            "byRow": {name: case(function, ROWS) for name, function in BY_ROW.items()},
        },
        indent=1,
    )
    + "\n"
)
