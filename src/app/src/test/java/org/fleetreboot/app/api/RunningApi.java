package org.fleetreboot.app.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.fleetreboot.app.http.WebServerSettings;
import org.fleetreboot.app.identity.Authentication;
import org.fleetreboot.app.identity.AuthenticationChain;
import org.fleetreboot.app.page.Dashboard;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.journal.FileJournal;

/** The API of a fleet, on Camel's HTTP server, without the rest of the program. */
public final class RunningApi implements AutoCloseable {
  private final Main camel = new Main();
  private final ApiServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningApi(
      Fleet fleet,
      Authentication people,
      InstantSource clock,
      FileJournal journal,
      WebServerSettings settings,
      RouteBuilder... routes)
      throws Exception {
    camel.setPropertyPlaceholderLocations("false");
    server =
        ApiServer.prepare(
            camel,
            () -> fleet,
            journal.hold(),
            new JournalInFile(journal.file()).apiFile(),
            people,
            clock,
            settings);
    Dashboard.addTo(camel, server.http(), server.refusals(), () -> fleet, journal, clock);
    for (RouteBuilder own : routes) {
      camel.configure().addRoutesBuilder(own);
    }
    camel.start();
    server.announce();
  }

  public static RunningApi of(Fleet fleet, InstantSource clock, FileJournal journal) {
    return of(fleet, clock, journal, WebServerSettings.loopback(0));
  }

  static RunningApi of(
      Fleet fleet, InstantSource clock, FileJournal journal, WebServerSettings settings) {
    return of(fleet, new AuthenticationChain(List.of()), clock, journal, settings);
  }

  /** With people who have tokens. */
  public static RunningApi of(
      Fleet fleet, Authentication people, InstantSource clock, FileJournal journal) {
    return of(fleet, people, clock, journal, WebServerSettings.loopback(0), new RouteBuilder[0]);
  }

  /** Beside routes of a user. */
  static RunningApi of(
      Fleet fleet,
      Authentication people,
      InstantSource clock,
      FileJournal journal,
      RouteBuilder... routes) {
    return of(fleet, people, clock, journal, WebServerSettings.loopback(0), routes);
  }

  private static RunningApi of(
      Fleet fleet,
      Authentication people,
      InstantSource clock,
      FileJournal journal,
      WebServerSettings settings,
      RouteBuilder... routes) {
    try {
      return new RunningApi(fleet, people, clock, journal, settings, routes);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its address, without a trailing slash. */
  public String url() {
    return server.url();
  }

  /** Signs a browser in, once. */
  public String signInUrl() {
    return server.http().signInUrl();
  }

  String token() {
    return server.token();
  }

  /** An authorized request to that path. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token())
        .header("Content-Type", "application/json");
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An answer to somebody without the token. */
  HttpResponse<String> sendWithoutToken(String path) {
    return send(HttpRequest.newBuilder(URI.create(url() + path)).GET());
  }

  /** The JSON at that path. */
  JsonNode get(String path) {
    return json(send(request(path).GET()));
  }

  HttpResponse<String> post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(answer.body(), e);
    }
  }

  @Override
  public void close() {
    server.refuseAll();
    camel.stop();
    server.close();
  }
}
