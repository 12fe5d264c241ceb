import { ByteReader } from './byte-reader.ts';
import { scaleTree, type ForeignNode, type ForeignTree } from './foreign-tree.ts';
import { badFile, notImported } from './import-error.ts';
import { MAX_FEATURES, numberedNames, xgboostNode, type XgboostFile } from './xgboost-file.ts';

/** Bytes of the blocks whose ends are reserved. */
const [LEARNER, FOREST, TREE, LINEAR] = [136, 160, 148, 136] as const;

/**
 * Reads the binary format of XGBoost 0.x to 2.x: little-endian copies of its parameter blocks (`LearnerModelParam`,
 * `GBTreeModelParam`, `TreeParam`) and nodes.
 */
export function readXgboostBinary(bytes: Uint8Array): XgboostFile {
  const source = new ByteReader(bytes, 'little');
  const learner = readLearner(source);
  const objective = readText(source);
  const name = readText(source);
  if (learner.features > MAX_FEATURES) throw badFile(`it has ${learner.features} features`);
  return {
    version: learner.major === 0 ? '0' : `${learner.major}.${learner.minor}`,
    objective,
    outputs: Math.max(1, learner.classes),
    base: [learner.base],
    // Versions before 1.0 turned the base into a margin before they saved.
    isBaseMargin: learner.major === 0,
    names: numberedNames(learner.features),
    categorical: [],
    booster: name === 'gblinear' ? readLinear(source) : readForest(source, name, Math.max(1, learner.classes)),
  };
}

interface Learner {
  readonly base: number;
  readonly features: number;
  readonly classes: number;
  readonly major: number;
  readonly minor: number;
}

function readLearner(source: ByteReader): Learner {
  const block = new ByteReader(source.bytes(LEARNER), 'little');
  const [base, features, classes] = [block.float32(), block.uint32(), block.int32()];
  block.take(8);
  return { base, features, classes, major: block.uint32(), minor: block.uint32() };
}

function readText(source: ByteReader): string {
  const length = source.int64();
  if (length > 256) throw badFile('it is no XGBoost model');
  return source.text(length);
}

function readLinear(source: ByteReader): XgboostFile['booster'] {
  source.take(LINEAR);
  return { kind: 'linear', weights: readFloats(source) };
}

function readFloats(source: ByteReader): number[] {
  const count = source.int64();
  const block = new ByteReader(source.bytes(4 * count), 'little');
  return Array.from({ length: count }, () => block.float32());
}

function readForest(source: ByteReader, name: string, outputs: number): XgboostFile['booster'] {
  if (name !== 'gbtree' && name !== 'dart') throw notImported(`the booster "${name}"`);
  const count = new ByteReader(source.bytes(FOREST), 'little').int32();
  const nodes: ForeignNode[][] = [];
  for (let t = 0; t < count; t++) nodes.push(readTree(source));
  const info = Array.from(nodes, () => source.int32());
  const weights = name === 'dart' && count > 0 ? readFloats(source) : info.map(() => 1);
  if (weights.length !== info.length) throw badFile('the weights do not fit the trees');
  const trees = nodes.map((own, t): ForeignTree => {
    return scaleTree({ nodes: own, output: info[t] as number }, weights[t] as number);
  });
  // Trees of one round that add to the same output follow each other.
  const parallel =
    outputs === 1
      ? 1
      : Math.max(
          1,
          info.findIndex((output) => output !== 0),
        );
  return { kind: 'trees', trees, treesPerRound: outputs * parallel };
}

function readTree(source: ByteReader): ForeignNode[] {
  const block = new ByteReader(source.bytes(TREE), 'little');
  block.take(4);
  const count = block.int32();
  block.take(12);
  if (block.int32() > 1) throw notImported('leaves with several values');
  if (count < 1) throw badFile(`a tree has ${count} nodes`);
  const nodes = new ByteReader(source.bytes(20 * count), 'little');
  const stats = new ByteReader(source.bytes(16 * count), 'little');
  return Array.from({ length: count }, () => {
    nodes.take(4);
    const [left, right, split, value] = [nodes.int32(), nodes.int32(), nodes.uint32(), nodes.float32()];
    const [gain, hessian] = [stats.float32(), stats.float32()];
    stats.take(8);
    const [feature, defaultLeft] = [split & 0x7fffffff, split >>> 31 === 1];
    return xgboostNode({ left, right, feature, defaultLeft, value, hessian, gain, categories: undefined });
  });
}
