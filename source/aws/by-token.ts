/** How listings page whose members are spelt in camel case, 100 items at most: by the token that an answer gives. */
export const byToken = {
  pageInput: <Input extends object>(input: Input, nextToken: string | undefined) => ({
    ...input,
    maxResults: 100,
    nextToken,
  }),
  nextToken: (output: { readonly nextToken?: string | undefined }) => output.nextToken,
};
