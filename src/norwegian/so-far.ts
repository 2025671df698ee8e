/** Words at the end that say «until now»: they change nothing in an answer about now. */

const later =
  '(?:sa langt|hittil|enna|enno|enda|forelopig|forelopeg|forebels|forelobig|til na|til no|per na|per no|pr na|akkurat na|akkurat no|for tiden|for tida|for oyeblikket|for augeblinken|na|(?<!ikk?j?e )no|per (?:i )?dag|pr\\.? (?:i )?dag|i dag|i ar|i \\d{4}|per dags dato|pr dags dato)'
const end = new RegExp(`[ ,]+\\(?(?:sa )?${later}(?: i ar| i \\d{4}| i dag)?\\)?[.! ]*$`)

/** A `bare` text without «så langt», «ennå», «førebels» and the like at its end; the whole text when nothing would be left. */
export function withoutSoFar(text: string): string {
  let rest = text
  for (let i = 0; i < 3; i++) {
    const shorter = rest.replace(end, '')
    if (shorter === '' || shorter === rest) break
    rest = shorter
  }
  return rest
}
