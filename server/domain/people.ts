/** Who is meant by an actor: a colleague with an account, or a screen of the hall. */

export interface Colleague {
  userId: string;
  name: string;
  /** «Петрова А. В.» */
  short: string;
  position: string;
  roles: string[];
}

export interface DeviceFace {
  deviceId: string;
  role: 'kiosk' | 'display';
  name: string;
  printerId: string | null;
}
