import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { estimatorChecks } from '../check/check-estimator.ts';
import { sampleData } from '../check/sample-data.ts';
import { loadModel } from '../load.ts';
import { DistanceHeap } from './distance-heap.ts';
import { Hnsw, type Points } from './hnsw.ts';
import { knn } from './knn.ts';

describe('estimator contract: knn', () => {
  const estimator = knn({ neighbours: 150, width: 150, explainPairs: 1 });
  for (const check of estimatorChecks(estimator)) it(check.name, () => check.run());
});

describe('DistanceHeap', () => {
  it('gives points back in order of distance, then number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 })),
        fc.constantFrom(1 as const, -1 as const),
        (distances, direction) => {
          const heap = new DistanceHeap(direction, 1);
          distances.forEach((distance, point) => heap.push(distance, point));
          const out: number[] = [];
          for (; heap.size > 0; heap.pop()) out.push(heap.point);
          const wanted = [...distances.keys()].sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0) || a - b);
          expect(out).toEqual(direction === 1 ? wanted : wanted.reverse());
        },
      ),
    );
  });
});

function cloud(count: number, width: number, seed: number): Points {
  const rng = createRng(seed);
  // A quarter of the points repeat others, as coarse credit data do.
  const values = new Float64Array(count * width).map(() => rng.normal());
  for (let i = 1; i < count; i += 4) {
    const from = rng.below(i) * width;
    values.copyWithin(i * width, from, from + width);
  }
  return { count, width, values };
}

describe('Hnsw', () => {
  it('finds nearly all true neighbours, even among repeated points', () => {
    const points = cloud(3000, 8, 3);
    const graph = Hnsw.build(points, { links: 16, buildWidth: 100, rng: createRng(1) });
    const rng = createRng(9);
    let [hits, wanted] = [0, 0];
    for (let trial = 0; trial < 100; trial++) {
      const query = new Float64Array(8).map(() => rng.normal());
      const distances = Array.from({ length: points.count }, (_, i) =>
        query.reduce((sum, value, j) => sum + (value - (points.values[8 * i + j] ?? 0)) ** 2, 0),
      );
      const limit = [...distances].sort((a, b) => a - b)[9] ?? 0;
      const near = graph.search(query, 10, 100);
      wanted += 10;
      for (; near.size > 0; near.pop()) hits += Number((distances[near.point] ?? Infinity) <= limit);
    }
    expect(hits / wanted).toBeGreaterThan(0.99);
  });
});

describe('knn', () => {
  it('answers by graph as by comparing all rows', async () => {
    const { frame, label } = sampleData(1500, 4);
    const fit = (search: 'graph' | 'exact') => knn({ neighbours: 20, search }).fit(frame, { kind: 'binary', label });
    const all = await fit('exact');
    const [graph, exact] = [(await fit('graph')).predict(frame), all.predict(frame)];
    expect(loadModel(JSON.parse(JSON.stringify(all.save()))).predict(frame)).toEqual(exact);
    const same = graph.filter((value, row) => value === exact[row]).length;
    expect(same / graph.length).toBeGreaterThan(0.98);
  });
});
