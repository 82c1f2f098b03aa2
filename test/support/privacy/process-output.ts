/** All that this process says, whoever says it. */
import { format } from 'node:util';
import { jest } from '@jest/globals';

export interface ProcessOutput {
  readonly text: () => string;
  readonly release: () => void;
}

const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn', 'dir', 'table'] as const;

/** Listens on standard output and error, the console and the warnings of Node, until released. */
export function captureProcessOutput(): ProcessOutput {
  const heard: string[] = [];
  const streams = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write.bind(stream);
    stream.write = (chunk: string | Uint8Array, ...rest: []) => {
      heard.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      return write(chunk, ...rest);
    };
    return () => {
      stream.write = write;
    };
  });
  const spies = methods.map((method) =>
    jest.spyOn(console, method).mockImplementation((...parts: readonly unknown[]) => {
      heard.push(format(...parts));
    }),
  );
  const onWarning = (warning: Error): void => {
    heard.push(format(warning));
  };
  process.on('warning', onWarning);
  return {
    text: () => heard.join('\n'),
    release: () => {
      process.off('warning', onWarning);
      for (const restore of streams) restore();
      for (const spy of spies) spy.mockRestore();
    },
  };
}
