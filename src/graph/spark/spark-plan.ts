import { TallyError } from '#base';

/** Algorithms that have a text for Spark. */
export const SPARK_ALGORITHMS = ['wcc', 'cdlp', 'pagerank', 'neighbours'] as const;
export type SparkAlgorithm = (typeof SPARK_ALGORITHMS)[number];

export interface SparkOptions {
  readonly isDirected?: boolean;
  /** Rounds of label propagation (10) and PageRank (20). */
  readonly rounds?: number;
  readonly damping?: number;
  /** Numbers of the vertices that are averaged over neighbours. */
  readonly figures?: readonly string[];
}

/**
 * An algorithm as SQL over the views `edges(src, dst)` and `vertices(id, ...)`: views that are made once, a state that is made and
 * made again from itself, and what is asked of it at the end. The same text runs on Spark and DuckDB.
 */
export interface SparkPlan {
  readonly algorithm: SparkAlgorithm;
  readonly views: readonly (readonly [name: string, sql: string])[];
  /** Begins and goes on the view `state(id, value)`. */
  readonly state?: { readonly begin: string; readonly next: string };
  /** Rounds; until nothing changes when left out. */
  readonly rounds?: number;
  readonly result: string;
}

/** Rows of `state` whose value is another in `following`. */
export const CHANGED =
  'SELECT COUNT(*) AS changed FROM state s JOIN following f ON f.id = s.id WHERE f.value <> s.value';

const BOTH_WAYS = 'SELECT src, dst FROM edges UNION ALL SELECT dst AS src, src AS dst FROM edges';
const UNDIRECTED = `SELECT DISTINCT src, dst FROM (${BOTH_WAYS}) e WHERE src <> dst`;
const DIRECTED = 'SELECT DISTINCT src, dst FROM edges WHERE src <> dst';
const RESULT = 'SELECT id, value FROM state';

/**
 * The SQL of an algorithm as this room defines it, rules for equal cases included.
 *
 * @throws TallyError `GRAPH_COLUMN` for a figure that is no plain name.
 */
export function sparkPlan(algorithm: SparkAlgorithm, options: SparkOptions = {}): SparkPlan {
  switch (algorithm) {
    case 'wcc':
      return components();
    case 'cdlp':
      return propagation(options);
    case 'pagerank':
      return ranks(options);
    case 'neighbours':
      return neighbours(options);
  }
}

/** Every node takes the least label around it, then the label of its label: the way to the least halves each round. */
function components(): SparkPlan {
  return {
    algorithm: 'wcc',
    views: [['arcs', UNDIRECTED]],
    state: {
      begin: 'SELECT id, id AS value FROM vertices',
      next: `WITH low AS (
  SELECT s.id, LEAST(s.value, COALESCE(MIN(n.value), s.value)) AS value
  FROM state s LEFT JOIN arcs a ON a.src = s.id LEFT JOIN state n ON n.id = a.dst
  GROUP BY s.id, s.value
)
SELECT l.id, LEAST(l.value, r.value) AS value FROM low l JOIN low r ON r.id = l.value`,
    },
    result: RESULT,
  };
}

function propagation({ isDirected = false, rounds = 10 }: SparkOptions): SparkPlan {
  // A neighbour in both directions counts twice.
  const directed = `SELECT src, dst FROM (${DIRECTED}) o UNION ALL SELECT dst AS src, src AS dst FROM (${DIRECTED}) i`;
  return {
    algorithm: 'cdlp',
    views: [['arcs', isDirected ? directed : UNDIRECTED]],
    state: {
      begin: 'SELECT id, id AS value FROM vertices',
      next: `WITH votes AS (
  SELECT a.src AS id, s.value, COUNT(*) AS votes FROM arcs a JOIN state s ON s.id = a.dst GROUP BY a.src, s.value
), ranked AS (
  SELECT id, value, ROW_NUMBER() OVER (PARTITION BY id ORDER BY votes DESC, value) AS place FROM votes
)
SELECT s.id, COALESCE(r.value, s.value) AS value FROM state s LEFT JOIN ranked r ON r.id = s.id AND r.place = 1`,
    },
    rounds,
    result: RESULT,
  };
}

function ranks({ isDirected = false, rounds = 20, damping = 0.85 }: SparkOptions): SparkPlan {
  const [given, left] = [`CAST(${damping} AS DOUBLE)`, `CAST(${1 - damping} AS DOUBLE)`];
  return {
    algorithm: 'pagerank',
    views: [
      ['arcs', isDirected ? DIRECTED : UNDIRECTED],
      ['degrees', 'SELECT src AS id, COUNT(*) AS degree FROM arcs GROUP BY src'],
      ['whole', 'SELECT COUNT(*) AS nodes FROM vertices'],
    ],
    state: {
      begin: 'SELECT id, CAST(1 AS DOUBLE) / nodes AS value FROM vertices CROSS JOIN whole',
      next: `WITH shares AS (
  SELECT s.id, s.value, s.value / d.degree AS share FROM state s LEFT JOIN degrees d ON d.id = s.id
), loose AS (
  SELECT COALESCE(SUM(value), 0) AS loose FROM shares WHERE share IS NULL
), came AS (
  SELECT a.dst AS id, SUM(h.share) AS came FROM arcs a JOIN shares h ON h.id = a.src GROUP BY a.dst
)
SELECT s.id, ${left} / nodes + ${given} * loose / nodes + ${given} * COALESCE(c.came, 0) AS value
FROM state s LEFT JOIN came c ON c.id = s.id CROSS JOIN loose CROSS JOIN whole`,
    },
    rounds,
    result: RESULT,
  };
}

/** Of one hop and two: means and largest of what the vertices tell; a neighbour counts as often as it has edges. */
function neighbours({ figures = [] }: SparkOptions): SparkPlan {
  for (const name of figures) {
    if (/^[A-Za-z_]\w*$/.test(name)) continue;
    throw new TallyError('GRAPH_COLUMN', `the figure "${name}" is no plain name`, {
      hint: 'rename the column: letters, digits and underscores',
    });
  }
  const list = (of: (name: string) => string): string => figures.map((name) => `, ${of(name)}`).join('');
  const near = list((name) => `AVG(v.${name}) AS near_mean_of_${name}, MAX(v.${name}) AS near_max_of_${name}`);
  const far = list(
    (name) => `AVG(n.near_mean_of_${name}) AS hop2_mean_of_${name}, MAX(n.near_max_of_${name}) AS hop2_max_of_${name}`,
  );
  const told = list((name) =>
    [`n.near_mean_of_${name}`, `n.near_max_of_${name}`, `f.hop2_mean_of_${name}`, `f.hop2_max_of_${name}`].join(', '),
  );
  return {
    algorithm: 'neighbours',
    views: [
      ['arcs', `SELECT src, dst FROM (${BOTH_WAYS}) e WHERE src <> dst`],
      [
        'near',
        `SELECT a.src AS id, COUNT(*) AS edges, COUNT(DISTINCT a.dst) AS partners${near} FROM arcs a JOIN vertices v ON v.id = a.dst GROUP BY a.src`,
      ],
      ['far', `SELECT a.src AS id${far} FROM arcs a JOIN near n ON n.id = a.dst GROUP BY a.src`],
    ],
    result: `SELECT v.id, COALESCE(n.edges, 0) AS edges, COALESCE(n.partners, 0) AS partners${told}
FROM vertices v LEFT JOIN near n ON n.id = v.id LEFT JOIN far f ON f.id = v.id`,
  };
}
