// List the players that a reader may start inside the story: by the address of what they play, where the player is.

/** The part in brackets names what is played, and is all that goes into the player's address. */
const players: readonly (readonly [thing: RegExp, player: string])[] = [
  [/^https:\/\/(?:www\.)?youtube\.com\/watch\?v=([\w-]{6,20})(?:[&#].*)?$/, "https://www.youtube-nocookie.com/embed/"],
  [/^https:\/\/vimeo\.com\/(\d{1,15})(?:[?#].*)?$/, "https://player.vimeo.com/video/"],
  [/^https:\/\/www\.dailymotion\.com\/video\/(\w{1,20})(?:[?#].*)?$/, "https://geo.dailymotion.com/player.html?video="],
  [
    /^https:\/\/open\.spotify\.com\/((?:track|episode|album|playlist|show)\/\w{1,40})(?:[?#].*)?$/,
    "https://open.spotify.com/embed/",
  ],
  [/^https:\/\/archive\.org\/details\/([\w.-]{1,100})(?:[?#].*)?$/, "https://archive.org/embed/"],
];

/** The address of the player for what stands at `address`; undefined where none is listed. */
export function playerFor(address: string): URL | undefined {
  for (const [thing, player] of players) {
    const name = thing.exec(address)?.[1];
    if (name) return new URL(player + name);
  }
  return undefined;
}
