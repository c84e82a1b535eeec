/** Natural prose by language: each a paragraph of more than 300 characters, chatty, narrative and formal. */
export const prose: Record<string, readonly string[]> = {
  en: [
    "Hey, quick question: I'm trying to get my dad's old record player going again, and it hums really loudly whenever I touch the arm. He says it's the grounding, my sister says it's the amp, and I honestly can't tell. Is there a cheap way to find out which one it is before I start buying parts? I've got a multimeter somewhere, but I've never really used it.",
    "The ferry left a little before dawn, when the harbour was still grey and the gulls had not yet begun to quarrel. Nobody spoke much. An old woman counted coins into her lap, a boy slept against his rucksack, and behind us the lights of the town went out one after another until only the church on the hill could be seen, and then not even that.",
    "The organization is responsible for the administration of international agreements concerning environmental protection. Participating governments acknowledge that sustainable development requires the integration of economic, social and environmental considerations, and that individual communities should participate in the decisions which affect their respective regions.",
  ],
  ko: [
    "안녕하세요! 혹시 주말에 부산에서 갈 만한 곳을 추천해 주실 수 있을까요? 부모님이랑 같이 가는데 어머니께서 무릎이 안 좋으셔서 많이 걷는 곳은 좀 힘들 것 같아요. 바다가 보이는 카페나 맛있는 해산물 식당이면 제일 좋고, 주차하기 편했으면 좋겠어요. 예산은 하루에 이십만 원 정도 생각하고 있어요. 지난번에는 해운대 쪽만 둘러봐서 이번에는 조금 조용한 동네로 가 보고 싶은데, 아이들도 심심하지 않게 놀 수 있는 데가 있으면 더 좋겠네요. 미리 감사합니다! 참, 기차로 갈지 차로 갈지도 아직 못 정했는데, 명절 다음 주라서 길이 많이 막힐까요? 다들 어떻게 다녀오셨는지 궁금해요.",
    "그해 겨울은 유난히 눈이 많이 내렸다. 할머니는 아침마다 마당에 나가 장독대 위에 쌓인 눈을 쓸어 내리셨고, 나는 이불 속에서 그 빗자루 소리를 들으며 잠에서 깨곤 했다. 부엌에서는 된장국 냄새가 났고, 라디오에서는 오래된 노래가 흘러나왔다. 학교에 가는 길은 언제나 미끄러웠지만 동무들과 함께 걷는 그 길이 나는 좋았다. 세월이 한참 흐른 지금도 눈이 내리는 아침이면 나는 문득 그 마당을 떠올리고, 이제는 아무도 살지 않는 그 집의 낡은 대문을 생각한다. 할머니가 떠나신 뒤로 감나무는 저 혼자 열매를 맺었고, 까치들만 가끔 찾아와 담장 위에 앉았다가 날아가곤 했다고 한다.",
    "본 연구는 도시 지역의 대중교통 이용 현황을 분석하고 정책적 시사점을 제시하는 것을 목적으로 한다. 이를 위하여 최근 오 년간의 교통 자료를 수집하였으며, 설문 조사를 통해 이용자의 만족도를 평가하였다. 분석 결과 환승 시간의 단축이 이용률 증가에 가장 큰 영향을 미치는 것으로 나타났다. 따라서 지방 자치 단체는 노선 체계를 개편하고 정류장 시설을 개선함으로써 시민의 이동 편의를 높일 필요가 있으며, 교통 약자를 위한 지원도 지속적으로 확대되어야 할 것이다. 향후 연구에서는 계절과 지역에 따른 차이를 보다 세밀하게 검토하고, 재정 부담에 관한 논의도 함께 진행할 필요가 있다.",
  ],
  ja: [
    "こんにちは、ちょっと相談があるんですけど、来月はじめて一人暮らしをすることになって、何から準備すればいいのか全然わからないんです。冷蔵庫と洗濯機は友だちから安くもらえそうなんですが、カーテンとか布団とかは自分で買わないといけなくて。予算は五万円くらいで、できれば引っ越しの前の日までにそろえたいです。あと、駅から少し遠いので自転車も欲しいなと思っています。最初に買っておくと便利なものや、逆に後からでも大丈夫なものがあれば、ぜひ教えてください。よろしくお願いします！料理はあまり得意じゃないので、簡単に作れるものも知りたいです。休みの日は近所を散歩して、安いスーパーやパン屋さんを探してみるつもりです。",
    "祖父の家は山のふもとにあって、夏になるといつも蝉の声で目が覚めた。縁側に座ると、庭の向こうに小さな川が流れているのが見え、その先には青い田んぼがどこまでも続いていた。祖父は無口な人だったが、夕方になると私を連れて畑へ行き、よく熟れたトマトを一つだけもいで渡してくれた。あの味は今でも忘れられない。大人になってから何度も同じようなトマトを探したけれど、あれほど甘くて冷たいものには、とうとう出会うことがなかった。家はもう取り壊されてしまったが、川の音だけは昔と少しも変わらずに聞こえてくる。今年の夏は、まだ幼い娘を連れてあの道をもう一度歩いてみようと思う。祖父が黙って見ていた夕焼けを、彼女はどんな言葉で呼ぶのだろうか。",
    "本報告書は、地域における高齢者支援の現状と課題を整理し、今後の施策の方向性を示すことを目的とする。調査は全国の市町村を対象に実施し、六割以上から回答を得た。その結果、医療と介護の連携が十分ではない地域が多く、専門職の不足が深刻な問題となっていることが明らかになった。今後は、情報共有の仕組みを整備するとともに、住民が主体的に参加できる活動を支援し、地域全体で高齢者の生活を支える体制を構築する必要がある。また、財政的な裏付けについても、国と自治体が協力して検討を進めることが求められる。なお、本調査の結果については、来年度に開催される検討委員会において改めて報告し、関係機関の意見を踏まえて見直しを行う予定である。",
  ],
  zh: [
    "大家好，我想请教一个问题。我家的猫最近总是半夜三点钟叫个不停，白天倒是睡得很香。我试过睡前陪它玩半个小时，也给它留了足够的水和猫粮，可是好像没有什么用。医生说身体没有毛病，可能只是太无聊了。有没有人遇到过同样的情况？你们是怎么解决的？我明天还要上班，真的快要撑不住了。朋友建议我再养一只猫给它作伴，可是我住的地方不大，房东也不一定同意，所以还在犹豫。如果有什么便宜又好用的玩具，也请推荐给我，谢谢大家！对了，它今年两岁，是一只很爱撒娇的橘猫，平时胆子特别小，听到门铃声就会躲到床底下去。要是家里来了客人，它能在里面待上一整天，怎么叫都不肯出来，连最喜欢的罐头也不理，真拿它没办法。昨天我数了数，一个晚上它叫了十一次，比闹钟还准时呢。",
    "那年秋天，我跟着父亲回到了他出生的村子。村口的老槐树还在，树下坐着几个晒太阳的老人，他们眯着眼睛看了我们很久，才慢慢认出父亲来。院子里的井已经干了，墙上爬满了青藤，灶台上落着厚厚的一层灰。父亲没有说话，只是用手轻轻地摸了摸那扇旧木门，好像在和一个多年不见的朋友打招呼。傍晚的时候，炊烟从别人家的屋顶上升起来，远处传来狗叫的声音。我忽然明白，有些地方人虽然离开了，心却一直留在那里，从来没有走远。第二天一早，父亲带我去看他小时候上学走过的那条小路。路边的野草已经长得比我还高，他却走得很快，像是怕错过了什么似的。走到河边，他停下来，捡起一块扁扁的石头，用力向水面扔去，石头跳了三下，然后沉了下去。父亲笑了，那笑容像个孩子。",
    "随着经济的快速发展和城市化进程的不断推进，环境保护问题日益受到社会各界的广泛关注。政府部门应当加强对工业污染的监督和管理，建立健全相关的法律制度，鼓励企业采用清洁能源和先进技术。同时，公众的环保意识也需要进一步提高，学校和媒体应当承担起宣传教育的责任。研究表明，合理的产业结构调整不仅能够减少污染物的排放，而且有利于提高资源的利用效率，从而实现经济效益与环境效益的协调发展。今后的工作重点是完善评价体系，明确各方职责，确保各项措施能够真正落到实处，为人民群众创造良好的生活环境。此外，还应当积极开展国际合作，学习借鉴其他国家的成功经验，共同应对全球气候变化带来的严峻挑战，推动形成绿色发展的新格局。有关部门计划在年底之前提交详细的评估报告。",
  ],
  de: [
    "Hallo zusammen, ich brauche mal euren Rat. Seit gestern macht meine Waschmaschine beim Schleudern so laute Geräusche, dass sich sogar der Nachbar beschwert hat. Ich hab schon nachgeschaut, ob irgendwas in der Trommel steckt, aber da war nur ein alter Knopf. Lohnt sich die Reparatur überhaupt noch, wenn das Ding schon zwölf Jahre alt ist, oder soll ich gleich eine neue kaufen?",
    "Am Abend, als der Regen endlich nachließ, ging er noch einmal hinunter zum Fluss. Das Wasser war gestiegen und trug Äste und Laub mit sich fort. Auf der Brücke stand ein Mädchen mit einer roten Mütze und warf kleine Steine hinein, einen nach dem anderen, als müsste sie etwas zählen. Er blieb stehen, ohne zu wissen warum, und dachte an seinen Bruder.",
    "Die Bundesregierung hat in ihrem Jahresbericht festgestellt, dass die Wirtschaftsentwicklung hinter den ursprünglichen Erwartungen zurückgeblieben ist. Insbesondere die Energieversorgung sowie der zunehmende Fachkräftemangel stellen mittelständische Unternehmen vor erhebliche Herausforderungen. Der Gesetzentwurf sieht daher Vereinfachungen der Genehmigungsverfahren und zusätzliche Fördermaßnahmen vor.",
  ],
  fr: [
    "Salut ! Dis, tu pourrais m'aider à choisir un cadeau pour l'anniversaire de ma grand-mère ? Elle va avoir quatre-vingts ans, elle adore jardiner et elle lit beaucoup, mais elle a déjà à peu près tout. L'année dernière on lui a offert un week-end à la mer, et franchement je ne sais pas comment faire mieux. J'ai une cinquantaine d'euros, peut-être un peu plus si ma sœur participe.",
    "La vieille maison sentait la cire et les pommes. Chaque dimanche, ma tante ouvrait les volets un à un, puis elle posait sur la table le grand plat bleu que personne n'avait le droit de toucher. Nous, les enfants, nous attendions sous l'escalier, à l'endroit exact où la lumière tombait l'après-midi, et nous inventions des royaumes dont les rois étaient toujours très fatigués.",
    "Le présent règlement établit les règles relatives à la protection des personnes physiques à l'égard du traitement des données à caractère personnel. Les États membres veillent à ce que les autorités compétentes disposent des ressources nécessaires à l'exercice de leurs missions et coopèrent, le cas échéant, avec les organismes chargés de l'évaluation des politiques publiques.",
  ],
  es: [
    "¡Hola! Oye, ¿me puedes echar una mano con una cosa? Mañana vienen mis suegros a comer y no tengo ni idea de qué preparar. A él no le gusta el pescado, ella es alérgica a los frutos secos y mi hija pequeña solo quiere comer macarrones. Había pensado en hacer un arroz al horno, pero nunca me sale bien, siempre se me pasa. ¿Se te ocurre algo fácil que guste a todos?",
    "Cuando el tren se detuvo por fin en aquella estación perdida, el calor entró por las ventanillas como un animal cansado. Bajaron solo dos pasajeros: un hombre con una maleta atada con cuerda y una mujer que llevaba un pájaro en una jaula cubierta con un pañuelo. El jefe de estación los miró sin decir nada, tocó la campana y volvió a sentarse a la sombra.",
    "El presente informe analiza la evolución de los principales indicadores económicos durante el último ejercicio. Los resultados muestran un crecimiento moderado de la actividad industrial, acompañado de una disminución progresiva de la tasa de desempleo. No obstante, persisten desigualdades significativas entre las distintas comunidades, por lo que se recomienda fortalecer las políticas de cohesión territorial.",
  ],
  ru: [
    "Привет! Слушай, посоветуй, пожалуйста, что делать. Я вчера купила билеты на поезд до Казани, а сегодня узнала, что в эти выходные мне всё-таки придётся работать. Деньги за билеты вернут или уже нет? На сайте написано как-то непонятно, а по телефону никто не отвечает. Может, проще поменять дату? Ехать мы хотели вдвоём с мамой, она очень расстроится, если всё сорвётся.",
    "Дед проснулся затемно, долго кашлял, потом надел валенки и вышел во двор. Снег под ногами скрипел, над лесом стояла большая белая луна, и собака, не вылезая из будки, лениво стукнула хвостом. Он принёс дров, растопил печь, поставил чайник и сел у окна ждать, когда рассветёт. Писем не было уже третью неделю, и он старался об этом не думать.",
    "Настоящее исследование посвящено анализу особенностей развития промышленного производства в условиях изменяющейся экономической ситуации. Авторами рассмотрены основные факторы, определяющие эффективность использования природных ресурсов, а также предложены рекомендации по совершенствованию государственного регулирования. Полученные результаты могут быть использованы при подготовке нормативных документов.",
  ],
  ar: [
    "مرحبا، عندي سؤال صغير لو سمحتم. أريد أن أتعلم الطبخ لأنني انتقلت إلى مدينة جديدة من أجل الدراسة، وكل يوم آكل من المطاعم وهذا مكلف جدا. ما هي الأكلات السهلة التي يمكن أن أبدأ بها؟ ليس عندي فرن، فقط موقد صغير وقدر واحد ومقلاة قديمة. أحب الرز والعدس والخضار، ولا آكل السمك. وكم من الوقت أحتاج لكي أحضر وجبة تكفي ليومين؟ شكرا لكم جميعا.",
    "كان الرجل العجوز يجلس كل مساء أمام باب بيته القديم، ينظر إلى البحر ويعد السفن العائدة. لم يكن يكلم أحدا، لكن الأطفال كانوا يحبونه لأنه يحفظ أسماء النجوم كلها ويرويها لهم كأنها حكايات عن أقاربه. وفي ليلة من ليالي الشتاء هبت عاصفة شديدة، وانقطع النور عن القرية، فلم يبق مضيئا سوى قنديله الصغير المعلق على الجدار.",
    "تهدف هذه الدراسة إلى تحليل العلاقة بين التعليم والتنمية الاقتصادية في الدول العربية خلال العقود الثلاثة الأخيرة. وقد اعتمد الباحثون على البيانات الصادرة عن المؤسسات الدولية، وأظهرت النتائج أن الاستثمار في تدريب المعلمين وتطوير المناهج الدراسية يسهم بصورة كبيرة في رفع مستوى الإنتاجية. ولذلك توصي الدراسة بضرورة زيادة الإنفاق الحكومي على التعليم وتعزيز التعاون بين الجامعات.",
  ],
  hi: [
    "नमस्ते दोस्तों, मुझे एक छोटी सी मदद चाहिए। अगले हफ्ते मेरी बहन की शादी है और मुझे मंच पर कुछ बोलना है, लेकिन मुझे लोगों के सामने बोलने में बहुत डर लगता है। क्या आप मुझे कुछ आसान तरीके बता सकते हैं जिनसे घबराहट कम हो? मैंने सोचा है कि बचपन की एक मजेदार कहानी सुनाऊँ, पर पता नहीं कि सबको अच्छी लगेगी या नहीं। भाषण कितना लंबा होना चाहिए?",
    "गाँव के बाहर एक पुराना कुआँ था, जिसके पास बरगद का बड़ा पेड़ खड़ा था। गर्मियों की दोपहर में बच्चे उसी की छाया में खेलते और बूढ़े लोग चारपाई डालकर बातें करते। कहते हैं कि उस पेड़ पर कभी एक चिड़िया रहती थी जो हर सुबह सूरज निकलने से पहले गाती थी। मेरी दादी ने उसकी आवाज़ सुनी थी, और जब भी वे उसकी बात करतीं, उनकी आँखें चमक उठती थीं।",
    "भारत सरकार ने ग्रामीण क्षेत्रों में स्वास्थ्य सेवाओं को बेहतर बनाने के लिए एक नई योजना की घोषणा की है। इस योजना के अंतर्गत प्रत्येक जिले में आधुनिक चिकित्सा केंद्र स्थापित किए जाएँगे तथा प्रशिक्षित कर्मचारियों की नियुक्ति की जाएगी। विशेषज्ञों का मानना है कि इससे मातृ मृत्यु दर में कमी आएगी और नागरिकों को समय पर उपचार मिल सकेगा।",
  ],
};

