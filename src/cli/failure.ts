/** What a person can mend: shown as it is, without a stack, and the command ends with its exit code. */
export class CommandFailure extends Error {
  readonly code = 'command-failure';
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
  }
}
