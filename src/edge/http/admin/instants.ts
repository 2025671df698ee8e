/** Instants of the use cases, ms or dates, as the API writes them. */
export const iso = (at: number | Date): string => new Date(at).toISOString()
export const maybeIso = (at: number | Date | null): string | null => (at === null ? null : iso(at))
