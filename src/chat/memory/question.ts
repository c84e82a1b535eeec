/** Who asks: the platform's id, and the name under which the model and `/history` know them. */
export interface Asker {
  readonly id: string;
  readonly name: string;
}

/** One platform message of a question; a burst of them by one person is asked as one question. */
export interface QuestionPart {
  readonly messageId: string;
  readonly text: string;
}

/** What somebody asks, in one or several messages. */
export interface Question {
  readonly asker: Asker;
  readonly parts: readonly QuestionPart[];
}

/** The parts of a question as one text. */
export function questionOf(parts: readonly QuestionPart[]): string {
  return parts.map((part) => part.text).join("\n");
}

/** Whether a message is part of a question, with another text than it has there. */
export function isCorrection({ messageId, text }: QuestionPart, parts: readonly QuestionPart[]): boolean {
  return parts.some((part) => part.messageId === messageId && part.text !== text);
}

/** The parts of a question with one of them corrected. */
export function withPart(parts: readonly QuestionPart[], corrected: QuestionPart): readonly QuestionPart[] {
  return parts.map((part) => (part.messageId === corrected.messageId ? corrected : part));
}
