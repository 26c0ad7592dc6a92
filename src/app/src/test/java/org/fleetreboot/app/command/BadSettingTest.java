package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake in a setting is told before anything begins: no hub is asked, no journal made. */
class BadSettingTest {
  private static final String NOBODY =
      "HostName=127.0.0.1:1;SharedAccessKeyName=service;SharedAccessKey=YWJj";

  private final Path directory;

  BadSettingTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aSettingThatDoesNotExist() {
    Result result = run("run", "--property", "reboot.teir=S2");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .startsWith(
            "Unknown setting reboot.teir (--property). Did you mean reboot.tier?"
                + " The settings are ");
  }

  @Test
  void aSettingThatIsOutOfRange() {
    Result result = run("start", "nightly", "-P", "reboot.share=1.5");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("reboot.share is '1.5'").contains("up to 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reboot.tier=S9             | it is one of FREE, S1, S2, S3, UNLIMITED.
          reboot.units=0             | write a whole number from 1 to 10000.
          reboot.units=two           | write a whole number from 1 to 10000.
          reboot.share=NaN           | write a number above 0 and up to 1, like 0.8.
          reboot.callSlots=-1        | write a whole number from 1 to 10000.
          reboot.tick=abc            | write a time like 250ms, 10s or 1h30m, from 1ms on.
          reboot.tick=0              | write a time like 250ms, 10s or 1h30m, from 1ms on.
          reboot.resumeWithin=1 hour | write a time like 250ms, 10s or 1h30m.
          reboot.drain=abc           | write a time like 250ms, 10s or 1h30m.
          reboot.drain=5S            | write a time like 250ms, 10s or 1h30m.
          queue.broker=garbage       | write where the broker is, with its port, like tcp://localhost:61616.
          queue.broker=broker:61616  | write where the broker is, with its port, like tcp://localhost:61616.
          queue.broker=tcp://broker  | write where the broker is, with its port, like tcp://localhost:61616.
          queue.broker=tcp://b:port  | write where the broker is, with its port, like tcp://localhost:61616.
          queue.broker=(tcp://a:1,tcp://b) | write where the broker is, with its port, like tcp://localhost:61616.
          """)
  void aSettingThatItsKindForbids(String property, String remedy) {
    Result result = run("start", "nightly", "-P", property);

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .isEqualTo(
            "The setting %s' (--property): %s".formatted(property.replace("=", " is '"), remedy));
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void aVariableThatIsNotSet() {
    Result result =
        run(
            "plan",
            "nightly",
            "-P",
            "queue.requests=reboots",
            "-P",
            "queue.password={{env:NO_SUCH_VARIABLE}}");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .isEqualTo(
            "The environment variable NO_SUCH_VARIABLE of {{env:NO_SUCH_VARIABLE}} is not set; export it, or correct its name.");
  }

  @Test
  void aPasswordInTheAddressOfABrokerIsNotShown() {
    Result result = run("run", "-P", "queue.broker=tcp://me:mine@broker?user=a&password=hidden");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .startsWith("The setting queue.broker is 'tcp://broker' (--property): ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://127.0.0.1:1?user=a&password=b",
        "(tcp://127.0.0.1:1,tcp://[::1]:2)?ha=true",
        "vm://0",
        "{{env:QUEUE_BROKER:tcp://127.0.0.1:1}}",
        ""
      })
  void anAddressOfABrokerThatItsClientTakesIsTaken(String address) {
    assertThat(run("list", "-P", "queue.broker=" + address).err()).doesNotContain("queue.broker");
  }

  @Test
  void theFirstSettingCountsAfterAByteOrderMark() throws IOException {
    Files.writeString(
        directory.resolve("application.properties"), "\uFEFFreboot.journal = other/journal.db\r\n");

    assertThat(run("list").sentence())
        .startsWith("There is no journal at " + directory.resolve("other/journal.db"));
  }

  @Test
  void anUnusedSettingIsAWarning() throws IOException {
    // Put together here: a class that holds the name would be its reader.
    String typo = String.join(".", "drop", "foldr");
    Path file = directory.resolve("application.properties");
    Files.writeString(
        file,
        """
        %s = inbox
        drop.every = 5s
        base = /srv
        drop.folder = {{base}}/inbox
        """
            .formatted(typo));
    String warning =
        "fleet-reboot: warning: unused setting %s (%s). Did you mean drop.folder?%n"
            .formatted(typo, file);

    String libraries = System.getProperty("java.class.path");
    System.setProperty("java.class.path", folders(libraries));
    try {
      assertThat(run("lint").err()).isEqualTo(warning);
      assertThat(run("plan", "nightly").err()).startsWith(warning);
      assertThat(run("start", "nightly").err()).startsWith(warning);
      assertThat(run("start", "--device=pump-7", "--confirm-within=5s").err())
          .as("the options of start are read by its own chain")
          .startsWith(warning)
          .doesNotContain("confirmWithin");
    } finally {
      System.setProperty("java.class.path", libraries);
    }
  }

  /** What the program looks through: its libraries are named by its jar, not by the class path. */
  private static String folders(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(entry -> Files.isDirectory(Path.of(entry)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void anInvalidSettingIsReportedWithItsFile() throws IOException {
    Path file = Files.writeString(directory.resolve("application.properties"), "reboot.drain=abc");
    Result result = run("list");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).startsWith("The setting reboot.drain is 'abc' (" + file + "): ");
  }

  @Test
  void aPropertyWithoutAValue() {
    Result result = run("list", "-P", "reboot.tier");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .isEqualTo("invalid --property 'reboot.tier'; use NAME=VALUE, such as reboot.tier=S2.");
  }

  @Test
  void aFileOfSettingsWithABadEscape() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("application.properties"), "reboot.journal = C:\\users\\me.db");
    Result result = run("list");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .startsWith(file + " has a \\u without four hexadecimal digits")
        .endsWith("write \\\\ for one backslash.");
  }

  @Test
  void aFileOfSettingsThatIsNotText() throws IOException {
    Path file = directory.resolve("application.properties");
    Files.write(file, new byte[] {'a', '=', (byte) 0xFF});
    Result result = run("list");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .isEqualTo(file + " cannot be read (it is not UTF-8); correct or remove it.");
  }

  private Result run(String... args) {
    return CommandLineRun.in(directory).with("IOTHUB_CONNECTION_STRING", NOBODY).of(args);
  }
}
