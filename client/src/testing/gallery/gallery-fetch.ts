/** Replaces `fetch` in the gallery: responds with empty stored documents; all other requests stay pending, so that specimens do not change. */
export const galleryFetch: typeof fetch = (input, init) => {
  const url = new URL(String(input), 'http://gallery.invalid');
  if (url.pathname !== '/api/kept') return new Promise(() => undefined);
  const sent = typeof init?.body === 'string' ? (JSON.parse(init.body) as { readonly name: string; readonly value: unknown }) : undefined;
  const stored = { name: sent?.name ?? url.searchParams.get('name'), version: 0, value: sent?.value ?? null, by: null, at: null };
  return Promise.resolve(Response.json(stored));
};
