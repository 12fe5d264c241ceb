/** English given names and what their bearers are called; one group a line. */
const GROUPS = `
albert al bert bertie
alexander alex alec alick sandy xander
alfred alf alfie fred freddie
alice ally allie
andrew andy drew
ann anne anna annie nan nancy hannah nina
anthony antony tony
archibald archie
arthur art artie
augustus gus augustin
barbara barb babs
beatrice bea trixie beatrix
benjamin ben benny benji
bernard bernie
caroline carrie caro carolyn lina
catherine katherine kathryn catharine cathy kathy kate katie kitty kit cate kay
charles charlie charley chas chuck carl karl
charlotte lottie charley
christina christine chris tina christiana
christopher chris kit topher
clarence clare
daniel dan danny
david dave davey davy
deborah deb debbie
dorothy dot dolly dorothea dottie
edmund ed eddie ned ted
edward ed eddie ned ted teddy
edwin ed eddie ned
eleanor ellen nell nellie nora elinor ella leonora
elizabeth eliza liza lizzie lizzy liz beth betty betsy bess bessie libby elsie lisa elisabeth
emily em emma emmie millie
ernest ernie
eugene gene
florence flo flossie florrie
frances fanny fran francesca frankie
francis frank frankie
frederick fred freddie freddy fritz frederic
gabriel gabe
geoffrey jeffrey geoff jeff
george georgie geordie
gerald gerry jerry gerard
gilbert gil bert
grace gracie
gregory greg
harold harry hal
harriet hattie harriett
helen nell ellen helena nellie
henrietta etta hetty hettie
henry harry hal hank
herbert herb bert bertie
horace horatio
hugh hughie huey hughes hugo
isaac ike
isabella isabel bella belle izzy isobel
jacob jake jacques
james jim jimmy jamie jem jas
jane jenny janet janie jean
jennifer jen jenny
jessica jess jessie
john jack johnny jock jon ian sean jean johnnie johan
jonathan jon jonny
joseph joe joey jos
joshua josh
judith judy
julia julie juliet
kenneth ken kenny
lawrence laurence larry laurie lawrie
leonard len lenny leo
lewis louis lou lew
louisa louise lou
lucy lucille lucinda
margaret maggie meg peggy madge greta margery gretta margareta rita margot daisy marge
maria mary marie may molly polly mollie minnie mae moll
martha patty mattie
martin marty
mathew matthew matt
matilda tilly maud maude tilda
maurice morris
michael mike mick mickey mikey
nathaniel nathan nat nate
nicholas nick nicky nicolas
oliver ollie noll
oswald ozzie
pamela pam
patricia pat patsy patty trish
patrick pat paddy
peter pete
philip phil pip phillip
rachel rae
ralph rafe
raymond ray
rebecca becky becca
reginald reg reggie
richard dick rick rich richie dickie ricky
robert bob rob bobby robbie bert robin rab
roderick rod roddy
roger rodge hodge
ronald ron ronnie
rosemary rose rosie
samuel sam sammy
sarah sally sadie sara
sidney sydney sid syd
simon sim
sophia sophie sophy
stanley stan
stephen steven steve
susan sue susie suzanne susanna susannah suky
terence terry
theodore ted teddy theo
theresa teresa terry tess tessa
thomas tom tommy thos tomas
timothy tim
valentine val
victor vic
victoria vicky queenie vicki
vincent vince vin
virginia ginny
walter walt wally wat
wilfred wilf fred
william bill will billy willie bil wm wilhelm willy guillaume
winifred winnie freda
zachary zach zack
`;

let groupsOf: Map<string, readonly number[]> | undefined;

/** True when two given names are forms of one name: robert and bob, margaret and greta. */
export function areNicknames(a: string, b: string): boolean {
  groupsOf ??= readGroups();
  const left = groupsOf.get(a);
  const right = left === undefined ? undefined : groupsOf.get(b);
  return right !== undefined && right.some((group) => left?.includes(group));
}

function readGroups(): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [group, line] of GROUPS.trim().split('\n').entries()) {
    for (const name of line.split(' ')) found.set(name, [...(found.get(name) ?? []), group]);
  }
  return found;
}

/** Other forms of a given name; empty for an unknown one. */
export function formsOf(name: string): string[] {
  const lines = GROUPS.trim().split('\n').map((line) => line.split(' ')); // prettier-ignore
  return lines.filter((forms) => forms.includes(name)).flatMap((forms) => forms.filter((form) => form !== name));
}
