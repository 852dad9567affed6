// A person without a mouse: what has the focus, and Tab until it is what is wanted.

/** What the keyboard stands on, as "TAG words and name". */
export function focused(page) {
  return page.evaluate(() => {
    const at = document.activeElement;
    const label = at?.labels?.[0]?.textContent ?? '';
    return `${at?.tagName} ${at?.textContent ?? ''}${at?.getAttribute('aria-label') ?? ''}${label}`;
  });
}

export async function tabTo(page, pattern, pressesMax = 80) {
  for (let press = 0; press < pressesMax; press += 1) {
    if (pattern.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never reached ${pattern}, it is at ${await focused(page)}`);
}

/** From here on a mouse or a finger on the glass is a fault of the run itself. */
export async function forbidPointer(page) {
  await page.addInitScript(() => {
    window.pointed = 0;
    for (const kind of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(kind, () => (window.pointed += 1), { capture: true });
  });
}
