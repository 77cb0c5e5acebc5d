// Measures the case page in Chromium: with 5,000 annotations on 50,000 characters, beside the same page with none.
// Build first (`npm run bench` does): node bench/run.mjs [rounds]
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const rounds = Number(process.argv[2] ?? 3);
const root = fileURLToPath(new URL('./dist/', import.meta.url));
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const file = join(root, normalize(pathname === '/' ? '/index.html' : pathname));
  if (!file.startsWith(root) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': `${types[extname(file)] ?? 'application/octet-stream'}; charset=utf-8` });
  createReadStream(file).pipe(response);
});

const LIVE = 20;

const percentile = (values, part) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
};

/** Runs in the page: time of every frame while it scrolls, a screen in a third of a second, as with a brisk wheel. */
async function scrollFrames() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const times = [];
  let last = await frame();
  const end = document.documentElement.scrollHeight - innerHeight;
  for (let top = 0; top < end && times.length < 300; top += 45) {
    scrollTo(0, top);
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  scrollTo(0, 0);
  await frame();
  return times;
}

/** Runs in the page: from someone's annotation coming in until the frame with it has been drawn. */
async function liveChanges(times) {
  const measured = [];
  for (let number = 0; number < times; number += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const begin = performance.now();
    globalThis.bench.arrive();
    await new Promise((resolve) =>
      requestAnimationFrame(() => {
        const drawn = new MessageChannel();
        drawn.port1.onmessage = resolve;
        drawn.port2.postMessage(0);
      }),
    );
    measured.push(performance.now() - begin);
  }
  return measured;
}

async function measure(browser, port, annotations) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`http://localhost:${port}/?annotations=${annotations}&present=4`);
  await page.waitForSelector('.case-text');
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
  const paint = await page.evaluate(() => {
    const start = performance.getEntriesByName('bench-start')[0].startTime;
    return performance.getEntriesByName('first-contentful-paint')[0].startTime - start;
  });
  const shift = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) =>
          resolve(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)),
        ).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(0), 300);
      }),
  );
  // Work of the page's own thread: what is left of these figures when the machine is busy with something else.
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const work = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === 'TaskDuration').value * 1_000;
  };
  const beforeScroll = await work();
  const frames = await page.evaluate(scrollFrames);
  const afterScroll = await work();
  const live = await page.evaluate(liveChanges, LIVE);
  const afterLive = await work();
  const palette = [];
  for (let round = 0; round < 5; round += 1) {
    await page.evaluate((paragraph) => {
      const words = document.querySelectorAll('.case-paragraph [data-words]')[paragraph].firstChild;
      getSelection().setBaseAndExtent(words, 10, words, 60);
    }, round);
    await page.locator('#case-text').focus();
    palette.push(
      await page.evaluate(async () => {
        const begin = performance.now();
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true }));
        while (!document.querySelector('.palette [role=option]')) await Promise.resolve();
        await new Promise((resolve) =>
          requestAnimationFrame(() => {
            const drawn = new MessageChannel();
            drawn.port1.onmessage = resolve;
            drawn.port2.postMessage(0);
          }),
        );
        return performance.now() - begin;
      }),
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(800);
    if (await page.locator('.hidden-veil').count()) await page.keyboard.press('Shift+x');
  }
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await context.close();
  return {
    'first paint, ms': paint,
    'layout shift': shift,
    'scroll frame p50, ms': percentile(frames, 0.5),
    'scroll frame p95, ms': percentile(frames, 0.95),
    'scroll frame p99, ms': percentile(frames, 0.99),
    'work a scroll frame, ms': (afterScroll - beforeScroll) / frames.length,
    'select to palette, ms': percentile(palette, 0.5),
    'live change to paint p50, ms': percentile(live, 0.5),
    'live change to paint p95, ms': percentile(live, 0.95),
    'work a live change, ms': (afterLive - afterScroll) / LIVE,
    'heap, MB': usedSize / 1e6,
  };
}

const port = await new Promise((resolve) => server.listen(0, () => resolve(server.address().port)));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
});
const results = { 0: [], 5000: [] };
for (let round = 0; round < rounds; round += 1) {
  for (const annotations of [0, 5000]) results[annotations].push(await measure(browser, port, annotations));
}
await browser.close();
server.close();

const table = {};
for (const name of Object.keys(results[0][0])) {
  const [none, many] = [0, 5000].map((count) =>
    percentile(
      results[count].map((result) => result[name]),
      0.5,
    ),
  );
  const ratio = none > 0 ? Number((many / none).toFixed(2)) : '';
  table[name] = { 'no annotations': Number(none.toFixed(1)), '5,000': Number(many.toFixed(1)), ratio };
}
console.log(`Median of ${rounds} rounds, 50,000 characters, Chromium ${browser.version()}`);
console.table(table);
