export * from './command.ts';
export * from './output.ts';
export { createMarketLife, type MarketLife, type MarketLifeOptions } from './market/market-life.ts';
