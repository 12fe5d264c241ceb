"""Runs PySpark scripts as they are, all in one Spark, and tells what they wrote: JSON in, JSON out (last line)."""
import json
import runpy
import sys

import pyspark
from pyspark.sql import SparkSession

asked = json.load(sys.stdin)


def run(case):
    # A module that is None cannot be imported: the script then goes its own way.
    if case["graphFrames"]:
        sys.modules.pop("graphframes", None)
    else:
        sys.modules["graphframes"] = None
    sys.argv = [case["script"], case["edges"], case["vertices"], case["out"]]
    ways = runpy.run_path(case["script"], run_name="__main__")
    spark = SparkSession.builder.getOrCreate()
    table = spark.read.parquet(case["out"]).orderBy("id")
    rows = [[None if value != value else value for value in row] for row in table.collect()]
    spark.catalog.clearCache()
    return {"names": table.columns, "rows": rows, "usedGraphFrames": ways.get("graph") is not None}


answers = [run(case) for case in asked["cases"]]
SparkSession.builder.getOrCreate().stop()
print(json.dumps({"version": pyspark.__version__, "answers": answers}))
