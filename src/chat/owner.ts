/** What keeps a session. */
export interface SessionOwner {
  /** What the session has in common with those that it is to be found together with. */
  readonly group: string;
  /** Called when the session becomes busy or idle, and when what it holds changes. */
  readonly changed: () => void;
  /** When the session expires if nothing happens in it, in milliseconds from this moment. */
  readonly expiresInMs: () => number;
  /** Whether no question is taken in any more. */
  readonly isClosing: () => boolean;
}
