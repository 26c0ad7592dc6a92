package org.fleetreboot.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.http.WebServer;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.file.JournalFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock of a journal says who is given an order; the file beside it only where. */
class JournalWriterTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Path file;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  JournalWriterTest(@TempDir Path directory) {
    this.file = directory.resolve("journal.db");
  }

  @Test
  void anApiFileIsIgnoredIfNobodyHoldsTheJournal() throws IOException {
    Path other = file.resolveSibling("other.db");
    try (FileJournal others = open(other);
        RunningApi another = serve(others)) {
      assertThat(another).isNotNull();
      leaveFileThatPointsTo(other);

      assertThat(order()).isEqualTo("at rest");
    }
  }

  @Test
  void anApiFileOfAnEarlierProgramIsNotUsedForTheOneThatStarts() throws Exception {
    Path other = file.resolveSibling("other.db");
    try (FileJournal others = open(other);
        RunningApi another = serve(others)) {
      assertThat(another).isNotNull();
      leaveFileThatPointsTo(other);
    }
    try (FileJournal journal = open(file)) {
      CompletableFuture<String> order = CompletableFuture.supplyAsync(this::order);
      await().atMost(LONG).until(() -> err.toString(StandardCharsets.UTF_8).contains("waiting"));
      assertThat(order).isNotDone();

      try (RunningApi itself = serve(journal)) {
        assertThat(itself).isNotNull();
        assertThat(order).succeedsWithin(LONG).isEqualTo("working");
      }
    }
  }

  @Test
  void aCommandIsRecordedOfflineIfTheProgramEnds() {
    FileJournal ending = open(file);
    CompletableFuture<String> order = CompletableFuture.supplyAsync(this::order);
    await().atMost(LONG).until(() -> err.toString(StandardCharsets.UTF_8).contains("waiting"));
    ending.close();

    assertThat(order).succeedsWithin(LONG).isEqualTo("at rest");
  }

  @Test
  void aCommandIsRepeatedToTheNextHolderIfTheConnectionBreaks() throws Exception {
    FileJournal ending = open(file);
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    CompletableFuture<Void> once = CompletableFuture.runAsync(() -> hangUpOnce(listener, ending));
    ApiFile.of(
            "http://127.0.0.1:" + listener.getLocalPort(), "token", ending.hold(), Optional.empty())
        .write(new JournalInFile(file).apiFile());

    assertThat(order()).isEqualTo("at rest");
    assertThat(once).isCompleted();
  }

  /** As a program that ends while it is asked. */
  private static void hangUpOnce(ServerSocket listener, FileJournal ending) {
    try (Socket asked = listener.accept()) {
      assertThat(asked.getInputStream().read()).isPositive();
      listener.close();
      ending.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anUncertainStartSaysHowToStartTheSameRunAgain() throws Exception {
    try (FileJournal journal = open(file);
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String head =
          "HTTP/1.1 200 OK\r\n%s: %s\r\nContent-Length: 1\r\n\r\n?"
              .formatted(WebServer.PROGRAM, journal.hold());
      CompletableFuture<Void> once = CompletableFuture.runAsync(() -> answer(listener, head));
      String url = "http://127.0.0.1:" + listener.getLocalPort();
      ApiFile.of(url, "token", journal.hold(), Optional.empty())
          .write(new JournalInFile(file).apiFile());
      ApiClient api = ApiClient.of(new JournalInFile(file)).orElseThrow();

      assertThatThrownBy(() -> api.begin(Map.of("runId", "r1"), "ask again with --run-id r1"))
          .isInstanceOf(ProgramFailure.class)
          .hasMessageEndingWith("see its log, and ask again with --run-id r1.");
      assertThat(once).succeedsWithin(LONG);
    }
  }

  private static void answer(ServerSocket listener, String response) {
    try (Socket asked = listener.accept()) {
      assertThat(asked.getInputStream().read()).isPositive();
      asked.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
      asked.shutdownOutput();
      asked.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCommandDoesNotWaitForever() {
    try (FileJournal silent = open(file)) {
      assertThat(silent.partitions()).isEmpty();
      assertThatThrownBy(() -> order(Duration.ZERO))
          .isInstanceOf(ProgramFailure.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("starting or ending");
    }
  }

  @Test
  void aJournalBehindALinkBelongsToTheSameProgram() throws IOException {
    try (FileJournal journal = open(file);
        RunningApi program = serve(journal)) {
      assertThat(program).isNotNull();
      Path link = Files.createSymbolicLink(file.resolveSibling("link.db"), file);

      assertThat(ApiClient.of(new JournalInFile(link)).flatMap(JournalWriterTest::health))
          .hasValue("working");
    }
  }

  /** As a killed program leaves it, once its port has gone to another of ours. */
  private void leaveFileThatPointsTo(Path other) throws IOException {
    open(file).close();
    Files.copy(new JournalInFile(other).apiFile(), new JournalInFile(file).apiFile());
  }

  private String order() {
    return order(LONG);
  }

  private String order(Duration patience) {
    PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new JournalWriter(new JournalInFile(file), told, InstantSource.system(), patience, null)
        .order(JournalWriterTest::health, this::atRest);
  }

  private String atRest() {
    open(file).close();
    return "at rest";
  }

  private static Optional<String> health(ApiClient api) {
    return api.ask("GET", "/api/hub", Map.of()).map((JsonNode hub) -> hub.path("status").asText());
  }

  private static FileJournal open(Path file) {
    return JournalFile.open(file, InstantSource.system());
  }

  private static RunningApi serve(FileJournal journal) {
    return RunningApi.of(
        FleetThat.knows(Map.of("hubStates", FleetThat.goodHub("plant"))),
        InstantSource.system(),
        journal);
  }
}
