import type { Rng } from '#base';

const HEADS = ['har', 'wil', 'bro', 'ash', 'mar', 'clif', 'wat', 'smi', 'ed', 'rob', 'green', 'hol', 'tay', 'fos', 'bar', 'cor', 'dun', 'el', 'fair', 'gar', 'hen', 'in', 'jar', 'kel', 'lang', 'mor', 'nor', 'old', 'pem', 'quin', 'rath', 'stan', 'thorn', 'under', 'vin', 'whit', 'york', 'pat', 'ber', 'cal']; // prettier-ignore
const TAILS = ['ton', 'son', 'ley', 'well', 'ford', 'er', 'bone', 'wood', 'man', 'field', 'by', 'worth', 'ham', 'ard', 'ing', 'low', 'mond', 'dale', 'sey', 'th', 'kins', 'stone', 'gate', 'bury', 'ell', 'tt', 'shaw', 'wick', 'croft', 'ridge']; // prettier-ignore
const WOMEN = ['mary', 'elizabeth', 'anne', 'margaret', 'sarah', 'jane', 'alice', 'catherine', 'emily', 'florence', 'helen', 'dorothy', 'harriet', 'lucy', 'charlotte', 'frances', 'eleanor', 'caroline', 'isabella', 'susan', 'rebecca', 'martha', 'rachel', 'victoria', 'barbara', 'christina', 'matilda', 'rosemary', 'sophia', 'grace', 'beatrice', 'julia']; // prettier-ignore
const MEN = ['john', 'william', 'thomas', 'george', 'james', 'charles', 'henry', 'robert', 'joseph', 'edward', 'richard', 'arthur', 'frederick', 'samuel', 'walter', 'francis', 'david', 'alexander', 'peter', 'hugh', 'edmund', 'philip', 'andrew', 'benjamin', 'daniel', 'michael', 'stephen', 'ernest', 'herbert', 'harold', 'reginald', 'patrick', 'lawrence', 'nicholas', 'oliver', 'theodore', 'gilbert', 'isaac', 'jacob', 'simon']; // prettier-ignore

/** A given name that fits the gender; the first ones of the lists are the commonest. */
export function givenName(rng: Rng, isWoman: boolean): string {
  const names = isWoman ? WOMEN : MEN;
  return names[Math.floor(names.length * rng.uniform() * rng.uniform())] as string;
}

/** A surname of two syllables, common ones first. */
export function familyName(rng: Rng): string {
  return word(rng, Math.floor(1200 * rng.uniform() ** 3));
}

/** The place of a number: a town. */
export function placeName(rng: Rng): string {
  const number = Math.floor(600 * rng.uniform() ** 2);
  return `${word(rng, number * 7 + 3)}${number % 3 === 0 ? '' : ' green'}`;
}

function word(_: Rng, number: number): string {
  return `${HEADS[number % HEADS.length]}${TAILS[Math.floor(number / HEADS.length) % TAILS.length]}`;
}
