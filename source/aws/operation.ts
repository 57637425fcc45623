/**
 * An operation is one read-only AWS call as data: which service, which name, how it pages, and how to run it.
 * The files beside this one (`ec2.ts`, `rds.ts`, ...) list the operations that snapdeck may call, and nothing else
 * is ever called. Those files load the SDK, so collectors import them lazily, inside `collect`.
 */
import type { RequestSigner } from '@smithy/types';
import type { CheckedHandler } from './checked-handler.ts';
import { checkAnswer } from './garbage-answer.ts';
import { trimmedClient, type WithMiddleware } from './trimmed-client.ts';

/** A service as the SDK's endpoints and our pacing tell it from others: `ec2`, `efs`. */
export type ServiceId = string;

/** Where the two differ. */
const PREFIX: Readonly<Partial<Record<ServiceId, string>>> = { efs: 'elasticfilesystem' };

/** What a service is called in its host names, signatures and IAM actions. */
export function servicePrefix(service: ServiceId): string {
  return PREFIX[service] ?? service;
}

/** Options of one send; the SDK's clients take them as they are. */
export interface SendOptions {
  readonly abortSignal: AbortSignal;
  /** Who asks, where the configuration does not say. */
  readonly credentials?: Credentials;
}

/** One read-only call. */
export interface Operation<Input, Output> {
  readonly service: ServiceId;
  /** AWS's name of it: `DescribeSnapshots`. */
  readonly name: string;
  /** Sends it once with the client that belongs to this configuration, which is made at its first use. */
  readonly send: (config: ClientConfig, input: Input, options: SendOptions) => Promise<Output>;
}

/** An operation that answers in pages. */
export interface PagedOperation<Input, Output> extends Operation<Input, Output> {
  /** The input that asks for the page behind a token (undefined: the first), at the service's largest page size. */
  readonly pageInput: (input: Input, token: string | undefined) => Input;
  /** The token of the next page, undefined on the last. */
  readonly nextToken: (output: Output) => string | undefined;
}

/** The list that an operation's answer is about, which is there even when it is empty. */
export type ListOf<Output> = (output: Output) => readonly unknown[] | undefined;

/** The part of an SDK client's configuration that snapdeck sets. One object per account, region and service. */
export interface ClientConfig {
  readonly region: string;
  readonly endpoint?: string;
  /** True in a scan: environment and profile were read before (`read-settings.ts`). */
  readonly ignoreConfiguredEndpointUrls?: true;
  readonly useFipsEndpoint?: boolean;
  readonly useDualstackEndpoint?: boolean;
  readonly credentials: () => Promise<Credentials>;
  /** Always 1: snapdeck paces and retries itself, so that it can say what it waits for. */
  readonly maxAttempts: number;
  readonly requestHandler: CheckedHandler;
  readonly logger: SilentLogger;
  /** Signs all requests; without one, the client makes one for each. */
  readonly signer?: RequestSigner;
}

/** Credentials in the SDK's shape. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** A logger that keeps the SDK's own words off the screen. */
export interface SilentLogger {
  readonly trace: () => void;
  readonly debug: () => void;
  readonly info: () => void;
  readonly warn: () => void;
  readonly error: () => void;
}

/** Declares the operations of one service around its SDK client. */
export interface Service<Client> {
  /** An answer without its `list`, or with nothing in it where it has none, is garbage: see `checkAnswer`. */
  readonly operation: <Input, Output extends object>(
    name: string,
    run: (client: Client, input: Input, options: SendOptions) => Promise<Output>,
    list?: ListOf<NoInfer<Output>>,
  ) => Operation<Input, Output>;
  readonly paged: <Input, Output extends object>(
    name: string,
    run: (client: Client, input: Input, options: SendOptions) => Promise<Output>,
    paging: Pick<PagedOperation<Input, Output>, 'pageInput' | 'nextToken'> & {
      readonly list: ListOf<NoInfer<Output>>;
    },
  ) => PagedOperation<Input, Output>;
}

/** Binds a service's id to its SDK client; one client is made per configuration. */
export function defineService<Client extends WithMiddleware>(
  service: ServiceId,
  createClient: (config: ClientConfig) => Client,
): Service<Client> {
  const clients = new WeakMap<ClientConfig, Client>();
  const clientFor = (config: ClientConfig): Client => {
    const client = clients.get(config) ?? trimmedClient(createClient(config));
    clients.set(config, client);
    return client;
  };
  const operation: Service<Client>['operation'] = (name, run, list) => ({
    service,
    name,
    send: async (config, input, options) => {
      const answer = await run(clientFor(config), input, options);
      checkAnswer(name, answer, list);
      return answer;
    },
  });
  return {
    operation,
    paged: (name, run, { list, pageInput, nextToken }) => ({
      ...operation(name, run, list),
      pageInput,
      nextToken,
    }),
  };
}

/** The IAM action that allows an operation: `elasticfilesystem:DescribeFileSystems`. */
export function iamAction(operation: { readonly service: ServiceId; readonly name: string }): string {
  return `${servicePrefix(operation.service)}:${operation.name}`;
}
