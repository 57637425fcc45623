/** What the resources of a kind were made of, and whether that is still there. */
export interface SourceFacts {
  /** What they are, in the plural: `volumes`. */
  readonly title: string;
  /** The column that tells one source from another. */
  readonly id: string;
  /** The column with what a source is called now. */
  readonly name: string;
  /** The column that says `yes`, `no` or `unknown`; blank where the sources could not be listed. */
  readonly exists: string;
  /** Ids mean the same source within a region only. */
  readonly sameRegion: boolean;
  /** Why AWS may tell no size of what was made of them; absent: it tells one of all. */
  readonly unsized?: string;
}
