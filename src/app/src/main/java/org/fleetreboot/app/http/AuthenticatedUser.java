package org.fleetreboot.app.http;

import io.vertx.ext.auth.User;
import java.util.Optional;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.fleetreboot.app.identity.Caller;

/** Carries a caller from Vert.x to Camel, which know users by their names alone. */
public final class AuthenticatedUser {
  private static final String CALLER = "caller";

  private AuthenticatedUser() {}

  static User of(Caller caller) {
    User user = User.fromName(caller.name());
    user.attributes().getMap().put(CALLER, caller);
    return user;
  }

  /** The caller whom the guard let pass. */
  public static Caller caller(Message request) {
    return caller(request.getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class));
  }

  /** The caller whom the guard let pass. */
  public static Caller caller(User user) {
    return Optional.ofNullable(user)
        .map(known -> known.attributes().getMap().get(CALLER))
        .map(Caller.class::cast)
        .orElseThrow(() -> new HttpRefusal(401, "Nobody has signed in."));
  }
}
