"""Prediction time of LightGBM on made-up rows, one thread: seconds a row in a batch and alone."""
import json
import sys
import time

import numpy

from boosting_peer import made_up


def seconds(work, calls):
    work()
    start = time.perf_counter()
    for _ in range(calls):
        work()
    return (time.perf_counter() - start) / calls


def measure(given):
    import lightgbm

    x, y = made_up(given["rows"], given["features"])
    settings = {"objective": "binary", "num_leaves": 64, "max_depth": 6, "num_threads": 1, "verbose": -1}
    model = lightgbm.train(settings, lightgbm.Dataset(x, y), given["trees"])
    one = x[:1]
    answer = {
        "batch": seconds(lambda: model.predict(x, num_threads=1), 3) / given["rows"],
        "row": seconds(lambda: model.predict(one, num_threads=1), 300),
    }
    return answer


given = json.load(sys.stdin)
print(json.dumps(measure(given)))
