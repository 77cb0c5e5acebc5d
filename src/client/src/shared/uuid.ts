type Fill = (bytes: Uint8Array<ArrayBuffer>) => void;

const fillWithChance: Fill = (bytes) => void crypto.getRandomValues(bytes);

/** A UUID of version 7: sorts by the time it was made. Works without a secure context, unlike crypto.randomUUID. */
export function uuidv7(now: number = Date.now(), fill: Fill = fillWithChance): string {
  const bytes = new Uint8Array(16);
  fill(bytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
