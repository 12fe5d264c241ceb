import { describe, expect, it } from 'vitest';
import { pairColumns } from './pair-columns.ts';

describe('pairColumns', () => {
  it('finds the two sides of a pair by their names', () => {
    expect(pairColumns(['id_l', 'id_r', 'probability', 'weight'])).toEqual(['id_l', 'id_r']);
    expect(pairColumns(['unique_id_l', 'source_dataset_l', 'unique_id_r'])).toEqual(['unique_id_l', 'unique_id_r']);
    expect(pairColumns(['ltable_id', 'rtable_id'])).toEqual(['ltable_id', 'rtable_id']);
    expect(pairColumns(['id1', 'id2'])).toEqual(['id1', 'id2']);
    expect(pairColumns(['idA', 'idB'])).toEqual(['idA', 'idB']);
    expect(pairColumns(['left', 'right'])).toEqual(['left', 'right']);
  });

  it('takes no other columns for sides', () => {
    expect(pairColumns(['id', 'cluster'])).toBeUndefined();
    expect(pairColumns(['unique_id', 'address_1', 'address_2', 'cluster'])).toBeUndefined();
  });
});
