// What Python says of a checked file.

export const SEVERITIES = ["error", "warning", "advice"] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Finding {
  place: string;
  row: number | null;
  record: string | null;
  column: string;
  rule: string;
  severity: Severity;
  message: string;
  fix: string;
  suggestion: string;
  accepted: string;
}

export interface Group {
  cells: number;
  columns: string;
  rule: string;
  severity: Severity;
  what: string;
  fix: string;
  suggestion: string;
  rows: string;
}

export interface Checked {
  file: string;
  refusal: string;
  icb: string;
  month: string;
  records: number;
  tally: string;
  open: Record<Severity, number>;
  score: string;
  passed: number;
  judged: number;
  without_error: number;
  not_checked: number;
  accepted: number;
  beside: string[];
  crashed: string[];
  rules: Record<string, string>;
  findings: Finding[];
  groups: Group[];
}

/** A file as checked, and what Python needs to write a report on it. */
export interface Kept {
  told: Checked;
  bytes: Uint8Array;
}
