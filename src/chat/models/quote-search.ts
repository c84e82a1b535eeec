import { splitHeading } from "../speakers.ts";

const runs =
  /\p{Script=Han}+|[\p{Script=Hiragana}\u3099\u309a]+|[\p{Script=Katakana}\u3099\u309aー]+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}])+/gu;
const han = /\p{Script=Han}/gu;
const shortestGram = 3;
const longestGram = 5;

/**
 * Below this a likeness is chance, or small words alone ("is", "my"). Measured on single facts in a dozen
 * languages: what answers the question scored 0.11 to 0.9, what has nothing to do with it below 0.09.
 */
const leastLikeness = 0.11;

/** In grams, of which a word of four letters has six: keeps "What a day!" from being all about its "what". */
const shortStatement = 6;

/** In a shared conversation "my name" means the asker's: how much more the asker's own words count. */
const ownWordsFactor = 1.5;

/** Of a longer message each sentence counts, and is quoted, by itself. In UTF-16 units. */
const longestWhole = 500;

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

/**
 * Finds what was said that bears most on a question, in any language, without knowing a word of it: by the
 * pieces of 3 to 5 letters that they share, where a piece that few statements hold counts more. Only statements
 * count: a question holds no answer. Of equals the latest wins, for people correct themselves.
 *
 * @param question as asked, in a shared conversation with its speaker: `Name (@handle): text`
 * @param said what people said before, oldest first, in the same form
 * @returns the message, or of a very long one the sentence; undefined if none bears on it
 */
export function recall(question: string, said: readonly string[]): string | undefined {
  const asked = splitHeading(question);
  const wanted = gramsOf(asked.text);
  const statements = said.flatMap(statementsOf);
  const weights = rarity(wanted, statements);
  const whole = Array.from(weights.values()).reduce((sum, weight) => sum + weight, 0);
  let best: string | undefined;
  let bestScore = 0;
  for (const { quote, speaker, grams } of statements) {
    const likeness = likenessOf(weights, whole, grams);
    const score = likeness * (speaker === asked.speaker ? ownWordsFactor : 1);
    if (likeness >= leastLikeness && score >= bestScore) [best, bestScore] = [quote, score];
  }
  return best;
}

/** Whether the text ends with a question mark of any script, whatever quotes, spaces or emoji follow it. */
export function isQuestion(text: string): boolean {
  // U+037E is the Greek question mark, which looks like a semicolon; the Armenian one stands within its word.
  return /[?？﹖︖؟⸮፧꘏‽⁇⁈⁉\u037e][^\p{L}\p{N}]*$|՞/u.test(tailOf(text));
}

/** Whether the text ends as a sentence does, with a full stop or its like in any script. */
export function isSentence(text: string): boolean {
  return /\p{Sentence_Terminal}[^\p{L}\p{N}]*$/u.test(tailOf(text));
}

/** Long enough for a last word and what follows it, short enough that no text makes the expressions slow. */
function tailOf(text: string): string {
  return text.trimEnd().slice(-40);
}

function statementsOf(message: string): Statement[] {
  const { speaker, text } = splitHeading(message);
  const stated = Array.from(sentences.segment(text), ({ segment }) => segment.trim()).filter(
    (sentence) => sentence !== "" && !isQuestion(sentence),
  );
  if (message.length > longestWhole) {
    return stated.map((sentence) => ({ quote: sentence, speaker, grams: gramsOf(sentence) }));
  }
  return stated.length === 0 ? [] : [{ quote: message, speaker, grams: gramsOf(stated.join(" ")) }];
}

/**
 * The letter n-grams of each word, its beginning marked, so that longer words count more and words of one
 * letter nothing. NFKD takes Hangul syllables apart into letters; a Han character, which says as much as a short
 * word, counts as two.
 */
function gramsOf(text: string): Set<string> {
  const grams = new Set<string>();
  for (const [run] of text.normalize("NFKD").toLowerCase().matchAll(runs)) {
    const word = `^${run.replace(han, "$&$&")}`;
    for (let start = 0; start + shortestGram <= word.length; start++) {
      const most = Math.min(longestGram, word.length - start);
      for (let length = shortestGram; length <= most; length++) grams.add(word.slice(start, start + length));
    }
  }
  return grams;
}

/** The weight of each piece of the question: the fewer statements hold it, the more. */
function rarity(wanted: ReadonlySet<string>, statements: readonly Statement[]): Map<string, number> {
  const holders = new Map<string, number>();
  for (const gram of wanted) holders.set(gram, 0);
  for (const { grams } of statements) {
    for (const gram of grams) {
      const count = holders.get(gram);
      if (count !== undefined) holders.set(gram, count + 1);
    }
  }
  return new Map(
    Array.from(holders, ([gram, count]) => [gram, Math.log(1 + (statements.length + 1) / (count + 1))]),
  );
}

/** From 0 to 1: how much of the question the statement holds, tempered by how much else it says. */
function likenessOf(weights: ReadonlyMap<string, number>, whole: number, grams: ReadonlySet<string>): number {
  let shared = 0;
  let sharedWeight = 0;
  for (const gram of grams) {
    const weight = weights.get(gram);
    if (weight === undefined) continue;
    shared++;
    sharedWeight += weight;
  }
  // Nothing but the question's own words is the same question again, without its question mark.
  if (shared === 0 || shared === grams.size) return 0;
  return Math.sqrt((sharedWeight / whole) * (shared / (grams.size + shortStatement)));
}

interface Statement {
  readonly quote: string;
  readonly speaker: string;
  readonly grams: ReadonlySet<string>;
}
