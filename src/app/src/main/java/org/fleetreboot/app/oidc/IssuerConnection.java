package org.fleetreboot.app.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks an issuer. A whole answer comes within a time and up to a size, however it drips, and from
 * the very address that was asked. Of the certificate authorities, those of the JDK are trusted.
 * Thread-safe.
 */
final class IssuerConnection implements ResourceRetriever, HTTPRequestSender {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

  /** A dozen keys with their certificates are a tenth of it. */
  private static final int MOST_BYTES = 256 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .sslContext(authorities())
          .build();

  private final Duration within;

  IssuerConnection() {
    this(ANSWERED_WITHIN);
  }

  /**
   * @param within by when an answer is whole
   */
  IssuerConnection(Duration within) {
    this.within = within;
  }

  /** Not those that this process trusts besides, for a local hub. */
  private static SSLContext authorities() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    HttpResponse<byte[]> answer = answer(HttpRequest.newBuilder(URI.create(url.toString())));
    if (answer.statusCode() != 200) {
      throw new IOException("it answers " + answer.statusCode() + " at " + url);
    }
    return new Resource(text(answer), answer.headers().firstValue("Content-Type").orElse(null));
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(asked.getURI())
            .method(
                asked.getMethod().name(),
                asked.getBody() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(asked.getBody()));
    asked
        .getHeaderMap()
        .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    HttpResponse<byte[]> answer = answer(request);
    HTTPResponse read = new HTTPResponse(answer.statusCode());
    for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
      read.setHeader(header.getKey(), header.getValue().toArray(String[]::new));
    }
    read.setBody(text(answer));
    return read;
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> answer(HttpRequest.Builder request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request.timeout(within).build(), head -> new LimitedBody());
    try {
      return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + within.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String message = cause.getMessage();
      throw new IOException(message == null ? cause.getClass().getSimpleName() : message, cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the program is ending");
    } finally {
      answer.cancel(true);
    }
  }

  /** An answer of any other size is refused while it comes. */
  private static final class LimitedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
    private @Nullable Subscription subscription;
    private long size;

    @Override
    public CompletionStage<byte[]> getBody() {
      return whole.getBody();
    }

    @Override
    public void onSubscribe(Subscription begun) {
      subscription = begun;
      whole.onSubscribe(begun);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
      size += parts.stream().mapToLong(ByteBuffer::remaining).sum();
      if (size <= MOST_BYTES) {
        whole.onNext(parts);
      } else if (subscription != null) {
        subscription.cancel();
        whole.onError(new IOException("its answer is larger than " + MOST_BYTES + " bytes"));
      }
    }

    @Override
    public void onError(Throwable broken) {
      whole.onError(broken);
    }

    @Override
    public void onComplete() {
      whole.onComplete();
    }
  }
}
