import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/**
 * The two ceremonies of a passkey: signing in with one, and adding one. A button that starts one is hidden until this
 * script runs in a browser that knows passkeys; its words for what went wrong stand beside it in the page.
 */

const ROOT = '/api/auth/passkey';

async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${ROOT}${path}`, {
    ...(body === undefined
      ? {}
      : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    cache: 'no-store',
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function signIn(): Promise<void> {
  const options = await ask<PublicKeyCredentialRequestOptionsJSON>('/generate-authenticate-options');
  // The window takes no passkey that did not ask for a finger, a face or a PIN.
  const response = await startAuthentication({
    optionsJSON: { ...options, userVerification: 'required' },
  });
  await ask('/verify-authentication', { response });
}

async function add(name: string): Promise<void> {
  const options = await ask<PublicKeyCredentialCreationOptionsJSON>('/generate-register-options');
  const response = await startRegistration({ optionsJSON: options });
  await ask('/verify-registration', { response, name });
}

function prepare(place: HTMLElement): void {
  const button = place.querySelector('button');
  const said = place.querySelector<HTMLElement>('[role=alert]');
  if (!button || !said) return;
  place.hidden = false;
  button.addEventListener('click', async () => {
    said.hidden = true;
    button.disabled = true;
    try {
      if (place.dataset['passkey'] === 'add') {
        await add(place.querySelector('input')?.value.trim() ?? '');
      } else await signIn();
      location.assign(place.dataset['then'] ?? '/kerja');
    } catch {
      // Whoever closed the browser's own window is told the same: nothing happened, and it can be tried again.
      said.hidden = false;
      button.disabled = false;
    }
  });
}

if (browserSupportsWebAuthn()) {
  for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) prepare(place);
}
