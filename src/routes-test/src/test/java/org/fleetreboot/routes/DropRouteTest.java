package org.fleetreboot.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fleetreboot.routes.ShippedRoutes.shipped;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.fleetreboot.reboot.drop.DropLock;
import org.fleetreboot.reboot.targets.TargetList;
import org.fleetreboot.reboot.testkit.CollectedDevices;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.LogLines;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** routes/drop.yaml on a folder, as it is shipped. */
class DropRouteTest {
  /** Long enough ago that nobody still writes to the file. */
  private static final Instant WRITTEN = Instant.parse("2026-03-01T00:00:00Z");

  private final FakeEngine engine = new FakeEngine();
  private RouteRunner routes = new RouteRunner(engine);

  private final Path temp;
  private final Path drop;

  DropRouteTest(@TempDir Path temp) {
    this.temp = temp;
    this.drop = temp.resolve("drop");
  }

  @BeforeEach
  void start() throws IOException {
    Files.createDirectory(drop);
    watch();
  }

  private void watch(String... property) {
    routes = new RouteRunner(engine);
    if (property.length > 0) {
      routes.property(property[0], property[1]);
    }
    routes
        .property("drop.folder", drop.toString())
        .property("drop.every", "20")
        .property("drop.stableFor", "60ms")
        .file(shipped("drop.yaml"))
        .start();
  }

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void aFileIsOneRunOfItsDevices() throws IOException {
    put("pumps.txt", "pump-1\npump-2\npump-1\n");
    awaitMoved("done/pumps.txt.receipt.json");
    awaitMoved("done/pumps.txt");
    assertThat(engine.runs().accepted)
        .singleElement()
        .satisfies(run -> assertThat(run.chain()).isEqualTo("dropped"));
    await().until(() -> engine.steps().asked.size() == 1);
    assertThat(CollectedDevices.of(engine.steps().asked.get(0).source()))
        .containsExactly("pump-1", "pump-2");
    assertThat(drop.resolve("done/pumps.txt.receipt.json"))
        .content()
        .contains(
            "\"run\":\"" + engine.runs().accepted.get(0).run() + "\"",
            "\"new\":true",
            "\"devices\":2",
            "\"duplicates\":1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pump,7\n", "[\"pump,7\"]", "site,deviceId\n\"lyon, 3\",\"pump,7\"\n"})
  void anIdWithACommaStaysWhole(String text) throws IOException {
    put("pumps.txt", text);
    awaitMoved("done/pumps.txt.receipt.json");
    assertThat(engine.runs().accepted.get(0).targets())
        .extracting(Target::device)
        .containsExactly("pump,7");
    if (text.startsWith("site")) {
      assertThat(drop.resolve("done/pumps.txt.receipt.json"))
          .content()
          .contains("\"ignoredColumns\":[\"site\"]");
    }
  }

  @Test
  void aFileInUtf16IsTakenAsOneInUtf8() throws IOException {
    byte[] list = "\uFEFFpump-1\n".getBytes(StandardCharsets.UTF_16LE);
    drop(Files.write(temp.resolve("new"), list), "pumps.txt");
    awaitMoved("done/pumps.txt");
    assertThat(engine.runs().accepted.get(0).targets())
        .extracting(Target::device)
        .containsExactly("pump-1");
  }

  @Test
  void theColumnOfTheIdsMayHaveAnotherName() throws IOException {
    stop();
    watch("drop.idColumn", "serial");
    put("pumps.csv", "site,serial\nlyon,pump-1\n");
    awaitMoved("done/pumps.csv.receipt.json");
    assertThat(engine.runs().accepted.get(0).targets())
        .extracting(Target::device)
        .containsExactly("pump-1");
    assertThat(drop.resolve("done/pumps.csv.receipt.json"))
        .content()
        .contains("\"ignoredColumns\":[\"site\"]");
  }

