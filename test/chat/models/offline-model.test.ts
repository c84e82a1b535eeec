import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
} from "@langchain/core/messages";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OfflineModel } from "../../../src/chat/models/offline-model.ts";

const say = {
  recalled: (quote: string) => `You told me: ${quote}`,
  unknown: "I do not know.",
  noted: "Noted.",
};
const model = new OfflineModel({ say });

const prompt = (question: string, said: readonly string[] = []): BaseMessage[] => [
  new SystemMessage("You are a question-answering assistant. What is my name? My name is Hippo."),
  ...said.flatMap((text) => [new HumanMessage(text), new AIMessage(say.recalled(`(${text})`))]),
  new HumanMessage(`#Question:\n${question}`),
];
const ask = async (question: string, said: readonly string[] = []) =>
  (await model.invoke(prompt(question, said))).text;

/** For each language: facts as one tells them, and for each fact a question. */
const facts: Record<string, readonly [statement: string, question: string][]> = {
  English: [
    ["My name is Dongwoo.", "What is my name?"],
    ["My favourite colour is dark green.", "What is my favourite colour?"],
    ["I live in Busan, near the sea.", "Where do I live?"],
    ["My dog is called Rex, he is a beagle.", "What's my dog called?"],
    ["I am 34 years old.", "How old am I?"],
    ["My sister works as a nurse.", "Where does my sister work?"],
  ],
  Korean: [
    ["나의 이름은 동우입니다.", "내 이름이 뭐라고?"],
    ["내가 좋아하는 색은 초록색이야.", "내가 좋아하는 색이 뭐야?"],
    ["저는 부산에 살고 있어요.", "제가 어디에 살고 있죠?"],
    ["우리 강아지는 비글이에요.", "우리 강아지 종이 뭐였지?"],
    ["동생은 병원에서 간호사로 일해.", "동생은 어디에서 일해?"],
  ],
  Japanese: [
    ["私の名前は動雨です。", "私の名前は何ですか？"],
    ["好きな色は緑です。", "私の好きな色は何？"],
    ["東京に住んでいます。", "私はどこに住んでいますか？"],
    ["ペットは三毛猫です。", "ペットは何でしたか？"],
  ],
  German: [
    ["Ich heiße Dongwoo.", "Wie heiße ich?"],
    ["Meine Lieblingsfarbe ist Dunkelgrün.", "Was ist meine Lieblingsfarbe?"],
    ["Ich wohne in Hamburg.", "Wo wohne ich?"],
    ["Mein Hund ist ein Beagle.", "Was für ein Hund ist mein Hund?"],
  ],
  Chinese: [
    ["我叫东宇。", "我叫什么名字？"],
    ["我最喜欢的颜色是绿色。", "我最喜欢的颜色是什么？"],
    ["我住在上海。", "我住在哪里？"],
  ],
  Russian: [
    ["Меня зовут Анна.", "Как меня зовут?"],
    ["Мой любимый цвет зелёный.", "Какой мой любимый цвет?"],
    ["Я живу в Казани.", "Где я живу?"],
  ],
  Arabic: [
    ["اسمي أحمد.", "ما اسمي؟"],
    ["لوني المفضل هو الأخضر.", "ما هو لوني المفضل؟"],
  ],
  Hindi: [
    ["मेरा नाम राहुल है।", "मेरा नाम क्या है?"],
    ["मुझे हरा रंग पसंद है।", "मुझे कौन सा रंग पसंद है?"],
  ],
};

describe("the offline model recalls", () => {
  it.each(Object.entries(facts))("each of several facts, in %s", async (_language, told) => {
    const statements = told.map(([statement]) => statement);
    for (const [statement, question] of told) {
      expect(await ask(question, [statement])).toBe(say.recalled(statement));
      expect(await ask(question, statements)).toBe(say.recalled(statement));
      expect(await ask(question, statements.toReversed())).toBe(say.recalled(statement));
    }
  });

  it("the statement, however often the question was asked", async () => {
    const said = ["What is my name?", "My name is Dongwoo.", "What is my name?", "what is my name"];
    expect(await ask("What is my name?", said)).toBe("You told me: My name is Dongwoo.");
    expect(await ask("what is my name", said)).toBe("You told me: My name is Dongwoo.");
  });

  it("the later of two, for people correct themselves", async () => {
    expect(await ask("What is my name?", ["My name is Minji.", "My name is Minsu."])).toContain("Minsu");
    expect(await ask("What is my name?", ["My name is Minsu.", "My name is Minji."])).toContain("Minji");
  });

  it("through wordy questions and wordy statements", async () => {
    const said = [
      "Hello there, my name is Dongwoo and I am a software engineer from Seoul who likes cats.",
      "Yesterday it rained all day. What a week! How is the weather where you are?",
    ];
    expect(await ask("Do you still remember what my name is?", said)).toBe(say.recalled(said[0] ?? ""));
    expect(await ask("What is my dog's name?", ["I have a dog. His name is Rex.", ...said])).toContain("Rex");
    expect(await ask("Did it rain yesterday?", said)).toBe(say.recalled(said[1] ?? ""));
  });

  it("from a long message only the sentence that bears on the question", async () => {
    const long = `${"The river runs past the old mill. ".repeat(40)}The bridge was built in 1884. Boats pass it daily.`;
    expect(await ask("When was the bridge built?", [long])).toBe(
      "You told me: The bridge was built in 1884.",
    );
  });

  it("the asker's own words in a shared conversation", async () => {
    const said = [
      "Ann (@ann.b): My name is Ann.",
      "Bo Li (@bo): My name is Bo.",
      "Ann (@ann.b): I like tea.",
    ];
    expect(await ask("Ann (@ann.b): What is my name?", said)).toBe(say.recalled(said[0] ?? ""));
    expect(await ask("Bo Li (@bo): What is my name?", said)).toBe(say.recalled(said[1] ?? ""));
    expect(await ask("Ann (@ann.b): What is the capital of France?", said)).toBe(say.unknown);
  });
});

