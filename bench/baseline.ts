// The classic script that Hippo came from, translated word for word and with nothing added: a history for each
// session in a Map, never bounded, in LangChain's own history wrapper.
import { InMemoryChatMessageHistory } from "@langchain/core/chat_history";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate, MessagesPlaceholder } from "@langchain/core/prompts";
import { RunnableWithMessageHistory } from "@langchain/core/runnables";

const prompt = ChatPromptTemplate.fromMessages([
  ["system", "You are a question-answering chatbot. Answer the question as well as you can."],
  new MessagesPlaceholder("chat_history"),
  ["human", "#Question:\n{question}"],
]);

/** Answers questions in sessions as the classic script does. */
export function createBaseline(
  model: BaseChatModel,
): (sessionId: string, question: string) => Promise<string> {
  const store = new Map<string, InMemoryChatMessageHistory>();
  const getSessionHistory = (sessionId: string): InMemoryChatMessageHistory => {
    const known = store.get(sessionId) ?? new InMemoryChatMessageHistory();
    store.set(sessionId, known);
    return known;
  };
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what the classic script is made of.
  const chainWithHistory = new RunnableWithMessageHistory({
    runnable: prompt.pipe(model).pipe(new StringOutputParser()),
    getMessageHistory: getSessionHistory,
    inputMessagesKey: "question",
    historyMessagesKey: "chat_history",
  });
  return (sessionId, question) => chainWithHistory.invoke({ question }, { configurable: { sessionId } });
}
