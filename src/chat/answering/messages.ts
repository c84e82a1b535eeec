import { AIMessage, HumanMessage, type BaseMessage } from "@langchain/core/messages";
import { partsOf, type Turn } from "../memory/turn.ts";
import { questionOf, type Asker } from "../memory/question.ts";

/** A question as the model reads it: where several people share the session, it begins with who speaks. */
export function withSpeaker(question: string, asker: Asker, shared: boolean): string {
  return shared ? `${asker.name}: ${question}` : question;
}

/** A stored turn as the prompt's messages. */
export function messagesOf(turn: Turn, shared: boolean): BaseMessage[] {
  return [
    new HumanMessage(withSpeaker(questionOf(partsOf(turn)), turn.asker, shared)),
    new AIMessage(turn.answer),
  ];
}
