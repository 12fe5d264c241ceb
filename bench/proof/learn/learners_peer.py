"""What the peers (scikit-learn, fastText) reach on the stored sets: {"task", "data"} from standard input, JSON out."""

import csv, gzip, hashlib, json, sys, tempfile
from pathlib import Path

import numpy as np

request = json.load(sys.stdin)
task, data = request["task"], Path(request["data"])


def taiwan():
    with gzip.open(data / "credit" / "taiwan.csv.gz", "rt") as file:
        rows = list(csv.reader(file))
    names, body = rows[0], np.array(rows[1:], dtype=float)
    target = names.index("default.payment.next.month")
    keep = [j for j, name in enumerate(names) if j != target and name != "ID"]
    with gzip.open(data / "credit" / "folds" / "taiwan.csv.gz", "rt") as file:
        fold = np.array([int(row["fold"]) for row in csv.DictReader(file)])
    return body[:, keep], body[:, target], fold


def split():
    from sklearn.preprocessing import StandardScaler

    x, y, fold = taiwan()
    train, test = fold != 0, fold == 0
    scaler = StandardScaler().fit(x[train])
    return scaler.transform(x[train]), y[train], scaler.transform(x[test]), y[test], x[train], x[test]


def texts(name):
    if name == "banking77":
        parts = []
        for part in ("train", "test"):
            with gzip.open(data / "text" / f"banking77_{part}.csv.gz", "rt", newline="") as file:
                rows = [(row["text"], row["category"]) for row in csv.DictReader(file)]
            parts.append(rows)
        return parts
    seen, train, test = set(), [], []
    with gzip.open(data / "text" / f"{name}.tsv.gz", "rt", encoding="utf-8", newline="\n") as file:
        next(file)
        for line in file:
            cells = line.rstrip("\n").split("\t")
            label, text = (cells[0], cells[1]) if name == "fbs_sms" else (cells[1], cells[2])
            if text in seen:
                continue
            seen.add(text)
            if name == "teleantifraud" and cells[0] != "fraud":
                continue
            part = test if hashlib.sha256(text.encode()).digest()[0] % 5 == 0 else train
            part.append((text, label))
    return train, test


def text_svm(name, longest):
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    train, test = texts(name)
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, longest), sublinear_tf=True)
    x = vectors.fit_transform([t for t, _ in train])
    model = LinearSVC(C=1, tol=1e-3, random_state=0).fit(x, [c for _, c in train])
    hit = model.predict(vectors.transform([t for t, _ in test])) == np.array([c for _, c in test])
    return {"accuracy": float(hit.mean()), "terms": x.shape[1], "train": len(train), "test": len(test)}


def fast_text(name, word_runs, shortest, longest, epochs):
    import fasttext

    def clean(text):
        return " ".join(text.lower().split())

    train, test = texts(name)
    classes = sorted({c for _, c in train})
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        for text, label in train:
            file.write(f"__label__{classes.index(label)} {clean(text)}\n")
        file.flush()
        model = fasttext.train_supervised(file.name, dim=50, epoch=epochs, lr=0.5, wordNgrams=word_runs, minn=shortest,
                                          maxn=longest, bucket=2000000, thread=1, minCount=1, loss="softmax", verbose=0)
    hits = [classes[int(model.predict(clean(t))[0][0][9:])] == c for t, c in test]
    return {"accuracy": float(np.mean(hits)), "train": len(train), "test": len(test)}


def run():
    from sklearn.metrics import roc_auc_score

    if task.startswith("text-svm:"):
        _, name, longest = task.split(":")
        return text_svm(name, int(longest))
    if task.startswith("fast-text:"):
        _, name, *numbers = task.split(":")
        return fast_text(name, *map(int, numbers))
    x, y, x_test, y_test, raw, raw_test = split()
    if task in ("logit", "elastic"):
        from sklearn.linear_model import LogisticRegression

        options = {} if task == "logit" else {"penalty": "elasticnet", "solver": "saga", "l1_ratio": 0.5, "max_iter": 5000}
        model = LogisticRegression(C=1 if task == "logit" else 0.02, tol=1e-8 if task == "logit" else 1e-5,
                                   **({"max_iter": 1000} | options)).fit(x, y)
        return {"auc": roc_auc_score(y_test, model.decision_function(x_test)), "zeros": int((model.coef_ == 0).sum())}
    if task == "svm":
        from sklearn.svm import LinearSVC

        model = LinearSVC(C=0.01, dual=True, tol=1e-3, max_iter=20000, random_state=0).fit(x, y)
        return {"auc": roc_auc_score(y_test, model.decision_function(x_test))}
    if task == "knn":
        from sklearn.neighbors import KNeighborsClassifier

        model = KNeighborsClassifier(50, algorithm="brute").fit(x, y)
        return {"auc": roc_auc_score(y_test, model.predict_proba(x_test)[:, 1])}
    if task == "k-means":
        from sklearn.cluster import KMeans

        return {"inertia": KMeans(8, n_init=30, random_state=0).fit(x).inertia_}
    if task == "isolation-forest":
        from sklearn.ensemble import IsolationForest

        def score(seed):
            forest = IsolationForest(n_estimators=500, max_samples=256, random_state=seed).fit(raw)
            return roc_auc_score(y_test, -forest.score_samples(raw_test))

        return {"auc": float(np.mean([score(seed) for seed in range(8)]))}
    raise SystemExit(f"no task {task}")


print(json.dumps(run()))
