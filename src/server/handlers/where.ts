/** Builds a where clause whose first condition is always the tenant. Values are parameters, never text. */
export class Where {
  readonly values: unknown[];
  private readonly conditions: string[];

  constructor(tenant: string, column = 'tenant') {
    this.values = [tenant];
    this.conditions = [`${column} = $1`];
  }

  get text(): string {
    return this.conditions.join(' and ');
  }

  /** Adds a condition made from the places of its values. */
  add(condition: (...places: string[]) => string, ...values: readonly unknown[]): this {
    const places = values.map((value) => `$${this.values.push(value)}`);
    this.conditions.push(condition(...places));
    return this;
  }

  /** Adds an equality unless the value is undefined. */
  equals(column: string, value: unknown): this {
    return value === undefined ? this : this.add((place) => `${column} = ${place}`, value);
  }
}
