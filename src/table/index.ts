export { bitAt, clearBit, createBitmap, setBit, type Bitmap } from './bitmap.ts';
export { dateColumn, dictionaryColumn, float64Column, int32Column, stringColumn } from './column.ts';
export { isValid, missingCount, valueAt } from './column.ts';
export {
  type Column,
  type ColumnKind,
  type DateColumn,
  type Float64Column,
  type Int32Column,
  type StringColumn,
} from './column.ts';
export { column, columnOf, createFrame, drop, findColumn, select, withColumn, type Frame } from './frame.ts';
export { filter, maskToRows, take, type RowIndex } from './take.ts';
export { nearestName } from './nearest.ts';
export { readTable, type ReadOptions } from './read.ts';
export { type KindOverrides } from './relation.ts';
export { writeTable } from './write.ts';
export { sort, sortIndex, type SortKey } from './sort.ts';
export { groupBy, type Aggregate } from './group.ts';
export { concat } from './concat.ts';
export { join, type JoinOptions } from './join.ts';
export { quantiles } from './quantile.ts';
export { readCsvReporting, type BadRow, type CsvReport } from './read-reporting.ts';
export { convertJsonLines, type JsonLineKind, type JsonLinesOptions } from './json-lines.ts';
