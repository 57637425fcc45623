/** Where the price list is asked: it is at three places in the world, whatever region is asked about. */
export function pricingRegion(home: string): string {
  if (/^(?:eu|af|il)-/.test(home)) return 'eu-central-1';
  return /^(?:ap|me)-/.test(home) ? 'ap-south-1' : 'us-east-1';
}
