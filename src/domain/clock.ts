/** Where the time comes from: passed in, so that nothing below the commands reads a clock of its own. */
export type Clock = () => Temporal.Instant;
