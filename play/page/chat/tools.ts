import type { CommandView, MessageView } from "../../protocol/messages.ts";
import { h, iconButton } from "../elements/dom.ts";
import { openMenu } from "../elements/menu.ts";
import type { Scene } from "../scene.ts";

const ON_MESSAGES = 3;

/** What can be done with a message: buttons that show when it is pointed at or has the focus. */
export function tools(view: MessageView, scene: Scene): HTMLElement {
  if (view.onlyFor !== undefined) return h("div", { hidden: true });
  const { person, place } = scene;
  const isOwn = view.authorId === person.id;
  const mayDelete = isOwn || (person.isModerator && place.kind !== "dm");
  const attend = (kind: "reply" | "edit") => () => {
    scene.attend({ kind, messageId: view.id });
  };
  const props = { tabindex: "-1" };
  return h(
    "div",
    { class: "tools", role: "toolbar", "aria-label": "Message" },
    iconButton("reply", "Reply", attend("reply"), props),
    isOwn && iconButton("edit", "Edit", attend("edit"), props),
    iconButton(
      "apps",
      "Apps",
      (event) => {
        apps(event, view, scene);
      },
      { ...props, "aria-haspopup": "menu" },
    ),
    mayDelete &&
      iconButton(
        "trash",
        "Delete",
        () => {
          scene.does("delete", { person: person.id, message: view.id });
        },
        {
          ...props,
          class: "icon-button danger",
        },
      ),
  );
}

function apps({ currentTarget }: Event, view: MessageView, scene: Scene): void {
  const commands = (scene.store.get("commands") ?? []).filter(({ type }) => type === ON_MESSAGES);
  openMenu(
    currentTarget as HTMLElement,
    commands.map((command) => ({
      label: nameOf(command, scene),
      pick: () => {
        scene.does("apply", { person: scene.person.id, message: view.id, command: command.name });
      },
    })),
  );
}

/** The name of a command in the language of the one who looks at it. */
function nameOf({ name, name_localizations: names }: CommandView, { person }: Scene): string {
  return names?.[person.locale] ?? name;
}
