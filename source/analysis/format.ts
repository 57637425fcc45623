/** How bytes are shown: automatic by size in 1024s (`auto`, `binary`) or 1000s (`decimal`), or in one unit. */
export type ByteUnit =
  | 'auto'
  | 'binary'
  | 'decimal'
  | 'B'
  | 'KiB'
  | 'MiB'
  | 'GiB'
  | 'TiB'
  | 'KB'
  | 'MB'
  | 'GB'
  | 'TB';
