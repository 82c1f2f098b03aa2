/** The answer of the servers that evaluate nothing. */
export const cannedAnswer = {
  cards: [
    {
      uuid: '7e0a1fd3-9c4b-4d57-9a0e-2f6f2f6f7d11',
      summary: 'A canned card.',
      indicator: 'info',
      detail: 'Always the same.',
      source: { label: 'Benchmark' },
    },
  ],
} as const;
