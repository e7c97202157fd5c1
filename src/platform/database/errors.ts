/** Why a database did not answer. */
type UnavailableReason = 'unreachable' | 'terminated' | 'timeout' | 'refused';

/**
 * The database gave no answer: away, restarting, too busy, or too slow. Nothing is known about the data,
 * so that a page shows "could not be had" and never an empty answer.
 */
export class DatabaseUnavailable extends Error {
  readonly code = 'database-unavailable';
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, cause: unknown) {
    super(`The database gives no answer (${reason}: ${codeOf(cause) ?? messageOf(cause)})`, { cause });
    this.name = 'DatabaseUnavailable';
    this.reason = reason;
  }
}

/** Error codes of the operating system that mean: no connection. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
]);
const TERMINATED = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

const QUERY_CANCELED = '57014';

/** SQLSTATEs (PostgreSQL manual, appendix A) that speak of the server's state and not of the statement. */
const SQLSTATE_REASONS: Readonly<Record<string, UnavailableReason>> = {
  '25P03': 'timeout', // idle_in_transaction_session_timeout
  '25P04': 'timeout', // transaction_timeout
  '53300': 'refused', // too_many_connections
  '55000': 'refused', // object_not_in_prerequisite_state: a database that takes no connections for now
  [QUERY_CANCELED]: 'timeout', // by statement_timeout
  '57P01': 'terminated', // admin_shutdown
  '57P02': 'terminated', // crash_shutdown
  '57P03': 'refused', // cannot_connect_now: starting up or shutting down
  '57P05': 'terminated', // idle_session_timeout
};

/** Messages of pg and pg-pool, which carry no code. */
const MESSAGE_REASONS: ReadonlyArray<readonly [RegExp, UnavailableReason]> = [
  [/^Connection terminated due to connection timeout/, 'timeout'],
  [/^timeout exceeded when trying to connect/, 'timeout'],
  [/^timeout expired$/, 'timeout'],
  [/^Query read timeout/, 'timeout'],
  [/^Connection terminated/, 'terminated'],
  [/^Client has encountered a connection error and is not queryable/, 'terminated'],
  [/^Client was closed and is not queryable/, 'terminated'],
];

/** Why this error means that the database is away, or null where it is about the statement. */
function unavailableReason(error: unknown): UnavailableReason | null {
  if (error instanceof DatabaseUnavailable) return error.reason;
  const code = codeOf(error);
  if (code !== undefined) {
    if (UNREACHABLE.has(code)) return 'unreachable';
    if (TERMINATED.has(code)) return 'terminated';
    if (code === 'ETIMEDOUT') return 'timeout';
    // ENOENT is a missing socket file only where the system call is connect.
    if (code === 'ENOENT' && syscallOf(error) === 'connect') return 'unreachable';
    const reason = SQLSTATE_REASONS[code];
    if (reason !== undefined) return reason;
    if (code.startsWith('08') && code.length === 5) return 'terminated'; // class 08: connection exception
    return null;
  }
  const message = messageOf(error);
  return MESSAGE_REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}

/** Whether an error, ours or one of pg's own, means that the database gave no answer. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return unavailableReason(error) !== null;
}

/** Whether a connection is of no use after this error. One whose statement took too long stays good. */
export function endsConnection(error: unknown): boolean {
  return isDatabaseUnavailable(error) && codeOf(error) !== QUERY_CANCELED;
}

/** The same error, as {@link DatabaseUnavailable} where it means that. */
export function asDatabaseError(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return error;
  const reason = unavailableReason(error);
  return reason === null ? error : new DatabaseUnavailable(reason, error);
}

type EmbeddedPostgresCode =
  | 'embedded-unsupported'
  | 'embedded-init-failed'
  | 'embedded-start-failed'
  | 'embedded-stop-failed'
  | 'data-folder-unreachable'
  | 'data-folder-not-writable';

/** The window's own PostgreSQL could not be had; the message names the remedy. */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresCode;

  constructor(code: EmbeddedPostgresCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
    this.code = code;
  }
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

function syscallOf(error: unknown): unknown {
  return error instanceof Error && 'syscall' in error ? error.syscall : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
