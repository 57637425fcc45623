import type { AwsSettings } from '../aws/settings.ts';

/**
 * The environment of a worker that calls AWS. A profile named by flag stands above keys in the environment, as
 * with the AWS CLI; its `endpoint_url` is read by the SDK only through AWS_PROFILE.
 */
export function workerEnvironment(aws: AwsSettings): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env };
  if (aws.profile !== null) {
    environment.AWS_PROFILE = aws.profile;
    delete environment.AWS_ACCESS_KEY_ID;
    delete environment.AWS_SECRET_ACCESS_KEY;
    delete environment.AWS_SESSION_TOKEN;
  }
  return environment;
}
