// Tree kernels in AssemblyScript (WebAssembly SIMD). ../tree/plain-kernels.ts does the same in TypeScript and stays their
// oracle: same bits. Addresses are byte offsets in the imported memory.
export * from './operations';
export { walkRow, walkRows } from './predict';
export { explainTrees } from './shap';
