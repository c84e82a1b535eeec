/** A way to talk, such as Discord or the terminal: it takes questions to conversations and shows their answers. */
export interface Platform {
  /** Whether what is said to it reaches it at this moment. */
  readonly isReady: boolean;
  /**
   * Talks until it is stopped, or has nothing more to do.
   * @throws if it cannot begin, or cannot go on.
   */
  run(): Promise<void>;
  /** The process is about to stop: lets it be seen, where that can be. */
  windDown(): void;
  /** Takes in nothing more and leaves; answers in flight have been ended before. */
  stop(): Promise<void>;
}
