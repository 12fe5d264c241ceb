import type { Country } from './country.ts';
import { appearanceOf } from './planted/stage.ts';
import { regions } from './places.ts';
import { at, bits } from './random.ts';

export const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高'];
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鑫浩宇欣怡梓涵博文思雨'];

/** A name made of common characters; it says nothing about the person. */
export function fullNameOf(country: Country, person: number): string {
  const { seed, people } = country;
  const serial = at(people.serial, person);
  const draw = bits(seed, 21, serial, 0);
  const middle = draw % 3 === 0 ? '' : given[(draw >>> 8) % given.length];
  const surname = appearanceOf(country, person).surname ?? surnames[(draw >>> 3) % surnames.length];
  return `${surname}${middle}${given[(draw >>> 16) % given.length]}`;
}

/** The postal address of the household. */
export function addressOf(country: Country, person: number): string {
  const { people, places } = country;
  const { address } = appearanceOf(country, person);
  if (address !== undefined) return address;
  const index = at(people.place, person);
  const place = places[index];
  const region = regions[place?.region ?? 0]?.name;
  const street =
    place?.kind === 'town' ? `Town ${index}, Street ${Math.abs(at(people.cell, person)) % 90}` : `Village ${index}`;
  return `${region}, ${street}, No. ${1 + (at(people.household, person) % 400)}`;
}

/** The employer's name: a few larger ones per place, so that colleagues share it. */
export function employerOf(country: Country, person: number): string {
  const { seed, people } = country;
  const { employer } = appearanceOf(country, person);
  if (employer !== undefined) return employer;
  const place = at(people.place, person);
  return `Company ${place}-${bits(seed, 22, at(people.serial, person), 0) % 12}`;
}
