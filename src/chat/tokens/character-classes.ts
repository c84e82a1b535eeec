/** What a UTF-16 unit is to the estimate of tokens. */
export const Kind = {
  control: 1,
  whitespace: 2,
  digit: 3,
  punctuation: 4,
  latin: 5,
  cyrillic: 6,
  /** Greek, Armenian, Georgian. */
  alphabet: 7,
  /** Arabic and Hebrew, which leave most vowels out. */
  abjad: 8,
  /** Devanagari and its relatives, from Bengali to Sinhala. */
  indic: 9,
  thai: 10,
  khmerOrBurmese: 11,
  kana: 12,
  han: 13,
  hangul: 14,
  /** A Hangul syllable of a shape that one in ten has in prose, and three in four of all there are. */
  hangulRare: 15,
  /** The upper half of Latin-1: « ¿ °. */
  latinSign: 16,
  /** Dashes, curly quotes, joiners. */
  generalPunctuation: 17,
  /** Arrows, boxes, dingbats. */
  symbol: 18,
  /** CJK punctuation and full-width forms. */
  widePunctuation: 19,
  emojiHalf: 20,
  /** Half of any other character beyond U+FFFF, or a half alone. */
  half: 21,
  /** Two bytes of UTF-8 that tokenizers hardly learn together: combining marks, phonetic letters. */
  rarePair: 22,
  /** The same with three bytes: private use, old scripts. */
  rare: 23,
} as const;

/** The first that matches counts. */
const classes: readonly (readonly [kind: number, units: RegExp])[] = [
  [Kind.whitespace, /[ \t\n\r]/],
  [Kind.digit, /[0-9]/],
  [Kind.latin, /[A-Za-zÀ-ſ\u1e00-\u1eff]/],
  [Kind.punctuation, /[!-~]/],
  [Kind.rarePair, /[\x80-\x9f]/],
  [Kind.control, /\p{Cc}/u],
  [Kind.latinSign, /[\xa0-\xbf]/],
  [Kind.cyrillic, /[Ѐ-џ]/],
  [Kind.alphabet, /[Ά-ώԱ-ևა-ჺ]/],
  [Kind.abjad, /[א-תؠ-يٱ-ۓ]/],
  [Kind.indic, /[\u0900-\u0dff]/],
  [Kind.thai, /[ก-\u0e4e]/],
  [Kind.khmerOrBurmese, /[\u1000-\u1049\u1780-\u17d2]/],
  [Kind.generalPunctuation, /[\u2000-\u206f]/],
  [Kind.symbol, /[\u2070-\u27bf]/],
  [Kind.widePunctuation, /[\u3000-\u303f\uff00-\uffef]/],
  [Kind.kana, /[\u3040-\u30ff]/],
  [Kind.han, /[\u4e00-\u9fff]/],
  [Kind.hangul, /[가-힣]/],
  [Kind.emojiHalf, /[\ud83c-\ud83e]/],
  [Kind.half, /[\ud800-\udfff]/],
  [Kind.rarePair, /[\xd7-\u07ff]/],
];

/** What a letter may be besides its kind. */
export const Trait = {
  vowel: 1,
  /** Words seldom use it. */
  seldom: 2,
  /** Accented, or an addition to its alphabet: é, ř, پ. */
  added: 4,
  capital: 8,
} as const;

const vowel =
  /[aeiouyÀ-ſ\u1e00-\u1effαεηιουωάέήίόύώаеёиоуыэюяіїєաեէըիոօուაეიოუاويىةآأإאהוי]|[\u0900-\u0914]|[\u093e-\u094d]/i;
const seldom =
  /[jkqvwxyzёйхцчшщъэюжґєїجشصطخذزضثظغءئؤإآىךםןףץגזטסצ]|[ङछझञठढऩऱळऴऽ]|[\u090b-\u090e\u0910-\u0912\u0914]|[\u0943-\u0946\u0949\u094a\u094e\u094f]/i;
const added = /[À-ſ\u1e00-\u1effЀ-Џђѓѕјљњћќѝўџٱ-ۓ]/;
const capital = /[A-ZА-Я]/;

const kinds = new Uint8Array(0x10000);
const traits = new Uint8Array(0x10000);

/** The kind of a UTF-16 unit. */
export function kindOf(unit: number): number {
  const kind = kinds[unit] ?? 0;
  return kind === 0 ? learn(unit) : kind;
}

/** The sum of a letter's traits. Call `kindOf` first. */
export function traitsOf(unit: number): number {
  return traits[unit] ?? 0;
}

/** Classifies a unit when it is first met, so that no start pays for 65,536 of them. */
function learn(unit: number): number {
  const character = String.fromCharCode(unit);
  const found = classes.find(([, units]) => units.test(character))?.[0] ?? Kind.rare;
  const kind = found === Kind.hangul && !isCommonSyllable(unit) ? Kind.hangulRare : found;
  kinds[unit] = kind;
  // The Indic blocks are laid out alike, so each letter goes for its counterpart in Devanagari.
  traits[unit] = traitsIn(kind === Kind.indic ? String.fromCharCode(0x900 + (unit % 0x80)) : character);
  return kind;
}

function traitsIn(letter: string): number {
  return (
    (vowel.test(letter) ? Trait.vowel : 0) +
    (seldom.test(letter) ? Trait.seldom : 0) +
    (added.test(letter) ? Trait.added : 0) +
    (capital.test(letter) ? Trait.capital : 0)
  );
}

/** It begins with a plain consonant, and is open or ends with ㄱ, ㄴ, ㄹ, ㅁ, ㅂ, ㅆ or ㅇ. */
function isCommonSyllable(syllable: number): boolean {
  const offset = syllable - 0xac00;
  const doubled = [1, 4, 8, 10, 13].includes(Math.floor(offset / 588));
  return !doubled && [0, 1, 4, 8, 16, 17, 20, 21].includes(offset % 28);
}
