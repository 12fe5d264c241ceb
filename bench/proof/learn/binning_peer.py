"""Optimal binning by optbinning: reads problems as JSON, answers cuts, divergences and seconds of each."""

import json
import sys
import time
import warnings

import numpy as np
from optbinning import OptimalBinning
from sklearn.datasets import load_breast_cancer

warnings.filterwarnings("ignore")


def solve(problem):
    x = np.array([np.nan if value is None else value for value in problem["values"]], dtype=float)
    y = np.array(problem["label"], dtype=int)
    binning = OptimalBinning(dtype="numerical", **problem["options"])
    seconds = []
    for _ in range(problem.get("repeats", 1)):
        start = time.perf_counter()
        binning.fit(x, y)
        seconds.append(time.perf_counter() - start)
    table = binning.binning_table
    table.build()
    table.analysis(print_output=False)
    return {
        "splits": [float(split) for split in binning.splits],
        "iv": table.iv,
        "js": table.js,
        "gini": table.gini,
        "seconds": sorted(seconds)[len(seconds) // 2],
    }


asked = json.load(sys.stdin)
cancer = load_breast_cancer()
radius = {
    "values": cancer.data[:, list(cancer.feature_names).index("mean radius")].tolist(),
    "label": cancer.target.tolist(),
}
answers = [solve(problem) for problem in asked["problems"]]
json.dump({"radius": radius, "answers": answers}, sys.stdout)
