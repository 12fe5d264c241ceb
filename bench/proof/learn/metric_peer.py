"""Answers of scikit-learn, hmeasure and betacal to the cases on standard input (JSON), for the proof part credit-metrics."""
import json
import sys
import warnings

import betacal.beta_calibration
import numpy as np
from betacal import BetaCalibration
from hmeasure import h_score
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, ndcg_score, roc_auc_score

warnings.filterwarnings("ignore")
# To the optimum: the default of the peer stops at a tolerance of 1e-4.
betacal.beta_calibration.LogisticRegression = lambda C: LogisticRegression(C=C, tol=1e-12, solver="newton-cholesky", max_iter=1000)


def answer(case):
    y, s, w = (np.array(case[name]) for name in ("labels", "scores", "weights"))
    grades = np.array(case["grades"])
    isotonic = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(s, y, sample_weight=w)
    grid = np.array(case["grid"])
    return {
        "auc": [float(roc_auc_score(y, s, sample_weight=w))],
        "averagePrecision": [float(average_precision_score(y, s, sample_weight=w))],
        "brier": [float(brier_score_loss(y, s, sample_weight=w))],
        "logLoss": [float(log_loss(y, s, sample_weight=w))],
        "ndcg": [float(ndcg_score([2.0**grades - 1], [case["distinct"]], k=k, ignore_ties=True)) for k in (1, 3, 10)],
        "hMeasure": [float(h_score(y.astype(int), s)), float(h_score(y.astype(int), s, severity_ratio=1))],
        "isotonic": isotonic.predict(grid).tolist(),
        "beta": BetaCalibration().fit(s, y).predict(grid).tolist() if case["isLarge"] else [],
    }


print(json.dumps([answer(case) for case in json.load(sys.stdin)]))
