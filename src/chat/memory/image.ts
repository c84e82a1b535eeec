/** An image that somebody sent with a question. */
export interface Image {
  /** As `image/png`. */
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** What an image takes in a prompt, in tokens: about what providers count for one of a common size. */
const IMAGE_TOKENS = 1_000;

/** The images of a turn's question. They stay in this process: neither a store nor an export gets to see them. */
export class Images {
  readonly all: readonly Image[];

  private constructor(all: readonly Image[]) {
    this.all = all;
  }

  /** Undefined if there are none. */
  static of(all: readonly Image[]): Images | undefined {
    return all.length > 0 ? new Images(all) : undefined;
  }

  get bytes(): number {
    return imageBytes(this.all);
  }

  toJSON(): undefined {
    return undefined;
  }
}

/** What these hold, in bytes. */
export function imageBytes(images: readonly Image[]): number {
  return images.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** What these take in a prompt, in tokens. */
export function imageTokens(holders: readonly { readonly images?: Images | undefined }[]): number {
  return holders.reduce((sum, { images }) => sum + (images?.all.length ?? 0), 0) * IMAGE_TOKENS;
}

/** Of these turns, oldest first, all that have images but the newest `kept` of them. */
export function beyondKept<Holder extends { readonly images: Images | undefined }>(
  turns: readonly Holder[],
  kept: number,
): readonly Holder[] {
  const holders = turns.filter(({ images }) => images);
  return holders.slice(0, Math.max(0, holders.length - kept));
}
