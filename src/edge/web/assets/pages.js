// What the pages do where script runs; without it every page works all the same.

// The code in the link's fragment fills the field and leaves the history; nothing is opened until the person says so.
const field = document.querySelector('input[name="code"]')
const takeCode = () => {
  const typed = location.hash.slice(1)
  // The page has places of its own that links lead to.
  if (!(field instanceof HTMLInputElement) || typed === '' || document.getElementById(typed) !== null) return
  history.replaceState(null, '', location.pathname + location.search)
  try {
    field.value = decodeURIComponent(typed)
  } catch {
    field.value = typed
  }
}
takeCode()
addEventListener('hashchange', takeCode)

// A form is sent once, however often the button is pressed.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent === 'true') event.preventDefault()
    form.dataset.sent = 'true'
  })
}
// The page comes back from the browser's memory with its forms as they were sent.
addEventListener('pageshow', (event) => {
  if (event.persisted) for (const form of document.querySelectorAll('form')) delete form.dataset.sent
})

// What is wrong comes first for those who hear the page.
document.querySelector('[data-focus]')?.focus()

// Figures are renewed every minute, unless somebody reads a table that is open.
const live = document.querySelector('[data-renew]')
const renew = async () => {
  if (live === null || document.hidden || live.querySelector('details[open], :focus') !== null) return
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null)
  if (answer === null || !answer.ok || answer.redirected) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-renew]')
  if (fresh !== null) live.replaceChildren(...fresh.childNodes)
}
if (live !== null) setInterval(renew, 60_000)
