/** A provider's answer of status 200 that is none. */
export class ProviderFault extends Error {
  override readonly name = "ProviderFault";
}
