"""scikit-learn models of trees as ONNX files, with what ONNX Runtime predicts of them. JSON in, JSON out."""

import base64
import json
import sys
import warnings

import numpy as np
import onnxruntime
from skl2onnx import to_onnx
from sklearn import ensemble, neural_network, pipeline, preprocessing, tree

warnings.filterwarnings("ignore")
json.load(sys.stdin)

rng = np.random.default_rng(3)
X = rng.normal(size=(800, 5)).astype(np.float32)
X[:, 3] = np.round(X[:, 3], 1)
signal = X[:, 0] + X[:, 1] * X[:, 2] + 0.5 * rng.normal(size=800)
two, three = (signal > 0).astype(int), np.digitize(signal, [-1, 1])

MODELS = [
    ("random forest, 2 classes", ensemble.RandomForestClassifier(20, max_depth=6, random_state=1), two),
    ("random forest, 3 classes", ensemble.RandomForestClassifier(20, max_depth=6, random_state=1), three),
    ("extra trees, 3 classes", ensemble.ExtraTreesClassifier(20, max_depth=6, random_state=1), three),
    ("boosting, 2 classes", ensemble.GradientBoostingClassifier(n_estimators=20, random_state=1), two),
    ("boosting, 3 classes", ensemble.GradientBoostingClassifier(n_estimators=20, random_state=1), three),
    ("histogram boosting, 2 classes", ensemble.HistGradientBoostingClassifier(max_iter=20, random_state=1), two),
    ("tree, 2 classes", tree.DecisionTreeClassifier(max_depth=5, random_state=1), two),
    ("random forest, real", ensemble.RandomForestRegressor(20, max_depth=6, random_state=1), signal),
    ("boosting, real", ensemble.GradientBoostingRegressor(n_estimators=20, random_state=1), signal),
    ("histogram boosting, real", ensemble.HistGradientBoostingRegressor(max_iter=20, random_state=1), signal),
]


def network(layers):
    scaled = preprocessing.StandardScaler()
    return pipeline.make_pipeline(scaled, neural_network.MLPClassifier(layers, max_iter=60, random_state=1))


NETWORKS = [("network, 2 classes", network((16, 8)), two), ("network, 3 classes", network((12,)), three)]

answers = []
for name, model, y in MODELS + NETWORKS:
    fitted = model.fit(X, y)
    rows = X.copy()
    if "histogram" in name:
        rows[::9, 1] = np.nan
    is_class = hasattr(fitted, "predict_proba")
    options = {id(fitted): {"zipmap": False}} if is_class else None
    try:
        file = to_onnx(fitted, X[:1], options=options).SerializeToString()
    except Exception as problem:
        answers.append({"name": name, "problem": str(problem).split("\n")[0]})
        continue
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    values = session.run(None, {session.get_inputs()[0].name: rows})[1 if is_class else 0]
    expected = np.asarray(values, dtype=float)
    if is_class and expected.shape[1] == 2:
        expected = expected[:, 1:]
    plain = [[None if np.isnan(v) else float(v) for v in row] for row in rows]
    answers.append(
        {"name": name, "file": base64.b64encode(file).decode(), "rows": plain, "expected": expected.tolist()}
    )

trees = len(MODELS)
json.dump({"models": answers[:trees], "networks": answers[trees:]}, sys.stdout)
