"""Makes optimizer.json: weights after each step of PyTorch's optimizers. Then: npx prettier --write optimizer.json"""

import json
from pathlib import Path

import torch

WEIGHTS = [[0.5, -1.2, 0.03, 2.0], [0.4, -0.7]]  # [2, 2], and a bias [2], which does not decay
GRADIENTS = [
    [0.1, -0.2, 0.0, 3.0, -0.5, 1e-6],
    [0.3, 0.2, 1e-5, -2.0, 0.25, 2e-6],
    [-0.1, 0.1, 0.02, 0.3, 0.0, -1e-6],
    [0.2, -0.4, -0.3, 0.1, 0.6, 0.0],
    [0.05, 0.1, 0.2, -0.9, -0.1, 3e-6],
]
RATE, CLIP = 0.01, 1.0


def run(make, clip=None, decay=0.0):
    weights = [torch.tensor(list_, dtype=torch.float64, requires_grad=True) for list_ in WEIGHTS]
    groups = [{"params": [weights[0]], "weight_decay": decay}, {"params": [weights[1]], "weight_decay": 0.0}]
    optimizer = make(groups)
    steps, lengths = [], []
    for gradient in GRADIENTS:
        weights[0].grad = torch.tensor(gradient[:4], dtype=torch.float64)
        weights[1].grad = torch.tensor(gradient[4:], dtype=torch.float64)
        lengths.append(torch.nn.utils.clip_grad_norm_(weights, clip or float("inf")).item())
        optimizer.step()
        steps.append([*weights[0].tolist(), *weights[1].tolist()])
    return {"steps": steps, "lengths": lengths}


cases = {
    "adam": run(lambda groups: torch.optim.Adam(groups, RATE)),
    "adam, clipped": run(lambda groups: torch.optim.Adam(groups, RATE), clip=CLIP),
    "adamW": run(lambda groups: torch.optim.AdamW(groups, RATE), decay=0.3),
    "sgd": run(lambda groups: torch.optim.SGD(groups, RATE)),
    "sgd, momentum": run(lambda groups: torch.optim.SGD(groups, RATE, momentum=0.9)),
    "sgd, momentum, clipped": run(lambda groups: torch.optim.SGD(groups, RATE, momentum=0.9), clip=CLIP),
}
result = {"torch": torch.__version__, "weights": sum(WEIGHTS, []), "gradients": GRADIENTS, "rate": RATE, "clip": CLIP}
Path(__file__).with_suffix(".json").write_text(json.dumps({**result, "cases": cases}, indent=1) + "\n")
