/** The access key that the simulated AWS knows. */
export const demoAccessKeyId = 'AKIASNAPDECKDEMO0000';

/** The sign-in to IAM Identity Center that its portal knows. */
export const demoSsoToken = 'snapdeck-demo-sign-in';

/** Environment in which any AWS client talks to the simulated AWS. */
export function demoEnvironment(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: demoAccessKeyId,
    AWS_SECRET_ACCESS_KEY: 'snapdeck-demo-needs-no-secret',
    AWS_REGION: 'us-east-1',
    // The Python clients read only this one.
    AWS_DEFAULT_REGION: 'us-east-1',
  };
}
