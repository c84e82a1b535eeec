import { soak } from "./soak.ts";
import { measureTurnSize } from "./turn-size.ts";

if (!globalThis.gc) throw new Error("run it with `npm run bench`, which lets it collect garbage");
await measureTurnSize();
await soak();
