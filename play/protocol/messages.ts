/** A message component or a part of a modal, as Discord's API writes it. */
export interface ComponentView {
  readonly type: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly description?: string;
  readonly style?: number;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly ChoiceView[];
  readonly content?: string;
  readonly components?: readonly ComponentView[];
  readonly component?: ComponentView;
  readonly value?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
}

/** One option of a menu. */
export interface ChoiceView {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly default?: boolean;
}

/** A file that a message carries. */
export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly isImage: boolean;
}

/** An embed, as Discord's API writes it. */
export interface EmbedView {
  readonly title?: string;
  readonly description?: string;
  readonly url?: string;
  readonly color?: number;
  readonly author?: { readonly name: string };
  readonly footer?: { readonly text: string };
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline?: boolean }[];
}

/** A message as it stands. */
export interface MessageView {
  readonly id: string;
  readonly placeId: string;
  readonly authorId: string;
  readonly content: string;
  /** In milliseconds since the epoch. */
  readonly at: number;
  readonly isEdited: boolean;
  /** Whom it replies to, with the beginning of what they said unless that is gone. */
  readonly reply?: { readonly id: string; readonly authorId: string; readonly content: string | undefined };
  /** Whose command it answers. */
  readonly command?: { readonly personId: string; readonly name: string };
  /** The only one who sees it. */
  readonly onlyFor?: string;
  readonly isThinking: boolean;
  /** The ids of those whom it mentions. */
  readonly mentions: readonly string[];
  readonly files: readonly FileView[];
  readonly embeds: readonly EmbedView[];
  readonly components: readonly ComponentView[];
}

/** Somebody used a command, a button, a menu or a modal. */
export interface UseView {
  readonly id: string;
  readonly personId: string;
  readonly placeId: string;
  /** What was used: a command as one sees it, or the id of a component. */
  readonly what: string;
  readonly messageId?: string;
  /** Whether the bot has reacted yet; if it has not in time, Discord says that it did not respond. */
  readonly state: "waiting" | "answered" | "failed";
  /** What it was answered with, to be filled in. */
  readonly modal?: { readonly title: string; readonly components: readonly ComponentView[] };
}

/** An option of a command, or a subcommand, as Discord's API writes it. */
export interface OptionView {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly min_value?: number;
  readonly max_value?: number;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly options?: readonly OptionView[];
}

/** A registered command, as Discord's API writes it: of type 1 a slash command, of type 3 one on messages. */
export interface CommandView extends OptionView {
  readonly id: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null;
}
