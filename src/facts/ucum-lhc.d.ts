/** The part of @lhncbc/ucum-lhc that is used here; the package ships no types. */
declare module '@lhncbc/ucum-lhc' {
  interface Conversion {
    readonly status: 'succeeded' | 'failed' | 'error';
    readonly toVal: number | null;
    /** What went wrong, or what was guessed. */
    readonly msg: readonly string[];
  }
  export const UcumLhcUtils: {
    getInstance(): {
      convertUnitTo(
        from: string,
        value: number,
        to: string,
        options?: { readonly molecularWeight?: number },
      ): Conversion;
      validateUnitString(unit: string): { readonly status: 'valid' | 'invalid' | 'error' };
    };
  };
}
