/**
 * A response whose error can be read: a body that is JSON without OpenAI's `error` is put into one, since the OpenAI
 * client passes over what stands elsewhere, and nothing would be left of it but the status.
 */
export async function withReadableError(response: Response): Promise<Response> {
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
