"""Answers of scikit-survival to the cases on standard input (JSON), for the proof part survival-metrics."""
import json
import sys
import time

import numpy as np
from sksurv.ensemble import RandomSurvivalForest
from sksurv.linear_model import CoxPHSurvivalAnalysis
from sksurv.metrics import (
    brier_score,
    concordance_index_censored,
    concordance_index_ipcw,
    cumulative_dynamic_auc,
    integrated_brier_score,
)
from sksurv.nonparametric import kaplan_meier_estimator, nelson_aalen_estimator
from sksurv.util import Surv


def outcomes(part):
    return Surv.from_arrays(np.array(part["event"], dtype=bool), np.array(part["time"], dtype=float))


def metrics(case):
    train, test = outcomes(case["train"]), outcomes(case["test"])
    risk, times = np.array(case["risk"]), np.array(case["times"])
    by_time = np.array(case["riskByTime"]).reshape(len(times), -1).T
    survival = np.array(case["survival"]).reshape(len(times), -1).T
    auc, mean = cumulative_dynamic_auc(train, test, risk, times)
    auc_by_time, mean_by_time = cumulative_dynamic_auc(train, test, by_time, times)
    answer = {
        "harrell": [float(v) for v in concordance_index_censored(test["event"], test["time"], risk)],
        "ipcw": [float(v) for v in concordance_index_ipcw(train, test, risk)],
        "ipcwTau": [float(v) for v in concordance_index_ipcw(train, test, risk, tau=float(times[-1]))],
        "auc": [*auc.tolist(), float(mean)],
        "aucByTime": [*auc_by_time.tolist(), float(mean_by_time)],
        "brier": brier_score(train, test, survival, times)[1].tolist(),
        "integrated": [float(integrated_brier_score(train, test, survival, times))],
        "kaplanMeier": kaplan_meier_estimator(test["event"], test["time"])[1].tolist(),
        "nelsonAalen": nelson_aalen_estimator(test["event"], test["time"])[1].tolist(),
    }
    enter = np.array(case["entry"])
    at, values = kaplan_meier_estimator(test["event"], test["time"], time_enter=enter)
    answer["truncated"] = values[np.searchsorted(at, np.unique(test["time"]))].tolist()
    return answer


def cox(case):
    design = np.array(case["design"]).reshape(len(case["train"]["time"]), -1)
    fits = {}
    for ties in ("breslow", "efron"):
        fit = CoxPHSurvivalAnalysis(ties=ties, n_iter=100, tol=1e-12).fit(design, outcomes(case["train"]))
        fits[ties] = fit.coef_.tolist()
    return fits


def forest(case):
    design = np.array(case["design"]).reshape(len(case["time"]), -1)
    y, fold = outcomes(case), np.array(case["fold"])
    started, values = time.process_time(), []
    for held in np.unique(fold):
        test = fold == held
        fit = RandomSurvivalForest(
            n_estimators=case["trees"],
            min_samples_leaf=case["minLeaf"],
            min_samples_split=2 * case["minLeaf"],
            max_features="sqrt",
            random_state=42,
            n_jobs=1,
            low_memory=True,
        ).fit(design[~test], y[~test])
        risk = fit.predict(design[test])
        values.append(float(concordance_index_censored(y[test]["event"], y[test]["time"], risk)[0]))
    return {"concordance": values, "seconds": time.process_time() - started}


ANSWER = {"metrics": metrics, "cox": cox, "forest": forest}
np.seterr(all="ignore")
print(json.dumps([ANSWER[case["kind"]](case) for case in json.load(sys.stdin)]))
