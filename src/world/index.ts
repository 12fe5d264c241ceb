export * from './event.ts';
export { worldPack, worldPackHash, worldPackNames, type WorldPack, type WorldPackName } from './pack.ts';
export * from './truth.ts';
export { createWorld, restoreWorld, type World, type WorldOptions } from './world.ts';
export * from './lender.ts';
export * from './closed-loop.ts';
