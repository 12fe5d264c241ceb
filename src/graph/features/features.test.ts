import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { createFrame, float64Column, int32Column, stringColumn, valueAt, type Frame } from '#table';
import { clusteringCoefficients } from '../algorithms/clustering.ts';
import { buildGraph } from '../store/graph.ts';
import { featuresFromFrames, type FrameFeatureOptions } from './features-from-frames.ts';
import { nodeFeatures, FEATURE_SETS } from './node-features.ts';
import { radixOrder, keysOf } from './radix-order.ts';
import { triangles } from './triangles.ts';

type Row = readonly [from: number, to: number, time: number, amount: number];

const drawn = fc.array(
  fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 }), fc.nat({ max: 40 }), fc.integer({ min: 1, max: 300 })),
  { maxLength: 30 },
);

function edgeFrame(rows: readonly Row[]): Frame {
  return createFrame({
    src: int32Column(Int32Array.from(rows, ([from]) => from)),
    dst: int32Column(Int32Array.from(rows, ([, to]) => to)),
    time: float64Column(Float64Array.from(rows, ([, , time]) => time)),
    weight: float64Column(Float64Array.from(rows, ([, , , amount]) => amount)),
    type: stringColumn(rows.map(([, , time]) => (time % 2 === 0 ? 'pay' : 'call'))),
  });
}

const nodes = createFrame({
  id: int32Column(Int32Array.from({ length: 8 }, (_, v) => v)),
  age: float64Column(Float64Array.from({ length: 8 }, (_, v) => 20 + v * v)),
  city: stringColumn(['a', 'b', 'a', 'c', 'a', 'b', 'a', 'c']),
  seen: int32Column(Int32Array.from({ length: 8 }, (_, v) => v * 5)),
  late: int32Column(Int32Array.from({ length: 8 }, (_, v) => v % 2)),
});
const nodeColumns = { labels: 'late', labelTime: 'seen', time: 'seen' };
const directed: FrameFeatureOptions = { isDirected: true, sets: FEATURE_SETS, embedding: 4, nodeColumns };

function cells({ frame }: { readonly frame: Frame }): (readonly [string, unknown])[] {
  return frame.names.map((name, i) => {
    const column = frame.columns[i];
    return [name, column === undefined ? [] : Array.from({ length: frame.rows }, (_, row) => valueAt(column, row))];
  });
}

