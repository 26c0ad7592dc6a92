package org.fleetreboot.app.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.http.WebServer;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.reboot.redaction.JsonSyntaxError;
import org.jspecify.annotations.Nullable;

/** Sends commands to the running program. */
public final class ApiClient {
  /** The variable with the token of a person, which the program's own replaces if it is not set. */
  public static final String TOKEN = "FLEET_REBOOT_TOKEN";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);

  /** Longer than the program waits for its disk. */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);

  private final ApiFile file;
  private final String token;
  private final HttpClient http;

  private ApiClient(ApiFile file, @Nullable String token) {
    this.file = file;
    this.token = token == null ? file.token() : token;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTED_WITHIN);
    if (file.certificate() != null) {
      builder.sslContext(PinnedCertificate.of(file.certificate()).context());
    }
    this.http = builder.build();
  }

  /**
   * For the program that writes to that journal; empty if it has not opened its API yet.
   *
   * @param program the holder of the journal's lock
   * @param token of whoever asks; null for that of the program
   */
  static Optional<ApiClient> of(JournalLocation journal, Holder program, @Nullable String token) {
    return ApiFile.of(journal, program).map(file -> new ApiClient(file, token));
  }

  /**
   * For the program that writes to that journal; empty if there is none, or it is starting. It asks
   * as whoever runs the program.
   */
  public static Optional<ApiClient> of(JournalLocation journal) {
    return of(journal, (String) null);
  }

  /** The same, as the person of {@link #TOKEN} if it is set. */
  public static Optional<ApiClient> of(JournalLocation journal, ProcessEnvironment environment) {
    return of(journal, environment.variable(TOKEN).orElse(null));
  }

  private static Optional<ApiClient> of(JournalLocation journal, @Nullable String token) {
    return journal.program().flatMap(program -> of(journal, program, token));
  }

  /**
   * The answer; empty if the program has ended, and nobody, or another program, listens. The
   * request may have been carried out all the same, so it must be repeatable.
   *
   * @throws ProgramFailure with the program's message, if it refuses
   */
  public Optional<JsonNode> ask(String method, String path, Map<String, Object> body) {
    return answer(request(method, path, body), "ask again");
  }

  /**
   * As {@link #ask}, for a new run.
   *
   * @param body with the run's id, which is the same at every attempt, so that the run begins once
   * @param unsure how to ask for the same run if it is unknown whether it began
   */
  public Optional<JsonNode> begin(Map<String, Object> body, String unsure) {
    return answer(request("POST", "/api/runs", body), unsure);
  }

  /** As {@link #begin}, for a run that retries another. */
  public Optional<JsonNode> retry(String run, Map<String, Object> body, String unsure) {
    return answer(request("POST", "/api/runs/" + encoded(run) + "/retry", body), unsure);
  }

  private HttpRequest request(String method, String path, Map<String, Object> body) {
    return HttpRequest.newBuilder(URI.create(file.url() + path))
        .timeout(ANSWERED_WITHIN)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(Json.line(body)))
        .build();
  }

  private Optional<JsonNode> answer(HttpRequest request, String unsure) {
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString());
    } catch (HttpTimeoutException e) {
      throw ProgramFailure.setup(
          "The program at %s did not answer (%s): check its output, and %s."
              .formatted(file.url(), e.getMessage(), unsure),
          e);
    } catch (IOException hungUp) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProgramFailure.setup("Stopped before the program answered; " + unsure + ".", e);
    }
    if (!file.hold()
        .toString()
        .equals(response.headers().firstValue(WebServer.PROGRAM).orElse(null))) {
      return Optional.empty();
    }
    JsonNode json;
    try {
      json = MAPPER.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw ProgramFailure.setup(
          "The program at %s gave an answer that is not JSON (%s): see its log, and %s."
              .formatted(file.url(), JsonSyntaxError.of(e), unsure),
          e);
    }
    if (response.statusCode() >= 300) {
      throw ProgramFailure.setup(json.path("detail").asText());
    }
    return Optional.of(json);
  }

  /** Encodes one part of a path. */
  public static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