  @Test
  void theSameFileAgainIsTheSameRun() throws IOException {
    put("pumps.csv", "deviceId\npump-1\n");
    awaitMoved("done/pumps.csv");
    put("pumps.csv", "deviceId\npump-1\n");
    await().until(() -> engine.runs().accepted.size() == 2);
    awaitMoved("done/pumps.csv");
    assertThat(engine.runs().accepted.get(1).run()).isEqualTo(engine.runs().accepted.get(0).run());
    await()
        .untilAsserted(
            () ->
                assertThat(drop.resolve("done/pumps.csv.receipt.json"))
                    .content()
                    .contains("\"new\":false"));
  }

  @Test
  void aBadFileIsRejectedWithItsReasonAndTheNextGoodOneWorks() throws IOException {
    put("bad.csv", "deviceId\npump-1,paris\n");
    awaitMoved("rejected/bad.csv");
    assertThat(drop.resolve("rejected/bad.csv.reason.txt"))
        .hasBinaryContent(
            "Line 2: 2 values, and the first line has 1; a value with a comma stands in quotes.\n"
                .getBytes(UTF_8));
    assertThat(drop.resolve("rejected/bad.csv")).hasContent("deviceId\npump-1,paris\n");
    assertThat(engine.runs().accepted).isEmpty();
    put("good.json", "{\"reason\": \"leak\", \"devices\": [\"pump-1\"]}");
    awaitMoved("done/good.json");
    assertThat(engine.runs().accepted.get(0).trigger().text()).endsWith(": leak");
    assertThat(engine.runs().accepted.get(0).by()).isEqualTo(Requester.route("route drop"));
  }

  @Test
  void aFileMayNotAskForAChainThatTheRouteDoesNotAllow() throws IOException {
    put("sly.json", "{\"chain\": \"nightly\", \"devices\": [\"pump-1\"]}");
    awaitMoved("rejected/sly.json");
    assertThat(drop.resolve("rejected/sly.json.reason.txt"))
        .content()
        .startsWith("This list may only start dropped, not 'nightly'.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${sys:user.home}.txt",
        "$simple{exchangeId}.txt",
        "a b;rm -rf ~.txt",
        "pumps..txt",
        "Pümpe.txt",
        "-rf"
      })
  void namesAreOnlyNames(String name) throws IOException {
    put(name, "pump 1");
    awaitMoved("rejected/" + name);
    assertThat(drop.resolve("rejected/" + name + ".reason.txt")).exists();
    assertThat(engine.runs().accepted).isEmpty();
  }

