/**
 * What a nosy host runs before anything else: it hears every event there is, of the browser and of scripts, on the
 * window, the document and the elements, and tells `report` what it reads there, each thing once. Sent to pages as
 * text: it uses nothing of this module.
 */
export function listenToEverything(report: string): void {
  try {
    void top!.document;
  } catch {
    // In a document of another origin nothing of the host's runs
    return;
  }
  const said = new Set<string>();
  const types = new Set<string>();
  const heardOn = new WeakMap<EventTarget, Set<string>>();

  const inside = (value: unknown, depth = 0): string => {
    if (value instanceof Element) return value.outerHTML;
    if (value instanceof Node) return value.textContent ?? '';
    if (value instanceof Error) return String(value);
    if (typeof value !== 'object' || value === null || depth > 4) return String(value);
    const own = Object.entries(value).map(([key, one]) => `${key}=${inside(one, depth + 1)}`);
    return `{${own.join(' ')}}`;
  };
  const hear = (event: Event): void => {
    const { detail, message, reason, data } = event as unknown as Record<string, unknown>;
    const { target } = event;
    // What a person types is the browser's own event, which no page can keep from another script
    const typed = event instanceof UIEvent ? null : data;
    const markup = target instanceof Element && target.localName.includes('-') ? target.outerHTML : '';
    const line = [
      event.type,
      ...[detail, message, reason, typed].map((one) => inside(one ?? null)),
      markup,
    ].join(' ');
    if (said.has(line)) return;
    said.add(line);
    (globalThis as unknown as Record<string, (text: string) => void>)[report]!(line);
  };
  const listen = (target: EventTarget, type: string): void => {
    const known = heardOn.get(target) ?? new Set();
    heardOn.set(target, known);
    if (known.has(type)) return;
    known.add(type);
    target.addEventListener(type, hear, { capture: true, passive: true });
  };
  const learn = (type: string): void => {
    if (types.has(type)) return;
    types.add(type);
    for (const target of [window, document]) listen(target, type);
  };

  for (const object of [window, Document.prototype, HTMLElement.prototype])
    for (const name in object) if (name.startsWith('on')) learn(name.slice(2));
  for (const type of ['focusin', 'focusout', 'compositionstart', 'compositionupdate', 'compositionend'])
    learn(type);
  // What scripts call their events is learnt from the first of each
  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event) {
    learn(event.type);
    if (this instanceof Element && this.getRootNode() === document) listen(this, event.type);
    return dispatchEvent.call(this, event);
  };
}
