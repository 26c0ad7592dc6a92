package org.fleetreboot.iothub.sdk;

import java.io.IOException;

/** An error answer, from the hub or from whatever answered in its place. */
final class HubErrorException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient HttpsResponse answer;

  HubErrorException(HttpsResponse answer) {
    super("HTTP " + answer.status());
    this.answer = answer;
  }

  HttpsResponse answer() {
    return answer;
  }
}
