package org.fleetreboot.app.api;

import java.util.List;
import org.fleetreboot.app.http.WebServer;
import org.fleetreboot.app.identity.Role;

/** Lets people sign in with a browser. */
final class SignInOrders {
  private final WebServer server;

  SignInOrders(WebServer server) {
    this.server = server;
  }

  void describe(ApiOperations api) {
    api.post(
            "/sign-in",
            "signIn",
            Role.VIEWER,
            "Makes an address that signs in a browser, once and soon.")
        .answers(Address.class, this::address);
  }

  private ApiResponse address(ApiRequest request) {
    request.query().with(List.of());
    return ApiResponse.ok(new Address(server.signInUrl(request.caller())));
  }

  /** Where a browser is signed in, once and within ten minutes. */
  record Address(String url) {}
}
