/** Why health cannot be told, in one line for the operator. */
export class HealthError extends Error {
  override readonly name = "HealthError";
}
