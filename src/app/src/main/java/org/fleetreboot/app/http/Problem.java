package org.fleetreboot.app.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Why a request was refused, as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> says
 * it in JSON.
 *
 * @param title the meaning of the status
 * @param detail what to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String title, int status, String detail) {
  public static final String CONTENT_TYPE = "application/problem+json";

  public static Problem of(int status, String detail) {
    return new Problem(HttpResponseStatus.valueOf(status).reasonPhrase(), status, detail);
  }
}
