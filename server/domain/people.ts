/** Who is meant by an actor: a colleague with an account, or a screen of the hall. */

export interface Colleague {
  userId: string;
  name: string;
  /** «Петрова А. В.» */
  short: string;
  position: string;
  roles: string[];
  /** May no longer sign in; the name stays in journal and protocols. */
  isClosed: boolean;
}

export interface DeviceFace {
  deviceId: string;
  role: 'kiosk' | 'display';
  name: string;
  printerId: string | null;
}
