// The desk in Firefox by the keyboard alone, over WebDriver BiDi: prints as JSON what was seen.
// Arguments: puppeteer-core, the Firefox, the address of the preview.
import { pathToFileURL } from "node:url";

const [, , library, executablePath, preview] = process.argv;
const { default: puppeteer } = await import(pathToFileURL(library));
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
const page = await browser.newPage();
const { keyboard } = page;
const seen = { browser: await browser.version(), errors: [] };
page.on("pageerror", (error) => seen.errors.push(String(error)));
page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));

const focused = (wanted) => page.evaluate((wanted) => document.activeElement.matches(wanted), wanted);
const text = (element) => page.$eval(element, (found) => found.textContent);

// Moves on with Tab until the focus is on an element.
async function tabTo(wanted) {
  for (let steps = 0; steps < 200; steps += 1) {
    if (await focused(wanted)) return;
    await keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${wanted}`);
}

async function press(...keys) {
  for (const key of keys) await keyboard.press(key);
}

async function pressWith(modifier, key) {
  await keyboard.down(modifier);
  await keyboard.press(key);
  await keyboard.up(modifier);
}

try {
  await page.goto(`${preview}__preview/desk/`);
  await page.waitForSelector("main[data-ready]");
  await tabTo('a[href$="source?id=letter"]');
  await keyboard.press("Enter");
  await page.waitForSelector(".words");
  await tabTo(".words");
  await press("ArrowDown", "ArrowDown", "ArrowDown", "s");
  await page.waitForSelector(".panel blockquote");
  seen.chosen = await text(".panel blockquote");
  await keyboard.press("Enter");
  await page.waitForSelector(".panel:focus");
  await tabTo(".panel select");
  await keyboard.type("figure");
  await keyboard.press("Enter");
  await page.waitForSelector(".form [aria-required]:focus");
  await keyboard.type("99 passengers");
  await pressWith("Control", "Enter");
  await page.waitForSelector("[aria-invalid]:focus");
  seen.fault = await page.evaluate(() => document.activeElement.closest(".field").querySelector(".fault").textContent);
  await pressWith("Control", "a");
  await keyboard.type("Passengers of the first tram");
  await pressWith("Control", "Enter");
  await page.waitForSelector(".said a");
  seen.said = await text(".said > p");
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
