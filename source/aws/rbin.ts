/**
 * Retention rules of the Recycle Bin. The SDK has no client of it that runs on what its others do, so what one would say of
 * two operations stands here (as of botocore's model of 2021-06-15), and a client of another service sends them.
 */

import { DLMClient, type DLMClientConfig, type DLMClientResolvedConfig } from '@aws-sdk/client-dlm';
import { partition } from '@aws-sdk/core/client';
import { type Client, makeBuilder } from '@smithy/core/client';
import { getEndpointPlugin } from '@smithy/core/endpoints';
import type {
  $SchemaRef,
  EndpointV2,
  HttpHandlerOptions,
  MetadataBearer,
  StaticListSchema,
  StaticOperationSchema,
  StaticStructureSchema,
} from '@smithy/types';
import { defineService } from './operation.ts';
import { TolerantRestJsonProtocol } from './tolerant-json.ts';

/** What a rule keeps. */
export type RuleResourceType = 'EBS_SNAPSHOT' | 'EC2_IMAGE';

/** A tag as rules name it; without a value any will do. */
export interface RuleTag {
  readonly ResourceTagKey?: string;
  readonly ResourceTagValue?: string;
}

/** A rule as it is listed: without the tags that it goes by. */
export interface RuleSummary {
  readonly Identifier?: string;
}

interface RuleList {
  readonly Rules?: readonly RuleSummary[];
  readonly NextToken?: string;
}

/** A rule in full. */
export interface RetentionRule {
  readonly Identifier?: string;
  readonly RetentionPeriod?: {
    readonly RetentionPeriodValue?: number;
    readonly RetentionPeriodUnit?: string;
  };
  /** Of a rule of the whole region there are none. */
  readonly ResourceTags?: readonly RuleTag[];
  readonly ExcludeResourceTags?: readonly RuleTag[];
  /** Only one that is `available` keeps anything. */
  readonly Status?: string;
}

interface ListRulesInput {
  readonly ResourceType: RuleResourceType;
  readonly MaxResults?: number;
  readonly NextToken?: string | undefined;
}

interface GetRuleInput {
  readonly Identifier: string;
}

const NAMESPACE = 'com.amazonaws.rbin';

const [STRING, INTEGER] = [0, 1] as const;

/** A structure with these members. */
function structure(name: string, members: Readonly<Record<string, $SchemaRef>>): StaticStructureSchema {
  return [3, NAMESPACE, name, 0, Object.keys(members), Object.values(members)];
}

function listOf(name: string, item: StaticStructureSchema): StaticListSchema {
  return [1, NAMESPACE, name, 0, item];
}

const tags = listOf(
  'ResourceTags',
  structure('ResourceTag', { ResourceTagKey: STRING, ResourceTagValue: STRING }),
);
const period = structure('RetentionPeriod', { RetentionPeriodValue: INTEGER, RetentionPeriodUnit: STRING });
const summaries = listOf('RuleSummaryList', structure('RuleSummary', { Identifier: STRING }));

const LIST_RULES: StaticOperationSchema = [
  9,
  NAMESPACE,
  'ListRules',
  { http: ['POST', '/list-rules', 200] },
  structure('ListRulesRequest', { MaxResults: INTEGER, NextToken: STRING, ResourceType: STRING }),
  structure('ListRulesResponse', { Rules: summaries, NextToken: STRING }),
];

/** Behind the type of a member: that it is a part of the path. */
const IN_PATH = 1;

const GET_RULE: StaticOperationSchema = [
  9,
  NAMESPACE,
  'GetRule',
  { http: ['GET', '/rules/{Identifier}', 200] },
  structure('GetRuleRequest', { Identifier: [STRING, IN_PATH] }),
  structure('GetRuleResponse', {
    ...{ Identifier: STRING, RetentionPeriod: period, ResourceTags: tags },
    ...{ ExcludeResourceTags: tags, Status: STRING },
  }),
];

/** `rbin.us-east-1.amazonaws.com`, and as the hosts of all services are named that meet FIPS 140 or have IPv6. */
function endpointOf({
  Region = '',
  Endpoint,
  UseFIPS = false,
  UseDualStack = false,
}: EndpointParameters): EndpointV2 {
  if (Endpoint !== undefined) return { url: new URL(String(Endpoint)) };
  const { dnsSuffix, dualStackDnsSuffix } = partition(Region);
  const suffix = UseDualStack ? dualStackDnsSuffix : dnsSuffix;
  return { url: new URL(`https://rbin${UseFIPS ? '-fips' : ''}.${Region}.${suffix}`) };
}

type EndpointParameters = Parameters<NonNullable<DLMClientConfig['endpointProvider']>>[0];

const PARAMETERS = {
  UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
  Endpoint: { type: 'builtInParams', name: 'endpoint' },
  Region: { type: 'builtInParams', name: 'region' },
  UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
} as const;

type RecycleBinClient = Client<HttpHandlerOptions, object, object & MetadataBearer, DLMClientResolvedConfig>;

const service = defineService(
  'rbin',
  (config): RecycleBinClient =>
    new DLMClient({
      ...config,
      protocol: TolerantRestJsonProtocol,
      protocolSettings: { defaultNamespace: NAMESPACE, errorTypeRegistries: [] },
      endpointProvider: endpointOf,
      httpAuthSchemeProvider: ({ region }) => [
        {
          schemeId: 'aws.auth#sigv4',
          signingProperties: { name: 'rbin', region },
          propertiesExtractor: (given, context) => ({ signingProperties: { config: given, context } }),
        },
      ],
    }),
);

const command = makeBuilder<DLMClientResolvedConfig, object, object & MetadataBearer>(
  PARAMETERS,
  'rbin',
  'RecycleBinClient',
  getEndpointPlugin,
);

class ListRulesCommand extends command<ListRulesInput, RuleList & MetadataBearer>(
  {},
  () => [],
  'ListRules',
  LIST_RULES,
) {}

class GetRuleCommand extends command<GetRuleInput, RetentionRule & MetadataBearer>(
  {},
  () => [],
  'GetRule',
  GET_RULE,
) {}

/** Rules that keep resources of a type, 1,000 a page. */
export const listRules = service.paged(
  'ListRules',
  (client, input: ListRulesInput, options) => client.send(new ListRulesCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Rules,
  },
);

/** One rule in full. */
export const getRule = service.operation('GetRule', (client, input: GetRuleInput, options) =>
  client.send(new GetRuleCommand(input), options),
);
