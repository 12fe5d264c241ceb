// Each operation works on one part of its range, so that threads can share it: parts run anywhere, in any order. What is
// given lies at `given` as doubles, in the order that each comment names (../tree/wasm-kernels.ts writes them).
import { binRows, sortDoubles } from './bin';
import { add, histogram, histogramWide, subtract } from './histogram';
import { hazard, logistic } from './loss';
import { addValues, divide, fold, leafSums, magnitude, pack, restore } from './rows';
import { scan } from './split';

/** Bytes of a histogram that are subtracted at a time. */
const SUBTRACT_BYTES: usize = 16384;
/** Features that are scanned at a time. */
const SCAN_FEATURES: i32 = 4;
/** Rows of a node that are parted at a time. */
const DIVIDED_ROWS: i32 = 2048;
/** Rows that are binned at a time. */
const BIN_ROWS: usize = 1024;
/** Bytes of the counts of digits when sorting. */
const TALLY_BYTES: usize = 49152;
/** Rows of one part of a loop over rows. */
const PART_ROWS: i32 = 16384;

function real(given: usize, index: usize): f64 {
  return load<f64>(given + (index << 3));
}

function place(given: usize, index: usize): usize {
  return <usize>real(given, index);
}

function int(given: usize, index: usize): i32 {
  return <i32>real(given, index);
}

/** values, rows of the tile, cuts, counts, features, how many, bins, stride, columns, rows, first row of the tile */
export function binPart(given: usize, part: i32): void {
  const tile = place(given, 1);
  const stride = place(given, 7);
  const start = place(given, 10);
  const from = <usize>part * BIN_ROWS;
  binRows(
    place(given, 0),
    tile,
    place(given, 2),
    place(given, 3),
    place(given, 4),
    place(given, 5),
    place(given, 6) + start * stride,
    stride,
    place(given, 8) + start,
    place(given, 9),
    from,
    min(tile, from + BIN_ROWS),
  );
}

/** arrays (place and count of each), scratch, doubles of scratch for each; a part is an array. */
export function sortPart(given: usize, part: i32): void {
  const array = place(given, 0) + ((<usize>part) << 4);
  const tallies = place(given, 1) + <usize>part * place(given, 2) * 8;
  sortDoubles(place(array, 0), place(array, 1), tallies + TALLY_BYTES, tallies);
}

/** bins, stride, rows, pairs, slots, channels, from, to, bytes between pairs; a part is a group of features. */
export function buildHistogram(given: usize, part: i32): void {
  sumGroup(given, place(given, 4), int(given, 6), int(given, 7), part);
}

/** The same, and slots for the second half of the rows; a part is a group of features in one half. */
export function buildHalves(given: usize, part: i32): void {
  const from = int(given, 6);
  const to = int(given, 7);
  const middle = from + ((to - from) >> 1);
  if ((part & 1) == 0) sumGroup(given, place(given, 4), from, middle, part >> 1);
  else sumGroup(given, place(given, 9), middle, to, part >> 1);
}

function sumGroup(given: usize, slots: usize, from: i32, to: i32, group: i32): void {
  const bins = place(given, 0);
  const stride = place(given, 1);
  const rows = place(given, 2);
  const pairs = place(given, 3);
  const channels = int(given, 5);
  if (channels == 1) histogram(bins, stride, rows, pairs, place(given, 8), slots, from, to, group, group + 1);
  else histogramWide(bins, stride, rows, pairs, slots, from, to, group, group + 1, channels);
}

/** target, other, bytes */
export function addHistogram(given: usize, part: i32): void {
  const from = <usize>part * SUBTRACT_BYTES;
  add(place(given, 0), place(given, 1), from, min(place(given, 2), from + SUBTRACT_BYTES));
}

/** parent, child, bytes */
export function subtractHistogram(given: usize, part: i32): void {
  const from = <usize>part * SUBTRACT_BYTES;
  subtract(place(given, 0), place(given, 1), from, min(place(given, 2), from + SUBTRACT_BYTES));
}

