/** Real servers on the loopback interface whose answers look complete and are not. */
import { bundle, gather, observation, run, stopServers } from '../support/loopback-fhir-server.js';

afterEach(stopServers);

test.each([202, 203, 206])('an answer of %d is not the whole answer', async (status) => {
  const server = await run((_request, response) => {
    response.writeHead(status).end(bundle([observation('o1')]));
  });

  const chart = await gather(server.origin);

  expect(chart.queries['Observation']).toBe('error');
});

test.each(['batch-response', 'collection', 'history', undefined])(
  'a search answered by a Bundle of type %s is no complete answer',
  async (type) => {
    const answer = (resources: readonly unknown[]): string =>
      JSON.stringify({
        resourceType: 'Bundle',
        type,
        entry: resources.map((resource) => ({ resource })),
      });
    const server = await run(({ url }, response) => {
      response.end(url?.startsWith('/fhir/Observation') === true ? answer([]) : '');
    });
    const filled = await run((_request, response) => {
      response.end(answer([observation('o1')]));
    });

    expect((await gather(server.origin)).queries['Observation']).toBe('error');
    expect((await gather(filled.origin)).queries['Observation']).toBe('partial');
  },
);

test('one page with more entries than may be read is cut, and the answer partial', async () => {
  const server = await run((_request, response) => {
    response.end(bundle(Array.from({ length: 30 }, (_, index) => observation(`o${index}`))));
  });

  const chart = await gather(server.origin, { maxEntries: 10 });

  expect(chart.queries['Observation']).toBe('partial');
  expect(chart.resources.get('Observation')).toHaveLength(10);
});
