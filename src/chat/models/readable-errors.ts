/**
 * `fetch`, but an error's body that is JSON without OpenAI's `error` is put into one: the OpenAI client passes over
 * what stands elsewhere, and nothing would be left of it but the status.
 */
export async function fetchWithReadableErrors(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  if (response.ok) return response;
  const { status, statusText, headers } = response;
  return new Response(readable(await response.text()), { status, statusText, headers });
}

function readable(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    const isReadable = typeof parsed === "object" && parsed !== null && "error" in parsed;
    return isReadable ? body : JSON.stringify({ error: parsed });
  } catch {
    return body;
  }
}
