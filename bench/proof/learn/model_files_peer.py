"""LightGBM and XGBoost for the proof of model files: predicts with the models it is given, and trains models of many
kinds to be read elsewhere. JSON in, JSON out; null stands for a missing value."""

import base64
import json
import os
import sys
import tempfile
import warnings

import lightgbm as lgb
import numpy as np
import xgboost as xgb

warnings.filterwarnings("ignore")
asked = json.load(sys.stdin)


def matrix(rows):
    return np.array([[np.nan if v is None else v for v in row] for row in rows], dtype=float)


def plain(rows):
    return [[None if np.isnan(v) else float(v) for v in row] for row in rows]


def columns(predictions):
    values = np.asarray(predictions, dtype=float)
    return (values.reshape(-1, 1) if values.ndim == 1 else values).tolist()


def file_of(save, suffix):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model" + suffix)
        save(path)
        with open(path, "rb") as file:
            return base64.b64encode(file.read()).decode()


def loaded(format_, text, rows):
    values = matrix(rows)
    if format_ == "lightgbm":
        return columns(lgb.Booster(model_str=text).predict(values))
    booster = xgb.Booster()
    booster.load_model(bytearray(text.encode()))
    names, types = booster.feature_names, booster.feature_types
    data = xgb.DMatrix(values, feature_names=names, feature_types=types, enable_categorical=True)
    return columns(booster.predict(data))


rng = np.random.default_rng(7)
ROWS = 1500
X = rng.normal(size=(ROWS, 6))
X[:, 1] = np.where(rng.random(ROWS) < 0.4, 0, X[:, 1])
X[:, 2] = np.where(rng.random(ROWS) < 0.2, np.nan, X[:, 2])
X[:, 3] = rng.integers(0, 40, ROWS)
X[:, 4] = np.round(X[:, 4], 1)
signal = X[:, 0] + np.nan_to_num(X[:, 2], nan=1.0) + np.sin(X[:, 3]) * 2 + (X[:, 1] == 0) + rng.normal(size=ROWS)
labels = {
    "binary": (signal > 1).astype(float),
    "multi": np.digitize(signal, [0, 1.5]).astype(float),
    "real": signal,
    "count": np.floor(np.exp(np.clip(signal, -2, 2))),
    "share": 1 / (1 + np.exp(-signal)),
    "positive": np.exp(np.clip(signal, -2, 2)),
}
T = X[:600].copy()
T[:, 1] = np.where(np.arange(600) % 5 == 0, np.nan, T[:, 1])
T[:, 3] = np.where(np.arange(600) % 7 == 0, np.nan, T[:, 3])
T[:20, 1] = [0, 1e-36, -1e-36, 1e-34, -1e-34] * 4
TESTS = plain(T)

LIGHTGBM = [
    ("binary", "binary", {"objective": "binary"}),
    ("categorical", "binary", {"objective": "binary", "categorical_feature": [3]}),
    ("sigmoid 0.5", "binary", {"objective": "binary", "sigmoid": 0.5}),
    ("zeros missing", "binary", {"objective": "binary", "zero_as_missing": True}),
    ("nothing missing", "binary", {"objective": "binary", "use_missing": False}),
    ("dart", "binary", {"objective": "binary", "boosting": "dart"}),
    ("random forest", "binary", {"objective": "binary", "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.7}),
    ("softmax", "multi", {"objective": "multiclass", "num_class": 3, "categorical_feature": [3]}),
    ("one against all", "multi", {"objective": "multiclassova", "num_class": 3}),
    ("squared", "real", {"objective": "regression"}),
    ("root", "real", {"objective": "regression", "reg_sqrt": True}),
    ("quantile", "real", {"objective": "quantile", "alpha": 0.3}),
    ("Poisson", "count", {"objective": "poisson"}),
    ("Gamma", "positive", {"objective": "gamma"}),
    ("Tweedie", "count", {"objective": "tweedie"}),
    ("cross entropy", "share", {"objective": "cross_entropy"}),
]

XGBOOST = [
    ("binary", "binary", {"objective": "binary:logistic", "base_score": 0.3}),
    ("categorical", "binary", {"objective": "binary:logistic", "max_cat_to_onehot": 4}),
    ("one-hot categorical", "binary", {"objective": "binary:logistic", "max_cat_to_onehot": 100}),
    ("raw", "binary", {"objective": "binary:logitraw"}),
    ("dart", "binary", {"objective": "binary:logistic", "booster": "dart", "rate_drop": 0.3}),
    ("random forest", "binary", {"objective": "binary:logistic", "num_parallel_tree": 4, "subsample": 0.6}),
    ("softmax", "multi", {"objective": "multi:softprob", "num_class": 3}),
    ("forest softmax", "multi", {"objective": "multi:softprob", "num_class": 3, "num_parallel_tree": 2, "subsample": 0.6}),
    ("squared", "real", {"objective": "reg:squarederror"}),
    ("Poisson", "count", {"objective": "count:poisson", "base_score": 2.0}),
    ("Gamma", "positive", {"objective": "reg:gamma"}),
    ("Tweedie", "count", {"objective": "reg:tweedie"}),
    ("share", "share", {"objective": "reg:logistic"}),
    ("linear", "binary", {"objective": "binary:logistic", "booster": "gblinear"}),
]


def from_lightgbm():
    for name, label, settings in LIGHTGBM:
        y = np.abs(labels[label]) if name == "root" else labels[label]
        own = {**settings, "num_leaves": 15, "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True}
        codes = own.pop("categorical_feature", "auto")
        train = lgb.Dataset(X, y, categorical_feature=codes)
        booster = lgb.train(own, train, num_boost_round=20)
        expected = columns(booster.predict(T))
        text = base64.b64encode(booster.model_to_string().encode()).decode()
        dump = base64.b64encode(json.dumps(booster.dump_model()).encode()).decode()
        yield {"name": name, "format": "lightgbm", "form": "text", "file": text, "expected": expected}
        yield {"name": name, "format": "lightgbm", "form": "JSON", "file": dump, "expected": expected}


def from_xgboost():
    for name, label, settings in XGBOOST:
        types = ["q", "q", "q", "c" if "categorical" in name else "q", "q", "q"]
        data = dict(feature_types=types, enable_categorical=True)
        own = {**settings, "nthread": 1, "seed": 1, "tree_method": "hist", "max_depth": 4}
        if own.get("booster") == "gblinear":
            del own["tree_method"], own["max_depth"]
        booster = xgb.train(own, xgb.DMatrix(X, labels[label], **data), num_boost_round=15)
        expected = columns(booster.predict(xgb.DMatrix(T, **data)))
        forms = {"JSON": ".json", "UBJSON": ".ubj", "binary": ".deprecated"}
        for form, suffix in forms.items():
            if form == "binary" and "categorical" in name:
                continue
            file = file_of(booster.save_model, suffix)
            yield {"name": name, "format": "xgboost", "form": form, "file": file, "expected": expected}


answer = {
    "rows": TESTS,
    "trained": [*from_lightgbm(), *from_xgboost()],
    "predicted": [loaded(m["format"], m["text"], m["rows"]) for m in asked["models"]],
}
json.dump(answer, sys.stdout)
