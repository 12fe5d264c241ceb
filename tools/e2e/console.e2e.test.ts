import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openBrowser, type Browser } from './browser.ts';
import { startInstallation, type Installation } from './installation.ts';

interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

interface Application {
  readonly id: string;
  readonly amount: Money;
  readonly loanId: string | null;
  readonly offer: { readonly amount: Money; readonly aprBps: number; readonly termMonths: number } | null;
  readonly decision: { readonly factors: readonly { readonly value: number | null }[] };
}

interface Loan {
  readonly id: string;
  readonly principal: Money;
  readonly outstanding: Money;
  readonly instalments: readonly { readonly paidOn: string | null }[];
  readonly postings: readonly { readonly balance: Money }[];
}

interface Community {
  readonly id: string;
  readonly members: number;
  readonly history: readonly { readonly day: string; readonly members: number }[];
  readonly nodes: readonly { readonly id: string }[];
}

interface Summary {
  readonly loansOpen: number;
  readonly share90: number | null;
}

const executable = chromiumPath();
if (executable === undefined) process.stderr.write('no chromium at CHROMIUM_PATH or /usr/bin/chromium: skipped\n');

const MARKET = { people: 400, months: 4, seed: 7 };

const shown = ({ amountMinor, currency }: Money): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
    amountMinor / 100,
  );

