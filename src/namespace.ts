/**
 * How the keys of a bot begin on a server that several may share. Its token begins with its user id, which stays when
 * the token is renewed.
 * @param token undefined for the terminal
 */
export function namespaceOf(token: string | undefined): string {
  return `hippo:${token?.split(".", 1)[0] ?? "terminal"}`;
}
