import { AwsEc2QueryProtocol, AwsQueryProtocol, XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { Schema } from '@smithy/types';
import { MalformedValue, ProblemKeeper } from './value-problems.ts';

/** EC2's protocol; a malformed value of an answer costs its own field, where the SDK's costs the whole page. */
export class TolerantEc2QueryProtocol extends AwsEc2QueryProtocol {
  constructor(options: ConstructorParameters<typeof AwsEc2QueryProtocol>[0]) {
    super(options);
    this.deserializer = new XmlReader(this.deserializer.settings);
  }
}

/** The protocol of RDS, STS and IAM; a malformed value of an answer costs its own field alone. */
export class TolerantQueryProtocol extends AwsQueryProtocol {
  constructor(options: ConstructorParameters<typeof AwsQueryProtocol>[0]) {
    super(options);
    this.deserializer = new XmlReader(this.deserializer.settings);
  }
}

/** Throws at the first malformed value, and then reads the answer a second time without those. */
class XmlReader extends XmlShapeDeserializer {
  override read(schema: Schema, bytes: Uint8Array | string, key?: string): unknown {
    try {
      return super.read(schema, bytes, key);
    } catch {
      const patient = new PatientXmlReader(this.settings);
      if (this.serdeContext !== undefined) patient.setSerdeContext(this.serdeContext);
      return patient.keeper.ended(patient.read(schema, bytes, key));
    }
  }

  override readSchema(schema: Schema, value: unknown): unknown {
    return typeof value === 'string'
      ? this.#text(NormalizedSchema.of(schema), value)
      : this.deeper(schema, value);
  }

  /** The SDK's own reading, which comes back here for each part. */
  protected deeper(schema: Schema, value: unknown): unknown {
    return super.readSchema(schema, value);
  }

  #text(schema: NormalizedSchema, value: string): unknown {
    // By far the most, and for them the SDK's reader does much besides.
    if (schema.isStringSchema()) return value;
    if (value.trim() === '') return isWhole(schema) ? this.deeper(schema, value) : undefined;
    if (schema.isBooleanSchema() && !/^(?:true|false)$/i.test(value)) throw new MalformedValue();
    if (schema.isNumericSchema() && !Number.isFinite(Number(value))) throw new MalformedValue();
    if (isWhole(schema) && schema.getMergedTraits().xmlFlattened === undefined) throw new MalformedValue();
    return this.deeper(schema, value);
  }
}

/** Reads what can be read, and keeps what cannot. */
class PatientXmlReader extends XmlReader {
  readonly keeper = new ProblemKeeper();

  override read(schema: Schema, bytes: Uint8Array | string, key?: string): unknown {
    return XmlShapeDeserializer.prototype.read.call(this, schema, bytes, key);
  }

  override readSchema(schema: Schema, value: unknown): unknown {
    return this.keeper.reading(NormalizedSchema.of(schema), value, () => super.readSchema(schema, value));
  }
}

/** True where the value has parts: a list, a structure, a map. */
function isWhole(schema: NormalizedSchema): boolean {
  return schema.isListSchema() || schema.isStructSchema() || schema.isMapSchema();
}
