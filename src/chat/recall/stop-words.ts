/** Words that questions are made of, whatever they are about: they find nothing. */
const english =
  "a about after all also an and any are as at be been being but by can could d did do does doing during for from " +
  "had has have having he hello her hers hey hi him his how i if in into is it its just kind know ll m many me more " +
  "most much my no not of ok okay on our ours please re s said say says she so some such t tell than thank thanks " +
  "that the their theirs them then there these they this those to too type us ve was we were what when where which " +
  "who whom whose why will with would yes you your yours";

const korean =
  "가장 거 거야 건 걸 것 게 고마워 그 그거 그건 그것 그게 그날 그때 그런 그럼 그리고 근데 나 나는 나도 난 날 내 내가 너 넌 네 네가 누가 누구 " +
  "누구야 누구였지 누군지 대해 뭐 뭐가 뭐라고 뭐야 뭐였지 뭔지 뭘 무슨 무엇 몇 아니 안녕 알려 알려줘 어느 어디 어디야 어디서 어디였지 어떤 " +
  "어떻게 언제 언제야 언제였지 얼마 얼마나 없어 였어 였지 예 왜 우리 응 이 이거 이야 있어 있었어 있었지 있지 있는 저 저거 제 제가 좀 줘 하고 " +
  "하는 한 할 해 해줘 했어 했지 했더라";

/** In the form in which `wordsOf` gives words. */
export const stopWords: ReadonlySet<string> = new Set(`${english} ${korean}`.normalize("NFKD").split(" "));
