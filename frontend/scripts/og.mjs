// Draws public/og.png, the picture of a link to us, with the product's own call line and its own sample call.
import { readFileSync } from 'node:fs';
import { createServer } from 'vite';
import { launch } from '../e2e/browser.mjs';

const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom', logLevel: 'error' });
const { previewPicture } = await vite.ssrLoadModule('/src/app/landing/preview-picture.tsx');
const font = readFileSync(new URL('../node_modules/@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2', import.meta.url)).toString('base64');
const tokens = readFileSync(new URL('../src/tokens.css', import.meta.url), 'utf8');
const html = `<!doctype html><html data-theme="dark"><style>
@font-face { font-family: Inter; src: url(data:font/woff2;base64,${font}); font-weight: 100 900 }
${tokens}
* { box-sizing: border-box; margin: 0 }
body { width: 1200px; height: 630px; background: var(--canvas); color: var(--ink); font-family: Inter; font-optical-sizing: auto; position: relative; overflow: hidden }
.name { position: absolute; left: 72px; top: 60px; font-size: 30px; font-weight: 600; letter-spacing: -0.02em; display: flex; gap: 14px; align-items: center }
h1 { position: absolute; left: 72px; top: 126px; font-size: 78px; line-height: 1.02; letter-spacing: -0.045em; font-weight: 600 }
.line { position: absolute; left: 72px; bottom: 58px }
.name svg { width: 34px; height: 34px }
.stroke-ours { stroke: var(--ours) } .stroke-theirs { stroke: var(--theirs) } .stroke-silence { stroke: var(--silence) } .stroke-live { stroke: var(--live) } .stroke-ink { stroke: var(--ink) }
.opacity-35 { opacity: .35 } svg { display: block }
</style><body>${previewPicture()}</body></html>`;

const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
await page.setContent(html, { waitUntil: 'load' });
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: 'public/og.png' });
await browser.close();
await vite.close();
