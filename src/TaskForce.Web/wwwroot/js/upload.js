// Shows how far an upload is. Without script, or if anything here fails, the form is sent as forms always are.
(() => {
  document.addEventListener('submit', e => {
    const form = e.target.closest('form[data-upload]');
    if (!form || e.defaultPrevented) return;
    const input = form.querySelector('input[type=file]'), file = input?.files[0];
    const problem = form.querySelector('[data-upload-problem]'), box = form.querySelector('[data-upload-progress]');
    if (!file || !problem || !box) return;
    e.preventDefault();
    e.stopPropagation();
    const bar = box.querySelector('progress'), say = box.querySelector('[data-upload-say]'), button = form.querySelector('button[type=submit]');
    const refuse = text => {
      box.hidden = true;
      button.disabled = false;
      problem.lastElementChild.textContent = text;
      problem.hidden = false;
      input.setAttribute('aria-invalid', 'true');
      input.setAttribute('aria-describedby', 'roster-error roster-help');
      input.focus();
    };
    const most = Number(form.dataset.uploadMax);
    if (most && file.size > most) {
      refuse(`The file has ${(file.size / 1048576).toFixed(1)} MB, and an upload takes up to ${Math.round(most / 1048576)} MB. Remove pictures and unused sheets, or split it into two files.`);
      return;
    }
    problem.hidden = true;
    box.hidden = false;
    bar.value = 0;
    button.disabled = true;
    const request = new XMLHttpRequest();
    request.open('POST', form.action || location.href);
    request.upload.addEventListener('progress', p => {
      if (!p.lengthComputable) return;
      bar.value = 100 * p.loaded / p.total;
      say.textContent = p.loaded < p.total ? `${Math.floor(bar.value)} percent sent` : 'Sent. Reading the rows';
    });
    request.addEventListener('load', () => {
      if (request.status < 300 && new URL(request.responseURL).pathname !== location.pathname) { location.assign(request.responseURL); return; }
      const answer = new DOMParser().parseFromString(request.responseText, 'text/html').querySelector('[data-upload-problem] span');
      refuse(answer?.textContent || 'The file could not be taken in. Load the page again and try once more.');
    });
    request.addEventListener('error', () => refuse('The upload was interrupted. Check your connection and try again; nothing was imported.'));
    request.send(new FormData(form));
  });
})();
