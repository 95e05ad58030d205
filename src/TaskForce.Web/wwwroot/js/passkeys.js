// Asks the browser for a passkey, or to make one, and posts its answer with the form. Without it the forms say that it is missing.
(() => {
  if (window.taskForcePasskeys) return;
  window.taskForcePasskeys = true;
  const say = (form, text) => { const p = form.querySelector('[data-passkey-problem]'); p.hidden = !text; p.textContent = text || ''; };

  document.addEventListener('submit', async e => {
    const form = e.target.closest('form[data-passkey]');
    if (!form || form.elements.Credential.value) return;
    e.preventDefault();
    if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return say(form, 'This browser does not know passkeys. Use your password.');
    say(form, '');
    try {
      const token = form.querySelector('[name=__RequestVerificationToken]').value;
      const answer = await fetch(form.dataset.options, { method: 'POST', headers: { RequestVerificationToken: token }, cache: 'no-store' });
      if (!answer.ok) return say(form, 'The page is too old. Load it again and try once more.');
      const options = await answer.json();
      const credential = form.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.Credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch (problem) {
      say(form, problem.name === 'InvalidStateError' ? 'This device has a passkey for this account already.' : 'Nothing was confirmed. Try again, or use your password.');
    }
  }, true);
})();
