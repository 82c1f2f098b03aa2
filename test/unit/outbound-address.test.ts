import { guardedLookup, isForbiddenLiteral } from '../../src/outbound/guarded-lookup.js';
import { isAllowedAddress } from '../../src/outbound/public-address.js';

const addresses = (text: string): string[] => text.trim().split(/\s+/);

describe('an address', () => {
  test.each(addresses('8.8.8.8 100.63.255.255 100.128.0.0 172.15.0.1 172.32.0.1 2606:4700::1111'))(
    '%s is public',
    (address) => {
      expect(isAllowedAddress(address, false)).toBe(true);
      expect(isAllowedAddress(address, true)).toBe(true);
    },
  );

  test.each(
    addresses(`
      127.0.0.1 127.255.255.254 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1
      ::1 fd12:3456::1 fc00::1
      ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:7f00:1 64:ff9b::10.0.0.1 64:ff9b::7f00:1 2002:a00:1::1
    `),
  )('%s is only for servers registered as private', (address) => {
    expect(isAllowedAddress(address, false)).toBe(false);
    expect(isAllowedAddress(address, true)).toBe(true);
  });

  test.each(
    addresses(`
      169.254.169.254 169.254.0.1 0.0.0.0 0.1.2.3 224.0.0.1 239.255.255.255 255.255.255.255 240.0.0.1
      192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 192.88.99.1
      168.63.129.16 100.100.100.200 fd00:ec2::254 fd20:ce::254
      :: fe80::1 fe80::1%eth0 fec0::1 ff02::1 2001:db8::1 2001::1 100::1 4000::1
      ::ffff:169.254.169.254 ::ffff:a9fe:a9fe ::ffff:168.63.129.16 ::7f00:1 ::ffff:0:127.0.0.1
      64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1 2002:a9fe:a9fe::1
      localhost ehr.example 1.2.3 8.8.8.8/8
    `),
  )('%s is for nobody', (address) => {
    expect(isAllowedAddress(address, false)).toBe(false);
    expect(isAllowedAddress(address, true)).toBe(false);
  });
});

describe('a URL with an address in place of a name', () => {
  test.each(
    addresses(`
      https://127.0.0.1 https://127.1 https://2130706433 https://0x7f000001 https://0x7f.1 https://0177.0.0.1
      https://017700000001 https://0 https://127.0.0.1. https://%31%32%37.0.0.1 https://１２７.0.0.1
      https://169.254.169.254 https://2852039166 https://0xA9FEA9FE
      https://[::1] https://[::] https://[::ffff:127.0.0.1] https://[::ffff:7f00:1] https://[0:0:0:0:0:ffff:7f00:0001]
      https://[fe80::1] https://[64:ff9b::7f00:1] https://[2002:7f00:1::] https://[fd00::1]
    `),
  )('%s is forbidden', (url) => {
    expect(isForbiddenLiteral(new URL(url).hostname, false)).toBe(true);
  });

  test.each(
    addresses('https://8.8.8.8 https://134744072 https://[2606:4700::1111] https://ehr.example'),
  )('%s is not', (url) => {
    expect(isForbiddenLiteral(new URL(url).hostname, false)).toBe(false);
  });
});

describe('the lookup of a socket', () => {
  const toV4 = (address: string) => ({ address, family: 4 });

  function look(
    found: readonly (readonly string[])[],
    isPrivate = false,
  ): (all: boolean) => Promise<unknown> {
    const answers = [...found];
    const resolve = () => {
      const answer = answers.shift();
      return answer === undefined
        ? Promise.reject(new Error('ZZ'))
        : Promise.resolve(answer.map(toV4));
    };
    const lookup = guardedLookup(resolve, isPrivate);
    return (all) =>
      new Promise((settle) => {
        lookup('ehr.example', { all }, (error, address, family) => {
          settle(error ?? (family === undefined ? address : { address, family }));
        });
      });
  }

  test('yields what was judged, all or the first', async () => {
    const ask = look([
      ['8.8.8.8', '8.8.4.4'],
      ['8.8.8.8', '8.8.4.4'],
    ]);

    expect(await ask(true)).toEqual([toV4('8.8.8.8'), toV4('8.8.4.4')]);
    expect(await ask(false)).toEqual(toV4('8.8.8.8'));
  });

  test('judges a name anew each time it is resolved', async () => {
    const ask = look([['8.8.8.8'], ['127.0.0.1']]);

    expect(await ask(true)).toEqual([toV4('8.8.8.8')]);
    expect(await ask(true)).toMatchObject({ failure: 'address' });
  });

  test.each([
    ['one of several is private', ['8.8.8.8', '10.0.0.1'], 'address'],
    ['there is none', [], 'address'],
  ])('refuses a name when %s', async (_title, found, failure) => {
    const ask = look([found, found]);

    expect(await ask(true)).toMatchObject({ failure });
    expect(await ask(false)).toMatchObject({ failure });
  });

  test('fails without a word of it when the name cannot be resolved', async () => {
    const error = await look([])(true);

    expect(error).toMatchObject({ failure: 'network' });
    expect(error).not.toHaveProperty('cause');
    expect(String(error)).not.toMatch(/ZZ|ehr/);
  });
});
