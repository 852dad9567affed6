import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);

// jsdom knows the dialog element but not how to open it.
if (typeof HTMLDialogElement !== 'undefined') {
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
}
if (typeof window !== 'undefined') window.scrollTo = () => undefined;
// jsdom has no sound; leaving a page with a player must still be quiet.
if (typeof HTMLMediaElement !== 'undefined') HTMLMediaElement.prototype.pause = () => undefined;