describe('features of nodes', () => {
  it('as of an instant do not change when edges come that are later', () => {
    fc.assert(
      fc.property(drawn, fc.nat({ max: 40 }), fc.boolean(), (rows, asOf, isDirected) => {
        const options = { ...directed, isDirected, asOf: String(asOf) };
        const early = rows.filter(([, , time]) => time <= asOf);
        expect(cells(featuresFromFrames(edgeFrame(rows), nodes, options))).toEqual(
          cells(featuresFromFrames(edgeFrame(early), nodes, options)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('do not depend on the order of the edges', () => {
    fc.assert(
      fc.property(drawn, (rows) => {
        const [one, other] = [rows, rows.toReversed()].map((list) =>
          cells(featuresFromFrames(edgeFrame(list), nodes, directed)),
        );
        expect(one).toEqual(other);
      }),
      { numRuns: 40 },
    );
  });

  it("never hold the row's own label", () => {
    fc.assert(
      fc.property(drawn, fc.nat({ max: 7 }), (rows, v) => {
        const edges = edgeFrame(rows);
        const labels = (own: number): Frame =>
          createFrame({
            id: int32Column(Int32Array.from({ length: 8 }, (_, w) => w)),
            late: int32Column(Int32Array.from({ length: 8 }, (_, w) => (w === v ? own : w % 2))),
          });
        const of = (own: number): unknown =>
          cells(
            featuresFromFrames(edges, labels(own), { isDirected: true, sets: [], nodeColumns: { labels: 'late' } }),
          ).map(([name, values]) => [name, (values as unknown[])[v]]);
        expect(of(0)).toEqual(of(1));
      }),
    );
  });

  it("do not tell the row's own label by what is left of the others' either", () => {
    const edges = { nodes: 4, sources: Uint32Array.of(0, 2), targets: Uint32Array.of(1, 3) };
    const labels = { values: Float64Array.of(1, NaN, 0, NaN) };
    const { features } = nodeFeatures(edges, { isDirected: false, perDay: 1, sets: [], labels });
    for (const [, values] of features) expect(values[0]).toEqual(values[2]);
  });

  it('see labels of other groups alone', () => {
    const edges = { nodes: 3, sources: Uint32Array.of(0, 0), targets: Uint32Array.of(1, 2) };
    const labels = { values: Float64Array.of(0, 1, 1), groups: Int32Array.of(0, 0, 1) };
    const { features } = nodeFeatures(edges, { isDirected: false, perDay: 1, sets: [], labels });
    const known = new Map(features);
    expect([...(known.get('near_label_known') ?? [])]).toEqual([1, 0, 1]);
    expect([...(known.get('near_label_bad') ?? [])]).toEqual([1, 0, 0]);
  });

  it('count what a hand count gives', () => {
    const rows: Row[] = [
      [0, 1, 10, 100],
      [0, 1, 39, 50],
      [2, 0, 38, 60],
      [3, 0, 1, 40],
      [0, 0, 5, 9],
    ];
    const found = featuresFromFrames(edgeFrame(rows), nodes, {
      isDirected: true,
      asOf: '40',
      nodeColumns: { drop: ['late'] },
    });
    const first = Object.fromEntries(cells(found).map(([name, values]) => [name, (values as unknown[])[0]]));
    expect(first).toMatchObject({
      out_count_all: 2,
      out_partners_all: 1,
      out_count_7d: 1,
      in_count_all: 2,
      in_sum_all: 100,
      out_sum_all: 150,
      in_top_share_all: 0.6,
    });
    expect(first).toMatchObject({
      passed_1d: 0.5,
      passed_7d: 0.5,
      in_gap_mean: 37,
      out_over_in_all: 1.5,
      neighbours: 3,
      triangles: 0,
    });
    expect(first.near_mean_of_age).toBe((21 + 21 + 24 + 29) / 4);
    expect(found.facts).toMatchObject({ selfLoops: 1, later: 0, rows: 8 });
  });

  it('let no outcome through', () => {
    const edges = edgeFrame([[0, 1, 1, 1]]);
    const code = (options: FrameFeatureOptions): unknown => {
      try {
        return featuresFromFrames(edges, nodes, options);
      } catch (error) {
        return (error as { code?: string }).code;
      }
    };
    const fraud = createFrame({ id: int32Column(Int32Array.of(0, 1)), isFraud: int32Column(Int32Array.of(0, 1)) });
    const withheld = featuresFromFrames(edges, fraud, { isDirected: true });
    expect([withheld.withheld, withheld.frame.names.some((name) => name.includes('isFraud'))]).toEqual([
      ['isFraud'],
      false,
    ]);
    expect(code({ isDirected: true, asOf: '5', nodeColumns: { labels: 'late' } })).toBe('GRAPH_LEAK');
    expect(code({ isDirected: true, nodeColumns: { labels: 'late', attributes: ['late'] } })).toBe('GRAPH_LEAK');
    expect(code({ isDirected: true, nodeColumns: { labels: 'age' } })).toBe('GRAPH_LABEL');
    expect(code({ isDirected: true, asOf: 'tomorrow' })).toBe('GRAPH_INSTANT');
  });
});

describe('triangles', () => {
  it('are those of the clustering coefficient', () => {
    const rng = createRng(7);
    const sources = Uint32Array.from({ length: 400 }, () => rng.below(60));
    const targets = Uint32Array.from({ length: 400 }, () => rng.below(60));
    const { graph } = buildGraph({ nodes: 60, sources, targets }, false);
    const { offsets } = graph.out;
    const density = [...triangles(graph)].map((count, v) => {
      const degree = (offsets[v + 1] as number) - (offsets[v] as number);
      return degree < 2 ? 0 : (2 * count) / (degree * (degree - 1));
    });
    expect(density).toEqual([...clusteringCoefficients(graph)]);
  });
});

describe('radix order', () => {
  it('is that of a stable sort', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ noNaN: true }), fc.nat({ max: 3 }))), (pairs) => {
        const keys = [...keysOf(Float64Array.from(pairs, ([x]) => x)), Uint32Array.from(pairs, ([, y]) => y)];
        const expected = pairs
          .map((_, i) => i)
          .sort((a, b) => {
            const [[x, y], [u, w]] = [pairs[a] ?? [0, 0], pairs[b] ?? [0, 0]];
            return x < u ? -1 : x > u ? 1 : y - w;
          });
        expect([...radixOrder(pairs.length, keys)]).toEqual(expected);
      }),
    );
  });
});
