export const exitCodes = {
  failure: 1,
  usage: 2,
  knowledge: 78,
  configuration: 78,
  store: 69,
  /** What nobody caught. */
  fault: 70,
} as const;
