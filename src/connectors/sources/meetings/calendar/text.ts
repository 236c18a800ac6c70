import type ICAL from 'ical.js';

/** The text of a property, trimmed; undefined when it says nothing. */
export function textOf(component: ICAL.Component, name: string): string | undefined {
  const value = component.getFirstPropertyValue(name);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}
