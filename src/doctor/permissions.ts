const ADMINISTRATOR = 1n << 3n;

/** What Hippo needs in a server, as the portal names it; without the first two it can say nothing there. */
const permissions = [
  { name: "View Channels", bit: 1n << 10n, isVital: true },
  { name: "Send Messages", bit: 1n << 11n, isVital: true },
  { name: "Send Messages in Threads", bit: 1n << 38n, isVital: false },
  { name: "Read Message History", bit: 1n << 16n, isVital: false },
  { name: "Attach Files", bit: 1n << 15n, isVital: false },
];

const ALL = permissions.reduce((sum, { bit }) => sum | bit, 0n);

/** The permissions that are missing from those that a server gives the bot. */
export function missingFrom(
  granted: bigint,
): readonly { readonly name: string; readonly isVital: boolean }[] {
  return granted & ADMINISTRATOR ? [] : permissions.filter(({ bit }) => !(granted & bit));
}

/** The address at which the bot is added to a server, with all that it needs. */
export function inviteLink(applicationId: string): string {
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${ALL}`;
}
