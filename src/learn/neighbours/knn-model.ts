import { TallyError, log, logit, sigmoid, z } from '#base';
import type { RowKernel } from '../batch.ts';
import { parseModelPart, type ModelDocument, type TrainingRecord } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature, IgnoredColumn } from '../feature.ts';
import { kernelModel, sharesOf } from '../kernel-model.ts';
import { termValue, type Term } from '../linear/terms.ts';
import { packFloat64, packInt32, unpackFloat64, unpackInt32 } from '../packed-numbers.ts';
import { featureOrders, sampledShapley } from '../sampled-shapley.ts';
import { DistanceHeap } from './distance-heap.ts';
import { Hnsw, type Points } from './hnsw.ts';

const termSchema = z.object({
  feature: z.number().int().min(0),
  kind: z.enum(['value', 'missing', 'categories']),
  codes: z.array(z.number().int()),
  impute: z.number(),
  mean: z.number(),
  sd: z.number().gt(0),
});

const bodySchema = z.object({
  neighbours: z.number().int().min(1),
  search: z.enum(['graph', 'exact']),
  width: z.number().int().min(1),
  links: z.number().int().min(2),
  buildWidth: z.number().int().min(1),
  terms: z.array(termSchema),
  count: z.number().int().min(1),
  points: z.string(),
  label: z.string(),
  weights: z.string(),
  rate: z.number(),
  reference: z.string(),
  importance: z.array(z.number()),
  explainPairs: z.number().int().min(1),
  graph: z
    .object({ layer: z.string(), ground: z.string(), upper: z.string(), upperLength: z.number(), entry: z.number() })
    .nullable(),
});

/** A fitted or loaded neighbour model. */
export interface KnnParts {
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
  readonly training: TrainingRecord;
  readonly neighbours: number;
  /** Candidates considered in a search of the graph. */
  readonly width: number;
  readonly links: number;
  readonly buildWidth: number;
  readonly terms: readonly Term[];
  readonly points: Points;
  readonly label: Float64Array;
  readonly weights: Float64Array;
  /** Weighted event rate of all rows; counts as one neighbour more. */
  readonly rate: number;
  readonly reference: Float64Array;
  readonly importance: readonly number[];
  readonly explainPairs: number;
  /** Undefined when all points are compared. */
  readonly graph: Hnsw | undefined;
}

/** The standardised terms of an encoded row. */
export function pointOf(terms: readonly Term[], row: Float64Array, out: Float64Array): void {
  for (let j = 0; j < terms.length; j++) {
    const term = terms[j] as Term;
    out[j] = (termValue(term, row[term.feature] as number) - term.mean) / term.sd;
  }
}

/** The model of these points. */
export function knnModel(parts: KnnParts): Model {
  const { points, terms, rate, graph } = parts;
  const query = new Float64Array(points.width);
  const heap = new DistanceHeap(-1, parts.neighbours + 1);
  const usual = log(rate / (1 - rate));
  const margin = (row: Float64Array, start?: number): number => {
    pointOf(terms, row, query);
    const near = graph?.search(query, parts.neighbours, parts.width) ?? nearestOf(points, query, { heap, parts });
    let [events, total] = [rate, 1];
    for (; near.size > 0; near.pop()) {
      const weight = parts.weights[near.point] as number;
      events += weight * (parts.label[near.point] as number);
      total += weight;
    }
    return logit(events / total) + (start === undefined ? 0 : start - usual);
  };
  const orders = featureOrders(parts.features.length, parts.explainPairs, parts.training.seed);
  const sampler = { margin, reference: parts.reference, orders };
  const kernel: RowKernel = {
    features: parts.features,
    margin,
    transform: sigmoid,
    explainRow: (row, out) => sampledShapley(sampler, row, out),
  };
  const importance = sharesOf(Float64Array.from(parts.importance));
  return kernelModel({ ...parts, kind: 'knn', kernel, importance, body: () => bodyOf(parts) });
}

function nearestOf(
  points: Points,
  query: Float64Array,
  { heap, parts }: { heap: DistanceHeap; parts: KnnParts },
): DistanceHeap {
  const { values, width, count } = points;
  heap.clear();
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += ((query[j] as number) - (values[i * width + j] as number)) ** 2;
    if (heap.size === parts.neighbours && sum >= heap.distance) continue;
    heap.push(sum, i);
    if (heap.size > parts.neighbours) heap.pop();
  }
  return heap;
}

function bodyOf(parts: KnnParts): z.infer<typeof bodySchema> {
  const { neighbours, width, links, buildWidth, rate, points, explainPairs } = parts;
  const graph = parts.graph?.graph();
  return {
    neighbours,
    search: graph === undefined ? 'exact' : 'graph',
    width,
    links,
    buildWidth,
    terms: parts.terms.map(({ feature, kind, codes, impute, mean, sd }) => ({
      feature,
      kind,
      codes: [...codes],
      impute,
      mean,
      sd,
    })),
    count: points.count,
    points: packFloat64(points.values),
    label: packFloat64(parts.label),
    weights: packFloat64(parts.weights),
    rate,
    reference: packFloat64(parts.reference),
    importance: [...parts.importance],
    explainPairs,
    graph:
      graph === undefined
        ? null
        : {
            layer: packInt32(graph.layer),
            ground: packInt32(graph.ground),
            upper: packInt32(graph.upper),
            upperLength: graph.upper.length,
            entry: graph.entry,
          },
  };
}

/** Restores a saved neighbour model. */
export function loadKnn(document: ModelDocument): Model {
  const body = parseModelPart(bodySchema, document.body, 'points');
  const features: Feature[] = document.features;
  if (body.terms.some(({ feature }) => feature >= features.length)) {
    throw new TallyError('LEARN_MODEL_INVALID', 'a term of the model belongs to no feature', {
      hint: 'the file was changed or cut short: save the model again',
    });
  }
  const { count, graph: saved } = body;
  const points = { count, width: body.terms.length, values: unpackFloat64(body.points, count * body.terms.length) };
  const graph =
    saved === null
      ? undefined
      : Hnsw.load(points, body, {
          layer: unpackInt32(saved.layer, count),
          ground: unpackInt32(saved.ground, count * 2 * body.links),
          upper: unpackInt32(saved.upper, saved.upperLength),
          entry: saved.entry,
        });
  return knnModel({
    ...body,
    features,
    ignored: document.ignored,
    training: document.training,
    points,
    graph,
    label: unpackFloat64(body.label, count),
    weights: unpackFloat64(body.weights, count),
    reference: unpackFloat64(body.reference, features.length),
  });
}
