// Opens a page of `newsgraph view` in headless Chromium and uses it: search, edges, filters, theme.
// Usage: node view.mjs PAGE.html [SCREENSHOT.png]; needs playwright-core and a Chromium.
import { chromium } from "playwright-core";
import assert from "node:assert/strict";

const [page, screenshot] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
const tab = await browser.newPage({ viewport: { width: 1500, height: 900 } });
const failures = [], requests = [];
tab.on("pageerror", error => failures.push(error.message));
tab.on("request", request => requests.push(request.url()));
await tab.goto("file://" + page);
await tab.waitForFunction(() => document.getElementById("status").textContent.includes("actors"));
const status = () => tab.textContent("#status");
const before = await status();
assert.match(before, /^[1-9]\d* of \d+ actors, [1-9]\d* edges, [1-9]\d* sentences$/);

const name = (await tab.textContent("#details .actor >> nth=0")).replace(/ [a-z-]+, \d+$/, "");
await tab.fill("#query", name);
await tab.press("#query", "Enter");
assert.equal(await tab.textContent("#details h2"), name);
if (screenshot) await tab.screenshot({ path: screenshot });
await tab.focus("#details .tie >> nth=0");
await tab.keyboard.press("Enter");
assert.ok((await tab.textContent("#details blockquote")).length > 10, "an edge shows its sentence");
assert.ok(await tab.locator("#details mark.trigger").count() > 0, "the trigger is marked");

await tab.keyboard.press("Escape");
assert.equal(await tab.textContent("#details h2"), "Actors");
for (const box of await tab.locator("input[name=side]").all()) await box.uncheck();
assert.match(await status(), /^0 of \d+ actors, 0 edges, 0 sentences$/);
for (const box of await tab.locator("input[name=side]").all()) await box.check();
assert.equal(await status(), before);
const theme = () => tab.evaluate(() => document.documentElement.dataset.theme);
const light = await theme();
await tab.click("#theme");
assert.notEqual(await theme(), light);
assert.deepEqual(failures, []);
assert.equal(requests.length, 1, "the page loads nothing but itself");
await browser.close();
console.log(`view: ${before}`);