  @Test
  void anEmptyFileAndAnOversizedOneAreRejected() throws IOException {
    put("empty.txt", "");
    awaitMoved("rejected/empty.txt");
    Path large = temp.resolve("large.txt");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(TargetList.MOST_BYTES + 1L);
    }
    drop(large, "large.txt");
    awaitMoved("rejected/large.txt");
    assertThat(drop.resolve("rejected/large.txt.reason.txt"))
        .hasContent("The list is larger than 64 MiB; split it.\n");
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path secret = Files.writeString(temp.resolve("secret"), "pump-1");
    Files.setLastModifiedTime(secret, FileTime.from(WRITTEN));
    Files.createSymbolicLink(drop.resolve("link.txt"), secret);
    awaitMoved("rejected/link.txt.reason.txt");
    assertThat(drop.resolve("rejected/link.txt.reason.txt"))
        .hasContent("This is a link; put the file itself here.\n");
    assertThat(secret).hasContent("pump-1");
    assertThat(engine.runs().accepted).isEmpty();
  }

  @Test
  void aPipeIsRejectedAndTheFilesBehindItWork() throws IOException, InterruptedException {
    Path pipe = temp.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(pipe.toFile().setLastModified(WRITTEN.toEpochMilli())).isTrue();
    Files.move(pipe, drop.resolve("a-pipe.txt"));
    put("pumps.txt", "pump-1");
    awaitMoved("done/pumps.txt");
    awaitMoved("rejected/a-pipe.txt");
    assertThat(drop.resolve("rejected/a-pipe.txt.reason.txt"))
        .content()
        .startsWith("This is a pipe, a socket or a device");
    assertThat(engine.runs().accepted).hasSize(1);
  }

  @Test
  void aFileWithoutRoomForItsReceiptRebootsNobodyAndIsNamedOnce() throws IOException {
    String name = "x".repeat(245) + ".txt";
    try (LogLines log = LogLines.of(DropLock.class)) {
      put(name, "pump-1");
      await().until(() -> !log.lines().isEmpty());
      put("pumps.txt", "pump-2");
      awaitMoved("done/pumps.txt");
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains(name + " stays where it is", "receipt.json cannot be written", "too long");
    }
    assertThat(drop.resolve(name)).exists();
    assertThat(engine.runs().accepted)
        .singleElement()
        .extracting("targets")
        .asString()
        .contains("pump-2");
  }

  @Test
  void aNameInAnotherEncodingIsNamedOnce() throws IOException, InterruptedException {
    try (LogLines log = LogLines.of("")) {
      String latin1 = "touch \"$1/$(printf 'P\\374mpe.txt')\"";
      Process touch = new ProcessBuilder("bash", "-c", latin1, "-", drop.toString()).start();
      assertThat(touch.waitFor()).isZero();
      await().until(() -> !log.lines().isEmpty());
      put("pumps.txt", "pump-1");
      awaitMoved("done/pumps.txt");
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("mpe.txt stays where it is: its name cannot be decoded as ", "rename it");
    }
  }

  @Test
  void aFileWhoseRunIsNotAcceptedStaysAndIsNamedOnceWithTheReason() throws IOException {
    engine.runs().refusal = new IllegalStateException("the journal is full");
    try (LogLines log = LogLines.of("")) {
      put("pumps.txt", "pump-1");
      await().until(() -> !log.linesOf(DropLock.class).isEmpty());
      assertThat(log.linesOf(DropLock.class))
          .containsExactly(
              drop.resolve("pumps.txt")
                  + " stays where it is, and is tried again: the journal is full.");
      assertThat(log.lines()).noneMatch(line -> line.contains("Failed delivery"));
    }
    assertThat(drop.resolve("pumps.txt")).exists();
  }

  @Test
  void aRejectedFileIsOneLineInTheLog() throws IOException {
    try (LogLines log = LogLines.of("")) {
      put("bad.csv", "deviceId\npump-1,paris\n");
      awaitMoved("rejected/bad.csv");
      assertThat(log.lines())
          .filteredOn(line -> line.contains("bad.csv"))
          .singleElement()
          .asString()
          .startsWith("bad.csv is rejected: Line 2: 2 values");
    }
  }

  @Test
  void aFileUnderTheNameOfAnUploadIsLeftAlone() throws IOException {
    Files.writeString(drop.resolve("upload.txt.part"), "pump-1\npum");
    Files.writeString(drop.resolve(".hidden.txt"), "pump-1\npum");
    put("other.txt", "pump-9");
    awaitMoved("done/other.txt");
    assertThat(engine.runs().accepted).hasSize(1);
  }

  @Test
  void withoutTheFolderNothingHappens() throws IOException {
    stop();
    Files.delete(drop);
    watch();
    assertThat(drop).doesNotExist();
    Files.createDirectory(drop);
    put("pumps.txt", "pump-1");
    awaitMoved("done/pumps.txt");
  }

  private void put(String name, String text) throws IOException {
    drop(Files.writeString(temp.resolve("new"), text, StandardCharsets.UTF_8), name);
  }

  /** As one should: written elsewhere, then renamed. */
  private void drop(Path written, String name) throws IOException {
    Files.setLastModifiedTime(written, FileTime.from(WRITTEN));
    Files.move(written, drop.resolve(name));
  }

  private void awaitMoved(String name) {
    await().until(() -> Files.exists(drop.resolve(name)));
  }
}
