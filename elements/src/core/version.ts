/** The version stamped on every element; the release script rewrites this line. */
export const version = '0.1.0';
