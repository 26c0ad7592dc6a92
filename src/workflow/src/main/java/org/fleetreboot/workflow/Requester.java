package org.fleetreboot.workflow;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for something, and how that is known.
 *
 * @param name the proved name; with {@link Proof#ROUTE}, the name that the route gives
 * @param issuer which OpenID Connect issuer proved it; null for any other proof
 * @param onBehalfOf for whom the request says it is, which nothing proves; null if it names nobody
 *     else
 */
public record Requester(
    String name, Proof proof, @Nullable String issuer, @Nullable String onBehalfOf) {
  /** The program itself. */
  public static final Requester PROGRAM = new Requester("fleet-reboot", Proof.PROGRAM, null, null);

  public Requester {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A requester needs a name.");
    }
    if ((issuer != null) != (proof == Proof.OPENID_CONNECT)) {
      throw new IllegalArgumentException("An issuer belongs to OpenID Connect, and to it alone.");
    }
  }

  /** The owner of the program, by the login at the operating system. */
  public static Requester login(String name) {
    return new Requester(name, Proof.LOGIN, null, null);
  }

  /** A person of the token file. */
  public static Requester token(String name) {
    return new Requester(name, Proof.TOKEN, null, null);
  }

  /** A person whom that issuer knows. */
  public static Requester openIdConnect(String name, String issuer) {
    return new Requester(name, Proof.OPENID_CONNECT, issuer, null);
  }

  /** What a route says. */
  public static Requester route(String name) {
    return new Requester(name, Proof.ROUTE, null, null);
  }

  /**
   * The same requester, for another person.
   *
   * @param claimed for whom, as the request says; null, or the proved name, for nobody else
   */
  public Requester onBehalfOf(@Nullable String claimed) {
    return new Requester(
        name,
        proof,
        issuer,
        claimed == null || claimed.isBlank() || isSame(claimed, name) ? null : claimed.strip());
  }

  /** Whether the proved name is that one. */
  public boolean isNamed(String other) {
    return isSame(name, other);
  }

  /**
   * Whether one person may stand behind both: a proved or a claimed name of the one is one of the
   * other. The same proved name at two issuers is of two persons.
   */
  public boolean mayBe(Requester other) {
    return (isSame(name, other.name) && !isProvedElsewhere(other))
        || claims(other.name)
        || other.claims(name)
        || (other.onBehalfOf != null && claims(other.onBehalfOf));
  }

  private boolean isProvedElsewhere(Requester other) {
    return issuer != null && other.issuer != null && !issuer.equals(other.issuer);
  }

  private boolean claims(String person) {
    return onBehalfOf != null && isSame(onBehalfOf, person);
  }

  /** A blank or a capital letter does not make another person. */
  private static boolean isSame(String name, String other) {
    return name.strip().equalsIgnoreCase(other.strip());
  }

  /** For people: {@code anna (token)}, {@code root (login) for anna}, {@code route nightly}. */
  public String text() {
    String proved =
        switch (proof) {
          case LOGIN -> name + " (login)";
          case TOKEN -> name + " (token)";
          case OPENID_CONNECT -> name + " (" + issuer + ")";
          case ROUTE, PROGRAM -> name;
        };
    return onBehalfOf == null ? proved : proved + " for " + onBehalfOf;
  }

  /** The text for people, so that no message shows a record. */
  @Override
  public String toString() {
    return text();
  }
}
