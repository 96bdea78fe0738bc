"""Makes loss.json: losses and their gradients in PyTorch, in double precision. Then: npx prettier --write loss.json"""

import json
from pathlib import Path

import torch
from torch.nn import functional as f

random = torch.Generator().manual_seed(5)


def numbers(*dims, low=-2.0, high=2.0):
    """Rounded, so that float32 holds them well enough and the file stays short."""
    values = torch.rand(dims, generator=random, dtype=torch.float64) * (high - low) + low
    return (values * 1000).round() / 1000


def weighted(entries, weights):
    """The mean in which each entry counts as much as its weight."""
    weights = weights.expand_as(entries)
    return (entries * weights).sum() / weights.sum()


def quantile(y, target, levels):
    missing = target - y
    return torch.maximum(levels * missing, (levels - 1) * missing).mean()


def focal(x, target, gamma, alpha):
    p = x.sigmoid()
    right = p * target + (1 - p) * (1 - target)
    balance = alpha * target + (1 - alpha) * (1 - target)
    return (balance * (1 - right) ** gamma * f.binary_cross_entropy_with_logits(x, target, reduction="none")).mean()


def dice(p, target, smooth, weights=torch.ones(1)):
    axes = (0, 2, 3)
    twice = 2 * (weights * p * target).sum(axes) + smooth
    return 1 - (twice / ((weights * p).sum(axes) + (weights * target).sum(axes) + smooth)).mean()


def giou(a, b):
    """Each pair of boxes, [N]; as torchvision.ops.generalized_box_iou_loss has it."""
    inner = (torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])).clamp(min=0).prod(1)
    area = lambda box: (box[:, 2:] - box[:, :2]).prod(1)
    union = area(a) + area(b) - inner
    hull = (torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])).prod(1)
    return 1 - inner / (union + 1e-7) + (hull - union) / (hull + 1e-7)


cases = {}


def case(name, function, x, *others):
    """Under its name: the inputs as lists with their dims, the loss and its gradient by the first of them."""
    x.requires_grad_()
    loss = function(x, *others)
    loss.backward()
    given = [{"dims": list(t.shape), "values": t.flatten().tolist()} for t in (x, *others)]
    cases[name] = {"inputs": given, "loss": loss.item(), "gradient": x.grad.flatten().tolist()}


samples = torch.tensor([[1.0], [0.5], [0.0], [2.0]], dtype=torch.float64)
y, target = numbers(4, 3), numbers(4, 3)
case("mse", f.mse_loss, y.clone(), target)
case("mse, weighted", lambda a, b, w: weighted((a - b) ** 2, w), y.clone(), target, samples)
case("mae", f.l1_loss, y.clone(), target)
case("huber", lambda a, b: f.huber_loss(a, b, delta=0.7), y.clone(), target)
levels = torch.tensor([0.1, 0.5, 0.9], dtype=torch.float64)
case("quantile", lambda a, b: quantile(a, b, levels), y.clone(), numbers(4, 1))

logits, classes = numbers(4, 3, low=-4, high=4), torch.tensor([2, 0, 1, 0])
class_weights = torch.tensor([0.5, 2.0, 1.0], dtype=torch.float64)
case("crossEntropy", f.cross_entropy, logits.clone(), classes)
case("crossEntropy, large", f.cross_entropy, logits.clone() * 100, classes)
case(
    "crossEntropy, class weights, smoothed",
    lambda a, b: f.cross_entropy(a, b, weight=class_weights, label_smoothing=0.1),
    logits.clone(),
    classes,
)
case(
    "crossEntropy, class weights, weighted",
    lambda a, b, w: (f.cross_entropy(a, b, weight=class_weights, reduction="none") * w[:, 0]).sum()
    / (class_weights[b] * w[:, 0]).sum(),
    logits.clone(),
    classes,
    samples,
)
shares = numbers(4, 3).softmax(1)
case("crossEntropy, shares", lambda a, b: f.cross_entropy(a, b, label_smoothing=0.2), logits.clone(), shares)
picture, map_ = numbers(2, 3, 2, 2), torch.tensor([[[0, 1], [2, 2]], [[1, 1], [0, 2]]])
case("crossEntropy, pictures", f.cross_entropy, picture.clone(), map_)
pixels = torch.tensor([1.0, 0, 0, 3, 1, 1, 0.5, 0], dtype=torch.float64).reshape(2, 1, 2, 2)
case(
    "crossEntropy, pictures, weighted",
    lambda a, b, w: weighted(f.cross_entropy(a, b, reduction="none"), w[:, 0]),
    picture.clone(),
    map_,
    pixels,
)

truth = torch.tensor([[1.0, 0, 0], [0, 1, 1], [0, 0, 0], [1, 1, 0]], dtype=torch.float64)
case("binaryCrossEntropy", f.binary_cross_entropy_with_logits, logits.clone(), truth)
case("binaryCrossEntropy, large, soft", f.binary_cross_entropy_with_logits, logits.clone() * 30, truth * 0.7 + 0.1)
case(
    "binaryCrossEntropy, weighted",
    lambda a, b, w: weighted(f.binary_cross_entropy_with_logits(a, b, reduction="none"), w),
    logits.clone(),
    truth,
    samples,
)
case("focal", lambda a, b: focal(a, b, 2, 0.25), logits.clone(), truth)
case("focal, other numbers", lambda a, b: focal(a, b, 1.5, 0.6), logits.clone(), truth)

probabilities = numbers(2, 3, 2, 2, low=0.05, high=0.95)
there = f.one_hot(map_, 3).permute(0, 3, 1, 2).double()
case("dice", lambda a, b: dice(a, b, 1), probabilities.clone(), there)
case("dice, weighted", lambda a, b, w: dice(a, b, 0.1, w), probabilities.clone(), there, pixels)

corners = numbers(5, 2, low=0, high=0.5)
boxes = torch.cat([corners, corners + numbers(5, 2, low=0.1, high=0.5)], 1)
near = boxes + numbers(5, 4, low=-0.05, high=0.05)
near[4] = torch.tensor([0.9, 0.9, 0.97, 0.99])  # does not meet its box
case("giou", lambda a, b: giou(a, b).mean(), near.clone(), boxes)
counts = torch.tensor([[1.0], [0], [0.5], [1], [2]], dtype=torch.float64)
case("giou, weighted", lambda a, b, w: weighted(giou(a, b), w[:, 0]), near.clone(), boxes, counts)

path = Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"torch": torch.__version__, "cases": cases}, indent=1) + "\n")
