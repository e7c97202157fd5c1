import type { Lang } from '../../platform/i18n/messages.ts';
import { FEATURE_FAULTS, FILE_FAULTS } from './fault-words.ts';
import { messages } from './messages.ts';

/** What can be wrong with one feature of a file. */
export type FeatureFault =
  | 'not-a-feature'
  | 'no-code'
  | 'bad-code'
  | 'not-in-city'
  | 'wrong-level'
  | 'twice'
  | 'no-polygon'
  | 'bad-coordinates'
  | 'open-ring'
  | 'short-ring'
  | 'exchanged'
  | 'outside'
  | 'too-many-points';

/** What can be wrong with a file as a whole. */
export type FileFault =
  | 'not-readable'
  | 'too-large'
  | 'not-text'
  | 'not-json'
  | 'not-a-collection'
  | 'no-features'
  | 'too-many-features'
  | 'too-many-points'
  | 'no-attribution';

export type BoundaryProblem =
  | { readonly of: 'file'; readonly fault: FileFault; readonly detail?: string }
  | {
      readonly of: 'feature';
      /** The first is 1. */
      readonly number: number;
      readonly fault: FeatureFault;
      /** The code or the point that is meant, as the file has it. */
      readonly detail?: string;
    };

const LONGEST_DETAIL = 80;

/** A problem in a sentence: of which feature, what is wrong, and what the file has. */
export function problemInWords(problem: BoundaryProblem, lang: Lang): string {
  const detail = problem.detail === undefined ? '' : ` (${presentable(problem.detail)})`;
  return problem.of === 'file'
    ? `${FILE_FAULTS[lang][problem.fault]}${detail}`
    : `${messages(lang).feature(problem.number)}: ${FEATURE_FAULTS[lang][problem.fault]}${detail}`;
}

/** Text of a file as it may be printed: one line, no control characters, not too long. */
function presentable(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL)}…` : line;
}
