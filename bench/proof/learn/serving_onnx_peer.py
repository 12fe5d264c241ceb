"""Prediction time of ONNX Runtime on boosted trees of the same size, one thread: seconds a row in a batch and alone."""

import json
import sys
import time
import warnings

import numpy
import onnxruntime
from skl2onnx import to_onnx
from sklearn.ensemble import GradientBoostingClassifier

from boosting_peer import made_up

warnings.filterwarnings("ignore")


def seconds(work, calls, rounds):
    work()
    least = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(calls):
            work()
        least = min(least, (time.perf_counter() - start) / calls)
    return least


given = json.load(sys.stdin)
x, y = made_up(given["rows"], given["features"])
x = x.astype(numpy.float32)
# A part of the rows is enough to grow full trees of depth 6.
model = GradientBoostingClassifier(n_estimators=given["trees"], max_depth=6, max_features=5, random_state=1)
model.fit(x[:20_000], y[:20_000])
file = to_onnx(model, x[:1], options={id(model): {"zipmap": False}}).SerializeToString()
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
name, output = session.get_inputs()[0].name, [session.get_outputs()[1].name]
answer = {
    "batch": seconds(lambda: session.run(output, {name: x}), 1, 3) / given["rows"],
    "row": seconds(lambda: session.run(output, {name: x[:1]}), 1000, 5),
}
print(json.dumps(answer))
