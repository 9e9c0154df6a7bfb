// Starts the GOV.UK components that our pages use; every page works without this file.
import {
  createAll,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs
} from './govuk-frontend.min.js'; // the semicolon lets its hashed name be found

const inContent = [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner,
  PasswordInput, Radios, Tabs]
const narrow = window.matchMedia('(max-width: 40.0525em)')

function start (scope) {
  inContent.forEach((Component) => createAll(Component, undefined, scope))
  scope.querySelectorAll('[data-module="wf-filter"]').forEach(foldOnPhones)
  scope.querySelectorAll('[data-module="wf-print"]').forEach(offerPrinting)
  scope.querySelectorAll('[data-module="wf-needs-script"]').forEach((part) => { part.hidden = false })
}

// On a phone the results come first: the filters fold behind a button that says how many are set.
let unfolded = false // what the person chose last, kept when htmx draws the filters again
function foldOnPhones (filter) {
  const button = filter.querySelector('[data-wf-filter-toggle]')
  const body = filter.querySelector('[data-wf-filter-body]')
  function show (open) {
    body.hidden = !open
    button.setAttribute('aria-expanded', String(open))
  }
  function fit () {
    button.hidden = !narrow.matches
    show(!narrow.matches || unfolded || body.querySelector('.govuk-error-message') !== null)
  }
  button.addEventListener('click', () => {
    unfolded = body.hidden
    show(unfolded)
  })
  narrow.addEventListener('change', fit)
  fit()
}

function offerPrinting (button) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

// A passkey that was not given: said on the page, which offers other ways.
document.addEventListener('allauth.error', (event) => {
  const problem = document.querySelector('[data-wf-passkey-problem]')
  if (!problem) return
  event.preventDefault()
  problem.hidden = false
  problem.focus()
})

createAll(SkipLink)
createAll(ServiceNavigation)
start(document)

// What htmx brings in is started too, once it is on the page.
document.addEventListener('htmx:load', (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt)
})

// Where the part could not be had, the whole page is asked for: it says what is wrong.
for (const name of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) {
  document.addEventListener(name, (event) => {
    const path = event.detail.pathInfo
    if (event.detail.requestConfig.verb === 'get') window.location.assign(path.finalRequestPath || path.requestPath)
  })
}
