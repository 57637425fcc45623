import { AwsJson1_0Protocol, AwsJson1_1Protocol, AwsRestJsonProtocol } from '@aws-sdk/core/protocols';
import { JsonCodec2, JsonShapeDeserializer2 } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { Schema } from '@smithy/types';
import { GarbageAnswerError } from './garbage-answer.ts';
import { MalformedValue, ProblemKeeper } from './value-problems.ts';

/** How the SDK reads and writes JSON for all of these protocols. */
const SETTINGS = { timestampFormat: { useTrait: true, default: 7 } } as const;

/** The protocol of DataSync, FSx and Pricing; a malformed value of an answer costs its own field, where the SDK's costs the whole page. */
export class TolerantJsonProtocol extends AwsJson1_1Protocol {
  constructor(options: ConstructorParameters<typeof AwsJson1_1Protocol>[0]) {
    super({ ...options, jsonCodec: new TolerantJsonCodec({ ...SETTINGS, jsonName: false }) });
  }
}

/** The protocol of DynamoDB's listings, none of which holds an item; a malformed value of an answer costs its own field alone. */
export class TolerantJson10Protocol extends AwsJson1_0Protocol {
  constructor(options: ConstructorParameters<typeof AwsJson1_0Protocol>[0]) {
    super({ ...options, jsonCodec: new TolerantJsonCodec({ ...SETTINGS, jsonName: false }) });
  }
}

/** The protocol of AWS Backup, EFS and Account; a malformed value of an answer costs its own field alone. */
export class TolerantRestJsonProtocol extends AwsRestJsonProtocol {
  constructor(options: ConstructorParameters<typeof AwsRestJsonProtocol>[0]) {
    const settings = { ...SETTINGS, httpBindings: true, jsonName: true };
    super({ ...options, jsonCodec: new TolerantJsonCodec(settings) });
  }
}

class TolerantJsonCodec extends JsonCodec2 {
  override createDeserializer(): JsonShapeDeserializer2 {
    const reader = new JsonReader(this.settings);
    if (this.serdeContext !== undefined) reader.setSerdeContext(this.serdeContext);
    return reader;
  }
}

/** Throws at the first malformed value, and then reads the answer a second time without those. */
class JsonReader extends JsonShapeDeserializer2 {
  override async read(schema: Schema, data: unknown): Promise<unknown> {
    try {
      return await super.read(schema, data);
    } catch (error) {
      // Cut behind a brace, an answer looks whole until it is parsed.
      if (error instanceof SyntaxError) throw new GarbageAnswerError('the answer ends early, or is no JSON');
      const patient = new PatientJsonReader(this.settings);
      if (this.serdeContext !== undefined) patient.setSerdeContext(this.serdeContext);
      return patient.keeper.ended(await patient.read(schema, data));
    }
  }

  protected override _read(schema: Schema, value: unknown): unknown {
    const normal = NormalizedSchema.of(schema);
    if (typeof value === 'string' && normal.isStringSchema()) return value;
    // An error is read member by member, whether it has them or not.
    if (value !== null && value !== undefined && !fits(normal, value)) throw new MalformedValue();
    return super._read(schema, value);
  }
}

/** Reads what can be read, and keeps what cannot. */
class PatientJsonReader extends JsonReader {
  readonly keeper = new ProblemKeeper();

  override read(schema: Schema, data: unknown): Promise<unknown> {
    return JsonShapeDeserializer2.prototype.read.call(this, schema, data);
  }

  protected override _read(schema: Schema, value: unknown): unknown {
    return this.keeper.reading(NormalizedSchema.of(schema), value, () => super._read(schema, value));
  }
}

/** False where JSON has another type than the model; a time is looked at as it is read. */
function fits(schema: NormalizedSchema, value: unknown): boolean {
  if (schema.isStringSchema()) return typeof value === 'string';
  if (schema.isNumericSchema())
    return typeof value === 'number' || value === 'NaN' || value === 'Infinity' || value === '-Infinity';
  if (schema.isBooleanSchema()) return typeof value === 'boolean';
  if (schema.isListSchema()) return Array.isArray(value);
  if (schema.isStructSchema() || schema.isMapSchema())
    return typeof value === 'object' && !Array.isArray(value);
  return true;
}
