import { Kind, kindOf, Trait, traitsOf } from "./character-classes.ts";
import { Ideographs } from "./ideographs.ts";

/** Tokens of each character that stands by itself, by its kind. */
const alone = table([
  [Kind.control, 1],
  [Kind.thai, 0.91],
  [Kind.khmerOrBurmese, 1.16],
  [Kind.kana, 1.1],
  [Kind.hangul, 0.95],
  [Kind.hangulRare, 2.5],
  [Kind.latinSign, 0.95],
  [Kind.generalPunctuation, 1.45],
  [Kind.symbol, 2.6],
  [Kind.widePunctuation, 1.53],
  [Kind.emojiHalf, 1.3],
  [Kind.half, 1.95],
  [Kind.rarePair, 1.95],
  [Kind.rare, 2.9],
]);

const latin: Script = { first: 0.95, cluster: 1.08, seldom: 1.12 };
const scripts: Readonly<Partial<Record<number, Script>>> = {
  [Kind.latin]: latin,
  [Kind.cyrillic]: { first: 1.62, cluster: 1.03, seldom: 0.4 },
  [Kind.alphabet]: { first: 2.2, cluster: 1.57, seldom: 0 },
  [Kind.abjad]: { first: 1.25, cluster: 0.68, seldom: 1.12 },
  [Kind.indic]: { first: 1.68, cluster: 2.25, seldom: 1.12 },
};
const furtherLetter = 0.06;
const addedLetter = 0.7;
const longWord = 16;
const letterBeyond = 0.4;

const { whitespace, punctuation, digit, han } = Kind;
const { vowel, seldom, added, capital } = Trait;
const space = 0x20;

/**
 * A conservative estimate of how many tokens a text is to a model, a whole number, made without a tokenizer:
 * in one pass, from what kind of character follows what; 20 to 50 ms for a million characters.
 *
 * Vocabularies hold the words that people write, so a word costs little more than a token however long it is,
 * while letters that make no words cost about a token for two. Three things tell them apart in most alphabets:
 * in words consonants and vowels take turns, few letters are rare ones, and the word ends. Digits go by threes,
 * repeated characters are cheap, a syllable or ideograph is about a token, and what vocabularies leave out is
 * spelt in bytes of UTF-8.
 *
 * The weights are fitted to o200k: never more than twice its count on prose and code, and never under it by
 * more than 15% on these and hostile text; test/chat/tokens.test.ts holds both. What still deceives it are a
 * few dozen random ideographs, and gibberish of an alphabet's common letters. Other vocabularies differ from
 * o200k by a factor that `Calibration` learns.
 */
export function estimateTokens(text: string): number {
  const reader = new Reader();
  for (let index = 0; index < text.length; index++) reader.read(text.charCodeAt(index));
  return Math.ceil(reader.tokens);
}

class Reader {
  tokens = 0;
  private unit = -1;
  private kind = 0;
  /** Units in a row: the letters of a word, the digits of a number, a whitespace character repeated. */
  private run = 0;
  /** Consonants in a row, or vowels. */
  private alike = 0;
  private readonly ideographs = new Ideographs();

  read(unit: number): void {
    const kind = kindOf(unit);
    const each = alone[kind] ?? 0;
    this.tokens += each > 0 ? each : this.tokensOf(unit, kind);
    this.unit = unit;
    this.kind = kind;
  }

  private tokensOf(unit: number, kind: number): number {
    if (kind === whitespace) return this.whitespace(unit);
    if (kind === punctuation) return this.punctuation(unit);
    if (kind === digit) return this.digit();
    if (kind === han) return this.space() + this.ideographs.read(unit);
    return this.letter(unit, kind);
  }

  /** One space or line break goes with its neighbour; a longer run is a token, and so is each change in it. */
  private whitespace(unit: number): number {
    this.run = unit === this.unit ? this.run + 1 : 1;
    if (this.run > 1) return this.run === 2 ? 1 : 0.06;
    if (this.kind === whitespace) return 0.3;
    return unit === space ? 0 : 0.23;
  }

  private punctuation(unit: number): number {
    if (this.kind !== punctuation) return 0.9;
    return unit === this.unit ? 0.02 : 0.62;
  }

  private digit(): number {
    this.run = this.kind === digit ? this.run + 1 : 1;
    return (this.run % 3 === 1 ? 0.95 : 0) + this.space();
  }

  /** A space merges with the word that follows it, but not with a digit or an ideograph. */
  private space(): number {
    return this.kind === whitespace ? 0.9 : 0;
  }

  private letter(unit: number, kind: number): number {
    const traits = traitsOf(unit);
    const before = traitsOf(this.unit);
    const camel = (traits & capital) > (before & capital);
    const goesOn = kind === this.kind && !camel;
    this.run = goesOn ? this.run + 1 : 1;
    this.alike = goesOn && (traits & vowel) === (before & vowel) ? this.alike + 1 : 1;
    const script = scripts[kind] ?? latin;
    let tokens = goesOn ? furtherLetter : script.first;
    if (this.alike > 2) tokens += script.cluster;
    if (traits & seldom) tokens += script.seldom;
    if (traits & added) tokens += addedLetter;
    return this.run > longWord ? tokens + letterBeyond : tokens;
  }
}

function table(entries: readonly (readonly [kind: number, tokens: number])[]): Float64Array {
  const tokens = new Float64Array(Kind.rare + 1);
  for (const [kind, each] of entries) tokens[kind] = each;
  return tokens;
}

/** What the letters of words cost, in tokens. */
interface Script {
  /** A word's first letter: about what the word costs if nothing speaks against its being one. */
  readonly first: number;
  /** Besides, each letter that is at least the third consonant, or the third vowel, in a row. */
  readonly cluster: number;
  /** Besides, each letter that words seldom use. */
  readonly seldom: number;
}
