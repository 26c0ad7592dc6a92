package org.fleetreboot.app.api;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param body written as JSON
 */
record ApiResponse(int status, Object body) {
  static ApiResponse ok(Object body) {
    return new ApiResponse(200, body);
  }
}
