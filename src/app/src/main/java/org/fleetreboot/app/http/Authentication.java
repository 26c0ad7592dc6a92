package org.fleetreboot.app.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.auth.User;

/** Finds out who sends a request. */
@FunctionalInterface
interface Authentication {
  /**
   * The sender.
   *
   * @throws HttpRefusal with status 401 if the request does not prove who sent it
   */
  User of(HttpServerRequest request);
}
