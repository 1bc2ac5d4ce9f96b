/** A field of a protocol buffers message: a number for the wire types of fixed or variable length, bytes otherwise. */
export type ProtobufField = number | Uint8Array;

/** The fields of a message by number, each number's in order. */
export type ProtobufMessage = ReadonlyMap<number, readonly ProtobufField[]>;

/**
 * Reads the fields of a message, by field number, in order. Knows the wire format alone: what a field means is the
 * caller's to say. Returns undefined where the bytes are no message.
 *
 * Source: https://protobuf.dev/programming-guides/encoding/
 */
export function readMessage(bytes: Uint8Array): ProtobufMessage | undefined {
  const fields = new Map<number, ProtobufField[]>();
  const reader = new WireReader(bytes);
  while (!reader.isAtEnd) {
    const tag = reader.varint();
    const value = tag === undefined ? undefined : reader.field(tag & 7);
    if (tag === undefined || value === undefined) return undefined;
    const values = fields.get(tag >>> 3);
    if (values === undefined) fields.set(tag >>> 3, [value]);
    else values.push(value);
  }
  return fields;
}

class WireReader {
  #at = 0;

  constructor(readonly bytes: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.#at >= this.bytes.length;
  }

  field(wireType: number): ProtobufField | undefined {
    switch (wireType) {
      case 0:
        return this.varint();
      case 1:
        return this.#take(8);
      case 2: {
        const length = this.varint();
        return length === undefined ? undefined : this.#take(length);
      }
      case 5:
        return this.#take(4);
      default:
        return undefined;
    }
  }

  /** Up to 2⁵³ exactly; the numbers of a plan are small. */
  varint(): number | undefined {
    let value = 0;
    for (let scale = 1, count = 0; count < 10; count++, scale *= 128) {
      const byte = this.bytes[this.#at++];
      if (byte === undefined) return undefined;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    return undefined;
  }

  #take(length: number): Uint8Array | undefined {
    const end = this.#at + length;
    if (end > this.bytes.length) return undefined;
    const taken = this.bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
