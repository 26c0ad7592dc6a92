package org.fleetreboot.iothub.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One request over HTTPS, sent once. Not the SDK's, which keeps neither the status nor the headers
 * nor the body of an error, although these say whose trouble it is.
 *
 * <p>Follows no redirect, because that would pass on the credential.
 */
final class HttpsRequest {
  /** A page of a thousand twins, each as large as the hub allows, is smaller. */
  private static final int LONGEST_ANSWER = 128 << 20;

  private static final int LONGEST_ERROR = 64 << 10;

  private final URL url;
  private final String method;
  private final byte[] body;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private @Nullable SSLSocketFactory tls;

  /**
   * Creates a request without sending it.
   *
   * @param body empty for none
   */
  HttpsRequest(URL url, String method, byte[] body, Duration connectTimeout, Duration readTimeout) {
    this.url = url;
    this.method = method;
    this.body = body;
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
  }

  /** Connects with that instead of the JVM's trust; null for the JVM's. */
  HttpsRequest trusting(@Nullable SSLSocketFactory tls) {
    this.tls = tls;
    return this;
  }

  HttpsRequest header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /**
   * Sends the request and reads the answer.
   *
   * @throws HubErrorException for any status other than 2xx
   * @throws IOException if there is no readable answer
   */
  HttpsResponse send() throws IOException {
    HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
    if (tls != null) {
      connection.setSSLSocketFactory(tls);
    }
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(millis(connectTimeout));
    connection.setReadTimeout(millis(readTimeout));
    connection.setRequestMethod(method);
    headers.forEach(connection::setRequestProperty);
    if (body.length > 0) {
      connection.setDoOutput(true);
      connection.getOutputStream().write(body);
    }
    int status = connection.getResponseCode();
    if (status >= 200 && status < 300) {
      try (InputStream in = connection.getInputStream()) {
        return new HttpsResponse(status, connection.getHeaderFields(), whole(in));
      }
    }
    throw new HubErrorException(
        new HttpsResponse(
            status, connection.getHeaderFields(), beginning(connection.getErrorStream())));
  }

  private static byte[] whole(InputStream in) throws IOException {
    byte[] answer = in.readNBytes(LONGEST_ANSWER + 1);
    if (answer.length > LONGEST_ANSWER) {
      throw new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes");
    }
    return answer;
  }

  /** An error that cannot be read completely still has its status and headers. */
  private static byte[] beginning(@Nullable InputStream in) {
    if (in == null) {
      return new byte[0];
    }
    try (in) {
      return in.readNBytes(LONGEST_ERROR);
    } catch (IOException cut) {
      return new byte[0];
    }
  }

  /** To the JDK, 0 means no limit. */
  private static int millis(Duration duration) {
    return Math.toIntExact(Math.max(1, duration.toMillis()));
  }
}
