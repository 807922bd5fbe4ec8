/** The version of this package, by which two copies on one page notice each other. */
export const VERSION = '0.1.0';
