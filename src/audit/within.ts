import { StoreError } from '../errors/store-error.js';

/** What `work` gives, or StoreError once `maxMs` have passed; the work itself goes on unwatched. */
export async function within<Result>(maxMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new StoreError('unavailable', 'TIMEOUT'));
    }, maxMs);
  });
  try {
    return await Promise.race([work, expiry]);
  } finally {
    clearTimeout(timer);
  }
}