describe("the offline model does not pretend", () => {
  it.each([
    ["My name is Dongwoo.", "What is the capital of France?"],
    ["My name is Dongwoo.", "What is my favourite colour?"],
    ["My favourite colour is blue.", "What is my name?"],
    ["The weather is nice in the north.", "What is the capital of France?"],
    ["나의 이름은 동우입니다.", "프랑스의 수도는 어디입니까?"],
    ["내가 좋아하는 색은 파란색입니다.", "내 이름이 뭐라고?"],
    ["私の名前は動雨です。", "フランスの首都はどこですか？"],
    ["Mein Name ist Anna.", "Was ist die Hauptstadt von Frankreich?"],
  ])("told %j, asked %j, it does not know", async (statement, question) => {
    expect(await ask(question, [statement])).toBe(say.unknown);
  });

  it("quotes neither an earlier question, nor the system text, nor its own answers", async () => {
    expect(await ask("What is my name?")).toBe(say.unknown);
    expect(await ask("What is my name?", ["What is my name?", "Is my name long?"])).toBe(say.unknown);
    expect(await ask("내 이름이 뭐라고?", ["내 이름이 뭐라고?", "내 이름은 뭐야?"])).toBe(say.unknown);
    expect(await ask("ما اسمي؟", ["ما اسمي؟"])).toBe(say.unknown);
    expect(await ask("私の名前は？", ["私の名前は？"])).toBe(say.unknown);
  });

  it("notes a statement, also one that resembles an earlier one", async () => {
    expect(await ask("My name is Dongwoo.")).toBe(say.noted);
    expect(await ask("나의 이름은 동우입니다.")).toBe(say.noted);
    expect(await ask("hello")).toBe(say.noted);
    expect(await ask("My favourite food is kimchi.", ["My favourite colour is blue."])).toBe(say.noted);
  });

  it.each(["", " ", "?", "hi?", "???!", "\u0000?", "\ud83d?", "🦛?"])(
    "survives the question %j",
    async (question) => {
      expect(await ask(question, ["My name is Dongwoo.", ""])).toBe(say.unknown);
    },
  );

  it("answers anything at all with one of its phrases", async () => {
    const anything = fc.string({ unit: "binary" });
    await fc.assert(
      fc.asyncProperty(anything, fc.array(anything, { maxLength: 5 }), async (question, said) => {
        const recalled = said.map((text) => say.recalled(text));
        expect([say.unknown, say.noted, ...recalled]).toContain(await ask(question, said));
      }),
    );
  });

  it("is quick on a full window of hostile text", async () => {
    const said = ["?".repeat(50_000), "ab ".repeat(10_000), "나".repeat(20_000), "x (@".repeat(10_000)];
    const before = performance.now();
    await ask(`${"?".repeat(50_000)}a${"b c d e f ".repeat(3_000)}?`, said);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

class TokenCollector extends BaseCallbackHandler {
  readonly name = "token collector";
  readonly #tokens: string[];

  constructor(tokens: string[]) {
    super();
    this.#tokens = tokens;
  }

  override handleLLMNewToken(token: string): void {
    this.#tokens.push(token);
  }
}

describe("the offline model streams", () => {
  const streamed = async (signal?: AbortSignal, onChunk?: () => void) => {
    const chunks: string[] = [];
    const tokens: string[] = [];
    const callbacks = [new TokenCollector(tokens)];
    const stream = await model.stream(prompt("What is my name?", ["My  name is Dongwoo."]), {
      callbacks,
      ...(signal && { signal }),
    });
    for await (const chunk of stream) {
      expect(chunk).toBeInstanceOf(AIMessageChunk);
      if (chunk.text !== "") chunks.push(chunk.text);
      onChunk?.();
    }
    return { chunks, tokens };
  };

  it("in words that join to the whole answer, each of them told to the callbacks", async () => {
    const { chunks, tokens } = await streamed();
    expect(chunks).toEqual(["You", " told", " me:", " My", "  name", " is", " Dongwoo."]);
    expect(tokens).toEqual(chunks);
    expect(await ask("What is my name?", ["My  name is Dongwoo."])).toBe(chunks.join(""));
  });

  it("while other work goes on", async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 0);
    const before = performance.now();
    const seen = new Set<number>();
    while (performance.now() - before < 50) await streamed(undefined, () => seen.add(ticks));
    clearInterval(timer);
    expect(seen.size).toBeGreaterThan(3);
  });

  it("until it is aborted", async () => {
    const controller = new AbortController();
    let chunks = 0;
    const stopped = streamed(controller.signal, () => {
      if (++chunks === 2) controller.abort();
    });
    await expect(stopped).rejects.toThrow(/abort/iu);
    expect(chunks).toBe(2);
    await expect(streamed(AbortSignal.abort())).rejects.toThrow(/abort/iu);
  });
});