/** slots, features, binCounts, results, count, whole, unit of gradient, unit of Hessian, l2, floor, least */
export function scanFeatures(given: usize, part: i32): void {
  const from = part * SCAN_FEATURES;
  scan(
    place(given, 0),
    place(given, 1),
    place(given, 2),
    place(given, 3),
    from,
    min(int(given, 4), from + SCAN_FEATURES),
    place(given, 5),
    real(given, 6),
    real(given, 7),
    real(given, 8),
    real(given, 9),
    real(given, 10),
  );
}

/** bins of the feature, rows, scratch, goesLeft, middles, from, to */
export function dividePart(given: usize, part: i32): void {
  const from = int(given, 5) + part * DIVIDED_ROWS;
  const to = min(int(given, 6), from + DIVIDED_ROWS);
  const middle = divide(place(given, 0), place(given, 1), place(given, 2), place(given, 3), from, to);
  store<i32>(place(given, 4) + ((<usize>part) << 2), middle);
}

/** rows, scratch, middles, places (left and right of each part), from, to */
export function restorePart(given: usize, part: i32): void {
  const from = int(given, 4) + part * DIVIDED_ROWS;
  const to = min(int(given, 5), from + DIVIDED_ROWS);
  const middle = load<i32>(place(given, 2) + ((<usize>part) << 2));
  const target = place(given, 3) + ((<usize>part) << 3);
  restore(place(given, 0), place(given, 1), from, middle, to, load<i32>(target), load<i32>(target, 4));
}

/** pairs, bytes between rows, sums (two for each part), rows */
export function magnitudePart(given: usize, part: i32): void {
  const from = part * PART_ROWS;
  const out = place(given, 2) + ((<usize>part) << 4);
  magnitude(place(given, 0), place(given, 1), out, from, min(int(given, 3), from + PART_ROWS));
}

/** pairs, bytes between rows, packed, bytes between packed rows, scale of gradient, scale of Hessian, rows */
export function packPart(given: usize, part: i32): void {
  const from = part * PART_ROWS;
  const to = min(int(given, 6), from + PART_ROWS);
  pack(place(given, 0), place(given, 1), place(given, 2), place(given, 3), real(given, 4), real(given, 5), from, to);
}

/** margins, labels, weights or 0, gradients, rows */
export function logisticPart(given: usize, part: i32): void {
  const from = part * PART_ROWS;
  const to = min(int(given, 4), from + PART_ROWS);
  logistic(place(given, 0), place(given, 1), place(given, 2), place(given, 3), from, to);
}

/** rows, gradients, outputs, ranges (two for each part), sums; a part is a leaf. */
export function leafSumsPart(given: usize, part: i32): void {
  const outputs = int(given, 2);
  const range = place(given, 3) + ((<usize>part) << 3);
  const out = place(given, 4) + ((<usize>(part * outputs)) << 4);
  leafSums(place(given, 0), place(given, 1), outputs, out, load<i32>(range), load<i32>(range, 4));
}

/** rows, margins, outputs, ranges (two for each part), values; a part is a leaf. */
export function addValuesPart(given: usize, part: i32): void {
  const outputs = int(given, 2);
  const range = place(given, 3) + ((<usize>part) << 3);
  const values = place(given, 4) + ((<usize>(part * outputs)) << 3);
  addValues(place(given, 0), place(given, 1), outputs, values, load<i32>(range), load<i32>(range, 4));
}

/** margins, fields, gradients, windows, rows */
export function hazardPart(given: usize, part: i32): void {
  const rows = int(given, 4);
  const from = part * PART_ROWS;
  const to = min(rows, from + PART_ROWS);
  hazard(place(given, 0), place(given, 1), place(given, 2), int(given, 3), rows, from, to);
}

/** gradients, channelOf, outputs, channels, sums, rows */
export function foldPart(given: usize, part: i32): void {
  const from = part * PART_ROWS;
  const to = min(int(given, 5), from + PART_ROWS);
  fold(place(given, 0), place(given, 1), int(given, 2), int(given, 3), place(given, 4), from, to);
}
