import { readPageAddress, writePageAddress } from '../../../sandbox/page/browser/page-address.js';

test.each([
  ['', undefined, 'prefetch', 'on', '2.0'],
  ['?patient=elm', 'elm', 'prefetch', 'on', '2.0'],
  ['?patient=elm&data=fetch&token=off&version=1.x', 'elm', 'fetch', 'off', '1.x'],
  ['?data=nonsense&token=perhaps&version=4.0', undefined, 'prefetch', 'on', '2.0'],
])('the query "%s" is read', (query, patient, data, token, version) => {
  expect(readPageAddress(query)).toEqual({
    patient,
    upload: undefined,
    settings: { data, token, version, service: undefined },
  });
});

test.each([
  '',
  '?patient=elm',
  '?patient=elm&data=fetch&token=off&version=1.x',
  '?upload=a1&patient=p%26q&version=3.0&service=other',
])('the query "%s" is written as it was read', (query) => {
  expect(writePageAddress(readPageAddress(query))).toBe(query);
});
