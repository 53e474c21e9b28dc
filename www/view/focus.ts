// Tell what has a meaning of its own for keys and clicks.

const controls =
  'a[href], button, input, select, textarea, summary, audio, video, [role="button"], [tabindex="0"], dialog, [popover]';

/** Whether `target` takes keys and clicks for itself. */
export function isControl(target: EventTarget | null): boolean {
  return (target as Element | null)?.closest?.(controls) != null;
}
