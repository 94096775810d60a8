"""Writes pytorch.json: answers of PyTorch in double precision for layers whose sizes need no rounding up.

Run by hand with any recent PyTorch: python make_fixtures.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(20)
torch.set_default_dtype(torch.float64)


def array(tensor):
    return {"shape": list(tensor.shape), "scalars": [float(x) for x in tensor.detach().flatten()]}


def random(*shape):
    # A few digits keep the file small; the numbers stay exact in it.
    return (torch.randn(*shape) * 256).round() / 256


convolutions = []
for batch, side, inputs, outputs, kernel, stride, pad, groups in [
    (2, 7, 3, 4, 3, 2, 0, 1),
    (1, 5, 4, 4, 3, 1, 1, 2),
    (1, 6, 2, 3, 5, 1, 2, 1),
]:
    x = random(batch, inputs, side, side).requires_grad_()
    w = random(outputs, inputs // groups, kernel, kernel).requires_grad_()
    b = random(outputs).requires_grad_()
    y = F.conv2d(x, w, b, stride=stride, padding=pad, groups=groups)
    signal = random(*y.shape)
    y.backward(signal)
    convolutions.append({
        "window": {"kernel": kernel, "stride": stride, "pad": pad}, "groups": groups, "input": array(x),
        "weights": array(w), "biases": array(b), "output": array(y), "signal": array(signal),
        "inputGradient": array(x.grad), "weightGradient": array(w.grad), "biasGradient": array(b.grad)})

x = random(2, 2, 7, 7).requires_grad_()
y, indices = F.max_pool2d(x, 3, 2, return_indices=True)
signal = random(*y.shape)
y.backward(signal)
pooling = {
    "window": {"kernel": 3, "stride": 2, "pad": 0}, "input": array(x), "output": array(y),
    "switches": [int(i) for i in indices.flatten()], "signal": array(signal), "inputGradient": array(x.grad)}

x = random(1, 7, 2, 2).requires_grad_()
y = F.local_response_norm(x, 5, alpha=0.5, beta=0.75, k=2.0)
signal = random(*y.shape)
y.backward(signal)
normalization = {
    "size": 5, "alpha": 0.5, "beta": 0.75, "k": 2, "input": array(x), "output": array(y),
    "signal": array(signal), "inputGradient": array(x.grad)}

x = random(3, 5).requires_grad_()
labels = [4, 0, 2]
loss = F.cross_entropy(x, torch.tensor(labels))
loss.backward()
cross_entropy = {"logits": array(x), "labels": labels, "loss": loss.item(), "gradient": array(x.grad)}

path = pathlib.Path(__file__).with_name("pytorch.json")
path.write_text(json.dumps({
    "convolutions": convolutions, "pooling": pooling, "normalization": normalization,
    "crossEntropy": cross_entropy}) + "\n")
