"""How far the memory of this process rises when LightGBM trains on a Parquet file; or writes that file."""

import json
import re
import sys

import numpy
import pandas

from boosting_peer import made_up, train_lightgbm


def megabytes(name):
    with open("/proc/self/status") as status:
        return int(re.search(name + r":\s+(\d+) kB", status.read()).group(1)) / 1024


def write(given):
    x, y = made_up(given["rows"], given["features"])
    table = pandas.DataFrame(x, columns=[f"x{f}" for f in range(given["features"])])
    table["y"] = y.astype("int32")
    table.to_parquet(given["write"], index=False)
    return {}


def measure(given):
    import lightgbm  # noqa: F401
    import pyarrow.parquet  # noqa: F401

    before = megabytes("VmRSS")
    table = pandas.read_parquet(given["file"])
    loaded = megabytes("VmHWM")
    y = table.pop("y").to_numpy(dtype=float)
    train_lightgbm(table, y, given["trees"], 0)
    return {"before": before, "loaded": loaded - before, "peak": megabytes("VmHWM") - before}


given = json.load(sys.stdin)
print(json.dumps(write(given) if "write" in given else measure(given)))
