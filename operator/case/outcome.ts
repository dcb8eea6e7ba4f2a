/** How an outcome is coloured: by what was found, never by its code, because codes are the regulation's. Pure. */
export function toneOf(errors: number, warnings: number, isRefused: boolean): 'serve' | 'warn' | 'over' {
  if (isRefused || errors > 0) return 'over';
  return warnings > 0 ? 'warn' : 'serve';
}

/** Errors stop a report, warnings only want to be read: from which severity on says the regulation. */
export function kindOf(
  severity: number,
  severities: readonly { severity: number; kind: 'warning' | 'error' }[],
): 'warning' | 'error' {
  const known = severities.find((one) => one.severity === severity);
  if (known !== undefined) return known.kind;
  // one between two known ones is as grave as the lower
  const lower = severities.filter((one) => one.severity < severity).sort((a, b) => b.severity - a.severity)[0];
  return lower?.kind ?? 'warning';
}

/** «Протокол ошибок; представить повторно…»: what it is, without what follows from it. */
export function firstClause(title: string): string {
  const [first = ''] = title.split(/[;:]/);
  return first.charAt(0).toLowerCase() + first.slice(1);
}
