/** What a process needs to write into the reply to an interaction that another one began. */
export interface TokenKey {
  readonly channelId: string;
  readonly token: string;
  /** When the token is good for nothing any more, in milliseconds since the epoch. */
  readonly endsAt: number;
  readonly isPrivate: boolean;
  readonly messagesMax: number | null;
  readonly originalId: string | undefined;
  /** The messages that the token reaches. */
  readonly own: readonly string[];
}

/** As it is kept. */
export function keyText(key: TokenKey): string {
  return JSON.stringify(key);
}

/** What `keyText` wrote; undefined if its time is over. */
export function keyOf(text: string): TokenKey | undefined {
  const key = JSON.parse(text) as TokenKey;
  return key.endsAt > Date.now() ? key : undefined;
}
