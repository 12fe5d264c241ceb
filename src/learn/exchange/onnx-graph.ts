import { badFile, notImported } from './import-error.ts';
import { readMessage, type Message } from './protobuf.ts';

/** The tree ensemble of an ONNX model. */
export interface OnnxEnsemble {
  readonly operator: string;
  readonly integer: (name: string) => number | undefined;
  readonly integers: (name: string) => readonly number[];
  /** Numbers of an attribute, or of its double-precision form `<name>_as_tensor`. */
  readonly numbers: (name: string) => readonly number[];
  readonly texts: (name: string) => readonly string[];
  readonly text: (name: string) => string | undefined;
  /** Columns of the input, when the model says it. */
  readonly columns: number | undefined;
  /** Whether inputs are doubles; else they are rounded to single precision. */
  readonly isDouble: boolean;
}

/** What may stand before or behind the trees: operators that change no number that matters. */
const HARMLESS = new Set(['Cast', 'Identity', 'ZipMap']);

/** Field numbers of onnx.proto. */
const MODEL = { graph: 7 } as const;
const GRAPH = { node: 1, input: 11 } as const;
const NODE = { input: 1, output: 2, operator: 4, attribute: 5 } as const;
const ATTRIBUTE = { name: 1, integer: 3, text: 4, tensor: 5, floats: 7, integers: 8, texts: 9 } as const;
const TENSOR = { type: 2, floats: 4, raw: 9, doubles: 10 } as const;
const DOUBLE = 11;

/** Finds the trees of an ONNX model: one ensemble on its only input. */
export function readOnnx(bytes: Uint8Array): OnnxEnsemble {
  const [graph] = readMessage(bytes).messages(MODEL.graph);
  if (graph === undefined) throw badFile('it is no ONNX model');
  const nodes = graph.messages(GRAPH.node);
  const operators = nodes.map((node) => node.texts(NODE.operator)[0] ?? '');
  const isTree = (operator: string): boolean => /^TreeEnsemble(Classifier|Regressor)$/.test(operator);
  const at = operators.findIndex(isTree);
  const node = nodes[at];
  if (node === undefined) throw notImported(`no tree ensemble (its operators: ${operators.slice(0, 5).join(', ')})`);
  const other = operators.find((operator, k) => k !== at && !HARMLESS.has(operator));
  if (other !== undefined) throw notImported(`the operator "${other}" beside its trees`);
  return { operator: operators[at] ?? '', ...inputOf(graph, nodes), ...attributesOf(node) };
}

/** Type and width of the input: GraphProto.input, ValueInfoProto.type, TypeProto.tensor_type, its shape's last dimension. */
function inputOf(graph: Message, nodes: readonly Message[]): Pick<OnnxEnsemble, 'columns' | 'isDouble'> {
  const made = new Set(nodes.flatMap((node) => node.texts(NODE.output)));
  const inputs = graph.messages(GRAPH.input);
  const read = new Set(nodes.flatMap((node) => node.texts(NODE.input)).filter((name) => !made.has(name)));
  if (inputs.length !== 1 || read.size !== 1) throw notImported(`${inputs.length} inputs`);
  const tensor = inputs[0]?.messages(2)[0]?.messages(1)[0];
  const columns = tensor?.messages(2)[0]?.messages(1).at(-1)?.integers(1)[0];
  const isCast = nodes.some(
    (node) => node.texts(NODE.operator)[0] === 'Cast' && read.has(node.texts(NODE.input)[0] ?? ''),
  );
  return { columns, isDouble: tensor?.integers(1)[0] === DOUBLE && !isCast };
}

function attributesOf(node: Message): Pick<OnnxEnsemble, 'integer' | 'integers' | 'numbers' | 'texts' | 'text'> {
  const attributes = new Map(node.messages(NODE.attribute).map((own) => [own.texts(ATTRIBUTE.name)[0] ?? '', own]));
  return {
    integer: (name) => attributes.get(name)?.integers(ATTRIBUTE.integer)[0],
    integers: (name) => attributes.get(name)?.integers(ATTRIBUTE.integers) ?? [],
    texts: (name) => attributes.get(name)?.texts(ATTRIBUTE.texts) ?? [],
    text: (name) => attributes.get(name)?.texts(ATTRIBUTE.text)[0],
    numbers: (name) => {
      const tensor = attributes.get(`${name}_as_tensor`)?.messages(ATTRIBUTE.tensor)[0];
      return tensor === undefined ? (attributes.get(name)?.floats(ATTRIBUTE.floats) ?? []) : tensorNumbers(tensor);
    },
  };
}

function tensorNumbers(tensor: Message): number[] {
  const isDouble = tensor.integers(TENSOR.type)[0] === DOUBLE;
  const own = isDouble ? tensor.doubles(TENSOR.doubles) : tensor.floats(TENSOR.floats);
  if (own.length > 0) return own;
  return isDouble ? tensor.doubles(TENSOR.raw) : tensor.floats(TENSOR.raw);
}
