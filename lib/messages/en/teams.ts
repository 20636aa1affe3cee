import { plural } from "@/lib/messages/plural";

/** What is said of subscriptions that several people use. */
export const teamMessages = {
  manage: "Team",
  title: (name: string) => `Team of ${name}`,
  description:
    "Members see the masked keys and the use, and call from the console. Only the owner replaces keys, renames, cancels and changes the team.",
  ownedBy: (owner: string) => `Owned by ${owner}`,
  size: (count: number) => plural("en", count, { one: "with # member", other: "with # members" }),
  owner: "Owner",
  you: "you",
  people: "People",
  email: "Email of a new member",
  emailHint: "Somebody who has an account here.",
  add: "Add member",
  added: (name: string) => `${name} is in the team`,
  remove: "Remove",
  removeOf: (name: string) => `Remove ${name}`,
  removed: (name: string) => `${name} is no longer in the team`,
  handOver: "Make owner",
  handOverOf: (name: string) => `Make ${name} the owner`,
  handOverTitle: (name: string) => `Make ${name} the owner?`,
  handOverConsequence: (name: string) =>
    `${name} decides about its keys, its name and its team from now on, and it counts among the subscriptions of ${name}. You stay as a member. Keys keep working.`,
  handedOver: (name: string) => `${name} is the owner`,
  leave: "Leave team",
  leaveTitle: (name: string) => `Leave the team of ${name}?`,
  leaveConsequence:
    "You no longer see it and cannot call with it from the console. The owner can add you again.",
  left: (name: string) => `You left the team of ${name}`,
  unknown: "Nobody with this address has an account here.",
  isOwner: "This is the owner's address.",
  isMember: "This person is a member already.",
  full: (most: number) => `A team has at most ${most} members.`,
  notMember: "There is no such member.",
  ownerFull: (name: string) =>
    `${name} holds as many subscriptions to this product as it allows one developer.`,
  ownerInactive: (name: string) => `The account of ${name} is not active.`,
} as const;