/** Code as people paste it into a chat. */
export const code: Record<string, string> = {
  typescript: `import { readFile } from "node:fs/promises";

interface Account {
  readonly id: string;
  balance: number;
  history: { at: Date; delta: number }[];
}

/** Applies a transfer, or throws when the balance does not suffice. */
export async function transfer(from: Account, to: Account, amount: number): Promise<void> {
  if (!Number.isFinite(amount) || amount <= 0) throw new RangeError(\`bad amount: \${amount}\`);
  if (from.balance < amount) throw new Error("insufficient funds");
  for (const [account, delta] of [[from, -amount], [to, amount]] as const) {
    account.balance += delta;
    account.history.push({ at: new Date(), delta });
  }
  const template = await readFile(new URL("./receipt.txt", import.meta.url), "utf8");
  console.log(template.replaceAll(/\\{(\\w+)\\}/g, (_, key) => String({ amount, from: from.id }[key] ?? "")));
}
`,
  python: `from __future__ import annotations
import re
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Index:
    """Maps each word to the documents that contain it."""

    postings: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    documents: list[str] = field(default_factory=list)

    def add(self, text: str) -> int:
        number = len(self.documents)
        self.documents.append(text)
        for word in re.findall(r"\\w+", text.lower()):
            self.postings[word].add(number)
        return number

    def search(self, query: str, limit: int = 10) -> list[str]:
        words = query.lower().split()
        if not words:
            return []
        found = set.intersection(*(self.postings.get(w, set()) for w in words))
        return [self.documents[i] for i in sorted(found)][:limit]


if __name__ == "__main__":
    index = Index()
    for line in open("corpus.txt", encoding="utf-8"):
        index.add(line.strip())
    print(index.search("open source"))
`,
  json: `{
  "name": "weather-station",
  "version": "2.13.0",
  "location": { "latitude": 48.13743, "longitude": 11.57549, "altitude": 519 },
  "sensors": [
    { "id": "t-01", "kind": "temperature", "unit": "celsius", "interval": 60, "enabled": true },
    { "id": "h-01", "kind": "humidity", "unit": "percent", "interval": 120, "enabled": true },
    { "id": "w-03", "kind": "wind", "unit": "m/s", "interval": 5, "enabled": false, "note": null }
  ],
  "readings": [[1718000000, 21.5, 48], [1718000060, 21.6, 47], [1718000120, 21.4, 49]],
  "contact": "mailto:station@example.org"
}
`,
  sql: `CREATE TABLE orders (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id BIGINT NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  placed_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
  total NUMERIC(12, 2) CHECK (total >= 0)
);

SELECT c.name, COUNT(*) AS orders, SUM(o.total) AS revenue
FROM orders o
JOIN customers c ON c.id = o.customer_id
LEFT JOIN refunds r ON r.order_id = o.id
WHERE o.placed_at >= DATE '2024-01-01' AND r.id IS NULL
GROUP BY c.name
HAVING SUM(o.total) > 1000
ORDER BY revenue DESC
LIMIT 20;
`,
  shell: `#!/usr/bin/env bash
set -euo pipefail

backup_dir="\${BACKUP_DIR:-/var/backups/app}"
stamp=$(date +%Y%m%d-%H%M%S)
mkdir -p "$backup_dir"

for db in $(psql -Atc "SELECT datname FROM pg_database WHERE NOT datistemplate"); do
  pg_dump --format=custom --no-owner "$db" | gzip -9 > "$backup_dir/$db-$stamp.gz" || {
    echo "backup of $db failed" >&2
    exit 1
  }
done

find "$backup_dir" -name '*.gz' -mtime +14 -print0 | xargs -0 -r rm --
curl -fsS -X POST -H 'Content-Type: application/json' -d '{"text":"backup done"}' "$WEBHOOK_URL" || true
`,
  html: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Opening hours</title>
    <style>
      :root { --accent: #c0392b; font-family: system-ui, sans-serif; }
      body { margin: 0 auto; max-width: 60ch; padding: 1.5rem; line-height: 1.6; }
      table th, table td { border-bottom: 1px solid rgba(0, 0, 0, 0.1); text-align: left; }
      a:hover, a:focus-visible { color: var(--accent); text-decoration-thickness: 2px; }
      @media (max-width: 40em) { table { display: block; overflow-x: auto; } }
    </style>
  </head>
  <body>
    <h1>Opening hours</h1>
    <table><tr><th>Monday</th><td>09:00&ndash;18:00</td></tr><tr><th>Sunday</th><td>closed</td></tr></table>
    <p>Call <a href="tel:+4989123456">089 123456</a> or <button type="button" disabled>write to us</button>.</p>
  </body>
</html>
`,
  minified:
    '!function(e,t){"object"==typeof exports&&"undefined"!=typeof module?t(exports):"function"==typeof define&&define.amd?define(["exports"],t):t((e=e||self).emitter={})}(this,function(e){"use strict";var t=Object.create(null);function n(e,n){var r=t[e];return r?(r.push(n),r.length):(t[e]=[n],1)}function r(e){for(var n=arguments.length,r=new Array(n>1?n-1:0),o=1;o<n;o++)r[o-1]=arguments[o];var i=t[e];if(!i)return!1;for(var u=0,f=i.length;u<f;++u)i[u].apply(null,r);return!0}e.on=n,e.emit=r,e.off=function(e,n){t[e]&&(t[e]=n?t[e].filter(function(e){return e!==n}):[])},Object.defineProperty(e,"__esModule",{value:!0})});',
};

/** Emoji alone and in chat: plain, joined, flags, skin tones, keycaps and hearts. */
export const emoji: Record<string, string> = {
  plain: "😀😂🤣😍🙏🔥🎉👍😭🥺✨💀🤔😎🥳🤖🦛🐈🍕🚀🌍⚽🎸🧠🪐🫠🛠🗑⏰☕⚡❄⭐",
  joined: "👨‍👩‍👧‍👦👩‍💻🧑‍🚀👩‍❤️‍💋‍👨🏳️‍🌈🏴‍☠️🐻‍❄️❤️‍🔥👁️‍🗨️🧑‍🤝‍🧑👩‍🔬🙋‍♂️🤷‍♀️🧔‍♂️",
  flags: "🇰🇷🇯🇵🇩🇪🇫🇷🇪🇸🇷🇺🇸🇦🇮🇳🇨🇳🇺🇸🇧🇷🇿🇦🏴󠁧󠁢󠁳󠁣󠁴󠁿🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  tones: "👍🏻👍🏼👍🏽👍🏾👍🏿👋🏽🙏🏿🤞🏼💪🏾👩🏽‍🚒🧑🏿‍🎨🤝🏻👏🏾🫶🏼",
  signs: "1️⃣2️⃣3️⃣#️⃣❤️☀️✈️☎️♻️⚠️✅❌➡️⬅️©️®️™️〰️㊗️🈵",
  chat: "omg 😂😂 that was so good 🎉 see you at 8 🕗🙌🏽 love you ❤️❤️❤️ (no really 🥹)",
};
