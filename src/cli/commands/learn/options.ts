import type { Command } from 'commander';
import { MODEL_HELP } from './settings.ts';

/** The options by which a command reads a problem from a file. */
export function withProblem(command: Command): Command {
  return command
    .requiredOption('--data <file>', 'CSV, CSV.gz, TSV, Parquet or Arrow')
    .option('--target <column>', 'what to predict: a column with two values unless --task says otherwise')
    .option('--positive <value>', 'the value of the target that is the event')
    .option('--task <kind>', 'binary, real, multiclass or ranking')
    .option('--time <column>', 'survival: when the event came or observation ended')
    .option('--event <column>', 'survival: 0 censored, 1 the event, 2 and more other causes')
    .option('--entry <column>', 'survival: from when the row was observed')
    .option('--date <column>', 'date of each row: what came later is judged by what came before')
    .option('--weight <column>', 'weight of each row')
    .option('--group <column>', 'ranking: which rows compete')
    .option('--drop <columns>', 'columns to leave out, separated by commas');
}

/** The options by which a command chooses a learner. */
export function withLearner(command: Command): Command {
  return command
    .option('--model <kind>', MODEL_HELP, 'gbdt')
    .option('--params <pairs>', 'settings of the learner, such as trees=500,learningRate=0.02')
    .option('--windows <count>', 'survival: into how many windows time is cut')
    .option('--window-length <time>', 'survival: length of a window')
    .option('--monotone <signs>', 'such as income:-,debt:+')
    .option('--categorical <columns>', 'numeric columns whose values are names')
    .option('--threads <count>', 'threads that share the work; the model is the same', '1')
    .option('--seed <number>', 'seed of every random choice', '42');
}
