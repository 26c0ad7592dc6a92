package org.fleetreboot.workflow;

/** How the name of a {@link Requester} was proved. */
public enum Proof {
  /** The operating system: the person runs the program, or reads the files of whoever runs it. */
  LOGIN,
  /** A token of the token file, which belongs to one person. */
  TOKEN,
  /** A JSON Web Token of an OpenID Connect issuer. */
  OPENID_CONNECT,
  /** Nothing: it is the name that a route gives, such as that of a schedule or a dropped file. */
  ROUTE,
  /** Nothing: the program decided it itself. */
  PROGRAM
}
