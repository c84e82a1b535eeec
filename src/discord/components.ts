import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
} from "discord.js";

/** A row of components, as a message carries it. */
export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const SEPARATOR = "|";

/** What a component does when it is used, in which session, and to what. */
export interface ComponentTarget {
  readonly action: string;
  readonly sessionId: string;
  /** The exchange, turn or act of forgetting that it is about. */
  readonly id: number;
  /** A fingerprint of what was shown with the component, where it must not act on anything else. */
  readonly shown?: number | undefined;
}

/** A component's `custom_id`; Discord allows 100 characters. */
export function customId({ action, sessionId, id, shown }: ComponentTarget): string {
  const target = [action, sessionId, id];
  return (shown === undefined ? target : [...target, shown]).join(SEPARATOR);
}

/** What a `custom_id` says. */
export function targetOf(customId: string): ComponentTarget {
  const [action = "", sessionId = "", id = "", shown] = customId.split(SEPARATOR);
  return { action, sessionId, id: Number(id), shown: shown === undefined ? undefined : Number(shown) };
}

/** One button. */
export interface ButtonSpec extends ComponentTarget {
  readonly label: string;
  readonly style?: ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Danger;
  readonly isDisabled?: boolean;
}

/** Buttons in a row. */
export function buttonRow(...buttons: readonly ButtonSpec[]): Row {
  const row = new ActionRowBuilder<ButtonBuilder>();
  for (const { label, style = ButtonStyle.Secondary, isDisabled = false, ...target } of buttons) {
    row.addComponents(
      new ButtonBuilder()
        .setLabel(label)
        .setStyle(style)
        .setDisabled(isDisabled)
        .setCustomId(customId(target)),
    );
  }
  return row.toJSON();
}
