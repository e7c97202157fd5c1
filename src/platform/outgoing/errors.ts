/** Why another site could not be asked, or its answer not be taken. */
export type OutgoingCode =
  | 'address-refused'
  | 'address-not-public'
  | 'unreachable'
  | 'timeout'
  | 'too-large'
  | 'too-many-redirects'
  | 'redirect-cycle';

/** Another site could not be asked, or its answer was refused. `code` is stable. */
export class OutgoingError extends Error {
  readonly code: OutgoingCode;

  constructor(code: OutgoingCode, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'OutgoingError';
    this.code = code;
  }
}
