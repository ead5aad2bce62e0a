/** Version of the contract these types were generated from. */
export const contractVersion = '0.1.0';

/** A server older than the types, or of another generation, may lack what is called here. */
export function mayMisunderstand(server: string, contract: string = contractVersion): boolean {
  const [serverMajor = 0, serverMinor = 0] = server.split('.').map(Number);
  const [major = 0, minor = 0] = contract.split('.').map(Number);
  return serverMajor !== major || serverMinor < minor || (major === 0 && serverMinor !== minor);
}
