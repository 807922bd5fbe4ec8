/** How a company says no: with a status and words that the desk understands. */

/** Thrown by `lookup` to answer with a status and words of its own, as in `new ProviderError(403, 'Not in your region')`. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly status: number;
  readonly code: string | number;
  readonly detail: string | null;

  constructor(status: number, message: string, options: { code?: string | number; detail?: string } = {}) {
    super(message);
    if (!Number.isInteger(status) || status < 400 || status > 599) {
      throw new RangeError(`A provider fails with a status from 400 to 599, not ${status}.`);
    }
    this.status = status;
    this.code = options.code ?? status;
    this.detail = options.detail ?? null;
  }
}
