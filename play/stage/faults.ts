import type { FakeDiscord } from "../../test/fakes/discord/fake-discord.ts";
import type { ModelDesk } from "../model/desk.ts";
import type { FaultName } from "../protocol/documents.ts";

type Switch = (isOn: boolean) => void;

/** What goes wrong at the moment, to be switched on and off. */
export class FaultSwitches {
  readonly #switches: Readonly<Record<FaultName, Switch>>;
  readonly #isOn: Record<FaultName, boolean> = { silentModel: false, outage: false, deaf: false };

  constructor(discord: FakeDiscord, desk: ModelDesk) {
    let outage: ReturnType<typeof discord.faults.outage> | undefined;
    this.#switches = {
      silentModel: (isOn) => {
        desk.isSilent = isOn;
      },
      outage: (isOn) => {
        outage?.lift();
        outage = isOn ? discord.faults.outage() : undefined;
      },
      deaf: (isOn) => {
        if (!isOn) discord.gateway.accept();
        else {
          discord.gateway.refuse();
          discord.gateway.cut();
        }
      },
    };
  }

  get all(): Readonly<Record<FaultName, boolean>> {
    return { ...this.#isOn };
  }

  set(name: FaultName, isOn: boolean): void {
    if (this.#isOn[name] === isOn) return;
    this.#isOn[name] = isOn;
    this.#switches[name](isOn);
  }
}
