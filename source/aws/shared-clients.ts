import type { HttpHandlerOptions, RequestSigningArguments } from '@smithy/types';
import {
  type CheckedHandler,
  checkedHandler,
  type HandlerOptions,
  type RequestHandler,
} from './checked-handler.ts';
import {
  type ClientConfig,
  type Credentials,
  type SendOptions,
  type ServiceId,
  servicePrefix,
} from './operation.ts';
import { type AwsSettings, clientEndpoint } from './settings.ts';
import { createSigner } from './signer.ts';
import { SILENT_LOGGER } from './silent-logger.ts';

/** What a client holds in place of credentials. */
const NOBODY: Credentials = { accessKeyId: '-', secretAccessKey: '-' };

interface Signing extends RequestSigningArguments {
  readonly signingRegion: string;
  readonly signingService: string;
}

/**
 * What the SDK's clients are made with, one for each service and region, whoever asks: of an account of a company each
 * makes two or three calls, which are not worth a client. A client only notes how a request is to be signed; it is
 * signed as it is sent, with the credentials that are given with the call.
 */
export class SharedClients {
  readonly #handler: CheckedHandler;
  readonly #configs = new WeakMap<AwsSettings, Map<string, ClientConfig>>();
  readonly #signings = new WeakMap<object, Signing>();

  constructor(http: RequestHandler, options: HandlerOptions) {
    const checked = checkedHandler(http, options);
    this.#handler = {
      ...checked,
      handle: async (request, given?: HttpHandlerOptions & Pick<SendOptions, 'credentials'>) => {
        const signing = this.#signings.get(request);
        // The portal of IAM Identity Center takes a token, and no signature.
        if (signing !== undefined) {
          const { signingRegion, signingService } = signing;
          const credentials = given?.credentials ?? NOBODY;
          const signer = createSigner(() => Promise.resolve(credentials), signingRegion, signingService);
          request.headers = (await signer.sign(request, signing)).headers;
        }
        return await checked.handle(request, given);
      },
    };
  }

  /** The same settings have one configuration for a service and region, and so one client. */
  configOf(settings: AwsSettings, service: ServiceId, region: string): ClientConfig {
    const known = this.#configs.get(settings) ?? new Map<string, ClientConfig>();
    this.#configs.set(settings, known);
    const key = `${service} ${region}`;
    const config = known.get(key) ?? this.#made(settings, service, region);
    known.set(key, config);
    return config;
  }

  #made(settings: AwsSettings, service: ServiceId, region: string): ClientConfig {
    const prefix = servicePrefix(service);
    return {
      region,
      ...clientEndpoint(settings, service),
      credentials: () => Promise.resolve(NOBODY),
      maxAttempts: 1,
      requestHandler: this.#handler,
      logger: SILENT_LOGGER,
      signer: {
        sign: (request, how) => {
          // Where an endpoint asks for another region or service, the client names it with the request.
          const { signingRegion = region, signingService = prefix } = how ?? {};
          this.#signings.set(request, { ...how, signingRegion, signingService });
          return Promise.resolve(request);
        },
      },
    };
  }
}
