import { importLightgbm, importXgboost, loadModel, type ImportedModel, type LightgbmOptions, type Model } from '#learn';
import { createFrame, float64Column, type Frame } from '#table';

/** Values by row and column; null is missing. */
export type Rows = readonly (readonly (number | null)[])[];

/** Rows of numbers as the frame that a model reads. */
export function frameOf(model: Model, rows: Rows, absent = NaN): Frame {
  return createFrame(
    model.features.map(({ name }, f) => {
      return [
        name,
        float64Column(Float64Array.from(rows, (row) => (f < row.length ? (row[f] ?? NaN) : absent))),
      ] as const;
    }),
  );
}

/** What a model predicts, row by row. */
export function predictions(model: Model, frame: Frame): number[][] {
  const flat = model.predict(frame);
  return Array.from({ length: frame.rows }, (_, row) =>
    Array.from({ length: model.outputs }, (_output, k) => flat[k * frame.rows + row] as number),
  );
}

/** The largest difference of two tables; NaN when their shapes differ. `relative` is to sizes over 1. */
export function largestGap(ours: Rows, theirs: Rows, scale: 'absolute' | 'relative' = 'absolute'): number {
  if (ours.length !== theirs.length) return NaN;
  return ours.reduce((worst, row, r) => {
    const other = theirs[r] ?? [];
    if (row.length !== other.length) return NaN;
    return row.reduce((most: number, value, k) => {
      const expected = other[k] ?? NaN;
      const unit = scale === 'relative' ? Math.max(1, Math.abs(expected)) : 1;
      const gap = Math.abs((value ?? NaN) - expected) / unit;
      return gap > most || gap !== gap ? gap : most;
    }, worst);
  }, 0);
}

export function importedFile(
  format: 'lightgbm' | 'xgboost',
  bytes: Uint8Array,
  options: LightgbmOptions,
): ImportedModel {
  return format === 'lightgbm'
    ? importLightgbm(new TextDecoder().decode(bytes), options)
    : importXgboost(bytes, options);
}

/** Margins in place of predictions. */
export function withoutLink(model: Model): Model {
  const document = model.save();
  if (model.kind !== 'gbdt') return model;
  return loadModel({ ...document, body: { ...(document.body as object), link: 'identity' } });
}
