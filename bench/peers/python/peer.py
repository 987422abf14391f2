"""PyTorch from Python, as its tutorials write it. Arguments: form (modules or fused), work, batch, threads, folder."""

import json
import resource
import statistics
import sys
import time

import torch
from torch import nn

WARM_UP_SECONDS = 1.5
STRETCH_SECONDS = 0.25
STRETCHES = 5
RULE_PARAMETERS = 50_000_000


def main():
    form, work, batch, threads, folder = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    extra = {"fused": True} if form == "fused" else {}
    if work == "small":
        small(batch, folder)
        return
    if work == "mlp":
        rows = 50_000
        x = torch.from_file(f"{folder}/rows.f32", size=rows * 784, dtype=torch.float32).view(rows, 784).clone()
        y = torch.from_file(f"{folder}/labels.u8", size=rows, dtype=torch.uint8).long()
        net = mlp(784, 500, 10)
        optimizer = torch.optim.SGD(net.parameters(), lr=0.01, **extra)
        measured = epochs(net, optimizer, nn.CrossEntropyLoss(), x, y, batch)
    elif work == "tabular":
        x = torch.randn(16_000, 13)
        y = torch.sin(x * torch.arange(1, 14) / 4).sum(1, keepdim=True)
        net = mlp(13, 64, 1)
        optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, **extra)
        measured = epochs(net, optimizer, nn.MSELoss(), x, y, batch)
    else:
        measured = rule(work, extra)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"peer": "python", "form": form, "work": work, "batch": batch, "threads": threads, **measured,
                      "peakMiB": peak, "version": torch.__version__}, separators=(",", ":")))


def mlp(inputs, hidden, outputs):
    return nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU(),
                         nn.Linear(hidden, outputs))


def epochs(net, optimizer, loss, x, y, batch):
    def updates(count):
        order = torch.randperm(len(x))
        for i in range(0, count * batch, batch):
            chosen = order[i:i + batch]
            optimizer.zero_grad()
            loss(net(x[chosen]), y[chosen]).backward()
            optimizer.step()

    epoch = len(x) // batch
    micros = stretches(updates, epoch)
    median = statistics.median(micros)
    return {"secondsPerEpoch": round(median * epoch * 1e-6, 4), "microsPerUpdate": round(median, 2),
            "fastest": round(min(micros), 2), "slowest": round(max(micros), 2)}


def rule(name, extra):
    theta = nn.Parameter(torch.rand(RULE_PARAMETERS))
    theta.grad = torch.rand(RULE_PARAMETERS)
    optim = torch.optim
    optimizer = {
        "sgd": lambda: optim.SGD([theta], lr=0.01, **extra),
        "momentum": lambda: optim.SGD([theta], lr=0.01, momentum=0.9, **extra),
        "adagrad": lambda: optim.Adagrad([theta], lr=0.01, **extra),
        "rmsprop": lambda: optim.RMSprop([theta], lr=0.01, **extra),
        "adam": lambda: optim.Adam([theta], lr=1e-3, **extra),
    }[name]()

    def updates(count):
        for _ in range(count):
            optimizer.step()

    return {"nanosPerParameter": round(statistics.median(stretches(updates, 1 << 30)) * 1e3 / RULE_PARAMETERS, 4)}


def stretches(updates, most):
    """Microseconds of an update in each stretch; stretches grow to their length while everything warms up."""
    count, spent = 1, 0.0
    while spent < WARM_UP_SECONDS:
        seconds = timed(updates, count)
        spent += seconds
        count = max(1, min(most, 2 * count, int(STRETCH_SECONDS * count / seconds)))
    return [timed(updates, count) / count * 1e6 for _ in range(STRETCHES)]


def timed(updates, count):
    start = time.perf_counter()
    updates(count)
    return time.perf_counter() - start


def small(batch, folder):
    """Linear regression; the caller times the process."""
    with open(f"{folder}/small.csv", encoding="utf-8") as file:
        table = torch.tensor([[float(field) for field in line.split(",")] for line in file.readlines()[1:]])
    x, y = table[:, :2].contiguous(), table[:, 2:].contiguous()
    net = nn.Linear(2, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    loss = nn.MSELoss()
    for _ in range(100):
        order = torch.randperm(len(x))
        for i in range(0, len(x), batch):
            chosen = order[i:i + batch]
            optimizer.zero_grad()
            loss(net(x[chosen]), y[chosen]).backward()
            optimizer.step()


main()
