"""Training time of XGBoost (hist) and LightGBM on made-up rows, one thread, and their AUC on stored folds."""
import json
import resource
import sys
import time

import numpy


def made_up(rows, features, seed=42):
    rng = numpy.random.default_rng(seed)
    x = rng.random((rows, features))
    margin = 4 * (x[:, 0] - 0.5) + 6 * (x[:, 1] - 0.5) * (x[:, 2] - 0.5) + 2 * (x[:, 3] > 0.7)
    y = (rng.random(rows) < 1 / (1 + numpy.exp(-margin))).astype(float)
    return x, y


def train_xgboost(x, y, trees, leaves):
    import xgboost

    settings = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": 6, "eta": 0.1, "nthread": 1}
    if leaves > 0:
        settings.update(grow_policy="lossguide", max_leaves=leaves, max_depth=0)
    xgboost.train(settings, xgboost.DMatrix(x, y, nthread=1), trees)


def train_lightgbm(x, y, trees, leaves):
    import lightgbm

    settings = {
        "objective": "binary",
        "num_leaves": leaves if leaves > 0 else 64,
        "max_depth": -1 if leaves > 0 else 6,
        "learning_rate": 0.1,
        "min_data_in_leaf": 1,
        "min_sum_hessian_in_leaf": 1,
        "lambda_l2": 1,
        "max_bin": 255,
        "num_threads": 1,
        "verbose": -1,
        "deterministic": True,
    }
    lightgbm.train(settings, lightgbm.Dataset(x, y), trees)


def timed(given):
    x, y = made_up(given["rows"], given["features"])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    {"xgboost": train_xgboost, "lightgbm": train_lightgbm}[given["peer"]](x, y, given["trees"], given["leaves"])
    seconds = time.process_time() - start
    return {"seconds": seconds, "megabytes": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024}


def encoded(frame):
    """Text columns as integer codes in alphabetical order, missing as NaN."""
    import pandas

    out = frame.copy()
    for name in out.columns:
        if not pandas.api.types.is_numeric_dtype(out[name]):
            codes = out[name].astype("category").cat.codes.astype(float)
            out[name] = codes.where(codes >= 0)
    return out.astype(float)


def folds(given):
    import pandas
    import xgboost
    from sklearn.metrics import roc_auc_score

    table = pandas.read_csv(given["data"])
    fold = pandas.read_csv(given["folds"])["fold"].to_numpy()
    y = (table[given["target"]].astype(str) == given["positive"]).astype(float).to_numpy()
    x = encoded(table.drop(columns=[given["target"], *given["drop"]]))
    values = []
    for number, seed in [(number, seed) for seed in given["seeds"] for number in sorted(set(fold))]:
        held = fold == number
        settings = {
            "objective": "binary:logistic",
            "tree_method": "hist",
            "max_depth": 4,
            "eta": 0.05,
            "subsample": 0.8,
            "colsample_bytree": 0.8,
            "min_child_weight": 5,
            "nthread": 1,
            "seed": seed,
        }
        model = xgboost.train(settings, xgboost.DMatrix(x[~held], y[~held]), 300)
        values.append(roc_auc_score(y[held], model.predict(xgboost.DMatrix(x[held]))))
    return {"auc": values}


if __name__ == "__main__":
    given = json.load(sys.stdin)
    print(json.dumps(folds(given) if "folds" in given else timed(given)))
