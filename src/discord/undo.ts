import type { Texts } from "../i18n/index.ts";
import { buttonRow, type Row } from "./components.ts";

/** The button that brings back what an act of forgetting took out. */
export function undoRow(sessionId: string, undoId: number, texts: Texts): Row {
  return buttonRow({ action: "undo", sessionId, id: undoId, label: texts.buttons.undo });
}
