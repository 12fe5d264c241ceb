import { CHANGED, type SparkPlan } from './spark-plan.ts';

/** Components of GraphFrames under the name that they have here: the least id of each. */
export const LEAST_OF_COMPONENT = 'SELECT id, MIN(id) OVER (PARTITION BY component) AS value FROM found';

/**
 * A PySpark script of a plan: `spark-submit NAME.py EDGES VERTICES OUT`, all Parquet. Components come from GraphFrames where both its
 * package and its jar are there (its star contraction moves less data); its label propagation breaks ties in another way and is not used. GraphX is
 * deprecated and not used.
 */
export function sparkScript(plan: SparkPlan): string {
  const { algorithm, views, result } = plan;
  return `# tally graph spark ${algorithm}: spark-submit ${algorithm}.py EDGES VERTICES OUT (Parquet: src, dst; id)
import sys

${algorithm === 'wcc' ? 'from py4j.protocol import Py4JError\n' : ''}from pyspark.sql import SparkSession

edges_path, vertices_path, out_path = sys.argv[1:4]
spark = SparkSession.builder.appName("tally graph ${algorithm}").getOrCreate()
spark.sparkContext.setCheckpointDir(out_path + ".checkpoints")
edges = spark.read.parquet(edges_path)
vertices = spark.read.parquet(vertices_path)
edges.createOrReplaceTempView("edges")
vertices.createOrReplaceTempView("vertices")

for name, sql in [
${views.map(([name, sql]) => `    (${quoted(name)}, ${quoted(sql)}),`).join('\n')}
]:
    spark.sql(sql).cache().createOrReplaceTempView(name)

${algorithm === 'wcc' ? withGraphFrames(plan) : rounds(plan)}
spark.sql(${quoted(result)}).write.mode("overwrite").parquet(out_path)
`;
}

function withGraphFrames(plan: SparkPlan): string {
  const own = rounds(plan)
    .split('\n')
    .map((line) => (line === '' ? line : `    ${line}`))
    .join('\n');
  return `try:
    from graphframes import GraphFrame

    graph = GraphFrame(vertices.select("id"), edges.select("src", "dst"))
except (ImportError, TypeError, Py4JError) as missing:  # its package, or the jar that does the work
    print(f"without GraphFrames: {type(missing).__name__}", file=sys.stderr)
    graph = None

if graph is not None:
    graph.connectedComponents().createOrReplaceTempView("found")
    spark.sql(${quoted(LEAST_OF_COMPONENT)}).createOrReplaceTempView("state")
else:
${own}`;
}

function rounds({ state, rounds: many }: SparkPlan): string {
  if (state === undefined) return '';
  return `spark.sql(${quoted(state.begin)}).localCheckpoint().createOrReplaceTempView("state")
NEXT = ${quoted(state.next)}
for _ in range(${many ?? 1_000_000}):
    following = spark.sql(NEXT).localCheckpoint()
    following.createOrReplaceTempView("following")
${many === undefined ? `    changed = spark.sql(${quoted(CHANGED)}).first()[0]\n` : ''}    following.createOrReplaceTempView("state")
${many === undefined ? '    if changed == 0:\n        break\n' : ''}`;
}

/** A text as Python writes it. */
function quoted(text: string): string {
  return text.includes('\n') ? `"""${text}"""` : JSON.stringify(text);
}
