import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  platformAuthenticatorIsAvailable,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/**
 * The passkey of an officer, made or shown in a form that is posted like any other: the window's answer and its cookies
 * come as after a PIN, and nothing is asked beside it. Where the phone has no such key, the form keeps its PIN.
 */

async function answerOf(place: HTMLElement): Promise<object> {
  const options: unknown = JSON.parse(place.dataset['options'] ?? '{}');
  // Written by the window itself, in the form that this library reads.
  return place.dataset['officerKey'] === 'create'
    ? startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
    : startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
}

function prepare(place: HTMLElement, isOwn: boolean): void {
  const button = place.querySelector('button');
  const said = place.querySelector<HTMLElement>('[role=alert]');
  const form = place.closest('form');
  const field = place.querySelector<HTMLInputElement>('input[name=kunci]');
  if (!button || !said || !form || !field) return;
  place.hidden = false;
  const pin = form.querySelector<HTMLDetailsElement>('[data-officer-pin]');
  if (pin && isOwn && pin.dataset['officerPin'] !== 'keep') pin.open = false;
  button.addEventListener('click', async () => {
    said.hidden = true;
    // What the form asks for besides comes first: the phone's own window is not opened in vain.
    const agreed = form.querySelector<HTMLInputElement>('input[name=setuju]');
    if (agreed && !agreed.checked) {
      form.requestSubmit();
      return;
    }
    button.disabled = true;
    try {
      field.value = JSON.stringify(await answerOf(place));
      form.submit();
    } catch {
      // Whoever closed the phone's own window is told the same: nothing happened, and it can be tried again.
      said.hidden = false;
      button.disabled = false;
    }
  });
}

async function begin(): Promise<void> {
  if (!browserSupportsWebAuthn()) return;
  const isOwn = await platformAuthenticatorIsAvailable();
  for (const place of document.querySelectorAll<HTMLElement>('[data-officer-key]')) {
    // A key is made on the phone itself; one that was made may be shown by another, and the PIN stays open beside it.
    if (isOwn || place.dataset['officerKey'] === 'get') prepare(place, isOwn);
  }
}

void begin();
