/**
 * Makes somebody do something; resolves with what comes of it.
 * @throws with the reason, where Discord's app would not let them
 */
export async function act<Result = unknown>(name: string, told: object): Promise<Result> {
  const response = await fetch(`/act/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(told),
  });
  const result = (await response.json()) as Result & { readonly error?: string };
  if (!response.ok) throw new Error(result.error ?? `The playground answered ${response.status}.`);
  return result;
}
