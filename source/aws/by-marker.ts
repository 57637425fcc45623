/** The largest page that services of this sort give. */
const MaxRecords = 100;

/** How listings of RDS and Redshift page: `Marker` both ways. */
export const byMarker = {
  pageInput: <Input extends object>(input: Input, Marker: string | undefined) => ({
    ...input,
    MaxRecords,
    Marker,
  }),
  nextToken: (output: { readonly Marker?: string | undefined }) => output.Marker,
};
