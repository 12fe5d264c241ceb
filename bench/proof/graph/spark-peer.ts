import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const home = join(import.meta.dirname, '../../../.peers/spark');
const python = join(home, 'bin/python');

/** A script and its files, as `spark-submit script edges vertices out` takes them. */
export interface SparkCase {
  readonly script: string;
  readonly edges: string;
  readonly vertices: string;
  readonly out: string;
  /** Whether the script may see GraphFrames. */
  readonly graphFrames: boolean;
}

/** What a script wrote, by id; null where nothing is known. */
export interface SparkAnswer {
  readonly names: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
  readonly usedGraphFrames: boolean;
}

export interface SparkTold {
  readonly version: string;
  readonly answers: readonly SparkAnswer[];
}

/** Whether Spark is installed here (tools/peers.sh spark). */
export function isSparkHere(): boolean {
  return existsSync(python);
}

/** The jars of GraphFrames, without which its Python package can do nothing. */
export function graphFramesJars(): readonly string[] {
  const folder = join(home, 'graphframes');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => (file.endsWith('.jar') ? [join(folder, file)] : []));
}

/** Small work in one process: one thread, one part, a first compiler only. */
const SETTINGS = [
  '--master local[1] --driver-memory 1g --driver-java-options -XX:TieredStopAtLevel=1',
  '--conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false',
  '--conf spark.sql.shuffle.partitions=1 --conf spark.sql.adaptive.enabled=false',
].join(' ');

/** Runs scripts on the Spark of `.peers`, one after another in one process. */
export function onSpark(cases: readonly SparkCase[]): SparkTold {
  const jars = graphFramesJars();
  const answer = execFileSync(python, [join(import.meta.dirname, 'spark_peer.py')], {
    input: JSON.stringify({ cases }),
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      SPARK_LOCAL_IP: '127.0.0.1',
      PYSPARK_SUBMIT_ARGS: `${jars.length === 0 ? '' : `--jars ${jars.join(',')} `}${SETTINGS} pyspark-shell`,
    },
  });
  return JSON.parse(answer.toString().trim().split('\n').at(-1) ?? '{}') as SparkTold;
}
