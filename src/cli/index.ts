export * from './command.ts';
export * from './output.ts';
