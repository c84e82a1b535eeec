/** Why the bot cannot be on Discord, in one line for its operator. */
export class LoginError extends Error {
  override readonly name = "LoginError";
}