describe.runIf(executable !== undefined)(`console of a market of ${MARKET.people} people, seed ${MARKET.seed}`, () => {
  let installation: Installation;
  let browser: Browser;

  const tile = (label: string) => browser.page.locator(`[data-tile="${label}"] [data-value]`);

  beforeAll(async () => {
    installation = await startInstallation(MARKET);
    browser = await openBrowser(executable ?? '');
    // Numbers are compared with the API, so nothing may happen in between.
    await fetch(`${installation.url}/v1/market`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${installation.apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': 'e2e-pause',
      },
      body: JSON.stringify({ paused: true }),
    });
  });

  afterAll(async () => {
    expect(browser.faults).toEqual([]);
    await browser.close();
    await installation.stop();
  });

  it('sends strangers to the sign-in page, refuses a wrong password and lets the administrator in', async () => {
    const { page } = browser;
    await page.goto(`${installation.url}/applications?status=disbursed`);
    await page.waitForURL('**/sign-in');
    await page.fill('input[name=email]', installation.email);
    await page.fill('input[name=password]', 'not the password');
    await page.keyboard.press('Enter');
    expect(await page.textContent('[role=alert]')).toContain('SERVER_SIGN_IN');
    await page.fill('input[name=password]', installation.password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/applications?status=disbursed');
  });

  it('opens a decision, replays it to the same bits and shows what the API says', async () => {
    const { page } = browser;
    await page.locator('tbody tr').first().locator('a').first().click();
    await page.waitForURL('**/applications/*');
    const id = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
    const application = await installation.get<Application>(`/v1/applications/${id}`);
    await page.getByText('Decision trace').waitFor();
    const text = await page.locator('main').innerText();
    expect(text).toContain(shown(application.amount));
    expect(text).toContain(shown(application.offer?.amount ?? { amountMinor: NaN, currency: 'CNY' }));
    const known = application.decision.factors.filter(({ value }) => value !== null).length;
    expect(text).toContain(`${known} known, ${application.decision.factors.length - known} missing`);
    await page.getByRole('button', { name: 'Replay with its own policy' }).click();
    await page.getByText('Same bits').waitFor();
  });

  it('follows the decision to its loan, whose numbers are those of the API and balance', async () => {
    const { page } = browser;
    await page.getByRole('link', { name: 'Loan →' }).click();
    await page.waitForURL('**/loans/*');
    const loan = await installation.get<Loan>(`/v1/loans/${new URL(page.url()).pathname.split('/').at(-1)}`);
    expect(await tile('Principal').innerText()).toBe(shown(loan.principal));
    expect(await tile('Outstanding').innerText()).toBe(shown(loan.outstanding));
    const paid = loan.instalments.filter(({ paidOn }) => paidOn !== null).length;
    await page.getByText(`${paid} of ${loan.instalments.length} instalments paid`).waitFor();
    expect(await page.getByRole('table', { name: 'Schedule' }).locator('tbody tr').count()).toBe(
      loan.instalments.length,
    );
    expect(loan.postings.at(-1)?.balance).toEqual(loan.outstanding);
    await page.getByText('reconciled', { exact: true }).waitFor();
  });

  it('goes to the portfolio by keyboard and shows the totals of the API', async () => {
    const { page } = browser;
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.waitForURL('**/portfolio');
    const summary = await installation.get<Summary>('/v1/portfolio/summary');
    expect(await tile('Open loans').innerText()).toBe(summary.loansOpen.toLocaleString('en-US'));
    const late = summary.share90 === null ? '–' : `${(100 * summary.share90).toFixed(1)}%`;
    expect(await tile('90+ days').innerText()).toBe(late);
  });

  it('draws the network around a person, and opens a case about somebody in it', async () => {
    const { page } = browser;
    const { items } = await installation.get<{ items: readonly { id: string }[] }>('/v1/people?limit=1');
    const person = `person:${items[0]?.id ?? ''}`;
    const around = await installation.get<{ nodes: unknown[]; links: unknown[] }>(
      `/v1/network/surroundings?nodes=${person}&hops=2`,
    );
    await page.goto(`${installation.url}/network?nodes=${person}`);
    const counts = [around.nodes.length, around.links.length].map((count) => count.toLocaleString('en-US'));
    await page.getByText(`${counts[0]} nodes, ${counts[1]} links`).waitFor();
    await page.getByRole('img', { name: 'relationship network' }).locator('.sigma-nodes').waitFor();
    await page.locator('.node-row').first().click();
    await page.getByRole('button', { name: 'Open a case' }).click();
    await page.getByLabel('Title').fill('Seen in the picture');
    await page.getByRole('textbox', { name: 'Note' }).fill('to be looked into');
    await page.locator('form').getByRole('button', { name: 'Open a case' }).click();
    await page.waitForURL('**/network/cases/case_*');
    await page.getByText('to be looked into').waitFor();
  });

  it('compares a community on two days: its pictures, its figures, and who came and left', async () => {
    const { page } = browser;
    const { items } = await installation.get<{ items: readonly Community[] }>('/v1/network/communities?order=size');
    const path = `/v1/network/communities/${items[0]?.id ?? ''}`;
    const { history } = await installation.get<Community>(path);
    const days = [history[Math.floor(history.length / 2)]?.day ?? '', history.at(-1)?.day ?? ''] as const;
    const [before, after] = await Promise.all(
      days.map((day) => installation.get<Community>(`${path}?at=${day}T23:59:59.999Z`)),
    );
    await page.goto(`${installation.url}${path.slice('/v1'.length)}?before=${days[0]}&after=${days[1]}`);
    for (const day of days) await page.getByRole('img', { name: `members on ${day}` }).waitFor();
    const row = page.getByRole('table', { name: 'Before and after' }).getByRole('row', { name: 'Members' });
    const counts = await row.locator('td.number-cell').allInnerTexts();
    expect(counts.slice(0, 2)).toEqual([before, after].map((one) => one?.members.toLocaleString('en-US')));
    const known = new Set(before?.nodes.map(({ id }) => id));
    const came = after?.nodes.filter(({ id }) => !known.has(id)).length ?? NaN;
    expect(await page.locator('[data-moves=came]').innerText()).toContain(`new ${came}`);
  });

  it('draws every page in both languages without a fault, without scrolling sideways on a phone', async () => {
    const { page } = browser;
    await page.setViewportSize({ width: 390, height: 844 });
    const paths = [
      '/',
      '/applications',
      '/people',
      '/loans',
      '/portfolio',
      '/models',
      '/policies',
      '/factors',
      '/map',
      '/network',
      '/network/findings',
      '/network/communities',
      '/network/cases',
      '/network/watch',
      '/settings',
    ];
    for (const language of ['en', 'zh']) {
      await page.evaluate(`localStorage.setItem('tallystick-language', '${language}')`);
      for (const path of paths) {
        await page.goto(`${installation.url}${path}`);
        await page.locator('main h1').waitFor();
        await page.waitForSelector('[aria-busy=true]', { state: 'detached' });
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect({ path, overflow }).toEqual({ path, overflow: 0 });
      }
    }
  });
});
