import { createDiskSync } from '../../src/audit/disk-sync.js';

/** A disk that takes its time: each wait for it ends when the test says so. */
function slowDisk(): {
  readonly datasync: () => Promise<void>;
  readonly waits: { readonly done: () => void; readonly fail: (why: Error) => void }[];
} {
  const waits: { done: () => void; fail: (why: Error) => void }[] = [];
  return {
    waits,
    datasync: () =>
      new Promise<void>((resolve, reject) => {
        waits.push({ done: resolve, fail: reject });
      }),
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('waiting for the disk', () => {
  it('waits for what was written before it was asked, not for what was under way then', async () => {
    const disk = slowDisk();
    const sync = createDiskSync(disk);
    const seen: string[] = [];
    void sync().then(() => seen.push('first'));
    await settle();
    void sync().then(() => seen.push('second'));
    disk.waits[0]?.done();
    await settle();
    expect(seen).toEqual(['first']);
    expect(disk.waits).toHaveLength(2);
    disk.waits[1]?.done();
    await settle();
    expect(seen).toEqual(['first', 'second']);
  });

  it('lets all that ask while the disk is busy wait for it together', async () => {
    const disk = slowDisk();
    const sync = createDiskSync(disk);
    const first = sync();
    await settle();
    const others = Promise.all([sync(), sync(), sync()]);
    disk.waits[0]?.done();
    await first;
    await settle();
    disk.waits[1]?.done();
    await others;
    expect(disk.waits).toHaveLength(2);
  });

  it('fails for ever once the disk has failed: nobody knows what is on it then', async () => {
    const disk = slowDisk();
    const sync = createDiskSync(disk);
    const failing = sync();
    await settle();
    const next = sync();
    disk.waits[0]?.fail(new Error('EIO'));
    await expect(failing).rejects.toThrow('EIO');
    await expect(next).rejects.toThrow('EIO');
    await expect(sync()).rejects.toThrow('EIO');
    expect(disk.waits).toHaveLength(1);
  });
});
